// The laws of semantics.md as properties of made-up companies. Company N of a level is always the
// same one, so a failure can be run again by its number (README.md).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>
#include <regex>
#include <set>

#include "laws/check.h"

namespace probata::laws {
namespace {

std::string twin_differs(const Company& company) {
  const Opinions o = ask_both(company);
  return o.error.empty() ? difference(o.engine, o.twin) : o.error;
}

TEST(Laws, EngineEqualsTwinWhereAllIsCovered) { check("twin", 0, 150, twin_differs); }
TEST(Laws, EngineEqualsTwinWhereMuchIsNotKnown) { check("twin", 1, 150, twin_differs); }

// ---- all small histories

const std::vector<std::string> small_tests{
    "    each: account\n    always: 'account.mfa'\n    grace: 6h\n",
    "    each: account\n    when: '!account.mfa'\n    then: 'account.status == \"disabled\"'\n    "
    "within: 6h\n",
    "    each: account\n    when: 'account.person.status == \"departed\"'\n    then: "
    "'account.status == \"disabled\"'\n"
    "    within: 12h\n    stays: true\n",
    "    each: account\n    when: 'account.mfa'\n    then: 'account.status == \"disabled\"'\n    "
    "within: 6h\n    gone: fails\n",
    "    each: account\n    every: day\n    occurs: account.reviews\n",
    "    each: account\n    every: 12h\n    occurs: account.reviews\n    where: 'review.ok'\n"};

std::vector<Telling> small_facts() {
  const std::string ad = "connector:ad";
  const auto log = [&](int from, int to) {
    return Telling{
        "collection", fmt::format("c{}", from), to, ad,
        fmt::format(R"({{"kinds":["account","person"],"from":"{}","to":"{}","complete":true}})",
                    to_text(at(from)), to_text(at(to)))};
  };
  return {log(0, 4),
          log(6, 9),
          {"account", "a1", 1, ad, R"({"mfa":true,"person":"p1"})"},
          {"account", "a1", 3, ad, R"({"mfa":false})", 1},
          {"account", "a1", 7, ad, R"({"status":"disabled"})", 2},
          {"account", "a1", 5, ad, ""},
          {"account", "a1", 8, "person/eve", R"({"mfa":true})"},
          {"account", "a1", 2, "connector:okta/x", R"({"mfa":false,"status":"disabled"})"},
          {"person", "p1", 2, ad, R"({"status":"active"})"},
          {"person", "p1", 6, ad, R"({"status":"departed"})", 3},
          {"review", "r1", 4, "person/eve", R"({"account":"a1","ok":true})"},
          {"review", "r1", 7, "person/eve", R"({"ok":false})", 5}};
}

TEST(Laws, EngineEqualsTwinOnEverySmallHistory) {
  const std::vector<Telling> facts = small_facts();
  int failures = 0, checked = 0;
  for (uint32_t chosen = 1; chosen < uint32_t{1} << facts.size(); ++chosen) {
    if (std::popcount(chosen) > setting("PROBATA_LAWS_FACTS", 3)) continue;
    Company company{
        .test = {}, .control = {}, .settings = {}, .facts = {}, .start = 2, .end = 8, .now = 10};
    for (size_t i = 0; i < facts.size(); ++i)
      if ((chosen >> i & 1) != 0) company.facts.push_back(facts[i]);
    for (const std::string& test : small_tests) {
      company.test = test;
      ++checked;
      if (twin_differs(company).empty() || failures == most_failures) continue;
      ++failures;
      report(company, fmt::format("small history {}", chosen), twin_differs);
    }
  }
  EXPECT_GT(checked, 400);
}

// ---- rows of a result

const json::Value& test_of(const json::Value& result) {
  return result.find("controls")->as_array()->front().find("tests")->as_array()->front();
}
const json::Array& rows_of(const json::Value& result) {
  return *test_of(result).find("obligations")->as_array();
}
std::string text_of(const json::Value& row, const char* key) {
  const json::Value* value = row.find(key);
  return value ? json::write(*value) : "-";
}

// Facts that contend for one (kind, id, field, source, at) are not of these laws; a correction
// names a fact by its place.
Company without_contention(Company company) {
  std::set<std::string> taken;
  std::erase_if(company.facts, [&](const Telling& t) {
    const std::string layer = t.by.starts_with("connector:") ? t.by : "people";
    return !taken.insert(fmt::format("{}/{} {} {}", t.kind, t.id, layer, t.at)).second;
  });
  for (Telling& t : company.facts) t.corrects.reset();
  return company;
}

Same catalog_of(const Company& company) {
  const auto reading = read(company);
  return reading ? reading->catalog : nullptr;
}

std::string order_matters(const Company& given) {
  const Company company = without_contention(given);
  Company shuffled = company;
  std::mt19937 random(7);
  std::ranges::shuffle(shuffled.facts, random);
  const Same same = catalog_of(company);
  return difference(ask_engine(company, {}, same), ask_engine(shuffled, {}, same));
}
TEST(Laws, AnyOrderOfArrivalGivesTheSame) { check("order", 1, 150, order_matters); }

std::string future_matters(const Company& company) {
  const Same same = catalog_of(company);
  for (size_t known = 0; known <= company.facts.size(); ++known) {
    Company first = company;
    first.facts.resize(known);
    const std::string text =
        difference(ask_engine(first, {}, same), ask_engine(company, known, same));
    if (!text.empty()) return fmt::format("at size {}\n{}", known, text);
  }
  return {};
}
TEST(Laws, AsKnownAtNEqualsTheFirstNFacts) { check("known", 1, 40, future_matters); }

// Exceptions without `carried`; where instants are not known, whether one belongs to a part is not.
std::set<std::string> exceptions(const Company& company, const Same& same, int start, int end,
                                 bool exact) {
  Company part = company;
  part.start = start;
  part.end = end;
  std::set<std::string> result;
  const json::Value all = ask_engine(part, {}, same);
  for (const json::Value& row : rows_of(all)) {
    const bool uncertain = row.find("due_after") || row.find("done_after");
    if (text_of(row, "verdict") != "\"failed\"" || (exact && uncertain)) continue;
    result.insert(text_of(row, "item") + text_of(row, "from") + text_of(row, "due"));
  }
  return result;
}

std::string periods_do_not_add(const Company& company) {
  if (company.state || company.end - company.start < 2) return {};
  const Same same = catalog_of(company);
  const int middle = (company.start + company.end) / 2;
  const auto whole = exceptions(company, same, company.start, company.end, false);
  const auto sure = exceptions(company, same, company.start, company.end, true);
  auto parts = exceptions(company, same, company.start, middle, false);
  parts.merge(exceptions(company, same, middle, company.end, false));
  for (const std::string& row : sure)
    if (!parts.contains(row)) return "in no part: " + row;
  for (const std::string& row : parts)
    if (!whole.contains(row)) return "not in the whole: " + row;
  return {};
}
TEST(Laws, TheExceptionsOfAPeriodAreThoseOfItsParts) {
  check("periods", 0, 80, periods_do_not_add);
  check("periods", 1, 80, periods_do_not_add);
}

// ---- making a value unknown

std::map<std::string, std::multiset<std::string>> verdicts(const json::Value& result) {
  std::map<std::string, std::multiset<std::string>> by_item;
  for (const json::Value& row : rows_of(result))
    by_item[text_of(row, "item")].insert(text_of(row, "verdict"));
  return by_item;
}

// One more fact is not known to the instant: nobody is accused for it, nor cleared.
std::string doubt_accuses(const Company& company) {
  const Same same = catalog_of(company);
  const json::Value result = ask_engine(company, {}, same);
  auto known = verdicts(result);
  for (size_t i = 0; i < company.facts.size(); ++i) {
    if (company.facts[i].after || company.facts[i].kind == "collection") continue;
    Company doubtful = company;
    doubtful.facts[i].after = doubtful.facts[i].at - 3;
    const json::Value less = ask_engine(doubtful, {}, same);
    auto then = verdicts(less);
    for (auto& [item, now] : then)
      if (now.contains("\"failed\"") && !known[item].contains("\"failed\""))
        return fmt::format("fact {} accuses {}\n{}", i, item, difference(result, less));
    for (auto& [item, was] : known)
      if (was.contains("\"failed\"") && !then[item].contains("\"failed\"") &&
          !then[item].contains("\"unknown\""))
        return fmt::format("fact {} clears {}\n{}", i, item, difference(result, less));
  }
  return {};
}
TEST(Laws, WhatIsNotKnownNeitherAccusesNorClears) { check("doubt", 1, 50, doubt_accuses); }

// ---- disposal

// What one fact set is known no more: both evaluators say the same of the rest, and nobody is
// accused for it, nor cleared. D8.14: of several that were unknown one may be left that failed.
std::string disposal_matters(const Company& company) {
  const Same same = catalog_of(company);
  auto known = verdicts(ask_engine(company, {}, same));
  for (size_t i = 0; i < company.facts.size(); ++i) {
    const std::string& kind = company.facts[i].kind;
    if (company.facts[i].set.empty() || (kind != "person" && kind != "account" && kind != "review"))
      continue;
    Company less = company;
    less.facts[i].disposed = true;
    if (std::string differs = twin_differs(less); !differs.empty())
      return fmt::format("without fact {}\n{}", i, differs);
    auto then = verdicts(ask_engine(less, {}, same));
    for (auto& [item, now] : then)
      if (now.contains("\"failed\"") && !known[item].contains("\"failed\"") &&
          known[item].count("\"unknown\"") < 2)
        return fmt::format("without fact {} {} is accused", i, item);
    for (auto& [item, was] : known)
      if (was.contains("\"failed\"") && !then[item].contains("\"failed\"") &&
          !then[item].contains("\"unknown\""))
        return fmt::format("without fact {} {} is cleared", i, item);
  }
  return {};
}
TEST(Laws, WhatWasDisposedOfNeitherAccusesNorClears) { check("disposal", 1, 25, disposal_matters); }

// ---- names

std::string renamed(std::string text) {
  static const std::pair<std::regex, const char*> names[] = {
      {std::regex(R"(\ba1\b)"), "z9"},  {std::regex(R"(\ba2\b)"), "b7"},
      {std::regex(R"(\bp1\b)"), "x3"},  {std::regex(R"(\bp2\b)"), "c4"},
      {std::regex(R"(\br1\b)"), "y1"},  {std::regex(R"(\bj1\b)"), "m1"},
      {std::regex(R"(\beve\b)"), "tom"}};
  for (const auto& [from, to] : names) text = std::regex_replace(text, from, to);
  return text;
}

std::string names_matter(const Company& company) {
  Company other = company;
  for (Telling& t : other.facts) {
    t.id = renamed(t.id);
    t.by = renamed(t.by);
    t.set = renamed(t.set);
  }
  for (std::string& line : other.settings) line = renamed(line);
  const auto lines = [](const std::string& text) {
    std::multiset<std::string> result;
    for (size_t start = 0; start < text.size();) {
      const size_t end = std::min(text.find("},{", start), text.size() - 1) + 1;
      result.insert(text.substr(start, end - start));
      start = end + 1;
    }
    return result;
  };
  std::string text;
  const Same same = catalog_of(company);
  const json::Value mine = ask_engine(company, {}, same), theirs = ask_engine(other, {}, same);
  for (const char* key :
       {"obligations", "boundary", "found", "partial", "not_counted", "limitations"}) {
    const auto trim = [](std::string s) {
      return s.size() < 4 ? std::string() : s.substr(1, s.size() - 2);
    };
    const auto a = lines(trim(renamed(text_of(test_of(mine), key)))),
               b = lines(trim(text_of(test_of(theirs), key)));
    if (a != b) text += fmt::format("  {} differ\n", key);
  }
  return text;
}
TEST(Laws, RenamingEntitiesRenamesResults) { check("names", 1, 60, names_matter); }

}  // namespace
}  // namespace probata::laws
