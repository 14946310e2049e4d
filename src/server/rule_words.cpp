// Conditions of rules as people say them: `account.person.status == "departed"` is "the account's
// person's status is departed". What has no such words stays as it is written.
#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "cel/parser.h"
#include "server/rules.h"
#include "server/values.h"

namespace probata::api {
namespace {

using cel::Form;
using cel::Syntax;
using Said = std::optional<std::string>;  // none: it has no words

// `Status` inside of a sentence; `UID` and `SSH server` stay as they are.
std::string inside(std::string title) {
  auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  bool one = title.size() == 1;
  if (!title.empty() && title[0] >= 'A' && title[0] <= 'Z' &&
      (one || lower(title[1]) || title[1] == ' '))
    title[0] = static_cast<char>(title[0] - 'A' + 'a');
  return title;
}

struct Path {
  std::string words;
  const Kind* kind = nullptr;              // what it refers to
  const FieldDefinition* field = nullptr;  // the last one
  std::string owner;                       // whose it is
};

class Teller {
 public:
  explicit Teller(const Catalog& catalog) : catalog_(catalog) {}

  // A condition: something that is so or not.
  Said so(const Syntax& node) const {
    if (node.form == Form::boolean) return node.boolean ? "always" : "never";
    if (node.form == Form::both || node.form == Form::either) return chain(node);
    if (node.form == Form::macro) return macro(node);
    if (node.form == Form::call) return call(node);
    return marked(node, true);
  }

 private:
  const Catalog& catalog_;

  // Of a field that is yes or no.
  Said marked(const Syntax& node, bool yes) const {
    auto path = path_of(node);
    if (!path || path->field == nullptr || path->field->type != FieldType::boolean) return {};
    return fmt::format("{} is {}marked “{}”", path->owner, yes ? "" : "not ",
                       inside(title_of(*path->field)));
  }

  Said chain(const Syntax& node) const {
    std::vector<std::string> parts;
    for (const auto& child : node.children) {
      auto part = so(*child);
      if (!part) return {};
      bool mixed = child->form == Form::both || child->form == Form::either;
      parts.push_back(mixed ? "(" + *part + ")" : *part);
    }
    return join(parts, node.form == Form::both ? ", and " : ", or ");
  }

  Said macro(const Syntax& node) const {
    if (node.text == "some" && node.names.size() == 2) {
      const Kind* kind = catalog_.kind(node.names[0]);
      const Syntax& body = node.child(0);
      if (kind == nullptr || body.form != Form::boolean || !body.boolean) return {};
      return "there are " + inside(plural_of(*kind));
    }
    if (node.children.size() != 2 || node.names.size() != 1) return {};
    const auto& variable = node.names[0];
    auto range = value(node.child(0));
    auto body = so(node.child(1));
    if (!range || !body) return {};
    if (node.text == "exists") return fmt::format("for one {} of {}: {}", variable, *range, *body);
    if (node.text == "all") return fmt::format("for every {} of {}: {}", variable, *range, *body);
    return {};
  }

  Said call(const Syntax& node) const {
    if (node.member) return {};
    if (node.text == "!" && node.children.size() == 1) {
      auto operand = so(node.child(0));
      return operand ? Said("not: " + *operand) : Said();
    }
    if (node.text == "exists" && node.children.size() == 1) {
      auto operand = value(node.child(0));
      return operand ? Said(*operand + " is on record") : Said();
    }
    static const std::map<std::string, const char*, std::less<>> signs = {
        {"==", "is"},          {"!=", "is not"},      {"<", "is less than"}, {"<=", "is at most"},
        {">", "is more than"}, {">=", "is at least"}, {"in", "is one of"}};
    auto sign = signs.find(node.text);
    if (sign == signs.end() || node.children.size() != 2) return {};
    bool equal = node.text == "==", truth = node.child(1).form == Form::boolean;
    if (truth && (equal || node.text == "!="))
      return marked(node.child(0), node.child(1).boolean == equal);
    auto left = value(node.child(0));
    if (left && node.child(1).form == Form::null && node.text == "!=") return *left + " is set";
    auto right = value(node.child(1));
    if (!left || !right) return {};
    return fmt::format("{} {} {}", *left, sign->second, *right);
  }

  Said value(const Syntax& node) const {
    switch (node.form) {
      case Form::null:
        return "not set";
      case Form::boolean:
        return node.boolean ? "yes" : "no";
      case Form::integer:
        return std::to_string(node.integer);
      case Form::string:
        return node.text.empty() ? "empty" : spaced(node.text);
      case Form::call:
        return since(node);
      default:
        auto path = path_of(node);
        return path ? Said(path->words) : Said();
    }
  }

  static std::string spaced(std::string text) {
    std::ranges::replace(text, '_', ' ');
    return text;
  }

  // `now - x`.
  Said since(const Syntax& node) const {
    bool passed = node.text == "-" && node.children.size() == 2 &&
                  node.child(0).form == Form::name && node.child(0).text == "now";
    auto start = passed ? value(node.child(1)) : Said();
    return start ? Said("the time since " + *start) : Said();
  }

  std::optional<Path> path_of(const Syntax& node) const {
    if (node.form == Form::name) {
      const Kind* kind = catalog_.kind(node.text);
      if (kind == nullptr) return Path{spaced(node.text), nullptr, nullptr, {}};
      return Path{"the " + inside(title_of(*kind)), kind, nullptr, {}};
    }
    if (node.form != Form::select || node.optional) return {};
    if (node.child(0).form == Form::name && node.child(0).text == "param") {
      const Parameter* number = catalog_.parameter(node.text);
      if (number == nullptr) return {};
      return Path{fmt::format("our number “{}”", number->title.empty() ? node.text : number->title),
                  nullptr,
                  nullptr,
                  {}};
    }
    auto owner = path_of(node.child(0));
    if (!owner || owner->kind == nullptr) return {};
    for (const auto& field : owner->kind->fields)
      if (field.name == node.text) {
        const Kind* kind = field.targets.size() == 1 ? &catalog_.at(field.targets[0]) : nullptr;
        return Path{fmt::format("{}'s {}", owner->words, inside(title_of(field))), kind, &field,
                    owner->words};
      }
    return {};
  }
};

}  // namespace

std::string condition_words(const std::string& text, const Catalog& catalog) {
  auto tree = cel::parse(text, {.control = true, .limits = {}});
  if (!tree) return text;
  const Syntax& root = **tree;
  Teller teller(catalog);
  auto words = teller.so(root);
  return words.value_or(text);
}

}  // namespace probata::api
