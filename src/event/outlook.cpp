#include "event/outlook.h"

#include <algorithm>
#include <cmath>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

bool is_nominal(Upos upos) { return upos == Upos::noun || upos == Upos::propn || upos == Upos::pron || upos == Upos::num || upos == Upos::sym; }

// The words that can be something to an event.
std::vector<char> words_asked_for(const std::vector<Mention>& mentions, const Reading& reading, const Answers& answers) {
  std::vector<char> is_asked(reading.tokens.size(), 0);
  const auto ask = [&](std::int32_t token) {
    if (token != no_token) is_asked[static_cast<std::size_t>(token)] = 1;
  };
  for (std::int32_t token = 0; token < reading.size(); ++token)
    if (is_nominal(reading[token].upos)) ask(token);
  for (const Mention& mention : mentions) ask(mention.trigger);
  for (const auto& party : answers.who) ask(party.head);
  for (const auto& place : answers.where) ask(head_of(reading, place.tokens));
  for (const auto& time : answers.when) ask(head_of(reading, time.tokens));
  for (const auto& figure : answers.how_many) ask(word_of_count(figure, reading));
  for (const auto& statement : answers.says_who.statements) ask(statement.speaker_head);
  return is_asked;
}

// The log-odds of the mean chance over the mentions of a cluster.
template <typename LogOdds>
double together(const Cluster& cluster, LogOdds log_odds) {
  double chance = 0;
  for (const std::size_t mention : cluster) chance += 1 / (1 + std::exp(-static_cast<double>(log_odds(mention))));
  chance = std::clamp(chance / static_cast<double>(cluster.size()), 1e-6, 1 - 1e-6);
  return std::log(chance / (1 - chance));
}

}  // namespace

std::int32_t word_of_count(const how_many::Figure& figure, const Reading& reading) {
  for (std::int32_t token = figure.tokens.last - 1; token >= figure.tokens.first; --token)
    if (reading[token].upos == Upos::num) return token;
  return figure.counted != no_token ? figure.counted : head_of(reading, figure.tokens);
}

Outlook::Outlook(const reading::ReportView* view, const std::vector<Mention>& mentions, const Reading& reading, const Answers& answers)
    : view_(mentions.empty() || reading.sentences.size() < reading::ReportView::least_sentences ? nullptr : view), mentions_(mentions) {
  if (!view_) return;
  same_event_ = view_->role_named("same_event");
  const std::vector<char> is_asked = words_asked_for(mentions, reading, answers);
  std::vector<std::int32_t> words;
  row_.assign(is_asked.size(), -1);
  for (std::size_t i = 0; i < is_asked.size(); ++i)
    if (is_asked[i]) {
      row_[i] = static_cast<std::int32_t>(words.size());
      words.push_back(static_cast<std::int32_t>(i));
    }
  log_odds_.resize(mentions.size());
  for (std::size_t i = 0; i < mentions.size(); ++i) view_->roles(mentions[i].trigger, words, log_odds_[i]);
}

float Outlook::at(std::size_t mention, std::int32_t token, std::size_t role) const {
  const std::int32_t row = row_[static_cast<std::size_t>(token)];
  return row < 0 ? static_cast<float>(unasked) : log_odds_[mention][static_cast<std::size_t>(row) * view_->role_count() + role];
}

double Outlook::tells(std::size_t mention) const {
  return view_ ? view_->sign(mentions_[mention].trigger, view_->sign_named(mentions_[mention].type)) : 0;
}

double Outlook::same(std::size_t a, std::size_t b) const {
  if (!view_) return 0;
  return 0.5 * (at(a, mentions_[b].trigger, same_event_) + at(b, mentions_[a].trigger, same_event_));
}

double Outlook::role(const Cluster& cluster, std::int32_t token, std::size_t role) const {
  if (!view_ || cluster.empty() || token == no_token) return unasked;
  return together(cluster, [&](std::size_t mention) { return at(mention, token, role); });
}

std::vector<std::pair<std::string_view, double>> Outlook::modes(const Cluster& cluster) const {
  std::vector<std::pair<std::string_view, double>> modes;
  if (!view_ || cluster.empty()) return modes;
  for (const auto& [mode, sign] : view_->modes_of(mentions_[cluster.front()].type))
    modes.emplace_back(mode, together(cluster, [&](std::size_t mention) { return view_->sign(mentions_[mention].trigger, sign); }));
  return modes;
}

}  // namespace nutgraf::event
