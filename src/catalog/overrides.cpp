#include "catalog/overrides.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "catalog/policy_parts.h"
#include "catalog/yaml.h"

namespace probata {
namespace {

using Part = std::vector<std::string>;

// Under its own name, or that and how often there was one: nothing takes another's place.
void add_member(json::Value& object, std::string key, json::Value value) {
  const std::string name = key;
  for (int count = 2; object.find(key) != nullptr; ++count)
    key = fmt::format("{} ({})", name, count);
  object.set(std::move(key), std::move(value));
}

json::Value rules_of(std::string_view text, policy_parts::Stretch section) {
  json::Value rules(json::Object{});
  for (const auto& block : policy_parts::blocks(text, section, true)) {
    const std::string_view bold = block.heading.of(text);  // `**Leaving.**`
    add_member(rules,
               bold.empty() ? fmt::format("rule {}", block.number)
                            : std::string(bold.substr(2, bold.size() - 4)),
               policy_parts::folded(block.body.of(text)));
  }
  return rules;
}

// What stands at its front, and its sections; of the rules each by its heading. Another text is
// itself.
json::Value policy_value(const std::string& text) {
  const auto front = policy_parts::front_matter(text);
  const auto head = yaml::parse(front.of(text));
  json::Value value = head ? yaml::to_json(*head) : json::Value();
  if (front.end == 0 || value.as_object() == nullptr) return text;
  for (const auto& [title, body] : policy_parts::sections(text, front.end)) {
    const std::string name(title.of(text));
    add_member(value, name,
               name == "Rules" ? rules_of(text, body) : policy_parts::folded(body.of(text)));
  }
  return value;
}

// A file as a value: a mapping of what it holds.
json::Value value_of(const std::string& path, const std::string& text) {
  if (!path.ends_with(".yaml")) return policy_value(text);
  const auto node = yaml::parse(text);
  return node ? yaml::to_json(*node) : json::Value(text);
}

std::string one_line(const json::Value& value) {
  std::string text = value.as_string() ? *value.as_string() : json::write(value);
  std::ranges::replace(text, '\n', ' ');
  return std::string(trim(text));
}

// A list whose items have an id, as the tests of a control: matched by it, not by their places.
std::optional<json::Object> by_id(const json::Value& value) {
  const json::Array* items = value.as_array();
  if (items == nullptr || items->empty()) return {};
  json::Object named;
  for (const json::Value& item : *items) {
    const json::Value* id = item.find("id");
    if (id == nullptr || id->as_string() == nullptr) return {};
    named.push_back({*id->as_string(), item, 0});
  }
  return named;
}
std::optional<json::Object> members_of(const json::Value& value) {
  if (const json::Object* members = value.as_object()) return *members;
  return by_id(value);
}
const json::Value* find(const json::Object& members, const std::string& key) {
  const auto found = std::ranges::find(members, key, &json::Member::key);
  return found == members.end() ? nullptr : &found->value;
}

Effect less_if(bool weaker) { return weaker ? Effect::weaker : Effect::stricter; }

// What follows from one key of a test or a control being added, left out or changed.
class Weighing {
 public:
  explicit Weighing(const Override& change)
      : change_(change), key_(change.part.empty() ? "" : change.part.back()) {}

  Effect weigh() const {
    const bool control = change_.file.starts_with("controls/");
    if (change_.part.empty()) return control ? whole() : Effect::not_decided;
    if (change_.file == "criteria.yaml") return whole();
    if (change_.file.starts_with("policies/") && change_.part.size() == 2)
      return change_.part[0] == "Rules" ? whole() : Effect::not_decided;
    if (!control) return Effect::not_decided;
    const bool test = change_.part[0] == "tests";
    if (test && change_.part.size() == 2) return whole();
    if (test && change_.part.size() == 3) return of_test();
    return change_.part.size() == 1 ? of_control() : Effect::not_decided;
  }

 private:
  bool one_of(std::initializer_list<std::string_view> keys) const {
    return std::ranges::find(keys, key_) != keys.end();
  }
  // More is asked where it is added, less where it is left out.
  Effect whole() const {
    return change_.was && change_.is ? Effect::not_decided : less_if(!change_.is);
  }
  Effect opposite() const {
    return change_.was && change_.is ? Effect::not_decided : less_if(change_.is.has_value());
  }
  Effect of_test() const {
    if (one_of({"within", "grace"})) return of_time();
    if (one_of({"scope", "unless", "waivable_by"})) return opposite();
    if (one_of({"stays", "not_by", "needs"})) return key_ == "stays" ? of_flag() : whole();
    return key_ == "severity" ? of_rank({"low", "medium", "high"}, "medium") : Effect::not_decided;
  }
  Effect of_control() const {
    if (key_ == "applies") return change_.is == "false" ? Effect::weaker : opposite();
    if (key_ == "in_force") return opposite();
    if (key_ == "profile") return of_rank({"full", "lean"}, "lean");
    return Effect::not_decided;
  }
  // Left out is no time at all; one in an expression is not compared.
  Effect of_time() const {
    const auto was = parse_duration(change_.was.value_or("0s")),
               is = parse_duration(change_.is.value_or("0s"));
    if (!change_.was || !change_.is) return less_if(change_.is.has_value());
    return was && is && was->us != is->us ? less_if(is->us > was->us) : Effect::not_decided;
  }
  Effect of_flag() const { return less_if(change_.is != "true"); }
  Effect of_rank(std::vector<std::string> ascending, const std::string& otherwise) const {
    const auto place = [&](const std::optional<std::string>& value) {
      return std::ranges::find(ascending, value.value_or(otherwise)) - ascending.begin();
    };
    const auto was = place(change_.was), is = place(change_.is);
    const auto end = static_cast<std::ptrdiff_t>(ascending.size());
    return was == end || is == end || was == is ? Effect::not_decided : less_if(is < was);
  }

