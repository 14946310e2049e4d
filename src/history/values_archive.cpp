// Values in a snapshot. What a value points to is kept beside, and the pointer is the number of its
// place there.
#include "history/values.h"

namespace probata {
namespace {

using cel::Tag;
using cel::Value;

struct Extent {
  uint64_t begin, size;
};

class Encoder {
 public:
  Value encode(const Value& v) {
    Value coded = v;
    switch (v.tag) {
      case Tag::string:
      case Tag::bytes:
      case Tag::type:
        texts_.push_back({bytes_.size(), v.string().size()});
        bytes_ += v.string();
        coded.uinteger = texts_.size() - 1;
        break;
      case Tag::span:
        spans_.push_back(*v.span);
        coded.uinteger = spans_.size() - 1;
        break;
      case Tag::list:
        coded.uinteger = many(v.list->items);
        break;
      case Tag::map: {
        std::vector<Value> both;
        for (const auto& [key, value] : v.map->entries) both.insert(both.end(), {key, value});
        coded.uinteger = many(both);
        break;
      }
      default:
        break;
    }
    return coded;
  }
  void write(ArchiveWriter& out) const {
    out.array(std::span<const char>(bytes_));
    out.array(texts_);
    out.array(spans_);
    out.array(lists_);
    out.array(items_);
  }

 private:
  uint64_t many(std::span<const Value> values) {
    std::vector<Value> coded;
    for (const Value& v : values) coded.push_back(encode(v));
    lists_.push_back({items_.size(), coded.size()});
    for (const Value& v : coded) items_.push_back(v);
    return lists_.size() - 1;
  }

  std::string bytes_;
  Flat<Extent> texts_, lists_;
  Flat<Span> spans_;
  Flat<Value> items_;  // of lists and maps, coded
};

class Decoder {
 public:
  Decoder(ArchiveReader& in, cel::Arena& storage)
      : storage_(storage),
        bytes_(in.array<char>()),
        places_(in.array<Extent>()),
        spans_(in.array<Span>()),
        lists_(in.array<Extent>()),
        items_(in.array<Value>()) {
    texts_ = storage.array<cel::Text>(places_.size());
    for (size_t i = 0; i < places_.size(); ++i)
      texts_[i] = {{bytes_.data() + places_[i].begin, places_[i].size}};
  }
  Value decode(Value v) {
    switch (v.tag) {
      case Tag::string:
      case Tag::bytes:
      case Tag::type:
        v.text = &texts_[v.uinteger];
        break;
      case Tag::span:
        v.span = &spans_[v.uinteger];
        break;
      case Tag::list:
        v.list = storage_.list(many(v.uinteger)).list;
        break;
      case Tag::map: {
        const std::vector<Value> both = many(v.uinteger);
        std::vector<std::pair<Value, Value>> entries;
        for (size_t i = 0; i + 1 < both.size(); i += 2) entries.emplace_back(both[i], both[i + 1]);
        v.map = storage_.map(entries).map;
        break;
      }
      default:
        break;
    }
    return v;
  }

 private:
  std::vector<Value> many(uint64_t list) {
    std::vector<Value> values;
    for (uint64_t i = 0; i < lists_[list].size; ++i)
      values.push_back(decode(items_[lists_[list].begin + i]));
    return values;
  }

  cel::Arena& storage_;
  Flat<char> bytes_;
  Flat<Extent> places_;
  Flat<Span> spans_;
  Flat<Extent> lists_;
  Flat<Value> items_;
  std::span<cel::Text> texts_;
};

}  // namespace

void Values::write(ArchiveWriter& out) const {
  Encoder encoder;
  Flat<Value> coded;
  for (uint32_t n = 0; n < size_; ++n) coded.push_back(encoder.encode(at(ValueId{n})));
  out.array(coded);
  out.array(buckets_);
  encoder.write(out);
}

void Values::read(ArchiveReader& in) {
  const Flat<Value> coded = in.array<Value>();
  buckets_ = in.array<uint32_t>();
  storage_ = {};
  chunks_.clear();
  Decoder decoder(in, storage_);
  size_ = static_cast<uint32_t>(coded.size());
  for (uint32_t n = 0; n < size_; ++n) {
    if (n % chunk_size == 0) chunks_.push_back(std::make_unique<Value[]>(chunk_size));
    chunks_[n / chunk_size][n % chunk_size] = decoder.decode(coded[n]);
  }
}

}  // namespace probata
