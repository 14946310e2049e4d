// SQLite's codes in words: what is wrong, with which file, and what to do about it.
#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>

#include "store/sqlite.h"

namespace probata::sqlite {

namespace {

struct Words {
  const char* what;
  const char* hint;
};

// What the system said to a failed read or write. A commit leaves it with the file only, and that
// is mostly the journal.
int system_error_of(sqlite3* database) {
  if (database == nullptr) return 0;
  if (const int error = sqlite3_system_errno(database); error != 0) return error;
  for (const int which : {SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER}) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(database, "main", which, static_cast<void*>(&file));
    int error = 0;
    if (file != nullptr && file->pMethods != nullptr)
      file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &error);
    if (error != 0) return error;
  }
  return 0;
}

// EFBIG is what a limit on the size of files (ulimit -f) gives.
bool no_space(int code, int system) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  return (code & 0xff) == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT || system == EFBIG);
}

Words words_of(int code) {
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {"the database is damaged",
              "keep the file, and restore the last backup with `probata restore`"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"the database is in use by another process",
              "stop the other `probata`, or try again when it has finished"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"the database cannot be written", "give this user the right to write it"};
    case SQLITE_CANTOPEN:
      return {"the database cannot be opened", "look whether it is there and who may read it"};
    case SQLITE_IOERR:
      return {"the disk reports an error", "look at the machine's log, and check the disk"};
    case SQLITE_NOMEM:
      return {"there is not enough memory", "free memory, and try again"};
    case SQLITE_TOOBIG:
      return {"a value is too long for the database", "store it as evidence, not as a fact"};
    case SQLITE_CONSTRAINT:
      return {"a row is there already or does not fit", ""};
    default:
      return {"the database reports an error", ""};
  }
}

}  // namespace

Error error_of(sqlite3* database, int code) {
  const bool about_file = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
  const int system = about_file ? system_error_of(database) : 0;
  const auto words = no_space(code, system) ? Words{"the disk is full", "free space, and try again"}
                                            : words_of(code);
  const std::string detail = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  Error error{.hint = words.hint};
  error.what = system == 0 ? fmt::format("{} ({})", words.what, detail)
                           : fmt::format("{} ({}: {})", words.what, detail, std::strerror(system));
  if (const char* file = database != nullptr ? sqlite3_db_filename(database, "main") : nullptr)
    error.place.file = file;
  return error;
}

}  // namespace probata::sqlite
