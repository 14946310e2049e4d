#include "catalog/policy_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "catalog/in_force.h"
#include "catalog/statement.h"
#include "cel/values_reader.h"

namespace probata {
namespace {

using Form = PolicyBlock::Form;

// What a control's `applies` reads: answers, by date.
class Answers : public cel::ValuesReader {
 public:
  Answers(const Catalog& catalog, const Settings& settings, Instant at)
      : ValuesReader(settings.calendar), catalog_(catalog), settings_(settings) {
    set_now(at);
  }
  cel::Value slot(const cel::Slot& slot, cel::Arena& arena) override {
    return to_value(setting_at(catalog_, settings_, slot.record, slot.names.back(), now()), arena);
  }

 private:
  const Catalog& catalog_;
  const Settings& settings_;
};

class Saying {
 public:
  Saying(const Policy& policy, const Catalog& catalog, const Settings& settings, Instant at)
      : policy_(policy), catalog_(catalog), settings_(settings), at_(at) {}

  PolicyText say() {
    for (const PolicySection& section : policy_.sections)
      said_.sections.push_back({section.title, say(section)});
    name_criteria();
    return std::move(said_);
  }

 private:
  // ---- what does not apply
  std::string why_not(const Control& control) const {
    if (!in_profile(settings_, control))
      return fmt::format("it is of the profile {}", control.profile);
    if (control.in_force.until && *control.in_force.until <= at_) return "it is no longer in force";
    if (!control.applies) return {};
    Answers answers(catalog_, settings_, at_);
    cel::Arena arena;
    const cel::Value value = cel::evaluate(control.applies->program, answers, arena);
    return value.is_false() ? fmt::format("it applies only where {}", control.applies->text)
                            : std::string();
  }
  std::string why_not(const Test& test) const {
    const Control& control = catalog_.at(test.control);
    if (std::string why = why_not(control); !why.empty()) return why;
    const NotApplicable* decided = exclusion_of(settings_, control, test, at_, at_);
    return decided ? fmt::format("decided by {}: {}", decided->by, decided->reason) : std::string();
  }
  bool stands(TestNo test) const { return why_not(catalog_.at(test)).empty(); }
  bool stands(const PolicySentence& sentence) const {
    return sentence.tests.empty() ||
           std::ranges::any_of(sentence.tests, [&](TestNo test) { return stands(test); });
  }
  void leave_out(const PolicyBlock& rule) {
    const Control& control = catalog_.at(*rule.control);
    const std::string whole = why_not(control);
    if (!whole.empty()) return said_.left_out.push_back({control.id, whole});
    std::map<std::string, std::string> why;
    for (const PolicySentence& sentence : rule.sentences)
      for (const TestNo test : sentence.tests)
        if (!stands(test)) why[catalog_.at(test).full_id] = why_not(catalog_.at(test));
    for (const auto& [test, reason] : why) said_.left_out.push_back({test, reason});
  }

  // ---- what is said
  std::vector<SaidBlock> say(const PolicySection& section) {
    std::vector<SaidBlock> result;
    size_t waivers = 0;
    bool waived = false;
    for (const PolicyBlock& block : section.blocks) {
      SaidBlock said = block.waives.empty() ? say(block) : say_waiver(block);
      if (!block.waives.empty()) waivers = result.size() + 1;
      if (said.sentences.empty()) continue;
      waived = waived || !block.waives.empty();
      result.push_back(std::move(said));
    }
    if (waivers == 0 || waived) return result;
    // What led to the exceptions leads nowhere.
    result.erase(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(waivers - 1));
    SaidBlock none;
    none.sentences.push_back({{{"No rule above has exceptions."}}, {}});
    result.insert(result.begin(), std::move(none));
    return result;
  }
  SaidBlock say(const PolicyBlock& block) {
    SaidBlock said{block.form, 0, block.heading, {}, block.control};
    for (const PolicySentence& sentence : block.sentences)
      if (stands(sentence)) said.sentences.push_back(say(sentence));
    if (block.control) leave_out(block);
    if (block.form == Form::rule && !said.sentences.empty()) {
      said.number = static_cast<int>(++said_.rules);
      if (block.control) numbers_[*block.control] = said.number;
    }
    return said;
  }
  SaidSentence say(const PolicySentence& sentence) const {
    SaidSentence said;
    std::string before;
    for (const StatementPart& part : split_statement(sentence.text)) {
      const Parameter* parameter = part.parameter ? catalog_.parameter(part.text) : nullptr;
      std::string text =
          parameter ? in_words(parameter_at(settings_, *parameter, at_), before) : part.text;
      before = text;
      said.words.push_back({std::move(text), parameter});
    }
    std::ranges::copy_if(sentence.tests, std::back_inserter(said.tests),
                         [&](TestNo test) { return stands(test); });
    return said;
  }
  // `Security officer: may allow exceptions to rules 2 and 3.`
  SaidBlock say_waiver(const PolicyBlock& block) const {
    SaidBlock said{block.form, 0, block.heading, {}, {}};
    SaidSentence sentence;
    std::set<int> rules;
    for (const TestNo test : block.waives) {
      const auto rule = numbers_.find(catalog_.at(test).control);
      if (rule == numbers_.end() || !stands(test)) continue;
      rules.insert(rule->second);
      sentence.tests.push_back(test);
    }
    if (rules.empty()) return said;
    std::string names;
    size_t left = rules.size();
    for (const int rule : rules)
      names += fmt::format("{}{}", rule, --left > 1 ? ", " : left == 1 ? " and " : "");
    sentence.words.push_back(
        {fmt::format("may allow exceptions to rule{} {}.", rules.size() == 1 ? "" : "s", names)});
    said.sentences.push_back(std::move(sentence));
    return said;
  }
  void name_criteria() {
    for (const Criterion& criterion : catalog_.criteria)
      if (std::ranges::any_of(numbers_, [&](const auto& carried) {
            return catalog_.at(carried.first).criteria.contains(criterion.id);
          }))
        said_.criteria.push_back(criterion.id);
  }

  const Policy& policy_;
  const Catalog& catalog_;
  const Settings& settings_;
  Instant at_;
  PolicyText said_;
  std::map<ControlNo, int> numbers_;  // of the rules that stand
};

}  // namespace

PolicyText text_of(const Policy& policy, const Catalog& catalog, const Settings& settings,
                   Instant at) {
  return Saying(policy, catalog, settings, at).say();
}

std::string reader_title(const Catalog& catalog, const std::string& role) {
  if (role == "everybody") return "Everybody";
  const Role* found = catalog.role(role);
  return found ? found->title : role;
}

}  // namespace probata
