// Lists, facets, map and timeline against what a plain look at every event gives.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "store/tests/invented.h"

namespace nutgraf::store {
namespace {

constexpr std::uint64_t reports_in_all = 150;

class Lists : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    file_ = new TemporaryProject("lists");
    project_ = file_->open();
    for (std::uint64_t i = 0; i < reports_in_all; ++i) project_->save_report(invent_report(i), 0, noon).value();
    project_->each_line({}, Lines::whole, [](const std::string& line) {
      for (const auto& event : events_in(line)) events_.push_back(event);
      return true;
    }).value();
    project_->review({.action = Action::accept, .target = events_[5]["id"], .who = "Ines", .at = noon}).value();
    events_[5]["review"]["state"] = "reviewed";
  }
  static void TearDownTestSuite() {
    project_.reset();
    delete file_;
  }

  // The ids that fit, by looking at every event.
  template <typename Fits>
  static std::set<std::string> plainly(const Fits& fits) {
    std::set<std::string> ids;
    for (const Json& event : events_)
      if (fits(event)) ids.insert(event["id"]);
    return ids;
  }

  // The ids that the store gives, page by page, each once.
  static std::set<std::string> listed(const Filters& filters, EventSort sort = EventSort::when, std::uint32_t limit = 7) {
    std::set<std::string> ids;
    std::string cursor;
    do {
      const auto page = project_->list_events(filters, sort, {.limit = limit, .cursor = cursor});
      EXPECT_TRUE(page) << page.error().message;
      if (!page) return ids;
      for (const Event& event : page->items) EXPECT_TRUE(ids.insert(event.id).second) << event.id << " comes twice";
      cursor = page->next;
      if (cursor.empty()) {
        EXPECT_EQ(ids.size(), page->total);
      }
    } while (!cursor.empty());
    return ids;
  }

  static inline TemporaryProject* file_;
  static inline std::unique_ptr<Project> project_;
  static inline std::vector<Json> events_;
};

bool any(const Json& list, const auto& fits) {
  for (const Json& one : list)
    if (fits(one)) return true;
  return false;
}

TEST_F(Lists, every_filter_gives_what_a_plain_look_gives) {
  EXPECT_EQ(listed({}), plainly([](const Json&) { return true; }));
  EXPECT_EQ(listed({.type = {"COERCE", "PROTEST"}}), plainly([](const Json& e) { return e["event"] == "COERCE" || e["event"] == "PROTEST"; }));
  EXPECT_EQ(listed({.mode = {"firearms"}, .certainty = {"stated"}}), plainly([](const Json& e) { return e["mode"][0] == "firearms" && e["certainty"] == "stated"; }));
  EXPECT_EQ(listed({.context = {"legal"}}), plainly([](const Json& e) { return !e["context"].empty(); }));
  EXPECT_EQ(listed({.background = true}), plainly([](const Json& e) { return e["background"] == true; }));
  EXPECT_EQ(listed({.state = {"reviewed"}}), plainly([](const Json& e) { return e["review"]["state"] == "reviewed"; }));
  const std::string group = events_[0]["actor"][0]["name"];
  EXPECT_EQ(listed({.actor = {group}}), plainly([&](const Json& e) { return e["actor"][0]["name"] == group; }));
  EXPECT_EQ(listed({.actor_country = {"XAA"}, .actor_sector = {"COP", "JUD"}}), plainly([](const Json& e) {
              return e["actor"][0]["country"] == "XAA" && (e["actor"][0]["sector"][0] == "COP" || e["actor"][0]["sector"][0] == "JUD");
            }));
  EXPECT_EQ(listed({.country = {"XBB"}}), plainly([](const Json& e) { return any(e["where"], [](const Json& w) { return w["country"] == "XBB"; }); }));
  EXPECT_EQ(listed({.precision = {"admin1"}}), plainly([](const Json& e) { return any(e["where"], [](const Json& w) { return w["precision"] == "admin1"; }); }));
  EXPECT_EQ(listed({.outlet = {events_[3]["outlet"]}}), plainly([](const Json& e) { return e["outlet"] == events_[3]["outlet"]; }));
  EXPECT_EQ(listed({.report = {events_[3]["report_id"]}}), plainly([](const Json& e) { return e["report_id"] == events_[3]["report_id"]; }));
  EXPECT_EQ(listed({.story = {events_[3]["story"]}}), plainly([](const Json& e) { return e["story"] == events_[3]["story"]; }));
  EXPECT_EQ(listed({.min_confidence = 0.7, .max_confidence = 0.8}), plainly([](const Json& e) { return e["confidence"] >= 0.7 && e["confidence"] <= 0.8; }));
  const auto has_minor = [](const Json& e) { return any(e["recipient"], [](const Json& r) { return r.value("minor", false); }); };
  EXPECT_EQ(listed({.minor = true}), plainly(has_minor));
  EXPECT_EQ(listed({.minor = false}), plainly([&](const Json& e) { return !has_minor(e); }));
  EXPECT_TRUE(listed({.type = {"THREATEN"}}).empty());
}

