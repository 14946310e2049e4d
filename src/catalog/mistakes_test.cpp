// Every kind of mistake in a catalog: where it is said to be, what it is said to be, and what to
// do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/catalog_fixture.h"

namespace probata {
namespace {

using namespace catalog_fixture;

struct Mistake {
  const char* name;
  const char* path;
  std::string text;
  std::vector<std::string> errors;
};

std::string control(const std::string& test) {
  return "control: c\ntitle: C\ntests:\n  - id: t\n" + test;
}
std::string kind(const std::string& fields) { return "kind: thing\nfields:\n" + fields; }

const std::string in_control = "controls/c.yaml", in_kind = "kinds/thing.yaml";

const std::vector<Mistake> yaml_mistakes = {
    {"DuplicateKey",
     "kinds/thing.yaml",
     "kind: thing\nfields: {a: bool}\nkind: thing\n",
     {"kinds/thing.yaml:3:1: `kind` is there twice; the first is on line 1; remove one"}},
    {"Alias",
     "kinds/thing.yaml",
     "kind: &a thing\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: an anchor (`&name`) is not allowed; write the value out"}},
    {"Tag",
     "kinds/thing.yaml",
     "kind: !!str thing\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: a tag (`tag:yaml.org,2002:str`) is not allowed; leave it out"}},
    {"TwoDocuments",
     "kinds/thing.yaml",
     "kind: thing\nfields: {a: bool}\n---\nkind: other\n",
     {"kinds/thing.yaml:4:1: a second document in one file; remove `---` and what follows it"}},
    {"Unclosed",
     "kinds/thing.yaml",
     "kind: thing\nfields: {a: bool\n",
     {"kinds/thing.yaml:3:1: invalid YAML: end of map flow not found; check indentation, quotes "
      "and brackets"}},
    {"UnclosedQuote",
     "kinds/thing.yaml",
     "kind: thing\nfields: {a: bool}\nabout: \"what it is\ntitle: Thing\n",
     {"kinds/thing.yaml:5:2: invalid YAML: illegal EOF in scalar; check indentation, quotes and "
      "brackets"}},
    {"InvalidUtf8",
     "kinds/thing.yaml",
     "kind: thing\nabout: \"a\xff\"\nfields: {a: bool}\n",
     {"kinds/thing.yaml:2:10: invalid UTF-8; save the file as UTF-8"}},
    {"InvalidUtf8OfAPolicy",
     "policies/thing.md",
     "---\npolicy: \xff\n---\n",
     {"policies/thing.md:2:9: invalid UTF-8; save the file as UTF-8"}},
    {"Deep",
     "risks.yaml",
     "a: " + std::string(40, '[') + std::string(40, ']') + "\n",
     {"risks.yaml:1:35: nested deeper than 32 levels; flatten the file"}},
    {"NoMapping",
     "kinds/thing.yaml",
     "- kind: thing\n",
     {"kinds/thing.yaml:1:1: a kind must be a mapping, not a list; known fields: kind, title, "
      "plural, "
      "about, record, collected_from, fields, confidential, retention, lifecycle, form, extends"}},
    {"Empty",
     "kinds/thing.yaml",
     "",
     {"kinds/thing.yaml:1:1: a kind must be a mapping, not null; known fields: kind, title, "
      "plural, "
      "about, record, collected_from, fields, confidential, retention, lifecycle, form, extends"}},
    {"StrangeFile",
     "role.yaml",
     "a: b\n",
     {"role.yaml: `role.yaml` is no file of a catalog; did you mean `roles.yaml`?"}},
};

