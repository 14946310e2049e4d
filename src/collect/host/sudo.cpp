#include "collect/host/sudo.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

constexpr int alias_depth_max = 16;
using Aliases = std::map<std::string, std::vector<std::string>, std::less<>>;

// Lines joined where one ends in a backslash, comments cut off. `#1000` and `%#27` are users, not
// comments.
struct Line {
  std::string text;
  int number = 0;
};

std::string_view without_comment(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '#') {
      const bool number = i + 1 < line.size() && line[i + 1] >= '0' && line[i + 1] <= '9';
      if (!number) return line.substr(0, i);
    }
  }
  return line;
}

std::vector<Line> logical_lines(std::string_view text) {
  std::vector<Line> result;
  std::string pending;
  int number = 0, first = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (pending.empty()) first = number;
    const bool more = line.ends_with('\\');
    if (more) line.remove_suffix(1);
    pending.append(without_comment(line));
    if (more) {
      pending += ' ';
      continue;
    }
    if (!trim(pending).empty()) result.push_back({std::string(trim(pending)), first});
    pending.clear();
  }
  if (!trim(pending).empty()) result.push_back({std::string(trim(pending)), first});
  return result;
}

// The commas of a list separate; white space around them does not count.
std::vector<std::string> list_of(std::string_view text) {
  std::vector<std::string> result;
  for (std::string_view part : split(text, ',')) {
    part = trim(part);
    if (part.size() >= 2 && part.front() == '"' && part.back() == '"')
      part = part.substr(1, part.size() - 2);
    if (!part.empty()) result.emplace_back(part);
  }
  return result;
}

void read_aliases(std::string_view text, Aliases& aliases) {
  for (const std::string_view definition : split(text, ':')) {
    const size_t equals = definition.find('=');
    if (equals == std::string_view::npos) continue;
    aliases[std::string(trim(definition.substr(0, equals)))] =
        list_of(definition.substr(equals + 1));
  }
}

void resolve(const std::string& name, const Aliases& aliases, bool negated, int depth,
             SudoRule& rule) {
  if (name.starts_with('!')) return resolve(name.substr(1), aliases, !negated, depth, rule);
  const auto alias = aliases.find(name);
  if (alias == aliases.end() || depth >= alias_depth_max) {
    (negated ? rule.but_not : rule.who).push_back(name);
    return;
  }
  for (const std::string& member : alias->second)
    resolve(member, aliases, negated, depth + 1, rule);
}

// Where the list of users ends and the list of hosts begins: the first white space that has no
// comma on either side.
size_t end_of_users(std::string_view text) {
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted || (text[i] != ' ' && text[i] != '\t')) continue;
    const size_t next = text.find_first_not_of(" \t", i);
    if (next == std::string_view::npos) return std::string_view::npos;
    const bool inside = text[next] == ',' || (i > 0 && text[i - 1] == ',');
    if (!inside) return i;
    i = next;
  }
  return std::string_view::npos;
}

bool read_rule(const Line& line, const Aliases& aliases, Sudoers& result) {
  const std::string_view text = line.text;
  const size_t equals = text.find('=');
  const size_t end = end_of_users(text.substr(0, equals));
  if (equals == std::string_view::npos || end == std::string_view::npos) return false;
  SudoRule rule;
  rule.line = line.number;
  rule.text = fmt::format("{}", fmt::join(words(text), " "));
  rule.without_password = text.find("NOPASSWD:") != std::string_view::npos;
  for (const std::string& name : list_of(text.substr(0, end)))
    resolve(name, aliases, false, 0, rule);
  if (rule.who.empty()) return false;
  result.rules.push_back(std::move(rule));
  return true;
}

bool in_group(const User& user, const Group& group) {
  return user.gid == group.gid ||
         std::find(group.members.begin(), group.members.end(), user.name) != group.members.end();
}

bool means(std::string_view who, const User& user, const std::vector<Group>& groups) {
  if (who == "ALL" || who == user.name) return true;
  if (who.starts_with('#')) return to_integer(who.substr(1)) == user.uid;
  if (!who.starts_with('%')) return false;
  who.remove_prefix(1);
  return std::any_of(groups.begin(), groups.end(), [&](const Group& group) {
    const bool named =
        who.starts_with('#') ? to_integer(who.substr(1)) == group.gid : who == group.name;
    return named && in_group(user, group);
  });
}

bool any_means(const std::vector<std::string>& who, const User& user,
               const std::vector<Group>& groups) {
  return std::any_of(who.begin(), who.end(),
                     [&](const std::string& one) { return means(one, user, groups); });
}

RootRight right_of(const User& user, const Sudoers& sudoers, const std::vector<Group>& groups) {
  RootRight right{user.name, {}, false};
  for (const SudoRule& rule : sudoers.rules) {
    if (!any_means(rule.who, user, groups) || any_means(rule.but_not, user, groups)) continue;
    right.via.push_back(rule.text);
    right.without_password |= rule.without_password;
  }
  for (const Group& group : groups) {
    // Whoever may talk to these daemons can mount the root file system and write to it.
    if ((group.name != "docker" && group.name != "lxd") || !in_group(user, group)) continue;
    right.via.push_back(fmt::format("group {}", group.name));
    right.without_password = true;
  }
  return right;
}

}  // namespace

Sudoers parse_sudoers(std::string_view text) {
  Sudoers result;
  Aliases users;
  const std::vector<Line> lines = logical_lines(text);
  // Aliases may be used before they are defined.
  for (const Line& line : lines)
    if (line.text.starts_with("User_Alias")) read_aliases(line.text.substr(10), users);
  for (const Line& line : lines) {
    const std::string_view first = words(line.text).front();
    if (first.starts_with("Defaults") || first.ends_with("_Alias") || first.starts_with('@'))
      continue;
    if (!read_rule(line, users, result)) ++result.rejected;
  }
  return result;
}

Parsed<RootRight> root_rights(const Sudoers& sudoers, const std::vector<User>& users,
                              const std::vector<Group>& groups) {
  Parsed<RootRight> result;
  result.rejected = sudoers.rejected;
  for (const SudoRule& rule : sudoers.rules)
    for (const std::string& who : rule.who) result.rejected += who.starts_with('+');
  for (const User& user : users) {
    if (user.uid == 0) continue;
    RootRight right = right_of(user, sudoers, groups);
    if (!right.via.empty()) result.items.push_back(std::move(right));
  }
  return result;
}

}  // namespace probata::collect
