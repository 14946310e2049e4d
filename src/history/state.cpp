#include "history/state.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "catalog/in_force.h"

namespace probata {
namespace {

// What orders texts that are alike up to `from`, unless they are alike for eight bytes more.
uint64_t head_of(std::string_view text, size_t from) {
  uint64_t head = 0;
  std::memcpy(&head, text.data() + from, std::min(text.size() - from, sizeof head));
  return std::endian::native == std::endian::little ? __builtin_bswap64(head) : head;
}

}  // namespace

History::State::State(std::shared_ptr<const Catalog> c, Settings s)
    : catalog(std::move(c)), settings(std::move(s)), kinds(catalog->kinds.size()) {
  intern_layer("people");
  company = intern_entity(catalog->company, "company");
}

uint64_t History::State::hash_of(KindNo kind, std::string_view id) {
  return hash_text(id, static_cast<uint64_t>(kind));
}

std::optional<Entity> History::State::find_hashed(uint64_t hash, KindNo kind,
                                                  std::string_view id) const {
  const auto found = numbers.find(hash, [&](uint32_t n) {
    const EntityRow& candidate = entities[n];
    return candidate.kind == kind && ids.at(candidate.id) == id;
  });
  return found ? std::optional(Entity{*found}) : std::nullopt;
}

Entity History::State::intern_entity(KindNo kind, std::string_view id) {
  return intern_hashed(hash_of(kind, id), kind, id);
}

Entity History::State::intern_hashed(uint64_t hash, KindNo kind, std::string_view id) {
  KindRows& rows = kinds[static_cast<size_t>(kind)];
  // There is one company, whatever its facts call it.
  if (kind == catalog->company && !rows.entities.empty()) return company;
  if (const auto found = find_hashed(hash, kind, id)) return *found;
  const Entity e{static_cast<uint32_t>(entities.size())};
  entities.push_back({.id = ids.add(id), .kind = kind});
  numbers.add(hash, static_cast<uint32_t>(e),
              [&](uint32_t n) { return hash_of(entities[n].kind, ids.at(entities[n].id)); });
  rows.entities.push_back(e);
  return e;
}

// Ids lie all over memory: each is fetched once, and then numbers are sorted. Where ids are alike
// for longer than a number is, those of one number follow.
void History::State::sort_by_id(std::vector<Entity>& entities_of_kind) const {
  std::vector<Keyed> keyed;
  keyed.reserve(entities_of_kind.size());
  for (const Entity e : entities_of_kind) keyed.push_back({0, e});
  sort_keyed(keyed, 0);
  std::ranges::transform(keyed, entities_of_kind.begin(), &Keyed::entity);
}

// REQUIRES: the ids are alike up to `from`.
void History::State::sort_keyed(std::span<Keyed> keyed, size_t from) const {
  constexpr size_t few = 16;
  const auto by_id = [&](const Keyed& a, const Keyed& b) {
    return id_of(a.entity) < id_of(b.entity);
  };
  if (keyed.size() <= few) {
    std::ranges::sort(keyed, by_id);
    return;
  }
  const std::string_view first = id_of(keyed.front().entity);
  size_t alike = first.size();
  for (const Keyed& k : keyed) {
    const auto differ = std::ranges::mismatch(first.substr(0, alike), id_of(k.entity)).in1;
    alike = static_cast<size_t>(differ - first.begin());
  }
  // One of them ends within what was compared, and others go on with zeros.
  if (alike < from) {
    std::ranges::sort(keyed, by_id);
    return;
  }
  for (Keyed& k : keyed) k.head = head_of(id_of(k.entity), alike);
  std::ranges::sort(keyed, {}, &Keyed::head);
  for (size_t begin = 0, end = 0; begin < keyed.size(); begin = end) {
    for (end = begin; end < keyed.size() && keyed[end].head == keyed[begin].head;) ++end;
    if (end - begin > 1) sort_keyed(keyed.subspan(begin, end - begin), alike + sizeof(uint64_t));
  }
}

std::optional<Entity> History::State::find_entity(KindNo kind, std::string_view id) const {
  if (kind == catalog->company) return company;
  return find_hashed(hash_of(kind, id), kind, id);
}

Layer History::State::intern_layer(std::string_view name) {
  if (const auto it = layer_numbers.find(name); it != layer_numbers.end()) return it->second;
  const Layer layer{static_cast<uint16_t>(layers.size())};
  layers.emplace_back(name);
  layer_numbers.emplace(name, layer);
  return layer;
}

Table& History::State::make_table(KindNo kind, Layer layer) {
  auto& tables = kinds[static_cast<size_t>(kind)].tables;
  const auto l = static_cast<size_t>(layer);
  if (l >= tables.size()) tables.resize(l + 1);
  if (!tables[l]) {
    tables[l] = std::make_unique<Table>();
    tables[l]->kind = kind;
    tables[l]->layer = layer;
    tables[l]->columns.resize(catalog->at(kind).fields.size() + 1);
  }
  return *tables[l];
}

uint32_t History::State::make_row(Entity entity, Table& table) {
  if (const auto known = row_in(entity, table.layer)) return *known;
  EntityRow& row = entities[static_cast<size_t>(entity)];
  if (!row.spoken()) {
    row.layer = table.layer;
    row.row = table.rows;
  } else {
    stances.push_back({table.layer, table.rows, row.next});
    row.next = static_cast<uint32_t>(stances.size() - 1);
  }
  return table.rows++;
}

std::optional<uint32_t> History::State::row_in(Entity entity, Layer layer) const {
  for (const Stance& stance : stances_of(entity)) {
    if (stance.layer == layer) return stance.row;
  }
  return {};
}

void History::State::note_disposed_reference(Entity entity, Field field) {
  auto& all = disposed_references[{row(entity).kind, field}];
  if (std::ranges::find(all, entity) == all.end()) all.push_back(entity);
}

std::span<const Change> History::State::track(Entity entity, Field field, Layer layer) const {
  const auto row_there = row_in(entity, layer);
  const Table* t = row_there ? table(row(entity).kind, layer) : nullptr;
  return t ? track(*t, *row_there, field) : std::span<const Change>();
}

std::vector<uint16_t> History::State::ranks_of(KindNo kind) const {
  const std::lock_guard lock(ranking);
  std::vector<uint16_t>& known = ranks[kind];
  if (known.size() == layers.size()) return known;
  std::vector<std::tuple<size_t, bool, std::string>> places;
  for (const std::string& layer : layers)
    places.push_back(precedence_of(settings, catalog->at(kind), layer));
  std::vector<size_t> order(layers.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](size_t layer) -> const auto& { return places[layer]; });
  known.resize(order.size());
  for (size_t i = 0; i < order.size(); ++i) known[order[i]] = static_cast<uint16_t>(i);
  return known;
}

}  // namespace probata
