// Decides which Springfield is meant. Every candidate is described by what it is (how many people live there, a capital, a
// province), by the words beside the name ("X, Texas", "X province") and by the rest of the report: the countries and
// divisions that it names, how near the other places lie, the dateline. A small learned network weighs that, twice: the
// second time with the places that the first found. All mentions of one name in a report mean one place unless the words
// say otherwise ("Paris, Texas").

#include "where/resolve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>

#include "base/distance.h"

namespace nutgraf::where {

namespace {

// clang-format off
#define NUTGRAF_FEATURES(X) \
  X(population) X(most_prominent) X(prominence_gap) X(options) X(single) \
  X(country) X(capital) X(seat1) X(seat2) X(seat3) X(town) X(section) X(admin1) X(admin2) X(airport) X(gone) \
  X(region) X(water) X(land) X(site) X(historic) \
  X(alternate) X(short) X(article) X(exact) \
  X(level_fits_admin1) X(level_fits_admin2) X(level_fits_town) X(level_fits_nature) X(level_differs) \
  X(inside_told) X(outside_told) X(holds_told) X(short_form) \
  X(country_share) X(country_named) X(country_first) X(country_in_sentence) X(country_rank) X(country_unnamed) \
  X(division_named) X(division_in_sentence) X(division_share) \
  X(nearest) X(near_50) X(near_200) X(near_600) \
  X(dateline_country) X(dateline_near) X(is_dateline_town) \
  X(holds_others) X(same_division_name) X(town_and_no_level) X(is_named_only)
// clang-format on

enum Feature : std::size_t {
#define X(name) r_##name,
  NUTGRAF_FEATURES(X)
#undef X
      feature_count
};

constexpr std::array<std::string_view, feature_count> feature_names = {
#define X(name) #name,
    NUTGRAF_FEATURES(X)
#undef X
};

constexpr std::size_t most_options = 20;
// Words that tell the container are followed; the learned weights saw too few pairs where a famous namesake stands against them.
constexpr double told_inside_bonus = 6;
// A row of our own tables is there because news means it by the bare name.
constexpr double own_table_bonus = 1.5;

// How prominent a place is before anything is known of the report, on the scale of log2 of its people.
double prominence(const PlaceView& place, std::uint8_t flags) {
  double base = place.log_population;
  switch (place.kind) {
    case PlaceClass::country: base = 32; break;
    case PlaceClass::capital: base += 6; break;
    case PlaceClass::seat1: base += 3; break;
    case PlaceClass::admin1: base += 1.5; break;
    case PlaceClass::region: case PlaceClass::water: case PlaceClass::historic: base = 24; break;
    case PlaceClass::mountain: case PlaceClass::island: case PlaceClass::base: case PlaceClass::camp:
    case PlaceClass::landmark: base = 20; break;
    case PlaceClass::admin2: base -= 3; break;
    case PlaceClass::airport: base = 6; break;
    case PlaceClass::gone: base = 1; break;
    case PlaceClass::section: if (place.row) base = 19; break;
    case PlaceClass::seat2: case PlaceClass::seat3: case PlaceClass::seat4: case PlaceClass::town: case PlaceClass::lower_admin: break;
  }
  if (flags & alternate_name && !place.row) base -= 4;
  if (flags & without_article) base -= 2;
  return base;
}

bool is_town(PlaceClass kind) { return kind >= PlaceClass::capital && kind <= PlaceClass::section; }
bool is_wide(const PlaceView& place) { return place.kind == PlaceClass::country || place.kind == PlaceClass::admin1; }

// A point on the unit sphere, so that nearness is one product.
struct Direction {
  double x = 0, y = 0, z = 0;
};

Direction direction_of(const PlaceView& place) {
  constexpr double radians = std::numbers::pi / 180;
  const double level = std::cos(place.lat * radians);
  return {level * std::cos(place.lon * radians), level * std::sin(place.lon * radians), std::sin(place.lat * radians)};
}

double km_between(const Direction& a, const Direction& b) {
  const double chord = (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z);
  return 6371 * std::sqrt(chord);  // along the chord: close enough for "near"
}

// A place that the report is about, to measure others by: all mentions of one name taken together.
struct Anchor {
  std::size_t group;  // the name that it comes from
  PlaceView place;
  Direction direction;
  std::int32_t token;  // of the first mention
  float weight;
  std::vector<std::int32_t> sentences;
};

class Resolver {
 public:
  Resolver(const Page& page, std::vector<Mention> mentions, const std::vector<Hint>& hints) : page_(page), hints_(hints) {
    for (Mention& mention : mentions) {
      Resolved one{.mention = std::move(mention), .options = {}};
      one.options = options_of(one.mention);
      resolved_.push_back(std::move(one));
    }
    std::map<std::string, std::size_t> groups;
    for (const Resolved& one : resolved_) group_of_.push_back(groups.emplace(one.mention.squeezed, groups.size()).first->second);
    group_count_ = groups.size();
    find_holders();
    for (std::size_t i = 0; i < resolved_.size(); ++i)
      if (resolved_[i].inside < 0 && resolved_[i].options.size() > most_options && !has_told_namesake(i)) resolved_[i].options.resize(most_options);
  }

