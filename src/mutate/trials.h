// Every mutant on the cases that name its test, until one notices.
#pragma once

#include <functional>

#include "cases/case.h"
#include "mutate/mutants.h"

namespace probata::mutate {

struct Tried {
  Mutant mutant;
  std::string
      refused;  // what the reader of the catalog says against it, where it is no test at all
  std::string
      noticed_by;  // the first case whose result it changes; empty: it survived, or was refused
  bool survived() const { return refused.empty() && noticed_by.empty(); }
};

// What differs of a test's part in a case under a catalog that differs from the case's in its tests
// alone.
std::vector<std::string> differences_of(const cases::Case&, const std::shared_ptr<const Catalog>&,
                                        TestNo);

using Progress =
    std::function<void(size_t done, size_t total)>;  // by one thread at a time; may be empty
// In the order of the mutants. An error where a case does not hold of the catalog as it is, or a
// test has no case.
Result<std::vector<Tried>, Errors> try_all(const cases::Shipped&, const std::vector<cases::Case>&,
                                           std::vector<Mutant>, const Progress&);

}  // namespace probata::mutate
