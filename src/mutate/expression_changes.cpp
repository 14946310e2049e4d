#include "mutate/expression_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "catalog/yaml.h"
#include "cel/checker.h"
#include "cel/parser.h"
#include "cel/print.h"
#include "mutate/units.h"

namespace probata::mutate {
namespace {

using cel::Form;
using cel::Syntax;
using cel::TypeKind;

struct Comparison {
  std::string_view sign, negated, edge;  // edge: the same but for equal sides
};
constexpr std::array<Comparison, 6> comparisons{{{"==", "!=", ""},
                                                 {"!=", "==", ""},
                                                 {"<", ">=", "<="},
                                                 {"<=", ">", "<"},
                                                 {">", "<=", ">="},
                                                 {">=", "<", ">"}}};

const Comparison* comparison_of(const Syntax& node) {
  if (node.form != Form::call || node.member || node.children.size() != 2) return nullptr;
  const auto found = std::ranges::find(comparisons, node.text, &Comparison::sign);
  return found == comparisons.end() ? nullptr : &*found;
}

bool is_in(const Syntax& node) {
  return node.form == Form::call && !node.member && node.text == "in" && node.children.size() == 2;
}
bool is_not(const Syntax& node) {
  return node.form == Form::call && !node.member && node.text == "!";
}

// The macros whose last argument is a condition.
bool has_condition(const Syntax& macro) {
  constexpr std::array<std::string_view, 7> names{"all",    "exists", "exists_one", "existsOne",
                                                  "filter", "some",   "count"};
  return std::ranges::find(names, macro.text) != names.end();
}

bool same_but_null(cel::Type a, cel::Type b) {
  a.nullable = b.nullable = false;
  for (cel::Type* type : {&a, &b})
    for (cel::Type& part : type->of) part.nullable = false;
  return a == b;
}

bool is_reference(const cel::Type& type) {
  if (type.kind == TypeKind::list) return !type.of.empty() && is_reference(type.of[0]);
  return type.kind == TypeKind::record;
}

class Changes {
 public:
  Changes(std::string_view source, const Syntax& tree, const cel::Scope& scope, const Times& times)
      : source_(source), tree_(tree), scope_(scope), times_(times) {}

  std::vector<Change> of(bool condition) {
    visit(tree_, condition);
    return std::move(found_);
  }

 private:
  std::string text_of(const Syntax& node) const { return cel::print(node, source_); }
  void add(const Syntax& part, std::string said, std::string instead) {
    found_.push_back(
        {std::move(said), part.mark, cel::print(tree_, source_, {&part, std::move(instead)})});
  }
  void replace(const Syntax& part, const std::string& instead) {
    add(part, fmt::format("`{}` as `{}`", text_of(part), instead), instead);
  }
  void visit_all(const Syntax& node) {
    for (const auto& child : node.children) visit(*child, false);
  }

  void visit(const Syntax& node, bool condition) {
    switch (node.form) {
      case Form::both:
      case Form::either:
        without_each(node, node.form == Form::both ? " && " : " || ", "", "");
        for (const auto& child : node.children) visit(*child, true);
        return;
      case Form::conditional:
        visit(node.child(0), true);
        visit(node.child(1), condition);
        visit(node.child(2), condition);
        return;
      case Form::macro:
        if (condition) negate(node);
        for (const auto& child : node.children)
          visit(*child, child == node.children.back() && has_condition(node));
        return;
      case Form::call:
        visit_call(node, condition);
        return;
      case Form::select:
        visit_select(node, condition);
        return;
      case Form::index:
      case Form::list:
        visit_all(node);
        return;
      default:
        return;
    }
  }

  void visit_call(const Syntax& node, bool condition) {
    if (const Comparison* comparison = comparison_of(node)) {
      compare_otherwise(node, comparison->negated);
      if (!comparison->edge.empty()) compare_otherwise(node, comparison->edge);
      visit_all(node);
    } else if (is_not(node)) {
      if (condition) replace(node, text_of(node.child(0)));
      const Form below = node.child(0).form;
      // Whatever else is under `!` is negated by leaving the `!` out.
      visit(node.child(0), below == Form::both || below == Form::either);
    } else if (is_in(node)) {
      if (condition) negate(node);
      if (const Syntax& list = node.child(1); list.form == Form::list && list.names.empty())
        without_each(list, ", ", "[", "]");
      visit_all(node);
    } else {
      if (condition) negate(node);
      move_time(node);
      visit_all(node);
    }
  }
  void visit_select(const Syntax& node, bool condition) {
    if (node.child(0).form == Form::name && node.child(0).text == "param")
      return move_parameter(node);
    if (condition && node.type.kind == TypeKind::boolean) negate(node);
    replace_field(node);
    visit(node.child(0), false);
  }

