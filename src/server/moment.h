// At which instant and ledger size, and over which period, an answer is computed (openapi.yaml: at,
// size, period).
#pragma once

#include <optional>
#include <string_view>

#include "organisation/organisation.h"
#include "server/http.h"

namespace probata::api {

struct Moment {
  Instant at;
  uint64_t size = 0;
  std::optional<Period> period;  // none: the state at `at`

  Request request() const;
};

// Where they are not given, `size` is what is folded now, and `at` is the later of the last
// recorded instant and the beginning of the current minute: not the clock itself, so that pages
// asked for within a minute have the same moment and share results, and everything recorded is
// still in it.
Result<Moment> moment_of(const http::Request&, const Organisation&);
Instant usual_at(const Organisation&);
// The last whole step (a minute, an hour, UTC) up to an instant.
Instant whole(Duration step, Instant);
// The same where a request gives nothing.
Moment moment_now(const Organisation&);
json::Value to_json(const Moment&);
// Without the rows that passed, which are most of them.
std::shared_ptr<const Assessment> results(const Organisation&, const Moment&,
                                          std::optional<TestNo> only = {},
                                          Detail detail = Detail::not_passed);

// `A/B`, half-open, of instants or local days; the last day is in it.
Result<Period> parse_period(std::string_view, const Calendar&);
// An error where it lies wholly after `now`.
Result<void> check_begun(const std::optional<Period>&, Instant now);
Calendar calendar_of(const Organisation&);

template <class F>
auto read(const Organisation& organisation, const Moment& moment, F f) {
  return organisation.read(std::move(f), moment.at, moment.size);
}

}  // namespace probata::api
