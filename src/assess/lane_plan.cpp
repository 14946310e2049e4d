#include "assess/lane_plan.h"

#include <algorithm>
#include <bit>
#include <set>

#include "assess/domain.h"
#include "assess/lane_counting.h"
#include "catalog/in_force.h"

namespace probata {
namespace {

constexpr int64_t never = Instant::never_after().us;

class Planning {
 public:
  Planning(Evaluator& evaluator, const People& records, const Test& test, const Period& period,
           const Mode& mode, std::shared_ptr<SharedColumns> shared)
      : evaluator_(evaluator),
        view_(evaluator.view()),
        catalog_(view_.history.catalog()),
        records_(records),
        test_(test),
        mode_(mode),
        lens_(view_),
        plan_(std::make_unique<Lane::Plan>(view_)) {
    plan_->test = &test;
    plan_->period = period;
    plan_->shared = std::move(shared);
  }

  std::unique_ptr<const Lane::Plan> run(Lane::Wait wait) {
    if (!test_.each || !takes_pattern() || !takes_control()) return nullptr;
    std::unique_lock lock(plan_->shared->lock, std::defer_lock);
    if (wait == Lane::Wait::yes)
      lock.lock();
    else if (!lock.try_lock())
      return nullptr;
    plan_->columns = plan_->shared->columns.get();
    plan_->items = &columns().things(*test_.each);
    plan_->covered = covered(*test_.each, plan_->items->layers, existence);
    const bool any = !plan_->items->layers.empty() || !plan_->items->groups.empty();
    if (!any || !takes_occurrences()) return nullptr;
    note_seen_every(plan_->items->life);
    find_ways();
    find_watch();
    find_windows();
    find_waived();
    return std::move(plan_);
  }

 private:
  Columns& columns() { return *plan_->shared->columns; }

  // ---- what the lane knows how to do
  bool takes_pattern() {
    using Pattern = Lane::Plan::Pattern;
    if (const auto* invariant = std::get_if<Invariant>(&test_.pattern)) {
      plan_->pattern = Pattern::invariant;
      set(Clause::when, invariant->always);
      find_due(takes_allowance(invariant->grace), invariant->grace);
      return true;
    }
    if (const auto* response = std::get_if<Response>(&test_.pattern)) {
      plan_->pattern = Pattern::response;
      set(Clause::when, *response->when);
      if (response->then) set(Clause::then, *response->then);
      if (response->unless) set(Clause::unless, *response->unless);
      plan_->gone_fails = response->gone_fails;
      plan_->constant = response->when->program.constant();
      find_due(!response->due && takes_allowance(response->within), response->within);
      if (response->due) rest_on(response->due->program);
      plan_->stays = response->stays;
      plan_->only_unraised = !response->then;
      return true;
    }
    const auto* recurrence = std::get_if<Recurrence>(&test_.pattern);
    if (recurrence == nullptr || !recurrence->reverse) return false;
    const bool calendar = std::holds_alternative<Window>(recurrence->every);
    plan_->pattern = calendar ? Pattern::recurrence : Pattern::rolling;
    if (!calendar && !takes_every(recurrence->every)) return false;
    return !recurrence->counts_for && !recurrence->partial_counts;
  }
  // Which a window of the calendar may be is known only when it is read.
  bool takes_every(const Every& every) {
    const auto* condition = std::get_if<Condition>(&every);
    if (condition != nullptr && condition->program.type().kind == cel::TypeKind::string)
      return false;
    Allowance allowance;
    if (condition != nullptr) allowance = *condition;
    if (const auto* duration = std::get_if<Duration>(&every)) allowance = *duration;
    if (const auto* span = std::get_if<Span>(&every)) allowance = *span;
    find_due(takes_allowance(allowance), allowance);
    return true;
  }
  void set(Clause part, const Condition& condition) {
    plan_->clauses[static_cast<size_t>(part)].program = &condition.program;
  }

