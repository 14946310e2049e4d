// Reading a catalog's folder from disk.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
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
// What somebody took for a file of a catalog, by the end of its name.
bool is_nearly_catalog_file(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension == ".yaml" || extension == ".yml" || extension == ".md" ||
         extension == ".markdown";
}

// What would be passed over though somebody meant it to count: an override that is not read leaves
// what is shipped in force, and nobody is told.
Result<bool> is_wanted(const fs::directory_entry& entry) {
  const Place place{entry.path().string(), 0, 0};
  std::error_code error;
  if (entry.is_directory(error)) {
    if (!entry.is_symlink(error)) return false;
    return failure("a link to a folder is not followed", "put the folder itself there", place);
  }
  if (!is_nearly_catalog_file(entry.path())) return false;
  if (!is_catalog_file(entry.path()))
    return failure("it is not read, because of how its name ends",
                   "files of a catalog end in `.yaml`, policies in `.md`", place);
  if (!entry.is_regular_file(error))
    return failure("it is no file, or a link to none", "put the file itself there", place);
  return true;
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
    if (TRY(is_wanted(*it))) paths.push_back(it->path());
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
