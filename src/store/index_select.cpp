// Which events fit a filter: for each field the events that have one of its values, and what all fields have in common.

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/utf8.h"
#include "store/index.h"

namespace nutgraf::store {

namespace {

std::int32_t day_number(Date date) { return static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count()); }

bool is_inside(const Index::Place& place, const Box& box) {
  if (place.lat < box.south || place.lat > box.north) return false;
  return box.west <= box.east ? place.lon >= box.west && place.lon <= box.east : place.lon >= box.west || place.lon <= box.east;
}

}  // namespace

SlotSet Selection::without(std::string_view key) const {
  SlotSet slots = live;
  for (const auto& [name, part] : parts)
    if (name != key) slots.keep(part);
  return slots;
}

SlotSet Index::any_of(std::string_view field, const std::vector<std::string>& values) const {
  SlotSet slots(events_.size());
  for (const std::string& value : values)
    if (const auto found = find_term(field, value))
      for (const Slot slot : terms_[*found].slots) slots.add(slot);
  return slots;
}

SlotSet Index::figures_between(const Filters& filters, bool with_roles) const {
  std::vector<Term> roles;
  for (const std::string& role : filters.what)
    if (const auto found = find_term("what", role)) roles.push_back(*found);
  const double least = filters.min.value_or(-std::numeric_limits<double>::infinity());
  const double most = filters.max.value_or(std::numeric_limits<double>::infinity());
  SlotSet slots(events_.size());
  const bool one_end_is_asked = !with_roles && (!filters.min || !filters.max);
  const auto look_at = [&](Slot slot) {
    if (reaches_[slot].high < least || reaches_[slot].low > most) return;
    const bool fits = one_end_is_asked || std::ranges::any_of(events_[slot].figures, [&](const Figure& figure) {
                        return figure.high >= least && figure.low <= most && (!with_roles || std::ranges::find(roles, figure.what) != roles.end());
                      });
    if (fits) slots.add(slot);
  };
  if (with_roles)
    for (const Term role : roles) std::ranges::for_each(terms_[role].slots, look_at);
  else
    for (Slot slot = 0; slot < events_.size(); ++slot) look_at(slot);
  return slots;
}

SlotSet Index::words(const std::string& q, Database& database) const {
  SlotSet slots(events_.size());
  const std::string match = write_match(q);
  {
    Query query = database.query("SELECT rowid FROM event_words WHERE event_words MATCH ?");
    query.put(match);
    while (query.step())
      if (const auto found = slot_of_.find(query.integer(0)); found != slot_of_.end()) slots.add(found->second);
  }
  Query query = database.query("SELECT rowid FROM report_words WHERE report_words MATCH ?");
  query.put(match);
  while (query.step())
    if (const auto number = static_cast<std::size_t>(query.integer(0)); number < report_by_number_.size())
      if (const std::uint32_t report = report_by_number_[number]; report != no_report)
        for (const Slot slot : reports_[report].slots) slots.add(slot);
  return slots;
}

