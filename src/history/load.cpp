#include "history/load.h"

namespace probata {

void FactBatch::fold_into(BulkFold& bulk) const {
  constexpr size_t at_once = 64;  // as many as are well asked for early
  size_t next = 0;
  const auto up_to = [&](size_t end) {
    while (next < end) {
      const size_t count = std::min(at_once, end - next);
      bulk.add(std::span(plain).subspan(next, count));
      next += count;
    }
  };
  for (const Other& other : others) {
    up_to(other.before);
    bulk.add(other.number, other.recorded, other.fact);
  }
  up_to(used);
}

Result<BatchReader::Taken, Errors> BatchReader::read(std::string_view line, const Place& place,
                                                     FactNo number, std::optional<Instant> recorded,
                                                     FactBatch& batch) {
  if (batch.used == batch.plain.size()) batch.plain.emplace_back();
  NumberedFact& next = batch.plain[batch.used];
  if (reader_.read(line, next.fact) && next.fact.kind != setting_) {
    next.number = next.fact.seq ? FactNo{static_cast<uint32_t>(*next.fact.seq)} : number;
    next.recorded = recorded.value_or(next.fact.recorded.value_or(next.fact.at));
    ++batch.used;
    return Taken{next.number, next.fact.at};
  }
  auto fact = read_fact(line, catalog_, place);
  if (!fact) return std::unexpected(std::move(fact.error()));
  if (fact->seq) number = FactNo{static_cast<uint32_t>(*fact->seq)};
  const Instant at = recorded.value_or(fact->recorded.value_or(fact->at));
  const Taken taken{number, fact->at};
  batch.others.push_back({batch.used, number, at, std::move(*fact)});
  return taken;
}

std::unique_ptr<FactBatch> BatchQueue::free() {
  std::unique_lock lock(mutex_);
  if (free_.empty() && made_ < most) {
    ++made_;
    return std::make_unique<FactBatch>();
  }
  changed_.wait(lock, [&] { return !free_.empty(); });
  auto batch = std::move(free_.back());
  free_.pop_back();
  batch->clear();
  return batch;
}

void BatchQueue::put(std::unique_ptr<FactBatch> batch) {
  const std::lock_guard lock(mutex_);
  full_.push_back(std::move(batch));
  changed_.notify_all();
}

void BatchQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

std::unique_ptr<FactBatch> BatchQueue::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !full_.empty() || closed_; });
  if (full_.empty()) return nullptr;
  auto batch = std::move(full_.front());
  full_.erase(full_.begin());
  return batch;
}

void BatchQueue::give_back(std::unique_ptr<FactBatch> batch) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(batch));
  changed_.notify_all();
}

void fold_batches(BulkFold& bulk, const std::function<void(BatchQueue&)>& read) {
  BatchQueue queue;
  std::jthread reader([&] {
    read(queue);
    queue.close();
  });
  while (auto batch = queue.take()) {
    batch->fold_into(bulk);
    queue.give_back(std::move(batch));
  }
}

}  // namespace probata
