// Full tiles, read and verified once, with all the nodes inside; the least recently used ones go.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "ledger/tree.h"

namespace probata {

class TileCache {
 public:
  static constexpr size_t capacity =
      512;  // 8 MiB: proofs over the newest 131,072 facts read nothing
  std::shared_ptr<const TileNodes> find(uint8_t level, uint64_t index);
  void keep(uint8_t level, uint64_t index, std::shared_ptr<const TileNodes>);

 private:
  using Key = std::pair<uint8_t, uint64_t>;
  struct Entry {
    Key key;
    std::shared_ptr<const TileNodes> tile;
  };
  std::mutex mutex_;          // guards all below
  std::list<Entry> entries_;  // last used first
  std::map<Key, std::list<Entry>::iterator> places_;
};

// The tree of one size: growing tiles from its edge, full ones through the cache from the log.
class TreeReader {
 public:
  TreeReader(const TreeEdge& edge, TileCache& cache, const Log& log)
      : edge_(edge), cache_(cache), log_(log) {}
  // REQUIRES: the node is complete.
  Result<Digest> node(int level, uint64_t index);
  // MTH(D[begin:end]) of RFC 6962, for the parts that proof.h gives.
  Result<Digest> part(uint64_t begin, uint64_t end);

 private:
  Result<std::shared_ptr<const TileNodes>> tile(uint8_t level, uint64_t index);

  const TreeEdge& edge_;
  TileCache& cache_;
  const Log& log_;
  TreeHasher hasher_;
};

}  // namespace probata
