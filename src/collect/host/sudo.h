// Who may become root: the rules of /etc/sudoers, its included files already in their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collect/host/users.h"

namespace probata::collect {

// One user specification: `alice, %sudo ALL=(ALL:ALL) NOPASSWD: ALL`.
struct SudoRule {
  std::vector<std::string> who;      // aliases resolved: `alice`, `%sudo`, `#1000`, `%#27`, `ALL`
  std::vector<std::string> but_not;  // written with `!`
  std::string text;                  // the rule as written, on one line
  bool without_password = false;
  int line = 0;
};
struct Sudoers {
  std::vector<SudoRule> rules;
  int64_t rejected = 0;
};
Sudoers parse_sudoers(std::string_view);

// A user and the rules that let him become root, as written.
struct RootRight {
  std::string user;
  std::vector<std::string> via;
  bool without_password = false;
};
// By user; root itself (uid 0) is none. Membership in groups that amount to root (docker, lxd) is
// a right too. `rejected` counts rules that name whom this host cannot list (netgroups).
Parsed<RootRight> root_rights(const Sudoers&, const std::vector<User>&, const std::vector<Group>&);

}  // namespace probata::collect
