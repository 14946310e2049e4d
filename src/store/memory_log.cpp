#include "store/memory_log.h"

#include <fmt/format.h>

namespace probata {

namespace {

using Notes = std::vector<std::pair<uint64_t, std::string>>;

// REQUIRES: the disk is locked.
Fault next_fault(MemoryDisk& disk, LogStep step) {
  auto& planned = disk.planned[step];
  if (planned.fault == Fault::none || planned.times == 0) return Fault::none;
  if (planned.after > 0) {
    --planned.after;
    return Fault::none;
  }
  --planned.times;
  ++disk.failures;
  return planned.fault;
}

std::unexpected<Error> planned_error(std::string_view doing) {
  return failure(fmt::format("the disk failed to {}, as planned", doing));
}

// A write with its fault: before, after, or not at all.
Result<void> write(MemoryDisk& disk, LogStep step, std::string_view doing, const auto& work) {
  const std::lock_guard lock(disk.mutex);
  const auto fault = next_fault(disk, step);
  if (fault == Fault::not_persisted) return planned_error(doing);
  auto done = work();
  if (fault == Fault::persisted_but_failed) return planned_error(doing);
  return done;
}

}  // namespace

void MemoryLog::fail(LogStep step, Fault fault, int after, int times) {
  const std::lock_guard lock(disk_->mutex);
  disk_->planned[step] = {fault, after, times};
}

Result<void> MemoryLog::append(std::span<const LogRow> rows, std::span<const LogTile> tiles,
                               std::string_view checkpoint) {
  return write(*disk_, LogStep::append, "append", [&]() -> Result<void> {
    auto& disk = *disk_;
    if (rows.empty()) return failure("there is nothing to append");
    uint64_t next = disk.rows.size();
    for (const auto& row : rows)
      if (row.seq != next++)
        return failure(fmt::format("fact {} does not continue the log", row.seq));
    if (disk.notes.contains(next))
      return failure(fmt::format("a second checkpoint of size {}", next));
    for (const auto& tile : tiles)
      if (disk.tiles.contains({tile.level, tile.index}))
        return failure(fmt::format("tile {}/{} is there already", tile.level, tile.index));
    disk.rows.insert(disk.rows.end(), rows.begin(), rows.end());
    for (const auto& tile : tiles) disk.tiles.emplace(std::pair(tile.level, tile.index), tile);
    disk.notes.emplace(next, checkpoint);
    return {};
  });
}

Result<void> MemoryLog::settle() {
  return write(*disk_, LogStep::settle, "settle", []() -> Result<void> { return {}; });
}

Result<void> MemoryLog::dispose(std::span<const uint64_t> seqs) {
  return write(*disk_, LogStep::dispose, "dispose", [&]() -> Result<void> {
    for (const auto seq : seqs) {
      if (seq >= disk_->rows.size()) continue;
      auto& row = disk_->rows[seq];
      row.body.clear();
      row.salt = {};
      row.disposed = true;
    }
    return {};
  });
}

Result<uint64_t> MemoryLog::size() const {
  const std::lock_guard lock(disk_->mutex);
  if (next_fault(*disk_, LogStep::size) != Fault::none) return planned_error("read the size");
  return disk_->rows.size();
}

Result<void> MemoryLog::scan(uint64_t first, uint64_t last_exclusive,
                             const std::function<bool(const LogRow&)>& each) const {
  for (uint64_t seq = first; seq < last_exclusive; ++seq) {
    const auto found = TRY(row(seq));
    if (!found) return failure(fmt::format("fact {} is missing", seq));
    if (!each(*found)) return {};
  }
  return {};
}

Result<void> MemoryLog::scan_bodies(uint64_t first, uint64_t last_exclusive,
                                    const std::function<bool(LogBodies&)>& each) const {
  return scan(first, last_exclusive, [&](const LogRow& row) {
    LogBodies one{row.body, {{row.seq, row.recorded, 0, row.body.size(), row.disposed}}};
    return each(one);
  });
}

Result<std::optional<LogRow>> MemoryLog::row(uint64_t seq) const {
  const std::lock_guard lock(disk_->mutex);
  if (next_fault(*disk_, LogStep::scan) != Fault::none)
    return planned_error(fmt::format("read fact {}", seq));
  if (seq >= disk_->rows.size()) return std::optional<LogRow>();
  return disk_->rows[seq];
}

Result<std::optional<LogTile>> MemoryLog::tile(uint8_t level, uint64_t index) const {
  const std::lock_guard lock(disk_->mutex);
  if (next_fault(*disk_, LogStep::tile) != Fault::none) return planned_error("read a tile");
  const auto found = disk_->tiles.find({level, index});
  if (found == disk_->tiles.end()) return std::optional<LogTile>();
  return found->second;
}

Result<Notes> MemoryLog::checkpoints(size_t limit) const {
  const std::lock_guard lock(disk_->mutex);
  const auto skipped = disk_->notes.size() - std::min(limit, disk_->notes.size());
  return Notes(std::next(disk_->notes.begin(), static_cast<std::ptrdiff_t>(skipped)),
               disk_->notes.end());
}

Result<Notes> MemoryLog::checkpoints_between(uint64_t after, uint64_t to) const {
  const std::lock_guard lock(disk_->mutex);
  return Notes(disk_->notes.upper_bound(after), disk_->notes.upper_bound(to));
}

Result<std::optional<std::string>> MemoryLog::checkpoint(uint64_t size) const {
  const std::lock_guard lock(disk_->mutex);
  if (next_fault(*disk_, LogStep::checkpoint) != Fault::none)
    return planned_error("read a checkpoint");
  const auto found = disk_->notes.find(size);
  if (found == disk_->notes.end()) return std::optional<std::string>();
  return found->second;
}

}  // namespace probata