  std::vector<Resolved> resolve() {
    if (resolved_.empty()) return {};
    set_anchors_by_prominence();
    rank();
    set_anchors_by_rank();
    rank();
    for (Resolved& one : resolved_) share_out(one);
    return std::move(resolved_);
  }

 private:
  std::vector<Option> options_of(const Mention& mention) const {
    std::vector<Option> options;
    options.reserve(mention.postings.size());
    for (const Posting& posting : mention.postings) options.push_back({.place = page_.gazetteer.place(posting.place), .flags = posting.flags, .features = {}});
    std::ranges::stable_sort(options, std::greater(), [](const Option& o) { return prominence(o.place, o.flags); });
    return options;
  }

  // Another mention of the name is told as lying somewhere, so that its rarer bearers count too.
  bool has_told_namesake(std::size_t i) const {
    for (std::size_t j = 0; j < resolved_.size(); ++j)
      if (resolved_[j].inside >= 0 && group_of_[j] == group_of_[i]) return true;
    return false;
  }

  // "Paris, Texas", "Mosul, in Iraq", "Aden (Yemen)", "Hama in Syria": the second is told as the place that holds the first. A name told in a country or
  // province that has no such place is one that no table knows, wherever the report names it.
  void find_holders() {
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i + 1 < resolved_.size(); ++i) {
      const TokenRange left = resolved_[i].mention.tokens, right = resolved_[i + 1].mention.tokens;
      if (page_.reading[left.first].sentence != page_.reading[right.first].sentence) continue;
      const std::int32_t gap = right.first - left.last;
      if (gap < 0 || gap > 4) continue;
      bool has_comma = gap == 0, has_in = false, has_other = false;
      for (std::int32_t t = left.last; t < right.first; ++t) {
        const std::string& word = page_[t].word;
        if (word == "," || word == "(") has_comma = true;
        else if (word == "in" || word == "of") has_in = true;
        else if (!(page_.is_cue(left.first, t, Cue::direction) || page_.is_cue(left.first, t, Cue::admin1) ||
                   page_.is_cue(left.first, t, Cue::admin2) || word == "the" || word == "'s")) has_other = true;
      }
      if (has_other || !(has_comma || has_in)) continue;
      if (holds_some(resolved_[i + 1], resolved_[i])) resolved_[i].inside = static_cast<std::int32_t>(i + 1);
      else if (has_in && !has_comma && is_abroad(resolved_[i], resolved_[i + 1])) unknown.push_back(group_of_[i]);
    }
    for (std::size_t i = 0; i < resolved_.size(); ++i)
      if (resolved_[i].inside < 0 && std::ranges::find(unknown, group_of_[i]) != unknown.end()) resolved_[i].options.clear();
  }

  // No candidate lies in the country of what is told to hold it.
  static bool is_abroad(const Resolved& inner, const Resolved& outer) {
    if (outer.options.empty() || outer.options[0].place.country.empty() || is_town(outer.options[0].place.kind)) return false;
    return !inner.options.empty() && is_town(inner.options[0].place.kind) &&
           std::ranges::none_of(inner.options, [&](const Option& option) { return option.place.country == outer.options[0].place.country; });
  }

  bool holds_some(const Resolved& outer, const Resolved& inner) const {
    if (outer.options.empty() || inner.options.empty()) return false;
    if (outer.options[0].place.kind == PlaceClass::country && inner.options[0].place.kind == PlaceClass::country) return false;  // a list
    for (const Option& o : outer.options) {
      if (is_town(o.place.kind) && o.place.kind != PlaceClass::capital && o.place.kind != PlaceClass::seat1) continue;
      for (const Option& i : inner.options)
        if (page_.gazetteer.contains(o.place, i.place)) return true;
    }
    return false;
  }

