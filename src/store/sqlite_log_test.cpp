// What only the SQLite log has: a file, that can be missing, foreign, cut, empty or held by
// another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/environment.h"
#include "store/log.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<LogRow> rows(uint64_t first, uint64_t end, const std::string& body = "body") {
  std::vector<LogRow> all;
  for (; first < end; ++first) all.push_back({.seq = first, .body = body});
  return all;
}

class SqliteLogFile : public testing::Test {
 protected:
  std::unique_ptr<Log> open() { return std::move(open_sqlite_log(path_)).value(); }
  Error error() {
    auto log = open_sqlite_log(path_);
    EXPECT_FALSE(log) << "opened";
    if (log) return {};
    EXPECT_EQ(log.error().place.file, path_);
    EXPECT_FALSE(log.error().hint.empty());
    return log.error();
  }
  void run(const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  TemporaryFolder folder_;
  std::string path_ = folder_.file("ledger.db");
};

TEST_F(SqliteLogFile, LastsOverReopening) {
  ASSERT_TRUE(open()->append(rows(0, 300), {}, "note"));
  const auto log = open();
  EXPECT_EQ(log->size(), 300u);
  EXPECT_EQ(log->checkpoint(300).value(), "note");
  EXPECT_TRUE(log->append(rows(300, 301), {}, "note"));
}

TEST_F(SqliteLogFile, IsForItsOwnerOnly) {
  open();
  struct stat status{};
  ASSERT_EQ(::stat(path_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(SqliteLogFile, MakingOneLeavesNothingBeside) {
  std::ofstream(path_ + ".new") << "left by a crash";
  open();
  EXPECT_FALSE(fs::exists(path_ + ".new"));
}

TEST_F(SqliteLogFile, FolderMissing) {
  path_ = folder_.file("none/ledger.db");
  const auto log = open_sqlite_log(path_);
  EXPECT_THAT(log.error().what, HasSubstr("No such file"));
}

TEST_F(SqliteLogFile, EmptyFileIsDamage) {
  std::ofstream{path_};
  EXPECT_THAT(error().what, HasSubstr("is empty"));
}

TEST_F(SqliteLogFile, OtherContentIsDamage) {
  std::ofstream(path_) << std::string(10'000, 'x');
  EXPECT_THAT(error().what, HasSubstr("damaged"));
}

TEST_F(SqliteLogFile, AnotherProgramsDatabase) {
  run("CREATE TABLE t (x)");
  EXPECT_THAT(error().what, HasSubstr("not the database"));
}

TEST_F(SqliteLogFile, AnotherVersion) {
  open();
  run("PRAGMA user_version = 9");
  EXPECT_THAT(error().what, HasSubstr("version 9, this program knows 1"));
}

TEST_F(SqliteLogFile, JournalWithoutDatabase) {
  std::ofstream(path_ + "-wal") << "x";
  EXPECT_THAT(error().what, HasSubstr("write-ahead log is there"));
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(SqliteLogFile, CutFileIsDetected) {
  ASSERT_TRUE(open()->append(rows(0, 2'000, std::string(200, 'b')), {}, "note"));
  for (const auto size :
       {fs::file_size(path_) - 4'096, fs::file_size(path_) / 2, uintmax_t{4'096}}) {
    fs::resize_file(path_, size);
    EXPECT_THAT(error().what, HasSubstr("damaged")) << size;
  }
}

TEST_F(SqliteLogFile, HeldByAnotherSaysSo) {
  const auto log = open();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  const auto held = log->append(rows(0, 1), {}, "note");  // waits five seconds
  ASSERT_FALSE(held);
  EXPECT_THAT(held.error().what, HasSubstr("in use by another process"));
  EXPECT_EQ(held.error().place.file, path_);
  sqlite3_close(other);
  EXPECT_TRUE(log->append(rows(0, 1), {}, "note"));
}

TEST_F(SqliteLogFile, AnotherWriterInBetweenIsNoticed) {
  const auto one = open(), two = open();
  ASSERT_TRUE(one->append(rows(0, 2), {}, "one"));
  const auto late = two->append(rows(0, 2), {}, "two");
  EXPECT_THAT(late.error().what, HasSubstr("has 2 facts and cannot go on with fact 0"));
  EXPECT_EQ(two->checkpoint(2).value(), "one");
}

TEST_F(SqliteLogFile, CutBlobsAreNamed) {
  ASSERT_TRUE(open()->append(rows(0, 5), {}, "note"));
  run("UPDATE fact SET salt = x'00' WHERE seq = 1; UPDATE fact SET leaf = x'' WHERE seq = 2; "
      "DELETE FROM fact WHERE seq = 3;"
      "INSERT INTO tile VALUES (0, x'00')");
  const auto log = open();
  EXPECT_TRUE(log->row(0));
  EXPECT_THAT(log->row(1).error().what, HasSubstr("fact 1: its salt"));
  EXPECT_THAT(log->row(2).error().what, HasSubstr("fact 2: its leaf"));
  EXPECT_THAT(log->row(3).error().what, HasSubstr("fact 3 is missing"));
  EXPECT_THAT(log->tile(0, 0).error().what, HasSubstr("tile 0/0"));
  EXPECT_THAT(log->row(1).error().place.file, path_);
}

TEST_F(SqliteLogFile, DisposedBytesAreNowhereInTheFiles) {
  const std::string secret = "a-body-that-must-go";
  const auto log = open();
  ASSERT_TRUE(log->append(rows(0, 3, secret), {}, "note"));
  ASSERT_TRUE(log->dispose(std::vector<uint64_t>{0, 1, 2}));
  for (const auto& entry : fs::directory_iterator(folder_.path()))
    EXPECT_FALSE(read_file(entry.path())->contains(secret)) << entry.path();
}

}  // namespace
}  // namespace probata
