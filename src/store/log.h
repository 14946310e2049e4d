// Log: the rows of a ledger, in order, appended and never changed but for disposal. One writer; any
// number of readers.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"

namespace probata {

struct LogRow {
  uint64_t seq = 0;
  Instant recorded;
  std::string body;  // canonical bytes of the fact; empty once disposed
  std::array<uint8_t, 16> salt{};
  Digest leaf;  // of the Merkle tree
  bool disposed = false;
};
// Some rows in order, of which only the bodies are wanted: their bytes lie one after the other.
struct LogBodies {
  struct Row {
    uint64_t seq = 0;
    Instant recorded;
    size_t begin = 0, size = 0;  // in `bytes`
    bool disposed = false;
  };
  std::string bytes;
  std::vector<Row> rows;
  std::string_view body(const Row& row) const {
    return std::string_view(bytes).substr(row.begin, row.size);
  }
};
// A full tile of C2SP tlog-tiles: 256 neighbouring hashes of one level of the tree, which will
// never change. Tile (level, index) holds the roots of the subtrees of 256^level leaves from number
// 256 * index on; every node between is computed from them. So the tree costs one write in 256
// facts and not one a node.
struct LogTile {
  static constexpr size_t width = 256;
  uint8_t level = 0;
  uint64_t index = 0;
  std::vector<Digest> hashes;  // `width` of them
};

class Log {
 public:
  virtual ~Log() = default;
  // One transaction, durable when it returns: rows, tiles and the note belong together or are not
  // there at all. `rows` are not empty and continue the log without a gap (else an error and
  // nothing is written); the note is of the size after them. An error may mean "persisted but not
  // reported": whoever appends settles and looks (see ledger/commit.cpp).
  virtual Result<void> append(std::span<const LogRow> rows, std::span<const LogTile> tiles,
                              std::string_view checkpoint) = 0;
  // After an error of append, and at start: makes final what the reading methods say. What they
  // show is durable from here on, and what they do not show can no longer appear. Until it succeeds
  // nothing may be appended.
  virtual Result<void> settle() = 0;
  virtual Result<uint64_t> size() const = 0;
  // In order, from `first`; stops early when `each` returns false. `each` may take its time and may
  // call any method of the log. A row that is missing or cannot be read is an error that names it.
  virtual Result<void> scan(uint64_t first, uint64_t last_exclusive,
                            const std::function<bool(const LogRow&)>& each) const = 0;
  // The same for whoever needs the bodies alone, many at a time. What `each` is given it may swap
  // for another: the memory is used again.
  virtual Result<void> scan_bodies(uint64_t first, uint64_t last_exclusive,
                                   const std::function<bool(LogBodies&)>& each) const = 0;
  virtual Result<std::optional<LogRow>> row(uint64_t seq) const = 0;
  virtual Result<std::optional<LogTile>> tile(uint8_t level, uint64_t index) const = 0;
  // The newest `limit` checkpoints in order of size, as signed notes.
  virtual Result<std::vector<std::pair<uint64_t, std::string>>> checkpoints(size_t limit) const = 0;
  virtual Result<std::optional<std::string>> checkpoint(uint64_t size) const = 0;
  // Those with after < size <= to, in order.
  virtual Result<std::vector<std::pair<uint64_t, std::string>>> checkpoints_between(
      uint64_t after, uint64_t to) const = 0;
  // Removes body and salt of these rows, also from free space and journals; leaf and place remain.
  // Durable when it returns; doing it twice is doing it once.
  virtual Result<void> dispose(std::span<const uint64_t> seqs) = 0;
  // What is wrong with the container itself (pages, types), a line each; slow, reads all of it.
  virtual Result<std::vector<std::string>> check_storage() const = 0;
};

// `ledger.db`: WAL, synchronous=FULL, schema version checked. Damage is an error that names it.
// Made where there is none. Any thread may call any method; reads do not wait for the writer.
Result<std::unique_ptr<Log>> open_sqlite_log(const std::string& path);
// For tests: in memory, and can fail each write in two ways.
enum class Fault : uint8_t { none, not_persisted, persisted_but_failed };
class MemoryLog;  // store/memory_log.h

}  // namespace probata
