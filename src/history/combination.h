// The rows of all layers put together: one answer for each filling, then one reading of all
// answers.
#pragma once

#include "history/row.h"

namespace probata {

class Combination {
 public:
  // REQUIRES: the rows outlive it.
  Combination(Lens& lens, Entity entity, std::optional<Field> field,
              std::span<const Lens::Row> rows, Instant t, const World& world);

  Read read(Instant until, bool conflicts);

 private:
  struct Answer {
    bool known = true;
    ValueId value = null_value;
    const Lens::Row* row = nullptr;  // whose word it is
    std::optional<FactNo> fact;
    std::vector<Doubt> doubts;
  };

  void find_uncertain();
  void note_uncertain(const Change&, Instant after, const Lens::Row&);
  bool happened(const Change&) const;

  Answer answer();
  Answer existence();
  Answer value();
  Answer no_word(std::vector<Doubt> doubts);
  Is exists_in(const Lens::Row&) const;
  const Change* word_of(const Lens::Row&) const;
  Doubt doubt_of(const Lens::Row&, Field, const Seen&) const;
  Doubt disposed(const Lens::Row&, const Change&) const;
  // Of a row of the order of precedence, a correction before what it corrects; none: it does not
  // decide.
  std::optional<Answer> word_in(const Lens::Row&, std::vector<Doubt>& doubts) const;
  template <class Visit>
  void each_in_order(Visit) const;  // until one gives true
  const Lens::Row* corrected_by(const Lens::Row& people_row) const;
  bool still_corrected(const Change& correction, const Lens::Row& source) const;
  // `people` keeps an entity in existence only where no source ever delivered it.
  bool counts_for_existence(const Lens::Row&) const;

  void settle(Read&, const std::vector<Answer>&);
  void unknown_between(Read&, const std::vector<Answer>&);
  void take(Read&, const Answer&);
  void note_quality(Read&, const Answer&) const;
  void note_conflicts(Read&, const Answer&);
  bool same(const Answer&, const Answer&) const;
  cel::Value value_of(const Answer&, std::vector<Doubt>&);

  Lens& lens_;
  const History::State& state_;
  Entity entity_;
  std::optional<Field> field_;
  std::span<const Lens::Row> rows_;
  Instant t_;
  World world_;
  std::vector<Uncertain> uncertain_;
  std::vector<std::string_view> uncertain_by_;
  uint32_t filling_ = 0;  // bit i: uncertain_[i] has happened
  Instant until_ = Instant::never_after();
  bool named_late_ = false;
};

}  // namespace probata
