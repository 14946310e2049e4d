// The file source: a list in CSV, JSON or JSON Lines, with a mapping in YAML that says what its
// rows are. The list is as of when the file was written, not of when it is read.
//
// Settings: `path` is the file, option `mapping` the mapping's file (default: beside it, with the
// ending `.mapping.yaml`).
//
//   kind: person
//   id: row.email                        # CEL over `row`, and `look`, when the file was written
//   at: 'timestamp(row.since)'           # optional: since when it is so; left out: as of the file
//   set:
//     name: row.name
//     status: 'row.left == "" ? "active" : "departed"'
//   how: looks                           # looks (default) | events
//   every: 24h                           # how often a new file comes
//   whole: true                          # what is missing from it is gone (default for looks)
//   format: csv                          # csv | json | jsonl; left out: by the file's ending
//   separator: ';'                       # of CSV; left out: a comma
#pragma once

#include "collect/source.h"

namespace probata::collect {

constexpr size_t list_bytes_max = 64u << 20;

Result<std::string> file_instance(const SourceSettings&);
Result<RawLook> read_file_source(const SourceSettings&, const Known&, const Clock&);
Result<Look> parse_file(std::string_view bytes);

}  // namespace probata::collect
