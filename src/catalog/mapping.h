// Reads a mapping by a table of its keys: unknown keys with the nearest right name, missing ones,
// wrong types, all at once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/yaml.h"

namespace probata {

struct Document {
  std::string name;  // in messages: the folder as the user gave it, and the path in it
  std::string path;  // within its folder
  std::string_view text;
  yaml::Node root;
  bool readable = true;
};

// Where a part of a file's text lies, with the file's name.
Place place_of(const Document&, const yaml::Node&);
Place place_of(const Document&, const yaml::Entry&);

// One file being read: reports what is wrong at a node of it.
class Reading {
 public:
  Reading(const Document& document, Errors& errors) : document(document), errors(errors) {}
  void error(const yaml::Node&, std::string what, std::string hint = {});
  void error(const yaml::Entry&, std::string what, std::string hint = {});
  void error(Place, std::string what, std::string hint = {});
  Place place(const yaml::Node& node) const { return place_of(document, node); }

  const Document& document;
  Errors& errors;
};

enum class Shape : uint8_t {
  text,     // a string
  boolean,  // true or false
  integer,
  number,
  texts,  // a list of strings; a lone string is a list of one
  list,
  mapping,
  expression,  // CEL: any scalar but null, so that `true` is the condition `true`
  any
};
struct Key {
  std::string_view name;
  Shape shape = Shape::text;
  bool required = false;
};
using Keys = std::span<const Key>;
std::vector<std::string> names(Keys);

class Mapping {
 public:
  // `what` names it in messages, with its article: `a control`.
  Mapping(const yaml::Node&, Keys, Reading&, std::string_view what);
  // False where the node is no mapping (reported): nothing more to read.
  explicit operator bool() const { return ok_; }
  bool whole() const { return ok_ && whole_; }  // nothing was reported
  // The value of a key, if it is there and has the shape of the table (else it was reported); null
  // is as left out.
  const yaml::Node* find(std::string_view key) const;
  std::string text(std::string_view key) const;
  bool boolean(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  const yaml::Node& node() const { return node_; }

 private:
  void check(const yaml::Entry&, Keys, std::string_view what);
  const yaml::Node& node_;
  Reading& reading_;
  bool ok_ = false, whole_ = true;
  std::vector<std::pair<std::string_view, const yaml::Node*>> values_;
};

// Reports a node that has not the shape. An empty `name` is for an item of a list.
bool check_shape(const yaml::Node&, Shape, std::string_view name, Reading&);
// The nodes of a `texts` value: the items, or the lone string itself.
std::vector<const yaml::Node*> text_nodes(const yaml::Node&);
// A value out of a fixed set; reports another.
bool check_choice(const yaml::Node&, std::span<const std::string> choices, std::string_view name,
                  Reading&);
// `[a-z][a-z0-9_]*`, no word of the expression language: what can stand in an expression.
bool check_identifier(std::string_view name, Place, std::string_view what, Reading&);
// An id of a control, a test, a role, a risk: no space, no `/`, no `#`.
bool check_name(std::string_view name, Place, std::string_view what, Reading&);

}  // namespace probata
