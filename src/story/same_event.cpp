// Whether two reports tell one event: a logistic model over what they share and where they differ. Both tell of a shooting in Karsova
// on Monday with nine dead: one event. Same town, a month between: two. Learned from annotated pairs (training/story/README.md).

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/distance.h"
#include "story/stories.h"

namespace nutgraf::story {

namespace {

constexpr double near_km = 40;
constexpr double far_km = 120;
constexpr int far_days = 10;
constexpr int filed_apart_days = 7;
constexpr double same_party_likeness = 0.5;

constexpr double bias = -3.71;
constexpr Clues clue_weights = {0.74, 1.02, -1.32, 0.80, -2.50, -2.00, -1.50, 0.09, -1.13, 0.00, -0.41, 0.40, 0.00, 0.00, 0.00, 0.98, -0.64, 0.57, 0.00, 0.54, 0.00, -2.50, 2.42, 2.13, 3.87, 1.08, -0.55, -0.15};

enum class Agreement { unknown, same, other };

// The stronger of two findings: one thing in common outweighs all that differs.
void note(Agreement& known, Agreement found) {
  if (known != Agreement::same && found != Agreement::unknown) known = found;
}

Agreement compare(const TellingPlace& a, const TellingPlace& b) {
  if (a.geonameid && a.geonameid == b.geonameid) return Agreement::same;
  if (!a.name.empty() && a.name == b.name) return Agreement::same;
  if (a.lat && a.lon && b.lat && b.lon) {
    const double km = distance_km(*a.lat, *a.lon, *b.lat, *b.lon);
    if (km < near_km) return Agreement::same;
    return km > far_km ? Agreement::other : Agreement::unknown;
  }
  return Agreement::unknown;
}

Agreement compare_places(const Telling& a, const Telling& b) {
  Agreement known = Agreement::unknown;
  for (const TellingPlace& x : a.places)
    for (const TellingPlace& y : b.places)
      if (!x.is_wide && !y.is_wide) note(known, compare(x, y));
  return known;
}

Agreement compare_countries(const Telling& a, const Telling& b) {
  Agreement known = Agreement::unknown;
  for (const TellingPlace& x : a.places)
    for (const TellingPlace& y : b.places)
      if (!x.country.empty() && !y.country.empty()) note(known, x.country == y.country ? Agreement::same : Agreement::other);
  return known;
}

// Days between two spans of time; 0 when they overlap, nothing when one is not told.
std::optional<int> days_apart(const Telling& a, const Telling& b) {
  if (!a.latest || !b.latest) return std::nullopt;
  const Date first_a = a.earliest.value_or(*a.latest), first_b = b.earliest.value_or(*b.latest);
  const int gap = std::max(days_between(*a.latest, first_b), days_between(*b.latest, first_a));
  return std::max(gap, 0);
}

struct PartyAgreement {
  Agreement known = Agreement::unknown;
  bool is_named = false;  // a named party is in both
};

bool is_same_party(const TellingParty& a, const TellingParty& b) {
  if (a.name == b.name && (a.is_named || !a.words.empty())) return true;
  if (!a.country.empty() && !b.country.empty() && a.country != b.country) return false;
  return likeness(a.words, b.words) >= same_party_likeness;
}

PartyAgreement compare_parties(const std::vector<TellingParty>& a, const std::vector<TellingParty>& b) {
  PartyAgreement agreement;
  for (const TellingParty& x : a)
    for (const TellingParty& y : b) {
      const bool is_same = is_same_party(x, y);
      note(agreement.known, is_same ? Agreement::same : x.is_named && y.is_named ? Agreement::other : Agreement::unknown);
      agreement.is_named = agreement.is_named || (is_same && (x.is_named || y.is_named));
    }
  return agreement;
}

// Counts of one kind agree when the ranges that they allow overlap.
Agreement compare_figures(const Telling& a, const Telling& b) {
  Agreement known = Agreement::unknown;
  for (const TellingFigure& x : a.figures)
    for (const TellingFigure& y : b.figures) {
      if (x.what != y.what) continue;
      const bool overlaps = x.low.value_or(0) <= y.high.value_or(HUGE_VAL) && y.low.value_or(0) <= x.high.value_or(HUGE_VAL);
      note(known, overlaps ? Agreement::same : Agreement::other);
    }
  return known;
}

// People of one age: perhaps the same; of other ages alone: others.
Agreement compare_ages(const Telling& a, const Telling& b) {
  if (a.ages.empty() || b.ages.empty()) return Agreement::unknown;
  return std::ranges::any_of(a.ages, [&](int age) { return std::ranges::find(b.ages, age) != b.ages.end(); }) ? Agreement::same : Agreement::other;
}

bool shares_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

}  // namespace

Clues clues_of(const Telling& a, const Telling& b) {
  Clues clues{};
  const auto set = [&](Clue clue, double value) { clues[static_cast<std::size_t>(clue)] = value; };
  const auto agree = [&](Agreement known, Clue same, Clue other) {
    set(same, known == Agreement::same);
    set(other, known == Agreement::other);
  };
  set(Clue::same_trigger, !a.trigger.empty() && a.trigger == b.trigger);
  const bool both_have_modes = !a.modes.empty() && !b.modes.empty(), shares_mode = shares_one(a.modes, b.modes);
  set(Clue::same_mode, shares_mode);
  set(Clue::other_mode, both_have_modes && !shares_mode);
  if (const auto days = days_apart(a, b)) {
    set(Clue::same_day, *days == 0);
    set(Clue::other_day, *days > 0);
    set(Clue::far_day, *days > far_days);
  }
  if (a.filed && b.filed) set(Clue::filed_apart, std::abs(days_between(*a.filed, *b.filed)) > filed_apart_days);
  agree(compare_places(a, b), Clue::same_place, Clue::other_place);
  agree(compare_countries(a, b), Clue::same_country, Clue::other_country);
  const PartyAgreement actors = compare_parties(a.actors, b.actors), recipients = compare_parties(a.recipients, b.recipients);
  set(Clue::same_named_actor, actors.is_named);
  agree(actors.known, Clue::same_actor, Clue::other_actor);
  set(Clue::same_named_recipient, recipients.is_named);
  agree(recipients.known, Clue::same_recipient, Clue::other_recipient);
  set(Clue::same_named_party, actors.is_named || recipients.is_named || compare_parties(a.actors, b.recipients).is_named ||
                                  compare_parties(a.recipients, b.actors).is_named);
  agree(compare_figures(a, b), Clue::same_figure, Clue::other_figure);
  agree(compare_ages(a, b), Clue::same_age, Clue::other_age);
  set(Clue::sentence_likeness, likeness(a.sentence, b.sentence));
  set(Clue::report_likeness, likeness(a.report_words, b.report_words));
  set(Clue::name_likeness, likeness(a.report_names, b.report_names));
  set(Clue::wire_copy, share_of_shingles(a, b) >= wire_copy_share);
  set(Clue::other_status, a.status != b.status);
  set(Clue::other_background, a.is_background != b.is_background);
  return clues;
}

double same_event(const Telling& a, const Telling& b) {
  if (a.type != b.type) return -HUGE_VAL;
  const Clues clues = clues_of(a, b);
  double score = bias;
  for (std::size_t i = 0; i < clues.size(); ++i) score += clue_weights[i] * clues[i];
  return score;
}

}  // namespace nutgraf::story
