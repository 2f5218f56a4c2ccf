// Keeps the columns in step with the database: everything once, then report by report as the change feed names them.

#include "store/index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "base/date.h"
#include "base/utf8.h"
#include "store/event_rows.h"

namespace nutgraf::store {

namespace {

std::optional<std::int32_t> read_day(std::string_view text) {
  const auto date = read_date(text);
  if (!date) return std::nullopt;
  return static_cast<std::int32_t>(std::chrono::sys_days(*date).time_since_epoch().count());
}

// Minutes since 1970 of "2021-03-07T18:40+01:00", as far as told.
std::int64_t read_filed(std::string_view text) {
  const auto day = read_day(text);
  if (!day) return std::numeric_limits<std::int64_t>::min();
  const auto two = [&](std::size_t at) {
    int number = 0;
    if (at + 2 <= text.size()) std::from_chars(text.data() + at, text.data() + at + 2, number);
    return number;
  };
  std::int64_t minutes = std::int64_t{*day} * 1440;
  if (text.size() >= 16) minutes += two(11) * 60 + two(14);
  if (text.size() >= 22) minutes -= (text[16] == '-' ? -1 : 1) * (two(17) * 60 + two(20));
  return minutes;
}

constexpr auto precisions = std::to_array<std::string_view>({"spot", "city", "district", "admin1", "country", "region"});

std::size_t rank_of(std::string_view precision) {
  return static_cast<std::size_t>(std::ranges::find(precisions, precision) - precisions.begin());
}

// After changes of more reports than this, and of a good part of all, everything is loaded anew.
constexpr std::size_t few_reports = 500;
constexpr std::size_t most_touched = 20000;

constexpr std::string_view event_columns =
    "SELECT e.number, e.report, e.earliest, e.latest, e.confidence, e.doubt, e.terms, r.filed, r.outlet, s.story "
    "FROM events e JOIN reports r ON r.id = e.report LEFT JOIN story_events s ON s.event = e.number";
constexpr std::string_view place_columns = "SELECT event, geonameid, coalesce(name, text), country, admin1, precision, lat, lon FROM places";
constexpr std::string_view figure_columns = "SELECT event, what, value, low, high, bound FROM figures";

}  // namespace

void Index::refresh(Database& database) {
  std::int64_t last = 0;
  {
    Query query = database.query("SELECT coalesce(max(seq), 0) FROM changes");
    if (query.step()) last = query.integer(0);
  }
  if (last == seq_ || database.has_failed()) return;
  if (seq_ < 0) {
    load_all(database);
  } else {
    std::set<std::string> touched;
    {
      Query query = database.query("SELECT kind, id FROM changes WHERE seq > ?");
      query.put(seq_);
      while (query.step())
        if (query.view(0) == "event")
          touched.emplace(store::report_of(query.view(1)));
        else if (query.view(0) == "report")
          touched.insert(query.text(1));
    }
    if (touched.size() > few_reports && touched.size() > reports_.size() / 8) {
      const std::int64_t generation = generation_ + 1;
      *this = Index();
      generation_ = generation;
      load_all(database);
    } else {
      std::vector<Slot> slots;
      for (const std::string& id : touched) load_report(database, id, slots);
      note_touched(std::move(slots));
    }
  }
  if (!database.has_failed()) seq_ = last;
}

void Index::load_all(Database& database) {
  {
    Query events = database.query(std::string(event_columns) + " ORDER BY e.number");
    load_events(database, events, {});
  }
  {
    Query places = database.query(std::string(place_columns) + " ORDER BY event, position");
    load_places(places);
  }
  Query figures = database.query(std::string(figure_columns) + " ORDER BY event, position");
  load_figures(figures);
}

void Index::note_touched(std::vector<Slot> slots) {
  touched_slots_ += slots.size();
  touched_.push_back({seq_, std::move(slots)});
  while (touched_slots_ > most_touched) {
    touched_slots_ -= touched_.front().slots.size();
    touched_.pop_front();
  }
}

std::optional<std::vector<Slot>> Index::touched_since(std::int64_t seq) const {
  const auto first = std::ranges::find(touched_, seq, &Touched::seq_before);
  if (first == touched_.end()) return std::nullopt;
  std::vector<Slot> slots;
  for (auto one = first; one != touched_.end(); ++one) slots.insert(slots.end(), one->slots.begin(), one->slots.end());
  return slots;
}

void Index::load_report(Database& database, const std::string& id, std::vector<Slot>& touched) {
  std::map<std::int64_t, Slot> before;
  if (const auto found = report_of_.find(id); found != report_of_.end()) {
    for (const Slot slot : reports_[found->second].slots) before[events_[slot].number] = slot;
    for (const auto& [number, slot] : before) {
      touched.push_back(slot);
      drop_event(slot);
    }
    reports_[found->second].slots.clear();
  }
  {
    Query events = database.query(std::string(event_columns) + " WHERE e.report = ? ORDER BY e.number");
    events.put(id);
    load_events(database, events, before);
  }
  if (const auto found = report_of_.find(id); found != report_of_.end())
    touched.insert(touched.end(), reports_[found->second].slots.begin(), reports_[found->second].slots.end());
  {
    Query places = database.query(std::string(place_columns) + " WHERE event IN (SELECT number FROM events WHERE report = ?) ORDER BY event, position");
    places.put(id);
    load_places(places);
  }
  Query figures = database.query(std::string(figure_columns) + " WHERE event IN (SELECT number FROM events WHERE report = ?) ORDER BY event, position");
  figures.put(id);
  load_figures(figures);
}

void Index::load_events(Database& database, Query& query, const std::map<std::int64_t, Slot>& before) {
  std::set<Slot> to_reuse;
  for (const auto& [number, slot] : before) to_reuse.insert(slot);
  while (query.step()) {
    Event event{.number = query.integer(0), .earliest = read_day(query.view(2)), .latest = read_day(query.view(3)), .filed = read_filed(query.view(7)),
                .confidence = static_cast<float>(query.number(4)), .doubt = static_cast<float>(query.number(5)),
                .report = number_report(query.text(1)), .story = query.is_null(9) ? 0 : number_story(query.text(9))};
    std::string_view lines = query.view(6);
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n'), tab = lines.find('\t');
      if (end == std::string_view::npos || tab > end) break;
      event.terms.push_back(term(lines.substr(0, tab), lines.substr(tab + 1, end - tab - 1)));
      if (lines.starts_with("type\t")) event.type = event.terms.back();
      lines.remove_prefix(end + 1);
    }
    if (!query.view(8).empty()) event.terms.push_back(term("outlet", query.view(8)));
    std::ranges::sort(event.terms);
    Slot slot = 0;
    if (const auto same = before.find(event.number); same != before.end()) {
      slot = same->second;
      to_reuse.erase(slot);
    } else {
      slot = new_slot();
    }
    put_event(slot, std::move(event));
  }
  if (database.has_failed()) return;
  free_.insert(free_.end(), to_reuse.begin(), to_reuse.end());
}

