// Gathers statements by speaker: "police", "a police spokesman" and "the police statement" are one account; two speakers
// joined by "and" are two. Which events an account tells is attribution.cpp's.

#include "event/accounts.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "event/speakers.h"

namespace nutgraf::event {

namespace {

// Words by which two phrases may name one speaker: no articles, no prepositions.
std::vector<std::string> content_words(std::string_view phrase) {
  static constexpr std::array<std::string_view, 16> empty = {"a",  "an", "the", "of", "in", "for", "from", "with",
                                                             "at", "by", "and", "to", "s",  "his", "her",  "their"};
  std::vector<std::string> words;
  std::string word;
  const auto close = [&] {
    if (!word.empty() && std::ranges::find(empty, word) == empty.end()) words.push_back(word);
    word.clear();
  };
  for (const char c : fold(phrase)) {
    if (is_letter(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9')) word += c;
    else close();
  }
  close();
  return words;
}

bool holds_all(const std::vector<std::string>& words, const std::vector<std::string>& part) {
  return !part.empty() && std::ranges::all_of(part, [&](const std::string& word) { return std::ranges::find(words, word) != words.end(); });
}

// The later phrase only shortens the earlier one, or the other way round: "Ora Lindqvist, a doctor" and "Lindqvist".
bool is_same_speaker(const std::vector<std::string>& first, SpeakerKind first_kind, const std::vector<std::string>& second,
                     SpeakerKind second_kind) {
  return holds_all(first, second) || (first_kind == second_kind && holds_all(second, first));
}

class Gatherer {
 public:
  explicit Gatherer(const Context& context) : context_(context) {}

  std::vector<Account> gather() {
    const auto& statements = context_.answers.says_who.statements;
    for (std::size_t i = 0; i < statements.size(); ++i)
      for (const Attribution& attribution : attributions_of(statements[i], context_))
        if (can_speak(attribution.head)) add(attribution, i);
    return std::move(accounts_);
  }

 private:
  // Deeds and days say nothing: "the strikes showed that ...".
  bool can_speak(std::int32_t head) const {
    if (head == no_token || context_.parties.mention_at(head)) return true;
    return std::ranges::none_of(context_.answers.what, [&](const what::Happening& h) { return h.trigger == head; }) &&
           std::ranges::none_of(context_.answers.when, [&](const when::TimeExpression& time) { return time.tokens.contains(head); });
  }

  // "Police" are "Aldmoor police" further down, "Sheriff" of the headline is "Harlan County Sheriff Roy Denholm"; but who speaks for a body is not the body.
  static bool names_more_fully(const std::vector<std::string>& words, const std::vector<std::string>& before, const Attribution& account) {
    if (before.empty() || words.size() <= before.size() || !holds_all(words, before)) return false;
    return words.back() == before.back() || account.source.because == says_who::label_before_colon;
  }

  void add(const Attribution& attribution, std::size_t statement) {
    const std::string identity = attribution.head == no_token ? "" : context_.parties.identity_of(attribution.head);
    auto words = content_words(attribution.speaker);
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      Account& account = accounts_[i];
      const bool is_same = !identity.empty() && account.identity == identity;
      if (!is_same && !is_same_speaker(words_[i], account.attribution.kind, words, attribution.kind)) continue;
      if (account.statements.back() != statement) account.statements.push_back(statement);
      if (names_more_fully(words, words_[i], account.attribution)) {
        account.attribution = attribution;
        words_[i] = std::move(words);
      }
      return;
    }
    accounts_.push_back({attribution, identity, {statement}});
    words_.push_back(std::move(words));
  }

  const Context& context_;
  std::vector<Account> accounts_;
  std::vector<std::vector<std::string>> words_;  // of each account's speaker
};

}  // namespace

std::vector<Account> find_accounts(const Context& context) { return Gatherer(context).gather(); }

}  // namespace nutgraf::event
