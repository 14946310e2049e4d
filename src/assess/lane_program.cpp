#include "assess/lane_program.h"

#include <algorithm>

#include "catalog/in_force.h"

namespace probata {

uint32_t& Pairs::at(uint32_t a, uint32_t b) {
  const uint64_t key = uint64_t{a} << 32 | b;
  const size_t mask = entries_.size() - 1;
  size_t i = (key * 0x9e3779b97f4a7c15 >> 40) & mask;
  while (entries_[i].key != key) {
    if (entries_[i].key == empty) {
      if ((used_ + 1) * 2 > entries_.size()) return grow(), at(a, b);
      ++used_;
      entries_[i].key = key;
      break;
    }
    i = (i + 1) & mask;
  }
  return entries_[i].value;
}

// Values that are all different (instants) fill a table without ever being asked for again: it
// begins anew.
void Pairs::grow() {
  constexpr size_t most = 1U << 18;
  std::vector<Entry> old(entries_.size() < most ? entries_.size() * 2 : 64);
  old.swap(entries_);
  used_ = 0;
  if (old.size() >= most) return;
  for (const Entry& e : old) {
    if (e.key != empty)
      at(static_cast<uint32_t>(e.key >> 32), static_cast<uint32_t>(e.key)) = e.value;
  }
}

cel::Value CodeReader::slot(const cel::Slot& slot, cel::Arena& arena) {
  const uint32_t code = codes_[slot.number];
  if (code == unread_code) return unread(arena);
  if (is_setting(lens_.view().history.catalog(), slot.record)) {
    history_.begin(Instant::earliest(), {});
    return history_.slot(slot, arena);
  }
  const auto value = columns_.value(ValueId{code});
  return value ? *value : unread(arena);
}

cel::Value CodeReader::exists(const cel::Slot* slot, cel::Value, cel::Arena& arena) {
  if (slot == nullptr) return unread(arena);
  const auto before = slots_.first(slot->number);
  const auto place =
      slots_.size() + static_cast<size_t>(std::ranges::count_if(before, &cel::Slot::exists_test));
  const uint32_t code = codes_[place];
  if (code == unread_code) return unread(arena);
  return cel::Value::of(code == static_cast<uint32_t>(true_value));
}

cel::Value CodeReader::unread(cel::Arena& arena) {
  const cel::Cause none = 0;
  return arena.unknown({&none, 1});
}

// Not a reference, nor what may hold one: it may be a key that names nobody.
TruthTable::TruthTable(const cel::Program& program) : program_(&program) {
  using cel::TypeKind;
  constexpr std::array plain{TypeKind::timestamp, TypeKind::string, TypeKind::integer,
                             TypeKind::real};
  for (const cel::Slot& slot : program.slots())
    null_test_.push_back(slot.null_test && std::ranges::find(plain, slot.type.kind) != plain.end());
}

Truth TruthTable::evaluate(std::span<const uint32_t> codes, Instant at, CodeReader& reader,
                           cel::Arena& arena) const {
  arena.reset();
  reader.begin(codes, program_->slots(), at);
  const cel::Value v = cel::evaluate(*program_, reader, arena);
  if (!v.is(cel::Tag::boolean)) return Truth::unknown;
  return v.boolean ? Truth::yes : Truth::no;
}

Truth TruthTable::at(Instant at, std::span<const uint32_t> codes, CodeReader& reader,
                     cel::Arena& arena, int64_t& until) {
  if (std::ranges::find(codes, no_code) != codes.end()) return Truth::unknown;
  const auto holds = [&](const Held& h) {
    return h.from <= at && at < h.until && std::ranges::equal(h.codes, codes);
  };
  auto held = std::ranges::find_if(held_, holds);
  if (held == held_.end()) {
    held = held_.begin() + static_cast<ptrdiff_t>(oldest_held_);
    oldest_held_ = 1 - oldest_held_;
    held->codes.assign(codes.begin(), codes.end());
    held->from = at;
    held->truth = evaluate(codes, at, reader, arena);
    held->until = reader.until();
  }
  until = std::min(until, held->until.us);
  return held->truth;
}

// Codes are taken together two by two: each pair has a number, the last pair's is the truth.
Truth TruthTable::of(std::span<const uint32_t> read, CodeReader& reader, cel::Arena& arena) {
  codes_.assign(read.begin(), read.end());
  for (size_t i = 0; i < codes_.size(); ++i) {
    if (codes_[i] == no_code) return Truth::unknown;
    codes_[i] = asked_of(codes_[i], i);
  }
  const std::span<const uint32_t> codes = codes_;
  if (seldom_asked_again()) return evaluate(codes, Instant::earliest(), reader, arena);
  ++asked_;
  const size_t pairs = codes.size() < 2 ? 1 : codes.size() - 1;
  if (pairs_.size() < pairs) pairs_.resize(pairs);
  uint32_t first = codes.empty() ? 0 : codes[0];
  for (size_t i = 0; i + 1 < pairs; ++i) {
    uint32_t& number = pairs_[i].at(first, codes[i + 1]);
    if (number == Pairs::none) number = next_++;
    first = number;
  }
  uint32_t& truth = pairs_[pairs - 1].at(first, codes.size() < 2 ? 0 : codes.back());
  if (truth == Pairs::none) {
    truth = static_cast<uint32_t>(evaluate(codes, Instant::earliest(), reader, arena));
    ++evaluated_;
  }
  return static_cast<Truth>(truth);
}

const Answers::Answer* Answers::find(std::span<const uint32_t> codes, int64_t at) {
  last_ = &by_codes_[std::u32string(codes.begin(), codes.end())];
  const auto next = last_->upper_bound(at);
  if (next == last_->begin()) return nullptr;
  const Answer& answer = std::prev(next)->second;
  return at < answer.until ? &answer : nullptr;
}

}  // namespace probata
