#include "server/moment.h"

#include <fmt/format.h>

#include "server/parameters.h"
#include "server/values.h"

namespace probata::api {
namespace {

Result<Instant> parse_end(std::string_view text, const Calendar& calendar, bool last) {
  if (auto date = parse_date(text)) return calendar.start_of(last ? Date{date->days + 1} : *date);
  return parse_instant(text);
}

uint64_t folded(const Organisation& organisation) {
  return organisation.read([](const View& view) { return static_cast<uint64_t>(view.known); });
}

Result<uint64_t> size_of(const http::Request& request, uint64_t folded) {
  auto size = TRY(unsigned_parameter(request, "size"));
  if (size && *size > folded)
    return failure(fmt::format("the evidence log has only {} entries", folded),
                   "give a `size` up to that, or leave it out");
  return size.value_or(folded);
}

// Nothing is known of what is still to come, and nothing of it is said.
Result<void> check_not_to_come(const Moment& moment, const Organisation& organisation) {
  const Instant now = std::max(organisation.now(), organisation.ledger().last_recorded());
  if (moment.at > now)
    return failure(fmt::format("`at` {} is after now, {}", to_text(moment.at), to_text(now)),
                   "give an instant up to now, or leave it out");
  return check_begun(moment.period, now);
}

}  // namespace

Result<void> check_begun(const std::optional<Period>& period, Instant now) {
  if (!period || period->start <= now) return {};
  return failure(
      fmt::format("the period begins {}, after now, {}", to_text(period->start), to_text(now)),
      "give one that has begun");
}

Request Moment::request() const {
  if (!period) return state_at(at);
  Request request;
  request.period = *period;
  return request;
}

Instant usual_at(const Organisation& organisation) {
  return std::max(organisation.ledger().last_recorded(), whole(minute, organisation.now()));
}

Instant whole(Duration step, Instant t) {
  return t - Duration{((t.us % step.us) + step.us) % step.us};
}

Moment moment_now(const Organisation& organisation) {
  return {usual_at(organisation), folded(organisation), {}};
}

Result<Moment> moment_of(const http::Request& request, const Organisation& organisation) {
  Moment moment;
  moment.at = usual_at(organisation);
  moment.size = TRY(size_of(request, folded(organisation)));
  if (auto at = request.parameter("at")) moment.at = TRY(parse_instant(*at));
  if (auto period = request.parameter("period"))
    moment.period = TRY(parse_period(*period, calendar_of(organisation)));
  TRY_VOID(check_not_to_come(moment, organisation));
  return moment;
}

json::Value to_json(const Moment& moment) {
  return json::Object{{"at", to_text(moment.at)},
                      {"size", moment.size},
                      {"period", moment.period ? interval_json(*moment.period) : json::Value()}};
}

std::shared_ptr<const Assessment> results(const Organisation& organisation, const Moment& moment,
                                          std::optional<TestNo> only, Detail detail) {
  auto request = moment.request();
  request.only = only;
  request.detail = detail;
  return organisation.assessment(request, moment.at, moment.size);
}

Result<Period> parse_period(std::string_view text, const Calendar& calendar) {
  constexpr auto hint = "write `2026-01-01/2026-12-31` or two instants";
  auto slash = text.find('/');
  if (slash == std::string_view::npos) return failure(fmt::format("`{}` is no period", text), hint);
  auto start = parse_end(text.substr(0, slash), calendar, false);
  auto end = parse_end(text.substr(slash + 1), calendar, true);
  if (!start || !end) return failure(fmt::format("`{}` is no period", text), hint);
  if (*end <= *start)
    return failure(fmt::format("the period `{}` ends before it begins", text), hint);
  return Period{*start, *end};
}

Calendar calendar_of(const Organisation& organisation) {
  return organisation.read([](const View& view) { return view.history.settings().calendar; });
}

}  // namespace probata::api
