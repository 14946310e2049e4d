// The corpus of unknowns, tests/cel/unknown_*: the README there says what stands in them.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cel/functions.h"
#include "cel/values_reader.h"
#include "cel/world_for_tests.h"

namespace probata::cel::testing {
namespace {

using Words = std::vector<std::string>;
constexpr Cause u_cause = 1, v_cause = 2;

// Lines that say something, without their ends; empty ones stay.
Words lines_of(const std::string& file) {
  std::ifstream in(std::string(PROBATA_SOURCE_DIR) + "/tests/cel/" + file);
  EXPECT_TRUE(in) << file;
  Words lines;
  for (std::string line; std::getline(in, line);)
    if (!line.starts_with('#')) lines.push_back(line);
  return lines;
}

Words words_of(const std::string& line) {
  std::istringstream in(line);
  Words words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string in_words(const Value& v) {
  if (v.is(Tag::error)) return "error";
  if (!v.is(Tag::unknown)) return to_text(v);
  std::string out;
  for (const Cause c : v.unknown->causes)
    out += (out.empty() ? "" : "+") + std::string(c == u_cause ? "u" : "v");
  return out;
}

// What words stand for, and what their values live in.
struct Values {
  Arena arena;
  std::vector<Program> programs;

  // `u`, `v`, `error`; anything else is an expression for a constant.
  Value of(const std::string& word) {
    const Cause cause = word == "u" ? u_cause : v_cause;
    if (word == "u" || word == "v") return arena.unknown(std::span(&cause, 1));
    if (word == "error") return arena.error(Failure::other, "an error");
    const auto program = compile(word, {});
    EXPECT_TRUE(program) << word;
    if (!program) return {};
    programs.push_back(*program);
    ValuesReader none;
    return evaluate(*program, none, arena);
  }
};

Program compiled(const std::string& text, const Scope& scope) {
  const auto program = compile(text, scope);
  EXPECT_TRUE(program) << text << ": " << (program ? "" : to_text(program.error()[0]));
  return program.value_or(Program());
}

void check_table(const Words& expressions, const Words& table) {
  Scope scope;
  scope.variables = {{"A", {}}, {"B", {}}};
  const Words columns = words_of(table[0]);
  for (const auto& text : expressions) {
    const Program program = compiled(text, scope);
    if (!program) continue;
    for (size_t r = 1; r < table.size(); ++r) {
      const Words row = words_of(table[r]);
      ASSERT_EQ(row.size(), columns.size() + 1) << table[r];
      for (size_t c = 0; c < columns.size(); ++c) {
        Values values;
        ValuesReader reader;
        reader.set("A", values.of(row[0]));
        reader.set("B", values.of(columns[c]));
        EXPECT_EQ(in_words(evaluate(program, reader, values.arena)), row[c + 1])
            << text << " with A " << row[0] << ", B " << columns[c];
      }
    }
  }
}

TEST(UnknownCorpus, Tables) {
  Words expressions, table;
  int tables = 0;
  auto lines = lines_of("unknown_tables");
  lines.emplace_back();
  for (const auto& line : lines) {
    // The columns' names are indented; what stands before them are the expressions.
    if (line.starts_with(' ') || !table.empty()) {
      if (!line.empty()) table.push_back(line);
    } else if (!line.empty()) {
      expressions.push_back(line);
    }
    if (!line.empty() || table.empty()) continue;
    check_table(expressions, table);
    expressions.clear();
    table.clear();
    ++tables;
  }
  EXPECT_TRUE(expressions.empty());
  EXPECT_GE(tables, 13);
}

// An expression whose operands stand in «».
struct Strict {
  std::string text, value;  // with $0, $1 … in their places
  Words operands;
};

Strict read_strict(const std::string& line) {
  constexpr std::string_view open = "«", close = "»";
  Strict s;
  const size_t end = line.rfind(" = ");
  s.value = line.substr(end + 3);
  std::string rest = line.substr(0, end);
  for (size_t at = rest.find(open); at != std::string::npos; at = rest.find(open)) {
    const size_t until = rest.find(close, at);
    s.operands.push_back(rest.substr(at + open.size(), until - at - open.size()));
    s.text += rest.substr(0, at) + "x" + std::to_string(s.operands.size() - 1);
    rest.erase(0, until + close.size());
  }
  s.text += rest;
  return s;
}

// What comes out where the operands are values, u, v or errors, as the digits of `choice` say.
std::string expected_of(const Strict& s, size_t choice) {
  bool kinds[4] = {};
  for (size_t i = 0; i < s.operands.size(); ++i, choice /= 4) kinds[choice % 4] = true;
  if (kinds[1] || kinds[2]) return kinds[1] && kinds[2] ? "u+v" : kinds[1] ? "u" : "v";
  return kinds[3] ? "error" : s.value;
}

void check_strict(const Strict& s) {
  Scope scope;
  for (size_t i = 0; i < s.operands.size(); ++i)
    scope.variables.push_back({"x" + std::to_string(i), {}});
  const Program program = compiled(s.text, scope);
  if (!program) return;
  const size_t choices = size_t{1} << (2 * s.operands.size());
  for (size_t choice = 0; choice < choices; ++choice) {
    Values values;
    ValuesReader reader;
    std::string given;
    for (size_t i = 0, rest = choice; i < s.operands.size(); ++i, rest /= 4) {
      const std::string word[] = {s.operands[i], "u", "v", "error"};
      given += " " + word[rest % 4];
      reader.set("x" + std::to_string(i), values.of(word[rest % 4]));
    }
    EXPECT_EQ(in_words(evaluate(program, reader, values.arena)), expected_of(s, choice))
        << s.text << " with" << given;
  }
}

TEST(UnknownCorpus, Strict) {
  std::string all;
  for (const auto& line : lines_of("unknown_strict")) {
    if (line.empty()) continue;
    check_strict(read_strict(line));
    all += line + "\n";
  }
  const std::set<std::string> without_operands = {"optional.none"};
  for (const auto& name : function_names()) {
    const std::string call = std::isalpha(static_cast<unsigned char>(name[0])) ? name + "(" : name;
    EXPECT_TRUE(all.contains(call) || without_operands.contains(name)) << name << " has no row";
  }
}

// Accounts whose `mfa` is the condition, as the list and as the population.
void set_members(const Words& members, WorldReader& world, Values& values) {
  std::vector<Value> items, membership;
  const Value unknown = values.of("u");
  const bool more = members.back() == "more";
  for (std::string word : members) {
    if (word == "more" || word == "nobody") continue;
    const bool perhaps = word.ends_with('?');
    if (perhaps) word.pop_back();
    const auto number = static_cast<uint32_t>(items.size());
    items.push_back(Value::of_entity(number, account_record));
    membership.push_back(perhaps ? unknown : Value::of(true));
    world.fields[{number, 4}] = values.of(word);
  }
  const Value list = values.arena.list(List{items, membership, more ? &unknown : nullptr});
  world.slots["person.accounts"] = world.populations[account_record] = list;
}

TEST(UnknownCorpus, Lists) {
  // In the order of the columns; each the same of the list and of the population, where there is
  // such a form.
  const std::vector<Words> columns = {
      {"person.accounts.exists(a, a.mfa)", "some(account, a, a.mfa)"},
      {"person.accounts.all(a, a.mfa)", "!some(account, a, !a.mfa)"},
      {"count(account, a, a.mfa)"},
      {"person.accounts.exists_one(a, a.mfa)"},
      {"size(person.accounts)", "person.accounts.size()"},
      {"size(person.accounts.filter(a, a.mfa))"}};
  const Scope scope = control_scope();
  int rows = 0;
  for (const auto& line : lines_of("unknown_lists")) {
    std::istringstream in(line);
    std::string cell;
    std::getline(in, cell, '|');
    const Words members = words_of(cell);
    if (members.empty()) continue;
    ++rows;
    for (const auto& column : columns) {
      ASSERT_TRUE(std::getline(in, cell, '|')) << line;
      for (const auto& text : column) {
        Values values;
        WorldReader world;
        set_members(members, world, values);
        EXPECT_EQ(in_words(evaluate(compiled(text, scope), world, values.arena)), words_of(cell)[0])
            << text << " of " << line;
      }
    }
  }
  EXPECT_GE(rows, 20);
}

}  // namespace
}  // namespace probata::cel::testing
