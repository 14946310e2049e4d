#include "report/report.h"

#include <fmt/format.h>

#include "report/html.h"
#include "report/sections.h"
#include "report/style.h"

namespace probata {

std::string report_html(const Assessment& assessment, const View& view, const ReportFacts& facts) {
  Evaluator evaluator(view);
  ReportInput input{assessment, view, facts, evaluator};
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\">"
      "<title>{} – results of management's own "
      "tests</title><style>{}</style></head><body><main>\n{}{}{}{}{}{}</main></body></html>\n",
      html::escape(facts.organisation), report_style(), title_section(input), scope_section(input),
      summary_section(input), criteria_sections(input), not_seen_section(input),
      seal_section(input));
}

}  // namespace probata