  const Override& change_;
  std::string key_;
};

class Comparing {
 public:
  Comparing(std::string file, std::vector<Override>& found)
      : file_(std::move(file)), found_(found) {}

  void compare(const Part& part, const json::Value* was, const json::Value* is) {
    if (was != nullptr && is != nullptr) {
      if (const auto before = members_of(*was), after = members_of(*is); before && after)
        return compare_members(part, *before, *after);
      if (json::canonical(*was) == json::canonical(*is)) return;
    }
    Override change{file_, part, text_of(was), text_of(is)};
    change.effect = Weighing(change).weigh();
    found_.push_back(std::move(change));
  }

 private:
  static std::optional<std::string> text_of(const json::Value* value) {
    return value == nullptr ? std::nullopt : std::optional(one_line(*value));
  }
  void compare_members(const Part& part, const json::Object& was, const json::Object& is) {
    const auto go = [&](const std::string& key) {
      Part within = part;
      within.push_back(key);
      compare(within, find(was, key), find(is, key));
    };
    for (const json::Member& member : was) go(member.key);
    for (const json::Member& member : is)
      if (find(was, member.key) == nullptr) go(member.key);
  }

  std::string file_;
  std::vector<Override>& found_;
};

// By path, the text that counts: later folders win.
using Files = std::map<std::string, const std::string*>;
Files files_of(std::span<const Folder> folders) {
  Files files;
  for (const Folder& folder : folders)
    for (const File& file : folder.files) files[file.path] = &file.text;
  return files;
}
const std::string* text_of(const Files& files, const std::string& path) {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : found->second;
}

std::string part_words(const Override& change) {
  if (change.part.empty()) return "the file";
  if (change.part[0] != "tests" || change.part.size() < 2) return join(change.part, ", ");
  Part inner(change.part.begin() + 2, change.part.end());
  inner.insert(inner.begin(), "the test " + change.part[1]);
  return join(inner, ", ");
}

}  // namespace

std::string_view to_text(Effect effect) {
  constexpr std::string_view words[] = {"weaker", "stricter", "not_decided"};
  return words[static_cast<size_t>(effect)];
}

std::vector<Override> differences(std::span<const Folder> was, std::span<const Folder> is) {
  std::vector<Override> found;
  const Files before = files_of(was), after = files_of(is);
  std::set<std::string> paths;
  for (const Files* files : {&before, &after})
    for (const auto& [path, text] : *files) paths.insert(path);
  for (const std::string& path : paths) {
    const std::string *old = text_of(before, path), *now = text_of(after, path);
    if (old != nullptr && now != nullptr && *old == *now) continue;
    const json::Value before_it = old == nullptr ? json::Value() : value_of(path, *old);
    const json::Value after_it = now == nullptr ? json::Value() : value_of(path, *now);
    const size_t so_far = found.size();
    Comparing(path, found)
        .compare({}, old == nullptr ? nullptr : &before_it, now == nullptr ? nullptr : &after_it);
    // Of a text every letter counts (formats.md, "Digest of a catalog"), also between its parts.
    if (found.size() == so_far && !path.ends_with(".yaml")) found.push_back({path, {}, *old, *now});
  }
  return found;
}

std::vector<Override> overrides_of(const Catalog& catalog) {
  if (catalog.folders.empty()) return {};
  return differences({catalog.folders.data(), 1}, catalog.folders);
}

std::string words_of(const Override& change, std::string_view before) {
  const std::string part = part_words(change);
  if (change.part.empty() && !change.is) return fmt::format("{} is left out", part);
  if (change.part.empty())
    return fmt::format("{} is {}", part, change.was ? "another text" : "added");
  if (!change.was) return fmt::format("{} is added: {}", part, *change.is);
  if (!change.is) return fmt::format("{} is left out; {}: {}", part, before, *change.was);
  return fmt::format("{}: {}; {}: {}", part, *change.is, before, *change.was);
}

std::string words_and_effect(const Override& change, std::string_view before) {
  std::string words = words_of(change, before);
  if (change.effect == Effect::not_decided) return words;
  return fmt::format("{} ({})", words, to_text(change.effect));
}

}  // namespace probata
