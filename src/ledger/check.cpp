// The full check: everything that is stored is computed again from the bodies, or compared with
// something that is.
//
// For each leaf there are up to three opinions: the hash of the fact's own bytes, the leaf in its
// row, and the hash in its tile (for the newest facts: in the edge, which the last checkpoint
// proved at the start). Two against one names the one that was changed, and the tree goes on with
// the two; so one changed byte is one problem and not a thousand.
#include <fmt/format.h>

#include "ledger/state.h"

namespace probata {

namespace {

constexpr size_t most_problems = 100;
constexpr uint64_t width = LogTile::width;

class Check {
 public:
  explicit Check(const Ledger::State& state) : state_(state), tip_(state.current()) {
    result_.size = tip_->edge.size();
  }

  Result<LedgerCheck> run(const std::function<void(uint64_t, uint64_t)>& progress) {
    check_storage();
    for (uint64_t first = 0; first < result_.size && !stopped_; first += width) {
      check_tile_of_facts(first, std::min(result_.size, first + width));
      if (progress) progress(std::min(result_.size, first + width), result_.size);
    }
    finish();
    return std::move(result_);
  }

 private:
  void problem(std::string text) {
    if (result_.problems.size() < most_problems)
      result_.problems.push_back(std::move(text));
    else if (result_.problems.size() == most_problems)
      result_.problems.emplace_back("… and more");
  }

  void check_storage() {
    const auto found = state_.log->check_storage();
    if (!found) return problem("storage: " + to_text(found.error()));
    for (const auto& line : *found) problem("storage: " + line);
  }

  // Facts [first, end) are those of one tile of level 0.
  void check_tile_of_facts(uint64_t first, uint64_t end) {
    load_tile(first, end);
    load_notes(first, end);
    uint64_t next = first;
    const auto read = state_.log->scan(first, end, [&](const LogRow& row) {
      add_leaf(row.seq, judge(row));
      next = row.seq + 1;
      return true;
    });
    if (!read) problem(to_text(read.error()));
    // What could not be read: the tree goes on with the tile's hashes, where there are any.
    for (; next < end && !stopped_; ++next) {
      if (const auto leaf = stored_elsewhere(next))
        add_leaf(next, *leaf);
      else
        stop_at(next);
    }
    if (end - first == width && !stopped_) compare_upper_tiles();
  }

  void load_tile(uint64_t first, uint64_t end) {
    tile_.reset();
    if (end - first < width) return;
    auto tile = state_.log->tile(0, first / width);
    if (!tile) return problem(to_text(tile.error()));
    if (!*tile) return problem(fmt::format("tile 0/{} is missing", first / width));
    tile_ = std::move(**tile);
  }

  void load_notes(uint64_t first, uint64_t end) {
    notes_.clear();
    auto notes = state_.log->checkpoints_between(first, end);
    if (!notes) return problem(to_text(notes.error()));
    notes_ = std::move(*notes);
    next_note_ = 0;
  }

  std::optional<Digest> stored_elsewhere(uint64_t seq) const {
    if (tile_) return tile_->hashes[seq % width];
    if (const auto* leaf = tip_->edge.node(0, seq)) return *leaf;
    return std::nullopt;
  }

  Digest judge(const LogRow& row) {
    check_time(row);
    const auto third = stored_elsewhere(row.seq);
    if (row.disposed) {
      ++result_.disposed;
      if (third && *third != row.leaf)
        problem(
            fmt::format("fact {}: disposed of, and its leaf is not the one in its tile", row.seq));
      return third.value_or(row.leaf);
    }
    const auto computed = hasher_.leaf(row.recorded, row.salt, row.body);
    if (computed == row.leaf) {
      if (third && *third != computed)
        problem(
            fmt::format("tile 0/{}: the hash of fact {} was changed", row.seq / width, row.seq));
      return computed;
    }
    if (third == computed) {
      problem(fmt::format("fact {}: its stored leaf was changed", row.seq));
      return computed;
    }
    problem(fmt::format("fact {}: its body, salt or time was changed", row.seq));
    return third.value_or(row.leaf);
  }

  void check_time(const LogRow& row) {
    if (row.recorded < recorded_)
      problem(fmt::format("fact {}: it was recorded before the fact in front of it", row.seq));
    recorded_ = row.recorded;
  }

  void add_leaf(uint64_t seq, const Digest& leaf) {
    edge_.add(leaf, hasher_, &completed_);
    const uint64_t size = seq + 1;
    if (next_note_ < notes_.size() && notes_[next_note_].first == size)
      check_note(size, notes_[next_note_++].second);
  }

  void check_note(uint64_t size, std::string_view note) {
    ++result_.checkpoints;
    const auto checkpoint = open_checkpoint(note, state_.signer.verifier());
    if (!checkpoint)
      return problem(fmt::format("checkpoint {}: {}", size, checkpoint.error().what));
    if (checkpoint->size != size)
      return problem(fmt::format("checkpoint {}: it says size {}", size, checkpoint->size));
    if (checkpoint->root == edge_.root(hasher_)) return;
    // All later ones differ too: one line for them.
    if (++wrong_roots_ == 1)
      problem(
          fmt::format("checkpoint {}: the facts before it are not those that were signed", size));
  }

  // Tiles of level 0 were compared hash by hash.
  void compare_upper_tiles() {
    for (const auto& tile : completed_) {
      if (tile.level == 0) continue;
      const auto stored = state_.log->tile(tile.level, tile.index);
      const auto name = fmt::format("tile {}/{}", tile.level, tile.index);
      if (!stored)
        problem(to_text(stored.error()));
      else if (!*stored)
        problem(name + " is missing");
      else if ((*stored)->hashes != tile.hashes)
        problem(name + ": a hash was changed");
    }
    completed_.clear();
  }

  void stop_at(uint64_t seq) {
    stopped_ = true;
    problem(fmt::format("fact {} and what follows could not be checked", seq));
  }

  void finish() {
    result_.root = edge_.root(hasher_);
    if (stopped_) return;
    if (wrong_roots_ > 1)
      problem(fmt::format("{} later checkpoints have other roots too", wrong_roots_ - 1));
    const auto last = state_.log->checkpoint(result_.size);
    if (!last)
      problem(to_text(last.error()));
    else if (result_.size > 0 && !*last)
      problem(fmt::format("checkpoint {} is missing", result_.size));
    if (result_.root != tip_->edge.root(hasher_))
      problem(fmt::format("the root of {} facts is not the one that was verified at the start",
                          result_.size));
  }

  const Ledger::State& state_;
  const std::shared_ptr<const Tip> tip_;
  LedgerCheck result_;
  TreeHasher hasher_;
  TreeEdge edge_;
  std::vector<LogTile> completed_;
  Instant recorded_ = Instant::never_before();
  uint64_t wrong_roots_ = 0;
  bool stopped_ = false;
  // Of the facts being read.
  std::optional<LogTile> tile_;
  std::vector<std::pair<uint64_t, std::string>> notes_;
  size_t next_note_ = 0;
};

}  // namespace

Result<LedgerCheck> Ledger::check(const std::function<void(uint64_t, uint64_t)>& progress) const {
  return Check(*state_).run(progress);
}

}  // namespace probata
