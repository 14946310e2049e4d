// The Log in memory, for tests and simulation: every operation can be made to fail, writes in both
// ways that a disk knows.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "store/log.h"

namespace probata {

enum class LogStep : uint8_t { append, settle, dispose, size, scan, tile, checkpoint };

// What lasts: two MemoryLogs over one disk are a log before and after a restart.
struct MemoryDisk {
  std::mutex mutex;  // guards all below
  std::vector<LogRow> rows;
  std::map<std::pair<uint8_t, uint64_t>, LogTile> tiles;
  std::map<uint64_t, std::string> notes;

  struct Planned {
    Fault fault = Fault::none;
    int after = 0;  // calls of the step that still go well
    int times = 0;  // calls that then fail
  };
  std::map<LogStep, Planned> planned;
  int failures = 0;  // faults that have happened
};

class MemoryLog : public Log {
 public:
  MemoryLog() : MemoryLog(std::make_shared<MemoryDisk>()) {}
  explicit MemoryLog(std::shared_ptr<MemoryDisk> disk) : disk_(std::move(disk)) {}
  const std::shared_ptr<MemoryDisk>& disk() const { return disk_; }
  // The calls number `after` to `after + times - 1` of this step from now on fail. For reading
  // steps both faults are the same.
  void fail(LogStep, Fault, int after = 0, int times = 1);

  // Refuses to replace a row, a tile or a note: what is written once never changes.
  Result<void> append(std::span<const LogRow>, std::span<const LogTile>,
                      std::string_view checkpoint) override;
  Result<void> settle() override;
  Result<uint64_t> size() const override;
  Result<void> scan(uint64_t first, uint64_t last_exclusive,
                    const std::function<bool(const LogRow&)>& each) const override;
  Result<void> scan_bodies(uint64_t first, uint64_t last_exclusive,
                           const std::function<bool(LogBodies&)>& each) const override;
  Result<std::optional<LogRow>> row(uint64_t seq) const override;
  Result<std::optional<LogTile>> tile(uint8_t level, uint64_t index) const override;
  Result<std::vector<std::pair<uint64_t, std::string>>> checkpoints(size_t limit) const override;
  Result<std::optional<std::string>> checkpoint(uint64_t size) const override;
  Result<std::vector<std::pair<uint64_t, std::string>>> checkpoints_between(
      uint64_t after, uint64_t to) const override;
  Result<void> dispose(std::span<const uint64_t> seqs) override;
  Result<std::vector<std::string>> check_storage() const override { return {}; }

 private:
  std::shared_ptr<MemoryDisk> disk_;
};

}  // namespace probata
