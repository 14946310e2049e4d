// The files of a catalog's folders, and those of them that are read when asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/mapping.h"

namespace probata {

// In messages: the folder as the user gave it, and the path in it.
std::string display_name(const Folder&, const std::string& path);

struct FoundFile {
  std::string name;  // display_name
  const File* file = nullptr;
};
// Those below a path such as `policies/` (empty: all), by path; of each path the last folder's.
std::vector<FoundFile> files_of(const Catalog&, std::string_view folder,
                                std::string_view extension);
// A file of which this text, all of it or a part, is YAML. None, and its mistakes among the errors,
// where it cannot be read. REQUIRES: file and text outlive the document.
std::optional<Document> open_document(const std::string& name, const File&, std::string_view text,
                                      Errors&);
void sort_by_place(Errors&);

}  // namespace probata
