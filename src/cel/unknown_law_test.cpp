// The law of unknowns (semantics.md, section 6), tried on random conditions: what is decided
// although something is unknown is decided in the same way whatever the unknown turns out to be. A
// fixed seed, so that a failure repeats.
#include <gtest/gtest.h>

#include "base/dice_for_tests.h"
#include "cel/program.h"
#include "cel/world_for_tests.h"

namespace probata::cel::testing {
namespace {

// Conditions over account.mfa, system.in_scope (bool), logins (int), status (string),
// person.accounts (a list).
std::string condition(Dice& dice, int depth, bool in_macro) {
  const std::string of = in_macro && dice.up_to(2) ? "a" : "account";
  static const char* const numbers[] = {"1", "2", "3"};
  static const char* const signs[] = {"==", "!=", "<", "<=", ">", ">="};
  const auto inner = [&] { return condition(dice, depth - 1, in_macro); };
  switch (dice.up_to(depth > 0 ? 12 : 5)) {
    case 0:
      return of + ".mfa";
    case 1:
      return "(" + of + ".logins " + dice.of(signs) + " " + dice.of(numbers) + ")";
    case 2:
      return "(" + of + ".logins == null)";
    case 3:
      return "(" + of + ".status " + (dice.up_to(2) ? "==" : "!=") + " \"active\")";
    case 4:
      return dice.up_to(2) ? "account.system.in_scope" : "true";
    case 5:
      return "(" + inner() + " && " + inner() + ")";
    case 6:
      return "(" + inner() + " || " + inner() + ")";
    case 7:
      return "!(" + inner() + ")";
    case 8:
      return "(" + inner() + " ? " + inner() + " : " + inner() + ")";
    case 9:
      return "(" + inner() + " == " + inner() + ")";
    case 10:
      return "(" + of + ".logins in [1, account.logins])";
    default:
      break;
  }
  static const char* const macros[] = {"exists", "all", "exists_one"};
  const std::string body = condition(dice, depth - 1, true);
  if (dice.up_to(4) == 0) return "(count(account, a, " + body + ") > 1)";
  return std::string("person.accounts.") + dice.of(macros) + "(a, " + body + ")";
}

// A world in which nothing is unknown; and the same with parts hidden.
struct Worlds {
  Arena made;
  WorldReader whole, hidden;

  Value boolean(Dice& d) { return d.up_to(4) == 0 ? Value() : Value::of(d.up_to(2) == 0); }
  Value number(Dice& d) { return d.up_to(4) == 0 ? Value() : Value::of(int64_t{d.up_to(4)}); }
  Value status(Dice& d) {
    return d.up_to(4) == 0 ? Value() : made.string(d.up_to(2) ? "active" : "disabled");
  }
  Value unknown() {
    const Cause cause = 1;
    return made.unknown(std::span(&cause, 1));
  }

  void fields(Dice& d, uint32_t entity) {
    whole.fields[{entity, 3}] = status(d);
    whole.fields[{entity, 4}] = boolean(d);
    whole.fields[{entity, 7}] = number(d);
  }

  Worlds(Dice& d) {
    whole.slots = {{"account.mfa", boolean(d)},
                   {"account.logins", number(d)},
                   {"account.status", status(d)},
                   {"account.system.in_scope", Value::of(d.up_to(2) == 0)}};
    for (uint32_t e = 1; e <= 4; ++e) fields(d, e);
    hidden.slots = whole.slots;
    hidden.fields = whole.fields;
    for (auto& [path, v] : hidden.slots)
      if (d.up_to(3) == 0) v = unknown();
    for (auto& [field, v] : hidden.fields)
      if (d.up_to(4) == 0) v = unknown();
    lists(d);
  }

  // Of the entities 1 to 4 each is a member or not; of the hidden list some are perhaps members,
  // and some are not named at all.
  void lists(Dice& d) {
    std::vector<Value> members, named, membership;
    bool more = false;
    for (uint32_t e = 1; e <= 4; ++e) {
      const bool member = d.up_to(2) == 0;
      const int how = d.up_to(4);
      const Value v = Value::of_entity(e, account_record);
      if (member) members.push_back(v);
      if (how == 0) {
        more = more || member;
      } else if (how == 1 || member) {
        named.push_back(v);
        membership.push_back(how == 1 ? unknown() : Value::of(true));
      }
    }
    const Value rest = unknown();
    const Value list = made.list(members);
    const Value uncertain =
        made.list(List{named, membership, more || d.up_to(3) == 0 ? &rest : nullptr});
    whole.slots["person.accounts"] = whole.populations[account_record] = list;
    hidden.slots["person.accounts"] = hidden.populations[account_record] = uncertain;
  }
};

TEST(UnknownLaw, WhatIsDecidedStaysDecided) {
  const Scope scope = control_scope();
  int decided = 0, unknown = 0;
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    Dice dice(seed);
    const std::string text = condition(dice, 3, false);
    const auto program = compile(text, scope);
    ASSERT_TRUE(program) << text << to_text(program.error()[0]);
    for (int i = 0; i < 4; ++i) {
      Worlds worlds(dice);
      Arena arena;
      const Value partly = evaluate(*program, worlds.hidden, arena);
      const Value wholly = evaluate(*program, worlds.whole, arena);
      ASSERT_FALSE(wholly.is(Tag::unknown)) << text;
      ++(partly.is(Tag::unknown) ? unknown : decided);
      if (!partly.is(Tag::unknown)) {
        EXPECT_EQ(to_text(partly), to_text(wholly)) << text << " seed " << seed;
      }
    }
  }
  // The dice are such that both happen often, or the test would say nothing.
  EXPECT_GT(decided, 2000);
  EXPECT_GT(unknown, 1000);
}

}  // namespace
}  // namespace probata::cel::testing
