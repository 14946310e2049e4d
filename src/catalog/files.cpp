#include "catalog/files.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace probata {

std::string display_name(const Folder& folder, const std::string& path) {
  if (folder.name.empty()) return path;
  return folder.name.ends_with('/') ? folder.name + path : folder.name + "/" + path;
}

std::vector<FoundFile> files_of(const Catalog& catalog, std::string_view below,
                                std::string_view extension) {
  std::map<std::string_view, FoundFile> files;
  for (const Folder& folder : catalog.folders)
    for (const File& file : folder.files)
      if (file.path.starts_with(below) && file.path.ends_with(extension))
        files[file.path] = {display_name(folder, file.path), &file};
  std::vector<FoundFile> found;
  for (auto& [path, file] : files) found.push_back(std::move(file));
  return found;
}

std::optional<Document> open_document(const std::string& name, const File& file,
                                      std::string_view text, Errors& errors) {
  auto root = yaml::parse(text);
  if (root) return Document{name, file.path, file.text, std::move(*root), true};
  for (Error& error : root.error()) {
    error.place.file = name;
    errors.push_back(std::move(error));
  }
  return {};
}

void sort_by_place(Errors& errors) {
  std::ranges::stable_sort(errors, {}, [](const Error& error) {
    return std::tie(error.place.file, error.place.line, error.place.column);
  });
}

}  // namespace probata
