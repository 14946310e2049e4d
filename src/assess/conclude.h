// Conclusions of tests and controls (semantics.md, section 7).
#pragma once

#include <functional>

#include "assess/obligation.h"
#include "assess/people.h"

namespace probata {

struct Counts {
  int64_t population = 0, passed = 0, failed = 0, unknown = 0, pending = 0, waived = 0;
};
void count(Counts&, Verdict of_an_item);

// What conclusions and markers need of the rows of one test in a period. The rows of an item stand
// together.
struct Population {
  Counts counts;
  std::vector<Brief> open;  // the rows that did not pass; where asked for, all
  // All rows; asked for only by markers that compare with what passed.
  std::function<std::vector<Brief>()> all;
  int64_t pending_at_edge = 0, unknown_at_edge = 0;  // of the boundary
  int64_t found = 0;                                 // tasks

  void add(const Counts&);
  void append(const Population&);
  void at_edge(Verdict);
};
// An invariant's items are entities; of all other patterns each row is one.
bool by_entity(const Test&);

struct Marking {
  const View& view;
  const People& records;
  const Test& test;
  const Population& population;
  Period period;
  mutable std::optional<std::vector<Brief>> all = {};
  const std::vector<Brief>& every_row() const {
    if (!all) all = population.all();
    return *all;
  }
};
// The first marker that holds (markers.cpp), counting unknown items as failed or as passed.
std::optional<Marker> marker_of(const Marking&, bool unknown_fails);

// The conclusion for one way of counting; `marked`: a marker holds.
struct Circumstances {
  bool incomplete = false;
  bool open = false;  // a boundary obligation not past due, or a found task
};
Conclusion conclude(const Counts&, bool marked, const Circumstances&);
// For every way of counting the unknown: sets counts, conclusion and marker.
void conclude(TestResult&, const Population&, const View&, const People&, const Test&,
              const Period&, bool state);
// The same from the result's own rows.
void conclude(TestResult&, const View&, const People&, const Test&, const Period&, bool state);
Brief brief_of(const View&, const Row&);
// Whether both rows are of one item of an invariant.
inline bool of_one(const Brief& a, const Brief& b) { return a.item == b.item && a.life == b.life; }

Conclusion worst(const std::vector<TestResult>&);

}  // namespace probata
