// Canonical bytes do not depend on the order of keys or on white space, and read as the same fact.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "fact/fact_fixture.h"

namespace probata {
namespace {

rc::Gen<std::string> text() {
  return rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~')),
                      [](const std::string& s) { return s.substr(0, 20); });
}
rc::Gen<std::string> quoted() {
  return rc::gen::map(text(), [](const std::string& s) { return json::write(json::Value(s)); });
}

std::string space() {
  return std::string(*rc::gen::inRange<size_t>(0, 3), *rc::gen::element(' ', '\t'));
}

std::string object(std::vector<std::pair<std::string, std::string>> members) {
  for (size_t i = members.size(); i > 1; --i)
    std::swap(members[i - 1], members[*rc::gen::inRange<size_t>(0, i)]);
  std::string result = "{";
  for (const auto& [key, value] : members) {
    if (result.size() > 1) result += "," + space();
    result += "\"" + key + "\"" + space() + ":" + space() + value;
  }
  return result + space() + "}";
}

RC_GTEST_PROP(CanonicalBytes, DoNotDependOnOrderAndSpace, ()) {
  std::vector<std::pair<std::string, std::string>> set, fact;
  if (*rc::gen::arbitrary<bool>()) set.emplace_back("s", *quoted());
  if (*rc::gen::arbitrary<bool>())
    set.emplace_back("i", std::to_string(*rc::gen::inRange(-1000000, 1000000)));
  if (*rc::gen::arbitrary<bool>())
    set.emplace_back("d", json::number_text(*rc::gen::inRange(-1000, 1000) / 7.0));
  if (*rc::gen::arbitrary<bool>()) set.emplace_back("l", "[" + *quoted() + "," + *quoted() + "]");
  if (*rc::gen::arbitrary<bool>()) set.emplace_back("j", "{\"b\":" + *quoted() + ",\"a\":null}");
  fact = {{"kind", "\"all\""},
          {"id", "\"x\""},
          {"at", "\"2026-03-01T09:12:00Z\""},
          {"by", "\"probata\""},
          {"note", *quoted()}};
  auto once = fact, twice = fact;
  once.emplace_back("set", object(set));
  twice.emplace_back("set", object(set));
  const auto a = fact_fixture::read(object(once)), b = fact_fixture::read(object(twice));
  RC_ASSERT(a.has_value() && b.has_value());
  RC_ASSERT(*canonical_bytes(*a) == *canonical_bytes(*b));
  const auto again = fact_fixture::read(*canonical_bytes(*a));
  RC_ASSERT(again.has_value());
  RC_ASSERT(*canonical_bytes(*again) == *canonical_bytes(*a));
  RC_ASSERT(again->set.size() == a->set.size());
}

}  // namespace
}  // namespace probata
