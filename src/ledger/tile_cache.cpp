#include "ledger/tile_cache.h"

#include <fmt/format.h>

#include "ledger/proof.h"

namespace probata {

std::shared_ptr<const TileNodes> TileCache::find(uint8_t level, uint64_t index) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find({level, index});
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->tile;
}

void TileCache::keep(uint8_t level, uint64_t index, std::shared_ptr<const TileNodes> tile) {
  const std::lock_guard lock(mutex_);
  const Key key{level, index};
  if (places_.contains(key)) return;
  entries_.push_front({key, std::move(tile)});
  places_.emplace(key, entries_.begin());
  if (entries_.size() <= capacity) return;
  places_.erase(entries_.back().key);
  entries_.pop_back();
}

Result<Digest> TreeReader::node(int level, uint64_t index) {
  if (const auto* growing = edge_.node(level, index)) return *growing;
  const int row = level % TileNodes::height;
  const auto number = static_cast<uint8_t>(level / TileNodes::height);
  const auto full = TRY(tile(number, index >> (TileNodes::height - row)));
  return full->at(row, index & ((LogTile::width >> row) - 1));
}

// The root of a tile is a hash of the tile above it, and the last one above lies in the edge, which
// the signed checkpoint fixes: so each tile is verified on its way in.
Result<std::shared_ptr<const TileNodes>> TreeReader::tile(uint8_t level, uint64_t index) {
  if (auto kept = cache_.find(level, index)) return kept;
  const auto stored = TRY(log_.tile(level, index));
  constexpr auto hint = "run `probata ledger check`, and restore the last backup";
  if (!stored) return failure(fmt::format("tile {}/{} is missing", level, index), hint);
  auto nodes = std::make_shared<TileNodes>();
  const auto root = nodes->fill(stored->hashes, hasher_);
  if (root != TRY(node((level + 1) * TileNodes::height, index)))
    return failure(fmt::format("tile {}/{} is damaged: it does not fit the tree", level, index),
                   hint);
  cache_.keep(level, index, nodes);
  return nodes;
}

Result<Digest> TreeReader::part(uint64_t begin, uint64_t end) {
  const auto nodes = nodes_of({begin, end});
  auto hash = TRY(node(nodes.back().level, nodes.back().index));
  for (auto at = nodes.rbegin() + 1; at != nodes.rend(); ++at)
    hash = hasher_.children(TRY(node(at->level, at->index)), hash);
  return hash;
}

}  // namespace probata
