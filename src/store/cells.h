// Cells: small mutable values by key: sessions, password hashes, source cursors. Never in the
// ledger.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace probata {

class Cells {
 public:
  virtual ~Cells() = default;
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  virtual Result<void> set(std::string_view key,
                           std::string_view value) = 0;  // durable when it returns
  virtual Result<void> remove(std::string_view key) = 0;
};
Result<std::unique_ptr<Cells>> open_sqlite_cells(const std::string& path);

}  // namespace probata
