// The sections of the report, each a piece of HTML. Internal to this module.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/report.h"

namespace probata {

struct ReportInput {
  const Assessment& assessment;
  const View& view;
  const ReportFacts& facts;
  Evaluator& evaluator;
  const Catalog& catalog() const { return view.history.catalog(); }
  const Settings& settings() const { return view.history.settings(); }
  const Calendar& calendar() const { return view.history.settings().calendar; }
};

std::string title_section(const ReportInput&);
std::string scope_section(const ReportInput&);
std::string summary_section(const ReportInput&);
std::string criteria_sections(const ReportInput&);
std::string not_seen_section(const ReportInput&);
std::string tailoring_section(const ReportInput&);
std::string seal_section(const ReportInput&);
std::string control_section(const ReportInput&, const ControlResult&);

std::string state_html(Conclusion);

}  // namespace probata
