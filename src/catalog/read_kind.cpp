// kinds/NAME.yaml (formats.md, "A kind"), and the built-in kinds.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/keys.h"

namespace probata {
namespace {

constexpr Key kind_table[] = {
    {"kind", Shape::text, true},
    {"title"},
    {"plural"},
    {"about"},
    {"record", Shape::boolean},
    {"collected_from", Shape::texts},
    {"fields", Shape::mapping, true},
    {"confidential", Shape::boolean},
    {"retention"},
    {"lifecycle", Shape::mapping},
    {"form", Shape::list},
    {"extends", Shape::boolean},
};
constexpr Key extension_table[] = {
    {"kind", Shape::text, true},
    {"extends", Shape::boolean, true},
    {"about"},
    {"fields", Shape::mapping, true},
    {"form", Shape::list},
};
constexpr Key field_table[] = {
    {"type", Shape::text},
    {"list", Shape::any},
    {"map", Shape::any},
    {"ref", Shape::texts},
    {"reverse"},
    {"enum", Shape::texts},
    {"required", Shape::boolean},
    {"key", Shape::boolean},
    {"label", Shape::boolean},
    {"confidential", Shape::boolean},
    {"deprecated", Shape::boolean},
    {"title"},
    {"unit"},
    {"about"},
    {"was"},
};
constexpr Key life_cycle_table[] = {
    {"states", Shape::texts, true},
    {"initial", Shape::text, true},
    {"transitions", Shape::list, true},
};
constexpr Key transition_table[] = {
    {"from", Shape::texts, true}, {"to", Shape::text, true}, {"name"},
    {"by", Shape::texts},         {"needs", Shape::texts},   {"when", Shape::expression},
    {"not_by", Shape::texts},
};
constexpr std::string_view type_names[] = {"bool", "int",      "double", "string", "timestamp",
                                           "date", "duration", "span",   "window", "bytes",
                                           "json", "file",     "ref"};

class KindReader {
 public:
  KindReader(Draft& draft, const Document& document, bool built_in)
      : draft_(draft), reading_(document, draft.errors), built_in_(built_in) {}

  void read() {
    const yaml::Node& root = reading_.document.root;
    const yaml::Node* extends = root.find("extends");
    const bool extension = extends != nullptr && extends->text == "true";
    Mapping file(root, extension ? Keys(extension_table) : Keys(kind_table), reading_, "a kind");
    if (!file || file.find("kind") == nullptr) return;
    Kind* kind = extension ? extended(file) : added(file);
    if (kind == nullptr) return;
    if (const yaml::Node* fields = file.find("fields")) read_fields(*kind, *fields);
    if (const yaml::Node* cycle = file.find("lifecycle")) read_life_cycle(*kind, *cycle);
    if (const yaml::Node* form = file.find("form")) read_form(*kind, *form);
  }

