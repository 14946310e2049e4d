#include "report/report.h"

#include <fmt/format.h>

#include "server/api/api.h"
#include "server/entries.h"

namespace probata::api {

http::Response report(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  auto moment = moment_of(request, organisation);
  if (!moment) return http::problem(400, moment.error());
  auto assessment = results(organisation, *moment);
  const Ledger& ledger = organisation.ledger();
  ReportFacts facts{organisation.name(),      checkpoint_of(ledger, moment->size).value_or(""),
                    ledger.verifier().text(), !moment->period,
                    organisation.demo(),      organisation.catalog_note()};
  http::Response response;
  response.type = "text/html; charset=utf-8";
  response.headers["Content-Security-Policy"] =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; "
      "base-uri 'none'; form-action 'none'";
  response.body = read(organisation, *moment,
                       [&](const View& view) { return report_html(*assessment, view, facts); });
  return response;
}

}  // namespace probata::api
