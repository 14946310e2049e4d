#include "assess/lane_walk.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace probata {
namespace {

constexpr int64_t never = Instant::never_after().us;
constexpr uint32_t null_code = 0;  // null_value
constexpr uint32_t all_changed = 0xffffffff;
constexpr uint8_t no_stage = 0xff;

using Point = Columns::Point;

const Point* after(std::span<const Point> points, int64_t at) {
  const Point* p = points.data();
  const Point* end = p + points.size();
  if (points.size() > 16)
    return std::upper_bound(p, end, at, [](int64_t t, const Point& q) { return t < q.at; });
  while (p != end && p->at <= at) ++p;
  return p;
}

}  // namespace

Lane::Walk::Walk(const Plan& plan, std::vector<WeighedWindow> windows,
                 std::optional<Evaluator>& evaluator)
    : plan_(plan),
      reader_(plan.view, *plan.columns),
      evaluator_(evaluator),
      windows_(std::move(windows)) {
  until_.fill(never);
  null_asked_.fill(true);
  met_.emplace_back();
  for (const WeighedWindow& window : windows_) met_.push_back(met_.back() + MetWindows(window.met));
  for (size_t i = 0; i < clause_count; ++i) {
    if (plan.clauses[i].program == nullptr) continue;
    tables_[i].emplace(*plan.clauses[i].program);
    asks_ = asks_ || plan.clauses[i].reads_more;
    moves_ = moves_ || uses_now(i) || plan.clauses[i].reads_more;
    for (size_t slot = 0; slot < plan.clauses[i].ways.size(); ++slot) {
      const uint8_t way = plan.clauses[i].ways[slot];
      if (way >= most_ways) continue;
      masks_[i] |= 1U << way;
      null_asked_[way] = null_asked_[way] && tables_[i]->asks_null(slot);
    }
  }
  lines_.resize(plan.ways.size());
  const Conditional& when = plan.clause(Clause::when);
  if (plan.pattern == Plan::Pattern::response && when.ways.size() == 1 && !when.program->uses_now())
    when_way_ = when.ways[0];
}

bool Lane::Walk::uses_now(size_t clause) const {
  const cel::Program* program = plan_.clauses[clause].program;
  return program != nullptr && program->uses_now();
}

Lane::Walk::Line Lane::Walk::from(std::span<const Point> points, int64_t at) {
  const Point* next = after(points, at);
  const auto passed = static_cast<size_t>(next - points.data());
  const auto code = [&](size_t back) {
    return passed < back ? null_code : static_cast<uint32_t>(next[-static_cast<int>(back)].value);
  };
  const FactNo fact = passed == 0 ? FactNo{} : next[-1].fact;
  return {next, points.data() + points.size(), code(1), code(2), fact};
}

// What was sampled knows itself where nothing covers.
bool Lane::Walk::begin_watch(uint32_t place) {
  const Columns::Things& items = *plan_.items;
  if (items.odd[place] != 0) return false;
  const auto layer = static_cast<size_t>(items.layer[place]);
  const bool sampled = items.is_sampled(place);
  watch_ = sampled ? plan_.group_watch[items.group(place)] : plan_.watch[layer];
  return watch_ <= plan_.view.now.us && (sampled || plan_.covered[layer] <= watch_);
}

bool Lane::Walk::begin(uint32_t place) {
  if (!begin_watch(place)) return false;
  late_ = plan_.items->life.late[place] != 0;
  for (const Way& way : plan_.ways) {
    if (way.track->odd[place] != 0) return false;
    late_ = late_ || way.track->late[place] != 0;
    if (way.covered_at_latest <= watch_) continue;
    for (uint32_t bits = (*way.rests_on)[place]; bits != 0; bits &= bits - 1)
      if (way.covered[static_cast<size_t>(std::countr_zero(bits))] > watch_) return false;
  }
  return true;
}

// "A new life, a new item": of an invariant each is counted.
std::ptrdiff_t Lane::Walk::lives(uint32_t place) const {
  return std::ranges::count(plan_.items->life.of(place), true_value, &Point::value);
}

bool Lane::Walk::take(uint32_t place) {
  stage_count_ = 0;
  if (!begin(place)) return false;
  if (when_way_ < most_ways && never_raised(place)) return true;
  if (plan_.gone_fails && plan_.items->life.of(place).size() > 1) return false;
  if (plan_.pattern == Plan::Pattern::invariant && lives(place) > 1) return false;
  control_ = 0;
  while (control_ + 1 < plan_.control.size() && plan_.control[control_ + 1].first <= watch_)
    ++control_;
  item_ = plan_.items->order[place];
  const bool applies = control_ + 1 == plan_.control.size() && plan_.control[control_].second;
  if (plan_.ways.size() <= most_together && applies && !moves_) return take_together(place);
  return take_by_steps(place);
}

