// What several tests of this module share: the shipped catalog, a history that facts are folded
// into, temporary folders.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "collect/collect.h"

namespace probata::collect {

inline std::shared_ptr<const Catalog> shipped_catalog() {
  static const std::shared_ptr<const Catalog> catalog = [] {
    const auto folder = read_folder(PROBATA_SOURCE_DIR "/catalog");
    auto read = read_catalog({&folder.value(), 1});
    return read ? *read : nullptr;
  }();
  return catalog;
}

inline Instant at(std::string_view text) { return parse_instant(text).value(); }
inline Clock clock_at(std::string_view text) {
  return [instant = at(text)] { return instant; };
}

// A history that looks are added to, one after the other.
class Ledgerless {
 public:
  Ledgerless() : history(shipped_catalog(), Settings{}) {}
  View view(Instant now) const { return {history, FactNo{history.size()}, now}; }
  // Folds what a collection gave; fails the test where a fact is none.
  void fold(const std::vector<json::Value>& facts) {
    for (const json::Value& fact : facts) {
      const auto read = read_fact(fact, history.catalog());
      ASSERT_TRUE(read) << json::write(fact) << "\n" << to_text(read.error().front());
      history.fold(FactNo{history.size()}, read->at, *read);
    }
  }
  // One look at a source at an instant; folds and returns its facts.
  std::vector<json::Value> look(const SourceSettings& settings, std::string_view instant) {
    auto collected = collect_once(settings, view(at(instant)), clock_at(instant));
    EXPECT_TRUE(collected) << (collected ? "" : to_text(collected.error()));
    if (!collected) return {};
    fold(collected->facts);
    return collected->facts;
  }
  History history;
};

inline std::string field(const json::Value& fact, std::string_view name) {
  const json::Value* set = fact.find("set");
  const json::Value* value = set ? set->find(name) : nullptr;
  return value ? json::write(*value) : std::string();
}
inline std::string text(const json::Value& fact, std::string_view name) {
  const json::Value* value = fact.find(name);
  return value && value->as_string() ? *value->as_string() : std::string();
}
inline std::vector<json::Value> of_kind(const std::vector<json::Value>& facts,
                                        std::string_view kind) {
  std::vector<json::Value> result;
  for (const json::Value& fact : facts)
    if (text(fact, "kind") == kind) result.push_back(fact);
  return result;
}

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "probata-collect-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() {
    std::error_code code;
    std::filesystem::remove_all(path, code);
  }
  void write(const std::string& name, std::string_view bytes) const {
    const std::filesystem::path file = path / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
  std::filesystem::path path;
};

}  // namespace probata::collect
