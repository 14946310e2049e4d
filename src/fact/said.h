// What a fact says, as expressions read it.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "cel/value.h"
#include "fact/fact.h"

namespace probata {

// "A transition into STATE sets the read-only fields STATE_at and STATE_by" (formats.md), where the
// fact does not do so itself.
std::vector<std::pair<Field, FieldValue>> derived_of(const Fact&, const Kind&);
// The same, and what the fact itself sets.
std::vector<std::pair<Field, FieldValue>> said_of(const Fact&, const Kind&);

// `refer` says what a reference is. What was disposed of is an unknown that names no cause.
cel::Value to_value(const FieldValue&, FieldType, const Calendar&, cel::Arena&,
                    const std::function<cel::Value(const Reference&)>& refer);

// Whether a collection covers a field of a kind.
bool covers(const Collection&, KindNo, Field);

// The source that a fact by people corrects by `corrects`, in one field; empty where it is a plain
// statement, for what it names is no earlier fact by a source on that entity and field (D2.6).
std::string corrected_layer(const Fact&, const Fact& corrected, Field);

}  // namespace probata
