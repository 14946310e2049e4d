#include "assess/evaluator_reader.h"

#include <algorithm>

#include "catalog/in_force.h"

namespace probata {
namespace {

using cel::Tag;
using cel::Value;

constexpr size_t most_kept = 4096, most_lists_kept = 256;

bool is_reverse(const Kind& kind, Field field) {
  return static_cast<size_t>(field) > kind.fields.size();
}

// A field of an entity, as a key of what is kept.
uint64_t place_of(Entity e, Field field) {
  return uint64_t{static_cast<uint32_t>(e)} << 16 | static_cast<uint16_t>(field);
}

Value entity_value(Entity e, KindNo kind) {
  return Value::of_entity(static_cast<uint32_t>(e), static_cast<uint16_t>(kind));
}

// Whether what is assumed is all that the reading does not know.
bool decides(const World& world, const Read& read) {
  return !world.supposed && read.state == Reading::State::uncertain && read.doubts.empty() &&
         world.fact == read.uncertain->fact;
}
Read decided(const Read& read, bool happened) {
  Read known = read;
  known.state = Reading::State::known;
  known.uncertain.reset();
  if (happened) known.value = read.next, known.fact = read.next_fact;
  return known;
}

// Known, and whole without an arena; texts are, where the history has them.
bool stays(const Value& v, bool of_history) {
  switch (v.tag) {
    case Tag::null:
    case Tag::boolean:
    case Tag::integer:
    case Tag::uinteger:
    case Tag::real:
    case Tag::timestamp:
    case Tag::duration:
    case Tag::entity:
      return true;
    case Tag::string:
      return of_history;
    default:
      return false;
  }
}

std::string path_of(const cel::Slot& slot, size_t depth) {
  std::string path = slot.names[0];
  for (size_t i = 1; i <= depth && i < slot.names.size(); ++i) path += '.' + slot.names[i];
  return path;
}

}  // namespace

void HistoryReader::begin(Instant t, const World& world) {
  t_ = t;
  world_ = world;
  world_.supposed = supposed_;
  until_ = Instant::never_after();
  noted_ = {};
}

Doubt HistoryReader::null_doubt(Reason reason) const {
  const Way way = noted_.null_read.value_or(Way{kind_of(subject_.item), probata::existence});
  return {{}, way.kind, way.field, {}, {}, reason};
}

void HistoryReader::note(const Uncertain& u) {
  for (Uncertain& known : noted_.uncertain) {
    if (known.fact != u.fact) continue;
    known.after = std::max(known.after, u.after);
    return;
  }
  noted_.uncertain.push_back(u);
}

void HistoryReader::rest_on(Duration seen_every, bool claimed, bool late) {
  noted_.seen_every = std::max(noted_.seen_every, seen_every);
  noted_.claimed = noted_.claimed || claimed;
  noted_.late = noted_.late || late;
}

void HistoryReader::note(const Read& r) {
  until_ = std::min(until_, r.until);
  rest_on(r.seen_every, r.claimed, r.late);
}

void HistoryReader::note(const Basis& b) {
  rest_on(b.seen_every, b.claimed, b.late);
  if (!noted_.null_read) noted_.null_read = b.null_read;
}

// What it was read apart from rests on it as well.
void HistoryReader::end_apart(Before&& before) {
  until_ = std::min(until_, before.until);
  const Noted apart = std::exchange(noted_, std::move(before.noted));
  for (const Uncertain& u : apart.uncertain) note(u);
  note(static_cast<const Basis&>(apart));
}

std::optional<cel::Reader::Remembered> HistoryReader::recall(const void* loop, Value entity) {
  const auto it = remembered_.find({loop, entity.entity});
  if (it == remembered_.end() || !it->second.holds(t_)) return {};
  until_ = std::min(until_, it->second.until);
  note(it->second.basis);
  return it->second.gave;
}

Value HistoryReader::evaluate(const cel::Program& program, cel::Arena& arena) {
  if (!remembers()) return cel::evaluate(program, *this, arena);
  const void* const code = &program.code();
  KeptProgram& kept =
      kept_programs_[reinterpret_cast<uintptr_t>(code) / 16 % kept_programs_.size()];
  if (kept.program == code && kept.subject == subjects_ && t_ >= kept.from && t_ < kept.until) {
    until_ = std::min(until_, kept.until);
    note(kept.basis);
    return Value::of(kept.gave);
  }
  Before before = begin_apart();
  const Value value = cel::evaluate(program, *this, arena);
  if (value.is(Tag::boolean) && is_certain())
    kept = {code, subjects_, t_, until_, value.boolean, noted_};
  end_apart(std::move(before));
  return value;
}

void HistoryReader::begin_body() { before_body_ = begin_apart(); }

void HistoryReader::end_body(const void* loop, Value entity, const Value& result, uint64_t steps) {
  if (result.is(Tag::boolean) && is_certain())
    remembered_[{loop, entity.entity}] = {t_, until_, {result.boolean, steps}, noted_};
  end_apart(std::move(before_body_));
}

// Of a result that came about at an unknown instant: what it is unknown by.
std::vector<Doubt> HistoryReader::after_doubts(const Uncertain& u, KindNo kind, Field field) const {
  const std::span<const Gap> behind = history_.reasons(u.fact);
  if (behind.empty())
    return {{layer_of(history_.provenance(u.fact).by), kind, field, u.after, u.at, Reason::after}};
  std::vector<Doubt> doubts;
  for (const Gap& gap : behind) doubts.push_back(to_doubt(history_, gap));
  return doubts;
}

Value HistoryReader::unknown(const std::vector<Doubt>& doubts, cel::Arena& arena) {
  std::vector<cel::Cause> causes;
  for (const Doubt& d : doubts) causes.push_back(tables_.cause(d));
  return arena.unknown(causes);
}

Value HistoryReader::unknown(const Uncertain& u, KindNo kind, Field field, cel::Arena& arena) {
  note(u);
  return unknown(after_doubts(u, kind, field), arena);
}

// REQUIRES: noted.
Value HistoryReader::value_of(const Read& r, KindNo kind, Field field, cel::Arena& arena) {
  if (r.state == Reading::State::uncertain) return unknown(*r.uncertain, kind, field, arena);
  if (r.state == Reading::State::unknown) {
    // Where changes lie inside each other's intervals it is unknown, and that more than one of them
    // is read shows.
    return unknown(r.doubts, arena);
  }
  if (r.value.is(Tag::null) && !noted_.null_read) noted_.null_read = Way{kind, field};
  return r.value.is(Tag::list) ? items(r.value, kind, field, arena) : r.value;
}

// Members that are references by key become what they name, or unknown.
Value HistoryReader::items(const Value& list, KindNo kind, Field field, cel::Arena& arena) {
  const auto given = list.list->items;
  if (std::ranges::none_of(given, [](const Value& v) { return key_of(v).has_value(); }))
    return list;
  std::vector<Value> named;
  for (const Value& v : given) {
    const auto entity = key_of(v) ? lens_.resolve(v) : std::nullopt;
    if (!key_of(v))
      named.push_back(v);
    else if (entity)
      named.push_back(Value::of_entity(static_cast<uint32_t>(*entity), v.record));
    else
      named.push_back(unknown({{{}, kind, field, {}, {}, Reason::dangling}}, arena));
  }
  return arena.list(named);
}

// What is known holds whatever is assumed of facts that are not.
const Read& HistoryReader::read(Entity e, Field field) {
  const auto fresh_read = [&] {
    return field == probata::existence ? lens_.existence(e, t_, world_)
                                       : lens_.field(e, field, t_, world_, trace != nullptr);
  };
  if (trace) return scratch_ = fresh_read();
  if (kept_.size() > most_kept) kept_.clear();
  const auto it = kept_.find(place_of(e, field));
  const bool holds = it != kept_.end() && it->second.holds(t_);
  if (holds && (world_.empty() || it->second.read.known())) return it->second.read;
  if (holds && decides(world_, it->second.read))
    return scratch_ = decided(it->second.read, world_.happened);
  if (!world_.empty()) return scratch_ = fresh_read();
  Kept& kept = it != kept_.end() ? it->second : kept_[place_of(e, field)];
  kept = {t_, fresh_read()};
  return kept.read;
}

// Of whom it is a list: an entity's field, or a kind.
template <class Make>
const MemberList& HistoryReader::members(uint64_t of, Make make) {
  if (trace) return scratch_list_ = make();
  if (kept_lists_.size() > most_lists_kept) kept_lists_.clear();
  const auto it = kept_lists_.find(of);
  const bool holds = it != kept_lists_.end() && it->second.holds(t_);
  if (holds && (world_.empty() || it->second.certain)) return it->second.list;
  if (!world_.empty()) return scratch_list_ = make();
  KeptList& kept = it != kept_lists_.end() ? it->second : kept_lists_[of];
  kept = {t_, make()};
  kept.certain = std::ranges::all_of(kept.list.members, &Member::certain);
  return kept.list;
}

Value HistoryReader::field(Entity e, Field field, cel::Arena& arena, const std::string& path) {
  const KindNo kind = kind_of(e);
  if (is_reverse(history_.catalog().at(kind), field)) {
    const auto make = [&] { return lens_.reverse(e, field, t_, world_); };
    return list(members(place_of(e, field), make), kind, field, arena, path);
  }
  const Read& r = read(e, field);
  note(r);
  const Value value = value_of(r, kind, field, arena);
  if (trace) record(path, e, value, r);
  return value;
}

Value HistoryReader::existence(Entity e, cel::Arena& arena) {
  const Read& r = read(e, probata::existence);
  note(r);
  return value_of(r, kind_of(e), probata::existence, arena);
}

Value HistoryReader::occurrence_refers(Field field, cel::Arena& arena) {
  const Entity e = *subject_.occurrence;
  const Read r = field == probata::existence ? lens_.existence(e, t_, world_)
                                             : lens_.refers_to(e, field, subject_.item, t_, world_);
  note(r);
  return value_of(r, kind_of(e), field, arena);
}

// What is selected through a reference to something that is not there is unknown.
std::optional<Value> HistoryReader::blocked(Entity target, const Way& way, cel::Arena& arena) {
  const Value there = existence(target, arena);
  if (there.is_true()) return {};
  if (there.is(Tag::unknown)) return there;
  return unknown({{{}, way.kind, way.field, {}, {}, Reason::dangling}}, arena);
}

Value HistoryReader::variable(const cel::Slot& slot, cel::Arena& arena) const {
  if (slot.variable == 0) return entity_value(subject_.item, kind_of(subject_.item));
  if (!subject_.words.empty() && slot.variable - 2u < subject_.words.size()) {
    return arena.string(subject_.words[slot.variable - 2u]);
  }
  if (subject_.occurrence) return entity_value(*subject_.occurrence, kind_of(*subject_.occurrence));
  return {};
}

Value HistoryReader::step(const Value& from, Field field, Way& way, cel::Arena& arena,
                          const cel::Slot* slot, size_t depth) {
  if (!from.is(Tag::entity)) return from;  // null through null, unknown through unknown
  const Entity e{from.entity};
  if (depth > 0) {
    if (const auto stop = blocked(e, way, arena)) return *stop;
  }
  way = {kind_of(e), field};
  return this->field(e, field, arena, trace && slot ? path_of(*slot, depth + 1) : std::string());
}

Value HistoryReader::walk(const cel::Slot& slot, size_t fields, Way& way, cel::Arena& arena) {
  if (is_setting(history_.catalog(), slot.record))
    return setting(slot.record, slot.fields.empty() ? uint16_t{0} : slot.fields[0], arena);
  Value v = variable(slot, arena);
  for (size_t i = 0; i < fields; ++i)
    v = step(v, static_cast<Field>(slot.fields[i]), way, arena, &slot, i);
  return v;
}

// A condition over many instants, or in a loop over many members, asks for the same paths again.
Value HistoryReader::slot(const cel::Slot& slot, cel::Arena& arena) {
  Way way;
  if (!remembers()) return walk(slot, slot.fields.size(), way, arena);
  KeptSlot& kept =
      kept_slots_[reinterpret_cast<uintptr_t>(&slot) / sizeof(slot) % kept_slots_.size()];
  if (kept.holds(slot, subjects_, t_)) {
    until_ = std::min(until_, kept.until);
    note(kept.basis);
    return kept.value;
  }
  Before before = begin_apart();
  const Value value = walk(slot, slot.fields.size(), way, arena);
  const bool of_history = !is_setting(history_.catalog(), slot.record);
  if (is_certain() && stays(value, of_history))
    kept = {&slot, subjects_, t_, until_, value, noted_};
  end_apart(std::move(before));
  return value;
}

Value HistoryReader::select(Value entity, uint16_t field, cel::Arena& arena) {
  if (!entity.is(Tag::entity)) return entity;
  const Entity e{entity.entity};
  const KindNo kind = kind_of(e);
  const bool subject =
      e == subject_.item || e == subject_.occurrence;  // read as it is, there or not
  if (!subject) {
    if (const auto stop = blocked(e, {kind, static_cast<Field>(field)}, arena)) return *stop;
  }
  std::string path;
  if (trace)
    path = history_.catalog().at(kind).name + '.' +
           to_gap(history_, {{}, kind, static_cast<Field>(field), {}, {}, Reason::gap}).field;
  return this->field(e, static_cast<Field>(field), arena, path);
}

Value HistoryReader::list(const MemberList& members, KindNo kind, Field field, cel::Arena& arena,
                          const std::string& path) {
  until_ = std::min(until_, members.until);
  rest_on(members.seen_every, members.claimed, members.late);
  const auto items = arena.array<Value>(members.members.size());
  for (size_t i = 0; i < items.size(); ++i) {
    const Entity e = members.members[i].entity;
    items[i] = entity_value(e, kind_of(e));
  }
  std::vector<Value> membership;
  if (!std::ranges::all_of(members.members, &Member::certain)) {
    for (const Member& m : members.members)
      membership.push_back(m.certain     ? Value::of(true)
                           : m.uncertain ? unknown(*m.uncertain, kind, field, arena)
                                         : unknown(m.doubts, arena));
  }
  const Value* more = members.more.empty() ? nullptr : arena.make(unknown(members.more, arena));
  const auto copied = arena.array<Value>(membership.size());
  std::ranges::copy(membership, copied.begin());
  const Value value =
      Value::of(static_cast<const cel::List*>(arena.make(cel::List{items, copied, more})));
  if (!trace) return value;
  trace->push_back({path, {}, text_of(value), members.facts, {}, {}});
  const auto add = [&](const Doubt& d) { trace->back().gaps.push_back(to_gap(history_, d)); };
  std::ranges::for_each(members.more, add);
  for (const Member& m : members.members) std::ranges::for_each(m.doubts, add);
  return value;
}

Value HistoryReader::entities(uint16_t record, cel::Arena& arena) {
  const KindNo kind{record};
  const auto make = [&] { return lens_.all(kind, t_, world_); };
  return list(members(uint64_t{1} << 63 | record, make), kind, probata::existence, arena,
              history_.catalog().at(kind).name);
}

Value HistoryReader::referring(uint16_t record, std::span<const uint16_t> fields,
                               std::span<const Value> targets, cel::Arena& arena) {
  const KindNo kind{record};
  std::vector<Field> by;
  for (const uint16_t field : fields) by.push_back(static_cast<Field>(field));
  return list(lens_.referring(kind, by, targets, t_, world_), kind, probata::existence, arena,
              history_.catalog().at(kind).name);
}

// "`exists(ref)` asks; of null it is false, of an unknown one unknown": so of one that dangles it
// is false.
Value HistoryReader::exists(const cel::Slot* slot, Value reference, cel::Arena& arena) {
  if (slot && !slot->fields.empty() && reference.is(Tag::unknown)) {
    Way way;
    const Value from = walk(*slot, slot->fields.size() - 1, way, arena);
    if (!from.is(Tag::entity)) return from.is(Tag::null) ? Value::of(false) : from;
    const Entity e{from.entity};
    if (slot->fields.size() > 1) {
      if (const auto stop = blocked(e, way, arena)) return *stop;
    }
    const Read& r = read(e, static_cast<Field>(slot->fields.back()));
    const bool dangles =
        r.state == Reading::State::unknown && !r.doubts.empty() &&
        std::ranges::all_of(r.doubts, [](const Doubt& d) { return d.reason == Reason::dangling; });
    return dangles ? Value::of(false) : reference;
  }
  if (reference.is(Tag::null)) return Value::of(false);
  return reference.is(Tag::entity) ? existence(Entity{reference.entity}, arena) : reference;
}

Value HistoryReader::seen(Value entity, std::string_view layer, cel::Arena& arena) {
  if (!entity.is(Tag::entity)) return entity;
  const Entity e{entity.entity};
  const Read r = lens_.seen(e, layer, t_, world_);
  note(r);
  return value_of(r, kind_of(e), probata::existence, arena);
}

}  // namespace probata
