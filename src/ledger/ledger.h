// The ledger of one organisation: bytes in order, each committed to by a leaf of an RFC 6962 tree.
//
// Leaf data = recorded (int64 microseconds, big endian) ‖ SHA-256(salt ‖ canonical fact); leaf hash
// = SHA-256(0x00 ‖ leaf data). The salt (16 random bytes) is kept with the body, so that a disposed
// body cannot be guessed from the tree.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/environment.h"
#include "ledger/note.h"
#include "store/log.h"

namespace probata {

struct Receipt {
  uint64_t first = 0;  // seq of the first fact appended
  uint64_t size = 0;   // of the ledger after the append
  Instant recorded;    // of all of them: max(previous, clock)
  std::string checkpoint;
};

struct InclusionProof {
  uint64_t seq = 0, size = 0;
  Digest leaf;
  std::vector<Digest> hashes;  // RFC 6962 section 2.1.1, from the leaf up
};
struct ConsistencyProof {
  uint64_t from = 0, to = 0;
  std::vector<Digest> hashes;  // RFC 6962 section 2.1.2
};

// What a full check found; empty problems: every leaf, node, checkpoint and body agrees.
struct LedgerCheck {
  uint64_t size = 0, disposed = 0, checkpoints = 0;
  Digest root;
  std::vector<std::string> problems;  // each names seq, node or checkpoint
};

class Ledger {
 public:
  // Opens, settles what a crash left, verifies the last checkpoint against the tree's right edge
  // and the newest rows against their leaves (a full check is check()). The signer's name is the
  // ledger's origin. Any thread may call any method.
  static Result<std::unique_ptr<Ledger>> open(std::unique_ptr<Log>, Signer, Clock, Random);
  // Durable when it returns. Callers from several threads are committed together (group commit);
  // one that fails fails alone. An empty batch and a body of more than `longest_body` bytes are
  // errors. Where an error says that it is not known whether the facts were stored, size() tells it
  // after the next append that goes well: whoever keeps a view reads on from there.
  static constexpr size_t longest_body = size_t{16} << 20;
  Result<Receipt> append(std::span<const std::string> canonical_bodies);
  uint64_t size() const;  // of what is durable and acknowledged; no reading method shows more
  Instant last_recorded() const;
  Result<void> scan(uint64_t first, uint64_t last_exclusive,
                    const std::function<bool(const LogRow&)>&) const;
  Result<void> scan_bodies(uint64_t first, uint64_t last_exclusive,
                           const std::function<bool(LogBodies&)>&) const;
  Result<std::optional<LogRow>> row(uint64_t seq) const;
  Result<std::string> checkpoint() const;  // of the current size, signed
  // The newest `limit`, in order of size.
  Result<std::vector<std::pair<uint64_t, std::string>>> checkpoints(size_t limit) const;
  const Verifier& verifier() const;
  // These compute from tiles that they verify up to the right edge, so a damaged tile is an error
  // and never a wrong proof.
  Result<Digest> root(uint64_t size) const;
  Result<InclusionProof> prove_inclusion(uint64_t seq, uint64_t size) const;
  Result<ConsistencyProof> prove_consistency(uint64_t from, uint64_t to) const;
  // Removes body and salt for ever; leaf and place remain, so every root and proof stays. The
  // caller first appends the fact that says so: after a crash between the two it calls this again,
  // which does no harm.
  Result<void> dispose(std::span<const uint64_t> seqs);
  // Recomputes everything from the bodies; `progress(done, total)` is called now and then. Appends
  // go on meanwhile.
  Result<LedgerCheck> check(const std::function<void(uint64_t, uint64_t)>& progress) const;

  ~Ledger();
  struct State;
  explicit Ledger(std::unique_ptr<State>);

 private:
  std::unique_ptr<State> state_;
};

Digest leaf_hash(Instant recorded, std::span<const uint8_t, 16> salt, std::string_view body);
// Verify by the proof alone: false when anything does not fit. No memory of the ledger is needed. A
// root alone does not fix the size (some trees of different sizes have paths of one shape): whoever
// has checkpoints gives these.
bool verify(const InclusionProof&, const Digest& root);
bool verify(const ConsistencyProof&, const Digest& from_root, const Digest& to_root);
bool verify(const InclusionProof&, const Checkpoint&);
bool verify(const ConsistencyProof&, const Checkpoint& from, const Checkpoint& to);

}  // namespace probata
