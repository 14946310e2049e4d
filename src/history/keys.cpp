#include "history/keys.h"

namespace probata {

uint64_t Keys::hash_of(KindNo kind, Field field, std::string_view text) {
  return hash_text(text, static_cast<uint64_t>(kind) << 16 | static_cast<uint64_t>(field));
}

uint32_t Keys::intern(KindNo kind, Field field, std::string_view text) {
  const uint64_t hash = hash_of(kind, field, text);
  const auto known = numbers_.find(hash, [&](uint32_t n) {
    return rows_[n].kind == kind && rows_[n].field == field && texts_.at(rows_[n].text) == text;
  });
  if (known) return *known;
  const auto number = static_cast<uint32_t>(rows_.size());
  rows_.push_back({texts_.add(text), kind, field, {}, {}});
  numbers_.add(hash, number, [&](uint32_t n) {
    return hash_of(rows_[n].kind, rows_[n].field, texts_.at(rows_[n].text));
  });
  return number;
}

void Keys::write(ArchiveWriter& out) const {
  texts_.write(out);
  numbers_.write(out);
  Flat<Row> rows;
  Flat<Holder> holders;
  Flat<Referrer> referrers, referrers_by_key;
  Flat<uint32_t> given;
  Flat<Slice> by_entity, of_entity;
  for (Row row : rows_) {
    row.holders = holders_.packed(row.holders, holders);
    row.referrers = referrers_by_key_.packed(row.referrers, referrers_by_key);
    rows.push_back(row);
  }
  for (const Slice& s : by_entity_) by_entity.push_back(referrers_.packed(s, referrers));
  for (const Slice& s : of_entity_) of_entity.push_back(given_.packed(s, given));
  out.array(rows);
  out.array(holders);
  out.array(referrers);
  out.array(referrers_by_key);
  out.array(given);
  out.array(by_entity);
  out.array(of_entity);
}

void Keys::read(ArchiveReader& in) {
  texts_.read(in);
  numbers_.read(in);
  rows_ = in.array<Row>();
  holders_.adopt(in.array<Holder>());
  referrers_.adopt(in.array<Referrer>());
  referrers_by_key_.adopt(in.array<Referrer>());
  given_.adopt(in.array<uint32_t>());
  by_entity_ = in.array<Slice>();
  of_entity_ = in.array<Slice>();
}

size_t Keys::bytes() const {
  return texts_.bytes() + rows_.bytes() + numbers_.bytes() + holders_.bytes() + referrers_.bytes() +
         referrers_by_key_.bytes() + given_.bytes() + by_entity_.bytes() + of_entity_.bytes();
}

}  // namespace probata
