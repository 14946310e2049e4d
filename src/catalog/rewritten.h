// A catalog in which one test is written otherwise: what `probata catalog mutate` tries.
#pragma once

#include "catalog/catalog.h"
#include "catalog/yaml.h"

namespace probata {

// The test as its control's file has it, and that file's name for messages.
struct WrittenTest {
  std::string file;
  std::string_view text;  // of the whole file; lives as long as the catalog
  yaml::Node node;        // the test's mapping
};
Result<WrittenTest> written_test(const Catalog&, TestNo);

// The same catalog, with the test read anew from a node: numbers of kinds, parameters and tests
// stay, so that facts and settings read with the one fit the other. The digest is still the first
// one's. Mistakes have the places of the file as it is.
Result<std::shared_ptr<const Catalog>, Errors> rewritten(const Catalog&, TestNo,
                                                         const WrittenTest&);

}  // namespace probata