  void set_anchors_by_prominence() {
    anchors_.clear();
    for (std::size_t i = 0; i < resolved_.size(); ++i) {
      const auto& options = resolved_[i].options;
      if (options.empty()) continue;
      const double gap = options.size() == 1 ? 10 : prominence(options[0].place, options[0].flags) - prominence(options[1].place, options[1].flags);
      const bool is_near_next = options.size() > 1 && distance_km(options[0].place.lat, options[0].place.lon, options[1].place.lat, options[1].place.lon) < 150;
      const float weight = is_wide(options[0].place) || options[0].place.row ? 1.0f : gap > 4 || is_near_next ? 0.7f : 0.25f;
      add_anchor(group_of_[i], options[0].place, resolved_[i].mention.tokens.first, weight);
    }
    add_hints();
  }

  void set_anchors_by_rank() {
    anchors_.clear();
    for (std::size_t i = 0; i < resolved_.size(); ++i) {
      const auto& options = resolved_[i].options;
      if (options.empty()) continue;
      const auto best = std::ranges::max_element(options, {}, &Option::score);
      double sum = 0;
      for (const Option& option : options) sum += std::exp(option.score - best->score);
      add_anchor(group_of_[i], best->place, resolved_[i].mention.tokens.first, static_cast<float>(1 / sum));
    }
    add_hints();
  }

  void add_anchor(std::size_t group, const PlaceView& place, std::int32_t token, float weight) {
    const auto known = std::ranges::find_if(anchors_, [&](const Anchor& a) { return a.group == group && a.place.index == place.index; });
    Anchor& anchor = known == anchors_.end() ? anchors_.emplace_back(Anchor{group, place, direction_of(place), token, 0, {}}) : *known;
    anchor.weight += weight;
    const std::int32_t sentence = page_.reading[token].sentence;
    if (anchor.sentences.empty() || anchor.sentences.back() != sentence) anchor.sentences.push_back(sentence);
  }

  void add_hints() {
    for (const Hint& hint : hints_) add_anchor(group_count_, page_.gazetteer.place(hint.place), hint.token, hint.weight);
    if (page_.report.dateline && page_.report.dateline->place.span) {
      const TokenRange tokens = tokens_in(page_.reading, *page_.report.dateline->place.span);
      dateline_ = nullptr;
      for (const Anchor& anchor : anchors_)
        if (tokens.contains(anchor.token) && !dateline_) dateline_ = &anchor;
    }
  }

  void rank() {
    contexts_.assign(group_count_, {});
    for (std::size_t i = 0; i < resolved_.size(); ++i) {
      describe(i);
      for (Option& option : resolved_[i].options) {
        option.score = page_.gazetteer.ranker().judge(option.features);
        if (option.features[r_inside_told] > 0) option.score += told_inside_bonus;
        if (option.place.row && option.place.kind != PlaceClass::country && resolved_[i].mention.level == Level::untold) option.score += own_table_bonus;
      }
    }
    share_between_mentions();
  }

  // One sense a report: mentions of a name, but those with a holder of their own, take the mean of their scores.
  void share_between_mentions() {
    std::vector<std::map<std::uint32_t, std::pair<double, int>>> sums(group_count_);
    for (std::size_t i = 0; i < resolved_.size(); ++i)
      for (const Option& option : resolved_[i].options) {
        auto& [sum, count] = sums[group_of_[i]][option.place.index];
        const double weight = resolved_[i].inside >= 0 ? 3 : 1;  // "Paris, Texas" tells what a later "Paris" is
        sum += option.score * weight;
        count += static_cast<int>(weight);
      }
    for (std::size_t i = 0; i < resolved_.size(); ++i) {
      if (resolved_[i].inside >= 0) continue;
      for (Option& option : resolved_[i].options) {
        const auto& [sum, count] = sums[group_of_[i]][option.place.index];
        option.score = sum / count;
      }
    }
  }

  void describe(std::size_t i) {
    Resolved& one = resolved_[i];
    double most = 0;
    for (const Option& option : one.options) most = std::max(most, prominence(option.place, option.flags));
    for (Option& option : one.options) {
      option.features.assign(feature_count, 0);
      describe_place(one, option, most);
      describe_level(one.mention, option);
      describe_holder(i, option);
      add_context(i, option);
    }
    rank_countries(one);
  }

