#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {

int append(const AppendOptions& options) {
  auto text = options.file == "-" ? read_file("/dev/stdin") : read_file(options.file);
  if (!text) return tell(text.error(), options.json);
  auto organisation = open_organisation(options, false);
  if (!organisation) return tell(organisation.error(), options.json);
  auto report = (*organisation)->append_lines(*text, options.file, options.atomic, options.dry);
  if (!report.errors.empty()) tell(report.errors, options.json);
  if (report.receipt) {
    auto last = report.receipt->first + report.appended - 1;
    if (options.json)
      fmt::print("{{\"appended\":{},\"first\":{},\"last\":{},\"size\":{},\"recorded\":\"{}\"}}\n",
                 report.appended, report.receipt->first, last, report.receipt->size,
                 to_text(report.receipt->recorded));
    else
      fmt::print("appended {} facts, entries {} to {}, sealed at size {}\n", report.appended,
                 report.receipt->first, last, report.receipt->size);
  } else if (!options.json) {
    fmt::print("nothing was appended\n");
  }
  return report.errors.empty() ? done : wrong_input;
}

}  // namespace probata::cli
