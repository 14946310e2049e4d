// The mutants of a test: the test with one thing changed that an author might have got wrong.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/rewritten.h"
#include "mutate/expression_changes.h"

namespace probata::mutate {

struct Mutant {
  TestNo test{};
  std::string
      name;  // within its test, the same as long as what it changes is: "then: without `a != null`"
  Place place;          // of what is changed
  WrittenTest written;  // the test, changed
};
// In the order of the test's keys; no two of a test say the same.
Result<std::vector<Mutant>> mutants_of(const Catalog&, TestNo, const Times&);

}  // namespace probata::mutate