TEST_F(Lists, ranges_overlap) {
  const auto day = [](const Json& event, const char* key, const std::string& open) { return event.contains("when") ? event["when"].value(key, open) : open; };
  const auto is_dated = [](const Json& e) { return e.contains("when") && (e["when"].contains("earliest") || e["when"].contains("latest")); };
  const auto overlaps = [&](const Json& e) { return is_dated(e) && day(e, "earliest", "0000") <= "2018-12-31" && day(e, "latest", "9999") >= "2017-02-01"; };
  const auto from = *read_date("2017-02-01"), to = *read_date("2018-12-31");
  EXPECT_EQ(listed({.from = from, .to = to}), plainly(overlaps));
  EXPECT_EQ(listed({.from = from, .to = to, .undated = true}), plainly([&](const Json& e) { return overlaps(e) || !is_dated(e); }));
  EXPECT_EQ(listed({.undated = true}), plainly([&](const Json& e) { return !is_dated(e); }));
  EXPECT_EQ(listed({.undated = false}), plainly(is_dated));
  const auto figure = [](const Json& e, const std::string& what, double least, double most) {
    return any(e["how_many"], [&](const Json& f) { return (what.empty() || f["what"] == what) && f.value("low", -1e9) <= most && f.value("high", 1e9) >= least; });
  };
  EXPECT_EQ(listed({.min = 20, .max = 30}), plainly([&](const Json& e) { return figure(e, "", 20, 30); }));
  EXPECT_EQ(listed({.what = {"killed"}, .min = 50}), plainly([&](const Json& e) { return figure(e, "killed", 50, 1e12); }));
  const auto inside = [](const Json& e, double w, double s, double east, double n) {
    return any(e["where"], [&](const Json& p) {
      const double lat = p["lat"], lon = p["lon"];
      return lat >= s && lat <= n && (w <= east ? lon >= w && lon <= east : lon >= w || lon <= east);
    });
  };
  EXPECT_EQ(listed({.bbox = Box{-60, -20, 40, 40}}), plainly([&](const Json& e) { return inside(e, -60, -20, 40, 40); }));
  EXPECT_EQ(listed({.bbox = Box{140, -60, -140, 60}}), plainly([&](const Json& e) { return inside(e, 140, -60, -140, 60); })) << "across the 180th meridian";
}

TEST_F(Lists, words_are_found_in_reports_and_records) {
  const std::string town = events_[8]["where"].empty() ? events_[9]["where"][0]["name"] : events_[8]["where"][0]["name"];
  std::set<std::string> reports;
  project_->each_line({}, Lines::without_answers, [&](const std::string& line) {
    const Json json = Json::parse(line);
    EXPECT_FALSE(json.contains("answers"));
    if (json["report"]["text"].get<std::string>().find(town) != std::string::npos) reports.insert(json["report"]["id"]);
    return true;
  }).value();
  ASSERT_FALSE(reports.empty());
  EXPECT_EQ(listed({.q = town}), plainly([&](const Json& e) { return reports.contains(e["report_id"]); }));
  EXPECT_EQ(listed({.q = town + " -" + town}).size(), 0u);
  EXPECT_EQ(project_->list_events({.q = "--- ?"}, EventSort::when, {}).error().message, "q: \"--- ?\" holds no word to look for");
  const auto found = project_->search(town, 50).value();
  EXPECT_EQ(found.reports.size(), reports.size());
  for (const ReportFound& report : found.reports) {
    ASSERT_FALSE(report.marks.empty());
    EXPECT_EQ(report.snippet.substr(report.marks[0].begin, report.marks[0].end - report.marks[0].begin), town);
  }
}

