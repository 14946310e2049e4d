#include "server/applying.h"

#include <algorithm>

#include "catalog/applies.h"
#include "catalog/overrides.h"
#include "server/values.h"

namespace probata::api {
namespace {

json::Value answer_json(const ParameterValue* value) {
  struct Writer {
    json::Value operator()(bool b) const { return b; }
    json::Value operator()(int64_t i) const { return i; }
    json::Value operator()(double d) const { return d; }
    json::Value operator()(const std::string& s) const { return s; }
    json::Value operator()(Duration d) const { return to_text(d); }
    json::Value operator()(const Span& s) const { return to_text(s); }
    json::Value operator()(Window w) const { return std::string(to_text(w)); }
  };
  return value == nullptr ? json::Value() : std::visit(Writer(), *value);
}

// The fact that gave an answer; none of a settings file. Of an answer that counts from when it was
// recorded (semantics.md, 8.4) that is the instant to look for.
std::optional<FactNo> fact_of(const View& view, const Question& question,
                              const AnswerInForce& answer) {
  const Catalog& catalog = view.history.catalog();
  const Kind* setting = catalog.kind("setting");
  const auto entity = view.history.find(setting->number, "answers/" + question.name);
  if (!entity || !answer.since) return {};
  std::optional<FactNo> found;
  for (const Layer layer : view.history.layers(*entity))
    for (const Change& change :
         view.history.track(*entity, setting->find("value")->number, layer)) {
      if (!known(view, change.fact)) continue;
      const Instant recorded = view.history.provenance(change.fact).recorded;
      if (change.at != *answer.since && recorded != *answer.since) continue;
      if (!found || *found < change.fact) found = change.fact;
    }
  return found;
}

json::Value choices_json(const Question& question) {
  json::Array choices;
  for (const Choice& choice : question.choices)
    choices.push_back(json::Object{{"name", choice.name}, {"title", choice.title}});
  return choices;
}

json::Value tells_json(const Question& question, const Catalog& catalog) {
  json::Array kinds;
  for (const KindNo number : question.tells)
    kinds.push_back(
        json::Object{{"kind", catalog.at(number).name}, {"title", plural_of(catalog.at(number))}});
  return kinds;
}

json::Value question_json(const Question& question, json::Array controls, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const AnswerInForce answer = answer_at(catalog, view.history.settings(), question, view.now);
  const auto fact = fact_of(view, question, answer);
  const ParameterValue* assumed = question.value ? &*question.value : nullptr;
  return json::Object{
      {"name", question.name},
      {"title", question.title},
      {"why", question.why},
      {"first", question.first == 0 ? json::Value() : json::Value(int64_t{question.first})},
      {"type", type_text(FieldDefinition{.type = question.type})},
      {"choices", choices_json(question)},
      {"answer", answer_json(answer.value)},
      {"words", answer_words(question, answer.value)},
      {"given", answer.given},
      {"later", later_json(view.history.settings().answers, question.name, view.now,
                           [&](const ParameterValue& v) { return answer_words(question, &v); })},
      {"assumed", answer_json(assumed)},
      {"since", instant_json(answer.since)},
      {"by", fact ? json::Value(view.history.provenance(*fact).by) : json::Value()},
      {"seq", fact ? json::Value(int64_t{static_cast<uint32_t>(*fact)}) : json::Value()},
      {"controls", std::move(controls)},
      {"tells", tells_json(question, catalog)}};
}

json::Value control_json(const Control& control, const Applicability& found,
                         const Catalog& catalog) {
  json::Array questions, criteria;
  for (const Question* question : found.questions) questions.emplace_back(question->name);
  for (const auto& [id, points] : control.criteria) criteria.emplace_back(id);
  return json::Object{{"id", control.id},
                      {"title", control.title},
                      {"profile", control.profile},
                      {"categories", strings_json(categories_of(catalog, control))},
                      {"criteria", std::move(criteria)},
                      {"applies", to_text(found.applies)},
                      {"because", to_text(found.because)},
                      {"reason", found.reason},
                      {"questions", std::move(questions)}};
}

json::Value text_json(const std::optional<std::string>& text) {
  return text ? json::Value(*text) : json::Value();
}

// Those asked first by their place, then the others as the file has them.
std::vector<const Question*> in_order(const Catalog& catalog) {
  std::vector<const Question*> questions;
  for (const Question& question : catalog.questions) questions.push_back(&question);
  const auto place = [](const Question* q) { return q->first == 0 ? 1 << 8 : q->first; };
  std::ranges::stable_sort(questions, {}, place);
  return questions;
}

}  // namespace

json::Value overrides_json(const Catalog& catalog) {
  return overrides_json(overrides_of(catalog), "shipped");
}

json::Value overrides_json(const std::vector<Override>& list, std::string_view before) {
  json::Array changes;
  for (const Override& change : list)
    changes.push_back(json::Object{{"file", change.file},
                                   {"part", strings_json(change.part)},
                                   {"was", text_json(change.was)},
                                   {"is", text_json(change.is)},
                                   {"effect", to_text(change.effect)},
                                   {"words", words_of(change, before)}});
  return changes;
}

json::Object applies_json(const View& view) {
  const Catalog& catalog = view.history.catalog();
  const Settings& settings = view.history.settings();
  json::Array controls, questions;
  std::map<const Question*, json::Array> read_by;
  for (const Control& control : catalog.controls) {
    const Applicability found = applicability(catalog, settings, control, view.now);
    for (const Question* question : found.questions) read_by[question].emplace_back(control.id);
    controls.push_back(control_json(control, found, catalog));
  }
  for (const Question* question : in_order(catalog))
    questions.push_back(question_json(*question, std::move(read_by[question]), view));
  return json::Object{{"profile", settings.profile},
                      {"questions", std::move(questions)},
                      {"controls", std::move(controls)},
                      {"overrides", overrides_json(catalog)}};
}

}  // namespace probata::api
