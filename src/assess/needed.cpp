#include "assess/needed.h"

#include <algorithm>
#include <array>

#include "cel/parser.h"
#include "history/read.h"

namespace probata {
namespace {

using cel::Form;
using cel::Syntax;

void add(std::vector<const Condition*>& to, const std::optional<Condition>& condition) {
  if (condition) to.push_back(&*condition);
}
template <class Choice>
void add_choice(std::vector<const Condition*>& to, const Choice& choice) {
  if (const auto* condition = std::get_if<Condition>(&choice)) to.push_back(condition);
}

// Every expression of a test.
class Conditions {
 public:
  explicit Conditions(const Test& test) {
    add(all_, test.scope);
    add(all_, test.assign);
    for (const SentencePart& part : test.says) add_choice(all_, part);
    std::visit([this](const auto& pattern) { take(pattern); }, test.pattern);
  }
  const std::vector<const Condition*>& all() const { return all_; }

 private:
  void take(const Invariant& p) {
    all_.push_back(&p.always);
    add_choice(all_, p.grace);
  }
  void take(const Response& p) {
    for (const auto* part : {&p.when, &p.then, &p.due, &p.unless}) add(all_, *part);
    add_choice(all_, p.within);
  }
  void take(const Recurrence& p) {
    add_choice(all_, p.every);
    add(all_, p.where);
    add(all_, p.counts_for);
  }
  void take(const Judgement& p) {
    for (const Condition& shown : p.shows) all_.push_back(&shown);
    add(all_, p.not_by);
    std::visit([this](const auto& when) { take(when); }, p.when);
  }
  std::vector<const Condition*> all_;
};

bool is_name(const Syntax& s, std::string_view name) {
  return s.form == Form::name && s.text == name;
}
// `name.field`: the field.
std::optional<std::string> field_of(const Syntax& s, std::string_view name) {
  if (s.form != Form::select || s.optional || !is_name(s.child(0), name)) return {};
  return s.text;
}
// `a == b`: a and b.
std::optional<std::pair<const Syntax*, const Syntax*>> equality(const Syntax& s) {
  if (s.form != Form::call || s.member || s.text != "==" || s.children.size() != 2) return {};
  return std::pair{&s.child(0), &s.child(1)};
}
// What an expression asks all of.
std::vector<const Syntax*> conjuncts(const Syntax& s) {
  if (s.form != Form::both) return {&s};
  std::vector<const Syntax*> parts;
  for (const auto& child : s.children) parts.push_back(child.get());
  return parts;
}

// Asks for a verdict that no obligation has before it passes.
bool asks_not_passed(const Syntax& condition) {
  return std::ranges::any_of(conjuncts(condition), [](const Syntax* part) {
    const auto sides = equality(*part);
    if (!sides || field_of(*sides->first, "obligation") != "verdict") return false;
    constexpr std::array<std::string_view, 3> verdicts{"failed", "unknown", "waived"};
    return sides->second->form == Form::string &&
           std::ranges::find(verdicts, sides->second->text) != verdicts.end();
  });
}

// The fields of the item that a `some` over obligations compares with.
struct Named {
  std::string test, item;
  bool item_may_be_null = false;
};

// `o.FIELD == ITEM.OTHER`: OTHER.
std::optional<std::string> compared(const Syntax& s, std::string_view variable,
                                    std::string_view field, std::string_view item) {
  const auto sides = equality(s);
  if (!sides || field_of(*sides->first, variable) != field) return {};
  return field_of(*sides->second, item);
}

std::optional<Named> named_in(const Syntax& loop, std::string_view item) {
  Named named;
  const std::string& variable = loop.names[1];
  for (const Syntax* part : conjuncts(loop.child(0))) {
    if (const auto field = compared(*part, variable, "test", item)) named.test = *field;
    if (const auto field = compared(*part, variable, "item", item)) named.item = *field;
    if (part->form != Form::either || part->children.size() != 2) continue;
    const auto null = equality(part->child(0));
    const auto field = compared(part->child(1), variable, "item", item);
    if (!null || !field || null->second->form != Form::null) continue;
    if (field_of(*null->first, item) != field) continue;
    named.item = *field;
    named.item_may_be_null = true;
  }
  return named.test.empty() ? std::nullopt : std::optional(named);
}

// What the tests ask for, in one history.
class Needing {
 public:
  explicit Needing(const View& view) : view_(view), catalog_(view.history.catalog()) {}

  Needed of(const std::vector<TestNo>& tests) {
    for (const TestNo number : tests)
      if (!take(catalog_.at(number))) return {.everything = true};
    return std::move(needed_);
  }