Result<Selection> Index::select(const Filters& filters, Database& database) const {
  Selection selection{.live = live_};
  const auto add = [&](std::string_view key, SlotSet slots) { selection.parts.emplace_back(std::string(key), std::move(slots)); };
  const auto add_any = [&](std::string_view field, const std::vector<std::string>& values) {
    if (!values.empty()) add(field, any_of(field, values));
  };
  add_any("type", filters.type);
  add_any("mode", filters.mode);
  add_any("context", filters.context);
  add_any("status", filters.status);
  add_any("certainty", filters.certainty);
  add_any("state", filters.state);
  add_any("actor", filters.actor);
  add_any("actor_country", filters.actor_country);
  add_any("actor_sector", filters.actor_sector);
  add_any("recipient", filters.recipient);
  add_any("recipient_country", filters.recipient_country);
  add_any("recipient_sector", filters.recipient_sector);
  add_any("country", filters.country);
  add_any("place", filters.place);
  add_any("precision", filters.precision);
  add_any("speaker", filters.speaker);
  add_any("speaker_kind", filters.speaker_kind);
  add_any("outlet", filters.outlet);
  if (filters.background) add_any("background", {*filters.background ? "true" : "false"});
  const auto where = [&](std::string_view key, const auto& fits) {
    SlotSet slots(events_.size());
    for (Slot slot = 0; slot < events_.size(); ++slot)
      if (fits(events_[slot])) slots.add(slot);
    add(key, std::move(slots));
  };
  if (filters.minor) {
    SlotSet minors = any_of("minor", {"true"});
    if (*filters.minor)
      add("minor", std::move(minors));
    else
      where("minor", [&](const Event& event) { return event.number != 0 && !minors.has(slot_of_.at(event.number)); });
  }
  add_any("what", filters.what);
  if (filters.min || filters.max) {
    add("figures", figures_between(filters, false));
    if (!filters.what.empty()) add("what", figures_between(filters, true));
  }
  if (filters.from || filters.to) {
    const std::int32_t from = filters.from ? day_number(*filters.from) : std::numeric_limits<std::int32_t>::min();
    const std::int32_t to = filters.to ? day_number(*filters.to) : std::numeric_limits<std::int32_t>::max();
    const bool takes_undated = filters.undated.value_or(false);
    SlotSet slots(events_.size());
    for (Slot slot = 0; slot < days_.size(); ++slot)
      if (days_[slot].first <= to && days_[slot].last >= from && (takes_undated || dated_.has(slot))) slots.add(slot);
    add("when", std::move(slots));
  } else if (filters.undated) {
    SlotSet slots = live_;
    *filters.undated ? slots.leave_out(dated_) : slots.keep(dated_);
    add("when", std::move(slots));
  }
  if (filters.min_confidence || filters.max_confidence) {
    const float least = static_cast<float>(filters.min_confidence.value_or(0)), most = static_cast<float>(filters.max_confidence.value_or(1));
    where("confidence", [=](const Event& event) { return event.confidence >= least && event.confidence <= most; });
  }
  if (filters.bbox) {
    std::vector<bool> inside(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i) inside[i] = is_inside(places_[i], *filters.bbox);
    where("bbox", [&](const Event& event) { return std::ranges::any_of(event.places, [&](std::uint32_t place) { return inside[place]; }); });
  }
  if (!filters.report.empty()) {
    SlotSet slots(events_.size());
    for (const std::string& id : filters.report)
      if (const auto found = report_of_.find(id); found != report_of_.end())
        for (const Slot slot : reports_[found->second].slots) slots.add(slot);
    add("report", std::move(slots));
  }
  if (!filters.story.empty()) {
    std::vector<std::uint32_t> stories;
    for (const std::string& id : filters.story)
      if (const auto found = story_of_.find(id); found != story_of_.end()) stories.push_back(found->second);
    where("story", [&](const Event& event) { return event.story != 0 && std::ranges::find(stories, event.story) != stories.end(); });
  }
  if (!filters.q.empty()) {
    if (write_match(filters.q).empty()) return fail(fmt::format("q: \"{}\" holds no word to look for", filters.q));
    add("q", words(filters.q, database));
    if (auto done = database.finish(); !done) return std::unexpected(done.error());
  }
  return selection;
}

std::string write_match(std::string_view q) {
  struct Part {
    std::string words;
    bool is_start = false, is_unwanted = false;
  };
  std::vector<Part> parts;
  const auto is_of_word = [](char32_t c) {
    return c >= 0x80 ? !is_space(c) && !is_punctuation(c) : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  bool in_quotes = false, is_open = false, is_unwanted = false;
  for (std::size_t at = 0; at < q.size();) {
    const Character c = read_character(q, at);
    if (c.code_point == '"') {
      in_quotes = !in_quotes;
      is_open = false;
    } else if (is_of_word(c.code_point)) {
      if (!is_open) {
        parts.push_back({.is_unwanted = is_unwanted});
        is_open = true;
      } else if (!parts.back().words.empty() && parts.back().words.back() == ' ' && !in_quotes) {
        parts.push_back({.is_unwanted = is_unwanted});
      }
      parts.back().words += q.substr(at, c.bytes);
    } else if (c.code_point == '*' && is_open) {
      parts.back().is_start = true;
      is_open = false;
    } else if (in_quotes && is_open) {
      if (parts.back().words.back() != ' ') parts.back().words += ' ';
    } else {
      is_open = false;
      if (!in_quotes) is_unwanted = c.code_point == '-' && (at == 0 || q[at - 1] == ' ');
    }
    if (!in_quotes && is_space(c.code_point)) is_unwanted = false;
    at += c.bytes;
  }
  std::string wanted, unwanted;
  for (const Part& part : parts) {
    std::string& text = part.is_unwanted ? unwanted : wanted;
    text += fmt::format("{}\"{}\"{}", text.empty() ? "" : part.is_unwanted ? " OR " : " AND ", part.words, part.is_start ? "*" : "");
  }
  if (wanted.empty() || unwanted.empty()) return wanted;
  return fmt::format("({}) NOT ({})", wanted, unwanted);
}

}  // namespace nutgraf::store
