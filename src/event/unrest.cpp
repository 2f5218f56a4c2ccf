// The dead and hurt of riots and protests: whom no told act killed or hurt, the unrest did.

#include "event/unrest.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "event/attach.h"

namespace nutgraf::event {

namespace {

bool has_preposition(const Reading& reading, std::int32_t token, std::initializer_list<std::string_view> prepositions) {
  const std::int32_t preposition = child_with(reading, token, Deprel::case_);
  return preposition != no_token && std::ranges::find(prepositions, reading[preposition].lower) != prepositions.end();
}

bool is_scene_of(const Reading& reading, std::int32_t unrest, std::int32_t harm) {
  if (reading[unrest].head == harm) return (reading[unrest].deprel == Deprel::obl || reading[unrest].deprel == Deprel::nmod) && has_preposition(reading, unrest, {"in", "during", "at", "since"});
  const bool is_clause = reading[harm].head == unrest && reading[harm].deprel == Deprel::acl_relcl;
  return is_clause && std::ranges::any_of(children_of(reading, harm), [&](std::int32_t child) { return reading[child].lower == "which" && has_preposition(reading, child, {"in", "during"}); });
}

bool is_source_of(const Reading& reading, std::int32_t unrest, std::int32_t harm) {
  return reading[unrest].head == harm && reading[unrest].deprel == Deprel::nsubj && reading[harm].upos == Upos::verb;
}

bool counts_police(const Reading& reading, const how_many::Figure& figure) {
  static constexpr std::array<std::string_view, 10> police = {"officer", "policeman", "policewoman", "police", "gendarme", "constable", "trooper", "deputy", "bobby", "guardsman"};
  return figure.counted != no_token && std::ranges::find(police, reading[figure.counted].lemma) != police.end();
}

// The act's words tell who hurt those counted.
bool tells_author(const Mention& mention, const how_many::Figure& figure) {
  return !mention.actors.empty() && std::ranges::find(mention.recipients, figure.counted) != mention.recipients.end();
}

}  // namespace

Mention* nearest_told(std::vector<Mention>& mentions, const Reading& reading, std::int32_t token, int reach, const std::function<bool(const Mention&)>& is_wanted) {
  constexpr int sentence = 10000;  // farther than any word of the same sentence
  Mention* best = nullptr;
  int nearest = reach * sentence;
  for (Mention& mention : mentions) {
    if (!is_wanted(mention) || mention.status == Status::planned || mention.status == Status::hypothetical || mention.status == Status::negated) continue;
    const int apart = reading[token].sentence - mention.sentence;
    if (apart < 0 || apart > reach) continue;
    const int distance = apart * sentence + std::abs(token - mention.trigger);
    if (distance < nearest) {
      nearest = distance;
      best = &mention;
    }
  }
  return best;
}

Mention* unrest_over(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers, std::int32_t harm) {
  for (Mention& other : mentions)
    if (other.type == "PROTEST" && other.status != Status::planned && answers.what[other.happening].is_noun && (is_scene_of(reading, other.trigger, harm) || is_source_of(reading, other.trigger, harm))) return &other;
  return nullptr;
}

void move_harm_in_unrest(std::vector<Mention>& mentions, const Reading& reading, const Answers& answers) {
  for (Mention& mention : mentions) {
    if (mention.type != "ASSAULT") continue;
    Mention* unrest = mention.actors.empty() ? unrest_over(mentions, reading, answers, mention.trigger) : nullptr;
    const bool is_against_crowd = std::ranges::find(mention.modes, "crowd-control") != mention.modes.end() || mention.actors.empty();
    for (std::size_t k = mention.figures.size(); k-- > 0;) {
      const Mention::CountedRole counted = mention.figures[k];
      const how_many::Figure& figure = answers.how_many[counted.figure];
      if (!is_harm(counted.what)) continue;
      Mention* home = unrest;
      if (!home && is_against_crowd && counts_police(reading, figure) && !tells_author(mention, figure)) {
        const bool is_counted_later = reading[mention.trigger].sentence < reading[figure.tokens.first].sentence;
        home = nearest_told(mentions, reading, is_counted_later ? figure.tokens.first : mention.trigger, sentences_within_reach, [](const Mention& other) { return other.type == "PROTEST"; });
      }
      if (!home) continue;
      home->figures.push_back(counted);
      home->figures.back().is_sure = true;
      mention.figures.erase(mention.figures.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }
}

}  // namespace nutgraf::event
