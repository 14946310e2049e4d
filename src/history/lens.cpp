#include "history/lens.h"

#include <algorithm>

#include "catalog/in_force.h"
#include "history/combination.h"
#include "history/life.h"
#include "history/sights.h"

namespace probata {
namespace {

void lower(Instant& until, Instant t) { until = std::min(until, t); }

}  // namespace

Gap to_gap(const History& history, const Doubt& d) {
  const Kind& kind = history.catalog().at(d.kind);
  std::string field;
  if (const FieldDefinition* f = kind.at(d.field)) field = f->name;
  for (const ReverseReference& r : kind.reverses) {
    if (r.number == d.field) field = r.name;
  }
  return {std::string(d.source), kind.name, field, d.from, d.to, d.reason};
}

Doubt to_doubt(const History& history, const Gap& gap) {
  const Kind& kind = *history.catalog().kind(gap.kind);
  Field field = existence;
  if (const FieldDefinition* f = kind.find(gap.field)) field = f->number;
  for (const ReverseReference& r : kind.reverses) {
    if (r.name == gap.field) field = r.number;
  }
  return {gap.source, kind.number, field, gap.from, gap.to, gap.reason};
}

bool Lens::always_covered(KindNo kind) const { return state_.catalog->at(kind).built_in; }

const std::vector<uint16_t>& Lens::ranks(KindNo kind) {
  const auto k = static_cast<size_t>(kind);
  if (ranks_.size() <= k) ranks_.resize(state_.kinds.size());
  if (ranks_[k].empty()) ranks_[k] = state_.ranks_of(kind);
  return ranks_[k];
}

bool Lens::sees(const Sight& s) const {
  return s.fact < view_.known && s.at <= view_.now && s.retired >= view_.known;
}

const Coverage& Lens::coverage(KindNo kind, Layer layer, Field field) {
  const uint64_t of = uint64_t{static_cast<uint16_t>(kind)} << 32 |
                      uint64_t{static_cast<uint16_t>(layer)} << 16 | static_cast<uint16_t>(field);
  RecentCoverage& recent = recent_coverage_[of % recent_coverage_.size()];
  if (recent.coverage && recent.of == of) return *recent.coverage;
  const auto [it, fresh] = coverage_.try_emplace(of);
  recent = {of, &it->second};
  Coverage& coverage = it->second;
  if (!fresh) return coverage;
  const Table* table = state_.table(kind, layer);
  if (table && counts(kind, layer, field)) coverage = coverage_of(state_, *table, field, view_);
  reach(coverage, view_.now);
  return coverage;
}

// "A field that no expected source ever covers is unknown", also where another one covers it.
bool Lens::counts(KindNo kind, Layer layer, Field field) {
  const std::vector<Expected>& all = expected(kind);
  if (field == probata::existence || state_.catalog->at(kind).record || all.empty()) return true;
  return std::ranges::any_of(all, [&](const Expected& e) {
    return e.layer && (e.layer == layer || !coverage(kind, *e.layer, field).pieces.empty());
  });
}

// The sources that a person declared, else those that ever delivered a collection naming the kind.
const std::vector<Expected>& Lens::expected(KindNo kind) {
  const auto [it, fresh] = expected_.try_emplace(kind);
  if (!fresh) return it->second;
  std::map<std::string, Layer> layers;
  std::set<std::string> delivered;
  for (const auto& table : state_.kinds[static_cast<size_t>(kind)].tables) {
    if (!table || !std::ranges::any_of(table->sights, [&](const Sight& s) { return sees(s); }))
      continue;
    const std::string& by = state_.layers[static_cast<size_t>(table->layer)];
    layers[by] = table->layer;
    delivered.insert(by);
  }
  for (const ExpectedSource& e : expected_sources(state_.settings, kind, delivered)) {
    const auto known = layers.find(e.layer);
    Expected& one = it->second.emplace_back();
    if (known != layers.end()) one.layer = known->second;
    one.by = one.layer ? std::string_view(state_.layers[static_cast<size_t>(*one.layer)])
                       : std::string_view(e.declared->by);
    one.declared = e.declared != nullptr;
    if (e.declared) one.from = e.declared->from;
  }
  return it->second;
}

// A gap of any expected source is one. A lead is one where no source covers yet ("a lead makes no
// item unknown"), or of a record kind, which is covered "only where they cover too".
std::vector<Doubt> Lens::missing(KindNo kind, Field field, Instant t, Instant& until) {
  std::vector<Doubt> gaps, leads;
  if (always_covered(kind)) return {};
  const bool record = state_.catalog->at(kind).record;
  bool ever = false, covered = false, delivers = false;
  for (const Expected& e : expected(kind)) {
    static const Coverage nothing;
    const Coverage& c = e.layer ? coverage(kind, *e.layer, field) : nothing;
    const Seen seen = look_up(c, t);
    lower(until, seen.until);
    ever = ever || !c.pieces.empty();
    covered = covered || seen.state == Seen::State::covered;
    const bool other_fields =
        c.pieces.empty() && e.layer && !coverage(kind, *e.layer, probata::existence).pieces.empty();
    delivers = delivers || !other_fields;
    if (seen.state == Seen::State::gap) {
      gaps.push_back({e.by, kind, field, seen.from, seen.to ? seen.to : std::optional(view_.now),
                      Reason::gap});
    } else if (seen.state != Seen::State::covered && !other_fields) {
      leads.push_back(
          {e.by, kind, field, {}, seen.to ? seen.to : std::optional(view_.now), Reason::lead});
    }
  }
  if (!record && !ever) return {{{}, kind, field, {}, {}, Reason::uncovered}};
  if (record || (!covered && gaps.empty())) gaps.insert(gaps.end(), leads.begin(), leads.end());
  if (state_.settings.undecided.contains(kind))
    gaps.push_back({"probata", kind, field, {}, {}, Reason::uncovered});
  const auto since = state_.settings.since.find(kind);
  if (record && since != state_.settings.since.end() && t < since->second) {
    lower(until, since->second);
    gaps.push_back({"probata", kind, field, {}, since->second, Reason::lead});
  }
  return gaps;
}

Read Lens::field(Entity entity, Field field, Instant t, const World& world, bool conflicts) {
  Instant until = Instant::never_after();
  const std::span<Row> found = rows(entity, field, t, until);
  drop_outlived(found, t);
  return Combination(*this, entity, field, found, t, world).read(until, conflicts);
}

Read Lens::existence(Entity entity, Instant t, const World& world) {
  Instant until = Instant::never_after();
  const std::vector<Row>& found = lives(entity, t, until);
  return Combination(*this, entity, {}, found, t, world).read(until, false);
}

// A source that is blind at t might see the entity there, though it did not before: only `people`
// and a source that looks say no.
Read Lens::seen(Entity entity, std::string_view layer, Instant t, const World& world) {
  Instant until = Instant::never_after();
  const std::span<Row> all = rows(entity, {}, t, until);
  std::vector<Row> found(all.begin(), all.end());
  std::erase_if(found, [&](const Row& r) {
    return !names_layer(layer, state_.layers[static_cast<size_t>(r.layer)]);
  });
  const KindNo kind = state_.row(entity).kind;
  Read read;
  read.value = cel::Value::of(false);
  if (!found.empty()) read = Combination(*this, entity, {}, found, t, world).read(until, false);
  lower(read.until, until);
  if (!read.is(false) || layer == "people" || always_covered(kind)) return read;
  bool ever = false;
  for (size_t l = 1; l < state_.layers.size(); ++l) {
    if (!names_layer(layer, state_.layers[l]) || !state_.table(kind, static_cast<Layer>(l)))
      continue;
    const Seen seen = look_up(coverage(kind, static_cast<Layer>(l), probata::existence), t);
    lower(read.until, seen.until);
    if (seen.state == Seen::State::never) continue;
    ever = true;
    if (seen.state == Seen::State::covered) continue;
    const bool gap = seen.state == Seen::State::gap;
    read.doubts.push_back({state_.layers[l], kind, probata::existence, seen.from,
                           seen.to ? seen.to : std::optional(view_.now),
                           gap ? Reason::gap : Reason::lead});
  }
  if (!ever) read.doubts.push_back({{}, kind, probata::existence, {}, {}, Reason::uncovered});
  if (!read.doubts.empty()) read.state = Reading::State::unknown;
  return read;
}

std::span<const Change> Lens::life(const Table& table, uint32_t row) const {
  if (!view_.timely) return state_.track(table, row, probata::existence);
  const auto [it, fresh] = lives_.try_emplace({&table, row});
  if (fresh) it->second = whole_life(state_, table, row);
  return it->second;
}

bool Lens::told(const Stance& stance, KindNo kind) const {
  const auto all = life(*state_.table(kind, stance.layer), stance.row);
  return std::ranges::any_of(all, [&](const Change& c) { return visible(c.fact, c.at); });
}

bool Lens::may_be_late(Entity entity, std::span<const Row> rows) const {
  return late_.of(entity) || std::ranges::any_of(rows, &Row::shown_later);
}

bool Lens::named_late(const cel::Value& reference, Instant t) const {
  if (reference.is(cel::Tag::list))
    return std::ranges::any_of(reference.list->items,
                               [&](const cel::Value& v) { return named_late(v, t); });
  const auto key = key_of(reference);
  if (!key) return false;
  const Named& named = this->named(*key);
  const bool held = named.recorded > Instant::never_before();
  return named.late || (held && named.recorded - t > state_.settings.late_recording);
}

std::optional<Entity> Lens::resolve(const cel::Value& reference) const {
  if (reference.is(cel::Tag::entity)) return Entity{reference.entity};
  const auto key = key_of(reference);
  return key ? named(*key).entity : std::nullopt;
}

const Lens::Named& Lens::named(uint32_t key) const {
  const auto [it, fresh] = named_.try_emplace(key);
  Named& named = it->second;
  if (!fresh) return named;
  const Keys::Key& k = state_.keys.at(key);
  bool several = false;
  for (const Holder& h : k.holders) {
    named.late = named.late || late_.of(h.entity);
    named.recorded = std::max(named.recorded, state_.facts.times(h.fact).recorded);
    if (!visible(h.fact, h.at)) continue;
    // A fact that a later one of the same instant replaces never stood.
    const Standing s = standing(state_.track(h.entity, k.field, h.layer), h.at, view_);
    if (!s.now || s.now->fact != h.fact) continue;
    several = several || (named.entity && *named.entity != h.entity);
    named.entity = h.entity;
  }
  if (several) named.entity.reset();
  return named;
}

}  // namespace probata
