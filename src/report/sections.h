// The sections of the report, each a piece of HTML. Internal to this module.
#pragma once

#include <string>
#include <vector>

#include "assess/people.h"
#include "report/report.h"

namespace probata {

struct ReportInput {
  const Assessment& assessment;
  const View& view;
  const ReportFacts& facts;
  Evaluator& evaluator;
  const People& people;
  const Catalog& catalog() const { return view.history.catalog(); }
  const Settings& settings() const { return view.history.settings(); }
  const Calendar& calendar() const { return view.history.settings().calendar; }
};

std::string title_section(const ReportInput&);
std::string exceptions_section(const ReportInput&);
std::string scope_section(const ReportInput&);
std::string summary_section(const ReportInput&);
std::string criteria_sections(const ReportInput&);
std::string not_seen_section(const ReportInput&);
std::string tailoring_section(const ReportInput&);
std::string seal_section(const ReportInput&);
std::string control_section(const ReportInput&, const ControlResult&);

std::string state_html(const ReportInput&, const TestResult&);
std::string state_html(const ReportInput&, const ControlResult&);

// rule.cpp: what a test demands, its parts in words with the expressions as written.
std::string rule_html(const ReportInput&, const Test&);
// `Owner: Security officer (Lena Kern). Frequency: quarterly.`
std::string duties_html(const ReportInput&, const Control&);

// records.cpp: what people recorded about a row. Who approved it, until when and why; empty where
// no approved exception covers it.
std::string waiver_html(const ReportInput&, const Row&);
// Its `until`, as it was approved.
std::optional<Instant> waived_until(const ReportInput&, const Row&);
// The findings on it; empty where there is none.
std::string findings_html(const ReportInput&, const Test&, const Row&);

}  // namespace probata
