// From the phrase in a role to the party in the record: "they" and "the suspects" become the phrase they stand for, "three
// rifles" an object.

#include "event/party_book.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace nutgraf::event {

namespace {

// How well a mention tells who the party is.
int rank_of(const who::Party& party) {
  switch (party.link) {
    case who::Link::pronoun: return 0;
    case who::Link::description: return 1;
    case who::Link::acronym: return 2;
    case who::Link::alias: return 3;
    case who::Link::same_name: case who::Link::none: return party.name ? 5 : 4;
  }
  return 0;
}

bool belongs_to_phrase(Deprel relation) {
  switch (relation) {
    case Deprel::det: case Deprel::det_predet: case Deprel::amod: case Deprel::compound: case Deprel::nummod:
    case Deprel::nmod_poss: case Deprel::flat: case Deprel::nmod_desc: return true;
    default: return false;
  }
}

}  // namespace

PartyBook::PartyBook(const Report& report, const Reading& reading, const Answers& answers)
    : report_(report), reading_(reading), parties_(answers.who), places_(answers.where), figures_(answers.how_many) {
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    if (!figures_[i].value) continue;
    count_at_.emplace(figures_[i].counted, i);
    for (std::int32_t token = figures_[i].tokens.first; token < figures_[i].tokens.last; ++token) count_at_.emplace(token, i);
  }
  for (std::size_t i = 0; i < parties_.size(); ++i) {
    const who::Party& party = parties_[i];
    const auto [at, is_new] = at_head_.emplace(party.head, i);
    if (!is_new && party.tokens.size() > parties_[at->second].tokens.size()) at->second = i;
    if (party.chain < 0) continue;
    const auto [best, is_first] = best_of_chain_.emplace(party.chain, i);
    if (!is_first && rank_of(party) > rank_of(parties_[best->second])) best->second = i;
  }
}

const how_many::Figure* PartyBook::count_of(std::int32_t head) const {
  const auto found = head == no_token ? count_at_.end() : count_at_.find(head);
  return found == count_at_.end() ? nullptr : &figures_[found->second];
}

bool PartyBook::is_count(std::int32_t head) const {
  static constexpr std::array<std::string_view, 9> counts = {"hundred", "thousand", "million", "dozen", "score", "ten", "other", "number", "total"};
  return reading_[head].upos == Upos::num || std::ranges::find(counts, reading_[head].lemma) != counts.end();
}

std::optional<std::size_t> PartyBook::mention_at(std::int32_t head) const {
  const auto found = at_head_.find(head);
  if (found != at_head_.end()) return found->second;
  if (!is_count(head)) return std::nullopt;
  const std::int32_t counted = child_with(reading_, head, Deprel::nmod);  // "hundreds of students"
  const auto inside = counted == no_token ? at_head_.end() : at_head_.find(counted);
  return inside == at_head_.end() ? std::nullopt : std::optional(inside->second);
}

std::size_t PartyBook::best_mention(std::size_t mention) const {
  const who::Party& party = parties_[mention];
  if (party.chain >= 0) return best_of_chain_.at(party.chain);
  return party.refers_to >= 0 ? static_cast<std::size_t>(party.refers_to) : mention;
}

bool PartyBook::is_pronoun(std::int32_t head) const { return reading_[head].upos == Upos::pron; }

std::string PartyBook::identity_of(std::int32_t head) const {
  if (const auto mention = mention_at(head)) {
    const who::Party& party = parties_[*mention];
    if (party.chain >= 0) return "c" + std::to_string(party.chain);
    if (party.name) return fold(*party.name);
    return fold(words_of(report_.text, party.span));
  }
  return fold(words_of(report_.text, span_of(reading_, noun_phrase(head))));
}

TokenRange PartyBook::noun_phrase(std::int32_t head) const {
  TokenRange range{head, head + 1};
  for (const std::int32_t child : children_of(reading_, head)) {
    if (!belongs_to_phrase(reading_[child].deprel)) continue;
    const TokenRange part = subtree_of(reading_, child);
    if (part.first < range.first && part.last <= head) range.first = part.first;
    if (reading_[child].deprel == Deprel::flat) range.last = std::max(range.last, part.last);
  }
  return range;
}

bool PartyBook::is_nobody(std::int32_t head) const {
  const auto denies = [](const std::string& word) { return word == "no" || word == "neither" || word == "nobody" || word == "none"; };
  if (denies(reading_[head].lower)) return true;
  return std::ranges::any_of(children_of(reading_, head), [&](std::int32_t child) {
    return reading_[child].deprel == Deprel::det && denies(reading_[child].lower);
  });
}

// A country told as a place or by its adjective ("Russian airstrikes"), a count, or a thing.
Party PartyBook::make_unlisted(std::int32_t head, const std::string& because) const {
  const auto place = std::ranges::find_if(places_, [&](const where::Place& p) { return p.tokens.contains(head); });
  if (place != places_.end() && place->best && place->best->precision == where::Precision::country)
    return {.text = std::string(words_of(report_.text, place->span)), .name = place->best->name, .kind = who::Kind::state_body,
            .country = place->best->country, .sectors = {"GOV"}, .source = {.span = place->span, .because = because + "; " + place->because}, .head = head};
  const Span span = span_of(reading_, noun_phrase(head));
  return {.text = std::string(words_of(report_.text, span)), .kind = is_count(head) ? who::Kind::group : who::Kind::object,
          .source = {.span = span, .because = because}, .head = head};
}

std::optional<Party> PartyBook::make_party(std::int32_t head, const std::string& because) const {
  if (is_nobody(head)) return std::nullopt;
  const auto mention = mention_at(head);
  if (!mention) {
    if (is_pronoun(head) || reading_[head].upos == Upos::verb) return std::nullopt;
    return make_unlisted(head, because);
  }
  const who::Party& here = parties_[*mention];
  const bool stands_for_other = is_pronoun(head) || here.link == who::Link::description;
  const who::Party& told = parties_[stands_for_other ? best_mention(*mention) : *mention];
  if (told.head != no_token && is_pronoun(told.head)) return std::nullopt;
  const who::Party& best = parties_[best_mention(*mention)];
  Party party{.text = std::string(words_of(report_.text, told.span)),
              .name = told.name ? told.name : best.name,
              .kind = told.kind,
              .country = told.country ? told.country : best.country,
              .sectors = told.sectors.empty() ? best.sectors : told.sectors,
              .group = told.group ? told.group : best.group,
              .is_suspected = here.is_suspected || told.is_suspected,
              .is_minor = here.is_minor || told.is_minor,
              .source = {.span = told.span, .because = because + "; " + told.because},
              .head = head};
  return party;
}

}  // namespace nutgraf::event
