// Who else can it have been? The gunmen of the lead, the man charged in the last paragraph, the army that the whole report is about:
// the sector that such deeds come from, how near and how often the party is told, and its part in the report's other events.

#include "event/party_clues.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace nutgraf::event {

namespace {

constexpr std::array<std::string_view, 8> types = {"ASSAULT", "COERCE", "PROTEST", "ACCUSE", "THREATEN", "MOBILIZE", "SANCTION", "RETREAT"};
constexpr std::array<std::string_view, 9> classes = {"police", "justice", "military", "government", "armed", "crime", "press", "other", "unknown"};

enum class Near : std::size_t {
  same_sentence, next_sentence, three_sentences, far, told_before, in_headline, in_lead, log_mentions, is_named, is_person, is_group, is_body, is_thing, is_suspected,
  is_attacker, is_victim, is_crowd, only_one_of_class, acts_in_same_type, suffers_in_same_type, acts_elsewhere, suffers_elsewhere, is_held, holds_others, claims, speaks, is_subject_near,
  like_other_role, no_other_role, record_only_names, record_is_background, record_is_planned, part_in_nearest, count_
};
constexpr std::size_t near_count = static_cast<std::size_t>(Near::count_);
constexpr std::array<std::string_view, near_count> near_names = {
    "same sentence", "next sentence", "within three sentences", "far", "told before", "in headline", "in lead", "mentions", "named", "person", "group", "body", "thing", "suspected",
    "attacker", "victim", "crowd", "only one of its class", "acts in same type", "suffers in same type", "acts elsewhere", "suffers elsewhere", "held", "holds others", "claims", "speaks", "subject near",
    "like the other role", "no other role", "record only names", "record is background", "record is planned", "part in nearest"};

std::size_t class_of(const who::Party& party) {
  const std::string_view sector = party.sectors.empty() ? std::string_view{} : std::string_view(party.sectors.front());
  if (sector.empty()) return 8;
  if (sector == "COP") return 0;
  if (sector == "JUD") return 1;
  if (sector == "MIL") return 2;
  if (sector == "GOV" || sector == "LEG" || sector == "PTY" || sector == "SPY") return 3;
  if (sector == "REB" || sector == "UAF" || sector == "IMG" || sector == "PRM" || sector == "ISM") return 4;
  if (sector == "CRM") return 5;
  if (sector == "JRN" || sector == "MED") return 6;
  return 7;
}

template <std::size_t size>
bool is_one_of(std::string_view word, const std::array<std::string_view, size>& words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_attacker_word(std::string_view lemma) {
  static constexpr std::array<std::string_view, 27> words = {"attacker", "gunman", "bomber", "assailant", "shooter", "killer", "militant", "kidnapper", "rebel", "insurgent", "terrorist", "fighter",
                                                             "robber", "suspect", "extremist", "guerrilla", "assassin", "sniper", "hijacker", "murderer", "abductor", "perpetrator", "raider", "rioter",
                                                             "arsonist", "guerilla", "jihadist"};
  return is_one_of(lemma, words);
}

bool is_victim_word(std::string_view lemma) {
  static constexpr std::array<std::string_view, 11> words = {"victim", "survivor", "hostage", "captive", "casualty", "dead", "detainee", "prisoner", "body", "injured", "wounded"};
  return is_one_of(lemma, words);
}

std::size_t index_of_type(std::string_view type) { return static_cast<std::size_t>(std::ranges::find(types, type) - types.begin()); }

bool holds(const Record& record) { return record.type == "COERCE" || record.type == "ACCUSE" || record.type == "SANCTION"; }

}  // namespace

const std::vector<std::string>& PartyClues::names() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> names;
    for (const std::string_view name : near_names) names.emplace_back(name);
    for (const std::string_view type : types)
      for (const std::string_view name : classes) names.push_back(std::string(type) + ": " + std::string(name));
    for (const std::string_view type : types) names.push_back(std::string(type) + ": same sentence");
    for (const std::string_view type : types) names.push_back(std::string(type) + ": subject near");
    for (const std::string_view type : types) names.push_back(std::string(type) + ": held");
    return names;
  }();
  return all;
}

