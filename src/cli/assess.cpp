#include "assess/assess.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "assess/table.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/memory.h"

namespace probata::cli {
namespace {

// To standard error: results are the same bytes, whatever is to be known of the catalog beside.
void tell_of_catalog(const Loaded& loaded) {
  if (!loaded.organisation) return;
  if (const std::string note = loaded.organisation->catalog_note(); !note.empty())
    fmt::print(stderr, "probata: {}\n", note);
}

}  // namespace

bool noted(const Assessment& assessment) {
  for (const auto& control : assessment.controls)
    for (const auto& test : control.tests)
      if (test.failed > 0 || test.unknown > 0 || test.conclusion == Conclusion::unknown ||
          test.conclusion == Conclusion::ineffective)
        return true;
  return false;
}

int assess(const AssessOptions& options) {
  if (options.reference) return assess_by_reference(options);
  keep_memory();
  auto loaded = load(options);
  if (!loaded) return tell(loaded.error(), options.json);
  tell_of_catalog(*loaded);
  loaded->request.progress = progress_bar("assessing", "items");
  if (!options.all) loaded->request.detail = Detail::not_passed;
  return loaded->with_view([&](const View& view) {
    auto assessment = probata::assess(view, loaded->request);
    if (options.json)
      fmt::print("{}\n", to_json(assessment, view, options.all));
    else
      fmt::print("{}", to_table(assessment, view, ::isatty(STDOUT_FILENO) != 0));
    return noted(assessment) ? found : done;
  });
}

}  // namespace probata::cli
