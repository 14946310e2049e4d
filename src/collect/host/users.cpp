#include "collect/host/users.h"

#include <fmt/format.h>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

bool skip(std::string_view line) {
  // `+name` and `-name` are of NIS: other machines' users, which this file does not tell.
  return trim(line).empty() || line[0] == '#' || line[0] == '+' || line[0] == '-';
}

// crypt(3) can produce nothing else: `$id$…`, `_…` and the thirteen characters of DES.
bool is_hash(std::string_view field) {
  return field.starts_with('$') || field.starts_with('_') ||
         (field.size() == 13 && field.find_first_of("*!") == std::string_view::npos);
}

std::string_view password_state(std::string_view field) {
  if (field.empty()) return "empty";
  return is_hash(field) ? "set" : "locked";
}

std::vector<std::string> names(std::string_view list) {
  std::vector<std::string> result;
  for (const std::string_view name : split(list, ','))
    if (!trim(name).empty()) result.emplace_back(trim(name));
  return result;
}

}  // namespace

std::string reduce_passwd(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(text, '\n')) {
    std::vector<std::string_view> fields = split(line, ':');
    if (skip(line) || fields.size() != 7) {
      // A line in no known form could hold a hash anywhere: only that it is there is kept.
      if (!skip(line)) result += "?\n";
      continue;
    }
    if (!fields[1].empty() && fields[1] != "x") fields[1] = is_hash(fields[1]) ? "set" : "*";
    fields[4] = fields[4].substr(0, fields[4].find(','));  // the name, not rooms and telephones
    result += fmt::format("{}\n", fmt::join(fields, ":"));
  }
  return result;
}

std::string reduce_shadow(std::string_view text) {
  std::string result;
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> fields = split(line, ':');
    if (skip(line)) continue;
    if (fields.size() < 8)
      result += "?\n";
    else
      result +=
          fmt::format("{}:{}:{}:{}\n", fields[0], password_state(fields[1]), fields[2], fields[7]);
  }
  return result;
}

Parsed<User> parse_passwd(std::string_view text) {
  Parsed<User> result;
  for (const std::string_view line : split(text, '\n')) {
    if (skip(line)) continue;
    const std::vector<std::string_view> f = split(line, ':');
    const auto uid = f.size() == 7 ? to_integer(f[2]) : std::nullopt;
    const auto gid = f.size() == 7 ? to_integer(f[3]) : std::nullopt;
    if (!uid || !gid || !is_id(f[0]))
      ++result.rejected;
    else
      result.items.push_back(
          {std::string(f[0]), std::string(f[1]), *uid, *gid, std::string(f[5]), std::string(f[6])});
  }
  return result;
}

Parsed<Group> parse_group(std::string_view text) {
  Parsed<Group> result;
  for (const std::string_view line : split(text, '\n')) {
    if (skip(line)) continue;
    const std::vector<std::string_view> f = split(line, ':');
    const auto gid = f.size() == 4 ? to_integer(f[2]) : std::nullopt;
    if (!gid || !is_id(f[0]))
      ++result.rejected;
    else
      result.items.push_back({std::string(f[0]), *gid, names(f[3])});
  }
  return result;
}

Parsed<Password> parse_shadow(std::string_view text) {
  Parsed<Password> result;
  for (const std::string_view line : split(text, '\n')) {
    if (skip(line)) continue;
    const std::vector<std::string_view> f = split(line, ':');
    if (f.size() != 4 || f[0].empty() || (f[1] != "empty" && f[1] != "locked" && f[1] != "set")) {
      ++result.rejected;
      continue;
    }
    Password password{std::string(f[0]), std::string(f[1]), {}, {}};
    // Day 0 means "must be changed at the next login": when it was changed is then not told.
    if (const auto day = to_integer<int32_t>(f[2]); day && *day > 0 && *day < 2'000'000)
      password.changed = day;
    if (const auto day = to_integer<int32_t>(f[3]); day && *day > 0 && *day < 2'000'000)
      password.expires = day;
    result.items.push_back(std::move(password));
  }
  return result;
}

UserNumbers parse_login_defs(std::string_view text) {
  UserNumbers numbers;
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> w = words(line);
    if (w.size() < 2) continue;
    if (const auto n = to_integer(w[1]); n && w[0] == "UID_MIN") numbers.first = *n;
    if (const auto n = to_integer(w[1]); n && w[0] == "UID_MAX") numbers.last = *n;
  }
  return numbers;
}

bool is_login_shell(std::string_view shell) {
  // An empty shell field means /bin/sh.
  for (const std::string_view none : {"/nologin", "/false", "/sync", "/halt", "/shutdown", "/true"})
    if (shell.ends_with(none)) return false;
  return true;
}

std::string_view account_type(const User& user, const UserNumbers& numbers) {
  if (user.uid == 0) return "root";
  const bool number = user.uid >= numbers.first && user.uid <= numbers.last;
  return number && is_login_shell(user.shell) ? "human" : "service";
}

}  // namespace probata::collect
