// The Log in one SQLite file: `fact`, a row each; `tile`, full tiles by level and number;
// `checkpoint`, a note a commit.
//
// One connection writes; a pool of others reads. In WAL mode a reader sees the last commit and
// never waits for the writer. A scan copies a bounded chunk of rows and ends its read before it
// hands them out, so that a slow reader holds up neither the emptying of the journal nor anyone
// else, and may itself call the log.
#include <fmt/format.h>

#include <cstring>
#include <mutex>

#include "store/log.h"
#include "store/sqlite.h"

namespace probata {

namespace {

using sqlite::Database;
using sqlite::ResetAtEnd;
using sqlite::Statement;

constexpr sqlite::Schema schema{
    .application_id = 0x50724c67,  // PrLg
    .version = 1,
    // body and salt: null once disposed. tile.id: level * 2^56 + number.
    .sql =
        "CREATE TABLE fact (seq INTEGER PRIMARY KEY, recorded INTEGER NOT NULL,"
        " leaf BLOB NOT NULL, salt BLOB, body BLOB) STRICT;"
        "CREATE TABLE tile (id INTEGER PRIMARY KEY, hashes BLOB NOT NULL) STRICT;"
        "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT;"};

constexpr size_t scan_chunk = 256;
constexpr size_t bodies_chunk = 1024;
constexpr size_t digest_size = sizeof(Digest);

std::string_view view(const auto& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

int64_t tile_id(uint8_t level, uint64_t index) {
  return static_cast<int64_t>(uint64_t{level} << 56 | index);
}

std::string_view hashes_of(const LogTile& tile) {
  static_assert(sizeof(Digest) == 32, "a vector of digests is their bytes in order");
  return {reinterpret_cast<const char*>(tile.hashes.data()), tile.hashes.size() * digest_size};
}

struct Reader {
  Database database;
  Statement size, rows, bodies, tile, newest, between, checkpoint;

  static Result<std::unique_ptr<Reader>> open(const std::string& path) {
    Reader r{.database = TRY(Database::open(path, Database::Mode::read))};
    constexpr auto columns = "SELECT seq, recorded, leaf, salt, body FROM fact ";
    r.size = TRY(r.database.prepare("SELECT seq + 1 FROM fact ORDER BY seq DESC LIMIT 1"));
    r.rows = TRY(
        r.database.prepare(fmt::format("{} WHERE seq >= ?1 AND seq < ?2 ORDER BY seq", columns)));
    r.bodies = TRY(r.database.prepare(
        "SELECT seq, recorded, salt IS NULL, body FROM fact WHERE seq >= ?1 AND seq < ?2"
        " ORDER BY seq"));
    r.tile = TRY(r.database.prepare("SELECT hashes FROM tile WHERE id = ?1"));
    r.newest =
        TRY(r.database.prepare("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT ?1"));
    r.between = TRY(r.database.prepare(
        "SELECT size, note FROM checkpoint WHERE size > ?1 AND size <= ?2 ORDER BY size"));
    r.checkpoint = TRY(r.database.prepare("SELECT note FROM checkpoint WHERE size = ?1"));
    return std::make_unique<Reader>(std::move(r));
  }
};

using Notes = std::vector<std::pair<uint64_t, std::string>>;

Result<Notes> read_notes(Statement& statement) {
  const ResetAtEnd reset(statement);
  Notes notes;
  while (TRY(statement.step()))
    notes.emplace_back(static_cast<uint64_t>(statement.integer(0)), statement.bytes(1));
  return notes;
}

class SqliteLog : public Log {
 public:
  SqliteLog(std::string path, Database database)
      : path_(std::move(path)), writer_(std::move(database)) {}

  Result<void> prepare() {
    begin_ = TRY(writer_.prepare("BEGIN IMMEDIATE"));
    commit_ = TRY(writer_.prepare("COMMIT"));
    rollback_ = TRY(writer_.prepare("ROLLBACK"));
    last_ = TRY(writer_.prepare("SELECT seq + 1 FROM fact ORDER BY seq DESC LIMIT 1"));
    insert_ = TRY(writer_.prepare(
        "INSERT INTO fact (seq, recorded, leaf, salt, body) VALUES (?1, ?2, ?3, ?4, ?5)"));
    insert_tile_ = TRY(writer_.prepare("INSERT INTO tile (id, hashes) VALUES (?1, ?2)"));
    insert_note_ = TRY(writer_.prepare("INSERT INTO checkpoint (size, note) VALUES (?1, ?2)"));
    dispose_ = TRY(writer_.prepare("UPDATE fact SET body = NULL, salt = NULL WHERE seq = ?1"));
    return {};
  }

  Result<void> append(std::span<const LogRow> rows, std::span<const LogTile> tiles,
                      std::string_view checkpoint) override {
    if (rows.empty()) return failure("there is nothing to append");
    const std::lock_guard lock(writing_);
    return transaction([&]() -> Result<void> {
      TRY_VOID(expect_next(rows.front().seq));
      uint64_t next = rows.front().seq;
      for (const auto& row : rows) {
        if (row.seq != next++)
          return failure(fmt::format("fact {} does not continue the log", row.seq));
        TRY_VOID(insert(row));
      }
      for (const auto& tile : tiles) TRY_VOID(insert(tile));
      return insert_note_.bind(1, static_cast<int64_t>(next)).bind_text(2, checkpoint).run();
    });
  }

  // Also called when nothing failed in this process: a killed one may have left frames in the
  // journal that were never synced.
  Result<void> settle() override {
    const std::lock_guard lock(writing_);
    return writer_.settle_journal();
  }

  Result<void> dispose(std::span<const uint64_t> seqs) override {
    const std::lock_guard lock(writing_);
    TRY_VOID(transaction([&]() -> Result<void> {
      for (const auto seq : seqs) TRY_VOID(dispose_.bind(1, static_cast<int64_t>(seq)).run());
      return {};
    }));
    // secure_delete has overwritten the bytes in the pages; the pages as they were are still in the
    // journal.
    return writer_.empty_journal();
  }

  Result<uint64_t> size() const override {
    return with_reader([](Reader& r) -> Result<uint64_t> {
      const ResetAtEnd reset(r.size);
      const bool any = TRY(r.size.step());
      return any ? static_cast<uint64_t>(r.size.integer(0)) : 0;
    });
  }

  Result<void> scan(uint64_t first, uint64_t last_exclusive,
                    const std::function<bool(const LogRow&)>& each) const override {
    std::vector<LogRow> chunk;
    while (first < last_exclusive) {
      const auto end = std::min(last_exclusive, first + scan_chunk);
      const auto complete = read_chunk(first, end, chunk);
      // The rows before a damaged one are handed out: they are sound.
      for (const auto& row : chunk)
        if (!each(row)) return {};
      if (!complete) return complete;
      first = end;
    }
    return {};
  }

  Result<void> scan_bodies(uint64_t first, uint64_t last_exclusive,
                           const std::function<bool(LogBodies&)>& each) const override {
    LogBodies chunk;
    while (first < last_exclusive) {
      const auto end = std::min(last_exclusive, first + bodies_chunk);
      const auto complete = read_bodies(first, end, chunk);
      if (!chunk.rows.empty() && !each(chunk)) return {};
      if (!complete) return complete;
      first = end;
    }
    return {};
  }

  Result<std::optional<LogRow>> row(uint64_t seq) const override {
    const auto end = TRY(size());
    if (seq >= end) return std::optional<LogRow>();
    std::vector<LogRow> chunk;
    TRY_VOID(read_chunk(seq, seq + 1, chunk));
    return std::move(chunk.front());
  }

  Result<std::optional<LogTile>> tile(uint8_t level, uint64_t index) const override {
    return with_reader([&](Reader& r) -> Result<std::optional<LogTile>> {
      const ResetAtEnd reset(r.tile);
      if (!TRY(r.tile.bind(1, tile_id(level, index)).step())) return std::optional<LogTile>();
      const auto bytes = r.tile.bytes(0);
      if (bytes.size() != LogTile::width * digest_size)
        return damaged(fmt::format("tile {}/{} has {} bytes", level, index, bytes.size()));
      LogTile tile{level, index, std::vector<Digest>(LogTile::width)};
      std::memcpy(tile.hashes.data(), bytes.data(), bytes.size());
      return tile;
    });
  }

  Result<Notes> checkpoints(size_t limit) const override {
    return with_reader([&](Reader& r) -> Result<Notes> {
      auto notes = TRY(read_notes(r.newest.bind(1, clamp(limit))));
      std::reverse(notes.begin(), notes.end());
      return notes;
    });
  }

  Result<Notes> checkpoints_between(uint64_t after, uint64_t to) const override {
    return with_reader(
        [&](Reader& r) { return read_notes(r.between.bind(1, clamp(after)).bind(2, clamp(to))); });
  }

  Result<std::optional<std::string>> checkpoint(uint64_t size) const override {
    return with_reader([&](Reader& r) -> Result<std::optional<std::string>> {
      const ResetAtEnd reset(r.checkpoint);
      if (!TRY(r.checkpoint.bind(1, clamp(size)).step())) return std::optional<std::string>();
      return std::string(r.checkpoint.bytes(0));
    });
  }

  Result<std::vector<std::string>> check_storage() const override {
    return with_reader([](Reader& r) -> Result<std::vector<std::string>> {
      auto statement = TRY(r.database.prepare("PRAGMA quick_check(20)"));
      std::vector<std::string> problems;
      while (TRY(statement.step())) problems.emplace_back(statement.bytes(0));
      if (problems == std::vector<std::string>{"ok"}) problems.clear();
      return problems;
    });
  }

 private:
  static int64_t clamp(uint64_t n) {
    return static_cast<int64_t>(std::min<uint64_t>(n, std::numeric_limits<int64_t>::max()));
  }

  std::unexpected<Error> damaged(std::string what) const {
    return failure(std::move(what), "damage: restore the last backup with `probata restore`",
                   {.file = path_});
  }

  // All of `work` or nothing. Where COMMIT itself fails, what the disk holds is not known: see
  // settle().
  Result<void> transaction(const auto& work) {
    TRY_VOID(begin_.run());
    auto done = work();
    if (done) done = commit_.run();
    // Of no effect where SQLite has rolled back by itself.
    if (!done) (void)rollback_.run();
    return done;
  }

  Result<void> expect_next(uint64_t seq) {
    const ResetAtEnd reset(last_);
    const bool any = TRY(last_.step());
    const auto size = any ? static_cast<uint64_t>(last_.integer(0)) : 0;
    if (seq == size) return {};
    return failure(fmt::format("the log has {} facts and cannot go on with fact {}", size, seq),
                   "another process has written to it: stop one of the two, and start again",
                   {.file = path_});
  }

  Result<void> insert(const LogRow& row) {
    return insert_.bind(1, static_cast<int64_t>(row.seq))
        .bind(2, row.recorded.us)
        .bind_blob(3, view(row.leaf.bytes))
        .bind_blob(4, view(row.salt))
        .bind_blob(5, row.body)
        .run();
  }

  Result<void> insert(const LogTile& tile) {
    return insert_tile_.bind(1, tile_id(tile.level, tile.index))
        .bind_blob(2, hashes_of(tile))
        .run();
  }

  // Rows [first, end) into `chunk`; on an error those before it.
  Result<void> read_chunk(uint64_t first, uint64_t end, std::vector<LogRow>& chunk) const {
    chunk.clear();
    return with_reader([&](Reader& r) -> Result<void> {
      const ResetAtEnd reset(r.rows);
      r.rows.bind(1, clamp(first)).bind(2, clamp(end));
      for (uint64_t seq = first; seq < end; ++seq) {
        TRY_VOID(expect_row(r.rows, seq));
        chunk.push_back(TRY(read_row(r.rows, seq)));
      }
      return {};
    });
  }

  Result<void> read_bodies(uint64_t first, uint64_t end, LogBodies& chunk) const {
    chunk.bytes.clear();
    chunk.rows.clear();
    return with_reader([&](Reader& r) -> Result<void> {
      const ResetAtEnd reset(r.bodies);
      r.bodies.bind(1, clamp(first)).bind(2, clamp(end));
      for (uint64_t seq = first; seq < end; ++seq) {
        TRY_VOID(expect_row(r.bodies, seq));
        const bool disposed = r.bodies.is_null(3);
        if (disposed != (r.bodies.integer(2) != 0))
          return damaged(fmt::format("fact {}: its salt or its body is cut", seq));
        const std::string_view body = r.bodies.bytes(3);
        chunk.rows.push_back(
            {seq, {r.bodies.integer(1)}, chunk.bytes.size(), body.size(), disposed});
        chunk.bytes += body;
      }
      return {};
    });
  }

  Result<void> expect_row(Statement& s, uint64_t seq) const {
    const auto found = s.step();
    if (!found) return damaged(fmt::format("fact {} cannot be read: {}", seq, found.error().what));
    if (!*found || s.integer(0) != static_cast<int64_t>(seq))
      return damaged(fmt::format("fact {} is missing", seq));
    return {};
  }

  Result<LogRow> read_row(const Statement& s, uint64_t seq) const {
    LogRow row{.seq = seq, .recorded = {s.integer(1)}};
    const auto leaf = s.bytes(2), salt = s.bytes(3);
    row.disposed = s.is_null(3) && s.is_null(4);
    if (leaf.size() != digest_size)
      return damaged(fmt::format("fact {}: its leaf has {} bytes", seq, leaf.size()));
    if (!row.disposed && (salt.size() != row.salt.size() || s.is_null(4)))
      return damaged(fmt::format("fact {}: its salt or its body is cut", seq));
    std::memcpy(row.leaf.bytes.data(), leaf.data(), digest_size);
    if (!row.disposed) std::memcpy(row.salt.data(), salt.data(), salt.size());
    row.body = s.bytes(4);
    return row;
  }

  // A reader for the time of `use`, from the pool or new.
  auto with_reader(const auto& use) const -> decltype(use(std::declval<Reader&>())) {
    std::unique_ptr<Reader> reader;
    {
      const std::lock_guard lock(pool_mutex_);
      if (!pool_.empty()) {
        reader = std::move(pool_.back());
        pool_.pop_back();
      }
    }
    if (reader == nullptr) reader = TRY(Reader::open(path_));
    auto result = use(*reader);
    const std::lock_guard lock(pool_mutex_);
    pool_.push_back(std::move(reader));
    return result;
  }

  const std::string path_;

  std::mutex writing_;  // guards the writer and its statements
  Database writer_;
  Statement begin_, commit_, rollback_, last_, insert_, insert_tile_, insert_note_, dispose_;

  mutable std::mutex pool_mutex_;
  mutable std::vector<std::unique_ptr<Reader>>
      pool_;  // idle readers; at most as many as threads read at once
};

}  // namespace

Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& path) {
  auto log = std::make_unique<SqliteLog>(path, TRY(sqlite::open_or_create(path, schema)));
  TRY_VOID(log->prepare());
  return log;
}

}  // namespace probata