 private:
  Kind* added(const Mapping& file) {
    const yaml::Node& name = *file.find("kind");
    if (!check_identifier(name.text, reading_.place(name), "a kind", reading_)) return nullptr;
    if (duplicate(name)) return nullptr;
    draft_.kind_places.emplace(name.text, reading_.place(name));
    Catalog& catalog = draft_.catalog;
    catalog.kind_index.emplace(name.text, static_cast<uint16_t>(catalog.kinds.size()));
    Kind kind;
    kind.number = static_cast<KindNo>(catalog.kinds.size());
    kind.name = name.text;
    kind.title = file.text("title").empty() ? kind.name : file.text("title");
    kind.plural = file.text("plural").empty() ? kind.title : file.text("plural");
    kind.about = file.text("about");
    kind.record = file.boolean("record");
    kind.collected_from = file.texts("collected_from");
    kind.built_in = built_in_;
    kind.read_only = built_in_ && is_computed(kind.name);
    kind.confidential = file.boolean("confidential");
    kind.retention = retention(file);
    kind.file = built_in_ ? "" : reading_.document.path;
    catalog.kinds.push_back(std::move(kind));
    return &catalog.kinds.back();
  }
  bool duplicate(const yaml::Node& name) {
    const Kind* other = draft_.catalog.kind(name.text);
    if (other == nullptr) return false;
    if (other->built_in) {
      reading_.error(
          name, fmt::format("the kind `{}` is built in", name.text),
          other->read_only ? "choose another name" : "write `extends: true` to add fields to it");
    } else {
      reading_.error(name, fmt::format("the kind `{}` is there twice", name.text),
                     fmt::format("the first is in {}", other->file));
    }
    return true;
  }
  Kind* extended(const Mapping& file) {
    const yaml::Node& name = *file.find("kind");
    const Kind* kind = draft_.catalog.kind(name.text);
    if (kind == nullptr || !kind->built_in) {
      reading_.error(name, fmt::format("`{}` is no built-in kind", name.text),
                     "only a built-in record kind can be extended; leave `extends` out");
      return nullptr;
    }
    if (!kind->record || kind->read_only) {
      reading_.error(name, fmt::format("the built-in kind `{}` is no record kind", name.text),
                     "it cannot be extended");
      return nullptr;
    }
    Kind* found = &draft_.catalog.kinds[static_cast<size_t>(kind->number)];
    found->file = reading_.document.path;
    return found;
  }
  std::optional<Span> retention(const Mapping& file) {
    const yaml::Node* node = file.find("retention");
    if (node == nullptr) return {};
    const Result<Span> span = parse_span(node->text);
    if (span) return *span;
    reading_.error(*node, fmt::format("`{}` is no span", node->text), "write `P7Y` or `P90D`");
    return {};
  }

