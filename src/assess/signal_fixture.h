// Hand-made signals for tests: time in small whole numbers, microseconds since 1970.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assess/patterns.h"
#include "assess/period.h"

namespace probata::test {

inline Instant at(int64_t t) { return {t}; }

// `0:no 5:yes 8..11:no 20:?` from edge to edge: at 5 it becomes true, somewhere in (8, 11] false,
// from 20 on it is unknown.
inline Signal made(std::string_view text) {
  Signal signal;
  for (size_t i = 0; i < text.size();) {
    const size_t end = std::min(text.find(' ', i), text.size()), colon = text.find(':', i);
    const std::string_view time = text.substr(i, colon - i),
                           word = text.substr(colon + 1, end - colon - 1);
    const size_t dots = time.find("..");
    const int64_t last = std::stoll(std::string(dots == time.npos ? time : time.substr(dots + 2)));
    const int64_t after =
        dots == time.npos ? last - 1 : std::stoll(std::string(time.substr(0, dots)));
    const Truth value = word == "yes" ? Truth::yes : word == "no" ? Truth::no : Truth::unknown;
    signal.push_back({.after = at(after),
                      .at = at(last),
                      .value = value,
                      .why = value == Truth::unknown ? 1U : 0U,
                      .fact = {}});
    i = end + 1;
  }
  signal.front().after = signal.front().at = Instant::never_before();
  return signal;
}

inline Setting watched(int64_t watch, int64_t now) {
  Setting setting;
  setting.watch = at(watch);
  setting.now = at(now);
  return setting;
}
inline Period period(int64_t start, int64_t end) { return {at(start), at(end)}; }

}  // namespace probata::test
