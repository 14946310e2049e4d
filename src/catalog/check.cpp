// What controls name: criteria and their points, roles, risks, parameters in the statement, the
// controls that they replace.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/applies.h"
#include "catalog/draft.h"
#include "catalog/statement.h"

namespace probata {
namespace {

template <class T>
std::vector<std::string> ids(const std::vector<T>& list, std::string T::* id) {
  std::vector<std::string> result;
  for (const T& item : list) result.push_back(item.*id);
  return result;
}

class ControlChecker {
 public:
  ControlChecker(Draft& draft, const Control& control, const Document& document)
      : draft_(draft), control_(control), reading_(document, draft.errors) {}

  void check() {
    if (draft_.has_criteria) check_criteria();
    if (const yaml::Node* owner = node("owner")) {
      draft_.check_role(owner->text, reading_.place(*owner));
    }
    if (draft_.has_risks) check_risks();
    check_statement();
    check_replaced();
  }

 private:
  const Catalog& catalog() const { return draft_.catalog; }
  const yaml::Node* node(std::string_view key) const {
    const yaml::Node* node = reading_.document.root.find(key);
    return node == nullptr || node->kind == yaml::Node::Kind::null ? nullptr : node;
  }

  void check_criteria() {
    const yaml::Node* criteria = node("criteria");
    if (criteria == nullptr) return;
    for (const yaml::Entry& entry : criteria->entries) {
      const Criterion* criterion = catalog().criterion(entry.key);
      if (criterion == nullptr) {
        reading_.error(entry, fmt::format("unknown criterion `{}`", entry.key),
                       name_hint(entry.key, ids(catalog().criteria, &Criterion::id)));
        continue;
      }
      for (const yaml::Node* point : text_nodes(entry.value)) check_point(*criterion, *point);
    }
  }
  void check_point(const Criterion& criterion, const yaml::Node& point) {
    if (point.kind != yaml::Node::Kind::string) return;
    const auto known = ids(criterion.points, &PointOfFocus::id);
    if (std::ranges::find(known, point.text) != known.end()) return;
    reading_.error(point, fmt::format("{} has no point of focus `{}`", criterion.id, point.text),
                   name_hint(point.text, known));
  }
  void check_risks() {
    const yaml::Node* risks = node("risks");
    if (risks == nullptr) return;
    for (const yaml::Node* risk : text_nodes(*risks)) {
      if (risk->kind != yaml::Node::Kind::string || catalog().risk(risk->text) != nullptr) continue;
      reading_.error(*risk, fmt::format("unknown risk `{}`", risk->text),
                     name_hint(risk->text, ids(catalog().risks, &Risk::id)));
    }
  }
  void check_statement() {
    const yaml::Node* statement = node("statement");
    if (statement == nullptr || statement->kind != yaml::Node::Kind::string) return;
    for (const StatementPart& part : split_statement(statement->text)) {
      if (!part.parameter || catalog().parameter(part.text) != nullptr) continue;
      Place place = yaml::locate(reading_.document.text, *statement, part.offset);
      place.file = reading_.document.name;
      if (part.text.empty()) {
        reading_.error(std::move(place), "braces in a statement hold `param.NAME`",
                       "write `{param.NAME}`, or `{{` and `}}` for braces");
      } else {
        reading_.error(std::move(place), fmt::format("unknown parameter `{}`", part.text),
                       name_hint(part.text, ids(catalog().parameters, &Parameter::name)));
      }
    }
  }
  // The chain of what it replaces must exist and must not come back.
  void check_replaced() {
    const yaml::Node* in_force = node("in_force");
    const yaml::Node* replaces = in_force == nullptr ? nullptr : in_force->find("replaces");
    if (replaces == nullptr || control_.in_force.replaces.empty()) return;
    const Control* next = catalog().control(control_.in_force.replaces);
    if (next == nullptr) {
      reading_.error(*replaces, fmt::format("unknown control `{}`", control_.in_force.replaces),
                     name_hint(control_.in_force.replaces, ids(catalog().controls, &Control::id)));
    }
    for (size_t step = 0; next != nullptr && step <= catalog().controls.size(); ++step) {
      if (next == &control_) {
        reading_.error(*replaces, fmt::format("`{}` replaces itself, in a circle", control_.id),
                       "remove one `replaces`");
        return;
      }
      next = catalog().control(next->in_force.replaces);
    }
  }

  Draft& draft_;
  const Control& control_;
  Reading reading_;
};

// Of a question from which nothing follows.
void check_questions(Draft& draft) {
  const Document* document = find_document(draft, "tailoring.yaml");
  if (document == nullptr || !document->readable) return;
  for (const Question* question : idle_questions(draft.catalog))
    for (const yaml::Entry& entry : document->root.entries)
      if (entry.key == question->name)
        draft.catalog.warnings.push_back(
            {fmt::format("nothing follows from the answer to `{}`", question->name),
             "let a control's `applies` read it, or say which kinds it `tells` of",
             place_of(*document, entry)});
}

}  // namespace

void check_controls(Draft& draft) {
  for (const Control& control : draft.catalog.controls) {
    const Document* document = find_document(draft, control.file);
    if (document != nullptr) ControlChecker(draft, control, *document).check();
  }
  check_questions(draft);
}

}  // namespace probata
