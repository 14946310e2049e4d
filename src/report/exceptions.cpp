// All exceptions at a glance: what, since when, until when, and what followed.
#include <fmt/format.h>

#include "report/html.h"
#include "report/sections.h"

namespace probata {
namespace {

constexpr size_t rows_of_a_test = 10;  // more of one test are one line here

struct Listed {
  std::string rows;
  size_t exceptions = 0, controls = 0;
  int64_t approved = 0, unknown = 0;
};

std::string cells(std::string_view item, const std::string& since, const std::string& until,
                  const std::string& follow_up) {
  return fmt::format("<td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", item, since, until,
                     follow_up);
}

std::string row_html(const ReportInput& in, const Test& test, const Row& row) {
  const Calendar& calendar = in.calendar();
  std::string since = row.from ? html::range(*row.from, calendar, row.from_unbounded) : "–";
  if (row.due_unknown)
    since += "<div class=\"soft\">due: not known</div>";
  else if (row.due && row.due != row.from)
    since += fmt::format("<div class=\"soft\">due {}</div>",
                         html::range(*row.due, calendar, row.due_unbounded));
  const auto findings = findings_html(in, test, row);
  return cells(fmt::format("{}<div class=\"soft\">{}</div>",
                           html::escape(sentence(in.evaluator, test, row)), html::escape(row.item)),
               since, row.done ? html::range(*row.done, calendar, false) : "not done",
               findings.empty() ? "no finding" : findings);
}

// Many of one test: their number, and how many have a finding.
std::string many_html(const ReportInput& in, const Test& test, std::span<const Row* const> rows) {
  size_t open = 0, followed = 0;
  Instant first = Instant::never_after();
  for (const Row* row : rows) {
    if (row->from) first = std::min(first, row->from->at);
    if (!row->done) ++open;
    if (!findings_html(in, test, *row).empty()) ++followed;
  }
  return cells(fmt::format("and {} more, listed under the control", rows.size()),
               "the first " + html::instant(first, in.calendar()), fmt::format("{} not done", open),
               fmt::format("{} with a finding, {} with none", followed, rows.size() - followed));
}

void add(Listed& listed, const ReportInput& in, const Control& control, const TestResult& result) {
  const Test& test = in.catalog().at(result.test);
  std::vector<const Row*> failed;
  for (const Row& row : result.rows)
    if (row.verdict == Verdict::failed) failed.push_back(&row);
  listed.exceptions += failed.size();
  listed.approved += result.waived;
  listed.unknown += result.unknown;
  const bool many = failed.size() > rows_of_a_test;
  const size_t shown = many ? rows_of_a_test - 1 : failed.size();
  for (size_t i = 0; i < shown + (many ? 1 : 0); ++i) {
    listed.rows += "<tr>";
    if (i == 0)
      listed.rows +=
          fmt::format("<td rowspan=\"{}\"><a href=\"#{}\">{}</a></td>", shown + (many ? 1 : 0),
                      html::escape(control.id), html::escape(test.full_id));
    listed.rows += i < shown ? row_html(in, test, *failed[i])
                             : many_html(in, test, std::span(failed).subspan(shown));
  }
}

std::string counted(int64_t n, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", n, n == 1 ? one : many);
}

}  // namespace

std::string exceptions_section(const ReportInput& in) {
  Listed listed;
  for (const ControlResult& control : in.assessment.controls) {
    const size_t before = listed.exceptions;
    for (const TestResult& test : control.tests)
      add(listed, in, in.catalog().at(control.control), test);
    if (listed.exceptions > before) ++listed.controls;
  }
  const auto others =
      fmt::format("Not counted here: {} and {}; they stand with their controls.",
                  counted(listed.approved, "item with an approved exception",
                          "items with an approved exception"),
                  counted(listed.unknown, "item that is not known", "items that are not known"));
  if (listed.exceptions == 0)
    return fmt::format("<h2>Exceptions</h2>\n<p>No exceptions noted. {}</p>\n", others);
  return fmt::format(
      "<h2>Exceptions</h2>\n<p>{} in {}. {}</p>\n<table class=\"exceptions\"><thead><tr>"
      "<th>Test</th><th>What</th><th>Since</th><th>Until</th><th>Follow-up</th></tr></thead>"
      "<tbody>\n{}</tbody></table>\n",
      counted(static_cast<int64_t>(listed.exceptions), "exception", "exceptions"),
      counted(static_cast<int64_t>(listed.controls), "control", "controls"), others, listed.rows);
}

}  // namespace probata
