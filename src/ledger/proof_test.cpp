// Proofs of a ledger against the definition, for every size up to 70 and every place in it; and
// that what is not a proof is refused.
#include "ledger/proof.h"

#include <gtest/gtest.h>

#include "ledger/reference_tree.h"
#include "ledger/test_ledger.h"

namespace probata {
namespace {

constexpr uint64_t largest = 70;

struct Grown {
  std::unique_ptr<Ledger> ledger = open_ledger(std::make_unique<MemoryLog>());
  std::vector<Digest> leaves;
  explicit Grown(uint64_t size) {
    EXPECT_TRUE(ledger->append(bodies(0, size)));
    EXPECT_TRUE(ledger->scan(0, size, [&](const LogRow& row) {
      leaves.push_back(row.leaf);
      return true;
    }));
  }
  std::span<const Digest> first(uint64_t n) const { return std::span(leaves).first(n); }
  Checkpoint checkpoint(uint64_t n) const { return {"", n, reference::root(first(n))}; }
};

TEST(Proof, InclusionIsTheDefinitionForEverySizeAndPlace) {
  const Grown grown(largest);
  for (uint64_t size = 1; size <= largest; ++size) {
    const auto root = reference::root(grown.first(size));
    EXPECT_EQ(grown.ledger->root(size), root);
    for (uint64_t seq = 0; seq < size; ++seq) {
      const auto proof = grown.ledger->prove_inclusion(seq, size).value();
      ASSERT_EQ(proof.leaf, grown.leaves[seq]);
      ASSERT_EQ(proof.hashes, reference::path(seq, grown.first(size))) << seq << '/' << size;
      ASSERT_TRUE(verify(proof, root));
    }
  }
}

TEST(Proof, ConsistencyIsTheDefinitionForEveryPair) {
  const Grown grown(largest);
  for (uint64_t to = 1; to <= largest; ++to)
    for (uint64_t from = 1; from <= to; ++from) {
      const auto proof = grown.ledger->prove_consistency(from, to).value();
      ASSERT_EQ(proof.hashes, reference::proof(from, grown.first(to))) << from << '/' << to;
      ASSERT_TRUE(verify(proof, grown.checkpoint(from), grown.checkpoint(to))) << from << '/' << to;
    }
}

TEST(Proof, AcrossTiles) {
  const Grown grown(1'400);
  for (const uint64_t size : {255u, 256u, 257u, 511u, 512u, 513u, 1'023u, 1'024u, 1'025u, 1'400u}) {
    EXPECT_EQ(grown.ledger->root(size), reference::root(grown.first(size)));
    for (uint64_t seq = 0; seq < size; seq += 37) {
      const auto proof = grown.ledger->prove_inclusion(seq, size).value();
      ASSERT_EQ(proof.hashes, reference::path(seq, grown.first(size)));
      const auto older = grown.ledger->prove_consistency(seq + 1, size).value();
      ASSERT_EQ(older.hashes, reference::proof(seq + 1, grown.first(size)));
    }
  }
}

TEST(Proof, FromTheEmptyTree) {
  const Grown grown(5);
  const auto proof = grown.ledger->prove_consistency(0, 5).value();
  EXPECT_TRUE(proof.hashes.empty());
  EXPECT_TRUE(verify(proof, grown.checkpoint(0), grown.checkpoint(5)));
  EXPECT_FALSE(verify(proof, grown.checkpoint(1).root, grown.checkpoint(5).root));
}

TEST(Proof, QuestionsWithoutAnAnswer) {
  const Grown grown(5);
  EXPECT_FALSE(grown.ledger->prove_inclusion(0, 6));
  EXPECT_FALSE(grown.ledger->prove_inclusion(3, 3));
  EXPECT_FALSE(grown.ledger->prove_consistency(3, 2));
  EXPECT_FALSE(grown.ledger->prove_consistency(3, 6));
  EXPECT_FALSE(grown.ledger->root(6));
}

// Every way to change a list of hashes by one: a bit of each hash, one gone, one doubled, one more,
// two exchanged.
std::vector<std::vector<Digest>> changed(const std::vector<Digest>& hashes) {
  std::vector<std::vector<Digest>> all;
  for (size_t i = 0; i < hashes.size(); ++i) {
    for (int bit = 0; bit < 256; bit += 51) {
      all.push_back(hashes);
      all.back()[i].bytes[static_cast<size_t>(bit / 8)] ^= static_cast<uint8_t>(1 << bit % 8);
    }
    all.push_back(hashes);
    all.back().erase(all.back().begin() + static_cast<std::ptrdiff_t>(i));
    all.push_back(hashes);
    all.back().insert(all.back().begin() + static_cast<std::ptrdiff_t>(i), hashes[i]);
    if (i > 0) {
      all.push_back(hashes);
      std::swap(all.back()[i - 1], all.back()[i]);
    }
  }
  all.push_back(hashes);
  all.back().push_back(sha256("more"));
  return all;
}

TEST(Proof, ChangedInclusionProofsAreRefused) {
  const Grown grown(largest);
  for (uint64_t size = 1; size <= largest; size += 3)
    for (uint64_t seq = 0; seq < size; ++seq) {
      const auto good = grown.ledger->prove_inclusion(seq, size).value();
      const auto at = grown.checkpoint(size);
      auto bad = good;
      for (bad.seq = 0; bad.seq <= size + 1; ++bad.seq) ASSERT_EQ(verify(bad, at), bad.seq == seq);
      bad = good;
      for (bad.size = 0; bad.size <= largest + 2; ++bad.size)
        ASSERT_EQ(verify(bad, at), bad.size == size);
      bad = good;
      bad.leaf.bytes[31] ^= 1;
      ASSERT_FALSE(verify(bad, at));
      bad = good;
      for (auto& hashes : changed(good.hashes)) {
        bad.hashes = std::move(hashes);
        ASSERT_FALSE(verify(bad, at)) << seq << '/' << size;
      }
    }
}

TEST(Proof, ChangedConsistencyProofsAreRefused) {
  const Grown grown(largest);
  for (uint64_t to = 1; to <= largest; to += 3)
    for (uint64_t from = 1; from <= to; ++from) {
      const auto good = grown.ledger->prove_consistency(from, to).value();
      const auto old_one = grown.checkpoint(from), new_one = grown.checkpoint(to);
      for (uint64_t wrong = 0; wrong <= largest; ++wrong) {
        auto bad = good;
        bad.from = wrong;
        ASSERT_EQ(verify(bad, old_one, new_one), wrong == from);
        bad = good;
        bad.to = wrong;
        ASSERT_EQ(verify(bad, old_one, new_one), wrong == to);
        ASSERT_EQ(verify(good, grown.checkpoint(wrong).root, new_one.root), wrong == from);
        ASSERT_EQ(verify(good, old_one.root, grown.checkpoint(wrong).root), wrong == to);
      }
      auto bad = good;
      for (auto& hashes : changed(good.hashes)) {
        bad.hashes = std::move(hashes);
        ASSERT_FALSE(verify(bad, old_one, new_one)) << from << '/' << to;
      }
    }
}

TEST(Proof, SizesNearTheEndOfNumbers) {
  const InclusionProof proof{.seq = UINT64_MAX - 1,
                             .size = UINT64_MAX,
                             .leaf = sha256("x"),
                             .hashes = std::vector<Digest>(200)};
  EXPECT_FALSE(verify(proof, sha256("y")));
  const ConsistencyProof other{
      .from = UINT64_MAX - 1, .to = UINT64_MAX, .hashes = std::vector<Digest>(200)};
  EXPECT_FALSE(verify(other, sha256("x"), sha256("y")));
  EXPECT_EQ(inclusion_parts(UINT64_MAX - 1, UINT64_MAX).size(), 63u);
  EXPECT_LE(consistency_parts(UINT64_MAX - 1, UINT64_MAX).size(), 64u);
}

}  // namespace
}  // namespace probata
