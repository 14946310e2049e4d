// Runs every folder of tests/cases (its README says what is in one): an auditor can read each, and
// no C++ is needed to add one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "assess/results.h"
#include "assess/table.h"
#include "cases/case.h"
#include "cases/difference.h"

namespace probata::cases {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const fs::path root = fs::path(PROBATA_SOURCE_DIR);

void add(Lines& lines, const Errors& errors) {
  for (const Error& error : errors) lines.push_back(to_text(error));
}

const Result<Shipped, Errors>& shipped() {
  static const auto read = read_shipped((root / "catalog").string());
  return read;
}

void check_explanation(const Case& one, const View& view, const Test& test, const Row& row,
                       Lines& lines) {
  const auto from = row.from ? std::optional(row.from->at) : std::nullopt;
  const auto explanation = explain(view, one.request, test, row.item, from);
  if (!explanation) {
    lines.push_back(
        fmt::format("no explanation of {}: {}", row.item, to_text(explanation.error())));
  } else if (!from && explanation->row.verdict < row.verdict) {
    // of another life of it: without `from` the worst is explained
  } else if (explanation->sentence.empty() || explanation->row.verdict != row.verdict) {
    lines.push_back(fmt::format("the explanation of {} says {}, the row {}", row.item,
                                to_text(explanation->row.verdict), to_text(row.verdict)));
  }
}

// Every row of what the case names can be explained, and the explanation is about that row.
void check_explanations(const Case& one, const Assessment& assessment, const View& view,
                        Lines& lines) {
  for (const ControlResult& control : assessment.controls)
    for (const TestResult& result : control.tests) {
      const Test& test = one.catalog->at(result.test);
      // Of the shipped catalog it says nothing of most tests.
      if (one.expected_of(test) == nullptr) continue;
      for (const Row& row : result.rows) check_explanation(one, view, test, row, lines);
    }
}

bool names_results(const Case& one) {
  return std::ranges::any_of(one.catalog->tests, [&](const auto& test) {
    return reads_results(*one.catalog, test) && one.expected_of(test) != nullptr;
  });
}

// Of the shipped catalog a case says nothing of most controls; where it reads no results of theirs,
// they are left out: all cases of all controls would take minutes.
void leave_out_unnamed(Case& one) {
  if (!one.settings.profile.empty() || names_results(one)) return;
  one.settings.profile = "named";
  for (const Control& control : one.catalog->controls)
    if (std::ranges::any_of(control.tests, [&](TestNo test) {
          return one.expected_of(one.catalog->at(test)) != nullptr;
        }))
      one.settings.also.insert(control.number);
}

// What differs; empty where the case holds.
Lines run(Case& one) {
  leave_out_unnamed(one);
  const History history = fold(one, one.catalog);
  one.request.again = [&one](FactNo known) -> Result<History> {
    return fold(one, one.catalog, known);
  };
  const View view{history, one.known, one.now};
  const Assessment assessment = assess(view, one.request);
  const std::string text = to_json(assessment, view, true);
  if (std::getenv("PROBATA_SHOW") != nullptr)
    fmt::print("{}\n{}\n", text, to_table(assessment, view, false));
  const auto actual = json::parse(text);
  if (!actual) return {to_text(actual.error())};
  Lines lines = differences(one.expected, *actual);
  Request threaded = one.request;
  threaded.threads = 3;
  if (to_json(assess(view, threaded), view, true) != text)
    lines.emplace_back("with three threads the bytes differ");
  Request brief = one.request;
  brief.detail = Detail::not_passed;
  if (to_json(assess(view, brief), view, false) != to_json(assessment, view, false))
    lines.emplace_back("without the rows that passed the bytes differ");
  if (names_results(one) &&
      to_json(assess_telling(view, one.request, {.everything = true}), view, true) != text)
    lines.emplace_back("told of every obligation, the tests of results say otherwise");
  if (to_table(assessment, view, false).empty()) lines.emplace_back("the table is empty");
  check_explanations(one, assessment, view, lines);
  return lines;
}

Lines run(const fs::path& folder) {
  Lines lines;
  if (!shipped()) {
    add(lines, shipped().error());
    return lines;
  }
  auto read = read_case(folder, *shipped());
  if (read) return run(*read);
  add(lines, read.error());
  return lines;
}

class Cases : public testing::TestWithParam<fs::path> {};

TEST_P(Cases, GiveWhatIsExpected) {
  for (const std::string& line : run(GetParam())) ADD_FAILURE() << line;
}

std::vector<fs::path> folders() {
  return case_folders(root / "tests" / "cases").value_or(std::vector<fs::path>());
}

std::string name(const testing::TestParamInfo<fs::path>& info) {
  std::string text = info.param.filename().string();
  std::ranges::replace_if(text, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return text;
}

INSTANTIATE_TEST_SUITE_P(Folders, Cases, testing::ValuesIn(folders()), name);

}  // namespace
}  // namespace probata::cases
