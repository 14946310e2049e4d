#include "report/report.h"

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {

int report(const ReportOptions& options) {
  AssessOptions assessing;
  static_cast<CommonOptions&>(assessing) = options;
  assessing.period = options.period;
  assessing.as_of = options.as_of;
  auto loaded = load(assessing);
  if (!loaded) return tell(loaded.error(), options.json);
  const Ledger& ledger = loaded->organisation->ledger();
  auto checkpoint = ledger.checkpoint();
  if (!checkpoint) return tell(checkpoint.error(), options.json);
  loaded->request.detail = Detail::not_passed;
  auto html = loaded->with_view([&](const View& view) {
    ReportFacts facts{loaded->organisation->name(), *checkpoint,
                      ledger.verifier().text(),     !options.as_of.empty(),
                      loaded->organisation->demo(), loaded->organisation->catalog_note()};
    return report_html(probata::assess(view, loaded->request), view, facts);
  });
  std::error_code error;
  std::filesystem::create_directories(options.out, error);
  auto path = std::filesystem::path(options.out) / "report.html";
  if (auto written = write_file_durably(path, html); !written)
    return tell(written.error(), options.json);
  fmt::print("wrote {}\n", path.string());
  return done;
}

}  // namespace probata::cli