bool Lane::Walk::take_by_steps(uint32_t place) {
  life_ = from(plan_.items->life.of(place), watch_);
  raised_ = pending_ = false;
  ending_.reset();
  for (size_t i = 0; i < lines_.size(); ++i)
    lines_[i] = from(plan_.ways[i].track->of(place), watch_);
  find_between();
  if (!evaluate(watch_, all_changed)) return false;
  for (int64_t at = next_instant(); at != never; at = next_instant())
    if (!advance(at)) return false;
  return true;
}

// Most items: few values decide while they are there, and what follows of them is known already.
template <size_t count>
bool Lane::Walk::take_together(uint32_t place) {
  const uint8_t outside = plan_.pattern == Plan::Pattern::response ? Stage::is_met : 0;
  Line life = from(plan_.items->life.of(place), watch_);
  std::array<Line, count> lines;
  auto most = static_cast<size_t>(life.end - life.next) + 1;
  for (size_t i = 0; i < count; ++i) {
    lines[i] = from(plan_.ways[i].track->of(place), watch_);
    most += static_cast<size_t>(lines[i].end - lines[i].next);
  }
  if (stages_.size() < most) stages_.resize(most * 2);
  const int64_t last = std::min(plan_.view.now.us, never - 1);
  Stage* stage = stages_.data();
  uint8_t before = no_stage;
  for (int64_t at = watch_, next = never; at <= last; at = next) {
    life.reach(at);
    next = life.next_at();
    uint8_t is = outside;
    if (life.code >= between_code) return false;
    if (life.code == static_cast<uint32_t>(true_value)) {
      Codes codes{};
      const Line* between = nullptr;
      for (size_t i = 0; i < count; ++i) {
        lines[i].reach(at);
        next = std::min(next, lines[i].next_at());
        codes[i] = asked(i, lines[i].code);
        if (!lines[i].is_between()) continue;
        if (between != nullptr) return take_by_steps(place);
        between = &lines[i];
        codes[i] = asked(i, between->before);
      }
      const Outcome known = outcome(codes);
      if (!known.sure) return between != nullptr && take_by_steps(place);
      if (between != nullptr) {
        const auto way = static_cast<size_t>(between - lines.data());
        codes[way] = asked(way, between->after());
        const Outcome& after = outcome(codes);
        if (!after.sure || after.is != known.is) return take_by_steps(place);
      }
      is = known.is;
    }
    // Whether it differs nobody can guess: it is written, and stays where it does.
    *stage = {at, is};
    stage += is != before ? 1 : 0;
    before = is;
  }
  stage_count_ = static_cast<size_t>(stage - stages_.data());
  return true;
}

bool Lane::Walk::take_together(uint32_t place) {
  switch (plan_.ways.size()) {
    case 0:
      return take_together<0>(place);
    case 1:
      return take_together<1>(place);
    case 2:
      return take_together<2>(place);
    case 3:
      return take_together<3>(place);
    default:
      return take_together<most_together>(place);
  }
}

const Lane::Walk::Outcome& Lane::Walk::outcome(const Codes& codes) {
  uint64_t hash = 0;
  for (const uint32_t code : codes) hash = (hash ^ code) * 0x9e3779b97f4a7c15;
  Outcome& known = outcomes_[hash >> 58];
  if (known.codes == codes) return known;
  known.codes = codes;
  life_.code = static_cast<uint32_t>(true_value);
  for (size_t i = 0; i < lines_.size(); ++i) lines_[i].code = codes[i];
  find_between();
  known.sure = find_stage(known.is, all_changed);
  return known;
}

// Nothing follows then, whatever else is true.
bool Lane::Walk::never_raised(uint32_t place) {
  TruthTable& table = *tables_[static_cast<size_t>(Clause::when)];
  Line line = from(plan_.ways[when_way_].track->of(place), watch_);
  while (line.is_between() || table.of(line.code, reader_, arena_) == Truth::no) {
    if (line.next == line.end) return true;
    line.advance();
  }
  return false;
}

std::optional<int64_t> Lane::Walk::due(int64_t from, int64_t done) {
  const Calendar& calendar = plan_.view.history.settings().calendar;
  if (!plan_.asks_due) {
    const Instant due =
        plan_.allowed ? Instant{from} + *plan_.allowed : calendar.plus(Instant{from}, plan_.span);
    return std::max(due.us, from);
  }
  const auto due =
      ask_due(Instant{from}, done == never ? std::nullopt : std::optional(Instant{done}));
  return due ? std::optional(std::max(due->us, from)) : std::nullopt;
}

Evaluator& Lane::Walk::evaluator() {
  if (evaluator_) return *evaluator_;
  evaluator_.emplace(plan_.view);
  for (const Lens::Listing* listing : plan_.listings) evaluator_->lens().know(*listing);
  return *evaluator_;
}

