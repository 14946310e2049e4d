// What the company decided otherwise than what is shipped: none of it may be silent.
#include <fmt/format.h>

#include "base/text.h"
#include "catalog/applies.h"
#include "catalog/overrides.h"
#include "catalog/statement.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {
namespace {

// `words` is HTML.
std::string row(const std::string& what, const std::string& words) {
  return fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", html::escape(what), words);
}
std::string since(const ReportInput& in, const std::optional<Instant>& from) {
  return from ? ", from " + html::instant(*from, in.calendar()) : "";
}

// What counts because nobody has answered; empty where somebody has.
std::string assumed_html(const ReportInput& in, const Question& question) {
  const auto answer = answer_at(in.catalog(), in.settings(), question, in.assessment.now);
  if (answer.given) return {};
  const auto words = html::escape(answer_words(question, answer.value));
  return row(question.title, answer.value == nullptr ? words : words + " (assumed)");
}

std::string answers_html(const ReportInput& in) {
  std::string rows, assumed;
  for (const Question& question : in.catalog().questions) {
    assumed += assumed_html(in, question);
    const auto given = in.settings().answers.find(question.name);
    if (given == in.settings().answers.end()) continue;
    for (const auto& [value, from] : given->second)
      rows += row(question.title, html::escape(answer_words(question, &value)) + since(in, from));
  }
  return rows + assumed;
}

std::string value_html(const ParameterValue& value) { return html::escape(in_words(value, "")); }

std::string numbers_html(const ReportInput& in) {
  std::string rows;
  for (const auto& [number, values] : in.settings().parameters) {
    const Parameter& parameter = in.catalog().at(number);
    for (const auto& [value, from] : values)
      rows += row(parameter.title.empty() ? parameter.name : parameter.title,
                  fmt::format("{}{}; default: {}", value_html(value), since(in, from),
                              value_html(parameter.value)));
  }
  return rows;
}

std::string title_of(const Catalog& catalog, const std::string& control_or_test) {
  if (const Control* control = catalog.control(control_or_test)) return control->title;
  const Test* test = catalog.test(control_or_test);
  return test == nullptr || test->title.empty() ? control_or_test : test->title;
}

// What did not apply for a while that is over, or will not: what holds now is told with its
// control.
std::string other_exclusions_html(const ReportInput& in) {
  std::string rows;
  for (const NotApplicable& entry : in.settings().not_applicable) {
    const Instant now = in.assessment.now;
    if (entry.from <= now && (!entry.until || *entry.until > now)) continue;
    const std::string until =
        entry.until ? ", until " + html::instant(*entry.until, in.calendar()) : "";
    rows += row(title_of(in.catalog(), entry.control),
                fmt::format("Not applicable: {} ({}{}{}).", html::escape(entry.reason),
                            html::escape(entry.by), since(in, entry.from), until));
  }
  return rows;
}

std::string controls_html(const ReportInput& in) {
  std::string rows;
  for (const Control& control : in.catalog().controls) {
    const Applicability found =
        applicability(in.catalog(), in.settings(), control, in.assessment.now);
    if (found.applies == Applies::yes && found.because != Because::also) continue;
    rows += row(control.title, html::with_instants(found.reason, in.calendar()));
  }
  return rows + other_exclusions_html(in);
}

struct Threshold {
  std::string_view what;
  std::optional<double> Markers::* share;
};
constexpr Threshold thresholds[] = {
    {"Warning where of 20 items or more failed", &Markers::failed_share},
    {"Warning where two or more of fewer than 20 items failed, and of all",
     &Markers::failed_share_small},
    {"Warning where of all items failed", &Markers::majority},
    {"Warning where of one party’s items failed", &Markers::one_party},
    {"Warning where one exception lasts for, of the period", &Markers::long_exception}};

std::string share_words(const std::optional<double>& share) {
  return share ? fmt::format("more than {:.3g} %", *share * 100) : "never: switched off";
}

// Each that was set, with its date.
std::string all_words(const ReportInput& in, std::optional<double> Markers::* share) {
  std::vector<std::string> words;
  for (const auto& [markers, from] : in.settings().markers)
    words.push_back(share_words(markers.*share) + since(in, from));
  return join(words, "; ");
}

// Who is believed, and from when on something is a warning or late: no result says it of itself.
std::string judging_html(const ReportInput& in) {
  const Settings& chosen = in.settings();
  const Settings usual;
  std::string rows;
  const Markers default_markers,
      judged = markers_in(chosen, in.assessment.period, in.assessment.now);
  for (const auto& [what, share] : thresholds) {
    const auto differs = [&](const Dated<Markers>& one) {
      return one.value.*share != default_markers.*share;
    };
    if (std::ranges::none_of(chosen.markers, differs)) continue;
    std::string words = fmt::format("{}; default: {}", share_words(judged.*share),
                                    share_words(default_markers.*share));
    if (chosen.markers.size() > 1) words += "; set: " + all_words(in, share);
    rows += row(std::string(what), words);
  }
  if (chosen.late_recording != usual.late_recording)
    rows += row("Recorded late",
                fmt::format("after {}; default: after {}", to_text(chosen.late_recording),
                            to_text(usual.late_recording)));
  for (const auto& [kind, layers] : chosen.precedence)
    rows += row(plural_of(in.catalog().at(kind)),
                fmt::format("who is believed first: {}", html::escape(join(layers, ", "))));
  return rows;
}

std::string overrides_html(const ReportInput& in) {
  std::string rows;
  for (const Override& change : overrides_of(in.catalog()))
    rows += row(change.file, html::escape(words_and_effect(change)));
  return rows;
}

std::string table(std::string_view title, const std::string& rows, std::string_view none) {
  if (rows.empty()) return fmt::format("<h3>{}</h3>\n<p>{}</p>\n", title, none);
  return fmt::format("<h3>{}</h3>\n<table><tbody>\n{}</tbody></table>\n", title, rows);
}

}  // namespace

std::string tailoring_section(const ReportInput& in) {
  const std::string& profile = in.settings().profile;
  return fmt::format(
      "<h2>What the company chose</h2>\n<p>Profile: {}. Answers that nobody gave are assumed so "
      "that "
      "nothing is left out.</p>\n{}{}{}{}{}",
      profile.empty() ? "every control" : html::escape(profile),
      table("Answers that decide what applies", answers_html(in), "Nobody answered a question."),
      table("Our numbers", numbers_html(in), "All numbers are as shipped."),
      table("Controls that do not apply, or apply beside the profile", controls_html(in), "None."),
      table("How results are judged", judging_html(in), "As shipped."),
      table("Differences from the catalog that is shipped", overrides_html(in),
            "The catalog is as shipped."));
}

}  // namespace probata
