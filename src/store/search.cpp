// Full text: the reports and events that hold the words best, with some words around the first ones found.

#include <algorithm>

#include <fmt/format.h>

#include "store/counting.h"
#include "store/events.h"

namespace nutgraf::store {

namespace {

constexpr char mark_begin = '\x02', mark_end = '\x03';

// Takes the marks out of the text and keeps where they stood.
void read_marks(ReportFound& found, std::string_view marked) {
  for (const char c : marked) {
    if (c == mark_begin)
      found.marks.push_back({static_cast<std::uint32_t>(found.snippet.size()), static_cast<std::uint32_t>(found.snippet.size())});
    else if (c == mark_end && !found.marks.empty())
      found.marks.back().end = static_cast<std::uint32_t>(found.snippet.size());
    else
      found.snippet += c == '\n' || c == '\r' ? ' ' : c;
  }
}

// Ranking reads every row that it ranks; of words that more rows hold than this, the latest ones compete.
constexpr int most_ranked = 1000;

std::vector<std::int64_t> best_rows(Database& database, std::string_view table, const std::string& match, std::uint32_t limit) {
  std::vector<std::int64_t> rows;
  Query query = database.query(fmt::format("SELECT rowid FROM (SELECT rowid, rank FROM {0} WHERE {0} MATCH ? ORDER BY rowid DESC LIMIT {1}) ORDER BY rank, rowid LIMIT ?", table, most_ranked));
  query.put(match).put(std::int64_t{limit});
  while (query.step()) rows.push_back(query.integer(0));
  return rows;
}

}  // namespace

Result<Found> Project::search(const std::string& words, std::uint32_t limit) const {
  const std::string match = write_match(words);
  if (match.empty()) return fail(fmt::format("q: \"{}\" holds no word to look for", words));
  auto snapshot = Snapshot::take(*state_);
  if (!snapshot) return std::unexpected(snapshot.error());
  Database& database = **snapshot;
  Found found;
  for (const std::int64_t row : best_rows(database, "report_words", match, limit)) {
    Query query = database.query(
        "SELECT r.id, r.headline, r.filed, r.outlet, snippet(report_words, -1, char(2), char(3), '…', 30) "
        "FROM report_words w JOIN reports r ON r.number = w.rowid WHERE report_words MATCH ?1 AND w.rowid = ?2");
    query.put(match).put(row);
    if (!query.step()) continue;
    ReportFound report{.id = query.text(0), .headline = query.text(1), .filed = query.text(2), .outlet = query.text(3)};
    read_marks(report, query.view(4));
    found.reports.push_back(std::move(report));
  }
  for (const std::int64_t row : best_rows(database, "event_words", match, limit))
    if (auto event = compose_event(database, row)) found.events.push_back(std::move(*event));
  if (auto done = database.finish(); !done) return std::unexpected(done.error());
  return found;
}

}  // namespace nutgraf::store
