// Which entities hold a key, and who refers to what: what references are resolved and reversed by.
//
// A key names its entity for all time, as known at n (semantics.md, section 2): so a key keeps
// every fact that ever gave it to an entity, with the fact's number. Who refers where is kept once,
// without times: a referrer is a candidate, which a read at an instant confirms or not.
#pragma once

#include <string_view>

#include "history/history.h"
#include "history/index.h"
#include "history/slices.h"
#include "history/texts.h"

namespace probata {

struct Holder {
  Entity entity;
  Layer layer;
  Instant at;
  FactNo fact;
};
struct Referrer {
  Entity from;
  Field field;
  KindNo kind;  // of `from`
  bool operator==(const Referrer&) const = default;
};

class Keys {
 public:
  struct Key {
    KindNo kind;
    Field field;
    std::string_view text;
    std::span<const Holder> holders;  // in the order of their facts
  };
  // The number of a key, new where it was never mentioned.
  uint32_t intern(KindNo, Field, std::string_view text);
  Key at(uint32_t number) const {
    const Row& row = rows_[number];
    return {row.kind, row.field, texts_.at(row.text), holders_.of(row.holders)};
  }
  void hold(uint32_t number, const Holder& holder) {
    holders_.append(rows_[number].holders, holder);
  }

  void refer(Entity target, const Referrer& r) { referrers_.append(slot(by_entity_, target), r); }
  void refer_by_key(uint32_t key, const Referrer& r) {
    referrers_by_key_.append(rows_[key].referrers, r);
  }
  std::span<const Referrer> referrers(Entity target) const {
    const auto n = static_cast<size_t>(target);
    return n < by_entity_.size() ? referrers_.of(by_entity_[n]) : std::span<const Referrer>();
  }
  std::span<const Referrer> referrers_by_key(uint32_t key) const {
    return referrers_by_key_.of(rows_[key].referrers);
  }
  // The keys that an entity was ever given.
  std::span<const uint32_t> keys_of(Entity entity) const {
    const auto n = static_cast<size_t>(entity);
    return n < of_entity_.size() ? given_.of(of_entity_[n]) : std::span<const uint32_t>();
  }
  void given(Entity entity, uint32_t key) { given_.append(slot(of_entity_, entity), key); }
  // Many at once. REQUIRES: nothing refers to anything by id; ascending by target.
  void adopt(Flat<Referrer> referrers, Flat<Slice> by_entity) {
    referrers_.adopt(std::move(referrers));
    by_entity_ = std::move(by_entity);
  }
  void write(ArchiveWriter&) const;
  void read(ArchiveReader&);
  size_t bytes() const;

 private:
  struct Row {
    uint32_t text;
    KindNo kind;
    Field field;
    Slice holders, referrers;
  };
  static Slice& slot(Flat<Slice>& slices, Entity entity) {
    const auto n = static_cast<size_t>(entity);
    if (n >= slices.size()) slices.resize(n + 1);
    return slices[n];
  }
  static uint64_t hash_of(KindNo, Field, std::string_view text);

  Texts texts_;
  Flat<Row> rows_;  // by the number of the key
  Index numbers_;
  Slices<Holder> holders_;
  Slices<Referrer> referrers_, referrers_by_key_;
  Slices<uint32_t> given_;
  Flat<Slice> by_entity_, of_entity_;  // as long as the last entity that has something
};

}  // namespace probata
