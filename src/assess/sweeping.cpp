#include "assess/sweeping.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "assess/lane_walk.h"

namespace probata {
namespace {

constexpr size_t chunk_size = 512;
// So many are read without the lane sooner than others have made their columns.
constexpr size_t few_items = 2048;

}  // namespace

unsigned threads_of(const Request& request) {
  return request.threads != 0 ? request.threads : std::max(1U, std::thread::hardware_concurrency());
}

void Progress::add(size_t items) {
  const std::lock_guard lock(mutex_);
  done_ += items;
  if (request_.progress) request_.progress(done_, total_);
}

// One thread's. What is seldom needed is made when it is.
struct Sweeping::Worker {
  const Sweeping& sweeping;
  const Asked& asked;
  std::optional<Evaluator> evaluator = {};
  std::unique_ptr<Lane::Walk> walk = {};

  void add(Part& part, uint32_t place) {
    const Entity item = sweeping.items_[place];
    if (sweeping.lane_ && take(part, item, place)) return;
    if (!walk && !evaluator) evaluator.emplace(sweeping.view_);
    add_item(part, walk ? walk->evaluator() : *evaluator, sweeping.records_, sweeping.test_, item,
             asked);
  }

  // False: it goes the way of all, because it is not plain or because more of it is shown than the
  // lane tells.
  bool take(Part& part, Entity item, uint32_t place) {
    const Lane& lane = *sweeping.lane_;
    if (!walk) walk = lane.walk(evaluator);
    const Lane::Ask ask{.all = asked.all, .shown = asked.detail == Detail::verdicts};
    const Lane::Found found = lane.run(*walk, item, place, ask, part.population, part.arisen);
    if (found.added && found.failed) part.not_passed.push_back(item);
    return found.added;
  }
};

Sweeping::Sweeping(const View& view, const People& records, const Test& test,
                   std::span<const Entity> items, const Request& request, Progress& progress,
                   unsigned threads, std::shared_ptr<SharedColumns> columns)
    : view_(view),
      records_(records),
      test_(test),
      items_(items),
      request_(request),
      progress_(progress),
      threads_(threads) {
  if (request.detail == Detail::every_row) return;
  Evaluator evaluator(view);
  const Mode mode{.state = request.state, .since = request.period.start};
  const auto wait = items.size() > few_items ? Lane::Wait::yes : Lane::Wait::no;
  lane_ = Lane::plan(evaluator, records, test, request.period, mode, std::move(columns), wait);
}

// Parts are put together by who asked, in their order, while the others still work.
class Sweeping::Gathering {
 public:
  explicit Gathering(size_t chunks) : parts_(chunks), ready_(chunks) {}

  void put(size_t chunk, Part&& part) {
    parts_[chunk] = std::move(part);
    ready_[chunk].store(true, std::memory_order_release);
  }
  // What is ready, up to the first that is not.
  void gather() {
    for (; next_ < parts_.size() && ready_[next_].load(std::memory_order_acquire); ++next_) {
      make_room(whole_, parts_[next_].population.open.size(), next_ + 1, parts_.size());
      whole_.append(std::move(parts_[next_]));
      parts_[next_] = {};
    }
  }
  Part whole() && {
    gather();
    return std::move(whole_);
  }
  // For `more` rows, with which so many chunks of all are done: as many as it will be if all go on
  // like that.
  static void make_room(Part& part, size_t more, size_t done, size_t chunks) {
    auto& rows = part.population.open;
    const size_t size = rows.size() + more;
    if (size > rows.capacity()) rows.reserve(size + size / done * (chunks - done) + size / 16);
  }

 private:
  std::vector<Part> parts_;
  std::vector<std::atomic<bool>> ready_;
  Part whole_;
  size_t next_ = 0;
};

void Sweeping::sweep_chunk(Worker& worker, Part& part, size_t chunk, bool progress) const {
  const size_t begin = chunk * chunk_size, end = std::min(items_.size(), begin + chunk_size);
  for (size_t i = begin; i < end; ++i) worker.add(part, static_cast<uint32_t>(i));
  if (progress) progress_.add(end - begin);
}

Part Sweeping::sweep(const Asked& asked, bool progress) const {
  const size_t chunks = (items_.size() + chunk_size - 1) / chunk_size;
  const size_t threads = std::min<size_t>(threads_, chunks);
  if (threads <= 1) {
    Worker worker{*this, asked};
    Part whole;
    for (size_t chunk = 0; chunk < chunks; ++chunk) {
      sweep_chunk(worker, whole, chunk, progress);
      Gathering::make_room(whole, 1, chunk + 1, chunks);
    }
    return whole;
  }
  Gathering gathering(chunks);
  std::atomic<size_t> next_chunk = 0;
  const auto work = [&](bool gathers) {
    Worker worker{*this, asked};
    size_t rows = 0;
    for (size_t chunk = next_chunk++; chunk < chunks; chunk = next_chunk++) {
      Part part;  // its own: what others write lies elsewhere
      part.population.open.reserve(rows + rows / 8);
      sweep_chunk(worker, part, chunk, progress);
      rows = part.population.open.size();
      gathering.put(chunk, std::move(part));
      if (gathers) gathering.gather();
    }
  };
  std::vector<std::jthread> others;
  for (size_t i = 1; i < threads; ++i) others.emplace_back(work, false);
  work(true);
  others.clear();  // joins
  return std::move(gathering).whole();
}

// The lane does not tell on what looks its items rest. Together they rest on no longer stretch than
// it knows of; in nearly every test the first item shows that one.
void Sweeping::see_every(Part& whole, const Asked& asked) const {
  const Duration most = lane_->seen_every_at_most();
  if (whole.seen_every >= most) return;
  Worker worker{*this, asked};
  worker.evaluator.emplace(view_);
  const auto walk = lane_->walk(worker.evaluator);
  Part ignored;
  for (uint32_t place = 0; place < items_.size(); ++place) {
    const Entity item = items_[place];
    const Lane::Found found =
        lane_->run(*walk, item, place, {}, ignored.population, ignored.arisen);
    if (!found.plain || !found.has_rows) continue;
    Part part;
    add_item(part, *worker.evaluator, records_, test_, item, asked);
    whole.seen_every = std::max(whole.seen_every, part.seen_every);
    if (whole.seen_every >= most) return;
  }
}

Part Sweeping::run(const Asked& asked) const {
  Asked mine = asked;
  mine.all = lane_ == nullptr;  // nothing saved by leaving out what is worked out anyway
  Part part = sweep(mine, true);
  if (lane_)
    see_every(
        part,
        {.period = asked.period, .mode = asked.mode, .detail = Detail::verdicts, .late = false});
  return part;
}

std::vector<Brief> Sweeping::every_row(Asked asked) const {
  asked.all = true;
  asked.late = false;
  asked.detail = Detail::verdicts;
  return std::move(sweep(asked, false).population.open);
}

}  // namespace probata
