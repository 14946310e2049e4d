#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {
namespace {

// As append_lines: bad lines are left out; a fact that does not fit, or with `atomic` any mistake,
// keeps all of them out.
size_t would_append(std::string_view text, const AppendOptions& options,
                    const Organisation& organisation, size_t mistakes) {
  const FactFile read = read_facts(text, options.file, organisation.catalog());
  const bool refused = mistakes > read.errors.size() || (options.atomic && mistakes > 0);
  return refused ? 0 : read.facts.size();
}

std::string_view facts_word(size_t count) { return count == 1 ? "fact" : "facts"; }

void tell_dry(size_t count, bool json) {
  if (json)
    fmt::print("{{\"would_append\":{}}}\n", count);
  else
    fmt::print("{} {} would be appended; nothing was\n", count, facts_word(count));
}

}  // namespace

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
      fmt::print("appended {} {}, entries {} to {}, sealed at size {}\n", report.appended,
                 facts_word(report.appended), report.receipt->first, last, report.receipt->size);
  } else if (options.dry) {
    tell_dry(would_append(*text, options, **organisation, report.errors.size()), options.json);
  } else if (!options.json) {
    fmt::print("nothing was appended\n");
  }
  return report.errors.empty() ? done : wrong_input;
}

}  // namespace probata::cli
