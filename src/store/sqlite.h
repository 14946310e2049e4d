// SQLite, thinly: connections and prepared statements that own their handles and return Results.
// Used inside store only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace probata::sqlite {

// A prepared statement, used again and again by one thread at a time. Bound bytes are not copied:
// they must live until reset().
class Statement {
 public:
  Statement() = default;
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  Statement& bind(int index, int64_t);
  Statement& bind_text(int index, std::string_view);
  Statement& bind_blob(int index, std::string_view);
  // True: there is a row. An error of a bind shows here.
  Result<bool> step();
  // For statements without rows: to the end, and reset.
  Result<void> run();
  void reset();
  int64_t integer(int column) const;
  // Text or blob; valid until the next step or reset.
  std::string_view bytes(int column) const;
  bool is_null(int column) const;

 private:
  friend class Database;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* handle_ = nullptr;
  int bind_error_ = 0;
};
// Resets when it leaves scope, so that an early return leaves no read transaction open.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(Statement& s) : statement_(s) {}
  ~ResetAtEnd() { statement_.reset(); }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  Statement& statement_;
};

// One connection. Not thread-safe: its owner guards it.
class Database {
 public:
  enum class Mode : uint8_t { read, write };
  // `path` must exist. WAL and synchronous=FULL: a commit that returned outlives a crash of the
  // machine.
  static Result<Database> open(const std::string& path, Mode);
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  Result<void> run(const char* sql);
  Result<Statement> prepare(std::string_view sql);
  Result<int64_t> integer(std::string_view sql);  // first column of the first row
  // Moves the write-ahead log into the database and empties it, both synced: no byte of what was
  // replaced is left in it.
  Result<void> empty_journal();
  // After a failed commit, whose frames may stand in the journal and would come to life in a
  // recovery: what is committed is durable from here on, and what is not can no longer appear. By
  // emptying the journal, or where that fails by writing over them.
  Result<void> settle_journal();

 private:
  Database() = default;
  sqlite3* handle_ = nullptr;
};

// What a database of ours is: SQLite keeps application_id and user_version in its header.
struct Schema {
  int32_t application_id = 0;
  int32_t version = 0;
  const char* sql = "";
};
// Opens `path` for writing; where there is none, makes it whole beside and links it in place (mode
// 0600), so that a file with that name is never a half-made one, and an empty one is damage.
// Another program's file or another version is an error.
Result<Database> open_or_create(const std::string& path, const Schema&);

// The error of the connection's last failure as what, where (the file) and what to do.
Error error_of(sqlite3*, int code);

}  // namespace probata::sqlite