PartyClues::PartyClues(const std::vector<Record>& records, const Context& context) : records_(records), context_(context), of_class_(classes.size()) {
  const auto& parties = context.answers.who;
  std::unordered_map<std::string, std::size_t> cast_of;
  is_subject_.resize(parties.size());
  for (std::size_t i = 0; i < parties.size(); ++i) {
    if (parties[i].head == no_token) continue;
    const Deprel relation = context.reading[parties[i].head].deprel;
    is_subject_[i] = relation == Deprel::nsubj;
    const std::string identity = context.parties.identity_of(parties[i].head);
    const auto [at, is_new] = cast_of.emplace(identity, casts_.size());
    if (is_new) casts_.push_back({.identity = identity, .best = context.parties.best_mention(i)});
    casts_[at->second].mentions.push_back(i);
  }
  parts_.resize(casts_.size());
  speaks_.resize(casts_.size());
  for (const Cast& cast : casts_) ++of_class_[class_of(parties[cast.best])];
  const auto note = [&](const std::vector<Party>& list, std::size_t record, PartyRole role) {
    for (const Party& party : list)
      if (party.head != no_token)
        if (const auto cast = cast_of.find(context.parties.identity_of(party.head)); cast != cast_of.end()) parts_[cast->second].push_back({record, role});
  };
  for (std::size_t r = 0; r < records.size(); ++r) {
    note(records[r].actors, r, PartyRole::actor);
    note(records[r].recipients, r, PartyRole::recipient);
    std::vector<std::int32_t>& sentences = sentences_of_.emplace_back();
    for (const Evidence& evidence : records[r].evidence)
      if (const TokenRange tokens = tokens_in(context.reading, evidence.span); tokens.size() > 0) sentences.push_back(context.reading[tokens.first].sentence);
  }
  for (const says_who::Statement& statement : context.answers.says_who.statements)
    if (statement.speaker_head != no_token)
      if (const auto cast = cast_of.find(context.parties.identity_of(statement.speaker_head)); cast != cast_of.end()) speaks_[cast->second] = true;
}

bool PartyClues::may_have_role(const Cast& cast, const Record& record) const {
  const who::Party& best = context_.answers.who[cast.best];
  if (best.head == no_token || context_.reading[best.head].upos == Upos::pron || context_.parties.is_nobody(best.head) || best.kind == who::Kind::object) return false;
  const auto is_it = [&](const Party& party) { return party.head != no_token && context_.parties.identity_of(party.head) == cast.identity; };
  return std::ranges::none_of(record.actors, is_it) && std::ranges::none_of(record.recipients, is_it);
}

