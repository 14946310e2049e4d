// The inside of an open ledger, shared by the files of this module.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

#include "ledger/ledger.h"
#include "ledger/tile_cache.h"
#include "ledger/tree.h"

namespace probata {

// Where the ledger stands: one durable size and all that belongs to it. Never changed once made, so
// that a reader keeps what it took.
struct Tip {
  TreeEdge edge;
  Instant recorded = Instant::earliest();  // of the last fact
  std::string note;                        // checkpoint of this size
};

// recover.cpp: what the log holds, settled and verified. Used at start and after a write that
// failed.
Result<std::shared_ptr<const Tip>> read_tip(Log&, const Signer&);

// A caller of append() in the queue.
struct Waiting {
  std::span<const std::string> bodies;
  Result<Receipt> result = Receipt{};  // the leader's until `done`
  bool done = false;                   // with Ledger::State::queue_mutex
  std::condition_variable woken;
};

struct Ledger::State {
  State(std::unique_ptr<Log> l, Signer s, Clock c, Random r)
      : log(std::move(l)), signer(std::move(s)), clock(std::move(c)), random(std::move(r)) {}

  const std::unique_ptr<Log> log;
  const Signer signer;
  const Clock clock;
  const Random random;
  mutable TileCache tiles;

  mutable std::mutex tip_mutex;  // guards `tip`, the pointer; held for a copy only
  std::shared_ptr<const Tip> tip;

  std::mutex queue_mutex;      // guards `queue` and `done` of those in it
  std::deque<Waiting*> queue;  // the first one leads

  // Owned by the leader of the queue, whoever that is.
  bool undecided = false;  // a write failed, and what it left is not known yet
  TreeHasher hasher;

  std::shared_ptr<const Tip> current() const {
    const std::lock_guard lock(tip_mutex);
    return tip;
  }
  void publish(std::shared_ptr<const Tip> next) {
    const std::lock_guard lock(tip_mutex);
    tip = std::move(next);
  }
};

// commit.cpp: all of the group, or none. REQUIRES: the caller leads; no batch is empty.
Result<void> commit(Ledger::State&, std::span<Waiting* const> group);

}  // namespace probata
