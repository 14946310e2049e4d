// Cells in one SQLite file. They are few and small: one connection behind one lock.
#include <mutex>

#include "store/cells.h"
#include "store/sqlite.h"

namespace probata {

namespace {

using sqlite::Database;
using sqlite::ResetAtEnd;
using sqlite::Statement;

constexpr sqlite::Schema schema{
    .application_id = 0x5072436c,  // PrCl
    .version = 1,
    .sql = "CREATE TABLE cell (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;"};

class SqliteCells : public Cells {
 public:
  explicit SqliteCells(Database database) : database_(std::move(database)) {}

  Result<void> prepare() {
    get_ = TRY(database_.prepare("SELECT value FROM cell WHERE key = ?1"));
    set_ = TRY(database_.prepare("INSERT OR REPLACE INTO cell (key, value) VALUES (?1, ?2)"));
    remove_ = TRY(database_.prepare("DELETE FROM cell WHERE key = ?1"));
    return {};
  }

  Result<std::optional<std::string>> get(std::string_view key) const override {
    const std::lock_guard lock(mutex_);
    const ResetAtEnd reset(get_);
    if (!TRY(get_.bind_text(1, key).step())) return std::optional<std::string>();
    return std::string(get_.bytes(0));
  }

  Result<void> set(std::string_view key, std::string_view value) override {
    const std::lock_guard lock(mutex_);
    return set_.bind_text(1, key).bind_blob(2, value).run();
  }

  Result<void> remove(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    return remove_.bind_text(1, key).run();
  }

 private:
  mutable std::mutex mutex_;  // guards all below
  Database database_;
  mutable Statement get_, set_, remove_;
};

}  // namespace

Result<std::unique_ptr<Cells>> open_sqlite_cells(const std::string& path) {
  auto cells = std::make_unique<SqliteCells>(TRY(sqlite::open_or_create(path, schema)));
  TRY_VOID(cells->prepare());
  return cells;
}

}  // namespace probata
