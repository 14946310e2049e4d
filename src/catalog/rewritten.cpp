#include "catalog/rewritten.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalog/test_reader.h"

namespace probata {
namespace {

// Later folders win, as in reading.
const File* file_of(const Catalog& catalog, const std::string& path) {
  const File* found = nullptr;
  for (const Folder& folder : catalog.folders)
    for (const File& file : folder.files)
      if (file.path == path) found = &file;
  return found;
}

}  // namespace

Result<WrittenTest> written_test(const Catalog& catalog, TestNo number) {
  const Test& test = catalog.at(number);
  const File* file = file_of(catalog, catalog.at(test.control).file);
  if (file != nullptr) {
    const auto root = yaml::parse(file->text);
    const yaml::Node* tests = root ? root->find("tests") : nullptr;
    for (const yaml::Node& node : tests == nullptr ? std::vector<yaml::Node>() : tests->items)
      if (const yaml::Node* id = node.find("id"); id != nullptr && id->text == test.id)
        return WrittenTest{test.place.file, file->text, node};
  }
  return failure(fmt::format("the text of `{}` is not there", test.full_id),
                 "read the catalog with its files");
}

Result<std::shared_ptr<const Catalog>, Errors> rewritten(const Catalog& catalog, TestNo number,
                                                         const WrittenTest& written) {
  auto changed = std::make_shared<Catalog>(catalog);
  Draft draft(*changed);
  draft.has_roles = !catalog.roles.empty();
  Document document;
  document.name = written.file;
  document.text = written.text;
  document.root = written.node;
  Reading reading(document, draft.errors);
  const Test& before = catalog.at(number);
  Test after = read_test(draft, reading, document.root, catalog.at(before.control).id);
  if (!draft.errors.empty()) return std::unexpected(std::move(draft.errors));
  after.number = before.number;
  after.control = before.control;
  after.place = before.place;
  changed->tests[static_cast<size_t>(number)] = std::move(after);
  return changed;
}

}  // namespace probata
