// All items of one test: chunks of them go to threads, and what they give is put together in the
// order of the items, so that it is the same in any number of threads.
#pragma once

#include <mutex>

#include "assess/lane.h"
#include "assess/rows.h"

namespace probata {

// As many as were asked for, or as the machine has.
unsigned threads_of(const Request&);

class Progress {
 public:
  Progress(const Request& request, size_t total) : request_(request), total_(total) {}
  void add(size_t items);

 private:
  const Request& request_;
  std::mutex mutex_;
  size_t done_ = 0, total_;
};

class Sweeping {
 public:
  Sweeping(const View&, const People&, const Test&, std::span<const Entity> items, const Request&,
           Progress&, unsigned threads, std::shared_ptr<SharedColumns>);
  Part run(const Asked&) const;
  // Every row of the population, in brief.
  std::vector<Brief> every_row(Asked) const;

 private:
  struct Worker;
  class Gathering;
  Part sweep(const Asked&, bool progress) const;
  void sweep_chunk(Worker&, Part&, size_t chunk, bool progress) const;
  void see_every(Part&, const Asked&) const;

  const View& view_;
  const People& records_;
  const Test& test_;
  std::span<const Entity> items_;
  const Request& request_;
  Progress& progress_;
  const unsigned threads_;
  std::unique_ptr<const Lane> lane_;  // may be none
};

}  // namespace probata
