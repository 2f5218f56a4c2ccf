// Do two mentions tell the same event? "gunmen attacked a bus" and "the attack" do, "an attack in Borova last year" does
// not. Every clue is a fact about the pair; their weights are learned from annotated reports.

#include "event/same_event.h"

#include <algorithm>
#include <cmath>

#include "base/distance.h"
#include "event/times.h"

namespace nutgraf::event {

namespace {

bool has_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

enum class Agreement { unknown, same, other, unclear };

// Two counts that can be one: their ranges overlap ("over 440" and "445", "at least 12" and "14").
bool may_agree(const how_many::Figure& a, const how_many::Figure& b) {
  if (a.bound == how_many::Bound::about || b.bound == how_many::Bound::about)
    return std::abs(*a.value - *b.value) <= 0.15 * std::max(*a.value, *b.value);
  const double low = std::max(a.low.value_or(0), b.low.value_or(0));
  const double high = std::min(a.high.value_or(1e18), b.high.value_or(1e18));
  const double nearness = std::min(*a.value, *b.value) / std::max({*a.value, *b.value, 1.0});
  return low <= high && nearness > 0.5;
}

// Sectors of which nobody is of two at once.
bool are_opposed(const who::Party& a, const who::Party& b) {
  if (a.sectors.empty() || b.sectors.empty()) return false;
  const auto side_of = [](const std::string& sector) {
    if (sector == "COP" || sector == "MIL" || sector == "GOV" || sector == "JUD") return 1;
    if (sector == "REB" || sector == "IMG" || sector == "UAF" || sector == "SPY") return 2;
    return 0;
  };
  const int x = side_of(a.sectors.front()), y = side_of(b.sectors.front());
  return x != 0 && y != 0 && x != y;
}

// Whether two phrases stand for one party; `other` when they cannot.
Agreement compare_party(std::int32_t x, std::int32_t y, const Context& context) {
  if (x == y || context.parties.identity_of(x) == context.parties.identity_of(y)) return Agreement::same;
  const auto is_pronoun = [&](std::int32_t t) { return context.reading[t].upos == Upos::pron; };
  if (is_pronoun(x) || is_pronoun(y)) return Agreement::unknown;
  const how_many::Figure *m = context.parties.count_of(x), *n = context.parties.count_of(y);
  if (m && n && *m->value != *n->value && !may_agree(*m, *n)) return Agreement::other;
  if (context.reading[x].lemma == context.reading[y].lemma && context.reading[x].upos == Upos::noun) return Agreement::same;
  const auto a = context.parties.mention_at(x), b = context.parties.mention_at(y);
  if (!a || !b) return Agreement::unknown;  // a house and the man who lives there may suffer one raid
  const who::Party &p = context.answers.who[context.parties.best_mention(*a)], &q = context.answers.who[context.parties.best_mention(*b)];
  if (p.name && q.name && p.kind == q.kind) return Agreement::other;
  return are_opposed(p, q) ? Agreement::other : Agreement::unclear;
}

// Whether two lists of phrases share a party; `other` only when all are told apart.
Agreement compare_parties(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b, const Context& context) {
  if (a.empty() || b.empty()) return Agreement::unknown;
  Agreement agreement = Agreement::other;
  for (const std::int32_t x : a)
    for (const std::int32_t y : b) {
      const Agreement one = compare_party(x, y, context);
      if (one == Agreement::same) return one;
      if (one != Agreement::other && agreement != Agreement::unknown) agreement = one;
    }
  return agreement;
}

// Somebody is in both lists.
bool share_party(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b, const Context& context) {
  return std::ranges::any_of(a, [&](std::int32_t x) {
    return std::ranges::any_of(b, [&](std::int32_t y) { return context.parties.identity_of(x) == context.parties.identity_of(y); });
  });
}

Agreement compare_places(const Mention& a, const Mention& b, const Answers& answers) {
  bool any = false;
  for (const std::size_t x : a.places)
    for (const std::size_t y : b.places) {
      const auto &p = answers.where[x].best, &q = answers.where[y].best;
      if (!p || !q) continue;
      any = true;
      if (!exclude_each_other(*p, *q)) return Agreement::same;
    }
  return any ? Agreement::other : Agreement::unknown;
}

Agreement compare_times(const Mention& a, const Mention& b, const Answers& answers) {
  if (a.times.empty() || b.times.empty()) return Agreement::unknown;
  for (const std::size_t x : a.times)
    for (const std::size_t y : b.times)
      if (!exclude_each_other(answers.when[x], answers.when[y])) return Agreement::same;
  return Agreement::other;
}

// Counts of the same role agree, or say different numbers exactly.
Agreement compare_figures(const Mention& a, const Mention& b, const Answers& answers) {
  Agreement agreement = Agreement::unknown;
  for (const auto& x : a.figures)
    for (const auto& y : b.figures) {
      if (x.what != y.what) continue;
      const auto &p = answers.how_many[x.figure], &q = answers.how_many[y.figure];
      if (!p.value || !q.value || p.subgroup || q.subgroup) continue;
      const bool is_hedged = p.bound != how_many::Bound::exact || q.bound != how_many::Bound::exact;
      if (*p.value == *q.value || (is_hedged && may_agree(p, q))) return Agreement::same;
      agreement = Agreement::other;
    }
  return agreement;
}

// Both count the same role exactly, in different numbers.
bool tells_other_count(const Mention& a, const Mention& b, const Answers& answers) {
  bool differs = false;
  for (const auto& x : a.figures)
    for (const auto& y : b.figures) {
      const auto &p = answers.how_many[x.figure], &q = answers.how_many[y.figure];
      if (x.what != y.what || x.what == "other" || p.subgroup || q.subgroup || p.of >= 0 || q.of >= 0) continue;
      if (!p.value || !q.value) continue;
      if (may_agree(p, q)) return false;
      differs = true;
    }
  return differs;
}

// One counts many times what the other counts in the same role: "killed a guard", "has killed hundreds".
bool tells_far_other_count(const Mention& a, const Mention& b, const Answers& answers) {
  constexpr double far = 4;
  bool differs = false;
  for (const auto& x : a.figures)
    for (const auto& y : b.figures) {
      const auto &p = answers.how_many[x.figure], &q = answers.how_many[y.figure];
      if (x.what != y.what || x.what == "other" || p.subgroup || q.subgroup || p.of >= 0 || q.of >= 0 || x.is_share || y.is_share) continue;
      const double low_p = p.value.value_or(p.low.value_or(0)), low_q = q.value.value_or(q.low.value_or(0));
      const double high_p = p.value.value_or(p.high.value_or(0)), high_q = q.value.value_or(q.high.value_or(0));
      if (high_p <= 0 || high_q <= 0) continue;
      if (low_p <= far * high_q && low_q <= far * high_p) return false;
      differs = true;
    }
  return differs;
}

bool is_definite(const Reading& reading, std::int32_t noun) {
  for (const std::int32_t child : children_of(reading, noun)) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::det && (token.lower == "the" || token.lower == "this" || token.lower == "that")) return true;
  }
  return false;
}

