#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "catalog/crosswalk.h"
#include "catalog/files.h"
#include "catalog/mapping.h"

namespace probata {
namespace {

using Node = yaml::Node;

constexpr Key crosswalk_table[] = {{"crosswalk", Shape::text, true},
                                   {"title", Shape::text, true},
                                   {"short", Shape::text, true},
                                   {"version", Shape::text, true},
                                   {"source", Shape::text, true},
                                   {"commit"},
                                   {"licence"},
                                   {"credit"},
                                   {"ids", Shape::any, true},
                                   {"controls", Shape::mapping},
                                   {"unmapped", Shape::mapping},
                                   {"attributes", Shape::mapping},
                                   {"outside", Shape::mapping},
                                   {"beyond", Shape::mapping}};
constexpr Key nothing_table[] = {{"none", Shape::text, true}};
constexpr Key attribute_table[] = {{"tests", Shape::texts},
                                   {"judged", Shape::texts},
                                   {"policy"},
                                   {"why"},
                                   {"lacks"},
                                   {"none"},
                                   {"missing"}};

class CrosswalkReader {
 public:
  CrosswalkReader(const Document& document, const Catalog& catalog, Errors& errors)
      : reading_(document, errors), catalog_(catalog) {}

  Crosswalk read() {
    const Mapping map(reading_.document.root, crosswalk_table, reading_, "a crosswalk");
    crosswalk_.place = {reading_.document.name, 1, 1};
    if (!map) return std::move(crosswalk_);
    read_head(map);
    if (const Node* ids = map.find("ids")) read_ids(*ids);
    const Node* controls = map.find("controls");
    const Node* attributes = map.find("attributes");
    if (map.whole() && (controls == nullptr) == (attributes == nullptr))
      reading_.error(map.node(), "a crosswalk is of controls or of attributes",
                     "write one of `controls` and `attributes`");
    if (controls) read_controls(*controls);
    if (attributes) read_attributes(*attributes);
    check_others(map);
    return std::move(crosswalk_);
  }

 private:
  void read_head(const Mapping& map) {
    crosswalk_.name = map.text("crosswalk");
    crosswalk_.title = map.text("title");
    crosswalk_.short_title = map.text("short");
    crosswalk_.version = map.text("version");
    crosswalk_.source = map.text("source");
    crosswalk_.licence = map.text("licence");
    crosswalk_.credit = map.text("credit");
    const Node* source = map.find("source");  // a link on the pages
    if (source && !source->text.starts_with("https://"))
      reading_.error(*source, fmt::format("`{}` is no address", source->text),
                     "write where it is published: `https://…`");
    const Node* name = map.find("crosswalk");
    if (name && reading_.document.path != "crosswalks/" + name->text + ".yaml")
      reading_.error(*name,
                     fmt::format("the crosswalk `{}` is in another file's place", name->text),
                     fmt::format("name the file `crosswalks/{}.yaml`", name->text));
  }

  // ---- the identifiers that exist
  void read_ids(const Node& ids) {
    if (ids.kind != Node::Kind::mapping) {
      if (!check_shape(ids, Shape::texts, "ids", reading_)) return;
      for (const Node* id : text_nodes(ids)) add_id(*id, id->text);
      return;
    }
    for (const yaml::Entry& entry : ids.entries)
      if (check_shape(entry.value, Shape::texts, entry.key, reading_))
        for (const Node* id : text_nodes(entry.value)) add_id(*id, entry.key + "/" + id->text);
  }
  void add_id(const Node& node, std::string id) {
    if (!known_.insert(id).second)
      reading_.error(node, fmt::format("`{}` is there twice", id), "leave one out");
    else
      crosswalk_.ids.push_back(std::move(id));
  }
  template <class At>
  bool check_id(const At& at, const std::string& id) {
    if (known_.contains(id)) return true;
    reading_.error(at, fmt::format("unknown identifier `{}`", id), name_hint(id, crosswalk_.ids));
    return false;
  }

