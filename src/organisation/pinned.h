// The catalog that is in force: the one that was accepted last, whatever the program brings. Its
// digest is in a fact of the built-in kind `catalog`, its files are the evidence that the fact
// cites (docs/formats.md, "The catalog in force").
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace probata {

struct Acceptance {
  uint64_t entry = 0;  // of the ledger
  Instant recorded;
  Digest catalog, evidence;
  std::string by, reason;
};
struct Pinned {
  std::optional<Acceptance> accepted;  // none: what the program brings is in force
  // What the program brings with the organisation's overrides, where another one is in force.
  std::shared_ptr<const Catalog> offered;
  // The first mistake of that, where it cannot be read; the accepted one stays in force.
  std::optional<Error> broken_offer;
  // Why the accepted one cannot be read; then what the program brings is used in its place.
  std::string unreadable;
};
// What a person would accept: what is offered, or the catalog in force where nobody accepted it.
// Null where nothing waits.
const Catalog* waiting(const Pinned&, const Catalog& in_force);
// Another one was accepted since the start: it is in force from the next start on.
bool from_next_start(const Pinned&);
// For every page and report: what a reader has to know of the catalog that results are of. Empty
// where it was accepted and nothing else is offered.
std::string catalog_note(const Pinned&, const Catalog& in_force);

// The files of a catalog as one text, the same for the same files, and back.
Result<std::string> folders_text(const std::vector<Folder>&);
Result<std::vector<Folder>> folders_of(std::string_view text);

}  // namespace probata
