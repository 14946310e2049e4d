// What people recorded about a row: the approval of an exception, the findings that follow one up.
#include <fmt/format.h>

#include <algorithm>

#include "assess/words.h"
#include "report/html.h"
#include "report/sections.h"
#include "report/words.h"

namespace probata {
namespace {

// The name of the person of a `by`, else the `by` itself.
std::string who(const ReportInput& in, std::string_view by) {
  constexpr std::string_view prefix = "person/";
  const Kind* person = in.catalog().kind("person");
  if (person != nullptr && by.starts_with(prefix))
    if (const auto entity = in.view.history.find(person->number, by.substr(prefix.size())))
      return value_words(in.view,
                         cel::Value::of_entity(static_cast<uint32_t>(*entity),
                                               static_cast<uint16_t>(person->number)),
                         in.view.now);
  return source_words(by);
}

// A field at an instant in words; empty where null or not known.
std::string field_words(const ReportInput& in, Entity entity, std::string_view name, Instant at) {
  const auto* field = in.catalog().at(in.view.history.kind_of(entity)).find(name);
  if (field == nullptr) return {};
  const Reading reading = read_field(in.view, entity, field->number, at);
  if (reading.state != Reading::State::known || reading.value.is(cel::Tag::null)) return {};
  return value_words(in.view, reading.value, at);
}

// `; cause: nobody stood in`.
std::string labelled(std::string_view label, const std::string& words) {
  return words.empty() ? words : fmt::format("; {}: {}", label, html::escape(words));
}

struct Approval {
  Entity waiver;
  Said said;
  std::optional<Instant> until, revoked;
};
// The last one.
std::optional<Approval> approval_of(const ReportInput& in, const Row& row) {
  const auto waiver =
      row.waiver ? in.view.history.find(in.catalog().waiver, *row.waiver) : std::nullopt;
  if (!waiver) return {};
  std::optional<Approval> approval;
  for (const Said& state : said(in.view, *waiver, "state")) {
    const auto word =
        state.value->is(cel::Tag::string) ? state.value->string() : std::string_view();
    // Restating it is no new approval.
    if (word == "approved" && (!approval || approval->revoked))
      approval = Approval{*waiver, state, timestamp_at(in.view, *waiver, "until", state.at.at),
                          std::nullopt};
    else if (word != "approved" && approval && !approval->revoked)
      approval->revoked = state.at.at;
  }
  return approval;
}

// A finding is on a row if it names its test, and neither another item nor an instant at which it
// was not open. One without an instant is on what was an exception when it was recorded.
bool is_on(const ReportInput& in, Entity finding, const Test& test, const Row& row) {
  if (!row.from || text_at(in.view, finding, "test", in.view.now) != test.full_id) return false;
  const auto item = text_at(in.view, finding, "item", in.view.now);
  if (!item.empty() && item != row.item) return false;
  const Instant end = row.done ? row.done->at : in.view.now;
  if (const auto from = timestamp_at(in.view, finding, "from", in.view.now))
    return row.from->after < *from && *from <= end;
  const auto first = first_fact(in.view, finding, people);
  return first && row.exception.start <= in.view.history.provenance(*first).at;
}

std::string finding_html(const ReportInput& in, Entity finding) {
  const Instant now = in.view.now;
  const auto words = [&](std::string_view field) { return field_words(in, finding, field, now); };
  const auto due = timestamp_at(in.view, finding, "due", now);
  return fmt::format("<div>{} ({}){}{}{}{}{}</div>",
                     html::escape(std::string(in.view.history.id_of(finding))),
                     html::escape(words("state")), labelled("owner", words("owner")),
                     labelled("cause", words("root_cause")),
                     labelled("response", words("response")), labelled("action", words("action")),
                     due ? "; by " + html::instant(*due, in.calendar()) : std::string());
}

}  // namespace

std::optional<Instant> waived_until(const ReportInput& in, const Row& row) {
  const auto approval = approval_of(in, row);
  return approval ? approval->until : std::nullopt;
}

std::string waiver_html(const ReportInput& in, const Row& row) {
  const auto approval = approval_of(in, row);
  if (!approval || !approval->until) return {};
  const Instant at = approval->said.at.at;
  const auto reason = field_words(in, approval->waiver, "reason", at);
  const auto meanwhile = field_words(in, approval->waiver, "compensating", at);
  return fmt::format(
      "<div>Approved by {} on {} until {}{}, {}{}.</div>",
      html::escape(who(in, in.view.history.provenance(approval->said.fact).by)),
      html::instant(at, in.calendar()), html::instant(*approval->until, in.calendar()),
      approval->revoked ? " (revoked " + html::instant(*approval->revoked, in.calendar()) + ")"
                        : std::string(),
      reason.empty() ? "without a reason" : "because: " + html::escape(reason),
      meanwhile.empty() ? "; no compensation is recorded"
                        : "; meanwhile: " + html::escape(meanwhile));
}

std::string findings_html(const ReportInput& in, const Test& test, const Row& row) {
  std::string out;
  for (const Entity finding : in.people.findings(test.full_id))
    if (is_on(in, finding, test, row)) out += finding_html(in, finding);
  return out;
}

}  // namespace probata
