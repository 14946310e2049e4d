// What the ledger still says of facts whose bodies were disposed of (semantics.md, section 8): that
// there was one, of what, when and by whom, which fields it set, and under which schedule it went;
// never what it said. Such a statement is a fact of kind `erasure`, written by Probata alone.
//
//   {"schedule": "customer data, 90 days", "reason": null, "facts": [
//     {"seq": 5, "recorded": T, "kind": "account", "id": "a", "at": T, "after": T,
//      "by": "connector:x", "fields": ["login"], "gone": true}]}
//
// `after` and `gone` only where they are so.
#pragma once

#include <map>
#include <span>
#include <string_view>

#include "fact/fact.h"

namespace probata {

// Facts by their `seq`, of which every field that they set is Disposed.
using DisposedFacts = std::map<uint64_t, Fact>;

// The value of an erasure of these facts, each with `seq` and `recorded`.
json::Value erasure_of(std::span<const Fact>, std::string_view schedule, std::string_view reason,
                       const Catalog&);
// Adds what the fact, if it is an erasure, says of others. An error names what cannot be read.
Result<void> add_disposed(const Fact&, const Catalog&, DisposedFacts&);
// Puts them in place of the facts of the same number and, where there is none, between the others.
// REQUIRES: each fact has its `seq`. In the order of `seq`.
Result<std::vector<Fact>> with_disposed(std::vector<Fact>, const Catalog&);

}  // namespace probata