// "those taken into custody", "the men arrested": people already told of.
bool is_of_those(const Reading& reading, std::int32_t verb) {
  if (reading[verb].deprel != Deprel::acl) return false;
  const std::int32_t people = reading[verb].head;
  return people != no_token && (reading[people].upos == Upos::pron || reading[people].upos == Upos::det || is_definite(reading, people));
}

bool is_indefinite(const Reading& reading, std::int32_t noun) {
  for (const std::int32_t child : children_of(reading, noun)) {
    const Token& token = reading[child];
    if (token.deprel == Deprel::det && (token.lower == "a" || token.lower == "an" || token.lower == "another")) return true;
  }
  return false;
}

// At most three steps over the tree: "a bombing that killed", "shot and killed", "the raid was in a town where police seized".
bool are_linked(const Reading& reading, std::int32_t a, std::int32_t b) {
  int up = 0;
  for (std::int32_t x = a; up < 4 && x != no_token; ++up, x = reading[x].head) {
    int down = 0;
    for (std::int32_t y = b; up + down < 4 && y != no_token; ++down, y = reading[y].head)
      if (x == y) return true;
  }
  return false;
}

// "A bombing outside a court on Saturday that killed four": what the relative clause under an attack tells is its outcome.
bool is_effect_of(const Mention& attack, const Mention& outcome, const Context& context) {
  const what::Happening& told = context.answers.what[outcome.happening];
  if (!context.answers.what[attack.happening].is_noun || attack.type != "ASSAULT") return false;
  if (!is_harm(told.figure_role)) return false;
  const Deprel relation = context.reading[outcome.trigger].deprel;
  const bool is_clause = relation == Deprel::acl_relcl || relation == Deprel::acl || relation == Deprel::advcl;
  return is_clause && outcome.trigger != attack.trigger && is_under(context.reading, outcome.trigger, attack.trigger);
}

// Its time is over more than a week before filing.
bool is_long_ago(const Mention& mention, const Context& context) {
  const auto& filed = context.report.filed;
  if (!filed) return false;
  return std::ranges::any_of(mention.times, [&](std::size_t i) {
    const auto& latest = context.answers.when[i].latest;
    return latest && days_between(*latest, filed->date) > 7;
  });
}