std::vector<double> PartyClues::clues_of(const Cast& cast, const Record& record, PartyRole role) const {
  std::vector<double> clues(names().size());
  const auto set = [&](Near clue, double value) { clues[static_cast<std::size_t>(clue)] = value; };
  const auto index = static_cast<std::size_t>(&cast - casts_.data());
  const auto r = static_cast<std::size_t>(&record - records_.data());
  const auto& parties = context_.answers.who;
  const who::Party& best = parties[cast.best];

  int nearest = 1000;
  bool is_before = false, is_subject_near = false, is_in_headline = false, is_in_lead = false, is_suspected = false, is_attacker = false, is_victim = false;
  const auto& blocks = context_.report.blocks;
  for (const std::size_t i : cast.mentions) {
    const Token& head = context_.reading[parties[i].head];
    for (const std::int32_t sentence : sentences_of_[r]) {
      const int apart = std::abs(sentence - head.sentence);
      if (apart < nearest) nearest = apart, is_before = parties[i].span.begin < record.evidence.front().span.begin;
      if (apart == 0 && is_subject_[i]) is_subject_near = true;
    }
    const auto block = static_cast<std::size_t>(context_.reading.sentences[static_cast<std::size_t>(head.sentence)].block);
    if (block < blocks.size() && blocks[block].kind == BlockKind::headline) is_in_headline = true;
    if (head.sentence < 3) is_in_lead = true;
    is_suspected = is_suspected || parties[i].is_suspected;
    is_attacker = is_attacker || is_attacker_word(head.lemma);
    is_victim = is_victim || is_victim_word(head.lemma);
  }
  set(Near::same_sentence, nearest == 0);
  set(Near::next_sentence, nearest == 1);
  set(Near::three_sentences, nearest == 2 || nearest == 3);
  set(Near::far, nearest > 8);
  set(Near::told_before, is_before);
  set(Near::in_headline, is_in_headline);
  set(Near::in_lead, is_in_lead);
  set(Near::log_mentions, std::log(static_cast<double>(cast.mentions.size())));
  set(Near::is_named, best.name.has_value());
  set(Near::is_person, best.kind == who::Kind::person);
  set(Near::is_group, best.kind == who::Kind::group);
  set(Near::is_body, best.kind == who::Kind::organisation || best.kind == who::Kind::state_body);
  set(Near::is_thing, best.kind == who::Kind::object);
  set(Near::is_crowd, best.kind == who::Kind::crowd);
  set(Near::is_suspected, is_suspected);
  set(Near::is_attacker, is_attacker);
  set(Near::is_victim, is_victim);
  const std::size_t its_class = class_of(best);
  set(Near::only_one_of_class, of_class_[its_class] == 1);
  bool is_held = false;
  int nearest_part = 1000;
  for (const Part& part : parts_[index]) {
    if (part.record == r) continue;
    const Record& other = records_[part.record];
    const bool acts = part.role == PartyRole::actor;
    if (other.type == record.type) set(acts ? Near::acts_in_same_type : Near::suffers_in_same_type, 1);
    else set(acts ? Near::acts_elsewhere : Near::suffers_elsewhere, 1);
    if (holds(other) && !holds(record)) {
      if (acts) set(Near::holds_others, 1);
      else is_held = true;
    }
    for (const std::int32_t a : sentences_of_[part.record])
      for (const std::int32_t b : sentences_of_[r]) nearest_part = std::min(nearest_part, std::abs(a - b));
    for (const Attribution& told : other.says_who)
      if (acts && told.manner == says_who::Manner::claims_responsibility && told.head != no_token && context_.parties.identity_of(told.head) == cast.identity) set(Near::claims, 1);
  }
  set(Near::is_held, is_held);
  set(Near::part_in_nearest, nearest_part <= 1);
  set(Near::speaks, speaks_[index]);
  set(Near::is_subject_near, is_subject_near);
  const std::vector<Party>& others = role == PartyRole::actor ? record.recipients : record.actors;
  set(Near::no_other_role, others.empty());
  set(Near::like_other_role, std::ranges::any_of(others, [&](const Party& party) {
        const auto mention = party.head == no_token ? std::nullopt : context_.parties.mention_at(party.head);
        return mention && class_of(parties[context_.parties.best_mention(*mention)]) == its_class;
      }));
  set(Near::record_only_names, record.actors.empty() && record.recipients.empty());
  set(Near::record_is_background, record.is_background);
  set(Near::record_is_planned, record.status == Status::planned);
  const std::size_t type = index_of_type(record.type);
  if (type < types.size()) {
    clues[near_count + type * classes.size() + its_class] = 1;
    const std::size_t base = near_count + types.size() * classes.size() + type;
    clues[base] = nearest == 0;
    clues[base + types.size()] = is_subject_near;
    clues[base + 2 * types.size()] = is_held;
  }
  return clues;
}

}  // namespace nutgraf::event
