// Blobs: content addressed by its SHA-256; written once, never changed.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/hash.h"

namespace probata {

class Blobs {
 public:
  virtual ~Blobs() = default;
  virtual Result<Digest> put(
      std::string_view) = 0;  // durable when it returns; the same content twice is one blob
  virtual Result<std::string> get(const Digest&)
      const = 0;  // verified against its name; a changed byte is an error that names it
  virtual Result<bool> has(const Digest&) const = 0;
  virtual Result<void> remove(const Digest&) = 0;
};
// `evidence/ab/cd…` below the folder, zstd where that is smaller is left to later; plain bytes.
Result<std::unique_ptr<Blobs>> open_file_blobs(const std::filesystem::path&);
// The same with another way to write a file, so that a test can let it fail; the usual one is
// write_file_durably.
using DurableWrite = std::function<Result<void>(const std::filesystem::path&, std::string_view)>;
Result<std::unique_ptr<Blobs>> open_file_blobs(const std::filesystem::path&, DurableWrite);

}  // namespace probata
