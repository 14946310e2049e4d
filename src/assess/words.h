// Values and times for people.
#pragma once

#include <string>

#include "assess/obligation.h"

namespace probata {

std::string instant_words(const View&,
                          Instant);  // local time of the organisation, `2026-03-01 09:12`
std::string value_words(const View&, const cel::Value&, Instant at);
std::string conclusion_words(Conclusion);  // `effective with exceptions`
std::string reason_words(
    const Gap&);  // `connector:okta had not looked at account (gap) from … to …`
// How late a row that has failed is or was, open ones up to now: at least and at most, where its
// instants are ranges. Empty where it is not late.
struct Lateness {
  Duration least{0}, most{0};
  bool more = false;  // it began nobody knows when, so it may be more than `most`
};
std::optional<Lateness> lateness(const View&, const Row&);
// `3 d 4 h`, `3 d to 3 d 4 h`, `up to 4 h`, `3 d or more`; empty where it is not late.
std::string late_words(const View&, const Row&);

}  // namespace probata
