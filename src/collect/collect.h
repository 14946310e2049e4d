// One look at a source, in three steps that a caller with a lock can take apart:
//
//   known   what the looks before told       needs the view, at once
//   take    read the source                  needs no view, may take seconds
//   facts   parse, compare with the history  needs the view, at once
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/environment.h"
#include "collect/look.h"
#include "collect/source.h"

namespace probata {

struct Collected {
  std::string evidence;  // to be kept before the facts, which cite it, are appended
  Digest digest;
  std::vector<json::Value> facts;  // as formats.md has them; none where nothing new is known
  std::vector<NotRead> not_read;
  Errors rejected;  // rows that were left out, the first of them
  int64_t rejected_count = 0;
};

// Fills in the instance where it is left out, and checks the type; call it first.
Result<SourceSettings> complete(SourceSettings);
// `connector:host/web1`. REQUIRES: completed settings.
std::string by_of(const SourceSettings&);

Known known_of(const SourceSettings&, const View&);
Result<RawLook> take(const SourceSettings&, const Known&, const Clock&);
// Which source it is of, the evidence itself tells.
Result<Look> parse_look(std::string_view evidence);
Result<Collected> facts_of(const RawLook&, const View&);

// All three, for a caller that needs no lock.
Result<Collected> collect_once(const SourceSettings&, const View&, const Clock&);

}  // namespace probata