  void read_fields(Kind& kind, const yaml::Node& fields) {
    for (const yaml::Entry& entry : fields.entries) {
      const Place place = place_of(reading_.document, entry);
      check_field_name(kind, entry, place);
      FieldDefinition field;
      field.number = static_cast<Field>(kind.fields.size() + 1);
      field.name = entry.key;
      field.place = place;
      read_field(kind, field, entry);
      kind.fields.push_back(std::move(field));
    }
  }
  void check_field_name(const Kind& kind, const yaml::Entry& entry, const Place& place) {
    const bool word =
        entry.key == "in" || entry.key == "true" || entry.key == "false" || entry.key == "null";
    const auto good = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    const std::string& name = entry.key;
    if (word || name.empty() || !(name[0] >= 'a' && name[0] <= 'z') ||
        !std::ranges::all_of(name, good)) {
      reading_.error(place, fmt::format("`{}` is no name of a field", name),
                     "use lower-case letters, digits and `_`, with a letter first; not `in`, "
                     "`true`, `false`, `null`");
    }
    if (kind.find(name) != nullptr && kind.find(name)->name == name) {
      reading_.error(place, fmt::format("the field `{}` is there already", name),
                     kind.built_in ? "it is built in; leave it out" : "leave it out");
    }
  }
  // `bool`, or `{type: bool, …}`, `{list: …}`, `{map: …}`, `{ref: …}` with what else there is.
  void read_field(const Kind& kind, FieldDefinition& field, const yaml::Entry& entry) {
    const yaml::Node& node = entry.value;
    if (node.kind != yaml::Node::Kind::mapping) return read_type(field, node, entry.key);
    Mapping map(node, field_table, reading_, "a field");
    field.title = map.text("title");
    field.unit = map.text("unit");
    field.about = map.text("about");
    field.was = map.text("was");
    field.required = map.boolean("required");
    field.key = map.boolean("key");
    field.label = map.boolean("label");
    field.confidential = map.boolean("confidential");
    field.deprecated = map.boolean("deprecated");
    read_shape(kind, field, map, entry);
    read_enum(field, map);
    if (field.key && (field.list || field.type != FieldType::string)) {
      reading_.error(entry, fmt::format("the key `{}` is no string", field.name),
                     "only a field of type string can be a key");
    }
  }
  void read_shape(const Kind& kind, FieldDefinition& field, const Mapping& map,
                  const yaml::Entry& entry) {
    const yaml::Node *type = map.find("type"), *list = map.find("list"), *of = map.find("map"),
                     *ref = map.find("ref");
    const int given = (type != nullptr) + (list != nullptr) + (of != nullptr) + (ref != nullptr);
    if (given != 1) {
      if (given > 1 || map.whole()) {
        reading_.error(entry, fmt::format("`{}` needs one type", field.name),
                       "write one of `type`, `list`, `map`, `ref`");
      }
      return;
    }
    if (type != nullptr) read_type(field, *type, "type");
    if (of != nullptr) read_map(field, *of);
    if (list != nullptr) read_list(kind, field, *list, map);
    if (ref != nullptr) read_reference(kind, field, *ref, map);
    const yaml::Node* reverse = map.find("reverse");
    if (reverse != nullptr && field.type != FieldType::reference) {
      reading_.error(*reverse, "`reverse` is only for a reference", "leave it out");
    }
  }
  void read_type(FieldDefinition& field, const yaml::Node& node, std::string_view name) {
    if (!check_shape(node, Shape::text, name, reading_)) return;
    const std::optional<FieldType> type = parse_field_type(node.text);
    if (type && *type != FieldType::reference) {
      field.type = *type;
      return;
    }
    const std::vector<std::string> known(std::begin(type_names), std::end(type_names) - 1);
    reading_.error(node, fmt::format("unknown type `{}`", node.text),
                   node.text == "ref" ? "write `{ref: KIND}`" : name_hint(node.text, known));
  }
  void read_map(FieldDefinition& field, const yaml::Node& node) {
    read_type(field, node, "map");
    field.map_of = field.type;
    field.type = FieldType::json;
  }
  void read_list(const Kind& kind, FieldDefinition& field, const yaml::Node& node,
                 const Mapping& outer) {
    field.list = true;
    if (node.kind != yaml::Node::Kind::mapping) return read_type(field, node, "list");
    constexpr Key element[] = {
        {"type"}, {"ref", Shape::texts}, {"reverse"}, {"enum", Shape::texts}};
    Mapping map(node, element, reading_, "the type of a list");
    const yaml::Node *type = map.find("type"), *ref = map.find("ref");
    if (type != nullptr) read_type(field, *type, "type");
    if (ref != nullptr) read_reference(kind, field, *ref, map.find("reverse") ? map : outer);
    if (type == nullptr && ref == nullptr && map.whole()) {
      reading_.error(node, "the list has no type",
                     "write `{list: string}` or `{list: {ref: KIND}}`");
    }
    read_enum(field, map);
  }
  void read_reference(const Kind& kind, FieldDefinition& field, const yaml::Node& node,
                      const Mapping& map) {
    field.type = FieldType::reference;
    field.reverse = map.text("reverse");
    if (const yaml::Node* reverse = map.find("reverse")) {
      check_identifier(reverse->text, reading_.place(*reverse), "a reverse reference", reading_);
    }
    PendingReference pending{kind.number, kind.fields.size(), {}, {}, built_in_};
    for (const yaml::Node* target : text_nodes(node)) {
      pending.targets.push_back(target->text);
      pending.places.push_back(reading_.place(*target));
    }
    if (pending.targets.empty())
      reading_.error(node, "the reference has no kind", "write `{ref: KIND}`");
    draft_.references.push_back(std::move(pending));
  }
  void read_enum(FieldDefinition& field, const Mapping& map) {
    const yaml::Node* values = map.find("enum");
    if (values == nullptr) return;
    if (field.type != FieldType::string) {
      return reading_.error(*values, "`enum` is only for strings", "leave it out");
    }
    for (const yaml::Node* value : text_nodes(*values)) {
      if (std::ranges::find(field.values, value->text) != field.values.end()) {
        reading_.error(*value, fmt::format("`{}` is there twice", value->text), "remove one");
      }
      field.values.push_back(value->text);
    }
  }

