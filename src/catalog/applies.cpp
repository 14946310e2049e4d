#include "catalog/applies.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/in_force.h"
#include "cel/values_reader.h"

namespace probata {
namespace {

// Reads settings at an instant. One question can be hidden, as if nothing were known of it.
class SettingsReader : public cel::ValuesReader {
 public:
  SettingsReader(const Catalog& catalog, const Settings& settings, Instant at)
      : catalog_(catalog), settings_(settings), at_(at) {}
  void hide(const Question* question) { hidden_ = question; }

  cel::Value slot(const cel::Slot& slot, cel::Arena& arena) override {
    const std::string& name = slot.names.back();
    const bool answer = slot.record == catalog_.tailoring_record;
    if (answer && hidden_ != nullptr && hidden_->name == name) return arena.unknown({});
    return to_value(setting_at(catalog_, settings_, slot.record, name, at_), arena);
  }

 private:
  const Catalog& catalog_;
  const Settings& settings_;
  Instant at_;
  const Question* hidden_ = nullptr;
};

// Those whose answers decide whether the control applies.
std::vector<const Question*> questions_of(const Catalog& catalog, const Control& control) {
  std::vector<const Question*> questions;
  if (!control.applies) return questions;
  for (const cel::Program::Read& read : control.applies->program.reads())
    if (read.record == catalog.tailoring_record && read.field > 0)
      questions.push_back(&catalog.questions[read.field - 1u]);
  return questions;
}

// One control at one instant: what excludes it, in the order in which people would name it.
class Deciding {
 public:
  Deciding(const Catalog& catalog, const Settings& settings, const Control& control, Instant at)
      : catalog_(catalog),
        settings_(settings),
        control_(control),
        at_(at),
        reader_(catalog, settings, at) {
    result_.questions = questions_of(catalog, control);
  }

  Applicability run() {
    if (!by_dates() && !by_profile() && !by_people() && !by_answers()) {
      result_.because = control_.applies ? Because::answers : Because::always;
      result_.reason = held_by() + answers();
    }
    add_excluded_tests();
    return std::move(result_);
  }

 private:
  bool excluded(Because because, std::string reason) {
    result_.applies = Applies::no;
    result_.because = because;
    result_.reason = std::move(reason);
    return true;
  }
  bool by_dates() {
    const auto& [from, until, replaces] = control_.in_force;
    if (from && *from > at_)
      return excluded(Because::dates, fmt::format("In force from {}.", to_text(*from)));
    if (until && *until <= at_)
      return excluded(Because::dates, fmt::format("In force until {}.", to_text(*until)));
    return false;
  }
  bool by_profile() {
    if (in_profile(settings_, control_)) return false;
    return excluded(Because::profile, fmt::format("Of the profile {}; the profile {} is chosen.",
                                                  control_.profile, settings_.profile));
  }
  bool by_people() {
    const NotApplicable* entry = exclusion_at(control_.id);
    return entry != nullptr &&
           excluded(Because::not_applicable, fmt::format("Not applicable: {}", said(*entry)));
  }
  bool by_answers() {
    if (!control_.applies) return false;
    result_.applies = evaluate(nullptr);
    if (result_.applies == Applies::yes) return false;
    result_.because = Because::answers;
    result_.reason = std::string(trim(answers()));
    return true;
  }

