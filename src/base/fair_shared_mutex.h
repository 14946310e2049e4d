// A mutex of many readers and one writer in which the writer's turn comes: std::shared_mutex lets
// readers that overlap keep it waiting for good.
#pragma once

#include <mutex>
#include <shared_mutex>

namespace probata {

// For std::unique_lock and std::shared_lock. Who asks after a waiting writer waits for it, so
// whoever holds it shared may not ask for it again.
class FairSharedMutex {
 public:
  void lock() {
    turn_.lock();
    mutex_.lock();
  }
  void unlock() {
    mutex_.unlock();
    turn_.unlock();
  }
  void lock_shared() {
    const std::scoped_lock turn(turn_);
    mutex_.lock_shared();
  }
  void unlock_shared() { mutex_.unlock_shared(); }

 private:
  std::mutex turn_;  // held by the writer from when it asks to when it is done
  std::shared_mutex mutex_;
};

}  // namespace probata
