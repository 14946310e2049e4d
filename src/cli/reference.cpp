// `probata assess --reference`: the second opinion (src/reference/README.md).
#include "reference/reference.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {
namespace {

Result<std::vector<Fact>, Errors> facts_of(const AssessOptions& options, const Loaded& loaded) {
  if (!options.facts.empty()) return facts_of_file(options.facts, *loaded.catalog);
  auto facts = loaded.organisation->facts();
  if (!facts) return std::unexpected(Errors{facts.error()});
  return std::move(*facts);
}

bool noted(const json::Value& result) {
  for (const json::Value& control : *result.find("controls")->as_array()) {
    for (const json::Value& test : *control.find("tests")->as_array()) {
      const std::string& conclusion = *test.find("conclusion")->as_string();
      if (*test.find("failed")->as_int() > 0 || *test.find("unknown")->as_int() > 0 ||
          conclusion == "unknown" || conclusion == "ineffective")
        return true;
    }
  }
  return false;
}

}  // namespace

int assess_by_reference(const AssessOptions& options) {
  const auto loaded = load(options);
  if (!loaded) return tell(loaded.error(), options.json);
  auto facts = facts_of(options, *loaded);
  if (!facts) return tell(facts.error(), options.json);
  reference::Inputs inputs{
      .catalog = loaded->catalog,
      .settings = loaded->with_view([](const View& view) { return view.history.settings(); }),
      .facts = std::move(*facts),
      .known = static_cast<uint64_t>(loaded->known),
      .period = loaded->request.period,
      .now = loaded->now,
      .state = loaded->request.state,
      .only = loaded->request.only};
  const auto result = reference::assess(inputs);
  if (!result) return tell(result.error(), options.json);
  fmt::print("{}\n", json::write(*result));
  return noted(*result) ? found : done;
}

}  // namespace probata::cli