  std::string held_by() {
    const bool also = settings_.also.contains(control_.number);
    if (also) result_.because = Because::also;
    if (also) return fmt::format("Chosen beside the profile {}.", settings_.profile);
    if (settings_.profile.empty()) return "Every profile counts.";
    if (control_.profile.empty() || control_.profile == "host") return "In every profile.";
    return fmt::format("In the profile {}.", settings_.profile);
  }
  Applies evaluate(const Question* hidden) {
    reader_.hide(hidden);
    cel::Arena arena;
    const cel::Value value = cel::evaluate(control_.applies->program, reader_, arena);
    if (value.is_true()) return Applies::yes;
    return value.is_false() ? Applies::no : Applies::not_known;
  }
  // Those without which it would not be decided so; all where none alone decides.
  std::string answers() {
    if (!control_.applies) return {};
    std::vector<const Question*> deciding = result_.questions;
    std::erase_if(deciding, [&](const Question* q) { return evaluate(q) == result_.applies; });
    std::string words;
    for (const Question* question : deciding.empty() ? result_.questions : deciding) {
      const AnswerInForce answer = answer_at(catalog_, settings_, *question, at_);
      words += fmt::format(" {}: {}{}.", question->title, answer_words(*question, answer.value),
                           answer.value != nullptr && !answer.given ? " (assumed)" : "");
    }
    return words;
  }
  const NotApplicable* exclusion_at(std::string_view name) const {
    return exclusion_of(settings_, {&name, 1}, at_, at_);
  }
  static std::string said(const NotApplicable& entry) {
    return fmt::format("{} ({}, from {}).", entry.reason, entry.by, to_text(entry.from));
  }
  void add_excluded_tests() {
    if (result_.applies == Applies::no) return;
    for (const TestNo number : control_.tests) {
      const Test& test = catalog_.at(number);
      if (const NotApplicable* entry = exclusion_at(test.full_id))
        result_.reason += fmt::format(" Without the test {}: {}", test.id, said(*entry));
    }
  }

  const Catalog& catalog_;
  const Settings& settings_;
  const Control& control_;
  Instant at_;
  SettingsReader reader_;
  Applicability result_;
};

}  // namespace

std::string_view to_text(Applies applies) {
  constexpr std::string_view words[] = {"yes", "no", "not_known"};
  return words[static_cast<size_t>(applies)];
}
std::string_view to_text(Because because) {
  constexpr std::string_view words[] = {"always", "answers",        "profile",
                                        "also",   "not_applicable", "dates"};
  return words[static_cast<size_t>(because)];
}

Applicability applicability(const Catalog& catalog, const Settings& settings,
                            const Control& control, Instant at) {
  return Deciding(catalog, settings, control, at).run();
}

AnswerInForce answer_at(const Catalog& catalog, const Settings& settings, const Question& question,
                        Instant at) {
  AnswerInForce answer{
      .value = setting_at(catalog, settings, catalog.tailoring_record, question.name, at)};
  const auto given = settings.answers.find(question.name);
  if (given == settings.answers.end()) return answer;
  for (const Dated<ParameterValue>& dated : given->second) {
    if (dated.from && *dated.from > at) continue;
    answer.given = true;
    answer.since = dated.from;
  }
  return answer;
}

std::string answer_words(const Question& question, const ParameterValue* value) {
  if (value == nullptr) return "not answered";
  if (const bool* yes = std::get_if<bool>(value)) return *yes ? "yes" : "no";
  const auto choice = std::ranges::find(question.choices, to_text(*value), &Choice::name);
  return choice == question.choices.end() ? to_text(*value) : choice->title;
}

std::vector<std::string> categories_of(const Catalog& catalog, const Control& control) {
  std::vector<std::string> categories;
  for (const Criterion& criterion : catalog.criteria)
    if (control.criteria.contains(criterion.id) &&
        std::ranges::find(categories, criterion.category) == categories.end())
      categories.push_back(criterion.category);
  return categories;
}

std::vector<const Question*> idle_questions(const Catalog& catalog) {
  std::set<const Question*> read;
  for (const Control& control : catalog.controls)
    for (const Question* question : questions_of(catalog, control)) read.insert(question);
  std::set<KindNo> tested;
  for (const Test& test : catalog.tests) tested.insert(test.kinds.begin(), test.kinds.end());
  std::vector<const Question*> idle;
  for (const Question& question : catalog.questions)
    if (!read.contains(&question) &&
        std::ranges::none_of(question.tells, [&](KindNo kind) { return tested.contains(kind); }))
      idle.push_back(&question);
  return idle;
}

}  // namespace probata
