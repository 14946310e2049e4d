// Callers of append() queue; the first leads and commits what is waiting, its own batch first, in
// one transaction with one checkpoint (group commit, as in leveldb's writer queue). While it waits
// for the disk the next group gathers, so the cost of a flush is shared by all who came meanwhile.
#include "ledger/ledger.h"

#include <fmt/format.h>

#include "ledger/proof.h"
#include "ledger/state.h"

namespace probata {

namespace {

// Bounds what one transaction holds in memory and how long the first of a group waits for the
// others.
constexpr size_t most_facts_in_group = 8'192;
constexpr size_t most_bytes_in_group = size_t{8} << 20;

size_t bytes_in(const Waiting& waiting) {
  size_t bytes = 0;
  for (const auto& body : waiting.bodies) bytes += body.size();
  return bytes;
}

// The front of the queue, as far as the bounds allow; the first batch always.
std::vector<Waiting*> next_group(const std::deque<Waiting*>& queue) {
  std::vector<Waiting*> group;
  size_t facts = 0, bytes = 0;
  for (auto* waiting : queue) {
    facts += waiting->bodies.size();
    bytes += bytes_in(*waiting);
    if (!group.empty() && (facts > most_facts_in_group || bytes > most_bytes_in_group)) break;
    group.push_back(waiting);
  }
  return group;
}

void fail_all(std::span<Waiting* const> group, const Error& error) {
  for (auto* waiting : group) waiting->result = std::unexpected(error);
}

// A group that is known not to be stored is tried again one by one: a batch too large for the disk
// must not take the others with it. Where the outcome is not known, a second try could store it
// twice.
void commit_group(Ledger::State& s, std::span<Waiting* const> group) {
  const auto done = commit(s, group);
  if (done) return;
  if (group.size() == 1 || s.undecided) return fail_all(group, done.error());
  for (auto* waiting : group) commit_group(s, std::span(&waiting, 1));
}

// REQUIRES: the lock is held, and the caller's batch is the first of the queue.
void lead(Ledger::State& s, std::unique_lock<std::mutex>& lock) {
  const auto group = next_group(s.queue);
  lock.unlock();
  commit_group(s, group);
  lock.lock();
  for (auto* waiting : group) {
    s.queue.pop_front();
    waiting->done = true;
    waiting->woken.notify_one();
  }
  if (!s.queue.empty()) s.queue.front()->woken.notify_one();
}

Result<void> check_bodies(std::span<const std::string> bodies) {
  if (bodies.empty()) return failure("there is nothing to append", "give at least one fact");
  for (const auto& body : bodies)
    if (body.size() > Ledger::longest_body)
      return failure(
          fmt::format("a fact has {} bytes, more than {}", body.size(), Ledger::longest_body),
          "keep what is large as evidence, and cite it by its hash");
  return {};
}

std::unexpected<Error> no_such_size(uint64_t wanted, uint64_t size) {
  return failure(fmt::format("the ledger has {} facts, not {}", size, wanted),
                 fmt::format("give a size of at most {}", size));
}

}  // namespace

Ledger::Ledger(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::~Ledger() = default;

Result<std::unique_ptr<Ledger>> Ledger::open(std::unique_ptr<Log> log, Signer signer, Clock clock,
                                             Random random) {
  auto state = std::make_unique<State>(std::move(log), std::move(signer), std::move(clock),
                                       std::move(random));
  state->publish(TRY(read_tip(*state->log, state->signer)));
  return std::make_unique<Ledger>(std::move(state));
}

Result<Receipt> Ledger::append(std::span<const std::string> canonical_bodies) {
  TRY_VOID(check_bodies(canonical_bodies));
  Waiting mine{.bodies = canonical_bodies};
  std::unique_lock lock(state_->queue_mutex);
  state_->queue.push_back(&mine);
  mine.woken.wait(lock, [&] { return mine.done || state_->queue.front() == &mine; });
  if (!mine.done) lead(*state_, lock);
  return std::move(mine.result);
}

uint64_t Ledger::size() const { return state_->current()->edge.size(); }
Instant Ledger::last_recorded() const { return state_->current()->recorded; }
Result<std::string> Ledger::checkpoint() const { return state_->current()->note; }
const Verifier& Ledger::verifier() const { return state_->signer.verifier(); }

// Bounded by the tip and not by the log: what is written but not acknowledged is not shown.
Result<void> Ledger::scan(uint64_t first, uint64_t last_exclusive,
                          const std::function<bool(const LogRow&)>& each) const {
  return state_->log->scan(first, std::min(last_exclusive, size()), each);
}

Result<void> Ledger::scan_bodies(uint64_t first, uint64_t last_exclusive,
                                 const std::function<bool(LogBodies&)>& each) const {
  return state_->log->scan_bodies(first, std::min(last_exclusive, size()), each);
}

Result<std::optional<LogRow>> Ledger::row(uint64_t seq) const {
  if (seq >= size()) return std::optional<LogRow>();
  return state_->log->row(seq);
}

Result<std::vector<std::pair<uint64_t, std::string>>> Ledger::checkpoints(size_t limit) const {
  const auto shown = size();
  auto notes = TRY(state_->log->checkpoints(limit));
  std::erase_if(notes, [&](const auto& note) { return note.first > shown; });
  return notes;
}

Result<Digest> Ledger::root(uint64_t size) const {
  const auto tip = state_->current();
  if (size > tip->edge.size()) return no_such_size(size, tip->edge.size());
  if (size == 0) return empty_root();
  return TreeReader(tip->edge, state_->tiles, *state_->log).part(0, size);
}

Result<InclusionProof> Ledger::prove_inclusion(uint64_t seq, uint64_t size) const {
  const auto tip = state_->current();
  if (size > tip->edge.size()) return no_such_size(size, tip->edge.size());
  if (seq >= size)
    return failure(fmt::format("fact {} is not among the first {}", seq, size),
                   "the first fact is 0; give a larger size");
  TreeReader tree(tip->edge, state_->tiles, *state_->log);
  InclusionProof proof{.seq = seq, .size = size, .leaf = TRY(tree.node(0, seq))};
  for (const auto& part : inclusion_parts(seq, size))
    proof.hashes.push_back(TRY(tree.part(part.begin, part.end)));
  return proof;
}

Result<ConsistencyProof> Ledger::prove_consistency(uint64_t from, uint64_t to) const {
  const auto tip = state_->current();
  if (to > tip->edge.size()) return no_such_size(to, tip->edge.size());
  if (from > to)
    return failure(fmt::format("{} is after {}", from, to), "give the smaller size first");
  TreeReader tree(tip->edge, state_->tiles, *state_->log);
  ConsistencyProof proof{.from = from, .to = to};
  for (const auto& part : consistency_parts(from, to))
    proof.hashes.push_back(TRY(tree.part(part.begin, part.end)));
  return proof;
}

Result<void> Ledger::dispose(std::span<const uint64_t> seqs) {
  const auto size = state_->current()->edge.size();
  for (const auto seq : seqs)
    if (seq >= size) return failure(fmt::format("there is no fact {} to dispose of", seq));
  return state_->log->dispose(seqs);
}

}  // namespace probata