const std::vector<Mistake> kind_mistakes = {
    {"UnknownField",
     "kinds/thing.yaml",
     "kind: thing\nretantion: P1Y\nfields: {a: bool}\n",
     {"kinds/thing.yaml:2:1: unknown field `retantion` in a kind; did you mean `retention`?"}},
    {"MissingFields",
     "kinds/thing.yaml",
     "kind: thing\n",
     {"kinds/thing.yaml:1:1: `fields` is missing; a kind needs it"}},
    {"WrongType",
     "kinds/thing.yaml",
     "kind: thing\ntitle: 5\nrecord: \"yes\"\nfields: {a: bool}\n",
     {"kinds/thing.yaml:2:8: `title` must be a string, not an integer; put it in quotes: \"5\"",
      "kinds/thing.yaml:3:9: `record` must be true or false, not a string; write `true` or "
      "`false`, without quotes"}},
    {"UnknownType",
     "kinds/thing.yaml",
     kind("  a: strin\n"),
     {"kinds/thing.yaml:3:6: unknown type `strin`; did you mean `string`?"}},
    {"UnknownTarget",
     "kinds/thing.yaml",
     kind("  a: {ref: persn}\n"),
     {"kinds/thing.yaml:3:12: unknown kind `persn`; did you mean `person`?"}},
    {"TwoTypes",
     "kinds/thing.yaml",
     kind("  a: {type: string, list: string}\n"),
     {"kinds/thing.yaml:3:3: `a` needs one type; write one of `type`, `list`, `map`, `ref`"}},
    {"NoType",
     "kinds/thing.yaml",
     kind("  a: {title: A}\n"),
     {"kinds/thing.yaml:3:3: `a` needs one type; write one of `type`, `list`, `map`, `ref`"}},
    {"ReverseOfString",
     "kinds/thing.yaml",
     kind("  a: {type: string, reverse: things}\n"),
     {"kinds/thing.yaml:3:30: `reverse` is only for a reference; leave it out"}},
    {"ReverseTwice",
     "kinds/thing.yaml",
     kind("  a: {ref: person, reverse: accounts}\n"),
     {"kinds/thing.yaml:3:3: `person` has a field `accounts` already; choose another name for "
      "`reverse`"}},
    {"ReverseIsField",
     "kinds/thing.yaml",
     kind("  a: {ref: person, reverse: email}\n"),
     {"kinds/thing.yaml:3:3: `person` has a field `email` already; choose another name for "
      "`reverse`"}},
    {"KeyNoString",
     "kinds/thing.yaml",
     kind("  a: {type: int, key: true}\n"),
     {"kinds/thing.yaml:3:3: the key `a` is no string; only a field of type string can be a key"}},
    {"EnumOfInt",
     "kinds/thing.yaml",
     kind("  a: {type: int, enum: [one]}\n"),
     {"kinds/thing.yaml:3:24: `enum` is only for strings; leave it out"}},
    {"EnumTyped",
     "kinds/thing.yaml",
     kind("  a: {type: string, enum: [one, true]}\n"),
     {"kinds/thing.yaml:3:33: an item of the list must be a string, not a boolean; put it in "
      "quotes: \"true\""}},
    {"FieldName",
     "kinds/thing.yaml",
     kind("  in: bool\n"),
     {"kinds/thing.yaml:3:3: `in` is no name of a field; use lower-case letters, digits and `_`, "
      "with a letter first; "
      "not `in`, `true`, `false`, `null`"}},
    {"KindName",
     "kinds/thing.yaml",
     "kind: Thing\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: `Thing` is no name of a kind; use lower-case letters, digits and `_`, "
      "with a letter first"}},
    {"KindWord",
     "kinds/thing.yaml",
     "kind: namespace\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: `namespace` is a word of the expression language; choose another "
      "name"}},
    {"KindTwice",
     "kinds/thing.yaml",
     "kind: person\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: the kind `person` is there twice; the first is in kinds/person.yaml"}},
    {"BuiltIn",
     "kinds/thing.yaml",
     "kind: company\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: the kind `company` is built in; write `extends: true` to add fields "
      "to it"}},
    {"ExtendsComputed",
     "kinds/thing.yaml",
     "kind: test\nextends: true\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: the built-in kind `test` is no record kind; it cannot be extended"}},
    {"ExtendsOwn",
     "kinds/thing.yaml",
     "kind: thing\nextends: true\nfields: {a: bool}\n",
     {"kinds/thing.yaml:1:7: `thing` is no built-in kind; only a built-in record kind can be "
      "extended; leave `extends` out"}},
    {"ExtendsTwice",
     "kinds/thing.yaml",
     "kind: waiver\nextends: true\nfields: {until: bool}\n",
     {"kinds/thing.yaml:3:10: the field `until` is there already; it is built in; leave it out"}},
    {"Retention",
     "kinds/thing.yaml",
     "kind: thing\nretention: 7 years\nfields: {a: bool}\n",
     {"kinds/thing.yaml:2:12: `7 years` is no span; write `P7Y` or `P90D`"}},
    {"Renamed",
     "kinds/thing.yaml",
     kind("  a: bool\n  b: {type: bool, was: a}\n"),
     {"kinds/thing.yaml:4:3: `b` was `a`, which is still a field; remove one of them"}},
    {"Form",
     "kinds/thing.yaml",
     "kind: thing\nfields: {name: string}\nform: [[Who, nam]]\n",
     {"kinds/thing.yaml:3:14: unknown field `nam`; did you mean `name`?"}},
    {"LifeCycleOfNoRecord",
     "kinds/thing.yaml",
     "kind: thing\nfields: {a: bool}\nlifecycle: {states: [x], initial: x, transitions: []}\n",
     {"kinds/thing.yaml:3:12: a life cycle is only for a record kind; write `record: true`"}},
    {"LifeCycle",
     "kinds/thing.yaml",
     "kind: thing\nrecord: true\nfields: {a: bool, done_at: timestamp}\nlifecycle:\n  states: "
     "[open, done]\n"
     "  initial: opn\n  transitions:\n    - {from: open, to: dun, by: [reviewr], needs: [b], when: "
     "thing.a == 1}\n"
     "    - {from: open, to: done, not_by: [c]}\n",
     {"kinds/thing.yaml:3:19: the life cycle makes the field `done_at`; leave it out",
      "kinds/thing.yaml:6:12: unknown state `opn`; did you mean `open`?",
      "kinds/thing.yaml:8:24: unknown state `dun`; known: open, done",
      "kinds/thing.yaml:8:34: unknown role `reviewr`; did you mean `reviewer`?",
      "kinds/thing.yaml:8:52: unknown field `b`; known: a, done_at, state, open_at, open_by, "
      "done_by",
      "kinds/thing.yaml:8:70: ",
      "kinds/thing.yaml:9:39: unknown field `c`; known: a, done_at, state, open_at, open_by, "
      "done_by"}},
};

