#include "store/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <utility>

namespace probata::sqlite {

namespace {
// How long a connection waits for another process's transaction before it says `in use`.
constexpr int busy_timeout_ms = 5'000;
}  // namespace

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_),
      handle_(std::exchange(other.handle_, nullptr)),
      bind_error_(other.bind_error_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(database_, other.database_);
  std::swap(handle_, other.handle_);
  std::swap(bind_error_, other.bind_error_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(handle_); }

Statement& Statement::bind(int index, int64_t value) {
  bind_error_ |= sqlite3_bind_int64(handle_, index, value);
  return *this;
}

Statement& Statement::bind_text(int index, std::string_view value) {
  bind_error_ |=
      sqlite3_bind_text64(handle_, index, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view value) {
  bind_error_ |= sqlite3_bind_blob64(handle_, index, value.data(), value.size(), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::step() {
  if (const int bound = std::exchange(bind_error_, 0); bound != SQLITE_OK)
    return std::unexpected(error_of(database_, bound));
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  // Before reset(), which may clear the connection's error.
  auto error = error_of(database_, code);
  reset();
  return std::unexpected(std::move(error));
}

Result<void> Statement::run() {
  const auto stepped = step();
  reset();
  if (!stepped) return std::unexpected(stepped.error());
  return {};
}

void Statement::reset() { sqlite3_reset(handle_); }

int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }

std::string_view Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  const auto size = static_cast<size_t>(sqlite3_column_bytes(handle_, column));
  return data == nullptr ? std::string_view() : std::string_view(data, size);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}

Database::Database(Database&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

// _v2: statements that are still alive are finalised later, and the handle goes with the last of
// them.
Database::~Database() { sqlite3_close_v2(handle_); }

Result<Database> Database::open(const std::string& path, Mode mode) {
  Database database;
  const int access = mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (const int code = sqlite3_open_v2(path.c_str(), &database.handle_, flags, nullptr);
      code != SQLITE_OK) {
    auto error = error_of(database.handle_, code);
    if (error.place.file.empty()) error.place.file = path;
    return std::unexpected(std::move(error));
  }
  sqlite3_busy_timeout(database.handle_, busy_timeout_ms);
  TRY_VOID(database.run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"));
  if (mode == Mode::write)
    TRY_VOID(
        database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "PRAGMA secure_delete = ON;"));
  return database;
}

Result<void> Database::run(const char* sql) {
  if (const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); code != SQLITE_OK)
    return std::unexpected(error_of(handle_, code));
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  Statement statement;
  statement.database_ = handle_;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement.handle_, nullptr);
  if (code != SQLITE_OK) return std::unexpected(error_of(handle_, code));
  return statement;
}

Result<int64_t> Database::integer(std::string_view sql) {
  auto statement = TRY(prepare(sql));
  const bool found = TRY(statement.step());
  return found ? statement.integer(0) : 0;
}

Result<void> Database::empty_journal() {
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                             /*pnLog=*/nullptr, /*pnCkpt=*/nullptr);
  if (code != SQLITE_OK) return std::unexpected(error_of(handle_, code));
  return {};
}

Result<void> Database::settle_journal() {
  auto emptied = empty_journal();
  if (emptied) return {};
  // No room to move the journal, perhaps. Then a commit of one page, which goes to where a failed
  // one may have left its frames: the checksum of a frame continues the one before, so those behind
  // it are void from then on. It is synced, and all before it too.
  const auto version = TRY(integer("PRAGMA user_version"));
  if (run(fmt::format("PRAGMA user_version = {}", version).c_str())) return {};
  return emptied;
}

}  // namespace probata::sqlite
