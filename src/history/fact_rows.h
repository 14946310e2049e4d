// Where facts come from and when: by number, `at`, `recorded`, by whom and on what evidence. Facts
// of one commit share `recorded`, and those of one look share their origin, so each is kept once.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "history/archive.h"
#include "history/history.h"
#include "history/narrow.h"

namespace probata {

class FactRows {
 public:
  FactRows();

  // REQUIRES: the number grows from call to call.
  void add(FactNo, Instant recorded, Instant at, uint32_t origin);
  // The number of a source with its evidence.
  uint32_t origin(std::string_view by, std::span<const std::string> evidence);
  size_t size() const { return at_.size(); }
  std::string_view by(FactNo fact) const { return bys_[of(fact).by]; }
  History::Provenance provenance(FactNo) const;
  struct Times {
    Instant recorded, at;
  };
  Times times(FactNo) const;
  // Of all from `first` on, one after the other.
  template <class Visit>
  void each_times(FactNo first, Visit visit) const {
    size_t run = run_of(static_cast<uint32_t>(first));
    for (auto n = static_cast<uint32_t>(first); n < size(); ++n) {
      while (run < runs_.size() && runs_[run].first <= n) ++run;
      visit(FactNo{n}, times_in(run, n));
    }
  }
  void write(ArchiveWriter&) const;
  void read(ArchiveReader&);
  void fit();  // gives back what was kept for more
  size_t bytes() const;

 private:
  // Seconds since 1970 where `at` is a whole number of them that fits: half of the bytes.
  static constexpr uint32_t elsewhere = 0xffffffff;
  struct ExactTime {
    uint32_t fact;
    Instant at;
  };
  struct Run {
    uint32_t first;
    Instant recorded;  // never_before(): of each its own `at`
  };
  struct Origin {
    uint32_t by, evidence;
  };

  const Origin& of(FactNo fact) const { return origins_[origin_[static_cast<size_t>(fact)]]; }
  Instant at(uint32_t fact) const;
  // The first run behind that of the fact.
  size_t run_of(uint32_t fact) const;
  Times times_in(size_t run, uint32_t fact) const;

  Flat<uint32_t> at_;      // by fact
  Narrow origin_;          // by fact; few have many
  Flat<ExactTime> exact_;  // by fact, of those that are elsewhere
  Flat<Run> runs_;
  std::vector<Origin> origins_;
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> origin_numbers_;
  std::deque<std::string> bys_;  // stay where they are
  std::map<std::string, uint32_t, std::less<>> by_numbers_;
  std::vector<std::vector<std::string>> evidence_;
  std::map<std::vector<std::string>, uint32_t> evidence_numbers_;
};

}  // namespace probata
