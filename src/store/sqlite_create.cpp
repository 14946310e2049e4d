// A new database appears whole or not at all: it is made under another name, closed, synced and
// linked in place. A crash leaves at most `PATH.new`, which the next attempt removes.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite.h"

namespace probata::sqlite {

namespace fs = std::filesystem;

namespace {

Error system_error(const std::string& doing, const std::string& path) {
  return {.what = fmt::format("{}: {}", doing, std::strerror(errno)), .place = {.file = path}};
}

Result<void> make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return std::unexpected(system_error("cannot make the database", path));
  ::close(file);
  return {};
}

Result<void> sync_path(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return std::unexpected(system_error("cannot open", path));
  const int code = ::fsync(file);
  ::close(file);
  if (code != 0) return std::unexpected(system_error("cannot sync", path));
  return {};
}

Result<void> fill(const std::string& path, const Schema& schema) {
  auto database = TRY(Database::open(path, Database::Mode::write));
  const auto sql = fmt::format(
      "BEGIN IMMEDIATE; {} PRAGMA application_id = {}; PRAGMA user_version = {}; COMMIT;",
      schema.sql, schema.application_id, schema.version);
  TRY_VOID(database.run(sql.c_str()));
  return database.empty_journal();
}

// link() and not rename(): where another process was faster, its database stands.
Result<void> put_in_place(const std::string& made, const std::string& path) {
  if (::link(made.c_str(), path.c_str()) != 0 && errno != EEXIST)
    return std::unexpected(system_error("cannot put the database in place", path));
  ::unlink(made.c_str());
  const auto folder = fs::path(path).parent_path();
  return sync_path(folder.empty() ? "." : folder.string());
}

Result<void> create(const std::string& path, const Schema& schema) {
  std::error_code ignored;
  // SQLite would replay it into the new database.
  if (fs::exists(path + "-wal", ignored))
    return failure("the database is missing but its write-ahead log is there",
                   fmt::format("put back `{}`, or move `{}-wal` away", path, path), {.file = path});
  const auto made = path + ".new";
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(made + suffix, ignored);
  TRY_VOID(make_private_file(made));
  TRY_VOID(fill(made, schema));
  TRY_VOID(sync_path(made));
  return put_in_place(made, path);
}

Result<void> check_identity(Database& database, const std::string& path, const Schema& schema) {
  if (TRY(database.integer("PRAGMA application_id")) != schema.application_id)
    return failure("this is not the database that its name says",
                   "another program's file, or damage: restore the last backup", {.file = path});
  const auto version = TRY(database.integer("PRAGMA user_version"));
  if (version != schema.version)
    return failure(
        fmt::format("the database has version {}, this program knows {}", version, schema.version),
        "use the `probata` that wrote it", {.file = path});
  return {};
}

}  // namespace

Result<Database> open_or_create(const std::string& path, const Schema& schema) {
  std::error_code error;
  if (!fs::exists(path, error)) TRY_VOID(create(path, schema));
  if (fs::file_size(path, error) == 0)
    return failure("the database is empty, which it never is",
                   "damage: restore the last backup with `probata restore`", {.file = path});
  auto database = TRY(Database::open(path, Database::Mode::write));
  TRY_VOID(check_identity(database, path, schema));
  return database;
}

}  // namespace probata::sqlite
