// The rule of a test in words, with its expressions as written, and whose it is.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assess/words.h"
#include "base/text.h"
#include "catalog/statement.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {
namespace {

std::string code(const Condition& condition) {
  return "<code>" + html::escape(trim(condition.text)) + "</code>";
}
std::string clause(std::string_view words, const std::optional<Condition>& condition) {
  return condition ? fmt::format("{} {}", words, code(*condition)) : std::string();
}

// A time after these words: `every` quarter, `within` 14 days.
struct Time {
  std::string_view before;
  std::string operator()(const Duration& d) const { return in_words(d, before); }
  std::string operator()(const Span& s) const { return in_words(s, before); }
  std::string operator()(Window w) const {
    return w == Window::half ? "half year" : std::string(to_text(w));
  }
  std::string operator()(const Condition& c) const { return code(c); }
};
template <class T>
std::string time_words(std::string_view before, const T& time) {
  return fmt::format("{} {}", before, std::visit(Time{before}, time));
}

bool at_once(const Allowance& allowed) {
  const auto* duration = std::get_if<Duration>(&allowed);
  return duration != nullptr && duration->us == 0;
}

std::string rule_words(const Invariant& rule) {
  const auto otherwise = at_once(rule.grace) ? std::string()
                                             : fmt::format("; when not, for {} at most",
                                                           std::visit(Time{"for"}, rule.grace));
  return fmt::format("it holds at all times that {}{}", code(rule.always), otherwise);
}

std::string allowed(const Response& rule) {
  if (rule.due) return clause(", by", rule.due);
  return at_once(rule.within) ? ", at once" : ", " + time_words("within", rule.within);
}

std::string trigger_words(const Response& rule) {
  if (rule.when && rule.when->text == "true") return "from its beginning on";
  return clause("whenever it becomes true that", rule.when);
}

std::string rule_words(const Response& rule) {
  return fmt::format("{}{}{}{}{}{}{}", trigger_words(rule), clause(", then", rule.then),
                     allowed(rule), clause(", unless", rule.unless),
                     rule.stays ? ", and it stays so" : "",
                     rule.tightens ? "; a shorter time given later counts too" : "",
                     rule.gone_fails ? "; what is gone before has failed" : "");
}

std::string rule_words(const Catalog& catalog, const Recurrence& rule) {
  return fmt::format("{}, one of {}{}{}{}", time_words("every", rule.every),
                     html::escape(plural_of(catalog.at(rule.occurs))), clause(" where", rule.where),
                     clause(", counted for", rule.counts_for),
                     rule.partial_counts ? "; a first, shorter stretch counts too" : "");
}

std::string role_title(const Catalog& catalog, const std::string& name) {
  const Role* role = catalog.role(name);
  return role == nullptr || role->title.empty() ? name : role->title;
}

std::string rule_words(const Catalog& catalog, const Judgement& rule) {
  const auto* recurrence = std::get_if<Recurrence>(&rule.when);
  const auto when = recurrence != nullptr ? time_words("every", recurrence->every)
                                          : rule_words(std::get<Response>(rule.when));
  return fmt::format(
      "{}, “{}” is answered yes, by {}{}{}", when, html::escape(rule.question),
      html::escape(role_title(catalog, rule.by)), clause(", but not by", rule.not_by),
      rule.needs.empty() ? "" : " qualified in " + html::escape(join(rule.needs, ", ")));
}

struct PatternWords {
  const Catalog& catalog;
  std::string operator()(const Invariant& rule) const { return rule_words(rule); }
  std::string operator()(const Response& rule) const { return rule_words(rule); }
  std::string operator()(const Recurrence& rule) const { return rule_words(catalog, rule); }
  std::string operator()(const Judgement& rule) const { return rule_words(catalog, rule); }
};

// All expressions that a verdict hangs on.
class Conditions {
 public:
  explicit Conditions(const Test& test) {
    add(test.scope);
    std::visit([this](const auto& pattern) { add_pattern(pattern); }, test.pattern);
  }
  const std::vector<const Condition*>& all() const { return all_; }