TEST_F(Lists, orders_hold_over_pages) {
  const auto in_order = [&](EventSort sort, const auto& key) {
    const auto page = project_->list_events({}, sort, {.limit = 500}).value();
    for (std::size_t i = 1; i < page.items.size(); ++i)
      if (key(Json::parse(page.items[i - 1].json)) > key(Json::parse(page.items[i].json))) return false;
    return true;
  };
  const auto first_day = [](const Json& e) { return e.contains("when") ? e["when"].value("earliest", e["when"].value("latest", "9999")) : "9999"; };
  EXPECT_TRUE(in_order(EventSort::when, first_day));
  EXPECT_TRUE(in_order(EventSort::doubt, [](const Json& e) { return -e["doubt"].get<double>(); }));
  EXPECT_TRUE(in_order(EventSort::confidence, [](const Json& e) { return -e["confidence"].get<double>(); }));
  EXPECT_TRUE(in_order(EventSort::type, [](const Json& e) { return e["event"].get<std::string>(); }));
  EXPECT_TRUE(in_order(EventSort::filed, [](const Json& e) { return e["filed"].get<std::string>(); }));
  for (const EventSort sort : {EventSort::when_last_first, EventSort::filed_last_first, EventSort::doubt, EventSort::type})
    EXPECT_EQ(listed({}, sort, 13).size(), events_.size());
  EXPECT_TRUE(project_->list_events({}, EventSort::when, {.cursor = "nonsense"}).error().message.starts_with("cursor:"));
  EXPECT_TRUE(project_->list_events({}, EventSort::when, {.cursor = "1.2.3"}).error().message.starts_with("cursor:")) << "of another order";
  EXPECT_EQ(project_->review_queue({}, {})->total, events_.size() - 1) << "the accepted one is not in the queue";
}

TEST_F(Lists, facets_count_events_and_leave_their_own_filter_out) {
  const auto count = [](const std::vector<FacetValue>& values, const std::string& value) {
    for (const FacetValue& one : values)
      if (one.value == value) return one.count;
    return std::uint64_t{0};
  };
  const Filters filters{.type = {"COERCE"}, .actor_country = {"XAA"}};
  const auto facets = project_->count_facets(filters, {"type", "actor_country", "certainty", "what", "outlet"}).value();
  EXPECT_EQ(facets.events, plainly([](const Json& e) { return e["event"] == "COERCE" && e["actor"][0]["country"] == "XAA"; }).size());
  EXPECT_EQ(count(facets.values.at("type"), "PROTEST"), plainly([](const Json& e) { return e["event"] == "PROTEST" && e["actor"][0]["country"] == "XAA"; }).size());
  EXPECT_EQ(count(facets.values.at("actor_country"), "XCC"), plainly([](const Json& e) { return e["event"] == "COERCE" && e["actor"][0]["country"] == "XCC"; }).size());
  EXPECT_EQ(count(facets.values.at("certainty"), "alleged"), plainly([](const Json& e) {
              return e["event"] == "COERCE" && e["actor"][0]["country"] == "XAA" && e["certainty"] == "alleged";
            }).size());
  std::set<std::string> reports, stories;
  for (const Json& e : events_)
    if (e["event"] == "COERCE" && e["actor"][0]["country"] == "XAA") reports.insert(e["report_id"]), stories.insert(e["story"]);
  EXPECT_EQ(facets.reports, reports.size());
  EXPECT_EQ(facets.stories, stories.size());
  const auto all = project_->count_facets({}, {"type", "state"}).value();
  EXPECT_EQ(count(all.values.at("type"), "PROTEST"), plainly([](const Json& e) { return e["event"] == "PROTEST"; }).size());
  EXPECT_EQ(count(all.values.at("state"), "reviewed"), 1u);
  EXPECT_EQ(all.unplaced, plainly([](const Json& e) { return e["where"].empty(); }).size());
  EXPECT_TRUE(project_->count_facets({}, {"colour"}).error().message.starts_with("facets:"));
}

