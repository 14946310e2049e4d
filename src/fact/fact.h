// The fact (formats.md, "Facts").
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "catalog/catalog.h"

namespace probata {

enum class FactNo : uint32_t {};  // seq: the first fact is 0

// A reference as written: an id (with the kind where several are possible), or a unique key of the
// target kind.
struct Reference {
  KindNo kind{};
  std::string id;            // empty where by key
  std::optional<Field> key;  // the key field
  std::string key_value;
  bool operator==(const Reference&) const = default;
};
// What a field was set to by a fact whose body was disposed of (erasure.h): nobody knows any more.
struct Disposed {
  bool operator==(const Disposed&) const = default;
};
struct FieldValue;
using FieldList = std::vector<FieldValue>;
// A checked value of a field. A date stays a date (it reads as its local 00:00). bytes (decoded),
// window and file (a digest text) are strings; json and maps are JSON values.
struct FieldValue : std::variant<std::monostate, bool, int64_t, double, std::string, Instant, Date,
                                 Duration, Span, Reference, json::Value, FieldList, Disposed> {
  using variant::variant;
};

struct Fact {
  KindNo kind{};
  std::string id;
  Instant at;
  std::optional<Instant> after;
  std::vector<std::pair<Field, FieldValue>> set;  // ascending by field; monostate removes (null)
  bool gone = false;
  std::string by;
  std::vector<std::string> evidence;  // `sha256:…`
  std::string note;
  std::optional<uint64_t> corrects;
  std::optional<uint64_t> seq;  // only where read back
  std::optional<Instant> recorded;
  json::Value source;  // as written, without seq and recorded: what canonical bytes are made from
};

// Several errors of one line at once, with `place` in the line (line is what the caller gives,
// columns in bytes from 1).
Result<Fact, Errors> read_fact(std::string_view line, const Catalog&, Place start = {});
inline Result<Fact, Errors> read_fact(const std::string& line, const Catalog& catalog,
                                      Place start = {}) {
  return read_fact(std::string_view(line), catalog,
                   std::move(start));  // a string would be a JSON value as well
}
// From a value already parsed (an API request); places are by offset 0.
Result<Fact, Errors> read_fact(const json::Value&, const Catalog&);
// RFC 8785 of the fact without seq and recorded.
Result<std::string> canonical_bytes(const Fact&);
json::Value to_json(const Fact&);  // with seq and recorded where known

// A whole file: good facts and all errors of the bad lines. Empty lines are skipped. A line over
// `line_limit` bytes is one error.
struct FactFile {
  std::vector<Fact> facts;
  std::vector<int> lines;  // of each fact, from 1
  Errors errors;
};
constexpr size_t longest_line = size_t{16} << 20;
FactFile read_facts(std::string_view text, const std::string& file, const Catalog&,
                    size_t line_limit = longest_line);

// The lines of such a file, or of a part of it that begins with its line `first`, that hold
// something; numbered from 1. Stops where `each` gives false.
void each_line(std::string_view text, const std::function<bool(std::string_view, int)>& each,
               int first = 1);
Result<void> check_length(std::string_view line, const Place&, size_t line_limit = longest_line);

// The layer of a `by`: `people` for persons and Probata itself, else the connector instance as
// written.
std::string_view layer_of(std::string_view by);

// What a `collection` fact says, decoded (formats.md, "A look at a source").
enum class How : uint8_t { events, looks, claimed };
struct Collection {
  std::string by;
  std::vector<KindNo> kinds;
  std::vector<std::pair<KindNo, std::vector<Field>>> fields;  // kinds not listed: all fields
  How how = How::events;
  std::optional<Duration> every;
  std::optional<Instant> from;
  Instant to;
  std::vector<std::pair<KindNo, int64_t>> rows, total;
  int64_t rejected = 0;
  std::string proof;
  bool complete = false;
};
// REQUIRES: a fact of kind `collection`. Checks what the kind cannot say: known kinds and fields,
// from ≤ to.
Result<Collection, Errors> read_collection(const Fact&, const Catalog&);

}  // namespace probata
