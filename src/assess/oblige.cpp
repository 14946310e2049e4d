// One trigger, when it can be met and until when it has to be: an obligation with its cases
// (patterns.h has the idea).
#include <algorithm>

#include "assess/patterns.h"

namespace probata {
namespace {

// A piece of the trigger's range in which the best and the worst meeting stay the same, or move
// with it.
struct Piece {
  Instant first, last;
};

std::vector<Piece> pieces(const Trigger& trigger, const Meeting& meeting, const Deadline& deadline,
                          const Setting& setting) {
  const Instant first = next(trigger.from.after), last = trigger.from.at;
  std::vector<Instant> starts = meeting.breaks(first, last);
  starts.push_back(first);
  if (trigger.maybe_found && first < last) starts.push_back(next(setting.watch));
  if (deadline.breaks && first < last) {
    for (const Instant t : deadline.breaks(first, last)) {
      if (t > first && t <= last) starts.push_back(t);
    }
  }
  std::ranges::sort(starts);
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  std::vector<Piece> result;
  for (size_t i = 0; i < starts.size(); ++i) {
    result.push_back({starts[i], i + 1 < starts.size() ? before(starts[i + 1]) : last});
  }
  return result;
}

class Builder {
 public:
  Builder(const Trigger& trigger, const Meeting& meeting, const Deadline& deadline,
          const Setting& setting)
      : trigger_(trigger), meeting_(meeting), deadline_(deadline), setting_(setting) {}

  Obligation build() {
    start();
    for (const Piece& piece : pieces(trigger_, meeting_, deadline_, setting_)) add(piece);
    finish();
    return std::move(result_);
  }

 private:
  void start() {
    result_.from = trigger_.from;
    result_.possible = trigger_.possible;
    result_.found = trigger_.found;
    result_.from_unbounded = trigger_.found;
    result_.why = trigger_.why;
  }

  void add(const Piece& piece) {
    const Instant ask = trigger_.strict ? next(piece.first) : piece.first;
    const auto best = meeting_.possible(ask), worst = meeting_.certain(ask);
    add(piece, best);
    if (worst != best) add(piece, worst);
    note_done(piece, best, worst);
  }

  void add(const Piece& piece, std::optional<Instant> met) {
    Case c;
    const bool moves = met && (trigger_.strict ? *met <= piece.last : *met == piece.first);
    const auto due_first = due(piece.first, met), due_last = due(piece.last, met);
    c.due_first = due_first.value_or(piece.first);
    c.due_last = due_last.value_or(Instant::latest());
    c.unread = !due_first || !due_last;
    if (c.unread) unread(piece);
    if (c.due_last < c.due_first) std::swap(c.due_first, c.due_last);
    if (met && !moves) {
      c.met = Case::Met::at;
      c.done = *met;
    } else if (met) {
      c.done = piece.last;
      c.met =
          trigger_.strict && c.due_first <= piece.first ? Case::Met::just_late : Case::Met::in_time;
    }
    excuse_found(piece, c);
    result_.cases.push_back(c);
  }

  // "A `due` before `from` is `from`."
  std::optional<Instant> due(Instant from, std::optional<Instant> met) const {
    auto result = deadline_.due(from, met);
    if (result) *result = std::max(*result, from);
    return result;
  }

  void unread(const Piece& piece) {
    if (!result_.due_unknown && deadline_.why)
      result_.why = setting_.join(result_.why, deadline_.why(piece.first));
    result_.due_unknown = true;
  }

  // What is found and due at once never fails (section 4): where it may be found, that filling
  // passes.
  void excuse_found(const Piece& piece, Case& c) {
    const bool at_watch = piece.first == setting_.watch && piece.last == piece.first;
    if (result_.due_unknown || c.due_last > piece.first || !at_watch) return;
    if (trigger_.found) result_.never_fails = true;
    if (trigger_.maybe_found) c.met = Case::Met::in_time;
  }

  void note_done(const Piece& piece, std::optional<Instant> best, std::optional<Instant> worst) {
    const Instant step = trigger_.strict ? next(piece.last) : piece.last;
    if (best) earliest_ = std::min(earliest_, *best);
    if (!worst) open_ = true;
    if (worst) latest_ = std::max(latest_, *worst <= piece.last ? step : *worst);
    if (best != worst) differ_ = true;
  }

  void finish() {
    std::ranges::sort(result_.cases);
    result_.cases.erase(std::unique(result_.cases.begin(), result_.cases.end()),
                        result_.cases.end());
    Instant first = Instant::never_after(), last = Instant::never_before();
    for (const Case& c : result_.cases) {
      first = std::min(first, c.due_first);
      last = std::max(last, c.due_last);
    }
    result_.due = result_.due_unknown ? result_.from : Range{before(first), last};
    if (!open_) result_.done = Range{before(earliest_), latest_};
    result_.done_possible = earliest_ != Instant::never_after();
    const Instant until = open_ ? setting_.now : latest_;
    if (differ_)
      result_.why =
          setting_.join(result_.why, meeting_.why(next(trigger_.from.after), until, setting_.join));
  }

  const Trigger& trigger_;
  const Meeting& meeting_;
  const Deadline& deadline_;
  const Setting& setting_;
  Obligation result_;
  Instant earliest_ = Instant::never_after(), latest_ = Instant::never_before();
  bool open_ = false, differ_ = false;
};

}  // namespace

Obligation oblige(const Trigger& trigger, const Meeting& meeting, const Deadline& deadline,
                  const Setting& setting) {
  const bool together = trigger.fact && !trigger.from.exact() && setting.suppose;
  if (together) setting.suppose(trigger.fact);
  Obligation result = Builder(trigger, meeting, deadline, setting).build();
  if (together) setting.suppose({});
  return result;
}

bool always_passes(const Obligation& obligation) {
  using Met = Case::Met;
  const auto passes = [&](const Case& c) {
    if (c.met == Met::in_time) return true;
    return c.met == Met::at && c.done <= c.due_first && !c.unread;
  };
  return !obligation.judged_no && std::ranges::all_of(obligation.cases, passes);
}

Deadline after(Duration allowed) {
  return {.due = [allowed](Instant from,
                           std::optional<Instant>) { return std::optional(from + allowed); },
          .breaks = {},
          .why = {}};
}

}  // namespace probata
