#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "server/rows.h"
#include "server/rules.h"

namespace probata::cli {

namespace {

// One control, or those of a criterion, whole: what it says, what it tests in words and as written.
class Showing {
 public:
  Showing(const std::shared_ptr<const Catalog>& catalog, const Settings& settings)
      : catalog_(*catalog), history_(catalog, settings) {}

  void show(const Criterion& criterion) const {
    fmt::print("{}  {} ({})\n", criterion.id, criterion.title, criterion.category);
    for (const PointOfFocus& point : criterion.points)
      fmt::print("  {}: {}{}\n", point.id, point.title, point.ours ? " (ours)" : "");
    fmt::print("\n");
  }
  void show(const Control& control) const {
    fmt::print("{}  {} [{}]\n  {}\n", control.id, control.title, control.profile,
               fill_statement(control, catalog_, history_.settings(), Instant::earliest()));
    for (const auto& [criterion, points] : control.criteria)
      fmt::print("  {}: {}\n", criterion, fmt::join(points, ", "));
    line("nature", fmt::format("{}, {}, {}, {}", control.nature, control.operation, control.level,
                               control.frequency));
    line("owner", control.owner);
    line("risks", fmt::format("{}", fmt::join(control.risks, ", ")));
    if (control.applies) line("applies", control.applies->text);
    for (const Parameter* number : api::numbers_of(control, catalog_)) show(*number);
    for (const TestNo test : control.tests) show(catalog_.at(test));
    line("if it fails", control.on_failure);
    fmt::print("\n");
  }

 private:
  static void line(std::string_view name, std::string_view words) {
    if (!words.empty()) fmt::print("  {}: {}\n", name, words);
  }
  static void show(const Parameter& number) {
    std::string range;
    if (number.min && number.max)
      range = fmt::format(", {} to {}", to_text(*number.min), to_text(*number.max));
    fmt::print("  param.{} = {}{}: {}\n", number.name, to_text(number.value), range, number.why);
  }
  void show(const Test& test) const {
    const std::string each = test.each ? catalog_.at(*test.each).name : "company";
    fmt::print("  - {} ({} of {}, severity {}): {}\n", test.id, api::pattern_name(test), each,
               api::severity_text(test.severity), test.title);
    const View view{history_, FactNo{0}, Instant::earliest()};
    for (const api::RulePart& part : api::rule_of(test, view)) {
      fmt::print("      {}: {}\n", part.part, part.words);
      if (part.cel && *part.cel != part.words) fmt::print("        {}\n", *part.cel);
    }
    if (!test.waivable_by.empty())
      fmt::print("      may be waived by: {}\n", fmt::join(test.waivable_by, ", "));
  }

  const Catalog& catalog_;
  History history_;
};

}  // namespace

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
  const Showing showing(*catalog, *settings);
  bool any = false;
  for (const Criterion& criterion : c.criteria) {
    if (criterion.id != options.what) continue;
    showing.show(criterion);
    any = true;
  }
  for (const Control& control : c.controls) {
    if (!options.what.empty() && control.id != options.what &&
        !control.criteria.contains(options.what))
      continue;
    any = true;
    showing.show(control);
  }
  if (!any)
    return tell(Error{fmt::format("there is no control or criterion `{}`", options.what),
                      "`probata catalog show` lists all",
                      {}},
                options.json);
  return done;
}

}  // namespace probata::cli