TEST_F(Lists, map_cells_hold_every_placed_event) {
  for (const double cell : {0.0, 0.5, 20.0}) {
    const auto map = project_->map_cells({}, cell).value();
    std::uint64_t events = map.unplaced;
    for (const MapCell& one : map.cells) {
      events += one.count;
      std::uint64_t by_type = 0;
      for (const auto& [type, count] : one.types) by_type += count;
      EXPECT_EQ(by_type, one.count);
      EXPECT_EQ(one.events.size(), std::min<std::uint64_t>(one.count, 20));
      if (cell == 0) {
        EXPECT_EQ(one.count, plainly([&](const Json& e) { return !e["where"].empty() && e["where"][0]["name"] == one.name; }).size());
      }
    }
    EXPECT_EQ(events, events_.size());
  }
  const auto places = project_->list_places("", 1000).value();
  std::uint64_t events = 0;
  for (const PlaceCount& place : places) events += place.events;
  EXPECT_EQ(events, plainly([](const Json& e) { return !e["where"].empty(); }).size());
  EXPECT_EQ(project_->list_places(places[0].name.substr(0, 4), 5)->front().name.substr(0, 4), places[0].name.substr(0, 4));
  EXPECT_TRUE(project_->map_cells({}, -1).error().message.starts_with("cell:"));
}

TEST_F(Lists, a_timeline_counts_a_range_in_every_bin_and_open_ends_apart) {
  for (const TimeUnit unit : {TimeUnit::automatic, TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::year}) {
    const auto timeline = project_->timeline({.background = false}, unit).value();
    ASSERT_FALSE(timeline.bins.empty());
    for (std::size_t i = 0; i < timeline.bins.size(); i += 1 + timeline.bins.size() / 40) {
      const TimeBin& bin = timeline.bins[i];
      if (i > 0) {
        EXPECT_EQ(*read_date(bin.start), add_days(*read_date(timeline.bins[i - 1].end), 1));
      }
      std::uint64_t count = 0, open = 0;
      for (const Json& e : events_) {
        if (e["background"] == true || !e.contains("when")) continue;
        const std::string earliest = e["when"].value("earliest", std::string()), latest = e["when"].value("latest", std::string());
        if (earliest.empty() && latest.empty()) continue;
        const std::string from = earliest.empty() ? latest : earliest, to = latest.empty() ? earliest : latest;
        count += from <= bin.end && to >= bin.start;
        open += (earliest.empty() || latest.empty()) && from <= bin.end && to >= bin.start;
      }
      EXPECT_EQ(bin.count, count) << name_of(timeline.unit) << " " << bin.start;
      EXPECT_EQ(bin.open, open) << name_of(timeline.unit) << " " << bin.start;
    }
  }
  EXPECT_EQ(project_->timeline({.from = *read_date("2017-01-01"), .to = *read_date("2017-01-31")}, TimeUnit::automatic)->bins.size(), 31u);
}

TEST_F(Lists, reports_come_in_every_order_each_once) {
  for (const ReportSort sort : {ReportSort::filed, ReportSort::filed_last_first, ReportSort::imported, ReportSort::imported_last_first, ReportSort::headline}) {
    std::set<std::string> ids;
    std::string cursor, last;
    do {
      const auto page = project_->list_reports({}, sort, {.limit = 11, .cursor = cursor}).value();
      EXPECT_EQ(page.total, reports_in_all);
      for (const ReportSummary& report : page.items) {
        EXPECT_TRUE(ids.insert(report.id).second);
        if (sort == ReportSort::filed) {
          EXPECT_LE(last, report.filed);
        }
        last = report.filed;
      }
      cursor = page.next;
    } while (!cursor.empty());
    EXPECT_EQ(ids.size(), reports_in_all);
  }
  const auto some = project_->list_reports({.from = "2016-01-01", .to = "2016-12-31"}, ReportSort::filed, {.limit = 500}).value();
  for (const ReportSummary& report : some.items) EXPECT_TRUE(report.filed.starts_with("2016"));
  EXPECT_GT(some.items.size(), 0u);
  EXPECT_TRUE(project_->list_reports({.from = "soon"}, ReportSort::filed, {}).error().message.starts_with("from:"));
}

