// YAML 1.2 as a tree with places. The one door to yaml-cpp: its exceptions stay behind it.
//
// Only plain scalars are typed, and only by the core schema: null, true, false and numbers; `on`,
// `no` and dates are strings. A duplicate key, an anchor, an alias, a tag, a second document,
// invalid UTF-8 and too deep a nesting are errors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace probata::yaml {

struct Entry;
struct Node {
  enum class Kind : uint8_t { null, boolean, integer, number, string, list, mapping };
  Kind kind = Kind::null;
  int line = 1, column = 1;  // columns count bytes, from 1
  uint32_t offset = 0;       // of the first byte in the file's text, quotes and `|` included
  std::string text;          // of a scalar, unquoted and folded
  std::vector<Node> items;
  std::vector<Entry> entries;

  bool scalar() const { return kind < Kind::list; }
  const Node* find(std::string_view key) const;
  // What it is in words, for messages: `a string`, `a list`.
  std::string_view kind_name() const;
};
struct Entry {
  std::string key;
  Node value;
  int line = 1, column = 1;
  uint32_t offset = 0;
};

struct Limits {
  int depth = 32;
  size_t bytes = 4u << 20;
};
// Errors have line and column, and no file. An empty text is null. Keys that are there twice go to
// `repeats` where it is given, and the tree, with both, is still read: so a file's other mistakes
// are told at once.
Result<Node, Errors> parse(std::string_view text, Limits = {}, Errors* repeats = nullptr);

json::Value to_json(const Node&);

// Line and column in the file of a byte of a scalar's text, seen through quotes, folding and
// indentation.
Place locate(std::string_view file_text, const Node& scalar, size_t offset_in_text);

}  // namespace probata::yaml
