// What is in the log, and nothing else, decides what the ledger is. The same function answers at
// start, after a crash of the process or the machine, and after a write whose outcome is not known.
#include <fmt/format.h>

#include "ledger/state.h"

namespace probata {

namespace {

constexpr auto damage_hint =
    "keep the data as it is, and restore the last backup with `probata restore`";

std::unexpected<Error> damaged(std::string what) {
  return failure("the ledger is damaged: " + std::move(what), damage_hint);
}

// The rows of the growing tile or, where it has just been emptied, of the last full one.
uint64_t first_newest(uint64_t size) {
  return size == 0 ? 0 : (size - 1) / LogTile::width * LogTile::width;
}

struct Newest {
  std::vector<Digest> leaves;
  Instant recorded = Instant::earliest();
};

Result<Newest> read_newest(const Log& log, uint64_t size, TreeHasher& hasher) {
  Newest newest;
  std::optional<uint64_t> wrong;
  TRY_VOID(log.scan(first_newest(size), size, [&](const LogRow& row) {
    newest.leaves.push_back(row.leaf);
    newest.recorded = row.recorded;
    if (!row.disposed && hasher.leaf(row.recorded, row.salt, row.body) != row.leaf) wrong = row.seq;
    return !wrong;
  }));
  if (wrong)
    return damaged(fmt::format("fact {} is not what was stored: its hash differs", *wrong));
  if (newest.leaves.size() != size - first_newest(size))
    return damaged(fmt::format("facts are missing before {}", size));
  return newest;
}

Result<Digest> tile_root(const Log& log, uint8_t level, uint64_t index, TreeHasher& hasher) {
  const auto tile = TRY(log.tile(level, index));
  if (!tile) return damaged(fmt::format("tile {}/{} is missing", level, index));
  auto nodes = std::make_unique<TileNodes>();
  return nodes->fill(tile->hashes, hasher);
}

Result<TreeEdge> load_edge(const Log& log, uint64_t size, const Newest& newest,
                           TreeHasher& hasher) {
  const auto hash_at = [&](int level, uint64_t index) -> Result<Digest> {
    if (level == 0) return newest.leaves[index - first_newest(size)];
    return tile_root(log, static_cast<uint8_t>(level / TileNodes::height - 1), index, hasher);
  };
  return TreeEdge::load(size, hash_at, hasher);
}

// The signed root fixes every leaf below it. Returns the note.
Result<std::string> check_last(const Log& log, uint64_t size, const Digest& root,
                               const Verifier& verifier) {
  auto note = TRY(log.checkpoint(size));
  if (!note) return damaged(fmt::format("it has {} facts but no checkpoint of that size", size));
  const auto checkpoint = open_checkpoint(*note, verifier);
  if (!checkpoint)
    return failure(fmt::format("checkpoint {}: {}", size, checkpoint.error().what),
                   checkpoint.error().hint);
  if (checkpoint->size != size)
    return damaged(fmt::format("checkpoint {} says size {}", size, checkpoint->size));
  if (checkpoint->root != root)
    return damaged(
        fmt::format("the tree over its {} facts is not the one in checkpoint {}", size, size));
  return std::move(*note);
}

}  // namespace

Result<std::shared_ptr<const Tip>> read_tip(Log& log, const Signer& signer) {
  // Before looking: what is seen from here on is durable, and what is not seen cannot appear later.
  TRY_VOID(log.settle());
  TreeHasher hasher;
  const auto size = TRY(log.size());
  const auto newest = TRY(read_newest(log, size, hasher));
  auto tip = std::make_shared<Tip>();
  tip->edge = TRY(load_edge(log, size, newest, hasher));
  tip->recorded = newest.recorded;
  const auto root = tip->edge.root(hasher);
  // The checkpoint of the empty ledger is not stored: whoever asks gets it signed anew, the same
  // bytes each time.
  tip->note = size == 0 ? signer.sign({signer.verifier().name, 0, root})
                        : TRY(check_last(log, size, root, signer.verifier()));
  return tip;
}

}  // namespace probata
