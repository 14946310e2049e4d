// For tests: catalogs written in place.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.h"

namespace probata::catalog_fixture {

using Files = std::vector<std::pair<std::string, std::string>>;

inline Folder folder(const Files& files, std::string name = "") {
  Folder result;
  result.name = std::move(name);
  for (const auto& [path, text] : files) result.files.push_back({path, text});
  return result;
}
inline Result<std::shared_ptr<const Catalog>, Errors> read(const Files& files) {
  const Folder one = folder(files);
  return read_catalog(std::span(&one, 1));
}

// The example of formats.md, word for word, and what it needs.
inline const std::string account_kind = R"(kind: account
title: Account                    # people: Accounts
plural: Accounts
about: A login that a person or a program uses in one system.
record: false                     # true: Probata is its system of record
fields:
  system:     {ref: system, reverse: accounts, required: true}
  person:     {ref: person, reverse: accounts}
  status:     {type: string, enum: [active, disabled]}
  email:      {type: string, key: true}
  mfa:        bool
  last_login: timestamp
  groups:     {list: {ref: group}}
confidential: false
retention: P7Y
)";
inline const std::string access_removal_control = R"(control: access-removal
title: Access ends when the person leaves
statement: Access of people who leave is disabled within {param.access_removal} in every system in scope.
profile: lean                                          # lean: what a company of 60 needs; full: the rest
criteria: {CC6.2: [removal], CC6.3: [removal]}         # criterion: our ids of its points of focus
nature: preventive                                     # preventive | detective | corrective
operation: automated                                   # automated | manual
level: system                                          # entity | process | system
frequency: each departure
owner: it_operations                                   # a role
risks: [former-staff-access]
applies: tailoring.has_people                          # CEL over the answers; left out: always
on_failure: Disable the account, end its sessions and tokens, look for logins after the departure.
tests:
  - id: leavers
    title: Every account of a leaver is disabled in time, and stays so
    each: account
    scope: account.system.in_scope
    when: account.person.status == "departed"
    then: account.status == "disabled"
    within: param.access_removal
    stays: true
    unless: account.person.status == "active"
    assign: account.system.owner
    severity: high
    says: "{account.person.name} kept the {account.system.name} account {late} too long"
)";
inline Files example() {
  return {
      {"controls/access-removal.yaml", access_removal_control},
      {"criteria.yaml",
       "groups: {CC6: {title: Access}}\n"
       "criteria:\n  CC6.2: {title: Registering, points: {removal: Removed}}\n"
       "  CC6.3: {title: Roles, points: {removal: {title: Removed, ours: true}}}\n"},
      {"kinds/account.yaml", account_kind},
      {"kinds/group.yaml", "kind: group\nfields: {name: string}\n"},
      {"kinds/person.yaml",
       "kind: person\nfields:\n  name: string\n  email: {type: string, key: true}\n"
       "  status: {type: string, enum: [expected, active, departed]}\n  manager: {ref: person}\n"},
      {"kinds/system.yaml",
       "kind: system\nrecord: true\nfields:\n  name: string\n  owner: {ref: person}\n"
       "  in_scope: bool\n"},
      {"parameters.yaml",
       "access_removal: {type: duration, default: 24h, min: 1h, max: 120h, "
       "title: Removal of access, why: One day is usual}\n"
       "yearly: {type: span, default: P1Y, min: P3M, max: P13M}\n"},
      {"risks.yaml", "former-staff-access: {title: Former staff keep access}\n"},
      {"roles.yaml",
       "it_operations: {title: IT operations}\n"
       "reviewer: {title: Reviewer, conflicts: [it_operations]}\n"},
      {"tailoring.yaml", "has_people: {title: People work here, type: bool}\n"},
  };
}
inline Files with(Files files, const std::string& path, const std::string& text) {
  for (auto& [name, old] : files) {
    if (name != path) continue;
    old = text;
    return files;
  }
  files.emplace_back(path, text);
  return files;
}

}  // namespace probata::catalog_fixture
