// What was taken down becomes tables: columns sorted by row, then what depends on all facts of a
// row or of an entity.
#include <algorithm>
#include <map>

#include "base/parallel.h"
#include "history/bulk.h"

namespace probata {
namespace {

// Stable, by a small number: where each of the numbers begins in the order.
template <class NumberOf>
Flat<uint32_t> begins_of(size_t count, size_t numbers, NumberOf number_of) {
  Flat<uint32_t> begins;
  begins.resize(numbers + 1);
  for (size_t i = 0; i < count; ++i) ++begins[number_of(i) + 1];
  for (size_t n = 0; n < numbers; ++n) begins[n + 1] += begins[n];
  return begins;
}
template <class NumberOf>
Flat<uint32_t> order_by(size_t count, const Flat<uint32_t>& begins, NumberOf number_of) {
  Flat<uint32_t> next;
  next.resize_unset(begins.size());
  std::ranges::copy(begins, next.begin());
  Flat<uint32_t> order;
  order.resize_unset(count);
  for (size_t i = 0; i < count; ++i) order[next[number_of(i)]++] = static_cast<uint32_t>(i);
  return order;
}

constexpr uint32_t least_uniform = 64;

}  // namespace

Change BulkFold::change_of(const Event& e) const {
  Instant after = e.at - microsecond;
  if (e.inexact != 0) after = std::ranges::lower_bound(afters_, e.fact, {}, &After::fact)->after;
  return {e.at, after, e.value, e.fact};
}

History BulkFold::finish(std::optional<Settings> settings) && {
  if (settings) s.settings = std::move(*settings);
  for (const auto& draft : drafts_) live_again(*draft);
  lay_out();
  register_references();
  settle_corrections();
  s.entities.fit();
  for (KindRows& kind : s.kinds) kind.entities.fit();
  s.facts.fit();
  return History(std::move(state_));
}

// Columns are laid out independently, each into its part of what holds them all.
void BulkFold::lay_out() {
  struct Part {
    Draft* draft;
    size_t field;
    uint32_t begin;
  };
  std::vector<Part> parts;
  uint32_t total = 0;
  for (const auto& draft : drafts_) {
    for (size_t f = 0; f < draft->events.size(); ++f) {
      const auto count = static_cast<uint32_t>(draft->events[f].size());
      if (count > 0) parts.push_back({draft.get(), f, total});
      total += count;
    }
  }
  Flat<Change> base;
  base.resize_unset(total);
  constexpr size_t threads = 2;  // as many as read and fold before
  in_parallel(parts.size(), threads, [&](size_t i) {
    lay_out(*parts[i].draft, parts[i].field, base.data() + parts[i].begin, parts[i].begin);
  });
  s.changes.adopt(std::move(base));
}

// One column: its changes by row and (at, fact), and a slice for each row, or none for those first
// rows that have one change each.
void BulkFold::lay_out(Draft& draft, size_t field, Change* base, uint32_t begin) {
  const Flat<Event> events = std::move(draft.events[field]);
  draft.events[field] = {};
  const auto row_of = [&](size_t i) { return events[i].row; };
  const bool sorted = std::ranges::is_sorted(events, {}, &Event::row);
  const uint32_t rows =
      1 + (sorted ? events.back().row : std::ranges::max_element(events, {}, &Event::row)->row);
  const Flat<uint32_t> begins = begins_of(events.size(), rows, row_of);
  Flat<uint32_t> order;
  if (!sorted) order = order_by(events.size(), begins, row_of);
  for (size_t i = 0; i < events.size(); ++i) {
    if (!sorted && i + 16 < events.size()) __builtin_prefetch(events.data() + order[i + 16]);
    base[i] = change_of(events[sorted ? i : order[i]]);
  }
  uint32_t uniform = 0;
  while (uniform < rows && begins[uniform + 1] == uniform + 1) ++uniform;
  if (uniform < least_uniform) uniform = 0;
  Flat<Slice> slices;
  slices.resize_unset(rows - uniform);
  for (uint32_t row = uniform; row < rows; ++row) {
    const uint32_t size = begins[row + 1] - begins[row];
    Change* first = base + begins[row];
    if (!std::is_sorted(first, first + size, earlier)) std::sort(first, first + size, earlier);
    slices[row - uniform] = {begin + begins[row], size, 1};
  }
  draft.table->columns[field].adopt(begin, uniform, std::move(slices));
}

// Rows whose existence follows from all their facts: it is told again, as life.cpp does.
void BulkFold::live_again(Draft& draft) {
  if (!draft.any_retold) return;
  std::map<uint32_t, std::vector<Event>> told;
  for (size_t f = 0; f < draft.events.size(); ++f) {
    for (const Event& e : draft.events[f]) {
      if (draft.retold[e.row] == 0 || (f == 0 && e.bare == 0)) continue;
      told[e.row].push_back(e);
      if (f == 0) continue;
      told[e.row].back().value = null_value;  // of a field
    }
  }
  Flat<Event> lives;
  for (const Event& e : draft.events[0]) {
    if (draft.retold[e.row] == 0) lives.push_back(e);
  }
  for (auto& [row, events] : told) {
    std::ranges::stable_sort(events, {}, &Event::fact);
    const auto repeats = std::ranges::unique(events, {}, &Event::fact);
    events.erase(repeats.begin(), repeats.end());
    for (const Event& e : life_of(events)) lives.push_back(e);
  }
  draft.events[0] = std::move(lives);
}

// REQUIRES: of one row, one event a fact, in their order. A null value: it sets fields.
std::vector<BulkFold::Event> BulkFold::life_of(std::span<const Event> told) {
  const auto before = [](const Event& a, const Event& b) {
    return a.at != b.at ? a.at < b.at : a.fact < b.fact;
  };
  std::vector<Event> life;
  const auto touch = [&](Event e) {
    const bool sets_fields = e.value == null_value;
    e.value = true_value;
    const auto after = std::ranges::upper_bound(life, e, before);
    if (sets_fields && after != life.begin()) {
      const Event& last = *std::prev(after);
      if (last.value == true_value && last.fact <= e.fact && last.at < e.at) return;
    }
    life.insert(after, e);
  };
  for (size_t i = 0; i < told.size(); ++i) {
    const Event& e = told[i];
    if (e.value != false_value) {
      touch(e);
      continue;
    }
    const auto after = std::ranges::upper_bound(life, e, before);
    const auto next =
        std::find_if(after, life.end(), [](const Event& l) { return l.value == false_value; });
    const std::optional<Event> end = next == life.end() ? std::nullopt : std::optional(*next);
    life.insert(after, e);
    std::vector<Event> later;
    for (const Event& other : told.first(i)) {
      if (other.value == null_value && before(e, other) && (!end || before(other, *end)))
        later.push_back(other);
    }
    std::ranges::sort(later, before);
    for (const Event& other : later) {
      if (std::ranges::find(life, other.fact, &Event::fact) == life.end()) touch(other);
    }
  }
  return life;
}

void BulkFold::register_references() {
  for (const auto& draft : drafts_) {
    for (const FieldDefinition& f : s.catalog->at(draft->table->kind).fields) {
      if (f.type == FieldType::reference) register_references(*draft, f);
    }
  }
  size_t targets = 0;
  for (const Referral& r : referrals_)
    targets = std::max(targets, static_cast<size_t>(r.target) + 1);
  const auto target_of = [&](size_t i) { return static_cast<size_t>(referrals_[i].target); };
  const Flat<uint32_t> begins = begins_of(referrals_.size(), targets, target_of);
  Flat<uint32_t> next;
  next.resize_unset(begins.size());
  std::ranges::copy(begins, next.begin());
  Flat<Referrer> referrers;
  referrers.resize_unset(referrals_.size());
  for (size_t i = 0; i < referrals_.size(); ++i) referrers[next[target_of(i)]++] = referrals_[i].by;
  Flat<Slice> slices;
  slices.resize_unset(targets);
  for (size_t t = 0; t < targets; ++t) slices[t] = {begins[t], begins[t + 1] - begins[t], 1};
  s.keys.adopt(std::move(referrers), std::move(slices));
  referrals_ = {};
}

// Each target once for each entity and field, whatever the layer.
void BulkFold::register_references(const Draft& draft, const FieldDefinition& field) {
  const Column& column = draft.table->columns[static_cast<size_t>(field.number)];
  const auto refer = [&](Entity from, const cel::Value& v) {
    const Referrer by{from, field.number, draft.table->kind};
    if (v.is(cel::Tag::entity)) referrals_.push_back({Entity{v.entity}, by});
    if (const auto key = key_of(v)) s.keys.refer_by_key(*key, by);
  };
  const auto among = [](std::span<const Change> track, ValueId value) {
    return std::ranges::find(track, value, &Change::value) != track.end();
  };
  const auto rows = static_cast<uint32_t>(draft.entities.size());
  for (uint32_t row = 0; row < rows; ++row) {
    const auto track = s.changes.of(column.at(row));
    const Entity entity = draft.entities[row];
    for (size_t i = 0; i < track.size(); ++i) {
      const ValueId value = track[i].value;
      bool known = among(track.first(i), value);
      for (const Stance& other : s.stances_of(entity)) {
        known = known || (other.layer < draft.table->layer &&
                          among(s.track(entity, field.number, other.layer), value));
      }
      if (known) continue;
      const cel::Value& v = s.values.at(value);
      if (!v.is(cel::Tag::list)) {
        refer(entity, v);
        continue;
      }
      for (const cel::Value& item : v.list->items) refer(entity, item);
    }
  }
}

void BulkFold::settle_corrections() {
  for (const Correction& c : corrections_) {
    for (const Stance& stance : s.stances_of(c.entity)) {
      if (stance.layer == people) continue;
      for (const Change& change : s.track(c.entity, c.field, stance.layer)) {
        if (change.fact == c.corrected) s.corrections[{c.fact, c.field}] = stance.layer;
      }
    }
  }
}

}  // namespace probata
