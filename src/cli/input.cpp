#include "cli/input.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "base/text.h"
#include "catalog/beside.h"
#include "cli/assets.h"
#include "fact/erasure.h"
#include "history/load.h"
#include "server/moment.h"

namespace probata::cli {
namespace {

json::Value to_json(const Error& error) {
  return json::Value(json::Object{{"file", error.place.file},
                                  {"line", error.place.line},
                                  {"column", error.place.column},
                                  {"message", error.what},
                                  {"hint", error.hint}});
}

template <class T>
std::unexpected<Errors> one(const Result<T>& result) {
  return std::unexpected(Errors{result.error()});
}

Result<FactNo> size_of(const AssessOptions& options, uint64_t size, std::string_view what) {
  const uint64_t asked = options.at_size.value_or(size);
  if (asked > size)
    return failure(fmt::format("{} has only {} entries", what, size),
                   "give an `--at-size` up to that, or leave it out");
  return FactNo(static_cast<uint32_t>(asked));
}

Result<void, Errors> fold_file(Loaded& loaded, const AssessOptions& options,
                               const Settings& settings) {
  auto file = load_file(options.facts, loaded.catalog, settings);
  if (!file) return std::unexpected(std::move(file.error()));
  loaded.history = std::make_unique<History>(std::move(file->history));
  loaded.now = loaded.first = loaded.last = file->latest;
  auto known = size_of(options, file->size, "the file");
  if (!known) return one(known);
  loaded.known = *known;
  for (uint32_t fact = 0; options.whole && fact < file->size; ++fact)
    loaded.first = std::min(loaded.first, loaded.history->provenance(FactNo{fact}).at);
  return {};
}

// The same file again, up to a size.
Result<History> fold_again(const std::string& path, std::shared_ptr<const Catalog> catalog,
                           const Settings& settings, FactNo known) {
  auto facts = facts_of_file(path, *catalog);
  if (!facts) return std::unexpected(facts.error().front());
  History history(std::move(catalog), settings);
  for (const Fact& fact : *facts)
    if (FactNo(static_cast<uint32_t>(*fact.seq)) < known)
      history.fold(FactNo(static_cast<uint32_t>(*fact.seq)), *fact.recorded, fact);
  return history;
}

Result<void, Errors> load_facts(Loaded& loaded, const AssessOptions& options) {
  if (!options.facts.empty()) {
    auto catalog = load_catalog(options);
    if (!catalog) return std::unexpected(catalog.error());
    loaded.catalog = *catalog;
    auto settings = load_settings(options.settings, *loaded.catalog);
    if (!settings) return std::unexpected(settings.error());
    return fold_file(loaded, options, *settings);
  }
  auto open = organisation_options(options);
  if (!open) return one(open);
  open->read_only = true;
  open->offered = options.offered;
  auto organisation = Organisation::open(std::move(*open));
  if (!organisation) return one(organisation);
  loaded.organisation = std::move(*organisation);
  loaded.catalog =
      loaded.organisation->read([](const View& view) { return view.history.catalog_pointer(); });
  loaded.now = loaded.organisation->now();
  auto known = size_of(options, loaded.organisation->ledger().size(), "the evidence log");
  if (!known) return one(known);
  loaded.known = *known;
  return {};
}

Result<Request> request_of(const AssessOptions& options, const Loaded& loaded,
                           const Calendar& calendar) {
  Request request;
  if (!options.as_of.empty()) {
    request = state_at(loaded.now);
  } else {
    if (options.period.empty() && options.whole)
      request.period = {std::min(loaded.first, loaded.now), loaded.now + microsecond};
    else if (options.period.empty())
      return failure(
          "no period is given",
          "add `--period 2026-01-01/2026-12-31`, or `--as-of` for the state at an instant");
    else
      request.period = TRY(api::parse_period(options.period, calendar));
  }
  if (!options.test.empty()) {
    const Test* test = loaded.catalog->test(options.test);
    if (test == nullptr) {
      std::vector<std::string> names;
      for (const Test& known : loaded.catalog->tests) names.push_back(known.full_id);
      return failure(fmt::format("there is no test `{}`", options.test),
                     name_hint(options.test, names));
    }
    request.only = test->number;
  }
  return request;
}

// A period that is wholly to come. A file knows no clock: where `--now` is not given, now is its
// newest fact.
Result<void> check_period(const AssessOptions& options, const Loaded& loaded) {
  if (options.period.empty()) return {};
  const Period& period = loaded.request.period;
  const bool of_file = !options.facts.empty();
  if (!of_file || !options.now.empty()) TRY_VOID(api::check_begun(period, loaded.now));
  if (of_file && (loaded.last < period.start || loaded.now <= period.start))
    fmt::print(
        stderr,
        "probata: {}: its newest fact is of {}, and the period begins {}: nothing is claimed "
        "of it; give facts of the period, or another `--period`\n",
        options.facts, to_text(loaded.last), to_text(period.start));
  return {};
}

}  // namespace

int tell(const Errors& errors, bool json) {
  if (json) {
    json::Value list(json::Array{});
    for (const Error& error : errors) list.push(to_json(error));
    fmt::print(stderr, "{}\n", json::write(list));
  } else {
    for (const Error& error : errors) fmt::print(stderr, "probata: {}\n", to_text(error));
  }
  return wrong_input;
}

int tell(const Error& error, bool json) { return tell(Errors{error}, json); }

std::function<void(size_t, size_t)> progress_bar(std::string doing, std::string what) {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [doing = std::move(doing), what = std::move(what), last = size_t{101}](
             size_t so_far, size_t total) mutable {
    const size_t percent = total == 0 ? 100 : so_far * 100 / total;
    if (percent == last) return;
    last = percent;
    fmt::print(stderr, "\r{} {:3} %  {} of {} {}{}", doing, percent, so_far, total, what,
               percent == 100 ? "\r\033[K" : "");
  };
}

Folder shipped_catalog() {
  Folder folder{"shipped", {}};
  for (const Asset& asset : catalog_assets())
    folder.files.push_back({std::string(asset.path), std::string(asset.bytes)});
  return folder;
}

Result<std::vector<Folder>> catalog_folders(const CommonOptions& options) {
  if (options.catalog.empty()) return std::vector{shipped_catalog()};
  return std::vector{TRY(read_folder(options.catalog))};
}

Result<std::shared_ptr<const Catalog>, Errors> load_catalog(const CommonOptions& options) {
  const auto folders = catalog_folders(options);
  if (!folders) return one(folders);
  return read_catalog(*folders);
}

void warn(const Catalog& catalog) {
  for (const Error& warning : all_warnings(catalog))
    fmt::print(stderr, "probata: warning: {}\n", to_text(warning));
}

Result<Settings, Errors> load_settings(const std::string& path, const Catalog& catalog) {
  if (path.empty()) return read_settings(File{}, catalog);
  auto text = read_file(path);
  if (!text) return one(text);
  return read_settings(File{path, *text}, catalog);
}

Result<OrganisationOptions> organisation_options(const CommonOptions& options) {
  OrganisationOptions open;
  open.data = options.data;
  open.catalog = TRY(catalog_folders(options));
  open.clock = system_clock();
  open.random = system_random();
  return open;
}

Result<std::unique_ptr<Organisation>> open_organisation(const CommonOptions& options,
                                                        bool read_only) {
  auto open = TRY(organisation_options(options));
  open.read_only = read_only;
  return Organisation::open(std::move(open));
}

Result<std::unique_ptr<Organisation>> open_or_make(const ServeOptions& options) {
  auto open = TRY(organisation_options(options));
  open.create = options.create;
  open.name = options.name;
  auto organisation = TRY(Organisation::open(std::move(open)));
  if (options.create) TRY_VOID(organisation->begin_with_catalog());
  return organisation;
}

Result<std::vector<Fact>, Errors> facts_of_file(const std::string& path, const Catalog& catalog) {
  auto text = read_file(path);
  if (!text) return one(text);
  auto file = read_facts(*text, path, catalog);
  if (!file.errors.empty()) return std::unexpected(std::move(file.errors));
  for (size_t i = 0; i < file.facts.size(); ++i) {
    auto& fact = file.facts[i];
    if (!fact.seq) fact.seq = static_cast<uint64_t>(file.lines[i] - 1);
    if (!fact.recorded) fact.recorded = fact.at;
  }
  auto facts = with_disposed(std::move(file.facts), catalog);
  if (!facts) return one(facts);
  return std::move(*facts);
}

Result<Loaded, Errors> load(const AssessOptions& options) {
  Loaded loaded;
  if (auto facts = load_facts(loaded, options); !facts) return std::unexpected(facts.error());
  for (const std::string& given : {options.now, options.as_of}) {
    if (given.empty()) continue;
    auto instant = parse_instant(given);
    if (!instant) return one(instant);
    loaded.now = *instant;
  }
  auto calendar =
      loaded.with_view([](const View& view) { return view.history.settings().calendar; });
  auto request = request_of(options, loaded, calendar);
  if (!request) return one(request);
  loaded.request = std::move(*request);
  if (auto begun = check_period(options, loaded); !begun) return one(begun);
  // One command asks one thing: nothing else is folded after its results.
  loaded.request.results_into =
      loaded.organisation ? loaded.organisation->results_into() : loaded.history.get();
  if (loaded.organisation)
    loaded.request.again = loaded.organisation->again();
  else
    loaded.request.again = [path = options.facts, catalog = loaded.catalog,
                            settings = loaded.history->settings()](FactNo known) {
      return fold_again(path, catalog, settings, known);
    };
  return loaded;
}

}  // namespace probata::cli
