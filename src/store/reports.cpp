// Reports: lists of them, one with everything that was read out of it, and all of them as report lines.

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "store/counting.h"
#include "store/events.h"
#include "store/packed.h"

namespace nutgraf::store {

namespace {

constexpr std::uint32_t most_items = 500;
constexpr std::string_view summary_columns =
    "SELECT r.number, r.id, r.source_id, r.sha256, r.headline, r.outlet, r.agency, r.dateline, r.filed, r.updated, r.imported, r.events, r.bytes, "
    "r.wire_of FROM reports r ";

ReportSummary read_summary(const Query& query) {
  return {.id = query.text(1),
          .source_id = query.text(2),
          .sha256 = query.text(3),
          .headline = query.text(4),
          .outlet = query.text(5),
          .agency = query.text(6),
          .dateline = query.text(7),
          .filed = query.text(8),
          .updated = query.text(9),
          .imported = query.text(10),
          .events = static_cast<std::uint64_t>(query.integer(11)),
          .bytes = static_cast<std::uint64_t>(query.integer(12)),
          .wire_of = query.text(13)};
}

struct Order {
  std::string_view column;
  bool is_ascending;
};

Order order_of(ReportSort sort) {
  switch (sort) {
    case ReportSort::filed: return {"filed", true};
    case ReportSort::filed_last_first: return {"filed", false};
    case ReportSort::imported: return {"imported", true};
    case ReportSort::imported_last_first: return {"imported", false};
    case ReportSort::headline: return {"headline", true};
  }
  return {"filed", true};
}

// The part of WHERE that the filters come to, and their values in order.
struct Condition {
  std::string sql = "1";
  std::vector<std::string> values;

  void add(const std::string& one, const std::vector<std::string>& its_values) {
    sql += " AND " + one;
    values.insert(values.end(), its_values.begin(), its_values.end());
  }
};

Result<Condition> condition_of(const ReportFilters& filters) {
  Condition condition;
  if (!filters.outlet.empty()) {
    std::string places = "?";
    for (std::size_t i = 1; i < filters.outlet.size(); ++i) places += ",?";
    condition.add(fmt::format("r.outlet IN ({})", places), filters.outlet);
  }
  if (!filters.from.empty()) {
    if (filters.from.size() != 10 || !read_date(filters.from)) return fail(fmt::format("from: \"{}\" is no day (2021-03-06)", filters.from));
    condition.add("r.filed >= ?", {filters.from});
  }
  if (!filters.to.empty()) {
    if (filters.to.size() != 10 || !read_date(filters.to)) return fail(fmt::format("to: \"{}\" is no day (2021-03-06)", filters.to));
    condition.add("r.filed < ?", {filters.to + "U"});  // later than every time of that day ("T..")
  }
  return condition;
}

// Which reports hold the words, by their number. Looked up once: a word that most reports hold would be looked up again for each row.
class Holding {
 public:
  Holding(Database& database, const std::string& match) {
    Query query = database.query("SELECT rowid FROM report_words WHERE report_words MATCH ?");
    query.put(match);
    while (query.step()) {
      const auto number = static_cast<std::size_t>(query.integer(0));
      if (number >= holds_.size()) holds_.resize(number + 1);
      holds_[number] = true;
      numbers_.push_back(query.integer(0));
    }
  }
  bool has(std::int64_t number) const { return static_cast<std::size_t>(number) < holds_.size() && holds_[static_cast<std::size_t>(number)]; }
  const std::vector<std::int64_t>& numbers() const { return numbers_; }

