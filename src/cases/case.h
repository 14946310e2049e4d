// A case of tests/cases, read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "base/json.h"
#include "catalog/settings.h"
#include "fact/fact.h"
#include "history/history.h"

namespace probata::cases {

// The catalog that cases without one of their own are about, read once for all of them.
struct Shipped {
  Folder folder;
  std::shared_ptr<const Catalog> catalog;
};
Result<Shipped, Errors> read_shipped(const std::string& directory);
Result<Shipped, Errors> read_shipped(Folder);

struct Case {
  std::filesystem::path folder;
  std::shared_ptr<const Catalog>
      catalog;  // of a case without one of its own: Shipped::catalog itself
  Settings settings;
  std::vector<Fact> facts;
  Request request;
  FactNo known{};
  Instant now = Instant::earliest();
  json::Value expected;

  std::string name() const { return folder.filename().string(); }
  // What is expected of a test, `CONTROL/TEST`; nullptr where the case says nothing of it.
  const json::Value* expected_of(const Test&) const;
};

// The folders below a directory that have an `expect.json`, by name.
Result<std::vector<std::filesystem::path>> case_folders(const std::filesystem::path&);
// Whether a case is about a catalog of its own.
bool has_catalog(const std::filesystem::path& folder);
Result<Case, Errors> read_case(const std::filesystem::path& folder, const Shipped&);
// The facts below a size, under the case's catalog or one that differs from it in its tests alone
// (catalog/rewritten.h).
History fold(const Case&, std::shared_ptr<const Catalog>, FactNo known = FactNo{0xffffffff});

}  // namespace probata::cases
