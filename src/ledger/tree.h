// The Merkle tree of RFC 6962, grown leaf by leaf.
//
// A node (level, index) is complete once its 2^level leaves are there, and then never changes.
// Eight levels make a tile: 256 hashes and all the nodes over them (C2SP tlog-tiles). A full tile
// goes to the log; the one that still grows at each height is kept here. These growing tiles, at
// most one for eight levels, are the tree's right edge: they hold every complete subtree of which
// the root consists, so appending and the root need nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/hash.h"
#include "base/time.h"
#include "store/log.h"

namespace probata {

class TreeHasher {
 public:
  // Leaf data = recorded (int64 microseconds, big endian) ‖ SHA-256(salt ‖ body); RFC 6962
  // section 2.1 puts 0x00 before.
  Digest leaf(Instant recorded, std::span<const uint8_t, 16> salt, std::string_view body);
  // RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right).
  Digest children(const Digest& left, const Digest& right);

 private:
  Sha256 sha_;
};

// 256 hashes and the nodes above them but for the root: row k has 256 / 2^k.
class TileNodes {
 public:
  static constexpr int height = 8;
  Digest& at(int row, size_t index) { return nodes_[offset(row) + index]; }
  const Digest& at(int row, size_t index) const { return nodes_[offset(row) + index]; }
  // Puts the full tile's hashes and computes all above; returns the root.
  Digest fill(std::span<const Digest> hashes, TreeHasher&);

 private:
  static constexpr size_t offset(int row) { return 512 - (size_t{512} >> row); }
  std::array<Digest, 510> nodes_;
};

class TreeEdge {
 public:
  uint64_t size() const { return size_; }
  // Tiles that this leaf completes are added to `completed`, where it is given.
  void add(const Digest& leaf, TreeHasher&, std::vector<LogTile>* completed);
  Digest root(TreeHasher&) const;
  // The node, where it is complete and lies in a growing tile; else nullptr.
  const Digest* node(int level, uint64_t index) const;
  // The edge of a tree of `size` leaves; `hash_at(level, index)` gives those at levels 0, 8, 16, …
  // that it asks for, lowest first.
  static Result<TreeEdge> load(uint64_t size,
                               const std::function<Result<Digest>(int, uint64_t)>& hash_at,
                               TreeHasher&);

 private:
  void put(int level, uint64_t index, Digest node, TreeHasher&, std::vector<LogTile>* completed);

  uint64_t size_ = 0;
  std::vector<TileNodes> tiles_;  // tiles_[n]: the growing tile of levels 8n to 8n + 7
};

Digest empty_root();  // SHA-256 of nothing

}  // namespace probata
