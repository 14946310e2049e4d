// Every write, sync and truncation that SQLite does during an append and its settling fails once,
// in both ways: not done, and done but reported as failed. Afterwards the log must be decided: what
// it shows is what a machine that lost power now would find.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstring>
#include <filesystem>

#include "store/log.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

namespace fs = std::filesystem;

// A VFS over the default one that counts operations and lets one of them fail.
struct FaultyDisk {
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
  Fault fault = Fault::none;
  int countdown = -1;  // operations until the fault; below 0: none to come
  bool happened = false;

  static FaultyDisk& of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }
  Fault next() {
    if (countdown < 0 || countdown-- > 0) return Fault::none;
    happened = true;
    return fault;
  }
};

struct FaultyFile {
  sqlite3_file base;
  FaultyDisk* disk;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  static FaultyFile& of(sqlite3_file* file) { return *reinterpret_cast<FaultyFile*>(file); }
};

sqlite3_file* real(sqlite3_file* file) { return FaultyFile::of(file).real(); }

int with_fault(sqlite3_file* file, int failed, const auto& work) {
  const auto fault = FaultyFile::of(file).disk->next();
  if (fault == Fault::not_persisted) return failed;
  const int code = work(real(file));
  return fault == Fault::persisted_but_failed ? failed : code;
}

