#include "assess/lane.h"

#include <algorithm>

#include "assess/lane_walk.h"

namespace probata {
namespace {

constexpr int64_t never = Instant::never_after().us;

// One obligation, as exact as everything in the lane; but for when an invariant held again, which
// may have been as early as `done_first`.
struct Due {
  int64_t from, due, done = never, done_first = never;
  enum class How : uint8_t { open, at, at_once, for_good } how = How::open;
};

// Due in it, or overdue at some instant of it.
bool belongs(const Lane::Plan& plan, const Due& o) {
  const Period& period = plan.period;
  if (o.due >= period.end.us) return false;
  if (o.due >= period.start.us) return true;
  if (o.how != Due::How::open && o.how != Due::How::at) return false;
  const int64_t last = o.done == never ? never : o.done - 1;
  return std::min(std::min(period.end.us - 1, plan.view.now.us), last) >= period.start.us;
}

// What patterns, period and verdict make of it (period.cpp), for this one case.
Weighed weigh_one(const Lane::Plan& plan, const Due& o) {
  const int64_t end = plan.period.end.us;
  const bool fails = o.how != Due::How::at_once && o.due < std::min(o.done, plan.view.now.us);
  const bool done = o.how == Due::How::at || o.how == Due::How::at_once;
  return {.arises = o.from >= plan.period.start.us && o.from < end,
          .belongs = belongs(plan, o),
          .at_edge = o.from < end && o.due >= end,
          .verdict = fails  ? Verdict::failed
                     : done ? Verdict::passed
                            : Verdict::pending};
}

// All of one item.
class Weighing {
 public:
  Weighing(const Lane::Plan& plan, Entity item, bool all, Population& into)
      : plan_(plan),
        by_entity_(plan.pattern == Lane::Plan::Pattern::invariant),
        all_(all),
        item_(item),
        into_(into),
        open_before_(into.open.size()) {}

  // False: what it is hangs on when within its range it was met.
  bool add(const Due& o) {
    const Weighed weighed = weigh_one(plan_, o);
    Due early = o;
    early.done = std::min(o.done, o.done_first);
    if (early.done != o.done && weigh_one(plan_, early) != weighed) return false;
    add(weighed, [&] { return o; });
    return true;
  }
  // `due` gives it where a row of it is kept.
  template <class GetDue>
  void add(const Weighed& weighed, GetDue due) {
    arisen_ += weighed.arises ? 1 : 0;
    failed_ = failed_ || weighed.verdict == Verdict::failed;
    if (weighed.belongs)
      row(weighed.verdict, due);
    else if (weighed.at_edge)
      edge(weighed.verdict);
  }
  // Of windows that were met no row is kept, unless all are.
  bool keeps_all() const { return all_; }
  void pass(MetWindows met) {
    arisen_ += met.arise();
    rows_ += met.belong();
    passed_count_ += met.belong();
    passed_ = passed_ || met.belong() > 0;
    edges_ += met.at_edge();
  }
  // An invariant's item is its entity: also where nothing arose.
  void close(bool inside) {
    if (rows_ == 0 && !inside) return;
    if (rows_ == 0 && all_) into_.open.push_back({.item = item_});
    if (rows_ == 0) ++rows_;
    count(worst_);
  }
  Lane::Found found(bool late) const {
    return {.plain = !(late && passed_),
            .shows = worst_ != Verdict::passed || edges_ > 0,
            .has_rows = rows_ > 0 || edges_ > 0,
            .failed = failed_};
  }
  void commit(int64_t& arisen) {
    Counts& c = into_.counts;
    c.population += passed_count_ + failed_count_ + pending_count_;
    c.passed += passed_count_;
    c.failed += failed_count_;
    c.pending += pending_count_;
    into_.pending_at_edge += pending_edges_;
    arisen += arisen_;
  }
  void drop() { into_.open.resize(open_before_); }

 private:
  template <class GetDue>
  void row(Verdict verdict, GetDue due) {
    ++rows_;
    worst_ = std::min(worst_, verdict);
    passed_ = passed_ || verdict == Verdict::passed;
    if (!by_entity_) count(verdict);
    if (all_ || verdict != Verdict::passed) into_.open.push_back(brief(due(), verdict));
  }
  void count(Verdict verdict) {
    if (verdict == Verdict::passed) ++passed_count_;
    if (verdict == Verdict::failed) ++failed_count_;
    if (verdict == Verdict::pending) ++pending_count_;
  }
  void edge(Verdict verdict) {
    ++edges_;
    if (verdict == Verdict::pending) ++pending_edges_;
  }
  Brief brief(const Due& o, Verdict verdict) const {
    Brief b{.item = item_, .verdict = verdict, .from = Instant{o.from}, .due = Instant{o.due}};
    if (verdict != Verdict::failed) return b;
    const int64_t now = plan_.view.now.us;
    const int64_t start = o.due + 1, end = o.done <= now ? o.done : now + 1;
    b.exception = {Instant{start}, Instant{std::max(start, end)}};
    if (o.how == Due::How::for_good) b.exception = {Instant{o.due}, Instant{o.due + 1}};
    return b;
  }

