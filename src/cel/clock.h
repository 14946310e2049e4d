// Timestamps and durations with nanoseconds, as text and as sums.
//
// Facts have whole microseconds; CEL's own values have nanoseconds. A timestamp is `us` and `nanos`
// (0 to 999) from 0001 to 9999, a duration fits in 64 bits of nanoseconds (some 292 years;
// langdef.md, "Timestamp and Duration").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cel/value.h"

namespace probata::cel {

using Nanoseconds = __int128;
inline Nanoseconds nanoseconds(const Value& v) { return Nanoseconds{v.us} * 1000 + v.nanos; }
// Nothing where out of range.
std::optional<Value> timestamp_of(Nanoseconds since_1970);
std::optional<Value> duration_of(Nanoseconds);

enum class ReadFailure : uint8_t { malformed, out_of_range };
std::optional<Value> parse_timestamp(std::string_view, ReadFailure&);
std::optional<Value> parse_duration(std::string_view, ReadFailure&);

// The forms of string(): `2009-02-13T23:31:30.5Z`, `90.5s`.
std::string timestamp_to_string(const Value&);
std::string duration_to_string(const Value&);

}  // namespace probata::cel
