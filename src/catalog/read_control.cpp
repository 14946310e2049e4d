// controls/NAME.yaml (formats.md, "A control").
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/expressions.h"
#include "catalog/keys.h"
#include "catalog/test_reader.h"

namespace probata {
namespace {

constexpr Key control_table[] = {
    {"control", Shape::text, true},
    {"title", Shape::text, true},
    {"statement"},
    {"profile"},
    {"criteria", Shape::mapping},
    {"nature"},
    {"operation"},
    {"level"},
    {"frequency"},
    {"owner"},
    {"risks", Shape::texts},
    {"applies", Shape::expression},
    {"on_failure"},
    {"in_force", Shape::mapping},
    {"cuec"},
    {"csoc"},
    {"tests", Shape::list, true},
};
constexpr Key in_force_table[] = {{"from"}, {"until"}, {"replaces"}};

struct Choice {
  std::string_view key;
  std::vector<std::string> values;
  std::string Control::* member;
};
const Choice choices[] = {
    {"profile", {"lean", "full", "host"}, &Control::profile},
    {"nature", {"preventive", "detective", "corrective"}, &Control::nature},
    {"operation", {"automated", "manual"}, &Control::operation},
    {"level", {"entity", "process", "system"}, &Control::level},
};

class ControlReader {
 public:
  ControlReader(Draft& draft, const Document& document)
      : draft_(draft), reading_(document, draft.errors) {}

  void read() {
    Mapping map(reading_.document.root, control_table, reading_, "a control");
    if (!map) return;
    control_.file = reading_.document.path;
    control_.id = map.text("control");
    if (const yaml::Node* id = map.find("control")) {
      check_name(id->text, reading_.place(*id), "a control", reading_);
      check_duplicate(*id);
    }
    read_texts(map);
    if (const yaml::Node* criteria = map.find("criteria")) read_points(*criteria);
    read_applies(map);
    if (const yaml::Node* in_force = map.find("in_force")) read_in_force(*in_force);
    if (const yaml::Node* tests = map.find("tests")) read_tests(*tests);
    draft_.catalog.controls.push_back(std::move(control_));
  }

 private:
  void check_duplicate(const yaml::Node& id) {
    for (const Control& other : draft_.catalog.controls) {
      if (other.id != id.text) continue;
      reading_.error(id, fmt::format("the control `{}` is there twice", id.text),
                     fmt::format("the first is in {}", other.file));
    }
  }
  void read_texts(const Mapping& map) {
    control_.title = map.text("title");
    control_.statement = map.text("statement");
    control_.frequency = map.text("frequency");
    control_.owner = map.text("owner");
    control_.risks = map.texts("risks");
    control_.on_failure = map.text("on_failure");
    control_.cuec = map.text("cuec");
    control_.csoc = map.text("csoc");
    for (const Choice& choice : choices) {
      const yaml::Node* node = map.find(choice.key);
      if (node != nullptr && check_choice(*node, choice.values, choice.key, reading_)) {
        control_.*choice.member = node->text;
      }
    }
  }
  void read_points(const yaml::Node& criteria) {
    for (const yaml::Entry& entry : criteria.entries) {
      std::vector<std::string>& points = control_.criteria[entry.key];
      if (entry.value.kind == yaml::Node::Kind::null) continue;
      if (!check_shape(entry.value, Shape::texts, entry.key, reading_)) continue;
      for (const yaml::Node* point : text_nodes(entry.value)) points.push_back(point->text);
    }
  }
  void read_applies(const Mapping& map) {
    const yaml::Node* node = map.find("applies");
    if (node == nullptr) return;
    cel::Scope scope = scope_of(draft_.catalog, "tailoring", draft_.catalog.tailoring_record);
    scope.now = false;
    control_.applies = Expressions(draft_, reading_).condition(*node, scope);
  }
  void read_in_force(const yaml::Node& node) {
    Mapping map(node, in_force_table, reading_, "in_force");
    control_.in_force.from = instant(map, "from");
    control_.in_force.until = instant(map, "until");
    control_.in_force.replaces = map.text("replaces");
    const auto& [from, until, replaces] = control_.in_force;
    if (from && until && *until <= *from) {
      reading_.error(*map.find("until"), "`until` is not after `from`", "write a later time");
    }
  }
  std::optional<Instant> instant(const Mapping& map, std::string_view key) {
    const yaml::Node* node = map.find(key);
    if (node == nullptr) return {};
    const Result<Instant> at = parse_instant(node->text);
    if (at) return *at;
    reading_.error(*node, at.error().what, "write it as `2026-01-01T00:00:00Z`");
    return {};
  }
  void read_tests(const yaml::Node& tests) {
    if (tests.items.empty()) {
      reading_.error(tests, "the control has no tests", "write at least one");
    }
    const size_t first = draft_.catalog.tests.size();
    for (const yaml::Node& node : tests.items) {
      Test test = read_test(draft_, reading_, node, control_.id);
      for (size_t i = first; i < draft_.catalog.tests.size() && !test.id.empty(); ++i) {
        if (draft_.catalog.tests[i].id != test.id) continue;
        reading_.error(*node.find("id"), fmt::format("the test `{}` is there twice", test.id),
                       fmt::format("the first is on line {}", draft_.catalog.tests[i].place.line));
      }
      control_.tests.push_back(static_cast<TestNo>(draft_.catalog.tests.size()));
      draft_.catalog.tests.push_back(std::move(test));
    }
  }

  Draft& draft_;
  Reading reading_;
  Control control_;
};

// Controls by id, tests by control; then everything has its number.
void order(Catalog& catalog) {
  std::ranges::sort(catalog.controls, {}, &Control::id);
  std::vector<Test> tests;
  tests.reserve(catalog.tests.size());
  for (size_t c = 0; c < catalog.controls.size(); ++c) {
    Control& control = catalog.controls[c];
    control.number = static_cast<ControlNo>(c);
    catalog.control_index.emplace(control.id, static_cast<uint16_t>(c));
    for (TestNo& number : control.tests) {
      Test& test = tests.emplace_back(std::move(catalog.tests[static_cast<size_t>(number)]));
      test.number = number = static_cast<TestNo>(tests.size() - 1);
      test.control = control.number;
      catalog.test_index.emplace(test.full_id, static_cast<uint16_t>(test.number));
    }
  }
  catalog.tests = std::move(tests);
}

}  // namespace

Keys control_keys() { return control_table; }
Keys in_force_keys() { return in_force_table; }

void read_controls(Draft& draft) {
  for (const Document* document : documents_under(draft, "controls/")) {
    if (document->readable) ControlReader(draft, *document).read();
  }
  order(draft.catalog);
}

}  // namespace probata