Deadline Lane::Walk::deadline(Evaluator& evaluator) const {
  const auto& pattern = plan_.test->pattern;
  if (const auto* response = std::get_if<Response>(&pattern))
    return deadline_of(evaluator, item_, *response);
  if (const auto* recurrence = std::get_if<Recurrence>(&pattern))
    return rolling_deadline(evaluator, item_, recurrence->every);
  return deadline_of(evaluator, item_, std::get<Invariant>(pattern).grace);
}

std::optional<Instant> Lane::Walk::ask_due(Instant from, std::optional<Instant> done) {
  evaluator().take_quality();  // of what was read before
  const auto due = deadline(*evaluator_).due(from, done);
  late_ = late_ || evaluator_->take_quality().late;
  return due;
}

std::span<const int64_t> Lane::Walk::first_in_windows(std::span<const int64_t> instants) {
  firsts_.assign(plan_.windows.all().size(), never);
  int64_t* const firsts = firsts_.data();
  for (size_t i = instants.size(); i-- > 0;) {
    const size_t window = plan_.windows.of(instants[i]);
    if (window != CalendarWindows::none) firsts[window] = instants[i];
  }
  return firsts_;
}

bool Lane::Walk::advance(int64_t at) {
  uint32_t changed = 0;
  if (life_.next != life_.end && life_.next->at == at) life_.advance();
  for (size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].next == lines_[i].end || lines_[i].next->at != at) continue;
    lines_[i].advance();
    changed |= 1U << i;
  }
  if (find_between()) changed = all_changed;
  if (control_ + 1 < plan_.control.size() && plan_.control[control_ + 1].first == at) ++control_;
  return evaluate(at, changed);
}

int64_t Lane::Walk::next_instant() const {
  int64_t at = life_.next == life_.end ? never : life_.next->at;
  for (const Line& line : lines_)
    if (line.next != line.end) at = std::min(at, line.next->at);
  if (control_ + 1 < plan_.control.size()) at = std::min(at, plan_.control[control_ + 1].first);
  if (moves_) at = std::min(at, std::ranges::min(until_));
  return at > plan_.view.now.us ? never : at;
}

// Which conditions may differ at the instant from what they were.
void Lane::Walk::note(uint32_t changed) {
  for (size_t p = 0; p < clause_count; ++p) {
    if (changed != all_changed && (changed & masks_[p]) == 0 && until_[p] > at_) continue;
    stale_[p] = true;
    until_[p] = never;
  }
}

Truth Lane::Walk::truth(Clause part) {
  const auto p = static_cast<size_t>(part);
  if (!stale_[p]) return truths_[p];
  stale_[p] = false;
  truths_[p] = look_up(p);
  if (truths_[p] == Truth::unknown && plan_.clauses[p].reads_more) truths_[p] = ask(p);
  return truths_[p];
}

// Which lines are inside the interval of a change; true: where any is or was.
bool Lane::Walk::find_between() {
  const uint32_t before = std::exchange(between_, 0);
  between_one_ = true;
  for (size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].is_between()) continue;
    between_one_ = between_one_ && (between_ == 0 || between_fact_ == lines_[i].fact);
    between_fact_ = lines_[i].fact;
    between_ |= 1U << i;
  }
  return (before | between_) != 0;
}

// The same with the old value and with the new is known, where nothing else is uncertain: what the
// evaluator would read beside might be.
Truth Lane::Walk::look_up(size_t clause) {
  const bool one = between_one_ && !asks_ && (masks_[clause] & between_) != 0;
  if (!one) return look_up(clause, Side::not_known);
  const Truth before = look_up(clause, Side::before);
  return look_up(clause, Side::after) == before ? before : Truth::unknown;
}

uint32_t Lane::Walk::code_of(const Line& line, Side side) {
  if (!line.is_between()) return line.code;
  return side == Side::before ? line.before : side == Side::after ? line.after() : no_code;
}

Truth Lane::Walk::look_up(size_t clause, Side side) {
  const Conditional& condition = plan_.clauses[clause];
  const bool now = moves_ && uses_now(clause);
  if (condition.ways.size() == 1 && condition.ways[0] < most_ways && !now)
    return tables_[clause]->of(code_of(lines_[condition.ways[0]], side), reader_, arena_);
  codes_.clear();
  for (const uint8_t way : condition.ways)
    codes_.push_back(way == no_way       ? 0
                     : way == unread_way ? unread_code
                                         : code_of(lines_[way], side));
  return now ? tables_[clause]->at(Instant{at_}, codes_, reader_, arena_, until_[clause])
             : tables_[clause]->of(codes_, reader_, arena_);
}

