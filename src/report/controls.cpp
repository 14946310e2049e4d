// One control: its statement, its tests with their counts, and every item that did not pass, as a
// sentence with its instants and evidence.
#include <fmt/format.h>

#include "assess/words.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {
namespace {

std::string facts_html(const Row& row) {
  std::string out;
  for (FactNo fact : row.facts)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", static_cast<uint32_t>(fact));
  if (!out.empty()) out = (row.facts.size() == 1 ? "entry " : "entries ") + out;
  for (const auto& digest : row.evidence)
    out += fmt::format("{}<code>{}</code>", out.empty() ? "" : "; ", html::escape(digest));
  return out.empty() ? std::string("no entry") : out;
}

std::string due_html(const ReportInput& in, const Row& row) {
  if (row.due_unknown) return "; due: not known";
  if (!row.due) return {};
  const bool by_waiver = waived_until(in, row) == row.due->at;
  return "; had to be by " + html::range(*row.due, in.calendar(), row.due_unbounded) +
         (by_waiver ? ", the end of the approved exception" : "");
}

std::string times_html(const ReportInput& in, const Row& row) {
  std::string out;
  if (row.from) out += "since " + html::range(*row.from, in.calendar(), row.from_unbounded);
  out += due_html(in, row);
  if (row.done)
    out += "; was on " + html::range(*row.done, in.calendar(), false);
  else if (row.from)
    out += "; not done";
  return out;
}

// Its name, as far as it is known.
std::string name_html(const ReportInput& in, const Row& row) {
  if (!row.entity) return html::escape(row.item);
  const auto kind = static_cast<uint16_t>(in.view.history.kind_of(*row.entity));
  const auto value = cel::Value::of_entity(static_cast<uint32_t>(*row.entity), kind);
  return html::escape(value_words(in.view, value, in.view.now));
}

// Of what is not known, in time or still to do the sentence of the exception would say too much.
std::string words_html(const ReportInput& in, const Test& test, const Row& row) {
  if (row.verdict == Verdict::unknown)
    return fmt::format("whether the rule held for {}: {}", html::escape(row.item),
                       html::escape(test.title.empty() ? test.id : test.title));
  const bool so = row.verdict != Verdict::passed && (row.verdict != Verdict::pending || row.found);
  return so ? html::escape(sentence(in.evaluator, test, row)) : name_html(in, row);
}

std::string row_html(const ReportInput& in, const Test& test, const Row& row) {
  auto words = words_of(row.verdict);
  std::string marks;
  if (row.carried && !in.facts.state) marks += " Already late when the period began.";
  if (row.found) marks += " Already so when first seen.";
  if (row.claimed) marks += " Times as the source states them.";
  std::string gaps;
  for (const Gap& gap : row.gaps) gaps += fmt::format("<li>{}</li>", gap_words(gap, in.calendar()));
  if (!gaps.empty()) gaps = "<div>Not known, because</div><ul>" + gaps + "</ul>";
  return fmt::format(
      "<li><span class=\"state {}\">{} {}</span> {}{}<div class=\"soft\">{}.{} {} · "
      "{}</div>{}</li>\n",
      words.style, words.mark, words.words, words_html(in, test, row), waiver_html(in, row),
      times_html(in, row), marks, html::escape(row.item), facts_html(row), gaps);
}

std::string list_html(const ReportInput& in, const Test& test, std::string_view title,
                      const std::vector<Row>& rows, bool all) {
  std::string items;
  for (const Row& row : rows)
    if (all || row.verdict != Verdict::passed) items += row_html(in, test, row);
  return items.empty() ? items : fmt::format("<div>{}</div><ul>{}</ul>\n", title, items);
}

std::string limitations_html(const ReportInput& in, const TestResult& result) {
  std::string items;
  for (const Limitation& limitation : result.limitations)
    items += fmt::format("<li>{}</li>", gap_words(Gap{limitation.source,
                                                      limitation.kind,
                                                      {},
                                                      limitation.from,
                                                      limitation.to,
                                                      limitation.reason},
                                                  in.calendar()));
  return items.empty() ? items : "<div>Limits of this test: not seen</div><ul>" + items + "</ul>\n";
}

std::string counts_html(const TestResult& result) {
  auto counts = fmt::format(
      "Population {}: {} in order, {} exception{}, {} not known, {} to do, {} approved "
      "exception{}.",
      result.population, result.passed, result.failed, result.failed == 1 ? "" : "s",
      result.unknown, result.pending, result.waived, result.waived == 1 ? "" : "s");
  if (result.late_people + result.late_source > 0)
    counts +=
        fmt::format(" Passed on evidence that was recorded late: {} by people, {} by sources.",
                    result.late_people, result.late_source);
  if (result.seen_every > Duration{0})
    counts +=
        fmt::format(" Seen every {}: what was changed and changed back within it is not seen.",
                    to_words(result.seen_every));
  return counts;
}

std::string test_html(const ReportInput& in, const TestResult& result) {
  const Test& test = in.catalog().at(result.test);
  const auto head = fmt::format("<h4>{} <span class=\"soft\">{}</span></h4>\n<p>{}</p>",
                                html::escape(test.title.empty() ? test.id : test.title),
                                html::escape(test.full_id), state_html(in, result));
  if (result.conclusion == Conclusion::not_applicable)
    return result.not_applicable
               ? fmt::format("{}<p>{}</p>\n", head, html::escape(result.not_applicable->reason))
               : head;
  auto marker = result.marker ? fmt::format("<p>Warning threshold reached: {}.</p>",
                                            html::escape(marker_words(*result.marker)))
                              : std::string();
  return fmt::format(
      "{}{}<p>{}</p>{}{}{}{}{}", head, rule_html(in, test), counts_html(result), marker,
      list_html(in, test, "Items that did not pass", result.rows, false),
      list_html(in, test, "Already so when first seen", result.found, true),
      list_html(in, test, in.facts.state ? "Not yet due" : "At the edge of the period",
                result.boundary, true),
      limitations_html(in, result));
}

}  // namespace

std::string control_section(const ReportInput& in, const ControlResult& result) {
  const Control& control = in.catalog().at(result.control);
  std::string criteria, tests;
  for (const auto& [criterion, points] : control.criteria)
    criteria += (criteria.empty() ? "" : " ") + criterion;
  for (const TestResult& test : result.tests) tests += test_html(in, test);
  auto statement = fill_statement(control, in.catalog(), in.settings(), in.assessment.now);
  return fmt::format("<section id=\"{}\"><h3>{} · {}</h3>\n<p>{}</p>\n{}<p>{}</p>\n{}</section>\n",
                     html::escape(control.id), criteria, html::escape(control.title),
                     html::escape(statement), duties_html(in, control), state_html(in, result),
                     tests);
}

std::string criteria_sections(const ReportInput& in) {
  std::string out = "<h2>Controls</h2>\n";
  for (const ControlResult& result : in.assessment.controls) out += control_section(in, result);
  if (in.assessment.controls.empty()) out += "<p>No control is in force.</p>\n";
  return out;
}

}  // namespace probata