  void describe_place(const Resolved& one, Option& option, double most) const {
    auto& f = option.features;
    const PlaceView& place = option.place;
    const double weight = prominence(place, option.flags);
    f[r_population] = place.log_population / 25;
    f[r_most_prominent] = weight >= most;
    f[r_prominence_gap] = static_cast<float>((weight - most) / 20);
    f[r_options] = std::log2(static_cast<float>(one.options.size())) / 6;
    f[r_single] = one.options.size() == 1;
    switch (place.kind) {
      case PlaceClass::country: f[r_country] = 1; break;
      case PlaceClass::capital: f[r_capital] = 1; break;
      case PlaceClass::seat1: f[r_seat1] = 1; break;
      case PlaceClass::seat2: f[r_seat2] = 1; break;
      case PlaceClass::seat3: case PlaceClass::seat4: f[r_seat3] = 1; break;
      case PlaceClass::town: f[r_town] = 1; break;
      case PlaceClass::section: f[r_section] = 1; break;
      case PlaceClass::admin1: f[r_admin1] = 1; break;
      case PlaceClass::admin2: case PlaceClass::lower_admin: f[r_admin2] = 1; break;
      case PlaceClass::airport: f[r_airport] = 1; break;
      case PlaceClass::gone: f[r_gone] = 1; break;
      case PlaceClass::region: f[r_region] = 1; break;
      case PlaceClass::water: f[r_water] = 1; break;
      case PlaceClass::mountain: case PlaceClass::island: f[r_land] = 1; break;
      case PlaceClass::base: case PlaceClass::camp: case PlaceClass::landmark: f[r_site] = 1; break;
      case PlaceClass::historic: f[r_historic] = 1; break;
    }
    f[r_alternate] = (option.flags & alternate_name) != 0 && !place.row;
    f[r_short] = (option.flags & short_name) != 0;
    f[r_article] = (option.flags & without_article) != 0;
    f[r_exact] = page_.text_of(one.mention.tokens) == place.name;
    f[r_short_form] = one.mention.is_short_form;
    for (const Option& other : one.options)
      if (other.place.index != place.index && is_town(place.kind) && !is_town(other.place.kind) && page_.gazetteer.contains(other.place, place))
        f[r_same_division_name] = 1;
  }

  void describe_level(const Mention& mention, Option& option) const {
    auto& f = option.features;
    const PlaceClass kind = option.place.kind;
    const bool is_admin1 = kind == PlaceClass::admin1 || kind == PlaceClass::region, is_admin2 = kind == PlaceClass::admin2 || kind == PlaceClass::lower_admin;
    const bool is_nature = kind == PlaceClass::water || kind == PlaceClass::mountain || kind == PlaceClass::island || kind == PlaceClass::region;
    bool fits = true;
    switch (mention.level) {
      case Level::untold: f[r_town_and_no_level] = is_town(kind); return;
      case Level::admin1: f[r_level_fits_admin1] = fits = is_admin1; break;
      case Level::admin2: f[r_level_fits_admin2] = fits = is_admin2; break;
      case Level::town: f[r_level_fits_town] = fits = is_town(kind); break;
      case Level::water: case Level::land: f[r_level_fits_nature] = fits = is_nature; break;
      case Level::site: break;
    }
    f[r_level_differs] = !fits;
  }

  void describe_holder(std::size_t i, Option& option) const {
    auto& f = option.features;
    if (const std::int32_t holder = resolved_[i].inside; holder >= 0) {
      bool is_inside = false;
      for (const Option& outer : resolved_[static_cast<std::size_t>(holder)].options)
        is_inside = is_inside || page_.gazetteer.contains(outer.place, option.place);
      f[is_inside ? r_inside_told : r_outside_told] = 1;
    }
    if (i > 0 && resolved_[i - 1].inside == static_cast<std::int32_t>(i))
      for (const Option& inner : resolved_[i - 1].options)
        if (page_.gazetteer.contains(option.place, inner.place)) f[r_holds_told] = 1;
  }

  // What the rest of the report says for a place is the same for all mentions of its name, but for their sentences.
  void add_context(std::size_t i, Option& option) {
    auto& known = contexts_[group_of_[i]];
    const auto [found, is_new] = known.emplace(option.place.index, std::vector<float>());
    if (is_new) found->second = describe_context(group_of_[i], option.place);
    for (std::size_t f = 0; f < feature_count; ++f) option.features[f] += found->second[f];
    const std::int32_t sentence = page_.reading[resolved_[i].mention.tokens.first].sentence;
    for (const Anchor& anchor : anchors_) {
      if (anchor.group == group_of_[i] || std::ranges::find(anchor.sentences, sentence) == anchor.sentences.end()) continue;
      if (anchor.place.kind == PlaceClass::country && anchor.place.country == option.place.country) option.features[r_country_in_sentence] = 1;
      if (anchor.place.kind == PlaceClass::admin1 && option.place.admin1 == anchor.place.index && option.place.index != anchor.place.index)
        option.features[r_division_in_sentence] = 1;
    }
  }

