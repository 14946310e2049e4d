// The file source: CSV, JSON, JSON Lines and mappings.
#include <cstdint>
#include <string_view>

#include "collect/collect.h"
#include "collect/file/csv.h"
#include "collect/file/mapping.h"
#include "collect/raw.h"

using namespace probata::collect;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const char* formats[] = {"csv", "json", "jsonl"};
  if (data[0] == 3) {
    (void)read_mapping(text, "m.yaml");
    return 0;
  }
  const std::string mapping =
      std::string("kind: person\nid: row.id\nset: {name: row.name}\nformat: ") +
      formats[data[0] % 3];
  const std::string head =
      write_head("file", {0}, "f", {{"file", "f", 0}, {"mapping", mapping, 0}});
  (void)parse_csv(text, static_cast<char>(data[0]));
  (void)probata::parse_look(head + std::string(text));
  return 0;
}
