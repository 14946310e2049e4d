// What several subcommands read: catalog, settings, facts, periods; and how they tell errors.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "assess/assess.h"
#include "catalog/settings.h"
#include "cli/commands.h"
#include "fact/fact.h"
#include "history/history.h"
#include "organisation/organisation.h"

namespace probata::cli {

// Prints errors to standard error, one a line, or with `json` as one array of
// {file,line,column,message,hint}; returns wrong_input.
int tell(const Errors&, bool json);
int tell(const Error&, bool json);

// On a terminal only, to standard error, so that results can be piped: `assessing  43 %  86 of 200
// items`. Empty where nobody would see it.
std::function<void(size_t so_far, size_t total)> progress_bar(std::string doing, std::string what);

Folder shipped_catalog();
Result<std::vector<Folder>> catalog_folders(const CommonOptions&);
Result<std::shared_ptr<const Catalog>, Errors> load_catalog(const CommonOptions&);
// Prints what is likely a mistake of a catalog to standard error.
void warn(const Catalog&);
// Of a settings file; the defaults where none is named.
Result<Settings, Errors> load_settings(const std::string& path, const Catalog&);
// Data directory, catalog, clock and randomness of a command; what else it wants it sets itself.
Result<OrganisationOptions> organisation_options(const CommonOptions&);
Result<std::unique_ptr<Organisation>> open_organisation(const CommonOptions&, bool read_only);
// The same to write to; with `create` it is made where there is none.
Result<std::unique_ptr<Organisation>> open_or_make(const ServeOptions&);

// The facts of a file in the order of `seq`: where a fact does not say, that is its line's number
// from 0, and `recorded` is `at` (formats.md).
Result<std::vector<Fact>, Errors> facts_of_file(const std::string& path, const Catalog&);

// Facts folded and the view's bounds, from a file or from an organisation.
struct Loaded {
  std::shared_ptr<const Catalog> catalog;
  std::unique_ptr<History> history;            // of a file
  std::unique_ptr<Organisation> organisation;  // else
  Instant first, last;                         // earliest and latest `at` of a file
  Instant now;
  FactNo known{};
  Request request;
  // Calls f(view); an organisation is read under its lock.
  template <class F>
  auto with_view(F f) const {
    if (organisation) return organisation->read(f, now, static_cast<uint64_t>(known));
    return f(View{*history, known, now});
  }
};
Result<Loaded, Errors> load(const AssessOptions&);

// Exceptions or unknown: exit code 1. Boundary and found do not count (formats.md, exit codes).
bool noted(const Assessment&);

}  // namespace probata::cli
