#include "collect/raw.h"

#include <fmt/format.h>

#include "base/text.h"

namespace probata::collect {
namespace {

std::string string_of(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  const std::string* text = value ? value->as_string() : nullptr;
  return text ? *text : std::string();
}

Result<Section> read_section(std::string_view line, int number) {
  auto parsed = json::parse(line);
  if (!parsed) {
    Error error = std::move(parsed).error();
    error.place.line = number;
    return std::unexpected(std::move(error));
  }
  Section section{string_of(*parsed, "section"), string_of(*parsed, "from"),
                  string_of(*parsed, "text"),    false,
                  string_of(*parsed, "problem"), string_of(*parsed, "remedy")};
  if (const json::Value* absent = parsed->find("absent"); absent && absent->as_bool())
    section.absent = *absent->as_bool();
  if (section.name.empty())
    return failure("a line of the look has no `section`", "the evidence is damaged: look again",
                   {{}, number, 1});
  return section;
}

}  // namespace

std::string to_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (true) {
    const size_t bad = find_invalid_utf8(text);
    if (bad == std::string_view::npos) break;
    result.append(text.substr(0, bad)).append("\xEF\xBF\xBD");
    text.remove_prefix(bad + 1);
  }
  return result.append(text);
}

std::string write_head(std::string_view look, Instant at, std::string_view instance,
                       const json::Object& more) {
  json::Value head;
  head.set("look", look);
  head.set("version", 1);
  head.set("at", to_text(at));
  head.set("instance", instance);
  for (const json::Member& member : more) head.set(member.key, member.value);
  return json::write(head) + "\n";
}

std::string write_section(const Section& section) {
  json::Value line;
  line.set("section", section.name);
  if (!section.from.empty()) line.set("from", section.from);
  if (section.absent) {
    line.set("absent", true);
  } else if (!section.problem.empty()) {
    line.set("problem", section.problem);
    line.set("remedy", section.remedy);
  } else {
    line.set("text", to_utf8(section.text));
  }
  return json::write(line) + "\n";
}

const Section& Raw::section(std::string_view name) const {
  static const Section none{"", "", "", false, "this look did not try to read it", "look again"};
  for (const Section& section : sections)
    if (section.name == name) return section;
  return none;
}

Result<Head> read_head(std::string_view line) {
  json::Value all = TRY(json::parse(line));
  Head head{string_of(all, "look"), {}, string_of(all, "instance"), {}};
  auto at = parse_instant(string_of(all, "at"));
  if (!at || head.look.empty() || !is_id(head.instance))
    return failure("the first line of the look is not its head",
                   "it has `look`, `at` and `instance`: the evidence is damaged or no look",
                   {{}, 1, 1});
  head.at = *at;
  head.all = std::move(all);
  return head;
}

Result<Raw> read_raw(std::string_view bytes) {
  const size_t end = bytes.find('\n');
  Raw raw{TRY(read_head(bytes.substr(0, end))), {}};
  if (end == std::string_view::npos) return raw;
  int number = 1;
  for (const std::string_view line : split(bytes.substr(end + 1), '\n')) {
    ++number;
    if (!line.empty()) raw.sections.push_back(TRY(read_section(line, number)));
  }
  return raw;
}

}  // namespace probata::collect