  std::vector<float> describe_context(std::size_t group, const PlaceView& place) const {
    std::vector<float> f(feature_count);
    const Direction here = direction_of(place);
    double country = 0, all = 0, division = 0, towns = 0, nearest = 12000, near50 = 0, near200 = 0, near600 = 0, held = 0;
    bool is_first = true;
    for (const Anchor& anchor : anchors_) {
      if (anchor.group == group) continue;
      const PlaceView& other = anchor.place;
      const bool is_same_country = !place.country.empty() && other.country == place.country;
      if (!other.country.empty()) {
        all += anchor.weight;
        if (is_same_country) country += anchor.weight;
        if (is_first) f[r_country_first] = is_same_country;
        is_first = false;
      }
      if (other.kind == PlaceClass::country && is_same_country) f[r_country_named] = 1;
      if (other.kind == PlaceClass::admin1 && place.admin1 == other.index && place.index != other.index) f[r_division_named] = 1;
      if (is_town(other.kind) || other.kind == PlaceClass::admin2) {
        towns += anchor.weight;
        if (other.admin1 != no_place && (other.admin1 == place.admin1 || other.admin1 == place.index)) division += anchor.weight;
      }
      if ((is_wide(place) || place.kind == PlaceClass::admin2 || place.row) && page_.gazetteer.contains(place, other)) held += anchor.weight;
      if (other.kind == PlaceClass::country || place.kind == PlaceClass::country) continue;
      const double km = km_between(here, anchor.direction);
      nearest = std::min(nearest, km / std::max(0.2f, std::min(1.0f, anchor.weight)));
      near50 += anchor.weight * (km < 50);
      near200 += anchor.weight * (km < 200);
      near600 += anchor.weight * (km < 600);
    }
    f[r_country_share] = all > 0 ? static_cast<float>(country / all) : 0;
    f[r_country_unnamed] = all > 0 && country == 0 && !place.country.empty();
    f[r_division_share] = towns > 0 ? static_cast<float>(division / towns) : 0;
    f[r_nearest] = static_cast<float>((std::log(20000.0) - std::log(nearest + 10)) / 8);
    f[r_near_50] = static_cast<float>(std::log1p(near50) / 2);
    f[r_near_200] = static_cast<float>(std::log1p(near200) / 3);
    f[r_near_600] = static_cast<float>(std::log1p(near600) / 3);
    f[r_holds_others] = static_cast<float>(std::min(1.0, std::log1p(held) / 2));
    f[r_is_named_only] = all == 0;
    if (dateline_ && dateline_->group != group) {
      f[r_dateline_country] = !place.country.empty() && dateline_->place.country == place.country;
      f[r_dateline_near] = km_between(here, dateline_->direction) < 150;
    }
    return f;
  }

  // Whether a candidate's country is the one that the report names most among all candidates' countries.
  static void rank_countries(Resolved& one) {
    float most = 0;
    for (const Option& option : one.options) most = std::max(most, option.features[r_country_share]);
    for (Option& option : one.options) option.features[r_country_rank] = most > 0 && option.features[r_country_share] == most;
  }

  // Scores as shares of one, best first; candidates at the same spot under the same name are one.
  void share_out(Resolved& one) const {
    if (one.options.empty()) return;
    std::ranges::stable_sort(one.options, std::greater(), &Option::score);
    const double best = one.options[0].score;
    double sum = 0;
    for (Option& option : one.options) sum += option.score = std::exp(option.score - best);
    for (Option& option : one.options) option.score /= sum;
  }

  const Page& page_;
  const std::vector<Hint>& hints_;
  std::vector<Resolved> resolved_;
  std::vector<std::size_t> group_of_;
  std::size_t group_count_ = 0;
  std::vector<Anchor> anchors_;
  std::vector<std::map<std::uint32_t, std::vector<float>>> contexts_;  // by group and place
  const Anchor* dateline_ = nullptr;
};

}  // namespace

std::span<const std::string_view> ranker_features() { return feature_names; }

std::vector<Resolved> resolve_mentions(const Page& page, std::vector<Mention> mentions, const std::vector<Hint>& hints) {
  return Resolver(page, std::move(mentions), hints).resolve();
}

}  // namespace nutgraf::where
