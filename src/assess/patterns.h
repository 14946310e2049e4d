// The four patterns as pure functions over signals (semantics.md, sections 1, 4 and 6): no history,
// no period.
//
// Certainty. A verdict is passed or failed only if it is so for every filling of what is unknown.
// We do not enumerate fillings: for a trigger at an instant f, the worst filling meets the
// obligation as late as it must be met, the best one as early as it can be met; every other filling
// lies between. Where f itself is uncertain its range is cut at the instants at which either of the
// two changes, so that each piece is one *case*: an interval of dues, and how it is met. An
// obligation carries its cases; verdict (verdict.cpp) and membership in a period (period.cpp) are
// decided on them by intervals alone.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "assess/obligation.h"
#include "assess/runs.h"

namespace probata {

// What a pattern knows of its surroundings.
struct Setting {
  Instant watch = Instant::earliest();
  bool seen_before = false;  // the watch begins with the control, not with the first look: what was
                             // before is known
  Instant now;
  Join join = first_of_both();
  // The evaluator's; deadlines are read with the fact of an uncertain trigger supposed. May be
  // empty.
  std::function<void(std::optional<FactNo>)> suppose = {};
};

// Something that happens at one instant of a range, or, where not certain, perhaps.
struct Pulse {
  Range at;
  bool certain = true;
  Why why = 0;
};

// When an obligation can be met: while a signal holds, or at one of some pulses.
class Meeting {
 public:
  explicit Meeting(Signal signal, std::vector<Pulse> pulses = {})
      : signal_(std::move(signal)), pulses_(std::move(pulses)) {}
  // The first instant at or after `from` at which it may be met, at which it is met in every
  // filling; none: never.
  std::optional<Instant> possible(Instant from) const;
  std::optional<Instant> certain(Instant from) const;
  // The instants within (first, last] at which either of the two begins to differ.
  std::vector<Instant> breaks(Instant first, Instant last) const;
  // The gaps of what is unknown within [first, last].
  Why why(Instant first, Instant last, const Join&) const;
  const Signal& signal() const { return signal_; }

 private:
  Signal signal_;
  std::vector<Pulse> pulses_;
};

struct Trigger {
  Range from;
  bool possible = false;     // it may not be one at all
  bool found = false;        // it held already when the watch began
  bool maybe_found = false;  // unknown when the watch began
  bool strict = false;  // met no earlier than the instant after (the condition's own negation, the
                        // next occurrence)
  Why why = 0;
  std::optional<FactNo> fact;
  Truth after =
      Truth::yes;  // the value that follows the range, by which its unknown stretch may be settled
};
// Each instant from the watch on at which the signal becomes true. An unknown stretch between false
// and true is one with an uncertain `from`; any other may hide one.
std::vector<Trigger> triggers(const Signal&, const Setting&);

// `due` of an obligation that arose at `from` and was met at `done` (tightening stops there);
// empty: it cannot be read.
struct Deadline {
  std::function<std::optional<Instant>(Instant from, std::optional<Instant> done)> due;
  std::function<std::vector<Instant>(Instant first, Instant last)>
      breaks;                            // where the time allowed changes; may be empty
  std::function<Why(Instant from)> why;  // of a due that cannot be read; may be empty
};
Deadline after(Duration);  // from + D

Obligation oblige(const Trigger&, const Meeting&, const Deadline&, const Setting&);
// Would pass in every filling, wherever it lies.
bool always_passes(const Obligation&);

// invariant.cpp. `broken` is domain and not C.
std::vector<Obligation> invariant(const Signal& broken, const Deadline& grace, const Setting&);

// respond.cpp
struct Stays {
  Signal then;   // R
  Signal other;  // U or the end: what meets it beside R
  Signal holds;  // domain and W and not U
};
struct Responding {
  Signal trigger;             // domain and W
  Signal met;                 // R or U or the end
  std::vector<Pulse> pulses;  // decisions of a judgement
  bool constant = false;      // W is constant: raises nothing where it is found and due at once
  std::optional<Stays> stays;
  // The same with a fact supposed to have happened; may be empty.
  std::function<Responding(FactNo)> supposing = {};
};
std::vector<Obligation> respond(const Responding&, const Deadline&, const Setting&);

// recur.cpp
struct Occurrence {
  Pulse pulse;
  std::optional<Pulse> counts;  // counts_for: the T, where it is used
  bool no = false;              // a judgement's answer
  std::optional<Entity> entity;
};
struct Windows {
  std::function<std::optional<Period>(Instant)>
      window;     // that holds the instant; none: cannot be read
  Instant since;  // windows that end before are left out
  bool partial_counts = false;
  bool counts_for = false;  // a window can be met late
};
struct Cut {  // a window that raises nothing
  Instant from, to;
};
struct Recurring {
  std::vector<Obligation> obligations;
  std::vector<Cut> partial;
};
Recurring recur_calendar(const Signal& domain, const std::vector<Occurrence>&, const Windows&,
                         const Setting&);
std::vector<Obligation> recur_rolling(const Signal& domain, const std::vector<Occurrence>&,
                                      const Deadline& every, const Setting&);

// judge.cpp: the answer "no" (section 4). `decisions` ascending by their instants.
struct Decision {
  Range at;
  bool no = false;
  bool certain = true;  // that the person may decide this
  Why why = 0;
  std::optional<FactNo> fact;
};
std::vector<Occurrence> as_occurrences(const std::vector<Decision>&);
std::vector<Pulse> as_pulses(const std::vector<Decision>&);
// The obligation is failed by the first "no" among its decisions in `open` (closed), until the next
// "yes". With `first_only` only the decision that meets it counts.
struct Open {
  Instant first, last;
};
void judge(Obligation&, const std::vector<Decision>&, Open open, bool first_only);

}  // namespace probata
