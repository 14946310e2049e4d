// Interned values: each distinct value of a history once, so that equal values have equal numbers.
//
// Equality here is stricter than the language's (1 and 1.0 differ): it is about what was written,
// not about what compares equal. A reference by key has no value until someone asks at some size of
// the ledger: it is interned as a map that carries the number of its key (see key_of), and resolved
// by whoever reads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "cel/value.h"
#include "history/archive.h"
#include "history/history.h"

namespace probata {

class Values {
 public:
  Values();

  ValueId intern(const cel::Value&);
  const cel::Value& at(ValueId id) const {
    const auto n = static_cast<uint32_t>(id);
    return chunks_[n / chunk_size][n % chunk_size];
  }
  size_t size() const { return size_; }
  void write(ArchiveWriter&) const;
  void read(ArchiveReader&);
  // Memory that lives as long as the history.
  cel::Arena& storage() { return storage_; }

 private:
  static constexpr uint32_t chunk_size = 1024;

  void grow();
  cel::Value keep(const cel::Value&);  // a deep copy into storage

  cel::Arena storage_;
  std::vector<std::unique_ptr<cel::Value[]>> chunks_;
  uint32_t size_ = 0;
  Flat<uint32_t> buckets_;  // open addressing: number + 1, 0 is free
};

constexpr ValueId null_value{0};  // null is interned first, then these
constexpr ValueId false_value{1};
constexpr ValueId true_value{2};
constexpr ValueId disposed_value{3};  // what it was nobody knows any more

// The value of a reference by key: the target kind, and the number of the key in Keys.
cel::Value reference_by_key(cel::Arena&, KindNo, std::string_view field, std::string_view text,
                            uint32_t key);
// The number of the key, where the value is a reference by key.
inline std::optional<uint32_t> key_of(const cel::Value& v) {
  if (!v.is(cel::Tag::map) || v.nanos == 0) return {};
  return v.nanos - 1;
}

}  // namespace probata