// "Have been killed", "has detained": a verb in the perfect.
bool is_perfect(const Reading& reading, std::int32_t verb) {
  return std::ranges::any_of(children_of(reading, verb), [&](std::int32_t child) {
    return reading[child].deprel == Deprel::aux && (reading[child].lower == "have" || reading[child].lower == "has" || reading[child].lower == "'ve");
  });
}

bool is_told_as_same(const what::Happening& happening, std::int32_t trigger) {
  return std::ranges::find(happening.same_event, trigger) != happening.same_event.end();
}

bool is_wide(where::Precision precision) {
  return precision == where::Precision::admin1 || precision == where::Precision::country || precision == where::Precision::region;
}

}  // namespace

bool is_sum_of_events(const Mention& mention, const Context& context) {
  constexpr int long_time = 25;  // days
  const bool is_over_time = std::ranges::any_of(mention.times, [&](std::size_t i) {
    const when::TimeExpression& time = context.answers.when[i];
    if (opens_interval(mention, time, context.reading) || time.is_ongoing) return true;
    return time.type == when::Type::duration && time.earliest && time.latest && days_between(*time.earliest, *time.latest) >= long_time;
  });
  if (is_over_time) return true;
  return is_perfect(context.reading, mention.trigger) && std::ranges::any_of(mention.figures, [&](const Mention::CountedRole& counted) {
    return counted.what != "other" && context.answers.how_many[counted.figure].bound == how_many::Bound::vague;
  });
}

bool exclude_each_other(const where::Candidate& a, const where::Candidate& b) {
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return true;
  if (a.precision == where::Precision::region || b.precision == where::Precision::region) return false;
  if (a.precision == where::Precision::country || b.precision == where::Precision::country) return false;
  if (!a.admin1.empty() && a.admin1 == b.admin1 && is_wide(a.precision) != is_wide(b.precision)) return false;
  return distance_km(a.lat, a.lon, b.lat, b.lon) > (is_wide(a.precision) || is_wide(b.precision) ? 250 : 40);
}

bool exclude_each_other(const when::TimeExpression& a, const when::TimeExpression& b) {
  if (a.latest && b.earliest && *a.latest < *b.earliest) return true;
  return b.latest && a.earliest && *b.latest < *a.earliest;
}