  void find_due(bool constant, const Allowance& allowance) {
    plan_->asks_due = !constant;
    plan_->reads_all = constant;
    if (const auto* condition = std::get_if<Condition>(&allowance)) rest_on(condition->program);
  }
  bool takes_allowance(const Allowance& allowance) {
    if (const auto* duration = std::get_if<Duration>(&allowance)) plan_->allowed = *duration;
    if (const auto* span = std::get_if<Span>(&allowance)) plan_->span = *span;
    const auto* condition = std::get_if<Condition>(&allowance);
    if (condition == nullptr) return true;
    if (!is_constant(condition->program)) return false;
    const cel::Value v = evaluator_.value(condition->program, view_.history.company(), view_.now);
    if (v.is(cel::Tag::duration)) plan_->allowed = Duration{v.us};
    if (v.is(cel::Tag::span)) plan_->span = *v.span;
    return v.is(cel::Tag::duration) || v.is(cel::Tag::span);
  }

  // Parameters that never changed, and nothing else.
  bool is_constant(const cel::Program& program) const {
    return !program.uses_now() && program.ranges().empty() &&
           std::ranges::all_of(program.slots(),
                               [&](const cel::Slot& s) { return is_constant(s); }) &&
           std::ranges::all_of(program.reads(),
                               [&](const cel::Program::Read& r) { return is_setting(r.record); });
  }
  bool is_setting(uint16_t record) const { return probata::is_setting(catalog_, record); }
  bool is_constant(const cel::Slot& slot) const {
    const Settings& settings = view_.history.settings();
    const auto always = [](const auto& dated) {
      return dated.empty() || (dated.size() == 1 && !dated.front().from);
    };
    if (slot.names.size() < 2) return false;
    if (slot.record == catalog_.tailoring_record) {
      const auto set = settings.answers.find(slot.names[1]);
      return set == settings.answers.end() || always(set->second);
    }
    if (slot.record != catalog_.parameter_record) return false;
    const Parameter* parameter = catalog_.parameter(slot.names[1]);
    if (parameter == nullptr) return false;
    const auto set = settings.parameters.find(parameter->number);
    return set == settings.parameters.end() || always(set->second);
  }

  bool takes_control() {
    for (const Edge& e : control_signal(evaluator_, test_, mode_.state)) {
      if (e.value == Truth::unknown || (e.at > Instant::earliest() && e.after.us < e.at.us - 1))
        return false;
      plan_->control.emplace_back(e.at.us, e.value == Truth::yes);
    }
    return true;
  }

