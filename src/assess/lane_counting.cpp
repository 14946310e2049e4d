#include "assess/lane_counting.h"

#include <algorithm>

namespace probata {
namespace {

ValueId value_at(std::span<const Columns::Point> points, int64_t at) {
  const auto next = std::ranges::upper_bound(points, at, {}, &Columns::Point::at);
  return next == points.begin() ? null_value : std::prev(next)->value;
}

}  // namespace

std::optional<std::vector<Field>> LaneCounting::fields(const Catalog& catalog, KindNo kind,
                                                       const cel::Program& where) {
  std::vector<Field> result;
  if (where.uses_now() || !where.ranges().empty()) return std::nullopt;
  for (const cel::Slot& slot : where.slots()) {
    if (slot.variable == 0 || slot.record != static_cast<uint16_t>(kind)) return std::nullopt;
    if (slot.fields.size() != 1) return std::nullopt;
    const FieldDefinition* field = catalog.at(kind).at(static_cast<Field>(slot.fields[0]));
    if (field == nullptr || field->type == FieldType::reference) return std::nullopt;
    result.push_back(field->number);
  }
  const bool all = std::ranges::all_of(where.reads(), [&](const cel::Program::Read& read) {
    const auto field = static_cast<Field>(read.field);
    return read.record == static_cast<uint16_t>(kind) &&
           (field == existence || std::ranges::find(result, field) != result.end());
  });
  return all ? std::optional(std::move(result)) : std::nullopt;
}

LaneCounting::LaneCounting(const View& view, Columns& columns, KindNo kind,
                           const cel::Program& where)
    : things_(columns.things(kind)), columns_(columns), table_(where), reader_(view, columns) {
  for (const cel::Slot& slot : where.slots())
    tracks_.push_back(&columns.track(kind, static_cast<Field>(slot.fields[0])));
}

// Ascending; false: what is asked is not plain.
bool LaneCounting::find_instants(uint32_t place, std::span<const Point> references) {
  instants_.clear();
  for (const Point& p : references) instants_.push_back(p.at);
  for (const Columns::Track* track : tracks_) {
    if (track->odd[place] != 0) return false;
    for (const Point& p : track->of(place)) instants_.push_back(p.at);
  }
  std::ranges::sort(instants_);
  instants_.erase(std::unique(instants_.begin(), instants_.end()), instants_.end());
  return true;
}

bool LaneCounting::count(Entity entity, std::vector<Point>& references, int64_t covered) {
  const uint32_t place = columns_.place(entity);
  if (place == Columns::nowhere || things_.odd[place] != 0) return false;
  if (things_.life.of(place).front().at <= covered) return false;
  if (!find_instants(place, references)) return false;
  counted_.clear();
  for (const int64_t at : instants_) {
    ValueId value = value_at(references, at);
    if (value != null_value) {
      codes_.clear();
      for (const Columns::Track* track : tracks_)
        codes_.push_back(static_cast<uint32_t>(value_at(track->of(place), at)));
      const bool known = std::ranges::all_of(codes_, [](uint32_t c) { return c < between_code; });
      const Truth truth = known ? table_.of(codes_, reader_, arena_) : Truth::unknown;
      if (truth == Truth::unknown) return false;
      if (truth == Truth::no) value = null_value;
    }
    if (value != (counted_.empty() ? null_value : counted_.back().value))
      counted_.push_back({at, value});
  }
  references.swap(counted_);
  return true;
}

}  // namespace probata