 private:
  void add(const Condition& condition) { all_.push_back(&condition); }
  void add(const std::optional<Condition>& condition) {
    if (condition) add(*condition);
  }
  template <class... T>
  void add(const std::variant<T...>& time) {
    if (const auto* condition = std::get_if<Condition>(&time)) add(*condition);
  }
  void add_pattern(const Invariant& rule) {
    add(rule.always);
    add(rule.grace);
  }
  void add_pattern(const Response& rule) {
    for (const auto* condition : {&rule.when, &rule.then, &rule.due, &rule.unless}) add(*condition);
    add(rule.within);
  }
  void add_pattern(const Recurrence& rule) {
    add(rule.every);
    add(rule.where);
    add(rule.counts_for);
  }
  void add_pattern(const Judgement& rule) {
    add(rule.not_by);
    std::visit([this](const auto& when) { add_pattern(when); }, rule.when);
  }

  std::vector<const Condition*> all_;
};

// The numbers that it reads, by name.
std::map<std::string, const Parameter*> numbers_of(const Catalog& catalog, const Test& test) {
  std::map<std::string, const Parameter*> numbers;
  for (const Condition* condition : Conditions(test).all())
    for (const auto& read : condition->program.reads())
      if (read.record == catalog.parameter_record && read.field > 0) {
        const Parameter& number = catalog.parameters[read.field - 1U];
        numbers.emplace(number.name, &number);
      }
  return numbers;
}

// Whether another value came into force within the period.
bool changed(const ReportInput& in, const Parameter& number) {
  const auto given = in.settings().parameters.find(number.number);
  if (given == in.settings().parameters.end()) return false;
  return std::ranges::any_of(given->second, [&](const Dated<ParameterValue>& dated) {
    return dated.from && *dated.from > in.assessment.period.start &&
           *dated.from < in.assessment.period.end;
  });
}

// Its numbers as they are at the end: `access_removal is 1 day`.
std::string numbers_html(const ReportInput& in, const Test& test) {
  std::vector<std::string> numbers;
  for (const auto& [name, number] : numbers_of(in.catalog(), test)) {
    const auto value = in_words(parameter_at(in.settings(), *number, in.assessment.now), "");
    numbers.push_back(fmt::format("<code>{}</code> is {}{}", html::escape(name),
                                  html::escape(value),
                                  changed(in, *number) ? " (changed, see “Our numbers”)" : ""));
  }
  return numbers.empty() ? "" : " " + join(numbers, ", ") + ".";
}

// Who holds a role at the end, by name.
std::string holders(const ReportInput& in, const std::string& role) {
  const Instant now = in.view.now;
  const Kind& kind = in.catalog().at(in.catalog().assignment);
  std::vector<std::string> names;
  for (const Entity assignment : in.people.assignments(role)) {
    const auto until = timestamp_at(in.view, assignment, "until", now);
    const Reading exists = read_existence(in.view, assignment, now);
    const bool holds = exists.value.is_true() && (!until || now < *until) &&
                       text_at(in.view, assignment, "role", now) == role;
    const Reading person = read_field(in.view, assignment, kind.find("person")->number, now);
    if (holds && person.state == Reading::State::known)
      names.push_back(value_words(in.view, person.value, now));
  }
  return join(names, ", ");
}

}  // namespace

std::string rule_html(const ReportInput& in, const Test& test) {
  static constexpr const char* severities[] = {"low", "medium", "high"};
  const Catalog& catalog = in.catalog();
  return fmt::format(
      "<p class=\"rule\">Rule, for {}{}: {}.{} Severity {}.{}</p>\n",
      test.each ? html::escape(plural_of(catalog.at(*test.each))) : std::string("the company"),
      clause(" where", test.scope), std::visit(PatternWords{catalog}, test.pattern),
      numbers_html(in, test), severities[static_cast<size_t>(test.severity)],
      test.assign_role.empty()
          ? ""
          : fmt::format(" The task of: {}.", html::escape(role_title(catalog, test.assign_role))));
}

std::string duties_html(const ReportInput& in, const Control& control) {
  std::string out;
  if (!control.owner.empty()) {
    const auto names = holders(in, control.owner);
    out += fmt::format("Owner: {} ({}). ", html::escape(role_title(in.catalog(), control.owner)),
                       names.empty() ? "nobody holds the role" : html::escape(names));
  }
  if (!control.frequency.empty())
    out += fmt::format("Frequency: {}. ", html::escape(control.frequency));
  return out.empty() ? out : fmt::format("<p class=\"rule\">{}</p>\n", trim(out));
}

}  // namespace probata
