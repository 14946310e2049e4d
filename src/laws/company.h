// A made-up company: one test, some settings, a few facts. Times are steps of six hours from
// 2026-01-01T00:00Z.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "base/json.h"

namespace probata::laws {

constexpr Duration step{6 * 3'600'000'000};
Instant at(int step);

struct Telling {
  std::string kind, id;
  int at = 0;
  std::string by;
  std::string set;  // JSON; empty: gone
  std::optional<int> after = {};
  std::optional<size_t> corrects = {};  // index of a fact before it
  int delay = 0;                        // it was recorded so much later
  bool disposed = false;                // what it set is known no more
  bool operator==(const Telling&) const = default;
};
std::string line_of(const Telling&);

struct Company {
  std::string test;                   // the lines of a test, `key: value` each
  std::vector<std::string> control;   // further lines of its control
  std::vector<std::string> settings;  // lines of the settings
  std::vector<Telling> facts;
  int start = 0, end = 0, now = 0;
  bool state = false;
  bool undecided = false;  // as in an organisation: no `since` says that reviews are kept in it
};

Request request_of(const Company&);

// How much of what is not known there is: 0 none, all is covered; 1 gaps, leads and `after`.
Company invent(uint64_t number, int level);

// The result of both evaluators with what they share, or the error. REQUIRES: the catalog is right.
struct Opinions {
  json::Value engine, twin;
  std::string error;
};
struct Reading {  // of a company: what both are given
  std::shared_ptr<const Catalog> catalog;
  Settings settings;
  std::vector<Fact> facts;
};
// `same`: the catalog of a company with the same test and control, so that it is read only once.
using Same = std::shared_ptr<const Catalog>;
Result<Reading, Errors> read(const Company&, Same same = {});
Opinions ask_both(const Company&);
std::string difference(const json::Value&, const json::Value&);
// Only the engine; the facts in the order given, as known at `known`.
json::Value ask_engine(const Company&, std::optional<uint64_t> known = {}, const Same& same = {});

// The smallest company found that still breaks the law.
template <class Breaks>
Company shrink(Company company, Breaks breaks);
// Removes or simplifies one thing: all companies a step smaller.
std::vector<Company> smaller(const Company&);
// As a case folder; its path.
std::string write_case(const Company&, const std::string& title, const json::Value& expect);

template <class Breaks>
Company shrink(Company company, Breaks breaks) {
  for (bool again = true; again;) {
    again = false;
    for (Company& less : smaller(company)) {
      if (!breaks(less)) continue;
      company = std::move(less);
      again = true;
      break;
    }
  }
  return company;
}

}  // namespace probata::laws
