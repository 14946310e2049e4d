#include "catalog/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/files.h"

namespace probata {
namespace {

template <class T>
const T* look_up(const std::vector<T>& list, const Catalog::Index& index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &list[found->second];
}
template <class T>
const T* look_up(const std::vector<T>& list, std::string T::* id, std::string_view name) {
  const auto found = std::ranges::find(list, name, id);
  return found == list.end() ? nullptr : &*found;
}

const std::vector<std::string> top_files = {"criteria.yaml", "parameters.yaml", "roles.yaml",
                                            "risks.yaml", "tailoring.yaml"};
const std::vector<std::string> folders = {"kinds", "controls", "policies", "sources", "crosswalks"};

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  return text;
}

// A file that nothing reads is likely a misspelt one. Further folders may belong to other parts of
// the program, and a text at the top may tell people of it.
void check_path(Draft& draft, const std::string& name, const std::string& path) {
  const bool text = !path.ends_with(".yaml");
  const size_t slash = path.find('/');
  const Place place{name, 0, 0};
  const auto warn = [&](std::string what, std::string hint) {
    draft.catalog.warnings.push_back({std::move(what), std::move(hint), place});
  };
  if (slash == std::string::npos) {
    if (text) return warn("nothing reads it", "a policy lies in `policies/`");
    if (std::ranges::find(top_files, path) != top_files.end()) return;
    draft.errors.push_back(
        {fmt::format("`{}` is no file of a catalog", path), name_hint(path, top_files), place});
    return;
  }
  const std::string folder = path.substr(0, slash);
  if (std::ranges::find(folders, folder) == folders.end()) {
    const std::string_view near = nearest(folder, folders);
    return warn(fmt::format("`{}` is no folder of a catalog", folder),
                near.empty() ? "what is in it counts for the digest only"
                             : fmt::format("did you mean `{}`?", near));
  }
  if (text != (folder == "policies"))
    warn("nothing reads it", fmt::format("what is in `{}` ends in `{}`", folder,
                                         folder == "policies" ? ".md" : ".yaml"));
}

// Those that are read elsewhere, as policies are, and of which there is no digest.
Errors files_without_text(const Catalog& catalog) {
  Errors errors;
  for (const FoundFile& found : files_of(catalog, "", "")) {
    const size_t bad = find_invalid_utf8(found.file->text);
    if (bad == std::string::npos) continue;
    Place place = json::place_of(found.file->text, bad);
    place.file = found.name;
    errors.push_back({"invalid UTF-8", "save the file as UTF-8", std::move(place)});
  }
  return errors;
}

void parse(Draft& draft, Document& document) {
  Errors mistakes;
  Result<yaml::Node, Errors> root = yaml::parse(document.text, {}, &mistakes);
  document.readable = root.has_value();
  if (root)
    document.root = std::move(*root);
  else
    mistakes.insert(mistakes.end(), root.error().begin(), root.error().end());
  for (Error& error : mistakes) {
    error.place.file = document.name;
    draft.errors.push_back(std::move(error));
  }
}

// The documents keep views of the texts that the catalog holds.
void open_documents(Draft& draft, json::Object& contents) {
  for (const FoundFile& found : files_of(draft.catalog, "", "")) {
    const File& file = *found.file;
    check_path(draft, found.name, file.path);
    if (!file.path.ends_with(".yaml")) {
      contents.push_back({file.path, json::Value(file.text), 0});
      continue;
    }
    Document& document = draft.documents.emplace_back();
    document.name = found.name;
    document.path = file.path;
    document.text = without_mark(file.text);
    parse(draft, document);
    if (document.readable) contents.push_back({file.path, yaml::to_json(document.root), 0});
  }
}

void name_built_in(Catalog& catalog) {
  const auto number = [&](std::string_view name) { return catalog.kind(name)->number; };
  catalog.company = number("company");
  catalog.collection = number("collection");
  catalog.judgement = number("judgement");
  catalog.waiver = number("waiver");
  catalog.assignment = number("assignment");
  catalog.qualification = number("qualification");
  catalog.finding = number("finding");
  catalog.control_kind = number("control");
  catalog.test_kind = number("test");
  catalog.obligation = number("obligation");
}

void sort_errors(Errors& errors) {
  std::ranges::sort(errors, [](const Error& a, const Error& b) {
    return std::tie(a.place.file, a.place.line, a.place.column, a.what) <
           std::tie(b.place.file, b.place.line, b.place.column, b.what);
  });
  const auto [first, last] = std::ranges::unique(errors);
  errors.erase(first, last);
}

}  // namespace

