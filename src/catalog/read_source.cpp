#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/files.h"
#include "catalog/keys.h"
#include "catalog/mapping.h"
#include "catalog/source.h"

namespace probata {
namespace {

constexpr Key source_table[] = {
    {"source", Shape::text, true}, {"title", Shape::text, true}, {"about"},
    {"gives", Shape::mapping},     {"needs", Shape::texts},      {"not_told", Shape::list},
    {"options", Shape::texts}};
constexpr Key given_table[] = {
    {"how", Shape::text, true}, {"every", Shape::text}, {"fields", Shape::mapping, true}};
constexpr Key not_told_table[] = {{"kind", Shape::text, true},
                                  {"field"},
                                  {"why", Shape::text, true},
                                  {"connect", Shape::text, true}};

class SourceReader {
 public:
  SourceReader(const Document& document, const Catalog& catalog, Errors& errors)
      : reading_(document, errors), catalog_(catalog) {}

  SourceDeclaration read() {
    Mapping map(reading_.document.root, source_table, reading_, "a source");
    SourceDeclaration source;
    if (!map) return source;
    source.place = reading_.place(map.node());
    source.name = map.text("source");
    source.title = map.text("title");
    source.about = map.text("about");
    source.needs = map.texts("needs");
    source.options = map.texts("options");
    if (const yaml::Node* gives = map.find("gives"))
      for (const yaml::Entry& entry : gives->entries) source.gives.push_back(read_given(entry));
    if (const yaml::Node* not_told = map.find("not_told"))
      for (const yaml::Node& item : not_told->items) source.not_told.push_back(read_not_told(item));
    check_file_name(source);
    return source;
  }

 private:
  // So that the file of a source is found by its name.
  void check_file_name(const SourceDeclaration& source) {
    if (source.name.empty() || reading_.document.path == "sources/" + source.name + ".yaml") return;
    reading_.error(reading_.document.root,
                   fmt::format("the source `{}` is in another file's place", source.name),
                   fmt::format("name the file `sources/{}.yaml`", source.name));
  }

  const Kind* kind(const std::string& name, Place place) {
    const Kind* kind = catalog_.kind(name);
    if (!kind)
      reading_.error(std::move(place), fmt::format("there is no kind `{}`", name),
                     name_hint(name, catalog_.kind_names()));
    return kind;
  }
  void check_field(const Kind* kind, const std::string& name, Place place) {
    if (!kind || kind->find(name)) return;
    reading_.error(std::move(place), fmt::format("`{}` has no field `{}`", kind->name, name),
                   name_hint(name, kind->field_names()));
  }

  GivenKind read_given(const yaml::Entry& entry) {
    GivenKind given{entry.key, {}, {}, {}};
    const Kind* of = kind(entry.key, place_of(reading_.document, entry));
    Mapping map(entry.value, given_table, reading_, "what a source gives");
    if (!map) return given;
    given.how = map.text("how");
    static const std::vector<std::string> hows = {"looks", "events", "claimed"};
    if (const yaml::Node* how = map.find("how")) check_choice(*how, hows, "how", reading_);
    if (const yaml::Node* every = map.find("every")) {
      const auto duration = parse_duration(every->text);
      if (duration)
        given.every = *duration;
      else
        reading_.error(*every, fmt::format("`{}` is no duration", every->text),
                       "write one as `10m`");
    }
    if (const yaml::Node* fields = map.find("fields"))
      for (const yaml::Entry& field : fields->entries) {
        check_field(of, field.key, place_of(reading_.document, field));
        if (check_shape(field.value, Shape::text, field.key, reading_))
          given.fields.push_back({field.key, field.value.text});
      }
    return given;
  }

  NotTold read_not_told(const yaml::Node& node) {
    Mapping map(node, not_told_table, reading_, "what a source does not tell");
    if (!map) return {};
    NotTold result{map.text("kind"), map.text("field"), map.text("why"), map.text("connect")};
    const Kind* of = result.kind.empty() ? nullptr : kind(result.kind, reading_.place(node));
    if (!result.field.empty()) check_field(of, result.field, reading_.place(node));
    return result;
  }

  Reading reading_;
  const Catalog& catalog_;
};

}  // namespace

Result<std::vector<SourceDeclaration>, Errors> read_sources(const Folder& folder,
                                                            const Catalog& catalog) {
  std::vector<SourceDeclaration> sources;
  Errors errors;
  for (const File& file : folder.files) {
    if (!file.path.starts_with("sources/") || !file.path.ends_with(".yaml")) continue;
    const std::string name = display_name(folder, file.path);
    if (const auto document = open_document(name, file, file.text, errors))
      sources.push_back(SourceReader(*document, catalog, errors).read());
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return sources;
}

Keys source_declaration_keys() { return source_table; }
Keys given_keys() { return given_table; }
Keys not_told_keys() { return not_told_table; }

}  // namespace probata
