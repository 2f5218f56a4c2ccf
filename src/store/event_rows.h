#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/database.h"
#include "store/effective.h"

namespace nutgraf::store {

// What stands beside a record in its row of `events`.
struct EventRow {
  std::int64_t number = 0;
  std::string id, report;
  std::string machine;         // JSON as read; empty when a person added it
  std::string read_at, model, lexicon;  // model and lexicon are empty when a person added it
  bool is_found = true;
};

// An event's number: where it stands in the report's numbers. "3fa9c2d1e0b74a55-e3" of report 7: 7 * 65536 + 3.
std::int64_t event_number(std::int64_t report_number, std::int64_t number_in_report);
// 3 of "3fa9c2d1e0b74a55-e3" and of "e3"; 0 when it is no such id.
std::int64_t number_in_report(std::string_view event_id);
// "3fa9c2d1e0b74a55" of "3fa9c2d1e0b74a55-e3"; empty when it is no such id.
std::string_view report_of(std::string_view event_id);

// Writes the event's rows in all tables, over those that are there.
void write_event_rows(Database& database, const EventRow& row, const Effective& event);
// The whole event with all its rows.
void delete_event_rows(Database& database, std::int64_t number);

}  // namespace nutgraf::store
