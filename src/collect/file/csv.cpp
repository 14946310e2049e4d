#include "collect/file/csv.h"

#include <fmt/format.h>

#include <set>

#include "base/json.h"
#include "base/text.h"

namespace probata::collect {
namespace {

// One record at a time. Columns count bytes, from 1.
class Reader {
 public:
  Reader(std::string_view text, char separator) : text_(text), separator_(separator) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = line_start_ = 3;
  }
  bool done() const { return at_ >= text_.size(); }
  int line() const { return line_; }
  // The next record, or what is wrong with it; either way the reader stands behind it.
  Result<CsvRow> next();

 private:
  Result<std::string> cell();
  Result<std::string> quoted();
  bool at_end_of_cell() const { return done() || text_[at_] == separator_ || at_line_end(); }
  bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
  void end_line();
  void skip_line();
  Place place(size_t at) const { return {{}, line_, static_cast<int>(at - line_start_ + 1)}; }

  std::string_view text_;
  char separator_;
  size_t at_ = 0, line_start_ = 0;
  int line_ = 1;
};

void Reader::end_line() {
  if (!done() && text_[at_] == '\r') ++at_;
  if (!done() && text_[at_] == '\n') ++at_;
  ++line_;
  line_start_ = at_;
}

void Reader::skip_line() {
  while (!done() && !at_line_end()) ++at_;
  end_line();
}

Result<std::string> Reader::quoted() {
  const Place start = place(at_);
  std::string value;
  ++at_;
  while (!done()) {
    const char c = text_[at_++];
    if (c == '"') {
      if (done() || text_[at_] != '"') return value;
      ++at_;
    }
    if (c == '\n') ++line_, line_start_ = at_;
    value += c;
  }
  return failure("a quote begins here and does not end",
                 "the file is cut off, or a quote in it is not doubled", start);
}

Result<std::string> Reader::cell() {
  if (!done() && text_[at_] == '"') {
    std::string value = TRY(quoted());
    if (!at_end_of_cell())
      return failure("text follows the end of a quoted cell",
                     "double a quote that is part of the text", place(at_));
    return value;
  }
  const size_t begin = at_;
  while (!at_end_of_cell()) {
    if (text_[at_] == '"')
      return failure("a quote stands within a cell that does not begin with one",
                     "put the whole cell in quotes and double this one", place(at_));
    ++at_;
  }
  return std::string(text_.substr(begin, at_ - begin));
}

Result<CsvRow> Reader::next() {
  CsvRow row{line_, {}};
  while (true) {
    auto value = cell();
    if (value && find_invalid_utf8(*value) != std::string_view::npos)
      value = failure("the cell is not UTF-8", "save the file as UTF-8",
                      place(at_ - std::min(at_, value->size())));
    if (value && row.cells.size() == columns_max)
      value = failure(fmt::format("the row has more than {} cells", columns_max),
                      "check the separator", place(at_));
    if (!value) {
      skip_line();
      return std::unexpected(std::move(value).error());
    }
    row.cells.push_back(std::move(*value));
    if (done() || text_[at_] != separator_) break;
    ++at_;
  }
  end_line();
  return row;
}

Result<void> check_header(const CsvRow& header) {
  std::set<std::string> seen;
  for (size_t i = 0; i < header.cells.size(); ++i) {
    const std::string& name = header.cells[i];
    if (name.empty() && i + 1 < header.cells.size())
      return failure(fmt::format("column {} has no name", i + 1),
                     "name every column in the first line", {{}, 1, 1});
    if (!seen.insert(name).second)
      return failure(fmt::format("two columns are named `{}`", name), "give each its own name",
                     {{}, 1, 1});
  }
  return {};
}

void reject(Csv& csv, Error error) {
  ++csv.rejected;
  if (csv.errors.size() < errors_max) csv.errors.push_back(std::move(error));
}

}  // namespace

Result<Csv> parse_csv(std::string_view text, char separator) {
  Reader reader(text, separator);
  if (reader.done())
    return failure("the file is empty", "its first line names the columns", {{}, 1, 1});
  CsvRow header = TRY(reader.next());
  TRY_VOID(check_header(header));
  Csv csv;
  csv.header = std::move(header.cells);
  while (!reader.done()) {
    auto row = reader.next();
    if (!row)
      reject(csv, std::move(row).error());
    else if (row->cells.size() == 1 && row->cells[0].empty())
      continue;  // an empty line
    else if (row->cells.size() != csv.header.size())
      reject(csv, {fmt::format("the row has {} cells, the first line {}", row->cells.size(),
                               csv.header.size()),
                   "check the separator and quotes of this line",
                   {{}, row->line, 1}});
    else
      csv.rows.push_back(std::move(*row));
  }
  return csv;
}

}  // namespace probata::collect