  // ---- what answers them
  template <class At>
  const Control* control(const At& at, const std::string& id) {
    const Control* found = catalog_.control(id);
    if (found) return found;
    std::vector<std::string> known;
    for (const Control& one : catalog_.controls) known.push_back(one.id);
    reading_.error(at, fmt::format("unknown control `{}`", id), name_hint(id, known));
    return nullptr;
  }
  template <class At>
  const Test* test(const At& at, const std::string& name) {
    const Control* of = control(at, name.substr(0, name.find('/')));
    const Test* found = catalog_.test(name);
    if (found || !of) return found;
    std::vector<std::string> known;
    for (const TestNo one : of->tests) known.push_back(catalog_.at(one).full_id);
    reading_.error(at, fmt::format("unknown test `{}`", name), name_hint(name, known));
    return nullptr;
  }
  void read_controls(const Node& controls) {
    for (const yaml::Entry& entry : controls.entries) {
      const Control* of = control(entry, entry.key);
      if (entry.value.kind == Node::Kind::mapping) {
        const Mapping nothing(entry.value, nothing_table, reading_,
                              "a control without identifiers");
        continue;
      }
      if (!check_shape(entry.value, Shape::texts, entry.key, reading_)) continue;
      std::set<std::string> seen;
      for (const Node* id : text_nodes(entry.value)) {
        check_once(*id, seen);
        if (check_id(*id, id->text) && of) crosswalk_.controls[of->number].push_back(id->text);
      }
    }
  }
  void read_attributes(const Node& attributes) {
    for (const yaml::Entry& group : attributes.entries) {
      if (!check_shape(group.value, Shape::mapping, group.key, reading_)) continue;
      for (const yaml::Entry& entry : group.value.entries) {
        const std::string id = group.key + "/" + entry.key;
        check_id(entry, id);
        const Mapping map(entry.value, attribute_table, reading_, "an attribute");
        read_answers(map, id);
      }
    }
  }
  // A control answers what one of its tests does.
  void read_answers(const Mapping& map, const std::string& id) {
    if (!map) return;
    std::set<std::string> seen;
    for (const char* key : {"tests", "judged"}) {
      const Node* tests = map.find(key);
      if (!tests) continue;
      for (const Node* node : text_nodes(*tests)) {
        check_once(*node, seen);
        const Test* answer = test(*node, node->text);
        if (!answer) continue;
        std::vector<std::string>& answered = crosswalk_.controls[answer->control];
        if (answered.empty() || answered.back() != id) answered.push_back(id);
      }
    }
  }
  void check_once(const Node& node, std::set<std::string>& seen) {
    if (seen.insert(node.text).second) return;
    reading_.error(node, fmt::format("`{}` is there twice", node.text), "leave one out");
  }

  // ---- what is left over: identifiers that nothing answers, tests that nothing asks for
  void check_others(const Mapping& map) {
    if (const Node* unmapped = map.find("unmapped"))
      for (const yaml::Entry& entry : unmapped->entries) check_id(entry, entry.key);
    if (const Node* outside = map.find("outside"))
      for (const yaml::Entry& entry : outside->entries) check_group(entry);
    const Node* beyond = map.find("beyond");
    if (!beyond) return;
    for (const yaml::Entry& entry : beyond->entries) {
      if (entry.key.contains('/'))
        test(entry, entry.key);
      else
        control(entry, entry.key);
    }
  }
  void check_group(const yaml::Entry& entry) {
    const std::string prefix = entry.key + "/";
    const auto in = [&](const std::string& id) { return id.starts_with(prefix); };
    if (!std::ranges::any_of(crosswalk_.ids, in))
      reading_.error(entry, fmt::format("no identifier begins with `{}`", prefix),
                     "write what stands in `ids`");
  }

  Reading reading_;
  const Catalog& catalog_;
  std::set<std::string> known_;
  Crosswalk crosswalk_;
};

}  // namespace

const std::vector<std::string>& Crosswalk::ids_of(const Control& control) const {
  static const std::vector<std::string> none;
  const auto found = controls.find(control.number);
  return found == controls.end() ? none : found->second;
}

Result<std::vector<Crosswalk>, Errors> read_crosswalks(const Catalog& catalog) {
  std::vector<Crosswalk> crosswalks;
  Errors errors;
  for (const FoundFile& found : files_of(catalog, "crosswalks/", ".yaml"))
    if (const auto document = open_document(found.name, *found.file, found.file->text, errors))
      crosswalks.push_back(CrosswalkReader(*document, catalog, errors).read());
  sort_by_place(errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  std::ranges::stable_sort(crosswalks, {}, &Crosswalk::short_title);
  return crosswalks;
}

std::string mapped_words(const std::vector<Crosswalk>& crosswalks, const Control& control) {
  std::vector<std::string> words;
  for (const Crosswalk& crosswalk : crosswalks)
    if (const auto& ids = crosswalk.ids_of(control); !ids.empty())
      words.push_back(crosswalk.short_title + " " + join(ids, ", "));
  return join(words, "; ");
}

}  // namespace probata
