// A whole file of facts: JSON Lines.
#include <fmt/format.h>

#include "base/text.h"
#include "fact/fact.h"

namespace probata {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

void read_line(std::string_view line, int number, const std::string& file, const Catalog& catalog,
               size_t limit, FactFile& result) {
  const Place start{file, number, 1};
  if (auto short_enough = check_length(line, start, limit); !short_enough) {
    result.errors.push_back(std::move(short_enough.error()));
    return;
  }
  Result<Fact, Errors> fact = read_fact(line, catalog, start);
  if (fact) {
    result.facts.push_back(std::move(*fact));
    result.lines.push_back(number);
    return;
  }
  for (Error& error : fact.error()) result.errors.push_back(std::move(error));
}

}  // namespace

Result<void> check_length(std::string_view line, const Place& place, size_t line_limit) {
  if (line.size() <= line_limit) return {};
  return failure(fmt::format("the line has {} bytes, more than {}", line.size(), line_limit),
                 "one line holds one fact; keep large contents as evidence", place);
}

void each_line(std::string_view text, const std::function<bool(std::string_view, int)>& each,
               int first) {
  int number = first - 1;
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (first == 1 && text.starts_with(mark)) text.remove_prefix(mark.size());
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (!is_blank(line) && !each(line, number)) return;
  }
}

FactFile read_facts(std::string_view text, const std::string& file, const Catalog& catalog,
                    size_t line_limit) {
  FactFile result;
  each_line(text, [&](std::string_view line, int number) {
    read_line(line, number, file, catalog, line_limit, result);
    return true;
  });
  return result;
}

}  // namespace probata
