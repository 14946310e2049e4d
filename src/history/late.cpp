#include "history/late.h"

#include "history/state.h"

namespace probata {

LateFacts::LateFacts(const History::State& state) {
  bool any = false;
  state.facts.each_times(FactNo{0}, [&](FactNo, const FactRows::Times& times) {
    any = any || times.recorded - times.at > state.settings.late_recording;
  });
  for (uint32_t n = 0; any && n < state.entities.size(); ++n) {
    const Entity entity{n};
    for (const Stance& stance : state.stances_of(entity)) {
      const Table& table = *state.table(state.row(entity).kind, stance.layer);
      for (size_t f = 0; f < table.columns.size(); ++f) {
        for (const Change& c : state.track(table, stance.row, static_cast<Field>(f))) {
          fold(state, c.fact, entity);
        }
      }
    }
  }
}

void LateFacts::fold(const History::State& state, FactNo fact, Entity entity) {
  const auto [recorded, at] = state.facts.times(fact);
  if (recorded - at <= state.settings.late_recording) return;
  const auto n = static_cast<size_t>(entity);
  if (n >= last_.size()) last_.resize(n + 1, Instant::never_before());
  last_[n] = std::max(last_[n], recorded);
}

const LateFacts& History::State::late_facts() const {
  const std::lock_guard lock(late_lazy);
  if (!late) late = std::make_unique<LateFacts>(*this);
  return *late;
}

bool View::in_time(FactNo fact) const {
  const auto [recorded, at] = history.state().facts.times(fact);
  if (recorded <= timely->recorded_by) return true;
  return timely->people_only && layer_of(history.state().facts.by(fact)) != "people";
}

}  // namespace probata