Truth Lane::Walk::ask(size_t clause) {
  const Answers::Answer answered = answer(clause);
  until_[clause] = answered.until;
  late_ = late_ || answered.late;
  return answered.truth;
}

// Items of which the same is known have the same answer.
Answers::Answer Lane::Walk::answer(size_t clause) {
  const auto& ways = plan_.clauses[clause].hangs_on;
  if (!ways) return evaluated(clause);
  codes_.clear();
  for (const uint8_t way : *ways) codes_.push_back(lines_[way].code);
  const auto is_known = [](uint32_t code) { return code < between_code; };
  if (!std::ranges::all_of(codes_, is_known)) return evaluated(clause);
  if (const Answers::Answer* known = answers_[clause].find(codes_, at_)) return *known;
  const Answers::Answer answered = evaluated(clause);
  answers_[clause].keep(answered);
  return answered;
}

Answers::Answer Lane::Walk::evaluated(size_t clause) {
  const Evaluator::Certain certain =
      evaluator().certain(*plan_.clauses[clause].program, item_, Instant{at_});
  return {.truth = certain.value, .from = at_, .until = certain.until.us, .late = certain.late};
}

bool Lane::Walk::evaluate(int64_t at, uint32_t changed) {
  uint8_t is = 0;
  at_ = at;
  if (!find_stage(is, changed)) return false;
  if (stage_count_ > 0 && stages_[stage_count_ - 1].is == is) return true;
  if (stages_.size() == stage_count_) stages_.resize(stage_count_ * 2 + 16);
  stages_[stage_count_++] = {at, is};
  return true;
}

// Nothing may be unknown: the patterns would have to see it.
bool Lane::Walk::find_stage(uint8_t& is, uint32_t changed) {
  using Pattern = Plan::Pattern;
  note(changed);
  const auto has = [&](Clause part) { return plan_.clause(part).program != nullptr; };
  Truth inside = life_.code == static_cast<uint32_t>(true_value) ? Truth::yes : Truth::no;
  if (life_.code >= between_code) inside = Truth::unknown;
  if (!plan_.control[control_].second) inside = Truth::no;
  if (inside != Truth::no && has(Clause::scope)) inside = both(inside, truth(Clause::scope));
  const bool invariant = plan_.pattern == Pattern::invariant;
  if (inside == Truth::unknown && !invariant) return false;
  Truth raised = Truth::no;
  if (inside != Truth::no && has(Clause::when)) {
    const Truth when = truth(Clause::when);
    raised = both(inside, invariant ? negate(when) : when);
  }
  const bool ending = raised == Truth::unknown && find_ending(inside);
  if (!ending) ending_.reset();
  if (raised == Truth::unknown && !ending) return false;
  const auto bit = [](Truth truth, uint8_t of) { return truth == Truth::yes ? of : uint8_t{0}; };
  is = bit(inside, Stage::in_domain) | bit(raised, Stage::is_raised);
  if (inside == Truth::unknown) is |= Stage::is_unsure;
  if (ending) is |= Stage::is_raised | Stage::is_ending;
  if (plan_.pattern == Pattern::response) find_met(is, inside, raised == Truth::yes);
  return true;
}

// An invariant is broken with the value before one fact's change and not with the one after it.
bool Lane::Walk::find_ending(Truth inside) {
  constexpr auto holds = static_cast<size_t>(Clause::when);
  const bool one =
      between_ != 0 && between_one_ && !asks_ && (!ending_ || *ending_ == between_fact_);
  if (plan_.pattern != Plan::Pattern::invariant || inside != Truth::yes || !one) return false;
  if (look_up(holds, Side::before) != Truth::no || look_up(holds, Side::after) != Truth::yes)
    return false;
  ending_ = between_fact_;
  return true;
}

// Where it costs more than to look it up, asked only while something is to be met.
void Lane::Walk::find_met(uint8_t& is, Truth inside, bool raised) {
  const bool no_item = stage_count_ == 0 && plan_.constant;  // found, and nothing raised it
  pending_ = pending_ || (raised && !raised_ && !no_item);
  raised_ = raised;
  if (moves_ && !pending_ && !plan_.stays) return;
  Truth met = negate(inside), then = Truth::no;
  for (const Clause part : {Clause::then, Clause::unless}) {
    if (met == Truth::yes || plan_.clause(part).program == nullptr) continue;
    const Truth here = truth(part);
    if (part == Clause::then) then = here;
    met = either(met, here);
  }
  pending_ = met != Truth::yes;
  if (met == Truth::yes) is |= Stage::is_met;
  if (plan_.stays && then == Truth::yes) is |= Stage::is_then;
  if (met == Truth::unknown || (plan_.stays && then == Truth::unknown)) is |= Stage::is_unsure;
}

}  // namespace probata
