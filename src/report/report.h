// The report of an assessment as one HTML file, without scripts or outside files.
#pragma once

#include <string>

#include "assess/assess.h"
#include "ledger/ledger.h"

namespace probata {

struct ReportFacts {
  std::string organisation;
  std::string checkpoint;    // the signed note at the size of the assessment
  std::string verifier;      // the vkey that checks it
  bool state = false;        // state at an instant, not a period
  bool demo = false;         // of a company that does not exist: every page says so
  std::string catalog_note;  // what is to be known of the catalog that results are of; may be empty
};
std::string report_html(const Assessment&, const View&, const ReportFacts&);

}  // namespace probata
