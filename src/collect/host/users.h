// Users and groups of a host: /etc/passwd, /etc/group, /etc/login.defs and what may be told of
// /etc/shadow. Pure functions of text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace probata::collect {

struct User {
  std::string name;
  std::string
      password;  // as reduce_passwd writes it: empty, `x` (in shadow), `*` (none fits), `set`
  int64_t uid = 0, gid = 0;
  std::string home, shell;
};
struct Group {
  std::string name;
  int64_t gid = 0;
  std::vector<std::string> members;
};
struct Password {
  std::string name;
  std::string state;                        // empty | locked | set
  std::optional<int32_t> changed, expires;  // days since 1970-01-01
};
struct UserNumbers {
  int64_t first = 1000, last = 60000;  // uids of people (UID_MIN, UID_MAX)
};
template <class T>
struct Parsed {
  std::vector<T> items;
  int64_t rejected = 0;  // lines that are none
};

// What may leave the machine: no password hash, nothing that helps to guess one. These run while
// reading, before anything is kept.
std::string reduce_passwd(std::string_view);
std::string reduce_shadow(std::string_view);

Parsed<User> parse_passwd(std::string_view reduced);
Parsed<Group> parse_group(std::string_view);
Parsed<Password> parse_shadow(std::string_view reduced);
UserNumbers parse_login_defs(std::string_view);

bool is_login_shell(std::string_view shell);
// service | root | human: by number and shell, as the system itself tells them apart.
std::string_view account_type(const User&, const UserNumbers&);

}  // namespace probata::collect
