// For tests: a small catalog, and a case of it.
#pragma once

#include <gtest/gtest.h>

#include "catalog/catalog_fixture.h"
#include "mutate/trials.h"

namespace probata::mutate::fixture {

inline catalog_fixture::Files files(const std::string& test) {
  return {
      {"kinds/person.yaml",
       "kind: person\nfields: {name: string, status: {type: string, enum: [active, departed]}}\n"},
      {"kinds/account.yaml",
       "kind: account\nfields:\n  status: {type: string, enum: [active, disabled]}\n  mfa: bool\n  "
       "person: {ref: person, reverse: accounts}\n"
       "  owner: {ref: person}\n  closed: timestamp\n  used: timestamp\n"},
      {"parameters.yaml",
       "grace: {type: duration, default: 24h, title: T, why: W}\nyearly: {type: span, default: "
       "P1Y, title: T, why: W}\n"},
      {"controls/c.yaml", "control: c\ntitle: T\nstatement: S\ntests:\n  - id: t\n" + test}};
}
inline cases::Shipped shipped(const std::string& test) {
  cases::Shipped result{catalog_fixture::folder(files(test)), {}};
  auto catalog = read_catalog(std::span(&result.folder, 1));
  if (!catalog) ADD_FAILURE() << to_text(catalog.error().front());
  if (catalog) result.catalog = *catalog;
  return result;
}
inline std::vector<Mutant> mutants(const cases::Shipped& shipped) {
  auto made = mutants_of(*shipped.catalog, TestNo{0}, times_of(*shipped.catalog));
  if (!made) ADD_FAILURE() << to_text(made.error());
  return made ? std::move(*made) : std::vector<Mutant>();
}
inline std::vector<std::string> names(const std::vector<Mutant>& mutants) {
  std::vector<std::string> result;
  for (const Mutant& mutant : mutants) result.push_back(mutant.name);
  return result;
}

}  // namespace probata::mutate::fixture