Clues compare(const Mention& earlier, const Mention& later, const Context& context, const Surroundings& surroundings) {
  const Reading& reading = context.reading;
  Clues clues{};
  const auto set = [&](Clue clue, bool holds) { clues[static_cast<std::size_t>(clue)] = holds ? 1 : 0; };
  set(Clue::same_trigger_word, reading[earlier.trigger].lemma == reading[later.trigger].lemma);
  const bool both_have_modes = !earlier.modes.empty() && !later.modes.empty();
  set(Clue::same_modes, both_have_modes && has_common(earlier.modes, later.modes));
  set(Clue::other_modes, both_have_modes && !has_common(earlier.modes, later.modes));
  set(Clue::no_modes_on_one_side, earlier.modes.empty() != later.modes.empty());
  const Agreement recipients = compare_parties(earlier.recipients, later.recipients, context);
  set(Clue::same_recipient, recipients == Agreement::same);
  set(Clue::other_recipient, recipients == Agreement::other);
  const Agreement actors = compare_parties(earlier.actors, later.actors, context);
  set(Clue::same_actor, actors == Agreement::same);
  set(Clue::other_actor, actors == Agreement::other);
  const Agreement places = compare_places(earlier, later, context.answers);
  set(Clue::same_place, places == Agreement::same);
  set(Clue::other_place, places == Agreement::other);
  const Agreement times = compare_times(earlier, later, context.answers);
  set(Clue::same_time, times == Agreement::same);
  set(Clue::other_time, times == Agreement::other);
  const Agreement figures = compare_figures(earlier, later, context.answers);
  set(Clue::same_figure, figures == Agreement::same);
  set(Clue::other_figure, figures == Agreement::other);
  const int apart = later.sentence - earlier.sentence;
  set(Clue::same_sentence, apart == 0);
  set(Clue::linked_in_sentence, apart == 0 && are_linked(reading, earlier.trigger, later.trigger));
  set(Clue::next_sentence, apart == 1);
  set(Clue::far_apart, apart > 6 && !earlier.is_in_headline);
  const bool is_noun = context.answers.what[later.happening].is_noun;
  const bool points_back = is_noun ? is_definite(reading, later.trigger) : is_of_those(reading, later.trigger);
  set(Clue::definite_noun, points_back);
  set(Clue::indefinite_noun, is_noun && is_indefinite(reading, later.trigger) && !earlier.is_in_headline);
  set(Clue::one_in_headline, earlier.is_in_headline != later.is_in_headline);
  set(Clue::other_status, earlier.status != later.status);
  set(Clue::same_block, reading.sentences[static_cast<std::size_t>(earlier.sentence)].block ==
                            reading.sentences[static_cast<std::size_t>(later.sentence)].block);
  set(Clue::told_as_same, is_told_as_same(context.answers.what[earlier.happening], later.trigger) ||
                              is_told_as_same(context.answers.what[later.happening], earlier.trigger) ||
                              is_effect_of(earlier, later, context));
  set(Clue::later_has_no_parties, later.actors.empty() && later.recipients.empty());
  set(Clue::either_presupposed, context.answers.what[earlier.happening].is_presupposed ||
                                    context.answers.what[later.happening].is_presupposed);
  set(Clue::both_main, earlier.sentence < 3 && apart > 0 && !earlier.is_in_caption);
  const bool tells_place = !later.places.empty() && later.places != earlier.places;
  set(Clue::other_count_elsewhere, figures == Agreement::other && tells_place);
  set(Clue::other_count, tells_other_count(earlier, later, context.answers));
  set(Clue::same_parties, recipients == Agreement::same && actors == Agreement::same);
  set(Clue::other_parties, recipients == Agreement::other && actors == Agreement::other);
  set(Clue::one_is_background, is_long_ago(earlier, context) != is_long_ago(later, context));
  set(Clue::unclear_recipient, recipients == Agreement::unclear);
  set(Clue::unclear_actor, actors == Agreement::unclear);
  set(Clue::nothing_between, surroundings.between == 0);
  set(Clue::many_of_type, surroundings.of_type > 8);
  set(Clue::later_tells_nothing, is_noun && later.actors.empty() && later.recipients.empty() && later.places.empty() && later.times.empty() && later.figures.empty());
  const what::Happening &first = context.answers.what[earlier.happening], &second = context.answers.what[later.happening];
  set(Clue::killed_and_injured, (first.figure_role == "killed" && second.figure_role == "injured") || (first.figure_role == "injured" && second.figure_role == "killed"));
  set(Clue::is_coerce, later.type == "COERCE" || later.type == "SANCTION" || later.type == "RETREAT");
  set(Clue::is_protest, later.type == "PROTEST" || later.type == "MOBILIZE");
  set(Clue::other_number, first.is_noun && second.is_noun && reading[earlier.trigger].number != reading[later.trigger].number);
  set(Clue::both_verbs, !first.is_noun && !second.is_noun);
  set(Clue::one_in_accusation, earlier.is_crime_charged != later.is_crime_charged);
  const auto is_unlike = [](Agreement agreement) { return agreement == Agreement::other || agreement == Agreement::unclear; };
  const bool is_words = later.type == "ACCUSE" || later.type == "THREATEN";
  set(Clue::other_accused, is_words && is_unlike(recipients));
  set(Clue::other_accuser, is_words && is_unlike(actors));
  set(Clue::turned_round, share_party(earlier.actors, later.recipients, context) || share_party(earlier.recipients, later.actors, context));
  set(Clue::other_held, later.type == "COERCE" && is_unlike(recipients));
  set(Clue::one_is_sum, surroundings.one_is_sum);
  set(Clue::far_other_count, tells_far_other_count(earlier, later, context.answers));
  set(Clue::told_under, apart == 0 && (is_under(reading, later.trigger, earlier.trigger) || is_under(reading, earlier.trigger, later.trigger)));
  const auto count = [&](Clue clue, double value) { clues[static_cast<std::size_t>(clue)] = value; };
  const CommonWords& common = surroundings.common;
  count(Clue::common_words, common.words);
  count(Clue::common_rare_words, common.rare_words);
  count(Clue::weight_of_common_words, common.weight);
  count(Clue::common_names, common.names);
  set(Clue::shares_a_name, common.names > 0);
  set(Clue::has_other_names, common.has_other_names);
  count(Clue::near_share, common.near_share);
  count(Clue::common_near_words, common.near_words);
  count(Clue::common_numbers, common.numbers);
  set(Clue::earlier_parties_near, common.earlier_parties_near);
  set(Clue::later_parties_near, common.later_parties_near);
  set(Clue::later_recipient_told, common.later_recipient_told);
  set(Clue::earlier_recipient_told, common.earlier_recipient_told);
  count(Clue::log_sentences_apart, std::log(1 + static_cast<double>(apart)));
  set(Clue::three_sentences_apart, apart > 3);
  set(Clue::side_by_side, std::abs(later.trigger - earlier.trigger) < 6);
  set(Clue::earlier_in_first_sentence, earlier.sentence == 0);
  set(Clue::earlier_in_lead, earlier.sentence <= 2);
  set(Clue::later_in_lead, later.sentence <= 2);
  set(Clue::earlier_has_actor, !earlier.actors.empty());
  set(Clue::later_has_actor, !later.actors.empty());
  set(Clue::earlier_has_recipient, !earlier.recipients.empty());
  set(Clue::later_has_recipient, !later.recipients.empty());
  set(Clue::earlier_has_place, !earlier.places.empty());
  set(Clue::later_has_place, !later.places.empty());
  set(Clue::earlier_has_time, !earlier.times.empty());
  set(Clue::later_has_time, !later.times.empty());
  set(Clue::earlier_has_figure, !earlier.figures.empty());
  set(Clue::later_has_figure, !later.figures.empty());
  set(Clue::network_knows, surroundings.network_knows);
  count(Clue::same_by_network, std::clamp(surroundings.same_by_network, -6.0, 6.0));
  set(Clue::lists_several, apart == 0 && reading[later.trigger].deprel == Deprel::conj);
  return clues;
}

