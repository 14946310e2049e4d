#include <fmt/format.h>

#include "server/api/api.h"
#include "server/rows.h"

namespace probata::api {
namespace {

const std::string filters[] = {"all",    "failed", "unknown",  "pending",
                               "waived", "passed", "boundary", "found"};

std::vector<const Row*> rows_of(const TestResult& result, const std::string& filter) {
  const auto& list = filter == "boundary" ? result.boundary
                     : filter == "found"  ? result.found
                                          : result.rows;
  bool whole = filter == "all" || filter == "boundary" || filter == "found";
  std::vector<const Row*> rows;
  for (const Row& row : list)
    if (whole || to_text(row.verdict) == filter) rows.push_back(&row);
  return rows;
}

}  // namespace

Answer items(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  const Test* test =
      TRY(find_test(organisation.catalog(), request.captures[0], request.captures[1]));
  auto moment = TRY(moment_of(request, organisation));
  auto page = TRY(page_of(request, moment));
  auto filter = TRY(choice_parameter(request, "filter", filters));
  auto words = TRY(words_parameter(request));
  auto item = request.parameter("item");
  const bool passed = filter == "all" || filter == "passed";
  auto assessment = passed ? results(organisation, moment, test->number, Detail::every_row)
                           : results(organisation, moment);
  return read(organisation, moment, [&](const View& view) -> Answer {
    Evaluator evaluator(view);
    const auto* result = find_result(*assessment, *test);
    auto rows = result == nullptr ? std::vector<const Row*>() : rows_of(*result, filter);
    std::erase_if(rows, [&](const Row* row) {
      if (item && row->item != *item) return true;
      return !words.empty() && !words.in(row->item + " " + label_of_item(view, row->item));
    });
    sort_worst_first(rows);
    json::Array shown;
    for (size_t i = page.offset; i < page.end(rows.size()); ++i)
      shown.push_back(row_json(evaluator, *test, *rows[i]));
    return json::Object{{"view", to_json(moment)},
                        {"total", rows.size()},
                        {"next", next_cursor(page, rows.size(), moment)},
                        {"rows", std::move(shown)}};
  });
}

}  // namespace probata::api
