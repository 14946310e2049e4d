#include "catalog/policy_parts.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/text.h"

namespace probata::policy_parts {
namespace {

constexpr std::string_view spaces = " \t\r\n";
bool is_space(char c) { return spaces.find(c) != std::string_view::npos; }

size_t skip_spaces(std::string_view text, size_t at, size_t end) {
  while (at < end && is_space(text[at])) ++at;
  return at;
}

// The lines of a stretch, without their ends.
std::vector<Stretch> lines(std::string_view text, Stretch in) {
  std::vector<Stretch> result;
  for (size_t at = in.begin; at < in.end;) {
    const size_t end = std::min(text.find('\n', at), in.end);
    result.push_back({at, end});
    at = end + 1;
  }
  return result;
}

// `3. ` gives 3 and its length; another line 0.
std::pair<int, size_t> rule_number(std::string_view line) {
  int number = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  const auto length = static_cast<size_t>(end - line.data());
  if (error != std::errc() || number <= 0 || !line.substr(length).starts_with(". ")) return {};
  return {number, length + 2};
}

// The heading and the body of a block whose text begins behind number or dash. Several in bold,
// joined by `or`, are one heading; a colon after it belongs to neither.
void take_heading(std::string_view text, Block& block, size_t from, size_t end) {
  size_t at = skip_spaces(text, from, end);
  block.heading = {at, at};
  block.body = {at, end};
  while (at < end && text.substr(at, 2) == "**") {
    const size_t close = text.find("**", at + 2);
    if (close == std::string_view::npos || close >= end) return;
    block.heading.end = block.body.begin = close + 2;
    at = skip_spaces(text, close + 2, end);
    if (text.substr(at, 3) == "or ") at = skip_spaces(text, at + 3, end);
  }
  if (block.body.begin < end && text[block.body.begin] == ':') ++block.body.begin;
}

// Of a parameter, or CONTROL/TEST.
bool is_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-' || c == '/';
  });
}

Stretch trimmed(std::string_view text, Stretch s) {
  s.begin = skip_spaces(text, s.begin, s.end);
  while (s.end > s.begin && is_space(text[s.end - 1])) --s.end;
  return s;
}

// Where the sentence ends that begins here: behind a mark that a space follows.
size_t sentence_end(std::string_view text, size_t at, size_t end) {
  for (; at < end; ++at) {
    const bool mark = text[at] == '.' || text[at] == '!' || text[at] == '?';
    if (mark && (at + 1 == end || is_space(text[at + 1]))) return at + 1;
  }
  return end;
}

// The name in `{test: NAME}` that begins here; empty where another thing does.
Stretch test_at(std::string_view text, size_t at, size_t end) {
  constexpr std::string_view opening = "{test: ";
  if (!text.substr(at).starts_with(opening)) return {};
  const size_t close = text.find('}', at);
  return close < end ? Stretch{at + opening.size(), close} : Stretch{};
}

}  // namespace

Stretch front_matter(std::string_view text) {
  constexpr std::string_view dashes = "---\n";
  if (!text.starts_with(dashes)) return {};
  const size_t close = text.find("\n---\n", dashes.size() - 1);
  return close == std::string_view::npos ? Stretch{} : Stretch{0, close + 1};
}

std::vector<Section> sections(std::string_view text, size_t from) {
  std::vector<Section> result;
  for (const Stretch& line : lines(text, {from, text.size()})) {
    if (!line.of(text).starts_with("## ")) continue;
    if (!result.empty()) result.back().body.end = line.begin;
    result.push_back({trimmed(text, {line.begin + 3, line.end}), {line.end, text.size()}});
  }
  return result;
}

std::vector<Block> blocks(std::string_view text, Stretch section, bool rules) {
  std::vector<Block> result;
  std::vector<size_t> begins;
  bool open = false;
  for (const Stretch& line : lines(text, section)) {
    const std::string_view words = line.of(text);
    const auto [number, length] = rules ? rule_number(words) : std::pair<int, size_t>{};
    const bool item = words.starts_with("- ");
    const bool blank = trim(words).empty();
    if (number != 0 || item || (!open && !blank)) {
      result.push_back({number, item, {}, {}});
      begins.push_back(line.begin + (item ? 2 : length));
    }
    open = !blank;
    if (!blank) result.back().body.end = line.end;
  }
  for (size_t i = 0; i < result.size(); ++i)
    take_heading(text, result[i], begins[i], result[i].body.end);
  return result;
}

std::vector<Sentence> sentences(std::string_view text, Stretch body) {
  std::vector<Sentence> result;
  for (size_t at = skip_spaces(text, body.begin, body.end); at < body.end;
       at = skip_spaces(text, at, body.end)) {
    const Stretch test = test_at(text, at, body.end);
    if (test.end > 0 && !result.empty()) {
      result.back().tests.push_back(test);
      at = test.end + 1;
      continue;
    }
    const size_t end = sentence_end(text, at, body.end);
    result.push_back({{at, end}, {}});
    at = end;
  }
  return result;
}

std::vector<Braces> braces(std::string_view text, Stretch in) {
  std::vector<Braces> result;
  for (size_t at = text.find('{', in.begin); at < in.end; at = text.find('{', at + 1)) {
    const size_t close = std::min({text.find('}', at), text.find('\n', at), in.end});
    Braces found{{}, {}, {at, close}};
    const std::string_view inside = text.substr(at + 1, close - at - 1);
    for (const std::string_view opening : {"param.", "test: ", "waiver: "}) {
      if (!inside.starts_with(opening) || close == in.end || text[close] != '}') continue;
      if (!is_name(inside.substr(opening.size()))) continue;
      found.form = opening.substr(0, opening.find_first_of(".:"));
      found.name = inside.substr(opening.size());
      found.inside.begin = at + 1 + opening.size();
    }
    result.push_back(found);
  }
  return result;
}

std::string folded(std::string_view text) {
  std::string result;
  text = trim(text);
  for (size_t at = 0; at < text.size();) {
    if (!is_space(text[at])) {
      result += text[at++];
      continue;
    }
    const size_t next = skip_spaces(text, at, text.size());
    const bool line = text.substr(at, next - at).find('\n') != std::string_view::npos;
    result += line && text.substr(next).starts_with("- ") ? '\n' : ' ';
    at = next;
  }
  return result;
}

}  // namespace probata::policy_parts
