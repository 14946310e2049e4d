// What a source is to the rest of the program: settings in, raw look out, look out of that.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"
#include "collect/look.h"

namespace probata {

struct SourceSettings {
  std::string type;      // host | git | file
  std::string instance;  // `web1`, as in `connector:host/web1`; empty: the source names it
  std::string path;      // of the repository, of the file; empty: the machine itself
  json::Value options;   // an object; what each type takes is in its folder's header
};

// What a reading needs to know of the looks before, so that it reads what is new only. Taken from a
// view in a moment, so that the reading, which may take seconds, holds no lock.
struct Known {
  std::string by;
  std::optional<Instant> last;  // when the source was looked at last
  struct Head {
    std::string branch, commit;
  };
  std::vector<Head> heads;  // of git
  // The commits of git that the history has, by name, with the instants that it gives them.
  std::vector<std::pair<std::string, Instant>> commits;
  bool shallow = false;  // the repository did not have its whole past then
};

struct SourceType {
  std::string_view name;
  // The instance where the settings leave it out: the host's name, the repository's folder.
  Result<std::string> (*instance)(const SourceSettings&);
  Known (*known)(const SourceSettings&, const View&);
  // Reads, changes nothing, takes the clock's word for the instant.
  Result<RawLook> (*take)(const SourceSettings&, const Known&, const Clock&);
  // Pure.
  Result<Look> (*parse)(std::string_view bytes);
};

std::span<const SourceType> source_types();
const SourceType* source_type(std::string_view name);

}  // namespace probata
