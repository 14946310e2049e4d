// One pass over the checked tree, from the leaves. A node all of whose operands are constants, and
// which reads nothing else, is evaluated here and becomes a constant itself; what fails then would
// fail always, which in a control is a mistake.
#include "cel/plan.h"

#include <algorithm>
#include <limits>

#include "base/time.h"
#include "cel/clock.h"
#include "cel/compare.h"
#include "cel/errors.h"
#include "cel/join.h"
#include "cel/nodes.h"
#include "cel/regex.h"
#include "cel/well_known.h"

namespace probata::cel {
namespace {

// Folding may not cost more than this; what does is left to the evaluation and its limits.
constexpr uint64_t fold_steps = 100'000;
constexpr size_t fold_memory = 1 << 20;

class Planner {
 public:
  Planner(const Scope& scope, Program::Code& code, std::vector<Mistake>& mistakes)
      : scope_(scope), code_(code), mistakes_(mistakes) {}
  const Node* plan(const Syntax&);

 private:
  Node& make(const Syntax&, Run);
  Node& make(const Syntax&, Run, std::vector<const Node*> operands);
  std::vector<const Node*> children(const Syntax&, size_t first = 0);
  const Node* fold(Node&, const Syntax&);
  const Node* constant(const Syntax&, Value);
  const Node* text_constant(const Syntax&);
  const Node* name(const Syntax&);
  const Node* message(const Syntax&);
  const Node* slot(const Syntax&);
  Node& literal(const Syntax&, Run plain, Run optional);
  const Node* select(const Syntax&);
  const Node* has(const Syntax&);
  const Node* call(const Syntax&);
  const Node* equality_with_text(const Syntax&, std::span<const Node* const> operands);
  const Node* matches(const Syntax&, std::vector<const Node*> operands);
  const Node* special(const Syntax&);
  const Node* now(const Syntax&);
  const Node* macro(const Syntax&);
  const Node* loop(const Syntax&, Run);
  const Node* population(const Syntax&);
  template <class T>
  const T* keep(T value) {
    auto kept = std::make_shared<const T>(std::move(value));
    const T* at = kept.get();
    code_.kept.push_back(std::move(kept));
    return at;
  }