  // ---- ways
  void find_ways() {
    if (test_.scope) set(Clause::scope, *test_.scope);
    for (Conditional& part : plan_->clauses) {
      if (part.program == nullptr) continue;
      for (const cel::Slot& slot : part.program->slots()) part.ways.push_back(way_of(slot));
      for (const cel::Slot& slot : part.program->slots())
        if (slot.exists_test) part.ways.push_back(way_of(slot, existence));
    }
    for (Conditional& part : plan_->clauses) {
      part.reads_more = part.program != nullptr && !reads_all(*part.program);
      if (!part.reads_more) continue;
      plan_->reads_all = false;
      part.hangs_on = hangs_on(*part.program);
      rest_on(*part.program);
      find_listings(*part.program);
    }
  }
  // Of the lists that many items ask for.
  void find_listings(const cel::Program& program) {
    if (!columns().samples()) return;
    for (const cel::Program::Read& read : program.reads()) {
      if (is_setting(read.record)) continue;
      const Kind& kind = catalog_.at(KindNo{read.record});
      const auto field = static_cast<Field>(read.field);
      if (std::ranges::find(kind.reverses, field, &ReverseReference::number) == kind.reverses.end())
        continue;
      if (columns().things(kind.number).order.size() / most_unasked > plan_->items->order.size())
        continue;
      const Lens::Listing* listing = &columns().listing(kind.number, field);
      if (std::ranges::find(plan_->listings, listing) == plan_->listings.end())
        plan_->listings.push_back(listing);
    }
  }
  // Of a path that the lane does not read by itself: what a way leads to decides what is behind.
  std::optional<std::vector<uint8_t>> hangs_on(const cel::Program& program) const {
    std::vector<uint8_t> ways;
    for (const cel::Slot& slot : program.slots()) {
      if (is_setting(slot.record)) continue;
      if (slot.variable != 0) return std::nullopt;
      std::vector<Field> path;
      for (const uint16_t field : slot.fields) path.push_back(static_cast<Field>(field));
      while (!path.empty() && std::ranges::find(paths_, path) == paths_.end()) path.pop_back();
      if (path.empty()) return std::nullopt;
      const auto way = static_cast<uint8_t>(std::ranges::find(paths_, path) - paths_.begin());
      if (std::ranges::find(ways, way) == ways.end()) ways.push_back(way);
    }
    return ways;
  }
  // On whatever looks it may rest.
  void rest_on(const cel::Program& program) {
    for (const uint16_t record : program.ranges()) rest_on(KindNo{record}, existence);
    for (const cel::Program::Read& read : program.reads()) {
      if (is_setting(read.record)) continue;
      const KindNo kind{read.record};
      rest_on(kind, static_cast<Field>(read.field));
      for (const ReverseReference& r : catalog_.at(kind).reverses)
        if (static_cast<uint16_t>(r.number) == read.field) rest_on(r.from, r.field);
    }
  }
  void rest_on(KindNo kind, Field field) {
    for (const Expected& source : lens_.expected(kind)) {
      if (!source.layer) continue;
      covered(kind, *source.layer, existence);
      if (catalog_.at(kind).at(field) != nullptr) covered(kind, *source.layer, field);
    }
  }
  // Whatever else the condition reads is behind no way.
  bool reads_all(const cel::Program& program) const {
    return program.ranges().empty() &&
           std::ranges::all_of(program.reads(), [&](const cel::Program::Read& r) {
             return is_setting(r.record) || behind_ways_.contains(r);
           });
  }
  // The way of a slot; with `behind`, of that field of what it names.
  uint8_t way_of(const cel::Slot& slot, std::optional<Field> behind = {}) {
    if (is_setting(slot.record)) return is_constant(slot) ? no_way : unread_way;
    if (slot.variable != 0 || slot.fields.empty()) return unread_way;
    std::vector<Field> path;
    KindNo kind = *test_.each;
    for (const uint16_t number : slot.fields) {
      const FieldDefinition* field = catalog_.at(kind).at(static_cast<Field>(number));
      const bool last = !behind && path.size() + 1 == slot.fields.size();
      if (field == nullptr) return unread_way;
      if (!last &&
          (field->type != FieldType::reference || field->list || field->targets.size() != 1))
        return unread_way;
      path.push_back(field->number);
      if (!last) kind = field->targets.front();
    }
    if (behind) path.push_back(*behind);
    return number_of(path);
  }
  uint8_t number_of(const std::vector<Field>& path) {
    const auto known = std::ranges::find(paths_, path);
    const auto number = static_cast<uint8_t>(known - paths_.begin());
    if (known != paths_.end()) return number;
    if (paths_.size() == most_ways) return unread_way;
    paths_.push_back(path);
    plan_->ways.push_back(way_of(path));
    note_behind(path);
    return number;
  }
  void note_behind(const std::vector<Field>& path) {
    KindNo kind = *test_.each;
    for (size_t i = 0; i < path.size(); ++i) {
      if (i > 0) kind = catalog_.at(kind).at(path[i - 1])->targets.front();
      for (const Field field : {existence, path[i]})
        behind_ways_.insert({static_cast<uint16_t>(kind), static_cast<uint16_t>(field)});
    }
  }
  Way way_of(const std::vector<Field>& path) {
    Way way;
    const Covered own = covered(*test_.each, plan_->items->layers, path.front());
    for (size_t i = 0; i < own.size(); ++i) plan_->covered[i] = std::max(plan_->covered[i], own[i]);
    if (path.size() == 1) {
      way.track = &columns().track(*test_.each, path.front());
      note_seen_every(*way.track);
      return way;
    }
    const Columns::Joined& joined = columns().joined(*test_.each, path);
    way.track = &joined;
    way.rests_on = &joined.rests_on;
    note_seen_every(joined);
    for (const Columns::Joined::Pair& pair : joined.pairs) {
      way.covered.push_back(std::max(covered(pair.kind, pair.layer, existence),
                                     covered(pair.kind, pair.layer, pair.field)));
      way.covered_at_latest = std::max(way.covered_at_latest, way.covered.back());
    }
    return way;
  }

