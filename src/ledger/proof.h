// Where the hashes of a proof lie: pure arithmetic, no input or output. A part [begin, end) of the
// tree stands for its Merkle tree hash MTH(D[begin:end]) of RFC 6962, section 2.1.
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/ledger.h"

namespace probata {

struct TreePart {
  uint64_t begin = 0, end = 0;
  bool operator==(const TreePart&) const = default;
};
// RFC 6962 section 2.1.1, PATH(seq, D[size]), from the leaf up. REQUIRES: seq < size.
std::vector<TreePart> inclusion_parts(uint64_t seq, uint64_t size);
// RFC 6962 section 2.1.2, PROOF(from, D[to]). Empty where from is 0 or to. REQUIRES: from <= to.
std::vector<TreePart> consistency_parts(uint64_t from, uint64_t to);

// A complete subtree: 2^level leaves from index * 2^level on.
struct TreeNode {
  int level = 0;
  uint64_t index = 0;
  bool operator==(const TreeNode&) const = default;
};
// The complete subtrees of a part, from left to right. REQUIRES: begin < end, and begin is a
// multiple of the least power of two that is not below end - begin, as it is for all parts above.
std::vector<TreeNode> nodes_of(TreePart);

}  // namespace probata