  const Scope& scope_;
  Program::Code& code_;
  std::vector<Mistake>& mistakes_;
};

bool is_constant(const Node& n) { return n.leaf == Leaf::constant; }

Node& Planner::make(const Syntax& s, Run run) {
  Node& node = code_.nodes.emplace_back();
  node.run = run;
  node.begin = s.begin;
  node.end = s.end;
  return node;
}

Node& Planner::make(const Syntax& s, Run run, std::vector<const Node*> operands) {
  Node& node = make(s, run);
  for (const Node* o : operands) node.weight += o->weight;
  node.operands = code_.lists.emplace_back(std::move(operands));
  return node;
}

std::vector<const Node*> Planner::children(const Syntax& s, size_t first) {
  std::vector<const Node*> planned;
  for (size_t i = first; i < s.children.size(); ++i) planned.push_back(plan(s.child(i)));
  return planned;
}

const Node* Planner::constant(const Syntax& s, Value v) {
  Node& node = make(s, nodes::constant);
  node.constant = v;
  node.leaf = Leaf::constant;
  return &node;
}

// REQUIRES: the node reads nothing but its operands.
const Node* Planner::fold(Node& node, const Syntax& s) {
  for (const Node* o : node.operands)
    if (!is_constant(*o)) return &node;
  Frame frame;
  frame.code = &code_;
  frame.arena = &code_.constants;
  frame.steps = fold_steps;
  frame.memory_end = fold_memory;
  const Value v = node.run(node, frame);
  if (v.is(Tag::error) && v.problem->failure == Failure::limit) return &node;
  if (v.is(Tag::error) && scope_.control)
    mistakes_.push_back(errors::always_fails(v.problem->message, s.mark));
  return constant(s, v);
}

// A string; or what the checker read in it (T.plus("2bd")).
const Node* Planner::text_constant(const Syntax& s) {
  if (s.type.kind == TypeKind::span) return constant(s, code_.constants.span(*parse_span(s.text)));
  ReadFailure why{};
  if (s.type.kind == TypeKind::duration) return constant(s, *parse_duration(s.text, why));
  return constant(s, code_.constants.string(s.text));
}

const Node* Planner::plan(const Syntax& s) {
  if (s.meaning == Meaning::failure)
    return constant(s, code_.constants.error(Failure::other, s.text));
  if (s.meaning == Meaning::path) return slot(s);
  if (s.meaning == Meaning::type_name) {
    Value v = code_.constants.string(s.text);
    v.tag = Tag::type;
    return constant(s, v);
  }
  switch (s.form) {
    case Form::null:
      return constant(s, Value());
    case Form::boolean:
      return constant(s, Value::of(s.boolean));
    case Form::integer:
      return constant(s, Value::of(s.integer));
    case Form::uinteger:
      return constant(s, Value::of(s.uinteger));
    case Form::real:
      return constant(s, Value::of(s.real));
    case Form::string:
      return text_constant(s);
    case Form::bytes:
      return constant(s, code_.constants.bytes(s.text));
    case Form::name:
      return name(s);
    case Form::select:
      return select(s);
    case Form::index:
      return fold(make(s, s.optional ? nodes::select_optional : nodes::index, children(s)), s);
    case Form::call:
      return call(s);
    case Form::list:
      return fold(literal(s, nodes::list, nodes::list_of_optionals), s);
    case Form::map:
      return fold(literal(s, nodes::map, nodes::map_of_optionals), s);
    case Form::message:
      return message(s);
    case Form::both:
      return &make(s, nodes::both, children(s));
    case Form::either:
      return &make(s, nodes::either, children(s));
    case Form::conditional:
      return &make(s, nodes::conditional, children(s));
    case Form::macro:
      return macro(s);
    case Form::has:
      return has(s);
  }
  return constant(s, Value());
}

const Node* Planner::message(const Syntax& s) {
  if (s.children.empty()) return constant(s, default_of(*s.message, code_.constants));
  if (s.names[0] == "null_value") return constant(s, Value());
  Node& node = make(s, nodes::message, children(s));
  node.extra = keep(nodes::Message{s.message, s.names[0]});
  return fold(node, s);
}

const Node* Planner::name(const Syntax& s) {
  Node& node = make(s, nodes::local);
  node.leaf = Leaf::local;
  node.number = s.number;
  return &node;
}

const Node* Planner::slot(const Syntax& s) {
  Node& node = make(s, nodes::slot);
  node.leaf = Leaf::slot;
  for (const auto& known : code_.slots)
    if (known.variable == s.variable && known.fields == s.fields) {
      node.number = known.number;
      return &node;
    }
  const auto& variable = scope_.variables[s.variable];
  Slot added;
  added.number = node.number = static_cast<uint16_t>(code_.slots.size());
  added.variable = s.variable;
  added.record = variable.type.record;
  added.fields = s.fields;
  added.names = s.path_names;
  added.names.insert(added.names.begin(), variable.name);
  added.type = s.type;
  code_.slots.push_back(std::move(added));
  return &node;
}

Node& Planner::literal(const Syntax& s, Run plain, Run optional) {
  Node& node = make(s, s.names.empty() ? plain : optional, children(s));
  std::vector<bool> optionals(s.children.size());
  for (const auto& index : s.names) optionals[std::stoul(index)] = true;
  if (!s.names.empty()) node.extra = keep(std::move(optionals));
  return node;
}

const Node* Planner::select(const Syntax& s) {
  if (s.optional && s.meaning == Meaning::member) {
    auto operands = children(s);
    operands.push_back(constant(s, code_.constants.string(s.text)));
    return fold(make(s, nodes::select_optional, std::move(operands)), s);
  }
  const bool field = s.meaning == Meaning::field;
  const Run run = field ? nodes::field : scope_.control ? nodes::member_or_null : nodes::member;
  Node& node = make(s, run, children(s));
  node.constant = code_.constants.string(s.text);
  node.number = s.number;
  node.record = s.record;
  return field ? &node : fold(node, s);
}

const Node* Planner::has(const Syntax& s) {
  const Syntax& selection = s.child(0);
  // A name with dots that is one variable, or a field: it is there unless it is null.
  if (selection.meaning != Meaning::member) return &make(s, nodes::has_field, children(s));
  Node& node = make(s, nodes::has_member, children(selection));
  node.constant = code_.constants.string(selection.text);
  return fold(node, s);
}

const Node* Planner::call(const Syntax& s) {
  if (s.meaning == Meaning::now_comparison) return now(s);
  if (s.meaning == Meaning::special) return special(s);
  static constexpr std::pair<std::string_view, Run> operators[] = {
      {"==", nodes::equal},      {"!=", nodes::not_equal}, {"<", nodes::less},
      {"<=", nodes::less_equal}, {">", nodes::greater},    {">=", nodes::greater_equal},
      {"in", nodes::in}};
  auto operands = children(s);
  if (const Node* node = equality_with_text(s, operands)) return node;
  if (s.meaning == Meaning::none)
    for (const auto& [sign, run] : operators)
      if (s.text == sign) return fold(make(s, run, std::move(operands)), s);
  if (s.text == "matches" && is_constant(*operands[1]) && operands[1]->constant.is(Tag::string) &&
      !is_constant(*operands[0]))
    return matches(s, std::move(operands));
  const size_t n = operands.size();
  Node& node = make(s,
                    n == 1   ? nodes::call_one
                    : n == 2 ? nodes::call_two
                             : nodes::call_many,
                    std::move(operands));
  node.extra = keep(nodes::Overloads(s.overloads));
  const bool pure = std::ranges::all_of(s.overloads, [](const Overload* o) { return o->pure; });
  return pure ? fold(node, s) : &node;
}

// `status == "disabled"`, what controls are made of: nullptr where it is another comparison.
const Node* Planner::equality_with_text(const Syntax& s, std::span<const Node* const> operands) {
  const bool equal = s.text == "==";
  if (s.meaning != Meaning::none || (!equal && s.text != "!=")) return nullptr;
  const auto is_text = [](const Node* o) {
    return is_constant(*o) && o->constant.is(Tag::string) &&
           o->constant.string().size() < short_text;
  };
  const size_t text = is_text(operands[1]) ? 1 : 0;
  if (!is_text(operands[text]) || is_constant(*operands[1 - text])) return nullptr;
  Node& node = make(s, equal ? nodes::equal_text : nodes::not_equal_text, {operands[1 - text]});
  node.weight += operands[text]->weight;
  node.constant = operands[text]->constant;
  return &node;
}

const Node* Planner::matches(const Syntax& s, std::vector<const Node*> operands) {
  auto regex = make_regex(operands[1]->constant.string());
  if (!regex->ok()) {
    const std::string what = "bad regular expression: " + regex->error();
    if (scope_.control) mistakes_.push_back(errors::always_fails(what, s.child(1).begin));
    return constant(s, code_.constants.error(Failure::conversion, what));
  }
  operands.pop_back();
  Node& node = make(s, nodes::matches, std::move(operands));
  node.extra = regex.get();
  code_.kept.push_back(std::shared_ptr<const RE2>(std::move(regex)));
  return &node;
}

const Node* Planner::special(const Syntax& s) {
  static constexpr std::pair<std::string_view, Run> functions[] = {
      {"exists", nodes::exists_reference},
      {"seen", nodes::seen},
      {"path", nodes::path},
      {"cyclic", nodes::cyclic}};
  for (const auto& [function, run] : functions) {
    if (s.text != function) continue;
    Node& node = make(s, run, {plan(s.child(0))});
    if (s.children.size() > 1) node.constant = code_.constants.string(s.child(1).text);
    node.number = s.number;
    node.record = s.record;
    return &node;
  }
  return constant(s, Value());
}

const Node* Planner::now(const Syntax& s) {
  static constexpr std::pair<std::string_view, nodes::Now::Sign> signs[] = {
      {"<", nodes::Now::Sign::less},    {"<=", nodes::Now::Sign::less_equal},
      {">", nodes::Now::Sign::greater}, {">=", nodes::Now::Sign::greater_equal},
      {"==", nodes::Now::Sign::equal},  {"!=", nodes::Now::Sign::not_equal}};
  nodes::Now comparison{};
  for (const auto& [text, sign] : signs)
    if (s.now->operation == text) comparison.sign = sign;
  std::vector<const Node*> terms;
  for (const auto& term : s.now->terms) {
    terms.push_back(plan(*term.value));
    comparison.minus.push_back(term.minus);
  }
  Node& node = make(s, nodes::now, std::move(terms));
  node.extra = keep(std::move(comparison));
  return &node;
}

const Node* Planner::macro(const Syntax& s) {
  static constexpr std::pair<std::string_view, Run> macros[] = {
      {"all", nodes::all},
      {"exists", nodes::exists},
      {"exists_one", nodes::exists_one},
      {"existsOne", nodes::exists_one},
      {"map", nodes::map_members},
      {"filter", nodes::filter},
      {"transformList", nodes::map_members},
      {"transformMap", nodes::map_entries},
      {"some", nodes::exists},
      {"count", nodes::count}};
  static constexpr std::pair<std::string_view, Run> once[] = {
      {"bind", nodes::bind},
      {"optMap", nodes::map_optional},
      {"optFlatMap", nodes::flat_map_optional}};
  for (const auto& [text, run] : once) {
    if (s.text != text) continue;
    Node& node = make(s, run, children(s));
    node.number = s.number;
    return &node;
  }
  for (const auto& [text, run] : macros)
    if (s.text == text) return loop(s, run);
  return constant(s, Value());
}

// The body is counted for each member as it is evaluated, and so not in the loop's own weight.
const Node* Planner::loop(const Syntax& s, Run run) {
  auto operands = children(s);
  if (!s.member) operands.insert(operands.begin(), population(s));
  const uint32_t weight = 1 + operands[0]->weight;
  Node& node = make(s, run, std::move(operands));
  node.weight = weight;
  node.number = s.number;
  node.record = s.member && s.names.size() == 2 ? nodes::two_variables : 0;
  return &node;
}

const Node* Planner::population(const Syntax& s) {
  std::vector<const Node*> joins;
  for (const JoinedBy& by : joined_by(s)) {
    std::vector<const Node*> others;
    for (const Syntax* other : by.others) others.push_back(plan(*other));
    Node& join = make(s, nodes::population, std::move(others));
    join.number = by.field;
    join.constant = Value::of(by.set);
    joins.push_back(&join);
  }
  const Run run = joins.empty() ? nodes::population : nodes::joined_population;
  Node& node = make(s, run, std::move(joins));
  node.record = s.record;
  return &node;
}

// A slot that every use compares with null.
void find_null_tests(Program::Code& code) {
  std::vector<int> other_uses(code.slots.size());
  for (const Node& node : code.nodes) {
    if (node.leaf == Leaf::slot) ++other_uses[node.number];
    if (node.run != nodes::equal && node.run != nodes::not_equal) continue;
    for (const size_t side : {size_t{0}, size_t{1}}) {
      const Node& other = node.operand(1 - side);
      const bool null = other.leaf == Leaf::constant && other.constant.is(Tag::null);
      if (null && node.operand(side).leaf == Leaf::slot) --other_uses[node.operand(side).number];
    }
  }
  for (Slot& slot : code.slots) slot.null_test = other_uses[slot.number] == 0;
}

void find_exists_tests(Program::Code& code) {
  for (const Node& node : code.nodes)
    if (node.run == nodes::exists_reference && node.operand(0).leaf == Leaf::slot)
      code.slots[node.operand(0).number].exists_test = true;
}

}  // namespace

Plan plan(std::string text, const Syntax& tree, const Checked& checked, const Scope& scope) {
  Plan out;
  auto code = std::make_shared<Program::Code>();
  code->text = std::move(text);
  code->type = tree.type;
  code->reads.assign(checked.reads.begin(), checked.reads.end());
  code->ranges.assign(checked.ranges.begin(), checked.ranges.end());
  code->now = checked.now;
  code->locals = checked.locals;
  code->root = Planner(scope, *code, out.mistakes).plan(tree);
  for (Node& node : code->nodes)
    if (node.leaf == Leaf::slot) node.extra = &code->slots[node.number];
  find_null_tests(*code);
  find_exists_tests(*code);
  out.code = std::move(code);
  return out;
}

}  // namespace probata::cel
