// Independent pieces of work on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace probata {

// Calls `work` once with each number below `count`, begun in their order, on at most so many
// threads, this one among them; returns when all is done. REQUIRES: `work` throws nothing.
template <class Work>
void in_parallel(size_t count, size_t threads, const Work& work) {
  std::atomic<size_t> next = 0;
  const auto take = [&] {
    for (size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (size_t i = 1; i < std::min(threads, count); ++i) others.emplace_back(take);
  take();
  others.clear();  // joins
}

}  // namespace probata
