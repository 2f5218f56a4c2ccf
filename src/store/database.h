#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace nutgraf::store {

class Database;

// One prepared statement being run: bind the values in order, then step through the rows. When something goes wrong there
// are no (more) rows, and the database remembers the first error until `finish`. Resets itself at its end.
class Query {
 public:
  Query(Database& database, sqlite3_stmt* statement) : database_(&database), statement_(statement) {}
  Query(Query&& other) noexcept : database_(other.database_), statement_(other.statement_), bound_(other.bound_) { other.statement_ = nullptr; }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;
  ~Query();

  Query& put(std::string_view text);
  Query& put(const std::string& text) { return put(std::string_view(text)); }
  Query& put(const char* text) { return put(std::string_view(text)); }
  Query& put(std::int64_t number);
  Query& put(double number);
  Query& put_null();
  Query& put_bytes(std::string_view bytes);
  // Nothing is NULL.
  template <typename T>
  Query& put(const std::optional<T>& value) {
    return value ? put(*value) : put_null();
  }
  Query& put_or_null(std::string_view text) { return text.empty() ? put_null() : put(text); }

  bool step();          // true: there is a row
  void run() { step(); }  // for statements without rows

  std::string text(int column) const;  // empty for NULL
  std::string_view view(int column) const;  // until the next step
  std::int64_t integer(int column) const;
  double number(int column) const;
  bool is_null(int column) const;

 private:
  Database* database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

// A connection. Used by one thread at a time.
class Database {
 public:
  enum class Use { read, write };
  static Result<std::unique_ptr<Database>> open(const std::string& path, Use use);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // A statement, prepared once for every text of SQL. The same text must not be in use twice at a time.
  Query query(std::string_view sql);
  // Runs statements that need no values, one after another.
  void run(const std::string& sql);

  // What has gone wrong since the last call, if anything.
  Result<void> finish();
  bool has_failed() const { return !error_.empty(); }
  void note_error(const std::string& error) {
    if (error_.empty()) error_ = error;
  }

  sqlite3* handle() const { return handle_; }

 private:
  Database(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  void note_failure(std::string_view doing);
  friend class Query;

  sqlite3* handle_;
  std::string path_;
  std::string error_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

// One transaction: committed as a whole, or nothing of it.
class Transaction {
 public:
  enum class Kind { read, write };
  Transaction(Database& database, Kind kind);
  ~Transaction();  // takes everything back unless committed
  Result<void> commit();

 private:
  Database& database_;
  bool is_open_ = true;
};

}  // namespace nutgraf::store
