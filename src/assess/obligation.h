// The obligation, the verdict and the results of tests and controls (semantics.md, sections 1, 5 to
// 8; formats.md, `probata assess --json`).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/signal.h"

namespace probata {

enum class EndedBy : uint8_t { none, condition, scope, gone, control, then, unless };
std::string_view to_text(EndedBy);

// A class of fillings of what is unknown: `due` lies in [due_first, due_last], and it is met so
// (patterns.h).
struct Case {
  enum class Met : uint8_t {
    never,
    at,         // at `done`
    in_time,    // at an instant that moves with `from`, never after `due`
    just_late,  // one microsecond after `due`; or never, where the exception is the instant `due`
  } met = Met::never;
  Instant due_first, due_last;
  Instant done;         // moving with `from`: the last of them
  bool unread = false;  // `due` cannot be read: it is anywhere from `due_first` on
  auto operator<=>(const Case&) const = default;
};

struct Obligation {
  TestNo test{};
  Entity item{};
  // The window of a calendar recurrence, or the occurrence; for order and identity only.
  Range from, due;
  bool due_unknown = false;    // `due` could not be read (null, error, unknown)
  std::optional<Range> done;   // first instant at or after from at which it was met
  bool done_possible = false;  // an unknown stretch after `from` may have met it
  bool possible = false;  // it may not have arisen at all: an unknown stretch may hide its trigger
  bool found = false;     // it held already when the watch began
  bool never_fails = false;                            // found with due <= from
  bool from_unbounded = false, due_unbounded = false;  // `from_after: null`
  bool waived = false;
  bool judged_no = false;
  EndedBy ended_by = EndedBy::none;
  Why why = 0;  // the gaps that decide an unknown
  Duration seen_every{0};
  bool claimed = false;
  std::string waiver;         // its id
  bool maybe_waived = false;  // the waiver may not hold: unknown who approved it
  std::vector<Case> cases;    // never empty: on them verdict and membership are decided
  bool momentary = false;     // a calendar window that passed empty: its exception is the instant
                              // `due`, never carried
  std::optional<Instant> judged_at;  // the "no": its exception begins here
  std::optional<Entity> met_by;      // what occurred, where a recurrence was met
  std::vector<FactNo> met_facts;     // the decision, where a judgement met or failed it
};

enum class Verdict : uint8_t { failed, unknown, waived, pending, passed };  // worst first
std::string_view to_text(Verdict);
enum class Cause : uint8_t { none, late, absent, violated, judged };
std::string_view to_text(Cause);

Verdict verdict(const Obligation&, Instant now);

enum class Conclusion : uint8_t {
  ineffective,
  unknown,
  effective_with_exceptions,
  pending,
  effective,
  not_occurring,
  not_applicable
};  // worst first
std::string_view to_text(Conclusion);

struct Marker {
  std::string name;
  double value = 0, limit = 0;
};

// One row of `obligations`, `boundary` or `found`.
struct Row {
  std::string item;
  std::optional<Entity> entity;  // empty: the company, or a result of another test
  std::string sentence;  // of an item that is a result of another test; else composed when asked
  Verdict verdict = Verdict::passed;
  Cause cause = Cause::none;
  bool carried = false, found = false;
  EndedBy ended_by = EndedBy::none;
  std::optional<Range> from, due,
      done;  // all empty: an invariant's item that passed without an obligation
  bool from_unbounded = false, due_unbounded = false, due_unknown = false;
  std::vector<FactNo> facts;
  std::vector<std::string> evidence;
  std::vector<Gap> gaps;
  struct Conflict {
    std::string field;
    std::vector<std::pair<std::string, std::string>> values;  // by, value
  };
  std::vector<Conflict> conflicts;
  std::optional<std::string> waiver;
  bool on_late_evidence = false, claimed = false;
  uint32_t life = 0;         // of an invariant: which of the entity's lives, each an item
  bool late_people = false;  // the late evidence: typed by a person, or told by a source's own log
  Period exception;  // what is, or may be, its exception at `now`; empty where there is none
};
// A row without what is printed of it: what conclusions are made of.
struct Brief {
  Entity item{};  // the company where the test has no `each`
  Verdict verdict = Verdict::passed;
  Instant from = Instant::never_before(),
          due = Instant::never_after();  // as here: the row has none
  Period exception;
  uint32_t life = 0;  // as of the row
};
struct Partial {
  std::string item;
  Instant from, to;
};
// A judgement that is no occurrence (section 4): who decided it may not.
struct Discounted {
  std::string item, judgement, by;
  Instant at;
  std::vector<std::string> misses;
};
struct Limitation {
  std::string source, kind;
  Instant from, to;
  Reason reason = Reason::gap;
};
struct TestResult {
  TestNo test{};
  Conclusion conclusion = Conclusion::unknown;
  std::optional<Marker> marker;
  int64_t population = 0, passed = 0, failed = 0, unknown = 0, pending = 0, waived = 0, arisen = 0,
          late_people = 0, late_source = 0;
  Duration seen_every{0};
  // By item. Of what Detail leaves out there are only the counts; printing without --all leaves
  // out the passed.
  std::vector<Row> rows, boundary, found;
  std::vector<Brief> briefs;  // of the rows that did not pass
  // The items of which an obligation, whatever its period, failed, is unknown or was waived.
  std::vector<Entity> not_passed;
  std::vector<Partial> partial;
  std::vector<SourceSight> sources;
  std::vector<Limitation> limitations;
  bool incomplete = false;              // what they make of the population (section 7)
  std::vector<Discounted> not_counted;  // of a judgement
  std::optional<NotApplicable>
      not_applicable;  // of the conclusion of that name; `by` empty: by the answers
};
struct ControlResult {
  ControlNo control{};
  Conclusion conclusion = Conclusion::unknown;
  std::vector<TestResult> tests;
};
struct Assessment {
  Period period;
  Instant now;
  uint32_t ledger_size = 0;
  std::vector<ControlResult> controls;  // by id
};

}  // namespace probata