bool tell_one_total(const Mention& a, const Mention& b, const Answers& answers) {
  constexpr double many = 10;
  for (const auto& x : a.figures)
    for (const auto& y : b.figures) {
      const auto &p = answers.how_many[x.figure], &q = answers.how_many[y.figure];
      const bool is_hedged = p.bound != how_many::Bound::exact || q.bound != how_many::Bound::exact;
      if (x.what == y.what && x.what != "other" && is_hedged && p.value && q.value && *p.value >= many && may_agree(p, q)) return true;
    }
  return false;
}

double score_of(const Clues& clues) {
  // In the order of Clue.
  static constexpr Clues weights = {0.34, 0.77, -1.09, -0.23, 1.12, -1.04, 0.46, -1.49, 0.54, -0.81, 0.37, -1.28,
                                    1.03, -0.54, -1.09, 0.84, -0.07, 0.12, 0.87, -0.89, 0.79, -0.65, 0.42, 1.36,
                                    -0.22, 0.22, 0.74, -0.56, 0.76, -0.90, -0.51, 0.39, -0.18, -0.13, -0.13, 0.39,
                                    -0.27, 0.45, -0.59, -0.22, -0.53, -1.27, 0.07, 0.46, -1.36, -1.25, -0.67, -0.48,
                                    -0.86, -0.93, -0.79, -0.04, -0.02, 0.05, 0.20, -0.42, -0.26, 0.36, 0.26, 0.03,
                                    -0.35, -0.04, 0.15, 0.30, -0.63, 0.07, 1.79, 0.35, 0.13, 0.38, -0.25, -0.64,
                                    0.03, -0.47, 0.09, -0.60, -0.02, -0.44, -0.20, -0.23};
  // The mean of the weights learned with the network and of those above: each set alone does worse on reports not learned from.
  static constexpr Clues with_network = {
      0.30, 0.27, -1.21, -0.33, 0.98, -0.65, 0.41, -1.26, 0.24, -1.04, 0.48, -0.82, 0.40, -0.74, -1.08, 0.68,
      -0.11, 0.07, 0.46, -0.71, 0.32, -0.36, 0.23, 0.48, 0.13, 0.12, 0.35, -1.19, -0.04, 2.29, -0.17, -0.02, 0.33,
      -0.15, -0.12, 0.24, -0.10, 0.58, 0.09, 0.37, -0.28, -0.72, -0.01, 0.34, -0.56, -0.77, -0.81, -0.15, -0.64,
      -0.56, 0.26, -0.08, 0.06, 0.07, 0.04, -0.17, -0.24, 0.33, 0.19, 0.32, -0.23, -0.02, 0.03, 0.16, -0.34, -0.06,
      1.41, 0.32, 0.21, 0.21, -0.06, -0.16, -0.04, -0.05, 0.08, -0.42, 0.04, -0.51, -0.11, -0.14, 0.00, 0.39};
  const bool has_network = clues[static_cast<std::size_t>(Clue::network_knows)] > 0;
  const Clues& used = has_network ? with_network : weights;
  double score = has_network ? 0.48 : 1.08;
  for (std::size_t i = 0; i < clue_count; ++i) score += used[i] * clues[i];
  return score;
}

}  // namespace nutgraf::event