const FieldDefinition* Kind::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &FieldDefinition::name);
  if (found != fields.end()) return &*found;
  if (field.empty()) return nullptr;
  const auto renamed = std::ranges::find(fields, field, &FieldDefinition::was);
  return renamed == fields.end() ? nullptr : &*renamed;
}
const FieldDefinition* Kind::at(Field field) const {
  const auto number = static_cast<size_t>(field);
  return number == 0 || number > fields.size() ? nullptr : &fields[number - 1];
}
std::vector<std::string> Kind::field_names() const {
  std::vector<std::string> names;
  for (const FieldDefinition& field : fields) names.push_back(field.name);
  return names;
}
const ReverseReference* Kind::reverse(std::string_view name) const {
  const auto found = std::ranges::find(reverses, name, &ReverseReference::name);
  return found == reverses.end() ? nullptr : &*found;
}

const Kind* Catalog::kind(std::string_view name) const { return look_up(kinds, kind_index, name); }
const Control* Catalog::control(std::string_view id) const {
  return look_up(controls, control_index, id);
}
const Test* Catalog::test(std::string_view full_id) const {
  return look_up(tests, test_index, full_id);
}
const Parameter* Catalog::parameter(std::string_view name) const {
  return look_up(parameters, parameter_index, name);
}
const Question* Catalog::question(std::string_view name) const {
  return look_up(questions, &Question::name, name);
}
const Criterion* Catalog::criterion(std::string_view id) const {
  return look_up(criteria, &Criterion::id, id);
}
const Role* Catalog::role(std::string_view name) const { return look_up(roles, &Role::name, name); }
const Risk* Catalog::risk(std::string_view id) const { return look_up(risks, &Risk::id, id); }
std::vector<std::string> Catalog::kind_names() const {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.push_back(kind.name);
  return names;
}

Document* find_document(Draft& draft, std::string_view path) {
  const auto found = std::ranges::find(draft.documents, path, &Document::path);
  return found == draft.documents.end() ? nullptr : &*found;
}
std::vector<Document*> documents_under(Draft& draft, std::string_view folder) {
  std::vector<Document*> result;
  for (Document& document : draft.documents) {
    if (document.path.starts_with(folder)) result.push_back(&document);
  }
  return result;
}

Result<std::shared_ptr<const Catalog>, Errors> read_catalog(std::span<const Folder> given) {
  auto catalog = std::make_shared<Catalog>();
  catalog->folders.assign(given.begin(), given.end());
  Draft draft(*catalog);
  json::Object contents;
  open_documents(draft, contents);
  read_kinds(draft);
  name_built_in(*catalog);
  read_parameters(draft);
  read_tailoring(draft);
  read_roles(draft);
  read_criteria(draft);
  read_risks(draft);
  link_kinds(draft);
  read_controls(draft);
  check_controls(draft);
  sort_errors(draft.errors);
  sort_errors(catalog->warnings);
  if (!draft.errors.empty()) return std::unexpected(std::move(draft.errors));
  Result<std::string> text = json::canonical(json::Value(std::move(contents)));
  if (!text) return std::unexpected(files_without_text(*catalog));
  catalog->digest = sha256(*text);
  return catalog;
}

}  // namespace probata
