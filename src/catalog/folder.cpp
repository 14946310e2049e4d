// Reading a catalog's folder from disk.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/environment.h"
#include "catalog/catalog.h"

namespace probata {
namespace {

namespace fs = std::filesystem;
constexpr size_t file_limit = 4u << 20;

bool is_catalog_file(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".yaml" || extension == ".md";
}

Result<std::vector<fs::path>> list_files(const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> paths;
  fs::recursive_directory_iterator it(directory, error), end;
  for (; !error && it != end; it.increment(error)) {
    if (it->path().filename().string().starts_with('.')) {
      if (it->is_directory(error)) it.disable_recursion_pending();
      continue;
    }
    if (it->is_regular_file(error) && is_catalog_file(it->path())) paths.push_back(it->path());
  }
  if (!error) return paths;
  return failure(fmt::format("cannot read the folder: {}", error.message()),
                 "give the folder of a catalog", {directory.string(), 0, 0});
}

}  // namespace

Result<Folder> read_folder(const std::string& directory) {
  Folder folder;
  folder.name = directory;
  for (const fs::path& path : TRY(list_files(directory))) {
    Result<std::string> text = read_file(path, file_limit);
    if (!text) {
      Error error = text.error();
      if (error.place.file.empty()) error.place.file = path.string();
      return std::unexpected(std::move(error));
    }
    folder.files.push_back({path.lexically_relative(directory).generic_string(), std::move(*text)});
  }
  std::ranges::sort(folder.files, {}, &File::path);
  return folder;
}

}  // namespace probata