const std::vector<Mistake> control_mistakes = {
    {"UnknownField",
     "controls/c.yaml",
     "control: c\ntitle: C\nstatment: s\ntests: [{id: t, always: true}]\n",
     {"controls/c.yaml:3:1: unknown field `statment` in a control; did you mean `statement`?"}},
    {"NoTests",
     "controls/c.yaml",
     "control: c\ntitle: C\ntests: []\n",
     {"controls/c.yaml:3:8: the control has no tests; write at least one"}},
    {"Choices",
     "controls/c.yaml",
     "control: c\ntitle: C\nnature: preventiv\nprofile: big\ntests: [{id: t, always: true}]\n",
     {"controls/c.yaml:3:9: `preventiv` is no value of `nature`; did you mean `preventive`?",
      "controls/c.yaml:4:10: `big` is no value of `profile`; known: lean, full, host"}},
    {"Dangling",
     "controls/c.yaml",
     "control: c\ntitle: C\ncriteria: {CC6.3: [remval], CC6.9: [x]}\nowner: it_operation\nrisks: "
     "[former-staff]\n"
     "statement: In {param.acess_removal}, {param.yearly} or {x}.\nin_force: {replaces: "
     "access-remvoal}\n"
     "tests: [{id: t, always: true, waivable_by: [me]}]\n",
     {"controls/c.yaml:3:20: CC6.3 has no point of focus `remval`; did you mean `removal`?",
      "controls/c.yaml:3:29: unknown criterion `CC6.9`; did you mean `CC6.2`?",
      "controls/c.yaml:4:8: unknown role `it_operation`; did you mean `it_operations`?",
      "controls/c.yaml:5:9: unknown risk `former-staff`; known: former-staff-access",
      "controls/c.yaml:6:16: unknown parameter `acess_removal`; did you mean `access_removal`?",
      "controls/c.yaml:6:57: braces in a statement hold `param.NAME`; write `{param.NAME}`, or "
      "`{{` and `}}` for braces",
      "controls/c.yaml:7:22: unknown control `access-remvoal`; did you mean `access-removal`?",
      "controls/c.yaml:8:45: unknown role `me`; known: it_operations, reviewer"}},
    {"InForce",
     "controls/c.yaml",
     "control: c\ntitle: C\nin_force: {from: 2026-01-01, until: 2026-01-01T00:00:00Z}\ntests: "
     "[{id: t, always: true}]\n",
     {"controls/c.yaml:3:18: "}},
    {"InForceOrder",
     "controls/c.yaml",
     "control: c\ntitle: C\nin_force: {from: 2026-01-01T00:00:00Z, until: "
     "2026-01-01T00:00:00Z}\ntests: [{id: t, always: true}]\n",
     {"controls/c.yaml:3:47: `until` is not after `from`; write a later time"}},
    {"Circle",
     "controls/c.yaml",
     "control: c\ntitle: C\nin_force: {replaces: c}\ntests: [{id: t, always: true}]\n",
     {"controls/c.yaml:3:22: `c` replaces itself, in a circle; remove one `replaces`"}},
    {"ControlTwice",
     "controls/c.yaml",
     "control: access-removal\ntitle: C\ntests: [{id: t, always: true}]\n",
     {"controls/c.yaml:1:10: the control `access-removal` is there twice; the first is in "
      "controls/access-removal.yaml"}},
    {"TestTwice",
     "controls/c.yaml",
     control("    always: true\n  - id: t\n    always: false\n"),
     {"controls/c.yaml:6:9: the test `t` is there twice; the first is on line 4"}},
    {"Applies",
     "controls/c.yaml",
     "control: c\ntitle: C\napplies: tailoring.has_peple\ntests: [{id: t, always: true}]\n",
     {"controls/c.yaml:3:20: "}},
    {"ControlId",
     "controls/c.yaml",
     "control: a/b\ntitle: C\ntests: [{id: a b, always: true}]\n",
     {"controls/c.yaml:1:10: `a/b` is no id of a control; use 1 to 256 bytes without space, `/`, "
      "`#` and control characters",
      "controls/c.yaml:3:14: `a b` is no id of a test; use 1 to 256 bytes without space, `/`, `#` "
      "and control characters"}},
};

