// For tests: a small catalog, and facts against it.
#pragma once

#include <string>

#include "fact/fact.h"

namespace probata::fact_fixture {

inline const Catalog& catalog() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    const Folder folder{
        "",
        {{"kinds/account.yaml",
          "kind: account\nfields:\n  system: {ref: system, reverse: accounts}\n  person: {ref: "
          "person}\n"
          "  status: {type: string, enum: [active, disabled]}\n  mfa: bool\n  last_login: "
          "timestamp\n"},
         {"kinds/person.yaml",
          "kind: person\nfields: {name: string, email: {type: string, key: true}}\n"},
         {"kinds/system.yaml", "kind: system\nrecord: true\nfields: {name: string}\n"},
         {"kinds/all.yaml",
          "kind: all\nfields:\n  b: bool\n  i: int\n  d: double\n  s: {type: string, was: old}\n  "
          "t: timestamp\n"
          "  day: date\n  dur: duration\n  sp: span\n  w: window\n  by: bytes\n  j: json\n  f: "
          "file\n"
          "  m: {map: int}\n  l: {list: string}\n  r: {list: {ref: [person, account]}}\n  o: {ref: "
          "system}\n"}}};
    auto read = read_catalog(std::span(&folder, 1));
    if (!read) throw std::runtime_error(to_text(read.error()[0]));
    return *read;
  }();
  return *catalog;
}
inline Result<Fact, Errors> read(const std::string& line) {
  return read_fact(line, catalog(), {"f.jsonl", 1, 1});
}

}  // namespace probata::fact_fixture
