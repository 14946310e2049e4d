#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {

int catalog_check(const CatalogOptions& options) {
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  for (const Error& warning : (*catalog)->warnings)
    fmt::print(stderr, "probata: warning: {}\n", to_text(warning));
  const Catalog& c = **catalog;
  if (options.json)
    fmt::print("{{\"catalog\":\"{}\",\"kinds\":{},\"controls\":{},\"tests\":{}}}\n",
               to_text(c.digest), c.kinds.size(), c.controls.size(), c.tests.size());
  else
    fmt::print("no mistakes: {} kinds, {} controls, {} tests, {} parameters ({})\n", c.kinds.size(),
               c.controls.size(), c.tests.size(), c.parameters.size(), to_text(c.digest));
  return done;
}

int catalog_show(const CatalogOptions& options) {
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  const Catalog& c = **catalog;
  auto settings = read_settings(File{}, c);
  if (!settings) return tell(settings.error(), options.json);
  bool any = false;
  for (const Control& control : c.controls) {
    if (!options.what.empty() && control.id != options.what &&
        !control.criteria.contains(options.what))
      continue;
    any = true;
    std::string criteria;
    for (const auto& [criterion, points] : control.criteria)
      criteria += (criteria.empty() ? "" : " ") + criterion;
    fmt::print("{}  {} [{}] {}\n  {}\n", control.id, control.title, control.profile, criteria,
               fill_statement(control, c, *settings, Instant::earliest()));
    for (TestNo number : control.tests)
      fmt::print("  - {}: {}\n", c.at(number).id, c.at(number).title);
  }
  if (!any)
    return tell(Error{fmt::format("there is no control or criterion `{}`", options.what),
                      "`probata catalog show` lists all",
                      {}},
                options.json);
  return done;
}

}  // namespace probata::cli
