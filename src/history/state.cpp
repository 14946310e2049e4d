#include "history/state.h"

#include <algorithm>
#include <bit>
#include <cstring>

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

// Ids lie all over memory: each is fetched once, and then numbers are sorted.
void History::State::sort_by_id(std::vector<Entity>& entities_of_kind) const {
  struct Keyed {
    uint64_t head;
    Entity entity;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(entities_of_kind.size());
  std::string_view first;
  size_t alike = entities_of_kind.empty() ? 0 : id_of(entities_of_kind.front()).size();
  if (alike > 0) first = id_of(entities_of_kind.front());
  for (const Entity e : entities_of_kind) {
    const std::string_view id = id_of(e);
    const auto differ = std::ranges::mismatch(first.substr(0, alike), id).in1;
    alike = static_cast<size_t>(differ - first.begin());
  }
  for (const Entity e : entities_of_kind) keyed.push_back({head_of(id_of(e), alike), e});
  std::ranges::sort(keyed, [&](const Keyed& a, const Keyed& b) {
    return a.head != b.head ? a.head < b.head : id_of(a.entity) < id_of(b.entity);
  });
  std::ranges::transform(keyed, entities_of_kind.begin(), &Keyed::entity);
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

}  // namespace probata