  void read_life_cycle(Kind& kind, const yaml::Node& node) {
    if (!kind.record) {
      reading_.error(node, "a life cycle is only for a record kind", "write `record: true`");
    }
    Mapping map(node, life_cycle_table, reading_, "a life cycle");
    if (!map) return;
    LifeCycle cycle;
    for (const yaml::Node* state : text_nodes_of(map, "states")) {
      check_identifier(state->text, reading_.place(*state), "a state", reading_);
      if (std::ranges::find(cycle.states, state->text) != cycle.states.end()) {
        reading_.error(*state, fmt::format("the state `{}` is there twice", state->text),
                       "remove one");
      }
      cycle.states.push_back(state->text);
    }
    cycle.initial = map.text("initial");
    if (const yaml::Node* initial = map.find("initial")) check_state(cycle, *initial);
    const yaml::Node* transitions = map.find("transitions");
    for (size_t i = 0; transitions != nullptr && i < transitions->items.size(); ++i) {
      read_transition(kind, cycle, transitions->items[i]);
    }
    kind.life_cycle = std::move(cycle);
  }
  static std::vector<const yaml::Node*> text_nodes_of(const Mapping& map, std::string_view key) {
    const yaml::Node* node = map.find(key);
    return node == nullptr ? std::vector<const yaml::Node*>() : text_nodes(*node);
  }
  void check_state(const LifeCycle& cycle, const yaml::Node& node) {
    if (std::ranges::find(cycle.states, node.text) != cycle.states.end()) return;
    reading_.error(node, fmt::format("unknown state `{}`", node.text),
                   name_hint(node.text, cycle.states));
  }
  // One transition for each `from`, so that a list is only a shorter way to write several.
  void read_transition(const Kind& kind, LifeCycle& cycle, const yaml::Node& node) {
    Mapping map(node, transition_table, reading_, "a transition");
    if (!map) return;
    if (const yaml::Node* to = map.find("to")) check_state(cycle, *to);
    for (const yaml::Node* from : text_nodes_of(map, "from")) {
      check_state(cycle, *from);
      Transition transition;
      transition.from = from->text;
      transition.to = map.text("to");
      transition.name = map.text("name").empty() ? transition.to : map.text("name");
      transition.by = map.texts("by");
      transition.needs = map.texts("needs");
      transition.not_by = map.texts("not_by");
      draft_.transitions.push_back(
          {kind.number, cycle.transitions.size(), &reading_.document, &node});
      cycle.transitions.push_back(std::move(transition));
    }
  }

  void read_form(Kind& kind, const yaml::Node& form) {
    for (const yaml::Node& section : form.items) {
      if (!check_shape(section, Shape::texts, "form", reading_)) continue;
      std::vector<std::string> row;
      for (const yaml::Node* name : text_nodes(section)) {
        const bool field = kind.find(name->text) != nullptr || name->text == "state";
        if (!row.empty() && !field) {
          reading_.error(*name, fmt::format("unknown field `{}`", name->text),
                         name_hint(name->text, kind.field_names()));
        }
        row.push_back(name->text);
      }
      kind.form.push_back(std::move(row));
    }
  }

  Draft& draft_;
  Reading reading_;
  bool built_in_;
};

void read_built_in(Draft& draft) {
  for (const auto& [name, text] : built_in_kinds()) {
    Document document{fmt::format("built-in kind {}", name), std::string(name), text, {}, true};
    Result<yaml::Node, Errors> root = yaml::parse(text);
    if (root) document.root = std::move(*root);
    draft.documents.push_front(std::move(document));
    KindReader(draft, draft.documents.front(), true).read();
  }
}

}  // namespace

Keys kind_keys() { return kind_table; }
Keys extension_keys() { return extension_table; }
Keys field_keys() { return field_table; }
Keys life_cycle_keys() { return life_cycle_table; }
Keys transition_keys() { return transition_table; }

void read_kinds(Draft& draft) {
  const std::vector<Document*> documents = documents_under(draft, "kinds/");
  draft.catalog.kinds.reserve(documents.size() + built_in_kinds().size());
  read_built_in(draft);
  for (const Document* document : documents) {
    if (document->readable) KindReader(draft, *document, false).read();
  }
}

}  // namespace probata
