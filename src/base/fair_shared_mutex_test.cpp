#include "base/fair_shared_mutex.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <latch>
#include <thread>

namespace probata {
namespace {

// Two that read again and again until somebody has written.
TEST(FairSharedMutex, AWritersTurnComesWhileReadersOverlap) {
  FairSharedMutex mutex;
  std::atomic<bool> written = false;
  std::array<std::atomic<bool>, 2> inside{};
  std::latch reading(2);
  const auto read = [&](size_t me) {
    for (bool first = true; !written; first = false) {
      const std::shared_lock lock(mutex);
      inside[me] = true;
      if (first) reading.arrive_and_wait();
      inside[me] = false;
    }
  };
  std::jthread one(read, 0), other(read, 1);
  reading.wait();
  const std::unique_lock lock(mutex);
  EXPECT_FALSE(inside[0] || inside[1]);
  written = true;
}

}  // namespace
}  // namespace probata