 private:
  // False: not understood.
  bool take(const Test& test) {
    if (test.each == catalog_.obligation && !take_items(test)) return false;
    if (const auto* recurrence = std::get_if<Recurrence>(&test.pattern))
      if (recurrence->occurs == catalog_.obligation) return false;
    const Conditions conditions(test);
    return std::ranges::all_of(conditions.all(), [&](const Condition* condition) {
      return reads_otherwise(condition->program) ? false : take(test, *condition);
    });
  }

  bool take_items(const Test& test) {
    const auto* response = std::get_if<Response>(&test.pattern);
    const bool asked = asks(test.scope) || (response != nullptr && asks(response->when));
    needed_.not_passed = needed_.not_passed || asked;
    return asked;
  }
  static bool asks(const std::optional<Condition>& condition) {
    if (!condition) return false;
    const auto syntax = cel::parse(condition->text, {.control = true, .limits = {}});
    return syntax && asks_not_passed(**syntax);
  }

  // Through a reference or a list of those that refer.
  bool reads_otherwise(const cel::Program& program) const {
    return std::ranges::any_of(program.reads(), [&](const cel::Program::Read& read) {
      if (read.record >= catalog_.kinds.size()) return false;
      const Kind& kind = catalog_.kinds[read.record];
      const auto reverse =
          std::ranges::find(kind.reverses, Field{read.field}, &ReverseReference::number);
      if (reverse != kind.reverses.end()) return reverse->from == catalog_.obligation;
      const FieldDefinition* field = kind.at(Field{read.field});
      return field != nullptr &&
             std::ranges::find(field->targets, catalog_.obligation) != field->targets.end();
    });
  }

  bool take(const Test& test, const Condition& condition) {
    const auto& ranges = condition.program.ranges();
    const auto number = static_cast<uint16_t>(catalog_.obligation);
    if (std::ranges::find(ranges, number) == ranges.end()) return true;
    const auto syntax = cel::parse(condition.text, {.control = true, .limits = {}});
    return syntax && test.each && kept(*test.each) && take_loops(test, **syntax);
  }
  // By people: its facts are known before any result is.
  bool kept(KindNo kind) const { return catalog_.at(kind).record && !catalog_.at(kind).read_only; }
  bool take_loops(const Test& test, const Syntax& s) {
    if (s.form == Form::macro && !s.member && s.names.size() == 2 && s.names[0] == "obligation") {
      const auto named = named_in(s, catalog_.at(*test.each).name);
      if (!named || !add_named(*test.each, *named)) return false;
    }
    return std::ranges::all_of(s.children,
                               [&](const auto& child) { return take_loops(test, *child); });
  }

  bool add_named(KindNo kind, const Named& named) {
    const FieldDefinition* test = catalog_.at(kind).find(named.test);
    const FieldDefinition* item = catalog_.at(kind).find(named.item);
    if (test == nullptr || test->type != FieldType::string) return false;
    if (item == nullptr || item->type != FieldType::string) return false;
    return std::ranges::all_of(entities_told(view_, kind), [&](Entity entity) {
      return walk(entity, test->number, item->number, named.item_may_be_null);
    });
  }
  // Everything that the two fields ever say. False: one of them is at times not known.
  bool walk(Entity entity, Field test, Field item, bool null_means_all) {
    for (Instant t = Instant::earliest(); t <= view_.now;) {
      const Reading there = read_existence(view_, entity, t);
      const Reading names = read_field(view_, entity, test, t);
      const Reading items = read_field(view_, entity, item, t);
      const bool gone = there.state == Reading::State::known && !there.value.is_true();
      if (!gone && !take_words(names, items, null_means_all)) return false;
      t = std::min({there.until, names.until, items.until});
    }
    return true;
  }
  bool take_words(const Reading& test, const Reading& item, bool null_means_all) {
    if (test.state != Reading::State::known || item.state != Reading::State::known) return false;
    if (!test.value.is(cel::Tag::string)) return test.value.is(cel::Tag::null);
    const std::string name(test.value.string());
    if (item.value.is(cel::Tag::string))
      needed_.named[name].insert(std::string(item.value.string()));
    else if (null_means_all)
      needed_.whole.insert(name);
    return true;
  }

  const View& view_;
  const Catalog& catalog_;
  Needed needed_;
};

}  // namespace

Needed needed_by(const View& view, const std::vector<TestNo>& tests) {
  return Needing(view).of(tests);
}

}  // namespace probata
