// RFC 6962 cuts a tree of n leaves at k, the greatest power of two below n: MTH(D[n]) =
// H(MTH(D[0:k]), MTH(D[k:n])). A proof walks from the root to its goal and notes at every cut the
// side that it leaves. Verification walks back up by the bits of the numbers alone (RFC 9162,
// sections 2.1.3.2 and 2.1.4.2).
#include "ledger/proof.h"

#include <algorithm>
#include <bit>

#include "ledger/tree.h"

namespace probata {

namespace {

uint64_t cut(TreePart part) { return part.begin + std::bit_floor(part.end - part.begin - 1); }

}  // namespace

std::vector<TreePart> inclusion_parts(uint64_t seq, uint64_t size) {
  std::vector<TreePart> parts;
  for (TreePart in{0, size}; in.end - in.begin > 1;) {
    const uint64_t k = cut(in);
    const TreePart left{in.begin, k}, right{k, in.end};
    parts.push_back(seq < k ? right : left);
    in = seq < k ? left : right;
  }
  std::reverse(parts.begin(), parts.end());
  return parts;
}

std::vector<TreePart> consistency_parts(uint64_t from, uint64_t to) {
  std::vector<TreePart> parts;
  if (from == 0 || from == to) return parts;
  TreePart in{0, to};
  while (from != in.end) {
    const uint64_t k = cut(in);
    const TreePart left{in.begin, k}, right{k, in.end};
    parts.push_back(from <= k ? right : left);
    in = from <= k ? left : right;
  }
  // The subtree that ends at `from`: the verifier knows it only where it is the whole old tree.
  if (in.begin != 0) parts.push_back(in);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

std::vector<TreeNode> nodes_of(TreePart part) {
  std::vector<TreeNode> nodes;
  uint64_t left = part.end - part.begin;
  for (uint64_t at = part.begin; left > 0;) {
    const int level = std::bit_width(left) - 1;
    nodes.push_back({level, at >> level});
    at += uint64_t{1} << level;
    left -= uint64_t{1} << level;
  }
  return nodes;
}

bool verify(const InclusionProof& proof, const Digest& root) {
  if (proof.seq >= proof.size) return false;
  TreeHasher hasher;
  uint64_t node = proof.seq, last = proof.size - 1;
  Digest hash = proof.leaf;
  for (const auto& sibling : proof.hashes) {
    if (last == 0) return false;
    if (node % 2 == 1 || node == last) {
      hash = hasher.children(sibling, hash);
      // A right end without sibling moves up alone.
      while (node % 2 == 0 && node != 0) node >>= 1, last >>= 1;
    } else {
      hash = hasher.children(hash, sibling);
    }
    node >>= 1, last >>= 1;
  }
  return last == 0 && hash == root;
}

namespace {

// Both roots at once: `from_hash` takes only what lies left of the old end.
bool verify_walk(const ConsistencyProof& proof, Digest from_hash, std::span<const Digest> rest,
                 const Digest& from_root, const Digest& to_root) {
  TreeHasher hasher;
  uint64_t node = proof.from - 1, last = proof.to - 1;
  while (node % 2 == 1) node >>= 1, last >>= 1;
  Digest to_hash = from_hash;
  for (const auto& sibling : rest) {
    if (last == 0) return false;
    if (node % 2 == 1 || node == last) {
      from_hash = hasher.children(sibling, from_hash);
      to_hash = hasher.children(sibling, to_hash);
      while (node % 2 == 0 && node != 0) node >>= 1, last >>= 1;
    } else {
      to_hash = hasher.children(to_hash, sibling);
    }
    node >>= 1, last >>= 1;
  }
  return last == 0 && from_hash == from_root && to_hash == to_root;
}

}  // namespace

bool verify(const ConsistencyProof& proof, const Digest& from_root, const Digest& to_root) {
  if (proof.from > proof.to) return false;
  if (proof.from == proof.to) return proof.hashes.empty() && from_root == to_root;
  // Everything goes on from the empty tree.
  if (proof.from == 0) return proof.hashes.empty() && from_root == empty_root();
  const std::span<const Digest> hashes(proof.hashes);
  if (std::has_single_bit(proof.from))
    return verify_walk(proof, from_root, hashes, from_root, to_root);
  if (hashes.empty()) return false;
  return verify_walk(proof, hashes.front(), hashes.subspan(1), from_root, to_root);
}

bool verify(const InclusionProof& proof, const Checkpoint& checkpoint) {
  return proof.size == checkpoint.size && verify(proof, checkpoint.root);
}

bool verify(const ConsistencyProof& proof, const Checkpoint& from, const Checkpoint& to) {
  return proof.from == from.size && proof.to == to.size && verify(proof, from.root, to.root);
}

}  // namespace probata
