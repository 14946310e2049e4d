// Obligations as the rows of a result, with where everything comes from.
#pragma once

#include "assess/assess.h"
#include "assess/conclude.h"
#include "assess/derive.h"
#include "assess/period.h"

namespace probata {

// All that items give to the result of their test in a period, in the order of the items.
struct Part {
  Population population;
  std::vector<Row> rows, boundary, found;
  std::vector<Partial> partial;
  std::vector<Discounted> not_counted;
  std::vector<Entity> not_passed;  // as in the result
  int64_t arisen = 0, late_people = 0, late_source = 0;
  Duration seen_every{0};

  void append(Part&&);
};

// What is asked of items.
struct Asked {
  Period period;
  Mode mode;
  Detail detail = Detail::every_row;
  bool all = false;  // the population's rows, also those that passed
  bool late = true;  // what passed is asked whether it rests on late evidence
};
// Adds one item.
void add_item(Part&, Evaluator&, const People&, const Test&, Entity, const Asked&);

Row make_row(Evaluator&, const Test&, const Obligation&, const InPeriod&);
std::string item_name(const View&, const Test&, Entity);

// On whose facts, recorded after `due` and the organisation's limit, it rests that an obligation
// passed in the period (late.cpp, section 7). REQUIRES: it passed.
enum class Late : uint8_t { no, people, source };
Late late_evidence(const View&, const People&, const Test&, const Obligation&, const Period&,
                   const Mode&, Instant late_until);
void mark(Row&, Late);

}  // namespace probata