void Index::load_places(Query& query) {
  std::size_t best = 0;
  Slot last = std::numeric_limits<Slot>::max();
  while (query.step()) {
    const auto slot = slot_of_.find(query.integer(0));
    if (slot == slot_of_.end() || query.is_null(6) || query.is_null(7)) continue;
    Event& event = events_[slot->second];
    const std::size_t rank = rank_of(query.view(5));
    if (slot->second != last || rank < best) {
      for (const std::uint32_t place : event.places) --places_[place].events;
      event.places.clear();
      best = rank;
      last = slot->second;
    }
    if (rank > best) continue;
    const std::uint32_t place = number_place({.geonameid = query.text(1), .name = query.text(2), .country = query.text(3), .admin1 = query.text(4),
                                              .precision = query.text(5), .lat = query.number(6), .lon = query.number(7)});
    if (std::ranges::find(event.places, place) != event.places.end()) continue;
    event.places.push_back(place);
    placed_.add(slot->second);
    only_places_[slot->second] = event.places.size() == 1 ? place : several_places;
    ++places_[place].events;
  }
}

void Index::load_figures(Query& query) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  while (query.step()) {
    const auto slot = slot_of_.find(query.integer(0));
    if (slot == slot_of_.end()) continue;
    const bool has_value = !query.is_null(2), has_low = !query.is_null(3), has_high = !query.is_null(4);
    if (!has_value && !has_low && !has_high) continue;
    Figure figure{.what = term("what", query.view(1)), .low = -infinity, .high = infinity};
    if (has_low) figure.low = query.number(3);
    if (has_high) figure.high = query.number(4);
    if (!has_low && !has_high) figure.low = figure.high = query.number(2);  // "about 30"
    events_[slot->second].figures.push_back(figure);
    Reach& reach = reaches_[slot->second];
    reach.low = std::min(reach.low, figure.low);
    reach.high = std::max(reach.high, figure.high);
  }
}

