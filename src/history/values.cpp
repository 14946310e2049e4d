#include "history/values.h"

#include <bit>
#include <cstring>
#include <string_view>

#include "history/texts.h"

namespace probata {
namespace {

using cel::Tag;
using cel::Value;

uint64_t mix(uint64_t a, uint64_t b) {
  uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15)) * 0xff51afd7ed558ccd;
  return x ^ (x >> 32);
}

uint64_t head(const Value& v) {
  return mix(static_cast<uint64_t>(v.tag) << 16 | v.record, v.nanos);
}

uint64_t hash_of(const Value& v) {
  uint64_t h = head(v);
  switch (v.tag) {
    case Tag::string:
    case Tag::bytes:
    case Tag::type:
      return mix(h, hash_text(v.string(), 0));
    case Tag::list:
      for (const Value& item : v.list->items) h = mix(h, hash_of(item));
      return h;
    case Tag::map:
      for (const auto& [key, value] : v.map->entries) h = mix(mix(h, hash_of(key)), hash_of(value));
      return h;
    case Tag::span:
      return mix(
          mix(h, static_cast<uint64_t>(v.span->months)),
          mix(static_cast<uint64_t>(v.span->days), static_cast<uint64_t>(v.span->business_days)));
    case Tag::null:
      return h;
    case Tag::boolean:
      return mix(h, v.boolean ? 1 : 0);
    case Tag::entity:
      return mix(h, v.entity);
    default:
      return mix(h, v.uinteger);
  }
}

bool same(const Value& a, const Value& b);

bool same_entries(const cel::Map& a, const cel::Map& b) {
  if (a.entries.size() != b.entries.size()) return false;
  for (size_t i = 0; i < a.entries.size(); ++i) {
    if (!same(a.entries[i].first, b.entries[i].first) ||
        !same(a.entries[i].second, b.entries[i].second))
      return false;
  }
  return true;
}

bool same(const Value& a, const Value& b) {
  if (a.tag != b.tag || a.record != b.record || a.nanos != b.nanos) return false;
  switch (a.tag) {
    case Tag::null:
      return true;
    case Tag::boolean:
      return a.boolean == b.boolean;
    case Tag::string:
    case Tag::bytes:
    case Tag::type:
      return a.string() == b.string();
    case Tag::list:
      return std::equal(a.list->items.begin(), a.list->items.end(), b.list->items.begin(),
                        b.list->items.end(), same);
    case Tag::map:
      return same_entries(*a.map, *b.map);
    case Tag::span:
      return *a.span == *b.span;
    case Tag::entity:
      return a.entity == b.entity;
    default:
      return a.uinteger == b.uinteger;  // the bits
  }
}

}  // namespace

Values::Values() {
  buckets_.resize(64);
  intern(Value());
  intern(Value::of(false));
  intern(Value::of(true));
  intern(Value::disposed());
}

ValueId Values::intern(const Value& value) {
  if (size_ * 4 >= buckets_.size() * 3) grow();
  const size_t mask = buckets_.size() - 1;
  size_t i = hash_of(value) & mask;
  for (; buckets_[i] != 0; i = (i + 1) & mask) {
    const ValueId id{buckets_[i] - 1};
    if (same(at(id), value)) return id;
  }
  if (size_ % chunk_size == 0) chunks_.push_back(std::make_unique<Value[]>(chunk_size));
  chunks_[size_ / chunk_size][size_ % chunk_size] = keep(value);
  buckets_[i] = ++size_;
  return ValueId{size_ - 1};
}

void Values::grow() {
  Flat<uint32_t> wider;
  wider.resize(buckets_.size() * 2);
  const size_t mask = wider.size() - 1;
  for (uint32_t n = 0; n < size_; ++n) {
    size_t i = hash_of(at(ValueId{n})) & mask;
    while (wider[i] != 0) i = (i + 1) & mask;
    wider[i] = n + 1;
  }
  buckets_ = std::move(wider);
}

Value Values::keep(const Value& v) {
  Value kept = v;
  switch (v.tag) {
    case Tag::string:
    case Tag::bytes:
    case Tag::type:
      kept.text = storage_.make(cel::Text{storage_.copy(v.string())});
      break;
    case Tag::list: {
      std::vector<Value> items;
      for (const Value& item : v.list->items) items.push_back(keep(item));
      kept.list = storage_.list(items).list;
      break;
    }
    case Tag::map: {
      std::vector<std::pair<Value, Value>> entries;
      for (const auto& [key, value] : v.map->entries) entries.emplace_back(keep(key), keep(value));
      kept.map = storage_.map(entries).map;
      break;
    }
    case Tag::span:
      kept.span = storage_.make(Span(*v.span));
      break;
    default:
      break;
  }
  return kept;
}

Value reference_by_key(cel::Arena& arena, KindNo kind, std::string_view field,
                       std::string_view text, uint32_t key) {
  const std::pair<Value, Value> entry{arena.string(field), arena.string(text)};
  Value v = arena.map({&entry, 1});
  v.record = static_cast<uint16_t>(kind);
  v.nanos = key + 1;
  return v;
}

}  // namespace probata
