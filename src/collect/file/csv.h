// Comma-separated values (RFC 4180): quotes, doubled quotes, line breaks in quotes, CRLF or LF, a
// byte-order mark, another separator.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace probata::collect {

constexpr size_t columns_max = 1'000;
constexpr size_t errors_max = 100;  // more are counted, and not kept

struct CsvRow {
  int line = 0;  // where it begins, from 1
  std::vector<std::string> cells;
};
struct Csv {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  // the good ones: as many cells as the header
  int64_t rejected = 0;
  Errors errors;  // of the rejected rows, with line and column; the first errors_max
};
// An unreadable header is an error; a bad row is rejected, and the rest is read. After a quote that
// never ends there is no rest.
Result<Csv> parse_csv(std::string_view, char separator = ',');

}  // namespace probata::collect