const std::vector<Mistake> test_mistakes = {
    {"NoPattern",
     "controls/c.yaml",
     control("    title: T\n"),
     {"controls/c.yaml:4:5: the test `t` has no pattern; write `always`, `when` with `then`, "
      "`every` with `occurs`, or `judge`"}},
    {"TwoPatterns",
     "controls/c.yaml",
     control("    always: true\n    when: true\n    then: false\n"),
     {"controls/c.yaml:6:5: two patterns in one test: `when` beside `always`; make two tests of it",
      "controls/c.yaml:7:5: two patterns in one test: `then` beside `always`; make two tests of "
      "it"}},
    {"TwoJudgements",
     "controls/c.yaml",
     control("    judge: q\n    by: reviewer\n    every: month\n    when: true\n"),
     {"controls/c.yaml:8:5: two patterns in one test: `when` beside `judge`; make two tests of "
      "it"}},
    {"OtherPattern",
     "controls/c.yaml",
     control("    when: true\n    then: true\n    grace: 1h\n    partial: counts\n    shows: "
             "[param]\n"),
     {"controls/c.yaml:7:5: `grace` does not belong to a response; it belongs to `always`",
      "controls/c.yaml:8:5: `partial` does not belong to a response; it belongs to `every` with "
      "`occurs`",
      "controls/c.yaml:9:5: `shows` does not belong to a response; it belongs to `judge`"}},
    {"MissingThen",
     "controls/c.yaml",
     control("    when: true\n"),
     {"controls/c.yaml:4:5: `then` is missing; a response needs it"}},
    {"MissingOccurs",
     "controls/c.yaml",
     control("    every: month\n"),
     {"controls/c.yaml:4:5: `occurs` is missing; a recurrence needs it"}},
    {"MissingBy",
     "controls/c.yaml",
     control("    judge: q\n    every: month\n"),
     {"controls/c.yaml:4:5: `by` is missing; a judgement with `every` needs it"}},
    {"UnknownKind",
     "controls/c.yaml",
     control("    each: acount\n    always: true\n"),
     {"controls/c.yaml:5:11: unknown kind `acount`; did you mean `account`?"}},
    {"Cel",
     "controls/c.yaml",
     control("    each: account\n    always: account.persn.status == \"active\"\n"),
     {"controls/c.yaml:6:21: "}},
    {"CelEnum",
     "controls/c.yaml",
     control("    each: account\n    always: account.status == \"activ\"\n"),
     {"controls/c.yaml:6:31: "}},
    {"CelType",
     "controls/c.yaml",
     control("    each: account\n    always: account.email\n"),
     {"controls/c.yaml:6:13: "}},
    {"CelSyntax",
     "controls/c.yaml",
     control("    each: account\n    always: (account.mfa\n"),
     {"controls/c.yaml:6:25: "}},
    {"CelInQuotes",
     "controls/c.yaml",
     control("    each: account\n    always: 'account.status == ''active'' && account.mf'\n"),
     {"controls/c.yaml:6:54: "}},
    {"CelInBlock",
     "controls/c.yaml",
     control("    each: account\n    always: |\n      account.mfa\n      && account.mf\n"),
     {"controls/c.yaml:8:18: "}},
    {"CelFolded",
     "controls/c.yaml",
     control("    each: account\n    always: >-\n      account.mfa\n      && account.mf\n"),
     {"controls/c.yaml:8:18: "}},
    {"CelOverLines",
     "controls/c.yaml",
     control("    each: account\n    always: account.mfa\n      && account.mf\n"),
     {"controls/c.yaml:7:18: "}},
    {"Within",
     "controls/c.yaml",
     control(
         "    each: account\n    when: account.mfa\n    then: true\n    within: account.email\n"),
     {"controls/c.yaml:8:13: `within` must be a duration or a span, not string; write `24h`, "
      "`2bd`, `P1M` or an expression for one"}},
    {"WithinNegative",
     "controls/c.yaml",
     control("    when: true\n    then: true\n    within: -1h\n"),
     {"controls/c.yaml:7:13: `within` is negative; write a duration of 0 or more"}},
    {"WithinAndDue",
     "controls/c.yaml",
     control("    each: account\n    when: true\n    then: true\n    within: 1h\n    due: "
             "account.last_login\n"),
     {"controls/c.yaml:8:13: `within` beside `due`; leave one of them out"}},
    {"Tightens",
     "controls/c.yaml",
     control("    when: true\n    then: true\n    tightens: true\n"),
     {"controls/c.yaml:7:15: `tightens` without `within`; write `within`"}},
    {"CountsForWithoutWindows",
     "controls/c.yaml",
     control("    every: 30d\n    occurs: account\n    counts_for: account.last_login\n"),
     {"controls/c.yaml:7:17: `counts_for` where `every` is no window of the calendar; write "
      "`every: month`, or leave it out"}},
    {"Gone",
     "controls/c.yaml",
     control("    when: true\n    then: true\n    gone: fail\n"),
     {"controls/c.yaml:7:11: `fail` is no value of `gone`; did you mean `fails`?"}},
    {"Severity",
     "controls/c.yaml",
     control("    always: true\n    severity: hgh\n"),
     {"controls/c.yaml:6:15: `hgh` is no value of `severity`; did you mean `high`?"}},
    {"Every",
     "controls/c.yaml",
     control("    every: 0s\n    occurs: account\n"),
     {"controls/c.yaml:5:12: `every` must be longer than nothing; write a duration above 0"}},
    {"OccursReverse",
     "controls/c.yaml",
     control("    each: person\n    every: month\n    occurs: person.acounts\n"),
     {"controls/c.yaml:7:13: `person` has no reverse reference `acounts`; did you mean "
      "`accounts`?"}},
    {"OccursOther",
     "controls/c.yaml",
     control("    each: person\n    every: month\n    occurs: system.accounts\n"),
     {"controls/c.yaml:7:13: `system` is not the item; write `person.accounts`"}},
    {"OccursItself",
     "controls/c.yaml",
     control("    each: person\n    every: month\n    occurs: person\n"),
     {"controls/c.yaml:7:13: `person` is the item's name already; name what occurs with `as: "
      "NAME`"}},
    {"Assign",
     "controls/c.yaml",
     control("    each: account\n    always: true\n    assign: account.email\n"),
     {"controls/c.yaml:7:13: `assign` must be a person or a role, not string; write a path to a "
      "person, or the name of a role"}},
    {"AssignRole",
     "controls/c.yaml",
     control("    always: true\n    assign: reviewr\n"),
     {"controls/c.yaml:6:13: unknown role `reviewr`; did you mean `reviewer`?"}},
    {"Says",
     "controls/c.yaml",
     control("    each: account\n    always: true\n    says: \"a {account.emial} {late} {\"\n"),
     {"controls/c.yaml:7:23: ",
      "controls/c.yaml:7:37: a `{` without its partner; write an expression in braces, or two "
      "braces for one"}},
    {"JudgeRole",
     "controls/c.yaml",
     control("    judge: q\n    every: month\n    by: reviewr\n    not_by: company.name\n"),
     {"controls/c.yaml:7:9: unknown role `reviewr`; did you mean `reviewer`?",
      "controls/c.yaml:8:13: `not_by` must be a person or a list of people, not string; write a "
      "path to a person"}},
};