  void note_seen_every(const Columns::Track& track) {
    plan_->seen_every = std::max(plan_->seen_every, track.seen_every);
  }

  // ---- coverage
  Covered covered(KindNo kind, const std::vector<Layer>& layers, Field field) {
    Covered result;
    for (const Layer layer : layers) {
      const auto l = static_cast<size_t>(layer);
      if (result.size() <= l) result.resize(l + 1, never);
      result[l] = std::max(covered(kind, layer, existence), covered(kind, layer, field));
    }
    return result;
  }
  int64_t covered(KindNo kind, Layer layer, Field field) {
    if (catalog_.at(kind).built_in) return Instant::never_before().us;  // "always covered"
    const bool record = catalog_.at(kind).record;
    const int64_t sure = record ? none_missing(kind, field) : Instant::never_before().us;
    if (layer == people) return record && lens_.expected(kind).empty() ? sure : never;
    const Coverage& c = lens_.coverage(kind, layer, field);
    for (const Piece& p : c.pieces) plan_->seen_every = std::max(plan_->seen_every, p.seen_every);
    if (c.pieces.empty() || c.pieces.back().end <= view_.now) return never;
    size_t i = c.pieces.size() - 1;
    while (i > 0 && c.pieces[i - 1].end >= c.pieces[i].from) --i;
    return std::max(sure, c.pieces[i].from.us);
  }
  // From when on nothing is missing of the kind.
  int64_t none_missing(KindNo kind, Field field) {
    int64_t from = Instant::never_before().us;
    for (Instant t = Instant::earliest(); t <= view_.now;) {
      Instant until = Instant::never_after();
      if (!lens_.missing(kind, field, t, until).empty()) from = until.us;
      if (until <= t) return never;
      t = until;
    }
    return from;
  }

  // ---- occurrences
  bool takes_occurrences() {
    const auto* recurrence = std::get_if<Recurrence>(&test_.pattern);
    if (recurrence == nullptr) return true;
    const ReverseReference* reverse = nullptr;
    for (const ReverseReference& r : catalog_.at(*test_.each).reverses)
      if (r.number == *recurrence->reverse) reverse = &r;
    if (reverse == nullptr) return false;
    return recurrence->where ? takes_counted(*reverse, recurrence->where->program)
                             : takes_arrivals(*reverse);
  }
  bool takes_arrivals(const ReverseReference& reverse) {
    plan_->arrivals = &columns().arrivals(*test_.each, reverse);
    return takes_coverage(reverse.from, reverse.field, plan_->arrivals->layers);
  }
  bool takes_counted(const ReverseReference& reverse, const cel::Program& where) {
    plan_->reads_all = false;
    const auto fields = LaneCounting::fields(catalog_, reverse.from, where);
    if (!fields) return false;
    const std::vector<Layer>& layers = columns().things(reverse.from).layers;
    if (!takes_coverage(reverse.from, reverse.field, layers)) return false;
    for (const Field field : *fields)
      if (!takes_coverage(reverse.from, field, layers)) return false;
    LaneCounting counting(view_, columns(), reverse.from, where);
    plan_->counted =
        columns().arrivals(*test_.each, reverse, [&](Entity e, std::vector<Columns::Point>& words) {
          return counting.count(e, words, plan_->arrivals_from);
        });
    plan_->arrivals = &*plan_->counted;
    return true;
  }
  // That what such layers say of those that occur is known.
  bool takes_coverage(KindNo kind, Field field, const std::vector<Layer>& layers) {
    int64_t& from = plan_->arrivals_from;
    from = std::max(from, none_missing(kind, field));
    const Covered since = covered(kind, layers, field);
    for (const Layer layer : layers) from = std::max(from, since[static_cast<size_t>(layer)]);
    return from != never;
  }

