// A look at a source: what it showed at an instant, before it is compared with what is known.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "fact/fact.h"
#include "history/history.h"

namespace probata {

// One thing that a source showed. `at` empty: true as of the look (it changed between the look
// before and this one: `after`).
struct LookRow {
  std::string kind, id;
  std::optional<Instant> at;
  // An object, fields as facts have them; what could not be read is left out, what is not set is
  // null.
  json::Value set;
  Place place = {};  // in the source, where it has one
};

// A list that is not of the instant of the look but of one that it states itself (a package list
// of the archive). The date of the list before is what the own layer says in this field, so that a
// change lies between the two dates.
struct ListDate {
  Instant at;
  std::string kind, id, field;
};

// What a look says of one kind.
struct LookKind {
  std::string kind;
  How how = How::looks;
  std::vector<std::string> fields;  // covered by this look; empty: all
  std::optional<int64_t> total;     // the source's own count
  bool whole = true;                // the list is complete: what is missing from it is gone
  bool complete = true;  // false: the source cannot show all that there is; covers nothing
  std::optional<ListDate> dated = {};
  std::vector<std::string> once =
      {};  // fields that are set when a thing is new, and left alone after
  // What became of a known one that a whole list does not show, by id: the fields to set, an empty
  // object for "nothing changed", null for "gone". Left out: all are gone.
  std::function<json::Value(const std::string& id)> missing = {};
  int64_t rejected = 0;  // rows that were none: the list is then not whole, and nothing is gone
};

// What could not be read, and why: shown on the sources page, and left out of `fields`.
// `field` is empty where the whole kind was not read.
struct NotRead {
  std::string kind, field, why, remedy;
  bool operator==(const NotRead&) const = default;
};

struct Look {
  std::string by;               // `connector:host/web1`
  std::optional<Instant> from;  // of events and claimed: the stretch covered is [from, to]
  Instant to;                   // when it was taken
  Duration every{0};
  std::vector<LookKind> kinds;
  std::vector<LookRow> rows;
  std::vector<NotRead> not_read;
  Errors rejections;  // the first of the rejected rows, with their places
  std::string proof = "snapshot";
  std::string note;
};

// What is read from outside, as lines: the evidence. A head `{"look": …}` and one
// `{"section": …}` a line; see raw.h and each source.
struct RawLook {
  std::string bytes;
  Instant at;
};

struct LookChanges {
  std::vector<json::Value> facts;
  Errors rejected;  // rows that do not fit their kind: left out, and their kind is not complete
};
// Facts for what differs from the history: new rows, changed fields (with `after` = the look
// before, where the source tells no time), `gone` for what a whole list no longer shows, and one
// `collection` fact a `how`. Each cites the evidence.
Result<LookChanges> changes(const View&, const Look&, const Digest& evidence);

}  // namespace probata
