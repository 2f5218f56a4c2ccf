// The thin layer over SQLite: statements prepared once, errors kept until they are asked for, transactions that take
// themselves back. Nothing here knows of reports or events.

#include "store/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cmath>

namespace nutgraf::store {

Query::~Query() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::put(std::string_view text) {
  if (statement_) sqlite3_bind_text64(statement_, ++bound_, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}
Query& Query::put(std::int64_t number) {
  if (statement_) sqlite3_bind_int64(statement_, ++bound_, number);
  return *this;
}
Query& Query::put(double number) {
  if (statement_) sqlite3_bind_double(statement_, ++bound_, number);
  return *this;
}
Query& Query::put_null() {
  ++bound_;
  return *this;
}
Query& Query::put_bytes(std::string_view bytes) {
  if (statement_) sqlite3_bind_blob64(statement_, ++bound_, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT);
  return *this;
}

bool Query::step() {
  if (!statement_ || database_->has_failed()) return false;
  const int answer = sqlite3_step(statement_);
  if (answer == SQLITE_ROW) return true;
  if (answer != SQLITE_DONE) database_->note_failure(sqlite3_sql(statement_));
  return false;
}

std::string_view Query::view(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(bytes ? sqlite3_column_bytes(statement_, column) : 0)};
}
std::string Query::text(int column) const { return std::string(view(column)); }
std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::number(int column) const { return sqlite3_column_double(statement_, column); }
bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Use use) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_NOMUTEX | (use == Use::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const int answer = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Database> database(new Database(handle, path));
  if (answer != SQLITE_OK) return fail(fmt::format("{}: cannot be opened: {}", path, handle ? sqlite3_errmsg(handle) : sqlite3_errstr(answer)));
  sqlite3_busy_timeout(handle, 10000);
  sqlite3_extended_result_codes(handle, 1);
  database->run("PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000");
  // Readers look at the pages where the system keeps them: copying them took four tenths of a request's time.
  if (use == Use::read) database->run("PRAGMA mmap_size = 2147418112");
  if (auto opened = database->finish(); !opened) return std::unexpected(opened.error());
  return database;
}

Database::~Database() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close_v2(handle_);
}

Query Database::query(std::string_view sql) {
  sqlite3_stmt*& statement = statements_[std::string(sql)];
  if (!statement && sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
    note_failure(sql);
  return Query(*this, statement);
}

void Database::run(const std::string& sql) {
  if (has_failed()) return;
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) note_failure(sql);
}

void Database::note_failure(std::string_view doing) {
  note_error(fmt::format("{}: {} (in \"{}\")", path_, sqlite3_errmsg(handle_), doing.substr(0, 120)));
}

Result<void> Database::finish() {
  if (error_.empty()) return {};
  return fail(std::exchange(error_, {}));
}

Transaction::Transaction(Database& database, Kind kind) : database_(database) {
  database.run(kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (is_open_ && sqlite3_get_autocommit(database_.handle()) == 0) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  if (auto done = database_.finish(); !done) return done;
  database_.run("COMMIT");
  auto done = database_.finish();
  if (done) is_open_ = false;
  return done;
}

}  // namespace nutgraf::store
