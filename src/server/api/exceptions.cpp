// Why one obligation has its verdict, instant by instant.
#include <fmt/format.h>

#include <set>

#include "assess/domain.h"
#include "assess/occurrences.h"
#include "assess/words.h"
#include "server/api/api.h"
#include "server/entries.h"
#include "server/rows.h"
#include "server/rules.h"

namespace probata::api {
namespace {

constexpr size_t others_shown = 50, related_shown = 100, occurrences_shown = 10;

// The texts of a trace are CEL's; what is JSON too (numbers, strings, booleans) is given as that.
json::Value read_value(const std::string& text) {
  if (auto value = json::parse(text)) return *value;
  return text;
}

std::string_view by_of(std::span<const FactNo> facts, const View& view) {
  if (facts.empty() || !known(view, facts.back())) return {};
  return view.history.provenance(facts.back()).by;
}

json::Value read_json(const ReadValue& read, const View& view) {
  bool known = read.value != "unknown" && !read.value.starts_with("error");
  json::Array conflicts;
  if (!read.conflicts.empty()) {
    auto dot = read.path.rfind('.');
    Row::Conflict conflict{dot == std::string::npos ? read.path : read.path.substr(dot + 1),
                           read.conflicts};
    conflicts = *conflicts_json({&conflict, 1}).as_array();
  }
  return json::Object{{"path", read.path},
                      {"item", optional_json(read.item)},
                      {"value", known ? read_value(read.value) : json::Value()},
                      {"known", known},
                      {"facts", facts_json(read.facts)},
                      {"by", optional_json(std::string(by_of(read.facts, view)))},
                      {"gaps", gaps_json(read.gaps)},
                      {"conflicts", std::move(conflicts)}};
}

json::Value steps_json(const Evaluation& evaluation) {
  json::Array steps;
  for (const auto& program : evaluation.programs) {
    for (const auto& step : program.steps)
      if (step.begin <= step.end && step.end <= program.text.size())
        steps.push_back(
            json::Object{{"text", program.text.substr(step.begin, step.end - step.begin)},
                         {"value", step.value}});
    if (program.steps.empty())
      steps.push_back(json::Object{{"text", program.text}, {"value", program.value}});
  }
  return steps;
}

// Of a window of the calendar its end: its length in hours is nobody's number.
std::string time_allowed(const Explanation& explanation, const View& view) {
  const Row& row = explanation.row;
  if (!row.from || !row.due || row.due_unknown || row.due->at <= row.from->at) return {};
  const Calendar& calendar = view.history.settings().calendar;
  const Instant end = next(row.due->at);
  if (calendar.start_of(calendar.date_of(end)) == end)
    return fmt::format("time until {}", time_words(end, calendar, view.now));
  return to_words(row.due->at - row.from->at) + " allowed from here";
}

std::string words_of(const Explanation& explanation, const std::string& what, const View& view) {
  bool invariant = std::holds_alternative<Invariant>(explanation.test->pattern);
  bool open = !explanation.row.done;
  auto allowed = time_allowed(explanation, view);
  if (what == "before")
    return invariant ? "Before, the rule held." : "Before, nothing was to be done.";
  if (what == "arose") {
    auto begin = explanation.row.verdict == Verdict::unknown
                     ? "From here it is not known whether the rule held"
                 : explanation.row.found || explanation.row.from_unbounded
                     ? "It was already so when first seen"
                 : invariant ? "From here the rule did not hold"
                             : "It arose";
    return allowed.empty() ? fmt::format("{}.", begin) : fmt::format("{}; {}.", begin, allowed);
  }
  if (what == "due" && explanation.row.verdict == Verdict::unknown)
    return "If it arose, it had to be met by here.";
  if (what == "due")
    return open ? "It had to be met by here." : "It had to be met by here at the latest.";
  if (what == "met") return invariant ? "From here the rule held again." : "It was met.";
  if (what == "changed") return "Something that the rule reads changed.";
  return open ? "So it is now." : "So it is at the end.";
}

json::Value met_at(const Row& row, Instant at) {
  if (row.done && row.done->at <= at) return true;
  const bool perhaps = row.done ? row.done->after < at : row.verdict == Verdict::unknown;
  return perhaps ? json::Value() : json::Value(false);
}

json::Value value_of(const Explanation& explanation, const Explanation::Instant_& instant) {
  const auto& pattern = explanation.test->pattern;
  // No condition meets these: something occurs.
  if (std::holds_alternative<Recurrence>(pattern) || std::holds_alternative<Judgement>(pattern))
    return met_at(explanation.row, instant.at);
  if (instant.evaluation.value == Truth::unknown) return {};
  // Where it arose, what was evaluated is what makes it arise: then the rule does not hold.
  return (instant.evaluation.value == Truth::yes) != (instant.what == "arose");
}

// What occurred that may meet it, by its instant.
class Occurred {
 public:
  Occurred(Evaluator& evaluator, const Explanation& explanation)
      : evaluator_(evaluator),
        row_(explanation.row),
        recurrence_(std::get_if<Recurrence>(&explanation.test->pattern)) {
    const bool of_result = explanation.test->each && !row_.entity;
    if (recurrence_ == nullptr || of_result || !row_.from || !row_.due || row_.due_unknown) return;
    item_ = row_.entity.value_or(evaluator.view().history.company());
    for (const Occurrence& one : occurrences_of(evaluator, *recurrence_, item_))
      if (one.entity && in_window(one) && all_.size() < occurrences_shown) all_.push_back(one);
    asked_ = true;
  }