const std::vector<Mistake> list_mistakes = {
    {"Default",
     "parameters.yaml",
     "access_removal: {type: duration, default: P1D}\nyearly: {type: span, default: P1Y}\n",
     {"parameters.yaml:1:43: `P1D` is no duration; write `30s`, `24h` or `30d`"}},
    {"Range",
     "parameters.yaml",
     "access_removal: {type: duration, default: 30m, min: 1h}\nyearly: {type: span, default: P2Y, "
     "max: P13M}\n",
     {"parameters.yaml:1:43: `30m` is below the least of `access_removal`; the least is 1h",
      "parameters.yaml:2:31: `P2Y` is above the most of `yearly`; the most is P1Y1M"}},
    {"Type",
     "parameters.yaml",
     "access_removal: {type: duratoin, default: 24h}\n",
     {"parameters.yaml:1:24: `duratoin` is no value of `type`; did you mean `duration`?"}},
    {"Missing",
     "parameters.yaml",
     "access_removal: {type: duration}\n",
     {"parameters.yaml:1:17: `default` is missing; a parameter needs it"}},
    {"Name",
     "parameters.yaml",
     "access_removal: {type: duration, default: 24h}\nYearly: {type: span, default: P1Y}\n",
     {"parameters.yaml:2:1: `Yearly` is no name of a parameter; use lower-case letters, digits and "
      "`_`, with a letter first"}},
    {"Conflicts",
     "roles.yaml",
     "it_operations: {title: IT}\nreviewer: {conflicts: [reviewer, it]}\n",
     {"roles.yaml:2:24: `reviewer` conflicts with itself; remove it",
      "roles.yaml:2:34: unknown role `it`; known: it_operations, reviewer"}},
    {"Group",
     "criteria.yaml",
     "groups: {CC6: {title: A}}\ncriteria:\n  CC6.2: {title: R, points: {removal: R}}\n  CC6.3: "
     "{title: R, points: {removal: R}}\n  CC7.1: {title: V}\n",
     {"criteria.yaml:5:3: `CC7.1` has no group `CC7`; add it to `groups`"}},
    {"Question",
     "tailoring.yaml",
     "has_people: {title: People, default: \"yes\"}\n",
     {"tailoring.yaml:1:38: `yes` is no bool; write `true` or `false`"}},
    {"Choices",
     "tailoring.yaml",
     "has_people: {title: P}\na: {title: A, choices: {Okta: O, b: [x]}}\n"
     "c: {title: C, type: bool, choices: {x: X}}\nd: {title: D, choices: {}}\n"
     "e: {title: E, choices: {office: O, remote: R}, default: remot}\n",
     {"tailoring.yaml:2:25: ", "tailoring.yaml:2:37: ",
      "tailoring.yaml:3:21: only a string has choices; leave `type` out",
      "tailoring.yaml:4:24: a question without choices; name at least one",
      "tailoring.yaml:5:57: `remot` is no value of `e`; did you mean `remote`?"}},
    {"First",
     "tailoring.yaml",
     "has_people: {title: P, first: 2}\na: {title: A, first: 6}\nb: {title: B, first: 2}\n",
     {"tailoring.yaml:2:22: `6` is no place among the questions asked first; write a number from 1 "
      "to 5",
      "tailoring.yaml:3:22: `has_people` has the place 2, too; give each a place of its own"}},
    {"Tells",
     "tailoring.yaml",
     "has_people: {title: P, tells: [persn, system, collection]}\n",
     {"tailoring.yaml:1:32: unknown kind `persn`; did you mean `person`?",
      "tailoring.yaml:1:39: `system` is recorded here; name kinds that sources tell of",
      "tailoring.yaml:1:47: `collection` is recorded here; name kinds that sources tell of"}},
};

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreReportedWithPlaceAndHint) {
  const Mistake& mistake = GetParam();
  const auto read = catalog_fixture::read(with(example(), mistake.path, mistake.text));
  ASSERT_FALSE(read) << "no error";
  std::vector<std::string> found;
  for (const Error& error : read.error()) {
    if (error.place.file == mistake.path) found.push_back(to_text(error));
  }
  ASSERT_EQ(found.size(), mistake.errors.size()) << testing::PrintToString(found);
  for (size_t i = 0; i < found.size(); ++i) {
    // What an expression says of itself is the checker's affair: of it only the place is ours.
    if (mistake.errors[i].ends_with(": ")) {
      EXPECT_THAT(found[i], testing::StartsWith(mistake.errors[i]));
    } else {
      EXPECT_EQ(found[i], mistake.errors[i]);
    }
  }
}

