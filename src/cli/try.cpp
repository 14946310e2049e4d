// `catalog try`: one control over a file of facts, again whenever a file of it is saved.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "assess/table.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {
namespace {

namespace fs = std::filesystem;
constexpr auto looked_at = std::chrono::milliseconds(200);

// What is known of a file without reading it. A file that is being written is seen again.
using Stamp = std::pair<fs::file_time_type, uintmax_t>;
using Stamps = std::map<std::string, Stamp>;

void stamp(const fs::path& path, Stamps& stamps) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    for (const auto& entry : fs::recursive_directory_iterator(path, error))
      if (entry.is_regular_file(error)) stamp(entry.path(), stamps);
  } else if (fs::exists(path, error)) {
    stamps[path.string()] = {fs::last_write_time(path, error), fs::file_size(path, error)};
  }
}

Stamps stamps_of(const TryOptions& options) {
  Stamps stamps;
  for (const std::string& path : {options.catalog, options.facts, options.settings})
    if (!path.empty()) stamp(path, stamps);
  return stamps;
}

Result<void> keep(Assessment& assessment, const Catalog& catalog, const std::string& control) {
  std::erase_if(assessment.controls, [&](const ControlResult& result) {
    return catalog.at(result.control).id != control;
  });
  if (!assessment.controls.empty()) return {};
  std::vector<std::string> names;
  for (const Control& known : catalog.controls) names.push_back(known.id);
  return failure(fmt::format("there is no control `{}`", control), name_hint(control, names));
}

// Until something differs, and then until nothing does for a moment: an editor may write in parts.
void wait_for_a_save(const TryOptions& options, const Stamps& before) {
  Stamps last = before;
  for (;;) {
    std::this_thread::sleep_for(looked_at);
    auto stamps = stamps_of(options);
    if (stamps == last && stamps != before) return;
    last = std::move(stamps);
  }
}

int run(const TryOptions& options) {
  auto loaded = load(options);
  if (!loaded) return tell(loaded.error(), options.json);
  return loaded->with_view([&](const View& view) {
    auto assessment = probata::assess(view, loaded->request);
    if (auto kept = keep(assessment, *loaded->catalog, options.control); !kept)
      return tell(kept.error(), options.json);
    if (options.json)
      fmt::print("{}\n", to_json(assessment, view, options.all));
    else
      fmt::print("{}", to_table(assessment, view, ::isatty(STDOUT_FILENO) != 0));
    return noted(assessment) ? found : done;
  });
}

}  // namespace

int catalog_try(const TryOptions& options) {
  for (;;) {
    const auto before = stamps_of(options);
    if (::isatty(STDOUT_FILENO) != 0 && !options.once) fmt::print("\033[2J\033[H");
    const int code = run(options);
    if (options.once) return code;
    fmt::print("\nsave a file to try again; Ctrl-C ends\n");
    std::fflush(stdout);
    wait_for_a_save(options, before);
  }
}

}  // namespace probata::cli
