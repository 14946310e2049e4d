#include "server/rules.h"

#include <fmt/format.h>

#include "base/text.h"
#include "server/values.h"

namespace probata::api {
namespace {

using Parts = std::vector<RulePart>;

std::string span_words(const Span& span) {
  std::vector<std::string> parts;
  auto add = [&](int32_t n, const char* one, const char* many) {
    if (n != 0) parts.push_back(fmt::format("{} {}", n, n == 1 ? one : many));
  };
  add(span.months, "month", "months");
  add(span.days, "day", "days");
  add(span.business_days, "business day", "business days");
  return parts.empty() ? "at once" : join(parts, ", ");
}

// Where the parts go, and what they are said of.
struct Out {
  const View& view;
  Parts parts;
  const Catalog& catalog() const { return view.history.catalog(); }
};

void put(Out& out, const char* part, const Condition& condition) {
  out.parts.push_back({part, condition_words(condition.text, out.catalog()), condition.text});
}

void put(Out& out, const char* part, const std::optional<Condition>& condition) {
  if (condition) put(out, part, *condition);
}

// `1 d (our number “Removal of access”)`.
void put_number(Out& out, const char* part, const Condition& condition) {
  constexpr std::string_view prefix = "param.";
  std::string_view text = condition.text;
  const Parameter* number =
      text.starts_with(prefix) ? out.catalog().parameter(text.substr(prefix.size())) : nullptr;
  if (number == nullptr) return put(out, part, condition);
  const auto words = number_words(parameter_at(out.view.history.settings(), *number, out.view.now));
  out.parts.push_back(
      {part, fmt::format("{} (our number “{}”)", words, number->title), condition.text});
}

void put_words(Out& out, const char* part, std::string words) {
  out.parts.push_back({part, std::move(words), {}});
}

void put_flag(Out& out, const char* part, bool flag, const char* words) {
  if (flag) put_words(out, part, words);
}

struct PutTime {
  Out& out;
  const char* part;
  void operator()(const Duration& d) const {
    if (d.us != 0) put_words(out, part, to_words(d));
  }
  void operator()(const Span& s) const { put_words(out, part, span_words(s)); }
  void operator()(Window w) const { put_words(out, part, std::string(to_text(w))); }
  void operator()(const Condition& c) const { put_number(out, part, c); }
};

void put_response(Out& out, const Response& r) {
  put(out, "when", r.when);
  put(out, "then", r.then);
  if (!r.due) std::visit(PutTime{out, "within"}, r.within);
  put(out, "due", r.due);
  put(out, "unless", r.unless);
  put_flag(out, "stays", r.stays, "and it stays so");
  put_flag(out, "tightens", r.tightens, "a shorter time given later counts too");
  put_flag(out, "gone", r.gone_fails, "what is gone before it was met has failed");
}

void put_recurrence(Out& out, const Recurrence& r) {
  std::visit(PutTime{out, "every"}, r.every);
  put_words(out, "occurs", plural_of(out.catalog().at(r.occurs)));
  put(out, "where", r.where);
  put(out, "counts_for", r.counts_for);
  put_flag(out, "partial", r.partial_counts, "a first, shorter stretch counts too");
}

void put_judgement(Out& out, const Judgement& j) {
  put_words(out, "judge", j.question);
  for (const auto& shown : j.shows) put(out, "shows", shown);
  const Role* role = out.catalog().role(j.by);
  put_words(out, "by", role == nullptr || role->title.empty() ? j.by : role->title);
  put(out, "not_by", j.not_by);
  if (!j.needs.empty()) put_words(out, "needs", join(j.needs, ", "));
  if (const auto* recurrence = std::get_if<Recurrence>(&j.when))
    std::visit(PutTime{out, "every"}, recurrence->every);
  else
    put_response(out, std::get<Response>(j.when));
}

}  // namespace

std::string number_words(const ParameterValue& value) {
  if (const auto* duration = std::get_if<Duration>(&value)) return to_words(*duration);
  if (const auto* span = std::get_if<Span>(&value)) return span_words(*span);
  return to_text(value);
}

Parts rule_of(const Test& test, const View& view) {
  Out out{view, {}};
  put(out, "scope", test.scope);
  if (const auto* invariant = std::get_if<Invariant>(&test.pattern)) {
    put(out, "always", invariant->always);
    std::visit(PutTime{out, "grace"}, invariant->grace);
  } else if (const auto* response = std::get_if<Response>(&test.pattern)) {
    put_response(out, *response);
  } else if (const auto* recurrence = std::get_if<Recurrence>(&test.pattern)) {
    put_recurrence(out, *recurrence);
  } else {
    put_judgement(out, std::get<Judgement>(test.pattern));
  }
  return std::move(out.parts);
}

json::Value rule_json(const Test& test, const View& view) {
  json::Array array;
  for (const auto& part : rule_of(test, view))
    array.push_back(json::Object{{"part", part.part},
                                 {"words", part.words},
                                 {"cel", part.cel ? json::Value(*part.cel) : json::Value()}});
  return array;
}

std::string_view pattern_name(const Test& test) {
  static constexpr std::string_view names[] = {"invariant", "response", "recurrence", "judgement"};
  return names[test.pattern.index()];
}

std::vector<const Parameter*> numbers_of(const Control& control, const Catalog& catalog) {
  std::vector<const Parameter*> numbers;
  auto add = [&](const Parameter* parameter) {
    if (parameter != nullptr && std::ranges::find(numbers, parameter) == numbers.end())
      numbers.push_back(parameter);
  };
  for (const auto& parameter : catalog.parameters)
    if (control.statement.find("{param." + parameter.name + "}") != std::string::npos)
      add(&parameter);
  for (TestNo number : control.tests)
    for (const auto& read : catalog.at(number).reads)
      if (read.record == catalog.parameter_record && read.field > 0 &&
          read.field <= catalog.parameters.size())
        add(&catalog.parameters[read.field - 1]);
  return numbers;
}

}  // namespace probata::api
