#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "base/text.h"
#include "collect/file/file.h"
#include "collect/file/mapping.h"
#include "collect/raw.h"

namespace probata::collect {
namespace {

namespace fs = std::filesystem;
constexpr size_t mapping_bytes_max = 1u << 20;

std::string mapping_path(const SourceSettings& settings) {
  if (const json::Value* given = settings.options.find("mapping"); given && given->as_string())
    return *given->as_string();
  return fs::path(settings.path).replace_extension(".mapping.yaml").string();
}

// A list says how things were when it was written. A file's own time can lie ahead (another clock);
// then the look's counts.
Instant written_at(const fs::path& path, Instant look) {
  std::error_code code;
  const auto time = fs::last_write_time(path, code);
  if (code) return look;
  const auto system = std::chrono::file_clock::to_sys(time);
  const int64_t us =
      std::chrono::duration_cast<std::chrono::microseconds>(system.time_since_epoch()).count();
  return std::min(Instant{us}, look);
}

}  // namespace

Result<std::string> file_instance(const SourceSettings& settings) {
  std::string name = fs::path(settings.path).stem().string();
  if (is_id(name)) return name;
  return failure(fmt::format("`{}` names no file", settings.path), "give the source a `path`");
}

Result<RawLook> read_file_source(const SourceSettings& settings, const Known&, const Clock& clock) {
  const std::string mapping_file = mapping_path(settings);
  std::string mapping = TRY(probata::read_file(mapping_file, mapping_bytes_max));
  // A mapping with a mistake is no evidence: it is refused before anything is kept.
  if (auto checked = read_mapping(mapping, mapping_file); !checked)
    return std::unexpected(std::move(checked).error().front());
  const std::string content = TRY(probata::read_file(settings.path, list_bytes_max));
  const Instant taken = clock();
  const Instant at = written_at(settings.path, taken);
  const json::Object more{{"taken", to_text(taken), 0},
                          {"file", to_utf8(settings.path), 0},
                          {"mapping_file", to_utf8(mapping_file), 0},
                          {"mapping", to_utf8(mapping), 0}};
  return RawLook{write_head("file", at, settings.instance, more) + content, at};
}

}  // namespace probata::collect
