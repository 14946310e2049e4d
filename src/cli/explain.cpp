#include <fmt/format.h>
#include <unistd.h>

#include "assess/assess.h"
#include "assess/table.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {

int explain(const AssessOptions& options) {
  auto loaded = load(options);
  if (!loaded) return tell(loaded.error(), options.json);
  std::optional<Instant> from;
  if (!options.from.empty()) {
    auto instant = parse_instant(options.from);
    if (!instant) return tell(instant.error(), options.json);
    from = *instant;
  }
  return loaded->with_view([&](const View& view) {
    auto explanation = probata::explain(
        view, loaded->request, loaded->catalog->at(*loaded->request.only), options.item, from);
    if (!explanation) return tell(explanation.error(), options.json);
    if (options.json)
      fmt::print("{}\n", to_json(*explanation, view));
    else
      fmt::print("{}", to_text(*explanation, view, ::isatty(STDOUT_FILENO) != 0));
    return done;
  });
}

}  // namespace probata::cli