const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); },
    .xRead = [](sqlite3_file* f, void* p, int n,
                sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), p, n, at); },
    .xWrite =
        [](sqlite3_file* f, const void* p, int n, sqlite3_int64 at) {
          return with_fault(f, SQLITE_IOERR_WRITE,
                            [&](sqlite3_file* r) { return r->pMethods->xWrite(r, p, n, at); });
        },
    .xTruncate =
        [](sqlite3_file* f, sqlite3_int64 size) {
          return with_fault(f, SQLITE_IOERR_TRUNCATE,
                            [&](sqlite3_file* r) { return r->pMethods->xTruncate(r, size); });
        },
    .xSync =
        [](sqlite3_file* f, int flags) {
          return with_fault(f, SQLITE_IOERR_FSYNC,
                            [&](sqlite3_file* r) { return r->pMethods->xSync(r, flags); });
        },
    .xFileSize = [](sqlite3_file* f,
                    sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); },
    .xLock = [](sqlite3_file* f, int n) { return real(f)->pMethods->xLock(real(f), n); },
    .xUnlock = [](sqlite3_file* f, int n) { return real(f)->pMethods->xUnlock(real(f), n); },
    .xCheckReservedLock = [](sqlite3_file* f,
                             int* n) { return real(f)->pMethods->xCheckReservedLock(real(f), n); },
    .xFileControl = [](sqlite3_file* f, int op,
                       void* p) { return real(f)->pMethods->xFileControl(real(f), op, p); },
    .xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    .xDeviceCharacteristics =
        [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    .xShmMap = [](sqlite3_file* f, int r, int n, int e,
                  void volatile** p) { return real(f)->pMethods->xShmMap(real(f), r, n, e, p); },
    .xShmLock = [](sqlite3_file* f, int o, int n,
                   int g) { return real(f)->pMethods->xShmLock(real(f), o, n, g); },
    .xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
    .xShmUnmap = [](sqlite3_file* f, int d) { return real(f)->pMethods->xShmUnmap(real(f), d); },
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_faulty(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
  auto& disk = FaultyDisk::of(vfs);
  auto& faulty = FaultyFile::of(file);
  faulty.disk = &disk;
  faulty.base.pMethods = nullptr;
  const int code = disk.real->xOpen(disk.real, name, faulty.real(), flags, out);
  if (code == SQLITE_OK) faulty.base.pMethods = &methods;
  return code;
}

class SqliteFaults : public testing::Test {
 protected:
  SqliteFaults() {
    disk_.real = sqlite3_vfs_find(nullptr);
    disk_.vfs = *disk_.real;
    disk_.vfs.zName = "faulty";
    disk_.vfs.szOsFile = static_cast<int>(sizeof(FaultyFile)) + disk_.real->szOsFile;
    disk_.vfs.pAppData = &disk_;
    disk_.vfs.xOpen = open_faulty;
    // The rest of the real one's functions take the real one's pAppData, which is all they use of
    // it.
    disk_.vfs.xDelete = [](sqlite3_vfs* v, const char* n, int d) {
      return FaultyDisk::of(v).real->xDelete(FaultyDisk::of(v).real, n, d);
    };
    disk_.vfs.xAccess = [](sqlite3_vfs* v, const char* n, int f, int* o) {
      return FaultyDisk::of(v).real->xAccess(FaultyDisk::of(v).real, n, f, o);
    };
    disk_.vfs.xFullPathname = [](sqlite3_vfs* v, const char* n, int s, char* o) {
      return FaultyDisk::of(v).real->xFullPathname(FaultyDisk::of(v).real, n, s, o);
    };
    sqlite3_vfs_register(&disk_.vfs, 1);
  }
  ~SqliteFaults() override {
    sqlite3_vfs_unregister(&disk_.vfs);
    sqlite3_vfs_register(disk_.real, 1);
  }

  // The files as they are now, opened elsewhere: what a machine would find that stopped here.
  Result<uint64_t> size_after_crash() {
    const TemporaryFolder copy;
    for (const char* suffix : {"", "-wal"})
      if (fs::exists(path_ + suffix))
        fs::copy_file(path_ + suffix, copy.file("ledger.db") + suffix);
    const auto countdown = std::exchange(disk_.countdown, -1);
    auto log = open_sqlite_log(copy.file("ledger.db"));
    disk_.countdown = countdown;
    if (!log) return std::unexpected(log.error());
    return (*log)->size();
  }

  void plan(Fault fault, int operations) {
    disk_.fault = fault;
    disk_.countdown = operations;
    disk_.happened = false;
  }

  FaultyDisk disk_;
  TemporaryFolder folder_;
  std::string path_ = folder_.file("ledger.db");
};

std::vector<LogRow> rows(uint64_t first, uint64_t count) {
  std::vector<LogRow> all;
  for (uint64_t i = 0; i < count; ++i)
    all.push_back({.seq = first + i, .body = std::string(500, 'b')});
  return all;
}

// One append with the fault, then settling until it is decided (an operation of the settling may be
// the one that fails).
void append_and_settle(Log& log, uint64_t& size) {
  const auto appended = log.append(rows(size, 40), {}, "note");
  for (int tries = 0; !log.settle(); ++tries) ASSERT_LT(tries, 3);
  const auto now = log.size().value();
  if (appended) ASSERT_EQ(now, size + 40);
  ASSERT_TRUE(now == size || now == size + 40) << "half an append shows";
  size = now;
}

TEST_F(SqliteFaults, EachOperationOfAnAppendFailsInBothWays) {
  auto log = std::move(open_sqlite_log(path_)).value();
  uint64_t size = 0;
  append_and_settle(*log, size);
  for (const auto fault : {Fault::not_persisted, Fault::persisted_but_failed}) {
    // Appends differ by a write or two: only several without a fault in a row are past the end.
    int operations = 0, without = 0;
    for (; without < 8; ++operations) {
      SCOPED_TRACE(fmt::format("fault {} at operation {}", static_cast<int>(fault), operations));
      plan(fault, operations);
      ASSERT_NO_FATAL_FAILURE(append_and_settle(*log, size));
      const bool happened = disk_.happened;
      disk_.countdown = -1;
      // Decided: a crash now, or after the next append, agrees with what the log says.
      EXPECT_EQ(size_after_crash(), size);
      ASSERT_NO_FATAL_FAILURE(append_and_settle(*log, size));
      EXPECT_EQ(size_after_crash(), size);
      EXPECT_TRUE(log->check_storage()->empty());
      without = happened ? 0 : without + 1;
    }
    EXPECT_GT(operations, 30) << "the faults did not reach the operations";
  }
  log.reset();
  EXPECT_EQ(open_sqlite_log(path_).value()->size(), size);
}

}  // namespace
}  // namespace probata
