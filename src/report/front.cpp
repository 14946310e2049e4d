// Title, scope and summary: what the reader has to know before the results.
#include <fmt/format.h>

#include <algorithm>

#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {

namespace {

std::string state_html(const StateWords& words) {
  return fmt::format("<span class=\"state long {}\">{} {}</span>", words.style, words.mark,
                     words.words);
}

bool is_over(const ReportInput& in) {
  return in.facts.state || in.assessment.period.end <= in.assessment.now;
}

// A period of which not all has been is said to be so, before anybody reads a result.
std::string future_html(const ReportInput& in) {
  if (is_over(in)) return {};
  const Instant now = in.assessment.now;
  return in.assessment.period.start > now
             ? "<p class=\"notice\"><strong>This period has not begun: nothing in this report says "
               "how it went.</strong></p>\n"
             : fmt::format(
                   "<p class=\"notice\"><strong>This period is not over: the report says nothing "
                   "of "
                   "what comes after {}.</strong></p>\n",
                   html::instant(now, in.calendar()));
}

}  // namespace

std::string state_html(const ReportInput& in, const TestResult& result) {
  return state_html(words_of(result, is_over(in)));
}
std::string state_html(const ReportInput& in, const ControlResult& result) {
  return state_html(words_of(result, is_over(in)));
}

std::string title_section(const ReportInput& in) {
  auto when = in.facts.state
                  ? fmt::format("State on {}", html::instant(in.assessment.now, in.calendar()))
                  : fmt::format("Period from {} to, not including, {}",
                                html::instant(in.assessment.period.start, in.calendar()),
                                html::instant(in.assessment.period.end, in.calendar()));
  return fmt::format(
      "<h1>{}: results of management's own tests</h1>\n<p>{} ({}). Nothing is claimed about "
      "anything later than {}.</p>\n"
      "<p class=\"notice soft\">These are the company's own test results over whole populations. "
      "They are not an auditor's opinion, and they "
      "speak for nobody else. What was not seen is called not known, and is never counted as in "
      "order.</p>\n{}{}",
      html::escape(in.facts.organisation), when, html::escape(in.calendar().time_zone()),
      html::instant(in.assessment.now, in.calendar()), future_html(in),
      in.facts.catalog_note.empty()
          ? std::string()
          : fmt::format("<p class=\"notice\">{}</p>\n", html::escape(in.facts.catalog_note)));
}

std::string scope_section(const ReportInput& in) {
  std::string kinds;
  for (const Kind& kind : in.catalog().kinds) {
    if (kind.built_in) continue;
    auto count = in.view.history.entities(kind.number).size();
    if (count == 0) continue;
    kinds += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
                         html::escape(plural_of(kind)), count,
                         kind.record ? "kept in Probata" : "from sources");
  }
  size_t controls = 0, tests = 0;
  const auto applies = [](const auto& result) {
    return result.conclusion != Conclusion::not_applicable;
  };
  for (const ControlResult& control : in.assessment.controls) {
    if (applies(control)) ++controls;
    tests += static_cast<size_t>(std::ranges::count_if(control.tests, applies));
  }
  const size_t others = in.assessment.controls.size() - controls;
  if (kinds.empty()) kinds = "<tr><td colspan=\"3\">Nothing has been seen yet.</td></tr>";
  return fmt::format(
      "<h2>What was in scope</h2>\n<p>{} controls with {} tests, over {} entries of the evidence "
      "log.{}</p>\n"
      "<table><thead><tr><th>What</th><th class=\"n\">Ever seen</th><th>Where it is "
      "kept</th></tr></thead><tbody>\n{}</tbody></table>\n",
      controls, tests, in.assessment.ledger_size,
      others == 0
          ? std::string()
          : fmt::format(" {} more do not apply: “What the company chose” says why.", others),
      kinds);
}

std::string summary_section(const ReportInput& in) {
  std::string rows;
  for (const Criterion& criterion : in.catalog().criteria) {
    std::string controls;
    for (const auto& result : in.assessment.controls) {
      const Control& control = in.catalog().at(result.control);
      if (!control.criteria.contains(criterion.id)) continue;
      controls += fmt::format("<div><a href=\"#{0}\">{1}</a> {2}</div>", html::escape(control.id),
                              html::escape(control.title), state_html(in, result));
    }
    if (controls.empty()) controls = "<span class=\"none\">— no control yet</span>";
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", criterion.id,
                        html::escape(criterion.title), controls);
  }
  return fmt::format(
      "<h2>Results by "
      "criterion</h2>\n<table><thead><tr><th>Criterion</th><th>About</th><th>Controls and "
      "results</th></tr></thead>"
      "<tbody>\n{}</tbody></table>\n",
      rows);
}

}  // namespace probata
