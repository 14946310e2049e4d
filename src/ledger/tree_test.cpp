#include "ledger/tree.h"

#include <gtest/gtest.h>

#include "ledger/ledger.h"
#include "ledger/proof.h"
#include "ledger/reference_tree.h"

namespace probata {
namespace {

Digest digest(std::string_view hex) { return parse_digest("sha256:" + std::string(hex)).value(); }

// Leaves and roots of Certificate Transparency's own tests.
std::vector<Digest> ct_leaves() {
  std::vector<Digest> leaves;
  for (const auto* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                          "606162636465666768696a6b6c6d6e6f"}) {
    const std::array<uint8_t, 1> prefix{0};
    leaves.push_back(Sha256().add(prefix).add(from_hex(hex).value()).finish());
  }
  return leaves;
}

std::vector<Digest> some_leaves(size_t count) {
  std::vector<Digest> leaves;
  for (size_t i = 0; i < count; ++i) leaves.push_back(sha256(std::to_string(i)));
  return leaves;
}

TreeEdge edge_of(std::span<const Digest> leaves, std::vector<LogTile>* tiles = nullptr) {
  TreeEdge edge;
  TreeHasher hasher;
  for (const auto& leaf : leaves) edge.add(leaf, hasher, tiles);
  return edge;
}

TEST(Tree, RootsOfCertificateTransparency) {
  const std::vector<std::string> roots = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  const auto leaves = ct_leaves();
  TreeHasher hasher;
  for (size_t n = 0; n < roots.size(); ++n) {
    EXPECT_EQ(edge_of(std::span(leaves).first(n)).root(hasher), digest(roots[n])) << n;
    EXPECT_EQ(reference::root(std::span(leaves).first(n)), digest(roots[n])) << n;
  }
}

TEST(Tree, AProofOfCertificateTransparency) {
  const auto leaves = ct_leaves();
  InclusionProof proof{.seq = 0, .size = 8, .leaf = leaves[0]};
  for (const auto* hex : {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"})
    proof.hashes.push_back(digest(hex));
  EXPECT_EQ(proof.hashes, reference::path(0, leaves));
  EXPECT_TRUE(verify(proof, reference::root(leaves)));
}

TEST(Tree, LeafIsTimeAndSaltedCommitment) {
  std::array<uint8_t, 16> salt{};
  salt[15] = 0xff;
  // recorded = 1 us before the epoch is eight bytes of ff.
  const auto inner = Sha256().add(salt).add("body").finish();
  const auto data =
      "00"
      "ffffffffffffffff" +
      to_hex(inner.bytes);
  EXPECT_EQ(leaf_hash({-1}, salt, "body"), sha256(from_hex(data).value()));
  EXPECT_NE(leaf_hash({-1}, salt, "body"), leaf_hash({-1}, salt, "bodz"));
  EXPECT_NE(leaf_hash({-1}, salt, "body"), leaf_hash({0}, salt, "body"));
}

TEST(Tree, GrowsAsTheDefinitionSays) {
  const auto leaves = some_leaves(1'100);
  TreeEdge edge;
  TreeHasher hasher;
  for (size_t n = 1; n <= leaves.size(); ++n) {
    edge.add(leaves[n - 1], hasher, nullptr);
    if (n < 300 || n % 97 == 0 || n % 256 < 2)
      ASSERT_EQ(edge.root(hasher), reference::root(std::span(leaves).first(n))) << n;
  }
}

TEST(Tree, NodesOfTheEdgeAreThoseOfTheDefinition) {
  const auto leaves = some_leaves(700);
  const auto edge = edge_of(leaves);
  int found = 0;
  for (int level = 0; level < 12; ++level)
    for (uint64_t i = 0; i < 800; ++i) {
      const auto* node = edge.node(level, i);
      const bool complete = (i + 1) << level <= leaves.size();
      if (node == nullptr) {
        // Complete but not here: then it lies in a full tile.
        EXPECT_TRUE(!complete || (level < 8 && i >> (8 - level) < 2)) << level << '/' << i;
        continue;
      }
      ++found;
      ASSERT_TRUE(complete) << level << '/' << i;
      EXPECT_EQ(*node, reference::root(std::span(leaves).subspan(i << level, size_t{1} << level)));
    }
  EXPECT_EQ(found, 188 + 94 + 47 + 23 + 11 + 5 + 2 + 1 + 2 + 1);
}

TEST(Tree, FullTilesAreGivenOnceAndLoadTheSameEdge) {
  const auto leaves = some_leaves(256 * 256 + 600);
  std::vector<LogTile> tiles;
  const auto edge = edge_of(leaves, &tiles);
  ASSERT_EQ(tiles.size(), 256u + 2 + 1);
  std::map<std::pair<int, uint64_t>, LogTile> stored;
  for (const auto& tile : tiles)
    EXPECT_TRUE(stored.emplace(std::pair(tile.level, tile.index), tile).second);
  EXPECT_EQ(stored.at({0, 3}).hashes, std::vector(leaves.begin() + 768, leaves.begin() + 1024));

  TreeHasher hasher;
  const auto hash_at = [&](int level, uint64_t index) -> Result<Digest> {
    if (level == 0) return leaves[index];
    return TileNodes().fill(stored.at({level / 8 - 1, index}).hashes, hasher);
  };
  auto loaded = TreeEdge::load(leaves.size(), hash_at, hasher).value();
  EXPECT_EQ(loaded.root(hasher), edge.root(hasher));
  const auto more = some_leaves(700);
  auto grown = edge;
  std::vector<LogTile> one, other;
  for (const auto& leaf : more) grown.add(leaf, hasher, &one), loaded.add(leaf, hasher, &other);
  EXPECT_EQ(loaded.root(hasher), grown.root(hasher));
  ASSERT_EQ(one.size(), other.size());
  for (size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].hashes, other[i].hashes);
}

TEST(Tree, LoadPassesErrorsOn) {
  TreeHasher hasher;
  EXPECT_FALSE(
      TreeEdge::load(3, [](int, uint64_t) -> Result<Digest> { return failure("x"); }, hasher));
}

}  // namespace
}  // namespace probata
