// Sources as the catalog declares them (catalog/sources): what each gives, with the meaning of
// every field, what it needs, and what it cannot tell. The code that reads them is in src/collect;
// a test compares the two.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "catalog/catalog.h"

namespace probata {

struct GivenField {
  std::string name, meaning;
};
struct GivenKind {
  std::string kind;
  std::vector<GivenField> fields;
  std::string how;  // looks | events | claimed
  Duration every{0};
};
// What the source cannot tell, and which one would: `bring what the code host shows`.
struct NotTold {
  std::string kind, field, why, connect;
};
struct SourceDeclaration {
  std::string name, title, about;
  std::vector<GivenKind> gives;    // empty: whatever its settings say (files)
  std::vector<std::string> needs;  // rights, in words
  std::vector<NotTold> not_told;
  std::vector<std::string> options;  // `NAME: what it means`
  Place place;
};

// The files below `sources/` of a folder, checked against the catalog's kinds and fields. All
// mistakes at once.
Result<std::vector<SourceDeclaration>, Errors> read_sources(const Folder&, const Catalog&);

}  // namespace probata
