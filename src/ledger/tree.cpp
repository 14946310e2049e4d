#include "ledger/tree.h"

#include <cstring>

#include "ledger/ledger.h"

namespace probata {

namespace {

constexpr int height = TileNodes::height;
constexpr uint64_t width = LogTile::width;

}  // namespace

Digest TreeHasher::leaf(Instant recorded, std::span<const uint8_t, 16> salt,
                        std::string_view body) {
  const auto commitment = sha_.add(salt).add(body).finish();
  std::array<uint8_t, 1 + 8 + 32> data{};
  for (size_t i = 0; i < 8; ++i)
    data[1 + i] = static_cast<uint8_t>(static_cast<uint64_t>(recorded.us) >> (56 - 8 * i));
  std::memcpy(data.data() + 9, commitment.bytes.data(), 32);
  return sha_.add(data).finish();
}

Digest TreeHasher::children(const Digest& left, const Digest& right) {
  std::array<uint8_t, 1 + 32 + 32> data{1};
  std::memcpy(data.data() + 1, left.bytes.data(), 32);
  std::memcpy(data.data() + 33, right.bytes.data(), 32);
  return sha_.add(data).finish();
}

Digest leaf_hash(Instant recorded, std::span<const uint8_t, 16> salt, std::string_view body) {
  return TreeHasher().leaf(recorded, salt, body);
}

Digest empty_root() { return sha256(std::string_view()); }

// REQUIRES: LogTile::width hashes.
Digest TileNodes::fill(std::span<const Digest> hashes, TreeHasher& hasher) {
  std::copy(hashes.begin(), hashes.end(), &at(0, 0));
  for (int row = 1; row < height; ++row)
    for (size_t i = 0; i < width >> row; ++i)
      at(row, i) = hasher.children(at(row - 1, 2 * i), at(row - 1, 2 * i + 1));
  return hasher.children(at(height - 1, 0), at(height - 1, 1));
}

void TreeEdge::add(const Digest& leaf, TreeHasher& hasher, std::vector<LogTile>* completed) {
  put(0, size_, leaf, hasher, completed);
  ++size_;
}

// A node with an odd number completes its parent, and so on upwards.
void TreeEdge::put(int level, uint64_t index, Digest node, TreeHasher& hasher,
                   std::vector<LogTile>* completed) {
  for (;; ++level, index >>= 1) {
    const auto number = static_cast<size_t>(level / height);
    const int row = level % height;
    if (number == tiles_.size()) tiles_.emplace_back();
    auto& tile = tiles_[number];
    const size_t place = index & ((width >> row) - 1);
    tile.at(row, place) = node;
    if (completed != nullptr && row == 0 && place == width - 1)
      completed->push_back({static_cast<uint8_t>(number), index / width,
                            std::vector(&tile.at(0, 0), &tile.at(0, 0) + width)});
    if (index % 2 == 0) return;
    node = hasher.children(tile.at(row, place - 1), node);
  }
}

const Digest* TreeEdge::node(int level, uint64_t index) const {
  const auto number = static_cast<size_t>(level / height);
  const int row = level % height;
  if (number >= tiles_.size() || level > 63 || index >= size_ >> level) return nullptr;
  const int above = height * (static_cast<int>(number) + 1);
  const uint64_t growing = above > 63 ? 0 : size_ >> above;
  if (index >> (height - row) != growing) return nullptr;
  return &tiles_[number].at(row, index & ((width >> row) - 1));
}

// RFC 6962 section 2.1: the tree over n leaves is a complete subtree for each bit of n, folded from
// the smallest on.
Digest TreeEdge::root(TreeHasher& hasher) const {
  if (size_ == 0) return empty_root();
  Digest folded;
  bool first = true;
  for (int level = 0; level < 64; ++level) {
    if ((size_ >> level & 1) == 0) continue;
    const auto* peak = node(level, (size_ >> level) - 1);
    folded = first ? *peak : hasher.children(*peak, folded);
    first = false;
  }
  return folded;
}

Result<TreeEdge> TreeEdge::load(uint64_t size,
                                const std::function<Result<Digest>(int, uint64_t)>& hash_at,
                                TreeHasher& hasher) {
  TreeEdge edge;
  for (int level = 0; level < 64 && size >> level > 0; level += height) {
    edge.tiles_.emplace_back();
    const uint64_t end = size >> level;
    auto& tile = edge.tiles_.back();
    for (uint64_t i = end / width * width; i < end; ++i)
      tile.at(0, i % width) = TRY(hash_at(level, i));
    for (int row = 1; row < height; ++row)
      for (size_t i = 0; i < (end % width) >> row; ++i)
        tile.at(row, i) = hasher.children(tile.at(row - 1, 2 * i), tile.at(row - 1, 2 * i + 1));
  }
  edge.size_ = size;
  return edge;
}

}  // namespace probata
