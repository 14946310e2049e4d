// Crosswalks as the catalog has them (catalog/crosswalks): identifiers of others that our controls
// answer; no words of theirs. Read when asked for, and checked against the catalog.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace probata {

struct Crosswalk {
  std::string name, title;
  std::string short_title;  // what stands in front of identifiers: `NIST CSF 2.0`
  std::string version, source;
  std::string licence, credit;   // of identifiers that somebody has to be named for
  std::vector<std::string> ids;  // every one that is published; `IAM-04/A3` where they are in two
  // What each control answers, itself or by its tests, in the order of the file; none: not in it.
  std::map<ControlNo, std::vector<std::string>> controls;
  Place place;

  const std::vector<std::string>& ids_of(const Control&) const;
};

// The files below `crosswalks/` of the catalog's folders, later ones in place of earlier ones; in
// the order of their short titles. All mistakes at once. Whether each control and each identifier
// is accounted for, tests/crosswalks asks of the catalog that is shipped: an organisation may have
// controls that are in no crosswalk.
Result<std::vector<Crosswalk>, Errors> read_crosswalks(const Catalog&);

// `NIST CSF 2.0 PR.AA-01, PR.AA-02; …`; empty where the control is in none.
std::string mapped_words(const std::vector<Crosswalk>&, const Control&);

}  // namespace probata
