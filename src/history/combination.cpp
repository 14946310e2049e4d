#include "history/combination.h"

#include <algorithm>

namespace probata {
namespace {

// Past this many uncertain facts at once nobody will find one answer in all fillings; do not try.
constexpr size_t most_uncertain = 4;

void append(std::vector<Doubt>& to, const std::vector<Doubt>& from) {
  for (const Doubt& d : from) {
    if (std::ranges::find(to, d) == to.end()) to.push_back(d);
  }
}

}  // namespace

Combination::Combination(Lens& lens, Entity entity, std::optional<Field> field,
                         std::span<const Lens::Row> rows, Instant t, const World& world)
    : lens_(lens),
      state_(lens.view().history.state()),
      entity_(entity),
      field_(field),
      rows_(rows),
      t_(t),
      world_(world) {
  find_uncertain();
}

void Combination::note_uncertain(const Change& change, Instant after, const Lens::Row& row) {
  if (world_.of(change.fact)) return;
  for (Uncertain& u : uncertain_) {
    if (u.fact != change.fact) continue;
    u.after = std::max(u.after, after);
    return;
  }
  uncertain_.push_back({change.fact, after, change.at});
  uncertain_by_.push_back(state_.layers[static_cast<size_t>(row.layer)]);
}

void Combination::find_uncertain() {
  for (const Lens::Row& row : rows_) {
    if (row.turning(t_)) note_uncertain(*row.turn, row.turn_after, row);
    if (field_ && row.changing(t_)) note_uncertain(*row.next, row.next_after, row);
  }
}

bool Combination::happened(const Change& change) const {
  if (const auto assumed = world_.of(change.fact)) return *assumed;
  for (size_t i = 0; i < uncertain_.size(); ++i) {
    if (uncertain_[i].fact == change.fact) return (filling_ >> i & 1) != 0;
  }
  return false;
}

Is Combination::exists_in(const Lens::Row& row) const {
  if (row.unseen) return *row.unseen;
  const bool exists = row.turning(t_) && happened(*row.turn) ? !row.exists : row.exists;
  return exists ? Is::yes : Is::no;
}

const Change* Combination::word_of(const Lens::Row& row) const {
  return row.changing(t_) && happened(*row.next) ? row.next : row.word;
}

bool Combination::counts_for_existence(const Lens::Row& row) const {
  if (row.layer != people || state_.catalog->at(row.kind).record) return true;
  return std::ranges::none_of(rows_, [](const Lens::Row& r) { return r.layer != people; });
}

Doubt Combination::doubt_of(const Lens::Row& row, Field field, const Seen& seen) const {
  if (seen.state == Seen::State::never) return {{}, row.kind, field, {}, {}, Reason::uncovered};
  const bool gap = seen.state == Seen::State::gap;
  const std::optional<Instant> to = seen.to || !gap ? seen.to : std::optional(lens_.view().now);
  return {state_.layers[static_cast<size_t>(row.layer)],
          row.kind,
          field,
          seen.from,
          to,
          gap ? Reason::gap : Reason::lead};
}

// "A disposed fact reads as a gap": until the layer says something else.
Doubt Combination::disposed(const Lens::Row& row, const Change& word) const {
  const auto track = state_.track(*row.table, row.row, *field_);
  const Standing then = standing(track, word.at, lens_.view());
  return {
      state_.layers[static_cast<size_t>(row.layer)],           row.kind,        *field_, word.at,
      then.next ? std::optional(then.next->at) : std::nullopt, Reason::disposed};
}

Combination::Answer Combination::existence() {
  Answer a;
  if (entity_ == state_.company) {
    a.value = true_value;
    return a;
  }
  a.value = false_value;
  for (const Lens::Row& row : rows_) {
    if (!counts_for_existence(row)) continue;
    const Is is = exists_in(row);
    if (is == Is::yes) return {true, true_value, &row, {}, {}};
    if (is == Is::unknown) {
      a.known = false;
      a.doubts.push_back(doubt_of(row, probata::existence, row.seen_life));
    }
  }
  // Of what nobody ever spoke of, one knows no more than coverage gives.
  if (rows_.empty()) {
    a.doubts = lens_.missing(state_.row(entity_).kind, probata::existence, t_, until_);
    a.known = a.doubts.empty();
  }
  return a;
}

// The source that the word of `people` corrects, while it does.
const Lens::Row* Combination::corrected_by(const Lens::Row& row) const {
  const Change* word = word_of(row);
  if (!word || state_.corrections.empty()) return nullptr;
  const auto it = state_.corrections.find({word->fact, *field_});
  if (it == state_.corrections.end()) return nullptr;
  for (const Lens::Row& source : rows_) {
    if (source.layer == it->second) return still_corrected(*word, source) ? &source : nullptr;
  }
  return nullptr;
}

// "Until the source's next change of that field (restating it is none)". The end of the entity is
// one.
bool Combination::still_corrected(const Change& correction, const Lens::Row& source) const {
  if (source.begun > correction.at || (source.ended && *source.ended > correction.at)) return false;
  if (source.turning(t_) && happened(*source.turn)) return false;
  const auto track = state_.track(*source.table, source.row, *field_);
  const Standing then = standing(track, correction.at, lens_.view());
  const ValueId value = then.now ? then.now->value : null_value;
  for (Standing s = then; s.next && s.next->at <= t_;
       s = standing(track, s.next->at, lens_.view())) {
    if (s.next->value != value) return false;
  }
  const Change* word = word_of(source);
  return !word || word->value == value;
}

template <class Visit>
void Combination::each_in_order(Visit visit) const {
  const Lens::Row* raised = nullptr;
  const Lens::Row* above = nullptr;
  for (const Lens::Row& row : rows_) {
    if (row.layer == people) above = corrected_by(row);
    if (row.layer == people && above) raised = &row;
  }
  for (const Lens::Row& row : rows_) {
    if (&row == above && visit(*raised)) return;
    if (&row != raised && visit(row)) return;
  }
}

std::optional<Combination::Answer> Combination::word_in(const Lens::Row& row,
                                                        std::vector<Doubt>& doubts) const {
  if (exists_in(row) == Is::no) return {};
  const Change* word = word_of(row);
  const bool says = word && word->value != null_value;
  if (says && word->value == disposed_value)
    return Answer{false, null_value, &row, {}, {disposed(row, *word)}};
  if (row.word_covered() || (row.exact_now && word == row.word)) {
    if (says) return Answer{true, word->value, &row, word->fact, {}};
    return {};
  }
  // Blind here. Where the layer never speaks of the field, or not yet, others may; if none does,
  // it might have.
  const Doubt doubt = doubt_of(row, *field_, row.seen_word);
  const bool passes = row.seen_word.state == Seen::State::gap ? !row.stated : !row.word;
  if (!passes) return Answer{false, null_value, &row, {}, {doubt}};
  if (row.seen_word.state != Seen::State::never) doubts.push_back(doubt);
  return {};
}

Combination::Answer Combination::value() {
  const Answer exists = existence();
  if (exists.known && exists.value == false_value) return {};
  std::vector<Doubt> doubts;
  std::optional<Answer> word;
  each_in_order([&](const Lens::Row& row) { return (word = word_in(row, doubts)).has_value(); });
  if (word) return std::move(*word);
  Answer none = no_word(std::move(doubts));
  if (!exists.known) append(none.doubts, exists.doubts);
  none.known = none.doubts.empty();
  return none;
}

// Nobody says anything: null, if somebody who would say it was looking.
Combination::Answer Combination::no_word(std::vector<Doubt> doubts) {
  const KindNo kind = state_.row(entity_).kind;
  const bool record = state_.catalog->at(kind).record;
  const bool told = std::ranges::any_of(rows_, [&](const Lens::Row& r) {
    return r.layer != people && r.word_covered() && exists_in(r) == Is::yes;
  });
  if (told && !record) return {};
  append(doubts, lens_.missing(kind, *field_, t_, until_));
  return {true, null_value, nullptr, {}, std::move(doubts)};
}

Combination::Answer Combination::answer() { return field_ ? value() : existence(); }

cel::Value Combination::value_of(const Answer& a, std::vector<Doubt>& doubts) {
  const cel::Value& v = state_.values.at(a.value);
  named_late_ = named_late_ || lens_.named_late(v, t_);
  if (!key_of(v)) return v;
  if (const auto entity = lens_.resolve(v)) {
    return cel::Value::of_entity(static_cast<uint32_t>(*entity), v.record);
  }
  doubts.push_back({{}, state_.row(entity_).kind, *field_, {}, {}, Reason::dangling});
  return {};
}

bool Combination::same(const Answer& a, const Answer& b) const {
  if (a.known != b.known) return false;
  if (!a.known) return a.doubts == b.doubts;
  if (a.value == b.value) return true;
  const auto ea = lens_.resolve(state_.values.at(a.value));
  return ea && ea == lens_.resolve(state_.values.at(b.value));
}

Read Combination::read(Instant until, bool conflicts) {
  until_ = until;
  Read read;
  if (uncertain_.empty()) {  // as nearly always
    const Answer only = answer();
    take(read, only);
    if (conflicts && read.known() && field_) note_conflicts(read, only);
  } else if (uncertain_.size() > most_uncertain) {
    unknown_between(read, {});
  } else {
    std::vector<Answer> answers;
    for (filling_ = 0; filling_ < 1u << uncertain_.size(); ++filling_) answers.push_back(answer());
    filling_ = 0;
    settle(read, answers);
    if (conflicts && read.known() && field_) note_conflicts(read, answers.front());
  }
  read.until = until_;
  read.late = named_late_ || lens_.may_be_late(entity_, rows_);
  return read;
}

void Combination::settle(Read& read, const std::vector<Answer>& answers) {
  const Answer& first = answers.front();
  if (std::ranges::all_of(answers, [&](const Answer& a) { return same(a, first); }))
    return take(read, first);
  // Does it hang on one fact alone?
  for (size_t i = 0; i < uncertain_.size(); ++i) {
    const Answer& next = answers[1u << i];
    bool alone = first.known && next.known;
    for (uint32_t f = 0; alone && f < answers.size(); ++f)
      alone = same(answers[f], (f >> i & 1) != 0 ? next : first);
    if (!alone) continue;
    Read after;
    take(read, first);
    take(after, next);
    // A reference that dangles before or after is taken with each as well.
    append(read.doubts, after.doubts);
    read.state = Reading::State::uncertain;
    read.next = after.value;
    read.next_fact = after.fact;
    read.uncertain = uncertain_[i];
    read.seen_every = std::max(read.seen_every, after.seen_every);
    read.claimed = read.claimed || after.claimed;
    return;
  }
  unknown_between(read, answers);
}

void Combination::unknown_between(Read& read, const std::vector<Answer>& answers) {
  read.state = Reading::State::unknown;
  for (const Answer& a : answers) append(read.doubts, a.doubts);
  const KindNo kind = state_.row(entity_).kind;
  for (size_t i = 0; i < uncertain_.size(); ++i) {
    const Uncertain& u = uncertain_[i];
    append(read.doubts, {{uncertain_by_[i], kind, field_.value_or(probata::existence), u.after,
                          u.at, Reason::after}});
  }
}

void Combination::take(Read& read, const Answer& a) {
  read.doubts = a.doubts;
  if (a.known) read.value = value_of(a, read.doubts);
  read.state = read.doubts.empty() && a.known ? Reading::State::known : Reading::State::unknown;
  if (!read.known()) return;
  read.id = a.value;
  read.fact = a.fact;
  if (a.row) read.layer = a.row->layer;
  note_quality(read, a);
}

void Combination::note_quality(Read& read, const Answer& a) const {
  for (const Lens::Row& row : rows_) {
    if ((a.row && a.row != &row) || row.always) continue;
    const Seen& seen = field_ ? row.seen_word : row.seen_life;
    if (!seen.piece) continue;
    read.seen_every = std::max(read.seen_every, seen.piece->seen_every);
    read.claimed = read.claimed || seen.piece->claimed;
  }
}

// "Covered layers that differ are listed as conflicts"; a source that is being corrected always.
void Combination::note_conflicts(Read& read, const Answer& a) {
  const Lens::Row* corrected = a.row && a.row->layer == people ? corrected_by(*a.row) : nullptr;
  for (const Lens::Row& row : rows_) {
    const Change* word = word_of(row);
    if (&row == a.row || !word || word->value == null_value || word->value == disposed_value ||
        exists_in(row) != Is::yes || !row.word_covered())
      continue;
    Answer other{true, word->value, &row, word->fact, {}};
    std::vector<Doubt> dangling;
    if (&row == corrected || !same(other, a))
      read.conflicts.emplace_back(row.layer, value_of(other, dangling));
  }
}

}  // namespace probata
