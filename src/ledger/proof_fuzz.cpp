// Arbitrary bytes as a proof, in binary and as JSON: verifying neither crashes nor accepts against
// a root that nobody computed.
#include <cstdlib>
#include <cstring>

#include "ledger/proof_json.h"

namespace {

using namespace probata;

void require(bool holds) {
  if (!holds) std::abort();
}

// A root that no input leads to, but by breaking SHA-256, or by being it: the root of a tree of one
// leaf is that leaf, and the fuzzer learns the bytes that it is compared with.
Digest foreign_root() { return sha256("a root of no tree"); }
bool is_the_root(const InclusionProof& proof) {
  return proof.seq == 0 && proof.size == 1 && proof.hashes.empty() && proof.leaf == foreign_root();
}

struct Input {
  const uint8_t* data;
  size_t size;
  uint64_t number() {
    uint64_t n = 0;
    const auto taken = std::min(size, sizeof n);
    std::memcpy(&n, data, taken);
    data += taken, size -= taken;
    // Small ones too, whose paths fit the few hashes that follow.
    return n % 4 == 0   ? n
           : n % 4 == 1 ? n >> 2 & 0xff
           : n % 4 == 2 ? n >> 2 & 7
                        : UINT64_MAX - (n >> 2 & 3);
  }
  Digest digest() {
    Digest d;
    const auto taken = std::min(size, d.bytes.size());
    std::memcpy(d.bytes.data(), data, taken);
    data += taken, size -= taken;
    return d;
  }
  std::vector<Digest> digests() {
    std::vector<Digest> all;
    while (size > 0) all.push_back(digest());
    return all;
  }
};

void try_binary(Input in) {
  const InclusionProof inclusion{
      .seq = in.number(), .size = in.number(), .leaf = in.digest(), .hashes = in.digests()};
  require(verify(inclusion, foreign_root()) == is_the_root(inclusion));
  // Two equal roots are consistent by definition only for equal sizes.
  const ConsistencyProof consistency{
      .from = inclusion.seq, .to = inclusion.size, .hashes = inclusion.hashes};
  if (consistency.from != consistency.to)
    require(!verify(consistency, foreign_root(), sha256("another root")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try_binary({data, size});
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = json::parse(text);
  if (!value) return 0;
  if (const auto proof = read_inclusion_proof(*value, text)) {
    require(verify(*proof, foreign_root()) == is_the_root(*proof));
    require(read_inclusion_proof(to_json(*proof))->hashes == proof->hashes);
  }
  if (const auto proof = read_consistency_proof(*value, text))
    require(proof->from == proof->to || !verify(*proof, foreign_root(), sha256("another root")));
  return 0;
}