  void negate(const Syntax& node) {
    replace(node, "!" + (is_in(node) ? "(" + text_of(node) + ")" : text_of(node)));
  }
  void compare_otherwise(const Syntax& node, std::string_view sign) {
    // Both sides bind tighter than a comparison, or stand in brackets: but for another comparison
    // on the left.
    const auto side = [&](size_t i) {
      const bool loose = comparison_of(node.child(i)) != nullptr || is_in(node.child(i)) ||
                         node.child(i).form == Form::both || node.child(i).form == Form::either ||
                         node.child(i).form == Form::conditional;
      return loose ? "(" + text_of(node.child(i)) + ")" : text_of(node.child(i));
    };
    replace(node, fmt::format("{} {} {}", side(0), sign, side(1)));
  }
  // Each operand of a chain, and each value of a list, left out.
  void without_each(const Syntax& node, std::string_view between, std::string_view open,
                    std::string_view close) {
    for (size_t left_out = 0; node.children.size() > 1 && left_out < node.children.size();
         ++left_out) {
      std::vector<std::string> rest;
      for (size_t i = 0; i < node.children.size(); ++i)
        if (i != left_out) rest.push_back(operand(node, node.child(i)));
      add(node, fmt::format("without `{}`", text_of(node.child(left_out))),
          fmt::format("{}{}{}", open, fmt::join(rest, between), close));
      found_.back().offset = node.child(left_out).begin;
    }
  }
  std::string operand(const Syntax& chain, const Syntax& node) const {
    const bool loose =
        chain.form != Form::list && (node.form == Form::conditional || node.form == Form::either ||
                                     (chain.form == Form::either && node.form == Form::both));
    return loose ? "(" + text_of(node) + ")" : text_of(node);
  }
  // A reference: every other field of the same kind that refers to the same kind. Times and
  // numbers: the next field of that type, for there are many.
  void replace_field(const Syntax& node) {
    if (node.field == nullptr) return;
    const bool reference = is_reference(node.type);
    for (const cel::RecordField* other : siblings(node)) {
      replace(node, text_of(node.child(0)) + "." + other->name);
      if (!reference) return;
    }
  }
  // Those of the same type, from the one after this and round.
  std::vector<const cel::RecordField*> siblings(const Syntax& node) const {
    std::vector<const cel::RecordField*> before, after;
    for (const cel::Record& record : *scope_.records) {
      bool behind = false;
      for (const cel::RecordField& other : record.fields) {
        if (record.number != node.record) break;
        behind |= other.name == node.field->name;
        if (other.name != node.field->name && same_but_null(other.type, node.field->type))
          (behind ? after : before).push_back(&other);
      }
    }
    after.insert(after.end(), before.begin(), before.end());
    return after;
  }

  // `param.x + 1d` where it is a duration; a span is written out as the default moved.
  void move_parameter(const Syntax& node) {
    const auto time = times_.find(node.text);
    if (time == times_.end()) return;
    const std::string name = text_of(node);
    if (node.type.kind == TypeKind::duration) {
      const std::string unit = "1" + unit_of(time->second);
      const auto parsed = parse_duration(unit);
      if (!parsed) return;
      for (const char* sign : {"-", "+"})
        add(node, fmt::format("`{}` as `{} {} {}`", name, name, sign, unit),
            fmt::format("{} {} duration(\"{}us\")", name, sign, parsed->us));
    } else if (node.type.kind == TypeKind::span) {
      for (const std::string& other : moved(time->second))
        add(node, fmt::format("`{}` as `{}`", name, other),
            &node == &tree_ ? other : "\"" + other + "\"");
    }
  }
  // `duration("24h")`, `t.plus("2bd")`.
  void move_time(const Syntax& node) {
    const bool plus = node.member && node.text == "plus" && node.children.size() == 2;
    const bool literal = !node.member && node.text == "duration" && node.children.size() == 1;
    if (!(plus || literal) || node.children.back()->form != Form::string) return;
    const Syntax& time = *node.children.back();
    for (const std::string& other : moved(time.text)) replace(time, "\"" + other + "\"");
  }

  std::string_view source_;
  const Syntax& tree_;
  const cel::Scope& scope_;
  const Times& times_;
  std::vector<Change> found_;
};

}  // namespace

Times times_of(const Catalog& catalog) {
  Times times;
  for (const Folder& folder : catalog.folders) {
    for (const File& file : folder.files) {
      if (file.path != "parameters.yaml") continue;
      const auto root = yaml::parse(file.text);
      for (const yaml::Entry& entry : root ? root->entries : std::vector<yaml::Entry>())
        if (const yaml::Node* value = entry.value.find("default")) times[entry.key] = value->text;
    }
  }
  std::erase_if(times, [](const auto& time) { return moved(time.second).empty(); });
  return times;
}

std::vector<Change> changes_of(std::string_view text, const cel::Scope& scope, const Times& times,
                               bool condition) {
  auto tree = cel::parse(text, {.control = scope.control, .limits = {}});
  if (!tree) return {};
  cel::check(**tree, scope, false);
  return Changes(text, **tree, scope, times).of(condition);
}

}  // namespace probata::mutate
