#include "history/sights.h"

#include <algorithm>

namespace probata {
namespace {

int64_t count_of(const std::vector<std::pair<KindNo, int64_t>>& counts, KindNo kind) {
  for (const auto& [k, n] : counts) {
    if (k == kind) return n;
  }
  return -1;
}

Sight sight_of(const Collection& c, KindNo kind, Layer layer, FactNo number, Instant at) {
  Sight s{.layer = layer,
          .kind = kind,
          .how = c.how,
          .every = c.every.value_or(default_every),
          .from = c.from,
          .to = c.to,
          .fact = number,
          .fields = {},
          .rows = count_of(c.rows, kind),
          .total = count_of(c.total, kind),
          .complete = c.complete,
          .at = at};
  for (const auto& [k, fields] : c.fields) {
    if (k == kind) s.fields = fields;
  }
  std::ranges::sort(s.fields);
  return s;
}

void changed(Table& table, FactNo number, Instant at) {
  table.last_sight = std::max(table.last_sight, number);
  table.last_sight_at = std::max(table.last_sight_at, at);
  table.coverage.clear();
}

void add(Table& table, Sight sight) {
  changed(table, sight.fact, sight.at);
  const auto order = [](const Sight& a, const Sight& b) {
    return a.to != b.to ? a.to < b.to : a.fact < b.fact;
  };
  table.sights.insert(std::ranges::upper_bound(table.sights, sight, order), std::move(sight));
}

void retire(Table& table, FactNo which, FactNo by, Instant at) {
  for (Sight& s : table.sights) {
    if (s.fact == which) s.retired = by;
  }
  changed(table, by, at);
}

}  // namespace

// A collection said anew (the same id, source and `at`) replaces what it said before, as known from
// then on; so does taking it back by `complete: false` or `gone`.
void fold_sights(History::State& state, FactNo number, Layer layer, Entity collection,
                 const Fact& fact) {
  if (layer == people) return;
  const auto decoded = fact.gone ? Result<Collection, Errors>(std::unexpected(Errors{}))
                                 : read_collection(fact, *state.catalog);
  if (!decoded && !fact.gone) return;
  auto& mine = state.sights_of_collection[{collection, layer, fact.at}];
  for (const auto& [table, which] : mine) retire(*table, which, number, fact.at);
  mine.clear();
  state.sights_by_kind.clear();
  if (!decoded) return;
  for (const KindNo kind : decoded->kinds) {
    Table& table = state.make_table(kind, layer);
    add(table, sight_of(*decoded, kind, layer, number, fact.at));
    mine.emplace_back(&table, number);
  }
}

Coverage coverage_of(const History::State& state, const Table& table, Field field,
                     const View& view) {
  const auto make = [&](auto&& sees) {
    std::vector<const Sight*> sights;
    for (const Sight& s : table.sights) {
      if (sees(s)) sights.push_back(&s);
    }
    return cover(sights, field);
  };
  if (table.last_sight >= view.known || table.last_sight_at > view.now) {
    return make([&](const Sight& s) {
      return s.fact < view.known && s.at <= view.now && s.retired >= view.known;
    });
  }
  const std::lock_guard lock(state.lazy);
  auto& kept = table.coverage[field];
  if (!kept)
    kept =
        std::make_shared<const Coverage>(make([](const Sight& s) { return s.retired == no_fact; }));
  return *kept;
}

}  // namespace probata
