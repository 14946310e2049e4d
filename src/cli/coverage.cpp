// `probata catalog coverage`: which control and test answers each point of focus, and from which
// sources; what is answered by none is a hole.
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {
namespace {

// In words, of the kinds that a test reads: `person: HR file, directory`.
struct Source {
  std::string kind;
  std::vector<std::string> from;  // empty: nothing tells of it
};

std::vector<Source> sources_of(const Test& test, const Catalog& catalog) {
  std::vector<Source> sources;
  for (const KindNo number : test.kinds) {
    const Kind& kind = catalog.at(number);
    Source source{kind.name, kind.collected_from};
    if (kind.record || kind.built_in) source.from.insert(source.from.begin(), "Probata");
    sources.push_back(std::move(source));
  }
  return sources;
}

class Coverage {
 public:
  Coverage(const Catalog& catalog, const CatalogOptions& options)
      : catalog_(catalog), options_(options) {}

  int run() {
    for (const Criterion& criterion : catalog_.criteria) {
      if (!asked(criterion)) continue;
      any_ = true;
      if (!options_.json) fmt::print("{}  {}\n", criterion.id, criterion.title);
      for (const PointOfFocus& point : criterion.points) take(criterion, point);
    }
    if (!any_)
      return tell(Error{fmt::format("there is no criterion `{}`", options_.what),
                        "give one as `CC6.2`, or a group as `CC6`",
                        {}},
                  options_.json);
    finish();
    return holes_ == 0 ? done : found;
  }

 private:
  bool asked(const Criterion& criterion) const {
    return options_.what.empty() || options_.what == criterion.id ||
           options_.what == criterion.group;
  }
  void take(const Criterion& criterion, const PointOfFocus& point) {
    bool covered = false;
    if (!options_.json) fmt::print("  {}{}\n", point.id, point.ours ? " (ours)" : "");
    for (const Control& control : catalog_.controls) {
      const auto named = control.criteria.find(criterion.id);
      if (named == control.criteria.end() ||
          std::ranges::find(named->second, point.id) == named->second.end())
        continue;
      covered = covered || control.profile != "host";
      for (const TestNo test : control.tests) row(criterion, point, control, catalog_.at(test));
    }
    if (covered) return;
    ++holes_;
    if (options_.json)
      rows_.push_back(
          json::Object{{"criterion", criterion.id}, {"point", point.id}, {"hole", "no control"}});
    else
      fmt::print("    ✕ no control answers it\n");
  }
  void row(const Criterion& criterion, const PointOfFocus& point, const Control& control,
           const Test& test) {
    json::Object sources;
    std::string line, hole;
    for (const Source& source : sources_of(test, catalog_)) {
      json::Array from;
      for (const std::string& word : source.from) from.emplace_back(word);
      sources.push_back({source.kind, from});
      line += fmt::format("{}{}: {}", line.empty() ? "" : "; ", source.kind,
                          source.from.empty() ? "?" : join(source.from, ", "));
      if (source.from.empty()) hole = fmt::format("no source tells of `{}`", source.kind);
    }
    if (!hole.empty()) ++holes_;
    if (options_.json) {
      rows_.push_back(json::Object{{"criterion", criterion.id},
                                   {"point", point.id},
                                   {"control", control.id},
                                   {"profile", control.profile},
                                   {"test", test.id},
                                   {"sources", std::move(sources)},
                                   {"hole", hole.empty() ? json::Value() : json::Value(hole)}});
      return;
    }
    fmt::print("    {}/{} [{}]  {}\n", control.id, test.id, control.profile, line);
    if (!hole.empty()) fmt::print("      ✕ {}\n", hole);
  }
  void finish() {
    if (options_.json)
      fmt::print("{}\n",
                 json::write(json::Value(json::Object{{"rows", rows_}, {"holes", holes_}})));
    else
      fmt::print("{}\n", holes_ == 0 ? "no holes" : fmt::format("{} holes", holes_));
  }

  const Catalog& catalog_;
  const CatalogOptions& options_;
  json::Array rows_;
  int64_t holes_ = 0;
  bool any_ = false;
};

}  // namespace

int catalog_coverage(const CatalogOptions& options) {
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  return Coverage(**catalog, options).run();
}

}  // namespace probata::cli
