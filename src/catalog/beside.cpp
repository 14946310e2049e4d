#include "catalog/beside.h"

#include "catalog/crosswalk.h"
#include "catalog/policy.h"

namespace probata {

Errors mistakes_beside(const Catalog& catalog) {
  Errors errors;
  const auto add = [&](const auto& read) {
    if (!read) errors.insert(errors.end(), read.error().begin(), read.error().end());
  };
  add(read_policies(catalog));
  add(read_crosswalks(catalog));
  return errors;
}

Errors all_warnings(const Catalog& catalog) {
  Errors warnings = catalog.warnings;
  for (Error& warning : policy_warnings(catalog)) warnings.push_back(std::move(warning));
  return warnings;
}

Result<std::shared_ptr<const Catalog>, Errors> read_whole_catalog(std::span<const Folder> folders) {
  auto catalog = read_catalog(folders);
  if (!catalog) return catalog;
  if (auto errors = mistakes_beside(**catalog); !errors.empty())
    return std::unexpected(std::move(errors));
  return catalog;
}

}  // namespace probata