std::string name_of(const testing::TestParamInfo<Mistake>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Yaml, Mistakes, testing::ValuesIn(yaml_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(Kind, Mistakes, testing::ValuesIn(kind_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(Control, Mistakes, testing::ValuesIn(control_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(Test, Mistakes, testing::ValuesIn(test_mistakes), name_of);
INSTANTIATE_TEST_SUITE_P(List, Mistakes, testing::ValuesIn(list_mistakes), name_of);

TEST(MistakesOfAllFiles, AreReportedAtOnceInOrder) {
  Files files = example();
  files = with(files, "kinds/thing.yaml", "kind: thing\nfields: {a: strin}\n");
  files = with(files, "controls/c.yaml", control("    alwys: true\n"));
  files = with(files, "roles.yaml", "it_operations: {titel: x}\n");
  const Folder shipped = folder(files, "shipped");
  const auto read = read_catalog(std::span(&shipped, 1));
  ASSERT_FALSE(read);
  std::vector<std::string> places;
  for (const Error& error : read.error()) {
    places.push_back(error.place.file + ":" + std::to_string(error.place.line));
  }
  EXPECT_THAT(places, testing::ElementsAre("shipped/controls/c.yaml:4", "shipped/controls/c.yaml:5",
                                           "shipped/kinds/thing.yaml:2", "shipped/roles.yaml:1"));
}

}  // namespace
}  // namespace probata