// What is kept of orders and cells from one change to the next is what a project that is opened anew works out.
TEST(Kept, orders_and_cells_follow_every_change) {
  const TemporaryProject file("kept");
  auto project = file.open();
  std::mt19937 dice(5);
  const auto look = [&](const Project& one) {
    std::vector<std::string> seen;
    for (const EventSort sort : {EventSort::when, EventSort::when_last_first, EventSort::filed, EventSort::filed_last_first, EventSort::doubt, EventSort::confidence, EventSort::type}) {
      std::string cursor;
      for (int page = 0; page < 3; ++page) {
        const auto found = one.list_events({}, sort, {.limit = 200, .cursor = cursor}).value();
        for (const Event& event : found.items) seen.push_back("event " + event.id);
        cursor = found.next;
      }
    }
    for (const double cell : {0.0, 2.0, 30.0})
      for (const MapCells map = one.map_cells({}, cell).value(); const MapCell& one_cell : map.cells) seen.push_back("cell " + std::to_string(one_cell.lat) + " " + std::to_string(one_cell.count));
    for (const ReportSort sort : {ReportSort::filed_last_first, ReportSort::headline}) {
      std::string cursor;
      for (int page = 0; page < 3; ++page) {
        const auto found = one.list_reports({.q = "office"}, sort, {.limit = 100, .cursor = cursor}).value();
        for (const ReportSummary& report : found.items) seen.push_back("report " + report.id);
        seen.push_back("total " + std::to_string(found.total));
        cursor = found.next;
      }
    }
    return seen;
  };
  std::vector<std::string> reports;
  for (std::uint64_t i = 0; i < 460; ++i) reports.push_back(project->save_report(invent_report(i), 0, noon)->report);
  ASSERT_GT(project->counts()->events, 1000u) << "so many that pages are found along a kept order";
  look(*project);
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 5; ++i) {
      const std::string event = reports[dice() % reports.size()] + "-e1";
      (void)project->review({.action = Action::set, .target = event, .path = i % 2 == 0 ? "event" : "when/earliest", .value = i % 2 == 0 ? "\"AID\"" : "\"1999-01-01\"", .who = "Ines", .at = noon});
      reports.push_back(project->save_report(invent_report(460 + static_cast<std::uint64_t>(round * 5 + i)), 0, noon)->report);
    }
    project->delete_report(reports[static_cast<std::size_t>(round)], "Ines", noon).value();
    if (round == 2) project->review_all({}, Action::accept, "", "Ines", noon).value();
    const auto kept = look(*project), anew = look(*Project::open(file.path(), {}).value());
    ASSERT_EQ(kept.size(), anew.size());
    const auto apart = std::ranges::mismatch(kept, anew).in1;
    EXPECT_EQ(apart, kept.end()) << round << ": " << *apart << " at " << apart - kept.begin();
  }
}

TEST(Filters, go_out_and_come_back) {
  const auto read = read_filters(Pairs{{"type", "COERCE,ASSAULT"}, {"actor", "Smith\\, J."}, {"bbox", "-10,20,30,40"}, {"from", "2021-03-08"}, {"min", "12"}, {"background", "false"}, {"q", "a b, c"}});
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->actor, std::vector<std::string>{"Smith, J."});
  EXPECT_EQ(write_filters(*read),
            R"({"type":["COERCE","ASSAULT"],"background":false,"actor":["Smith, J."],"bbox":[-10.0,20.0,30.0,40.0],"from":"2021-03-08","min":12.0,"q":"a b, c"})");
  EXPECT_EQ(*read_filters(write_filters(*read)), *read);
  EXPECT_EQ(split_values("a\\,b,,c\\\\,d\\e"), (std::vector<std::string>{"a,b", "c\\", "d\\e"}));
  for (const auto& [key, value] : Pairs{{"type", "DANCE"}, {"min", "many"}, {"from", "2021-02-30"}, {"bbox", "1,2,3"}, {"background", "maybe"}})
    EXPECT_TRUE(read_filters(Pairs{{key, value}}).error().message.starts_with(key + ":"));
  EXPECT_TRUE(read_filters(R"({"colour":"red"})").error().message.starts_with("colour:"));
  EXPECT_TRUE(read_filters("[]").error().message.starts_with("filter:"));
  EXPECT_TRUE(Filters{}.is_empty());
}

}  // namespace
}  // namespace nutgraf::store