  // Each up to an instant as a read; `none` where it is certain that there is none.
  void add_reads(json::Array& reads, const Explanation::Instant_& instant) {
    if (!asked_ || instant.what == "arose") return;
    const size_t before = reads.size();
    for (const Occurrence& one : all_)
      if (one.pulse.at.at <= instant.at) reads.push_back(occurrence_json(one));
    if (reads.size() == before && met_at(row_, instant.at) == json::Value(false))
      reads.push_back(read_json({.path = kind(), .item = {}, .value = "none"}, evaluator_.view()));
  }

 private:
  // One at `from` began the time, unless it meets it.
  bool in_window(const Occurrence& one) const {
    const Instant at = (one.counts ? *one.counts : one.pulse).at.at;
    if (at == row_.from->at) return row_.done && row_.done->at == at;
    return at > row_.from->at && at <= std::max(row_.due->at, row_.done.value_or(*row_.due).at);
  }
  const std::string& kind() const {
    return evaluator_.view().history.catalog().at(recurrence_->occurs).name;
  }
  json::Value occurrence_json(const Occurrence& one) {
    const Instant at = one.pulse.at.at;
    std::set<FactNo> facts;
    if (recurrence_->where)
      for (const ReadValue& read :
           evaluator_.trace(program_formula(*recurrence_->where), item_, at, one.entity).reads)
        facts.insert(read.facts.begin(), read.facts.end());
    ReadValue read{.path = kind(),
                   .item = evaluator_.view().history.item_of(*one.entity),
                   .value = to_text(at)};
    read.facts.assign(facts.begin(), facts.end());
    return read_json(read, evaluator_.view());
  }