void Index::put_event(Slot slot, Event event) {
  if (slot >= events_.size()) {
    events_.resize(slot + 1);
    report_numbers_.resize(slot + 1);
    story_numbers_.resize(slot + 1);
    types_.resize(slot + 1);
    days_.resize(slot + 1);
    reaches_.resize(slot + 1);
    only_places_.resize(slot + 1, no_place);
  }
  report_numbers_[slot] = event.report;
  story_numbers_[slot] = event.story;
  types_[slot] = event.type;
  constexpr Days ends_of_time;
  days_[slot] = {event.earliest.value_or(ends_of_time.first), event.latest.value_or(ends_of_time.last)};
  reaches_[slot] = {};
  if (event.is_dated()) dated_.add(slot);
  for (const Term one : event.terms) {
    std::vector<Slot>& slots = terms_[one].slots;
    if (slots.empty() || slots.back() < slot)
      slots.push_back(slot);
    else
      slots.insert(std::ranges::lower_bound(slots, slot), slot);
  }
  slot_of_[event.number] = slot;
  reports_[event.report].slots.push_back(slot);
  const auto number = static_cast<std::size_t>(event.number / 65536);
  if (number >= report_by_number_.size()) report_by_number_.resize(number + 1, no_report);
  report_by_number_[number] = event.report;
  live_.add(slot);
  ++size_;
  events_[slot] = std::move(event);
}

void Index::drop_event(Slot slot) {
  Event& event = events_[slot];
  for (const Term one : event.terms) {
    std::vector<Slot>& slots = terms_[one].slots;
    if (const auto found = std::ranges::lower_bound(slots, slot); found != slots.end() && *found == slot) slots.erase(found);
  }
  for (const std::uint32_t place : event.places) --places_[place].events;
  slot_of_.erase(event.number);
  live_.remove(slot);
  dated_.remove(slot);
  placed_.remove(slot);
  only_places_[slot] = no_place;
  --size_;
  event = {};
}

Slot Index::new_slot() {
  if (free_.empty()) return static_cast<Slot>(events_.size());
  const Slot slot = free_.back();
  free_.pop_back();
  return slot;
}

Term Index::term(std::string_view field, std::string_view value) {
  const auto [found, is_new] = term_of_.try_emplace(fmt::format("{}\t{}", field, value), static_cast<Term>(terms_.size()));
  if (!is_new) return found->second;
  auto known = std::ranges::find(fields_, field);
  if (known == fields_.end()) {
    known = fields_.insert(fields_.end(), std::string(field));
    terms_by_field_.emplace_back();
  }
  terms_by_field_[static_cast<std::size_t>(known - fields_.begin())].push_back(found->second);
  terms_.push_back({.field = static_cast<std::uint8_t>(known - fields_.begin()), .value = std::string(value)});
  return found->second;
}

const std::vector<Term>& Index::terms_of(std::string_view field) const {
  static const std::vector<Term> none;
  const auto known = std::ranges::find(fields_, field);
  return known == fields_.end() ? none : terms_by_field_[static_cast<std::size_t>(known - fields_.begin())];
}

std::optional<Term> Index::find_term(std::string_view field, std::string_view value) const {
  const auto found = term_of_.find(fmt::format("{}\t{}", field, value));
  return found == term_of_.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t Index::number_report(const std::string& id) {
  const auto [found, is_new] = report_of_.try_emplace(id, static_cast<std::uint32_t>(reports_.size()));
  if (is_new) reports_.push_back({.id = id});
  return found->second;
}

std::uint32_t Index::number_story(const std::string& id) {
  const auto [found, is_new] = story_of_.try_emplace(id, static_cast<std::uint32_t>(stories_.size()));
  if (is_new) stories_.push_back(id);
  return found->second;
}

std::uint32_t Index::number_place(Place place) {
  const std::string key = fmt::format("{}\t{}\t{}\t{}", place.geonameid, place.name, place.lat, place.lon);
  const auto [found, is_new] = place_of_.try_emplace(key, static_cast<std::uint32_t>(places_.size()));
  if (is_new) {
    const std::size_t rank = std::min(rank_of(place.precision), precisions.size() - 1);
    place.folded = fold(place.name);
    points_.push_back({place.lat, place.lon, static_cast<std::uint32_t>(rank)});
    places_.push_back(std::move(place));
  }
  return found->second;
}

std::string Index::id_of(Slot slot) const { return fmt::format("{}-e{}", report_of(slot), events_[slot].number % 65536); }

}  // namespace nutgraf::store
