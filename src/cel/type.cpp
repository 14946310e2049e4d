#include "cel/type.h"

#include <fmt/format.h>

namespace probata::cel {
namespace {

constexpr std::string_view names[] = {"dyn",       "null",     "bool",  "int",      "uint",
                                      "double",    "string",   "bytes", "list",     "map",
                                      "timestamp", "duration", "type",  "optional", "reference",
                                      "span",      "ip",       "cidr",  "opaque",   "any"};

}  // namespace

std::string to_text(const Type& type) {
  std::string text(names[static_cast<size_t>(type.kind)]);
  if (type.of.empty() || type.kind == TypeKind::type) return text;
  text += '(';
  for (size_t i = 0; i < type.of.size(); ++i) {
    if (i != 0) text += ", ";
    text += to_text(type.of[i]);
  }
  return text + ')';
}

const RecordField* Record::find(std::string_view field) const {
  for (const auto& f : fields)
    if (f.name == field) return &f;
  return nullptr;
}

}  // namespace probata::cel
