#include "assess/evaluator.h"

#include <algorithm>

namespace probata {
namespace {

using cel::Tag;
using cel::Value;

void join_causes(std::vector<cel::Cause>& to, const std::vector<cel::Cause>& from) {
  std::vector<cel::Cause> joined;
  std::ranges::set_union(to, from, std::back_inserter(joined));
  to = std::move(joined);
}

std::vector<cel::Cause> causes_of(const Value& v) {
  return {v.unknown->causes.begin(), v.unknown->causes.end()};
}

Truth truth(bool b) { return b ? Truth::yes : Truth::no; }

}  // namespace

// "An ordering with null, a condition whose value is null, or any other evaluation error makes the
// signal unknown, with its reason."
Outcome Evaluator::State::evaluate(const cel::Program& program) {
  reader.forget_nulls();
  const Value v = reader.evaluate(program, arena);
  if (v.is(Tag::boolean)) return {truth(v.boolean), {}};
  if (v.is(Tag::unknown)) return {Truth::unknown, causes_of(v)};
  const bool null =
      v.is(Tag::null) || (v.is(Tag::error) && v.problem->failure == cel::Failure::null_operand);
  return {Truth::unknown, {tables.cause(reader.null_doubt(null ? Reason::null : Reason::error))}};
}

Outcome Evaluator::State::evaluate(const Formula& f, Entity item) {
  using Op = Formula::Op;
  if (f.op == Op::constant) return {truth(f.constant), {}};
  if (f.op == Op::program) return evaluate(*f.program);
  if (f.op == Op::exists || f.op == Op::refers) {
    const Value v = f.op == Op::exists ? reader.existence(item, arena)
                                       : reader.occurrence_refers(f.field, arena);
    return v.is(Tag::unknown) ? Outcome{Truth::unknown, causes_of(v)}
                              : Outcome{truth(v.is_true()), {}};
  }
  if (f.op == Op::negate) {
    Outcome o = evaluate(f.parts.front(), item);
    o.value = negate(o.value);
    return o;
  }
  const Truth decides = f.op == Op::all ? Truth::no : Truth::yes;
  Outcome result{negate(decides), {}};
  for (const Formula& part : f.parts) {
    Outcome o = evaluate(part, item);
    if (o.value == decides) return o;
    if (o.value == Truth::unknown) result.value = Truth::unknown;
    join_causes(result.causes, o.causes);
  }
  return result;
}

Moment Evaluator::State::moment(const Formula& formula, Entity item, Instant t) {
  arena.reset();
  reader.begin(t, {});
  Outcome taken = evaluate(formula, item);
  const std::vector<Uncertain> uncertain = reader.uncertain();
  Moment m{t, reader.until(), taken.value, taken.value, {}, taken.causes};
  if (taken.value != Truth::unknown || uncertain.size() != 1) return m;
  reader.assume(uncertain[0].fact, false);
  const Outcome before = evaluate(formula, item);
  reader.assume(uncertain[0].fact, true);
  const Outcome after = evaluate(formula, item);
  m.until = reader.until();
  m.value = before.value == after.value ? before.value : Truth::unknown;
  m.next = m.value;
  if (before.value == Truth::unknown || after.value == Truth::unknown) {
    join_causes(m.causes, before.causes);
    join_causes(m.causes, after.causes);
  } else if (before.value != after.value) {
    m.value = before.value;
    m.next = after.value;
    m.change = uncertain[0];
  } else {
    m.causes.clear();
  }
  return m;
}

// Where exactly one thing is uncertain, what is the same with the old and with the new value is
// known.
Value Evaluator::State::value(const cel::Program& program, Instant t) {
  reader.begin(t, {});
  const Value taken = cel::evaluate(program, reader, arena);
  const std::vector<Uncertain> uncertain = reader.uncertain();
  if (!taken.is(Tag::unknown) || uncertain.size() != 1) return taken;
  reader.assume(uncertain[0].fact, false);
  const Value before = cel::evaluate(program, reader, arena);
  reader.assume(uncertain[0].fact, true);
  const Value after = cel::evaluate(program, reader, arena);
  const auto known = [](const Value& v) { return !v.is(Tag::unknown) && !v.is(Tag::error); };
  return known(before) && known(after) && cel::equal(before, after) ? before : taken;
}

Evaluator::Evaluator(const View& view) : state_(std::make_unique<State>(view)) {}
Evaluator::~Evaluator() = default;

cel::Value Evaluator::value(const cel::Program& program, Entity item, Instant t,
                            std::optional<Entity> occurrence, std::span<const std::string> words) {
  state_->arena.reset();
  state_->reader.begin({item, occurrence, words});
  const Value value = state_->value(program, t);
  state_->note_quality();
  return value;
}

Evaluator::Certain Evaluator::certain(const cel::Program& program, Entity item, Instant t) {
  HistoryReader& reader = state_->reader;
  state_->arena.reset();
  reader.begin({item, {}, {}});
  reader.begin(t, {});
  const Truth value = state_->evaluate(program).value;
  return {value, reader.until(), reader.late()};
}

std::vector<Instant> Evaluator::changes(const cel::Program& program, Entity item, Instant from,
                                        Instant to) {
  std::vector<Instant> instants;
  state_->reader.begin({item, {}, {}});
  for (Instant t = from; t < to;) {
    instants.push_back(t);
    state_->arena.reset();
    state_->value(program, t);
    state_->note_quality();
    t = std::max(state_->reader.until(), t + microsecond);
  }
  return instants;
}

void Evaluator::parameters_at(std::optional<Instant> t) { state_->reader.parameters_at(t); }
void Evaluator::suppose(std::optional<FactNo> fact) { state_->reader.suppose(fact); }
void Evaluator::Quality::add(Duration every, bool by_claims, bool by_late) {
  seen_every = std::max(seen_every, every);
  claimed = claimed || by_claims;
  late = late || by_late;
}
void Evaluator::note(const Members& members) {
  state_->quality.add(members.seen_every, members.claimed, members.late);
}
Evaluator::Quality Evaluator::take_quality() { return std::exchange(state_->quality, {}); }
const std::vector<Gap>& Evaluator::gaps(Why why) const { return state_->tables.gaps(why); }
Why Evaluator::why(std::vector<Gap> gaps) { return state_->tables.why(std::move(gaps)); }
const View& Evaluator::view() const { return state_->view; }
Lens& Evaluator::lens() { return state_->lens; }
const Signal& Evaluator::control(TestNo test, bool state, const std::function<Signal()>& make) {
  const auto found = state_->controls.find({test, state});
  if (found != state_->controls.end()) return found->second;
  // Made before it has a place: making it evaluates, too.
  Signal signal = make();
  return state_->controls.emplace(std::pair(test, state), std::move(signal)).first->second;
}
Entity Evaluator::entity_of(const cel::Value& v) { return Entity{v.entity}; }

}  // namespace probata
