// The kinds that every catalog has (formats.md, end of "A kind"), as catalog files, read by the
// same reader. A reference to a kind that the catalog does not have (`person`, above all) reads as
// a string.
#include <array>

#include "catalog/draft.h"

namespace probata {
namespace {

constexpr std::pair<std::string_view, std::string_view> kinds[] = {
    {"company", R"(
kind: company
title: Company
plural: Companies
about: The organisation itself; always exists.
record: true
fields:
  name:         {type: string, label: true}
  time_zone:    string
  has_board:    bool
  has_premises: bool
  root:         {ref: person, about: The one person without a manager.}
)"},
    {"collection", R"(
kind: collection
title: Collection
plural: Collections
about: One look at a source, or one stretch of its log.
fields:
  kinds:    {list: string, required: true}
  fields:   {type: json, about: By kind the fields that it covers; all where left out.}
  how:      {type: string, enum: [events, looks, claimed]}
  every:    duration
  from:     timestamp
  to:       {type: timestamp, required: true}
  rows:     {map: int}
  total:    {map: int}
  rejected: int
  proof:    {type: string, enum: [snapshot, total, count, end, none]}
  complete: bool
  partial:  {type: bool, about: "By its nature the source never shows all of these: they are covered by nothing."}
  source:   {ref: source, reverse: collections}
)"},
    {"judgement", R"(
kind: judgement
title: Judgement
plural: Judgements
about: What a competent person decided on one item of a test.
record: true
fields:
  test:   {type: string, required: true}
  item:   {type: string, required: true}
  answer: {type: string, enum: [yes, no]}
  reason: string
)"},
    {"waiver", R"(
kind: waiver
title: Waiver
plural: Waivers
about: An approved deviation, with an end.
record: true
fields:
  test:         {type: string, required: true}
  item:         {type: string, required: true}
  from:         timestamp
  until:        {type: timestamp, required: true}
  reason:       string
  compensating: string
lifecycle:
  states: [requested, approved, rejected, revoked]
  initial: requested
  transitions:
    - {from: requested, to: approved, name: approve, needs: [until, reason]}
    - {from: requested, to: rejected, name: reject}
    - {from: approved, to: revoked, name: revoke}
)"},
    {"assignment", R"(
kind: assignment
title: Assignment
plural: Assignments
about: Who holds a role.
record: true
fields:
  role:   {type: string, required: true}
  person: {ref: person, reverse: assignments, required: true}
  until:  timestamp
)"},
    {"qualification", R"(
kind: qualification
title: Qualification
plural: Qualifications
about: What a person has shown to know.
record: true
fields:
  person: {ref: person, reverse: qualifications, required: true}
  name:   {type: string, required: true, label: true}
  passed: {type: timestamp, about: When the person showed it.}
  until:  timestamp
)"},
    {"finding", R"(
kind: finding
title: Finding
plural: Findings
about: The record that follows up an exception.
record: true
fields:
  test:       {type: string, required: true}
  item:       string
  from:       timestamp
  severity:   {type: string, enum: [low, medium, high]}
  owner:      {ref: person, reverse: findings}
  root_cause: string
  response:   string
  action:     string
  due:        timestamp
lifecycle:
  states: [open, triaged, fixing, closed]
  initial: open
  transitions:
    - {from: open, to: triaged, name: triage, needs: [severity, owner]}
    - {from: triaged, to: fixing, name: fix, needs: [action, due]}
    - {from: [triaged, fixing], to: closed, name: close, needs: [root_cause]}
    - {from: closed, to: fixing, name: reopen}
)"},
    {"control", R"(
kind: control
title: Control
plural: Controls
about: A control of the catalog, with its current conclusion.
record: true
fields:
  title:      {type: string, label: true}
  statement:  string
  profile:    string
  criteria:   {list: string}
  nature:     string
  operation:  string
  level:      string
  frequency:  string
  owner:      {type: string, about: A role.}
  deputy:     {type: string, about: A role.}
  process:    string
  risks:      {list: string}
  in_force:   bool
  from:       timestamp
  until:      timestamp
  conclusion: string
)"},
    {"test", R"(
kind: test
title: Test
plural: Tests
about: A test of a control, with its current conclusion.
record: true
fields:
  control:    {ref: control, reverse: tests}
  title:      {type: string, label: true}
  pattern:    {type: string, enum: [invariant, response, recurrence, judgement]}
  each:       string
  severity:   {type: string, enum: [low, medium, high]}
  reads:      {list: string, about: The kinds that it reads.}
  covered:    bool
  conclusion: string
)"},
    {"obligation", R"(
kind: obligation
title: Obligation
plural: Obligations
about: What a test demands of one item, from when, until when.
record: true
fields:
  test:     string
  item:     string
  from:     timestamp
  due:      timestamp
  done:     timestamp
  known:    timestamp
  verdict:  {type: string, enum: [passed, failed, pending, unknown, waived]}
  assignee: {ref: person, reverse: obligations}
  severity: {type: string, enum: [low, medium, high]}
)"},
    {"setting", R"(
kind: setting
title: Setting
plural: Settings
about: What the organisation decided; the id is its path in the settings file.
record: true
fields:
  value: json
)"},
    {"observation", R"(
kind: observation
title: Start of observation
plural: Starts of observation
about: From when controls are in force, as a person declared.
record: true
fields:
  value: timestamp
)"},
    {"catalog", R"(
kind: catalog
title: Catalog in force
plural: Catalogs in force
about: The digest of the catalog, accepted by a person.
record: true
fields:
  value: string
)"},
    {"clock", R"(
kind: clock
title: Clock step
plural: Clock steps
about: A step back of the clock of the ledger.
record: true
fields:
  value: duration
)"},
    {"erasure", R"(
kind: erasure
title: Erasure
plural: Erasures
about: Which bodies were disposed of, under which schedule.
record: true
fields:
  value: json
)"},
};

}  // namespace

std::span<const std::pair<std::string_view, std::string_view>> built_in_kinds() { return kinds; }

bool is_computed(std::string_view kind) {
  return kind == "control" || kind == "test" || kind == "obligation";
}

}  // namespace probata
