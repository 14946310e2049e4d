// How an expression reads what it is about: at one instant, through one of these. The evaluator
// knows nothing of histories.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "cel/value.h"

namespace probata::cel {

struct Slot;

class Reader {
 public:
  virtual ~Reader() = default;

  // The value of a planned path (`account.person.status`): resolved reference by reference; null
  // through null; unknown with its causes where a part of the way is not known. Values must live
  // until the arena of the evaluation is reset.
  virtual Value slot(const Slot&, Arena&) = 0;
  // A field of an entity that an expression got hold of otherwise (a macro's variable, an element
  // of path()).
  virtual Value select(Value entity, uint16_t field, Arena&) = 0;
  // some(kind, …), count(kind, …): the entities of a record that exist now, with what is uncertain
  // of the list.
  virtual Value entities(uint16_t record, Arena&) = 0;
  // Whether referring() narrows them. Where it does not, it is not asked, nor is what a reference
  // would have to be equal to.
  virtual bool narrows() const { return false; }
  // Of these at least those whose last field (0: they themselves) may name one of the targets, or
  // say it where they are texts, and those of which any of the fields is not known. What is left
  // out is known to name none of them.
  virtual Value referring(uint16_t record, std::span<const uint16_t> fields,
                          std::span<const Value> targets, Arena& arena) {
    static_cast<void>(fields), static_cast<void>(targets);
    return entities(record, arena);
  }
  // What is read in between serves to narrow only: the result rests on it no longer than until it
  // changes, and in no other way.
  virtual void begin_aside() {}
  virtual void end_aside() {}
  // The body of a loop, of which one entity of the list is all that it knows of beside what it
  // reads: what it gave may be remembered, as long as it holds, with the steps that it took.
  struct Remembered {
    bool value = false;
    uint64_t steps = 0;
  };
  virtual bool remembers() const { return false; }
  virtual std::optional<Remembered> recall(const void* loop, Value entity) {
    static_cast<void>(loop), static_cast<void>(entity);
    return {};
  }
  // What is read in between is what the body rests on.
  virtual void begin_body() {}
  virtual void end_body(const void* loop, Value entity, const Value& result, uint64_t steps) {
    static_cast<void>(loop), static_cast<void>(entity);
    static_cast<void>(result), static_cast<void>(steps);
  }
  // exists(ref): true, false or unknown. `reference` is what a reference field gave: an entity,
  // null, or unknown. The evaluator passes the slot where the argument is a path, so that a
  // dangling one can answer false.
  virtual Value exists(const Slot*, Value reference, Arena&) = 0;
  // seen(entity, "people" | "connector:okta[/instance]").
  virtual Value seen(Value entity, std::string_view layer, Arena&) = 0;

  // How a trace calls an entity: `account/github/alice`. Where nobody says, `entity RECORD/NUMBER`.
  virtual std::string entity_name(Value) const { return {}; }

  // The instant of evaluation, and that the result may change at `at` (a comparison with `now`
  // flips there).
  virtual Instant now() const = 0;
  virtual void flips(Instant at) = 0;
  virtual const Calendar& calendar() const = 0;
};

// Plain CEL over given values: every slot is a variable and members of maps. For `probata cel`,
// settings, mappings and tests.
class ValuesReader;

}  // namespace probata::cel
