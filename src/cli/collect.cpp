#include "collect/collect.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "organisation/collectors.h"

namespace probata::cli {
namespace {

SourceSettings settings_of(const CollectOptions& options) {
  SourceSettings settings{options.source, options.name, options.path, json::Value(json::Object{})};
  if (!options.mapping.empty()) settings.options.set("mapping", options.mapping);
  return settings;
}

void tell_rest(const std::vector<NotRead>& not_read, const Errors& rejected) {
  for (const auto& part : not_read)
    fmt::print(stderr, "not known: {}{}{}: {}; {}\n", part.kind, part.field.empty() ? "" : ".",
               part.field, part.why, part.remedy);
  for (const Error& error : rejected) fmt::print(stderr, "probata: left out: {}\n", to_text(error));
}

// A look into a file: nothing is known before, so everything is new.
int to_file(const CollectOptions& options, const SourceSettings& settings) {
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  auto defaults = read_settings(File{}, **catalog);
  if (!defaults) return tell(defaults.error(), options.json);
  History history(*catalog, std::move(*defaults));
  auto clock = system_clock();
  auto collected = collect_once(settings, View{history, FactNo(0), clock()}, clock);
  if (!collected) return tell(collected.error(), options.json);
  std::string lines;
  for (const auto& fact : collected->facts) lines += json::write(fact) + "\n";
  if (auto written = write_file_durably(options.out, lines); !written)
    return tell(written.error(), options.json);
  tell_rest(collected->not_read, collected->rejected);
  fmt::print("wrote {} facts to {}\n", collected->facts.size(), options.out);
  return collected->rejected.empty() ? done : wrong_input;
}

}  // namespace

int collect(const CollectOptions& options) {
  auto settings = complete(settings_of(options));
  if (!settings) return tell(settings.error(), options.json);
  if (!options.out.empty()) return to_file(options, *settings);
  auto organisation = open_organisation(options, false);
  if (!organisation) return tell(organisation.error(), options.json);
  auto report = look_once(**organisation, *settings, system_clock());
  if (!report) return tell(report.error(), options.json);
  tell_rest(report->not_read, report->rejected);
  fmt::print("{}: appended {} facts\n", by_of(*settings), report->appended);
  return report->rejected.empty() ? done : wrong_input;
}

}  // namespace probata::cli
