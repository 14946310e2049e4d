// The generated facts as canonical bytes, as a ledger holds them, and as lines of a file.
#pragma once

#include "five_tests_facts.h"

namespace probata::bench {

inline std::string body_of(const Told& told) {
  constexpr const char* kinds[] = {"person", "account",    "sign_in",
                                   "device", "repository", "change"};
  constexpr const char* fields[] = {"status", "person", "account", "encrypted", "guarded", "state"};
  const char* kind = kinds[static_cast<size_t>(told.kind)];
  std::string value;
  if (told.kind == Of::device || told.kind == Of::repository)
    value = told.value != 0 ? "true" : "false";
  else if (told.field == What::person || told.field == What::account)
    value = fmt::format(
        "\"{}\"",
        id_of({0, told.field == What::person ? Of::person : Of::account, {}, told.value, 0}));
  else
    value =
        fmt::format("\"{}\"", told.kind == Of::change ? states[told.value] : statuses[told.value]);
  return fmt::format(R"({{"at":"{}","by":"connector:{}","id":"{}","kind":"{}","set":{{"{}":{}}}}})",
                     to_text(instant(told.at)), kind, id_of(told), kind,
                     fields[static_cast<size_t>(told.field)], value);
}

}  // namespace probata::bench
