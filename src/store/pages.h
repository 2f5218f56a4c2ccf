#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/review.h"

// What a project answers with. Texts named `json` are whole JSON objects, ready to be sent.
namespace nutgraf::store {

template <typename T>
struct Page {
  std::vector<T> items;
  std::string next;         // the cursor of the next page; empty: this is the last
  std::uint64_t total = 0;  // of all pages
};

enum class EventSort { when, when_last_first, filed, filed_last_first, doubt, confidence, type };
// "when", "-when", "filed", "-filed", "doubt" (greatest first), "confidence" (greatest first), "type"; nothing for others.
std::optional<EventSort> find_event_sort(std::string_view name);

struct PageRequest {
  std::uint32_t limit = 50;  // 1 to 500
  std::string cursor;        // as a page gave it; empty: from the start
};

// An event as docs/store.md describes it: the record as reviewed, with review, report_id, story, outlet, filed, headline, model, lexicon, doubt.
struct Event {
  std::string id, report, story;  // story is empty when the event is rejected
  std::string json;
};

struct FacetValue {
  std::string value;
  std::uint64_t count = 0;
};
struct Facets {
  std::map<std::string, std::vector<FacetValue>> values;  // by field; greatest count first, then by value
  std::uint64_t events = 0, reports = 0, stories = 0, undated = 0, unplaced = 0;
};

struct MapCell {
  double lat = 0, lon = 0;  // middle of its events' places
  std::uint64_t count = 0;  // events
  std::string precision;    // the least precise in it
  std::vector<std::string> events;  // up to 20
  std::map<std::string, std::uint64_t> types;
  std::string name, geonameid, country, admin1;  // with cell 0: the place; empty: unknown
  double radius_km = 0;               // with cell 0: how far its precision reaches
};
struct MapCells {
  std::vector<MapCell> cells;
  std::uint64_t unplaced = 0;  // events with no place that has coordinates
};

enum class TimeUnit { automatic, day, week, month, year };
std::string_view name_of(TimeUnit unit);
std::optional<TimeUnit> find_time_unit(std::string_view name);  // "day" … "auto"
struct TimeBin {
  std::string start, end;   // days, both inclusive
  std::uint64_t count = 0;  // events whose days overlap it
  std::uint64_t open = 0;   // of these: with an open start or end, and this is the bin of the day that was told
};
struct Timeline {
  TimeUnit unit = TimeUnit::day;
  std::vector<TimeBin> bins;  // in order, without gaps
  std::uint64_t undated = 0;
};

struct PlaceCount {
  std::string geonameid, name, country, admin1, precision;
  double lat = 0, lon = 0;
  std::uint64_t events = 0;
};

struct ReportSummary {
  std::string id, source_id, sha256;
  std::string headline, outlet, agency, dateline, filed, updated, imported;  // empty: unknown
  std::uint64_t events = 0, bytes = 0;
  std::string wire_of;  // the first report with nearly the same words; empty: none, or this one
};
enum class ReportSort { filed, filed_last_first, imported, imported_last_first, headline };
std::optional<ReportSort> find_report_sort(std::string_view name);  // "filed", "-filed", "imported", "-imported", "headline"
struct ReportFilters {
  std::string q;  // full text
  std::vector<std::string> outlet;
  std::string from, to;  // of the filing day, YYYY-MM-DD; empty: open
};

struct StoryFigure {
  std::string what;
  std::optional<double> low, high, best;
};
struct StorySummary {
  std::string id, title, type, status, earliest, latest, place;  // empty: unknown
  std::uint64_t events = 0, reports = 0, sources = 0;  // sources: reports, wire copies counted once
  std::vector<StoryFigure> figures;
  bool disagrees = false;
};
enum class StorySort { when_last_first, when, events, reports };
std::optional<StorySort> find_story_sort(std::string_view name);  // "-when", "when", "events", "reports"

struct Mark {
  std::uint32_t begin = 0, end = 0;
};
struct ReportFound {
  std::string id, headline, filed, outlet;
  std::string snippet;      // some words around the first ones found
  std::vector<Mark> marks;  // bytes of the snippet
};
struct Found {
  std::vector<ReportFound> reports;
  std::vector<Event> events;
};

struct Change {
  std::int64_t seq = 0;
  std::string kind;    // report, event, story
  std::string id;
  std::string action;  // created, updated, deleted
  std::string at;
};

struct Counts {
  std::uint64_t reports = 0, events = 0, stories = 0, reviewed = 0, edits = 0;
  std::int64_t seq = 0;  // last of the change feed
};

}  // namespace nutgraf::store