  Evaluator& evaluator_;
  const Row& row_;
  const Recurrence* recurrence_;
  Entity item_{};
  std::vector<Occurrence> all_;
  bool asked_ = false;
};

json::Value instant_of(const Explanation& explanation, const Explanation::Instant_& instant,
                       Occurred& occurred, const View& view) {
  const Evaluation& evaluation = instant.evaluation;
  json::Array reads;
  for (const auto& read : evaluation.reads) reads.push_back(read_json(read, view));
  occurred.add_reads(reads, instant);
  json::Object object{{"at", to_text(instant.at)}};
  const Row& row = explanation.row;
  auto range = instant.what == "arose" ? row.from : instant.what == "met" ? row.done : row.due;
  bool has_range = instant.what == "arose" || instant.what == "met" || instant.what == "due";
  if (has_range && range && !range->exact())
    object.push_back({"after", instant_json(range->after)});
  for (auto& member : json::Object{{"what", instant.what},
                                   {"value", value_of(explanation, instant)},
                                   {"words", words_of(explanation, instant.what, view)},
                                   {"reads", std::move(reads)},
                                   {"steps", steps_json(evaluation)}})
    object.push_back(std::move(member));
  return object;
}

// `7d15h10m`: all units, unlike to_text, which writes the largest that holds it whole.
std::string units(Duration d) {
  std::string text;
  auto rest = d;
  for (auto [unit, name] : {std::pair(day, "d"), {hour, "h"}, {minute, "m"}, {second, "s"}}) {
    if (rest.us >= unit.us) text += fmt::format("{}{}", rest.us / unit.us, name);
    rest.us %= unit.us;
  }
  return rest.us == 0 && !text.empty() ? text : to_text(d);
}

// Of what lasts longer than a second nobody reads the rest, nor the parts of a millisecond: at
// least rounds down, at most up.
Duration whole_units(Duration d, bool up) {
  auto unit = d < second ? Duration{1000} : second;
  if (d.us % unit.us == 0) return d;
  return Duration{(d.us / unit.us + (up ? 1 : 0)) * unit.us};
}

// How long too late, at least and at most; open ones up to now.
json::Value late_json(const Row& row, const View& view) {
  if (row.verdict != Verdict::failed) return {};
  const auto late = lateness(view, row);
  if (!late) return {};
  const bool one = late->most.us - late->least.us < second.us;
  const auto least = whole_units(late->least, one && late->least.us < 1000);
  return json::Object{{"least", units(least)},
                      {"most", units(one ? least : whole_units(late->most, true))}};
}

json::Value related_json(const Explanation& explanation, const Ledger& ledger, const View& view) {
  std::set<FactNo> facts(explanation.row.facts.begin(), explanation.row.facts.end());
  for (const auto& instant : explanation.instants)
    for (const auto& read : instant.evaluation.reads)
      facts.insert(read.facts.begin(), read.facts.end());
  std::vector<FactNo> list(facts.begin(), facts.end());
  if (list.size() > related_shown) list.resize(related_shown);
  return entry_summaries(ledger, list, view);
}

json::Value others_json(Evaluator& evaluator, const Explanation& explanation,
                        const Request& request) {
  json::Array others;
  if (!explanation.row.entity && explanation.test->each) return others;  // a result of a test
  const View& view = evaluator.view();
  const Entity item = explanation.row.entity.value_or(view.history.company());
  for (const TestResult& result : results_about(view, request, item))
    for (const auto* rows : {&result.rows, &result.boundary, &result.found})
      for (const Row& row : *rows)
        if (row.from != explanation.row.from && others.size() < others_shown)
          others.push_back(reference_json(evaluator, *explanation.test, row));
  return others;
}

json::Value explanation_json(const Explanation& explanation, const Organisation& organisation,
                             const Moment& moment, const Request& request, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const Test& test = *explanation.test;
  const Control& control = catalog.at(test.control);
  Evaluator evaluator(view);
  json::Array instants;
  Occurred occurred(evaluator, explanation);
  for (const auto& instant : explanation.instants)
    instants.push_back(instant_of(explanation, instant, occurred, view));
  return json::Object{{"view", to_json(moment)},
                      {"control", control.id},
                      {"control_title", control.title},
                      {"test", test.id},
                      {"test_title", test.title},
                      {"severity", severity_text(test.severity)},
                      {"owner_title", role_title(catalog, control.owner)},
                      {"sentence", sentence_of(evaluator, test, explanation.row)},
                      {"rule", rule_json(test, view)},
                      {"row", row_json(evaluator, test, explanation.row)},
                      {"late", late_json(explanation.row, view)},
                      {"instants", std::move(instants)},
                      {"related", related_json(explanation, organisation.ledger(), view)},
                      {"others", others_json(evaluator, explanation, request)}};
}

}  // namespace

Answer exception(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  const Test* test =
      TRY(find_test(organisation.catalog(), request.captures[0], request.captures[1]));
  auto moment = TRY(moment_of(request, organisation));
  auto from = TRY(instant_parameter(request, "from"));
  auto item = request.parameter("item");
  if (!item) return refuse(400, "no `item` is given", "add `?item=KIND/ID`, or `?item=company`");
  return read(organisation, moment, [&](const View& view) -> Answer {
    auto asked = moment.request();
    asked.only = test->number;
    asked.again = organisation.again();
    auto explanation = explain(view, asked, *test, *item, from);
    if (!explanation)
      return std::unexpected(Problem(404, explanation.error().what, explanation.error().hint));
    return explanation_json(*explanation, organisation, moment, asked, view);
  });
}

}  // namespace probata::api
