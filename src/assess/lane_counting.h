// Which of those that refer to an item count as occurrences of it: `where` as a table of truths,
// for one that asks nothing but the own fields of whoever refers.
#pragma once

#include "assess/lane_program.h"

namespace probata {

class LaneCounting {
 public:
  // REQUIRES: fields().
  LaneCounting(const View&, Columns&, KindNo, const cel::Program& where);
  // Its fields; none where it asks more.
  static std::optional<std::vector<Field>> fields(const Catalog&, KindNo,
                                                  const cel::Program& where);

  // As Columns::Counting; what was there at `covered` or before is not plain.
  bool count(Entity, std::vector<Columns::Point>& references, int64_t covered);

 private:
  using Point = Columns::Point;
  bool find_instants(uint32_t place, std::span<const Point> references);

  const Columns::Things& things_;
  Columns& columns_;
  std::vector<const Columns::Track*> tracks_;  // by slot
  TruthTable table_;
  CodeReader reader_;
  cel::Arena arena_;
  std::vector<int64_t> instants_;
  std::vector<uint32_t> codes_;
  std::vector<Point> counted_;
};

}  // namespace probata
