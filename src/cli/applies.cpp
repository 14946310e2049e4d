// `probata catalog applies`: which controls apply, and why; with `--json` what /api/applies
// answers.
#include "catalog/applies.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "server/applying.h"

namespace probata::cli {
namespace {

void print(const Catalog& catalog, const Settings& settings, Instant at) {
  const auto first = [&](bool wanted) {
    for (const Question& question : catalog.questions) {
      if ((question.first > 0) != wanted) continue;
      const AnswerInForce answer = answer_at(catalog, settings, question, at);
      fmt::print("  {}: {}{}\n", question.title, answer_words(question, answer.value),
                 answer.given || answer.value == nullptr ? "" : " (assumed)");
    }
  };
  fmt::print("profile {}\n", settings.profile.empty() ? "every" : settings.profile);
  first(true), first(false);
  for (const Applies wanted : {Applies::yes, Applies::no, Applies::not_known}) {
    constexpr std::string_view titles[] = {"applies", "does not apply", "not known"};
    for (const Control& control : catalog.controls) {
      const Applicability found = applicability(catalog, settings, control, at);
      if (found.applies != wanted) continue;
      const std::vector<std::string> categories = categories_of(catalog, control);
      fmt::print("{:<15} {} [{}; {}]  {}\n", titles[static_cast<size_t>(wanted)], control.id,
                 control.profile, fmt::join(categories, ", "), found.reason);
    }
  }
}

int tell_of(const View& view, const AppliesOptions& options) {
  if (options.json)
    fmt::print("{}\n", json::write(json::Value(api::applies_json(view))));
  else
    print(view.history.catalog(), view.history.settings(), view.now);
  return done;
}

}  // namespace

int catalog_applies(const AppliesOptions& options) {
  std::optional<Instant> at;
  if (!options.at.empty()) {
    const auto given = parse_instant(options.at);
    if (!given) return tell(given.error(), options.json);
    at = *given;
  }
  if (options.settings.empty()) {
    auto organisation = open_organisation(options, true);
    if (!organisation) return tell(organisation.error(), options.json);
    return (*organisation)->read([&](const View& view) { return tell_of(view, options); }, at);
  }
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  auto settings = load_settings(options.settings, **catalog);
  if (!settings) return tell(settings.error(), options.json);
  const History history(*catalog, *settings);
  return tell_of(View{history, FactNo{0}, at.value_or(system_clock()())}, options);
}

}  // namespace probata::cli