  const Lane::Plan& plan_;
  const bool by_entity_, all_;
  const Entity item_;
  Population& into_;
  const size_t open_before_;
  uint32_t rows_ = 0, edges_ = 0, pending_edges_ = 0, arisen_ = 0;
  uint32_t passed_count_ = 0, failed_count_ = 0, pending_count_ = 0;
  Verdict worst_ = Verdict::passed;
  bool passed_ = false, failed_ = false;
};

// False: when it is due cannot be read.
bool find_due(Lane::Walk& walk, Due& o) {
  const auto due = walk.due(o.from, o.done);
  o.due = due.value_or(o.from);
  return due.has_value();
}

// From the first stage that is broken to the last. False: that it ends is known in part only.
bool find_end(std::span<const Stage> stages, size_t& i, Due& o) {
  while (i + 1 < stages.size() && stages[i].raised() && !stages[i].ending() &&
         stages[i + 1].raised())
    ++i;
  const bool ends = i + 1 < stages.size() && !stages[i + 1].raised();
  if (stages[i].ending()) {
    if (!ends || stages[i].at == o.from) return false;
    o.done_first = stages[i].at;
  }
  if (ends) o.done = stages[i + 1].at, o.how = Due::How::at;
  return true;
}

// Each stretch that is broken.
bool invariants(Lane::Walk& walk, Weighing& weighing) {
  const std::span<const Stage> stages = walk.stages();
  for (size_t i = 0; i < stages.size(); ++i) {
    if (!stages[i].raised()) continue;
    Due o{.from = stages[i].at, .due = stages[i].at};
    if (!find_end(stages, i, o) || !find_due(walk, o) || !weighing.add(o)) return false;
  }
  return true;
}

// Not yet when it is due.
Due answered(std::span<const Stage> stages, size_t raised) {
  Due o{.from = stages[raised].at, .due = stages[raised].at};
  size_t met = raised;
  while (met < stages.size() && !stages[met].met()) ++met;
  if (met < stages.size()) o.done = stages[met].at, o.how = Due::How::at;
  if (met == raised) o.how = Due::How::at_once;
  return o;
}

// "A constant W raises nothing"; met then or by `due`, it is no item either. Anything else of what
// is found is another matter.
bool found_nothing(const Lane::Plan& plan, Lane::Walk& walk) {
  const std::span<const Stage> stages = walk.stages();
  Due o = plan.constant ? Due{.from = stages.front().at, .due = stages.front().at}
                        : answered(stages, 0);
  if (!find_due(walk, o)) return false;
  if (o.due == o.from) return plan.constant || o.done != never;
  return !plan.constant && o.done <= o.due;
}

// What met it stops while it is raised, and nothing else meets it.
bool stops(const Stage& before, const Stage& here) {
  return before.raised() && before.then() && here.raised() && !here.then() && !here.met();
}

// Each instant at which it is raised, or stops being met where it has to stay so, and the first
// from there on at which it is met.
bool responses(const Lane::Plan& plan, Lane::Walk& walk, Weighing& weighing) {
  const std::span<const Stage> stages = walk.stages();
  if (!stages.empty() && stages.front().raised() && !found_nothing(plan, walk)) return false;
  for (size_t i = 1; i < stages.size(); ++i) {
    const bool begins = stages[i].raised() && !stages[i - 1].raised();
    if (!begins && !(plan.stays && stops(stages[i - 1], stages[i]))) continue;
    Due o = answered(stages, i);
    if (!find_due(walk, o) || !weighing.add(o)) return false;
  }
  return true;
}

struct Inside {
  bool yes = false, no = false, unsure = false;
};
Inside inside(std::span<const Stage> stages, int64_t first, int64_t last) {
  Inside result;
  if (first > last) return result;
  for (size_t i = 0; i < stages.size(); ++i) {
    const int64_t end = i + 1 < stages.size() ? stages[i + 1].at - 1 : never;
    if (stages[i].at > last || end < first) continue;
    (stages[i].inside() ? result.yes : stages[i].unsure() ? result.unsure : result.no) = true;
  }
  return result;
}

Due due_in(const Period& window, int64_t done) {
  Due o{.from = window.start.us, .due = window.end.us - 1, .done = done, .how = Due::How::at};
  if (done == o.from) o.how = Due::How::at_once;
  if (done == never) o.how = Due::How::for_good;
  return o;
}

// The item is inside all along, as nearly all are: it is as if all windows were met, but for those
// that were not.
void whole_windows(const Lane::Walk& walk, std::span<const Period> windows, size_t first,
                   std::span<const int64_t> met, Weighing& weighing) {
  MetWindows all = walk.met_from(first);
  for (size_t i = first; i < windows.size(); ++i) {
    if (met[i] != never) continue;
    all = all - walk.met_at(i);
    weighing.add(walk.windows()[i].unmet, [&] { return due_in(windows[i], never); });
  }
  weighing.pass(all);
}

// Each window in which the item is inside all along. One in which it is only at times raises
// nothing, but is listed: false, where that is of the period.
bool recurrences(const Lane::Plan& plan, Lane::Walk& walk, std::span<const int64_t> arrivals,
                 Weighing& weighing) {
  const int64_t first = arrivals.empty() ? never : arrivals.front();
  const int64_t since = std::max(walk.watch(), std::min(plan.period.start.us, first));
  const int64_t now = plan.view.now.us;
  if (since > now) return true;
  const std::span<const Period> windows = plan.windows.all();
  const std::span<const int64_t> met = walk.first_in_windows(arrivals);
  const std::span<const Stage> stages = walk.stages();
  const auto begin =
      std::ranges::upper_bound(windows, since, {}, [](const Period& p) { return p.end.us; });
  for (auto i = static_cast<size_t>(begin - windows.begin()); i < windows.size(); ++i) {
    const Period& window = windows[i];
    const bool whole = window.start.us >= walk.watch();
    if (whole && stages.size() == 1 && stages.front().inside() && !weighing.keeps_all()) {
      whole_windows(walk, windows, i, met, weighing);
      return true;
    }
    const int64_t start = std::max(window.start.us, walk.watch());
    const Inside there = inside(stages, start, std::min(window.end.us - 1, now));
    if (!there.yes) continue;
    if (!whole || there.no) {
      if (window.start < plan.period.end && window.end > plan.period.start) return false;
      continue;
    }
    const WeighedWindow& weighed = walk.windows()[i];
    weighing.add(met[i] != never ? weighed.met : weighed.unmet,
                 [&] { return due_in(window, met[i]); });
  }
  return true;
}

// A period from where the item comes inside, and one from each that occurs while it is; the next
// one meets it, or the end.
bool rolling(Lane::Walk& walk, std::span<const int64_t> arrivals, Weighing& weighing) {
  const std::span<const Stage> stages = walk.stages();
  const int64_t* next = arrivals.data();
  const int64_t* const last = next + arrivals.size();
  for (size_t i = 0; i < stages.size(); ++i) {
    if (!stages[i].inside()) continue;
    const int64_t end = i + 1 < stages.size() ? stages[i + 1].at : never;
    for (int64_t from = stages[i].at; from < end;) {
      next = std::upper_bound(next, last, from);
      const int64_t following = next == last ? never : *next;
      Due o{.from = from, .due = from, .done = std::min(following, end)};
      if (o.done != never) o.how = Due::How::at;
      if (!find_due(walk, o) || !weighing.add(o)) return false;
      from = following;
    }
  }
  return true;
}

bool weigh(const Lane::Plan& plan, Lane::Walk& walk, uint32_t place, Weighing& weighing) {
  using Pattern = Lane::Plan::Pattern;
  const bool sure = !plan.only_unraised && std::ranges::none_of(walk.stages(), &Stage::unsure);
  if (!sure && std::ranges::any_of(walk.stages(), &Stage::raised)) return false;
  if (plan.pattern == Pattern::response) return responses(plan, walk, weighing);
  if (plan.pattern == Pattern::invariant) {
    if (!invariants(walk, weighing)) return false;
    const int64_t first = std::max(plan.period.start.us, walk.watch());
    const int64_t last = std::min(plan.period.end.us - 1, plan.view.now.us);
    const Inside there = inside(walk.stages(), first, last);
    if (!there.yes && there.unsure) return false;
    weighing.close(there.yes);
    return true;
  }
  if (plan.arrivals->odd[place] != 0) return false;
  const auto arrivals = plan.arrivals->of(place);
  if (plan.arrivals_from > walk.watch()) return false;
  if (!arrivals.empty() && arrivals.front() <= plan.arrivals_from) return false;
  if (plan.pattern == Pattern::rolling) return rolling(walk, arrivals, weighing);
  return !plan.windows.all().empty() && recurrences(plan, walk, arrivals, weighing);
}

}  // namespace

std::unique_ptr<Lane::Walk> Lane::walk(std::optional<Evaluator>& evaluator) const {
  std::vector<WeighedWindow> windows;
  for (const Period& window : plan_->windows.all())
    windows.push_back({.met = weigh_one(*plan_, due_in(window, window.end.us - 1)),
                       .unmet = weigh_one(*plan_, due_in(window, never))});
  return std::make_unique<Walk>(*plan_, std::move(windows), evaluator);
}

Lane::Found Lane::run(Walk& walk, Entity item, uint32_t place, Ask ask, Population& into,
                      int64_t& arisen) const {
  const Plan& plan = *plan_;
  const std::vector<Entity>& order = plan.items->order;
  if (place >= order.size() || order[place] != item) place = plan.columns->place(item);
  if (place == Columns::nowhere || !walk.take(place)) return {};
  if (!plan.waived.empty() && std::ranges::binary_search(plan.waived, item)) return {};
  if (walk.stages().empty()) return {.plain = true, .added = true};  // nothing arises
  Weighing weighing(plan, item, ask.all, into);
  Found found;
  if (weigh(plan, walk, place, weighing))
    found = weighing.found(walk.late() ||
                           (plan.arrivals != nullptr && plan.arrivals->late[place] != 0));
  found.added = found.plain && (ask.shown || !found.shows);
  if (found.added)
    weighing.commit(arisen);
  else
    weighing.drop();
  return found;
}

}  // namespace probata
