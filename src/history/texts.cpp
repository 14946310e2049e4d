#include "history/texts.h"

#include <bit>

namespace probata {
namespace {

uint64_t mixed(uint64_t a, uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t word(const char* p, size_t size) {
  uint64_t w = 0;
  if (size > 0) std::memcpy(&w, p, size);  // of an empty text `p` may be null
  return std::endian::native == std::endian::little ? w : __builtin_bswap64(w);
}

}  // namespace

// By words of eight bytes, multiplied and folded.
uint64_t hash_text(std::string_view text, uint64_t seed) {
  uint64_t h = seed ^ 0x9e3779b97f4a7c15u;
  const char* p = text.data();
  size_t left = text.size();
  for (; left > 8; left -= 8, p += 8) h = mixed(h ^ word(p, 8), 0xa0761d6478bd642fu);
  return mixed(h ^ word(p, left), 0xe7037ed1a0b428dbu ^ text.size());
}

char* Texts::room(size_t size) {
  if (used_ + size > chunk_size) {
    const size_t chunks = (size + chunk_size - 1) / chunk_size;
    chunks_.push_back(std::make_unique<char[]>(chunks * chunk_size));
    for (size_t i = 1; i < chunks; ++i) chunks_.push_back(nullptr);
    used_ = 0;
    if (chunks > 1) {
      used_ = chunk_size;
      return chunks_[chunks_.size() - chunks].get();
    }
  }
  char* p = chunks_.back().get() + used_;
  used_ += size;
  return p;
}

uint32_t Texts::add(std::string_view text) {
  char length[10];
  size_t bytes = 0;
  for (size_t rest = text.size();; rest >>= 7) {
    length[bytes++] = static_cast<char>(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
    if (rest < 0x80) break;
  }
  const size_t size = (bytes + text.size() + unit - 1) / unit * unit;
  char* p = room(size);
  std::memcpy(p, length, bytes);
  if (!text.empty()) std::memcpy(p + bytes, text.data(), text.size());
  const size_t chunks = (size + chunk_size - 1) / chunk_size;
  const size_t first = chunks_.size() - chunks;
  const auto within = static_cast<size_t>(p - chunks_[first].get());
  return static_cast<uint32_t>((base_.size() + first * chunk_size + within) / unit);
}

std::vector<std::span<const char>> Texts::parts() const {
  std::vector<std::span<const char>> parts{base_.view()};
  for (size_t i = 0; i < chunks_.size();) {
    size_t chunks = 1;
    while (i + chunks < chunks_.size() && !chunks_[i + chunks]) ++chunks;
    const bool last = i + chunks == chunks_.size();
    parts.emplace_back(chunks_[i].get(), (chunks - 1) * chunk_size + (last ? used_ : chunk_size));
    i += chunks;
  }
  return parts;
}

void Texts::write(ArchiveWriter& out) const {
  const auto all = parts();
  size_t size = 0;
  for (const auto& part : all) size += part.size();
  out.array(size, [&](auto&& add) {
    for (const auto& part : all) add(part);
  });
}

void Texts::read(ArchiveReader& in) {
  base_ = in.array<char>();
  chunks_.clear();
  used_ = chunk_size;
}

size_t Texts::bytes() const { return base_.bytes() + chunks_.size() * chunk_size; }

}  // namespace probata
