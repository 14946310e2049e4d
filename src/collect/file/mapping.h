// The mapping of a file: what its rows are (file.h says how it is written).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "catalog/mapping.h"
#include "cel/program.h"
#include "collect/look.h"

namespace probata::collect {

struct FileMapping {
  std::string kind;
  cel::Program id;
  std::optional<cel::Program> at;
  std::vector<std::pair<std::string, cel::Program>> set;
  How how = How::looks;
  Duration every{0};
  bool whole = true;
  std::string format;  // csv | json | jsonl; empty: by the file's ending
  char separator = ',';
};
// All mistakes, with the mapping's file, line and column.
Result<FileMapping, Errors> read_mapping(std::string_view yaml, const std::string& file);

// The keys that a mapping may have, for the test that its schema says the same.
Keys mapping_keys();

// What a row is by the mapping. Errors: an expression failed, an id that is none, a time that is
// none.
Result<LookRow> map_row(const FileMapping&, const json::Value& row, Instant look);

}  // namespace probata::collect
