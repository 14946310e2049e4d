// From a file's bytes and its mapping to rows. A bad row is left out, named with line and column,
// and counted; then the list is not whole, and nothing that it misses is gone.
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "collect/file/csv.h"
#include "collect/file/file.h"
#include "collect/file/mapping.h"
#include "collect/raw.h"

namespace probata::collect {
namespace {

struct SourceRow {
  json::Value value;
  Place place;
};

class FileLook {
 public:
  FileLook(const Head& head, std::string file, FileMapping mapping)
      : head_(head), file_(std::move(file)), mapping_(std::move(mapping)) {}

  Result<Look> read(std::string_view content);

 private:
  Result<void> read_rows(std::string_view content);
  Result<void> read_csv(std::string_view content);
  Result<void> read_json(std::string_view content);
  void read_json_lines(std::string_view content);
  void add(SourceRow);
  void reject(Error, Place);
  std::string format() const;

  const Head& head_;
  const std::string file_;
  const FileMapping mapping_;
  std::set<std::string> ids_;
  int64_t rejected_ = 0;
  Look look_;
};

std::string FileLook::format() const {
  if (!mapping_.format.empty()) return mapping_.format;
  const std::string_view name = file_;
  if (name.ends_with(".json")) return "json";
  return name.ends_with(".jsonl") || name.ends_with(".ndjson") ? "jsonl" : "csv";
}

void FileLook::reject(Error error, Place place) {
  ++rejected_;
  if (look_.rejections.size() >= errors_max) return;
  error.place = std::move(place);
  error.place.file = file_;
  look_.rejections.push_back(std::move(error));
}

void FileLook::add(SourceRow row) {
  if (!row.value.as_object())
    return reject({fmt::format("a row is {}, not an object", row.value.type_name()),
                   "write `{\"name\": …}`",
                   {}},
                  row.place);
  auto mapped = map_row(mapping_, row.value, head_.at);
  if (!mapped) return reject(std::move(mapped).error(), row.place);
  // The same list may have a row a change: as many rows an id as it has times.
  const std::string key = mapped->id + "#" + (mapped->at ? to_text(*mapped->at) : std::string());
  if (!ids_.insert(key).second)
    return reject({fmt::format("`{}` is in the list twice", mapped->id),
                   "keep one row, or make the ids differ",
                   {}},
                  row.place);
  mapped->place = std::move(row.place);
  mapped->place.file = file_;
  look_.rows.push_back(std::move(*mapped));
}

Result<void> FileLook::read_csv(std::string_view content) {
  Csv csv = TRY(parse_csv(content, mapping_.separator));
  for (Error& error : csv.errors) {
    const Place place = error.place;
    reject(std::move(error), place);
  }
  rejected_ = csv.rejected;
  for (CsvRow& row : csv.rows) {
    json::Value value{json::Object{}};
    for (size_t i = 0; i < row.cells.size(); ++i) value.set(csv.header[i], std::move(row.cells[i]));
    add({std::move(value), {{}, row.line, 1}});
  }
  return {};
}

Result<void> FileLook::read_json(std::string_view content) {
  json::Value value = TRY(json::parse(content, {64, list_bytes_max}));
  json::Array* rows = value.as_array();
  if (!rows)
    return failure(fmt::format("the file holds {}, not a list", value.type_name()),
                   "write `[{…}, {…}]`, or use JSON Lines", {{}, 1, 1});
  for (json::Value& row : *rows) {
    Place place = json::place_of(content, row.offset);
    add({std::move(row), std::move(place)});
  }
  return {};
}

void FileLook::read_json_lines(std::string_view content) {
  int number = 0;
  for (const std::string_view line : split(content, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    auto value = json::parse(line);
    if (!value) {
      Place place{{}, number, value.error().place.column};
      reject(std::move(value).error(), std::move(place));
    } else {
      add({std::move(*value), {{}, number, 1}});
    }
  }
}

Result<void> FileLook::read_rows(std::string_view content) {
  const std::string form = format();
  if (form == "csv") return read_csv(content);
  if (form == "json") return read_json(content);
  read_json_lines(content);
  return {};
}

Result<Look> FileLook::read(std::string_view content) {
  look_.by = "connector:file/" + head_.instance;
  look_.to = head_.at;
  look_.every = mapping_.every;
  if (auto read = read_rows(content); !read) {
    Error error = std::move(read).error();
    error.place.file = file_;
    return std::unexpected(std::move(error));
  }
  LookKind kind{mapping_.kind, mapping_.how, {}, {}, mapping_.whole};
  for (const auto& [field, program] : mapping_.set) kind.fields.push_back(field);
  kind.rejected = rejected_;
  look_.kinds.push_back(std::move(kind));
  if (mapping_.how == How::events) {
    look_.from = head_.at;
    for (const LookRow& row : look_.rows)
      if (row.at) look_.from = std::min(*look_.from, *row.at);
  }
  look_.proof = "end";
  return std::move(look_);
}

std::string member(const Head& head, std::string_view key) {
  const json::Value* value = head.all.find(key);
  return value && value->as_string() ? *value->as_string() : std::string();
}

}  // namespace

Result<Look> parse_file(std::string_view bytes) {
  const size_t end = std::min(bytes.find('\n'), bytes.size());
  const Head head = TRY(read_head(bytes.substr(0, end)));
  if (head.look != "file")
    return failure(fmt::format("this is a look at a source of type `{}`, not `file`", head.look));
  auto mapping = read_mapping(member(head, "mapping"), member(head, "mapping_file"));
  if (!mapping) return std::unexpected(std::move(mapping).error().front());
  return FileLook(head, member(head, "file"), std::move(*mapping))
      .read(bytes.substr(std::min(end + 1, bytes.size())));
}

}  // namespace probata::collect
