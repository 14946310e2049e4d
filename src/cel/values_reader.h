// Plain CEL over given values: every slot is a variable and members of maps from there. For
// `probata cel`, settings, mappings, tests.
#pragma once

#include <map>
#include <string>

#include "cel/program.h"

namespace probata::cel {

class ValuesReader : public Reader {
 public:
  explicit ValuesReader(Calendar calendar = {}) : calendar_(std::move(calendar)) {}
  // The value must live as long as the reader, or until it is set anew.
  void set(std::string name, Value v) { values_.insert_or_assign(std::move(name), v); }

  // An error value for a variable without a value; null through null; a missing member of a map is
  // an error.
  Value slot(const Slot&, Arena&) override;
  // There are no entities in plain values: errors.
  Value select(Value entity, uint16_t field, Arena&) override;
  Value entities(uint16_t record, Arena&) override;
  Value exists(const Slot*, Value reference, Arena&) override;
  Value seen(Value entity, std::string_view layer, Arena&) override;
  Instant now() const override { return now_; }
  void set_now(Instant t) { now_ = t; }
  void flips(Instant) override {}
  const Calendar& calendar() const override { return calendar_; }

 private:
  std::map<std::string, Value, std::less<>> values_;
  Calendar calendar_;
  Instant now_;
};

}  // namespace probata::cel
