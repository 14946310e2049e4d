// Title, scope and summary: what the reader has to know before the results.
#include <fmt/format.h>

#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {

std::string state_html(Conclusion conclusion) {
  auto words = words_of(conclusion);
  return fmt::format("<span class=\"state long {}\">{} {}</span>", words.style, words.mark,
                     words.words);
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
      "order.</p>\n{}",
      html::escape(in.facts.organisation), when, html::escape(in.calendar().time_zone()),
      html::instant(in.assessment.now, in.calendar()),
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
    auto title = kind.plural.empty() ? (kind.title.empty() ? kind.name : kind.title) : kind.plural;
    kinds +=
        fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n", html::escape(title),
                    count, kind.record ? "kept in Probata" : "from sources");
  }
  size_t tests = 0;
  for (const ControlResult& control : in.assessment.controls) tests += control.tests.size();
  if (kinds.empty()) kinds = "<tr><td colspan=\"3\">Nothing has been seen yet.</td></tr>";
  return fmt::format(
      "<h2>What was in scope</h2>\n<p>{} controls with {} tests, over {} entries of the evidence "
      "log.</p>\n"
      "<table><thead><tr><th>What</th><th class=\"n\">Ever seen</th><th>Where it is "
      "kept</th></tr></thead><tbody>\n{}</tbody></table>\n",
      in.assessment.controls.size(), tests, in.assessment.ledger_size, kinds);
}

std::string summary_section(const ReportInput& in) {
  std::string rows;
  for (const Criterion& criterion : in.catalog().criteria) {
    std::string controls;
    for (const auto& result : in.assessment.controls) {
      const Control& control = in.catalog().at(result.control);
      if (!control.criteria.contains(criterion.id)) continue;
      controls += fmt::format("<div><a href=\"#{0}\">{1}</a> {2}</div>", html::escape(control.id),
                              html::escape(control.title), state_html(result.conclusion));
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
