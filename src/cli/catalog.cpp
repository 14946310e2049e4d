#include <fmt/format.h>

#include "catalog/crosswalk.h"
#include "catalog/policy.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "server/rows.h"
#include "server/rules.h"
#include "server/shown.h"

namespace probata::cli {

namespace {

// One control, or those of a criterion, whole: what it says, what it tests in words and as written.
class Showing {
 public:
  Showing(const std::shared_ptr<const Catalog>& catalog, const Settings& settings,
          const std::vector<Crosswalk>& crosswalks)
      : catalog_(*catalog), history_(catalog, settings), crosswalks_(crosswalks) {}

  void show(const Criterion& criterion) const {
    fmt::print("{}  {} ({})\n", criterion.id, criterion.title, criterion.category);
    for (const PointOfFocus& point : criterion.points)
      fmt::print("  {}: {}{}\n", point.id, point.title, point.ours ? " (ours)" : "");
    fmt::print("\n");
  }
  // As the API answers for the same word; none where nothing is named so.
  std::optional<json::Value> part(const std::string& what) const {
    return api::part_json(what, {history_, FactNo{0}, Instant::earliest()}, &crosswalks_);
  }
  void show(const Control& control) const {
    fmt::print("{}  {} [{}]\n  {}\n", control.id, control.title, control.profile,
               fill_statement(control, catalog_, history_.settings(), Instant::earliest()));
    for (const auto& [criterion, points] : control.criteria)
      fmt::print("  {}: {}\n", criterion, fmt::join(points, ", "));
    line("maps to", mapped_words(crosswalks_, control));
    line("nature", fmt::format("{}, {}, {}, {}", control.nature, control.operation, control.level,
                               control.frequency));
    line("owner", control.owner);
    for (const std::string& id : control.risks) {
      const Risk* risk = catalog_.risk(id);
      line("risk", risk == nullptr ? id : fmt::format("{} ({})", risk->title, id));
    }
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
  void show(const Parameter& number) const {
    std::string range = api::range_words(number);
    if (!range.empty()) range = ", " + range;
    const auto value = parameter_at(history_.settings(), number, Instant::earliest());
    fmt::print("  param.{} = {} ({}; {}, default {}{}): {}\n", number.name, to_text(value),
               api::number_words(value), api::unit_words(number), to_text(number.value), range,
               number.why);
  }
  void show(const Test& test) const {
    fmt::print("  - {}\n", api::head_words(test, catalog_));
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
  const std::vector<Crosswalk>& crosswalks_;
};

int unknown(const CatalogOptions& options) {
  return tell(Error{fmt::format("there is no control or criterion `{}`", options.what),
                    "`probata catalog show` lists all",
                    {}},
              options.json);
}

}  // namespace

int catalog_check(const DiffOptions& options) {
  auto folders = catalog_folders(options);
  if (!folders) return tell(folders.error(), options.json);
  if (!options.overrides.empty()) {
    auto overrides = read_folder(options.overrides);
    if (!overrides) return tell(overrides.error(), options.json);
    folders->push_back(std::move(*overrides));
  }
  auto catalog = read_catalog(*folders);
  if (!catalog) return tell(catalog.error(), options.json);
  warn(**catalog);
  const Catalog& c = **catalog;
  const auto policies = read_policies(c);
  if (!policies) return tell(policies.error(), options.json);
  const auto crosswalks = read_crosswalks(c);
  if (!crosswalks) return tell(crosswalks.error(), options.json);
  if (options.json)
    fmt::print("{}\n", json::write(json::Object{{"catalog", to_text(c.digest)},
                                                {"kinds", c.kinds.size()},
                                                {"controls", c.controls.size()},
                                                {"tests", c.tests.size()},
                                                {"policies", policies->size()},
                                                {"crosswalks", crosswalks->size()}}));
  else
    fmt::print(
        "no mistakes: {} kinds, {} controls, {} tests, {} parameters, {} policies, {} crosswalks "
        "({})\n",
        c.kinds.size(), c.controls.size(), c.tests.size(), c.parameters.size(), policies->size(),
        crosswalks->size(), to_text(c.digest));
  return done;
}

int catalog_show(const CatalogOptions& options) {
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  const Catalog& c = **catalog;
  auto settings = read_settings(File{}, c);
  if (!settings) return tell(settings.error(), options.json);
  const auto crosswalks = read_crosswalks(c);
  if (!crosswalks) return tell(crosswalks.error(), options.json);
  const Showing showing(*catalog, *settings, *crosswalks);
  if (options.json && !options.what.empty()) {
    const auto part = showing.part(options.what);
    if (!part) return unknown(options);
    fmt::print("{}\n", json::write(*part));
    return done;
  }
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
  return any ? done : unknown(options);
}

}  // namespace probata::cli
