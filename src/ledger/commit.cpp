// The commit: one straight function. The order of its steps is the argument that nothing
// acknowledged is lost, nothing half-written is seen, and no two checkpoints of one size are ever
// given out.
#include <fmt/format.h>

#include "ledger/state.h"

namespace probata {

namespace {

struct Prepared {
  std::vector<LogRow> rows;
  std::vector<LogTile> tiles;
  std::shared_ptr<Tip> tip;
};

// Salts of all rows at once: a random source is dear by the call.
std::vector<std::array<uint8_t, 16>> draw_salts(size_t count, const Random& random) {
  std::vector<std::array<uint8_t, 16>> salts(count);
  random({salts.front().data(), count * salts.front().size()});
  return salts;
}

size_t facts_in(std::span<Waiting* const> group) {
  size_t count = 0;
  for (const auto* waiting : group) count += waiting->bodies.size();
  return count;
}

Prepared prepare(Ledger::State& s, std::span<Waiting* const> group) {
  const auto before = s.current();
  Prepared next{.tip = std::make_shared<Tip>()};
  next.tip->edge = before->edge;
  next.tip->recorded = std::max(before->recorded, s.clock());
  next.rows.reserve(facts_in(group));
  const auto salts = draw_salts(next.rows.capacity(), s.random);
  for (const auto* waiting : group) {
    for (const auto& body : waiting->bodies) {
      const auto& salt = salts[next.rows.size()];
      auto& edge = next.tip->edge;
      const auto leaf = s.hasher.leaf(next.tip->recorded, salt, body);
      next.rows.push_back({edge.size(), next.tip->recorded, body, salt, leaf});
      edge.add(leaf, s.hasher, &next.tiles);
    }
  }
  return next;
}

void acknowledge(std::span<Waiting* const> group, uint64_t first, const Tip& tip) {
  for (auto* waiting : group) {
    waiting->result = Receipt{first, tip.edge.size(), tip.recorded, tip.note};
    first += waiting->bodies.size();
  }
}

// read_tip(), and a look that nothing acknowledged is gone.
Result<std::shared_ptr<const Tip>> look_again(const Ledger::State& s) {
  auto found = TRY(read_tip(*s.log, s.signer));
  const auto had = s.current()->edge.size();
  if (found->edge.size() >= had) return found;
  return failure(
      fmt::format("the ledger had {} facts and has {}: it was replaced under this program", had,
                  found->edge.size()),
      "stop, and find out who put another ledger in its place");
}

Error not_known(const Error& write, const Error& read) {
  return {.what = fmt::format("it is not known whether the facts were stored: {}; then: {}",
                              write.what, read.what),
          .hint = "the next append looks again; see the ledger's size before you repeat this one",
          .place = write.place};
}

}  // namespace

Result<void> commit(Ledger::State& s, std::span<Waiting* const> group) {
  // 1. Where an earlier write has an unknown outcome, look first. Crash: nothing was written; the
  // next open looks likewise.
  if (s.undecided) {
    s.publish(TRY(look_again(s)));
    s.undecided = false;
  }

  // 2. Number, time, salts, leaves, tree: in memory, beside the current tip. Crash: nothing is left
  // behind.
  const uint64_t first = s.current()->edge.size();
  auto next = prepare(s, group);

  // 3. Sign. The note stays in this function until step 4 has succeeded. Crash: a signature that
  // nobody has seen, over a root that
  //    a later checkpoint of the same size may contradict; it is gone with the memory.
  next.tip->note = s.signer.sign(
      {s.signer.verifier().name, next.tip->edge.size(), next.tip->edge.root(s.hasher)});

  // 4. Rows, tiles and note in one transaction, synced. Crash within: the log's own recovery keeps
  // all or nothing at the next open,
  //    and read_tip() settles it. The callers have no receipt, so either is right.
  if (const auto written = s.log->append(next.rows, next.tiles, next.tip->note); !written) {
    // 5. The write says that it failed, and it may be wrong. Settle and read, as open() does.
    // Crash: open() does it.
    s.undecided = true;
    auto found = look_again(s);
    if (!found) return std::unexpected(not_known(written.error(), found.error()));
    s.undecided = false;
    // Ed25519 is deterministic and the salts are ours alone: the same note is the same facts.
    const bool persisted = (*found)->note == next.tip->note;
    s.publish(std::move(*found));
    if (!persisted) return std::unexpected(written.error());
  } else {
    // 6. Show it to readers. Crash from here on: durable facts without a receipt; the next open
    // shows them.
    s.publish(next.tip);
  }

  // 7. Acknowledge.
  acknowledge(group, first, *next.tip);
  return {};
}

}  // namespace probata
