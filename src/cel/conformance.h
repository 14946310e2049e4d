// One case of the conformance suite of cel-spec, a line of JSON, and its result: what `probata cel
// --jsonl` does (formats.md).
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "cel/program.h"

namespace probata::cel {

// Keys: expr, bindings, typeEnv, container, disableCheck, checkOnly; others are ignored. Values are
// in protobuf's JSON form of cel.expr.Value. The result is {"value":…}, {"evalError":…} (an
// expression that does not compile has one, too), {"unknown":…}, or for checkOnly
// {"typedResult":{"deducedType":…}}. An error: the line is no case.
Result<std::string> run_case(std::string_view line);

// {"int64Value":"1"} and the like. A message that is none of ours is an error.
Result<Value> value_from_json(const json::Value&, Arena&);
// Error where it would be too large to write out.
Result<json::Value> value_to_json(const Value&);
// The names of what a Type knows by number: opaque types of a case, parameters of a function.
struct TypeNames {
  std::vector<std::string> opaque, parameters;
};
Result<Type> type_from_json(const json::Value&, TypeNames&);
json::Value type_to_json(const Type&, const TypeNames&);

}  // namespace probata::cel
