// What was not seen, and the seal: the reader's means to doubt the results.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {
namespace {

std::optional<Period> clipped(const Period& stretch, const ReportInput& in) {
  const auto& [start, end] = in.assessment.period;
  const Period inside{std::max(stretch.start, start),
                      std::min({stretch.end, end, in.assessment.now + microsecond})};
  if (inside.start < inside.end) return inside;
  return {};
}

// What of the period it did not see; of a state, whether it was seen.
std::string not_seen_html(const ReportInput& in, const SourceSight& sight) {
  const Calendar& calendar = in.calendar();
  if (in.assessment.period.start > in.assessment.now) return "not yet";
  std::string stretches;
  const auto lead = clipped(sight.lead, in);
  if (lead && (!sight.first || sight.lead.end >= in.assessment.period.end))
    return "not seen at all";
  if (lead)
    stretches += fmt::format("<div>before the first look, up to {}</div>",
                             html::instant(lead->end, calendar));
  for (const Period& gap : sight.gaps)
    if (const auto inside = clipped(gap, in))
      stretches +=
          in.facts.state
              ? fmt::format("<div>since {}</div>", html::instant(gap.start, calendar))
              : fmt::format("<div>{}</div>", html::stretch(inside->start, inside->end, calendar));
  if (!stretches.empty()) return stretches;
  return in.facts.state ? "seen" : "seen throughout";
}

std::string sight_html(const ReportInput& in, const SourceSight& sight) {
  auto every = sight.seen_every > Duration{0} ? to_words(sight.seen_every) : std::string("–");
  auto rows = sight.rows < 0
                  ? std::string("–")
                  : fmt::format("{}{}", sight.rows,
                                sight.total < 0 ? "" : fmt::format(" of {}", sight.total));
  return fmt::format(
      "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
      html::escape(source_words(sight.by)), html::escape(plural_of(in.catalog().at(sight.kind))),
      rows, every, not_seen_html(in, sight));
}

}  // namespace

std::string not_seen_section(const ReportInput& in) {
  std::map<std::pair<std::string, KindNo>, const SourceSight*> sights;
  for (const auto& control : in.assessment.controls)
    for (const auto& test : control.tests)
      for (const auto& sight : test.sources)
        sights.emplace(std::pair(sight.by, sight.kind), &sight);
  std::string rows;
  for (const auto& [key, sight] : sights) rows += sight_html(in, *sight);
  if (rows.empty()) rows = "<tr><td colspan=\"5\">No source has been seen.</td></tr>";
  return fmt::format(
      "<h2>What was seen, and what was not</h2>\n<table><thead><tr><th>Source</th><th>Of</th><th "
      "class=\"n\">Rows</th>"
      "<th class=\"n\">Looked every</th><th>Not "
      "seen</th></tr></thead><tbody>\n{}</tbody></table>\n",
      rows);
}

std::string seal_section(const ReportInput& in) {
  return fmt::format(
      "<h2>Seal</h2>\n<p>Computed from the first {} entries of the evidence log, the catalog and "
      "the settings named here. Whoever has the "
      "same entries gets the same "
      "results.</p>\n<dl><dt>Catalog</dt><dd><code>{}</code></dd><dt>Settings</dt><dd><code>{}</"
      "code></dd>"
      "<dt>Time zones</dt><dd>{}</dd><dt>Key</dt><dd><code>{}</code></dd></dl>\n<pre>{}</pre>\n",
      in.assessment.ledger_size, to_text(in.catalog().digest), to_text(in.settings().digest),
      html::escape(time_zone_data_version()), html::escape(in.facts.verifier),
      html::escape(in.facts.checkpoint));
}

}  // namespace probata
