#include "history/life.h"

#include <algorithm>

namespace probata {
namespace {

// Of several changes by one fact, one.
void sort_by_fact(std::vector<Change>& changes) {
  std::ranges::sort(changes, earlier);
  const auto repeats = std::ranges::unique(changes, {}, &Change::fact);
  changes.erase(repeats.begin(), repeats.end());
}

// Facts of the columns after `gone` and before the next one, in the order of the track.
std::vector<Change> facts_after(const History::State& state, const Table& table, uint32_t row,
                                const Change& gone) {
  const Change* end = nullptr;
  const auto life = state.track(table, row, existence);
  for (const Change& c : life) {
    if (c.value == false_value && earlier(gone, c)) {
      end = &c;
      break;
    }
  }
  std::vector<Change> found;
  for (size_t f = 1; f < table.columns.size(); ++f) {
    for (const Change& c : state.track(table, row, static_cast<Field>(f))) {
      if (earlier(gone, c) && (!end || earlier(c, *end))) found.push_back(c);
    }
  }
  sort_by_fact(found);
  return found;
}

}  // namespace

bool touch(History::State& state, Table& table, uint32_t row, const Change& change,
           bool sets_fields) {
  Change c = change;
  c.value = true_value;
  const auto life = state.track(table, row, existence);
  const auto after = std::ranges::upper_bound(life, c, earlier);
  if (sets_fields && after != life.begin()) {
    const Change& before = *std::prev(after);
    if (before.value == true_value && before.fact <= c.fact && before.at < c.at) return false;
  }
  state.changes.insert(table.columns[0].make(row), c, earlier);
  return true;
}

void end_life(History::State& state, Table& table, uint32_t row, const Change& gone) {
  Change g = gone;
  g.value = false_value;
  state.changes.insert(table.columns[0].make(row), g, earlier);
  for (const Change& c : facts_after(state, table, row, g)) {
    const auto life = state.track(table, row, existence);
    const bool there = std::ranges::any_of(life, [&](const Change& l) { return l.fact == c.fact; });
    if (!there) touch(state, table, row, c, true);
  }
}

std::vector<Change> whole_life(const History::State& state, const Table& table, uint32_t row) {
  const auto life = state.track(table, row, existence);
  std::vector<Change> whole(life.begin(), life.end());
  for (size_t f = 1; f < table.columns.size(); ++f) {
    for (Change c : state.track(table, row, static_cast<Field>(f))) {
      if (std::ranges::find(life, c.fact, &Change::fact) != life.end()) continue;
      c.value = true_value;
      whole.push_back(c);
    }
  }
  sort_by_fact(whole);
  return whole;
}

}  // namespace probata