 private:
  std::vector<bool> holds_;
  std::vector<std::int64_t> numbers_;
};

// Of so few reports all are looked at; among more, the order is followed until a page is full.
constexpr std::size_t few_reports = 1000;

// A cursor is the number of the last report, behind "k" when it has the key of the order, behind "n" when it has none.
struct Cursor {
  bool is_among_known = true;
  std::int64_t number = 0;
};

Result<Cursor> read_cursor(const std::string& text) {
  Cursor cursor{.is_among_known = text[0] == 'k'};
  const auto read = std::from_chars(text.data() + 1, text.data() + text.size(), cursor.number);
  if ((text[0] != 'k' && text[0] != 'n') || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return fail(fmt::format("cursor: \"{}\" is none of this list", text));
  return cursor;
}

}  // namespace

// Reports whose key is known come first, in either direction, then those whose key is not.
Result<Page<ReportSummary>> Project::list_reports(const ReportFilters& filters, ReportSort sort, const PageRequest& request) const {
  auto condition = condition_of(filters);
  if (!condition) return std::unexpected(condition.error());
  const std::string match = filters.q.empty() ? std::string() : write_match(filters.q);
  if (match.empty() && !filters.q.empty()) return fail(fmt::format("q: \"{}\" holds no word to look for", filters.q));
  Cursor cursor;
  if (!request.cursor.empty()) {
    auto read = read_cursor(request.cursor);
    if (!read) return std::unexpected(read.error());
    cursor = *read;
  }
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  Database& database = **snapshot;
  std::optional<Holding> holding;
  if (!match.empty()) holding.emplace(database, match);
  const bool are_others_asked = condition->sql != "1";
  if (holding && holding->numbers().size() <= few_reports)
    condition->add("r.number IN (SELECT value FROM json_each(?))", {fmt::format("[{}]", fmt::join(holding->numbers(), ","))});
  const auto [column, is_ascending] = order_of(sort);
  const std::size_t limit = std::clamp(request.limit, 1u, most_items);
  Page<ReportSummary> page;
  std::vector<std::int64_t> numbers;
  bool last_is_known = true;
  const auto take = [&](bool is_known, std::int64_t after) {
    std::string sql = fmt::format("SELECT r.number FROM reports r WHERE r.{} {} AND {}", column, is_known ? "IS NOT NULL" : "IS NULL", condition->sql);
    if (after > 0 && is_known)
      sql += fmt::format(" AND (r.{0}, r.number) {1} ((SELECT {0} FROM reports WHERE number = ?), ?)", column, is_ascending ? '>' : '<');
    else if (after > 0)
      sql += " AND r.number > ?";
    sql += is_known ? fmt::format(" ORDER BY r.{0} {1}, r.number {1}", column, is_ascending ? "ASC" : "DESC") : std::string(" ORDER BY r.number");
    Query query = database.query(sql);
    for (const std::string& value : condition->values) query.put(value);
    if (after > 0) query.put(after);
    if (after > 0 && is_known) query.put(after);
    while (query.step()) {
      if (holding && !holding->has(query.integer(0))) continue;
      if (numbers.size() == limit) {
        page.next = fmt::format("{}{}", last_is_known ? 'k' : 'n', numbers.back());
        return;
      }
      numbers.push_back(query.integer(0));
      last_is_known = is_known;
    }
  };
  if (cursor.is_among_known) take(true, cursor.number);
  if (page.next.empty()) take(false, cursor.is_among_known ? 0 : cursor.number);
  for (const std::int64_t number : numbers) {
    Query query = database.query(std::string(summary_columns) + "WHERE r.number = ?");
    query.put(number);
    if (query.step()) page.items.push_back(read_summary(query));
  }
  if (holding && !are_others_asked) {
    page.total = holding->numbers().size();
  } else {
    Query query = database.query(fmt::format("SELECT {} FROM reports r WHERE {}", holding ? "r.number" : "count(*)", condition->sql));
    for (const std::string& value : condition->values) query.put(value);
    while (query.step())
      if (!holding)
        page.total = static_cast<std::uint64_t>(query.integer(0));
      else if (holding->has(query.integer(0)))
        ++page.total;
  }
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  return page;
}

Result<ReportSummary> Project::find_report(const std::string& id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  std::optional<ReportSummary> summary;
  {
    Query query = (*snapshot)->query(std::string(summary_columns) + "WHERE r.id = ?");
    query.put(id);
    if (query.step()) summary = read_summary(query);
  }
  if (auto done = (*snapshot)->finish(); !done) return std::unexpected(done.error());
  if (!summary) return fail_missing("report", id);
  return std::move(*summary);
}

namespace {

std::string quote(std::string_view text) { return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

// {"id", ..., "text"}; empty when there is no such report.
std::string compose_report(Database& database, const std::string& id) {
  Query query = database.query("SELECT report, text FROM reports WHERE id = ?");
  query.put(id);
  if (!query.step()) return {};
  return fmt::format("{{\"id\":\"{}\",{},\"text\":{}}}", id, query.view(0).substr(1, query.view(0).size() - 2), quote(query.view(1)));
}

std::string compose_answers(Database& database, const std::string& id) {
  Query query = database.query("SELECT answers, bytes FROM answers WHERE report = ?");
  query.put(id);
  return query.step() ? unpack(query.view(0), static_cast<std::size_t>(query.integer(1))) : "{}";
}

std::string compose_list(Database& database, const std::vector<std::int64_t>& numbers) {
  std::string list = "[";
  for (const std::int64_t number : numbers)
    if (const auto event = compose_event(database, number)) {
      if (list.size() > 1) list += ',';
      list += event->json;
    }
  return list + "]";
}

// The reports of nearly the same words, the earliest filed first; only this one when there are none.
std::vector<std::string> wire_group(Database& database, const std::string& id) {
  std::string root = id;
  {
    Query query = database.query("SELECT coalesce(wire_of, id) FROM reports WHERE id = ?");
    query.put(id);
    if (query.step()) root = query.text(0);
  }
  std::vector<std::tuple<bool, std::string, std::int64_t, std::string>> members;
  Query query = database.query(
      "SELECT filed, number, id FROM reports WHERE id = ?1 UNION ALL SELECT filed, number, id FROM reports WHERE wire_of = ?1 AND wire_of IS NOT NULL");
  query.put(root);
  while (query.step()) members.push_back({query.is_null(0), query.text(0), query.integer(1), query.text(2)});
  std::ranges::sort(members);
  std::vector<std::string> ids;
  for (const auto& member : members) ids.push_back(std::get<3>(member));
  return ids;
}

}  // namespace

Result<std::string> Project::report_json(const std::string& id) const {
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  Database& database = **snapshot;
  const std::string report = compose_report(database, id);
  if (report.empty()) {
    if (auto done = database.finish(); !done) return std::unexpected(done.error());
    return fail_missing("report", id);
  }
  std::vector<std::int64_t> numbers;
  std::string sha256, wire;
  {
    Query query = database.query("SELECT number FROM events WHERE report = ? ORDER BY number");
    query.put(id);
    while (query.step()) numbers.push_back(query.integer(0));
  }
  {
    Query query = database.query("SELECT sha256 FROM reports WHERE id = ?");
    query.put(id);
    if (query.step()) sha256 = query.text(0);
  }
  const auto group = wire_group(database, id);
  if (group.size() > 1) {
    nlohmann::ordered_json json{{"group", group.front()}, {"first", group.front()}, {"copies", group}};
    wire = fmt::format(",\"wire\":{}", json.dump());
  }
  std::string json = fmt::format("{{\"report\":{},\"answers\":{},\"events\":{}{},\"sha256\":\"{}\"}}", report, compose_answers(database, id),
                                 compose_list(database, numbers), wire, sha256);
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  return json;
}

Result<void> Project::each_line(const Filters& filters, Lines lines, const std::function<bool(const std::string& line)>& take) const {
  std::vector<std::int64_t> numbers;
  auto counting = Counting::begin(*state_);
  if (!counting) return std::unexpected(counting.error());
  auto selection = counting->select(filters);
  if (!selection) return std::unexpected(selection.error());
  selection->all().each([&](Slot slot) { numbers.push_back(counting->index().event(slot).number); });
  Snapshot snapshot = std::move(*counting).release();
  Database& database = *snapshot;
  std::ranges::sort(numbers);
  for (std::size_t begin = 0; begin < numbers.size();) {
    std::size_t end = begin;
    while (end < numbers.size() && numbers[end] / 65536 == numbers[begin] / 65536) ++end;
    std::string id;
    {
      Query query = database.query("SELECT id FROM reports WHERE number = ?");
      query.put(numbers[begin] / 65536);
      if (query.step()) id = query.text(0);
    }
    const std::string line =
        fmt::format("{{\"report\":{},{}\"events\":{}}}", compose_report(database, id),
                    lines == Lines::whole ? fmt::format("\"answers\":{},", compose_answers(database, id)) : std::string(),
                    compose_list(database, {numbers.begin() + static_cast<std::ptrdiff_t>(begin), numbers.begin() + static_cast<std::ptrdiff_t>(end)}));
    if (auto done = database.finish(); !done) return done;
    if (!take(line)) break;
    begin = end;
  }
  return {};
}

}  // namespace nutgraf::store