  // ---- instants
  // A layer's entities have one watch, and so have a group's: that of any of them.
  void find_watch() {
    const Columns::Things& items = *plan_->items;
    if (!items.layers.empty())
      plan_->watch.resize(static_cast<size_t>(items.layers.back()) + 1, never);
    for (const Layer layer : items.layers)
      plan_->watch[static_cast<size_t>(layer)] = watch_of_any(layer);
    for (size_t group = 0; group < items.groups.size(); ++group)
      plan_->group_watch.push_back(
          watch_of_any(static_cast<Layer>(Columns::Things::sampled + group)));
  }
  int64_t watch_of_any(Layer layer) {
    const Columns::Things& items = *plan_->items;
    for (size_t i = 0; i < items.order.size(); ++i)
      if (items.odd[i] == 0 && items.layer[i] == layer)
        return setting_of(evaluator_, test_, items.order[i], mode_.state).watch.us;
    return never;
  }
  void find_windows() {
    if (plan_->pattern != Lane::Plan::Pattern::recurrence) return;
    int64_t first = never;
    for (const int64_t watch : plan_->watch) first = std::min(first, watch);
    for (const int64_t watch : plan_->group_watch) first = std::min(first, watch);
    const Calendar& calendar = view_.history.settings().calendar;
    const Window window = std::get<Window>(std::get<Recurrence>(test_.pattern).every);
    CalendarWindows windows;
    for (Instant t = std::max(Instant{first}, Instant::earliest()); t <= view_.now;) {
      if (windows.all().size() == most_windows) return;
      windows.add(calendar.window(window, t));
      if (windows.all().back().end <= t) return;
      t = windows.all().back().end;
    }
    windows.finish();
    plan_->windows = std::move(windows);
  }
  // Items with a waiver take the other way.
  void find_waived() {
    if (test_.waivable_by.empty()) return;
    for (const std::string& item : records_.waived(test_.full_id)) {
      const size_t slash = item.find('/');
      const auto entity = view_.history.find(*test_.each, item.substr(slash + 1));
      if (entity) plan_->waived.push_back(*entity);
    }
    std::ranges::sort(plan_->waived);
  }

  static constexpr size_t most_windows = 4096;
  static constexpr size_t most_unasked = 4;  // of a kind's entities, for each item
  Evaluator& evaluator_;
  const View view_;
  const Catalog& catalog_;
  const People& records_;
  const Test& test_;
  const Mode& mode_;
  Lens lens_;
  std::unique_ptr<Lane::Plan> plan_;
  std::vector<std::vector<Field>> paths_;  // of the plan's ways
  std::set<cel::Program::Read> behind_ways_;
};

}  // namespace

void CalendarWindows::finish() {
  if (all_.empty()) return;
  int64_t shortest = (all_.front().end - all_.front().start).us;
  for (const Period& w : all_) shortest = std::min(shortest, (w.end - w.start).us);
  shift_ = static_cast<unsigned>(std::bit_width(static_cast<uint64_t>(shortest))) - 1;
  length_ = static_cast<uint64_t>((all_.back().end - all_.front().start).us);
  uint32_t window = 0;
  for (Instant t = all_.front().start; t < all_.back().end;
       t = t + Duration{int64_t{1} << shift_}) {
    while (all_[window].end <= t) ++window;
    firsts_.push_back(window);
  }
}

Lane::Lane(std::unique_ptr<const Plan> plan) : plan_(std::move(plan)) {}
Lane::~Lane() = default;

std::unique_ptr<const Lane> Lane::plan(Evaluator& evaluator, const People& records,
                                       const Test& test, const Period& period, const Mode& mode,
                                       std::shared_ptr<SharedColumns> shared, Wait wait) {
  auto plan = Planning(evaluator, records, test, period, mode, std::move(shared)).run(wait);
  return plan ? std::unique_ptr<const Lane>(new Lane(std::move(plan))) : nullptr;
}

bool Lane::reads(const Columns::Joined& joined) const {
  return std::ranges::any_of(plan_->ways, [&](const Way& way) { return way.track == &joined; });
}

Duration Lane::seen_every_at_most() const { return plan_->seen_every; }
bool Lane::reads_all() const { return plan_->reads_all; }

}  // namespace probata
