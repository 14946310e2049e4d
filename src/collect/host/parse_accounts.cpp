#include <map>

#include "base/calendar.h"
#include "collect/host/parts.h"
#include "collect/host/sudo.h"
#include "collect/host/users.h"
#include "collect/row.h"

namespace probata::collect {
namespace {

json::Value date_or_null(const std::optional<int32_t>& days) {
  return days ? json::Value(to_text(Date{*days})) : json::Value();
}

Date today(const HostLook& h) { return Calendar().date_of(h.look.to); }

// A user without a line in shadow has what /etc/passwd says; `x` without a line fits nothing.
Password password_of(const User& user, const std::map<std::string, Password>& shadow) {
  if (const auto found = shadow.find(user.name); found != shadow.end() && user.password == "x")
    return found->second;
  const std::string state = user.password.empty()    ? "empty"
                            : user.password == "set" ? "set"
                                                     : "locked";
  return {user.name, state, {}, {}};
}

std::vector<std::string> groups_of(const HostLook& h, const User& user,
                                   const std::vector<Group>& groups) {
  std::vector<std::string> result;
  for (const Group& group : groups)
    if (group.gid == user.gid ||
        std::find(group.members.begin(), group.members.end(), user.name) != group.members.end())
      result.push_back(h.id(group.name));
  return result;
}

void add_password(HostLook& h, const Password& password, bool login_shell, json::Value& set) {
  const bool expired = password.expires && Date{*password.expires} <= today(h);
  set.set("password", password.state);
  set.set("password_changed", date_or_null(password.changed));
  set.set("expires", date_or_null(password.expires));
  set.set("status", login_shell && !expired ? "active" : "disabled");
}

std::vector<std::string> account_fields(bool shadow, bool system) {
  std::vector<std::string> fields{"asset", "login", "type", "uid", "shell", "groups"};
  if (shadow)
    for (const char* field : {"status", "password", "password_changed", "expires"})
      fields.emplace_back(field);
  if (system) fields.emplace_back("system");
  return fields;
}

void add_account_rows(HostLook& h, const Parsed<User>& users, const std::vector<Group>& groups) {
  const Section& shadow = h.raw.section("shadow");
  const json::Value* system = h.raw.head.all.find("system");
  const UserNumbers numbers = parse_login_defs(h.raw.section("login_defs").text);
  std::map<std::string, Password> passwords;
  const Parsed<Password> parsed = parse_shadow(shadow.text);
  for (const Password& password : parsed.items) passwords.emplace(password.name, password);
  int64_t rejected = users.rejected + parsed.rejected;
  for (const User& user : users.items) {
    json::Value set = object({{"asset", h.host},
                              {"login", user.name},
                              {"type", account_type(user, numbers)},
                              {"uid", user.uid},
                              {"shell", text_or_null(user.shell)},
                              {"groups", strings(groups_of(h, user, groups))}});
    if (system) set.set("system", *system);
    if (shadow.read())
      add_password(h, password_of(user, passwords), is_login_shell(user.shell), set);
    rejected += !h.row("account", h.id(user.name), std::move(set));
  }
  h.kind("account", account_fields(shadow.read(), system != nullptr), rejected);
  if (!shadow.read())
    for (const char* field : {"status", "password", "password_changed", "expires"})
      h.not_read("account", field, shadow);
}

}  // namespace

void add_accounts(HostLook& h) {
  const Section &passwd = h.raw.section("passwd"), &group = h.raw.section("group");
  if (!passwd.read() || !group.read()) {
    h.not_read("account", "", passwd.read() ? group : passwd);
    h.not_read("group", "", passwd.read() ? group : passwd);
    return;
  }
  const Parsed<Group> groups = parse_group(group.text);
  add_account_rows(h, parse_passwd(passwd.text), groups.items);
  int64_t rejected = groups.rejected;
  for (const Group& one : groups.items)
    rejected += !h.row("group", h.id(one.name),
                       object({{"asset", h.host}, {"name", one.name}, {"gid", one.gid}}));
  h.kind("group", {"asset", "name", "gid"}, rejected);
}

void add_rights(HostLook& h) {
  const Section& sudoers = h.raw.section("sudoers");
  const Section *passwd = &h.raw.section("passwd"), *group = &h.raw.section("group");
  for (const Section* section : {&sudoers, passwd, group}) {
    if (section->read() || (section == &sudoers && section->absent)) continue;
    h.not_read("grant", "", *section);
    return;
  }
  // Without sudo only root, and groups that amount to it, can become root.
  const auto rights = root_rights(parse_sudoers(sudoers.text), parse_passwd(passwd->text).items,
                                  parse_group(group->text).items);
  h.row("entitlement", h.id("root"),
        object({{"asset", h.host}, {"name", "become root"}, {"privileged", true}}));
  h.kind("entitlement", {"asset", "name", "privileged"});
  for (const RootRight& right : rights.items)
    h.row("grant", h.id(right.user + "/root"),
          object({{"account", h.id(right.user)},
                  {"entitlement", h.id("root")},
                  {"via", strings(right.via)},
                  {"without_password", right.without_password}}));
  // A host has no place for a reason: it says null, until a person writes one.
  h.kind("grant", {"account", "entitlement", "via", "without_password", "justification"},
         rights.rejected);
}

}  // namespace probata::collect
