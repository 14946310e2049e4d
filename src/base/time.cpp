// Saturating arithmetic and instants as text. Durations and spans as text: duration_text.cpp.
#include "base/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace probata {
namespace {

constexpr int64_t lowest = std::numeric_limits<int64_t>::min();
constexpr int64_t highest = std::numeric_limits<int64_t>::max();

bool endless(int64_t us) { return us == lowest || us == highest; }

// The greatest and the smallest number stand for "without end", and adding to no end leaves no end.
int64_t add(int64_t a, int64_t b) {
  if (endless(a)) return a;
  if (endless(b)) return b;
  int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return a < 0 ? lowest : highest;
  return sum;
}

int64_t negated(int64_t us) {
  if (us == lowest) return highest;
  return us == highest ? lowest : -us;
}

}  // namespace

Instant operator+(Instant t, Duration d) { return {add(t.us, d.us)}; }
Instant operator-(Instant t, Duration d) { return {add(t.us, negated(d.us))}; }
Duration operator+(Duration a, Duration b) { return {add(a.us, b.us)}; }

Duration operator-(Instant a, Instant b) {
  if (a == b) return {0};
  return {add(a.us, negated(b.us))};
}

Duration operator*(Duration d, int64_t factor) {
  if (endless(d.us) && factor != 0) return {factor > 0 ? d.us : negated(d.us)};
  int64_t product = 0;
  if (__builtin_mul_overflow(d.us, factor, &product)) {
    return {(d.us < 0) == (factor < 0) ? highest : lowest};
  }
  return {product};
}

namespace {

std::unexpected<Error> no_instant(std::string_view text, std::string_view why) {
  return failure(fmt::format("`{}` is no time: {}", text, why),
                 "write a time as 2026-03-01T09:12:00Z or 2026-03-01T10:12:00+01:00");
}

// Reads RFC 3339 from left to right; once something is amiss, all that follows is ignored.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }
  // Nothing, once something is amiss: a loop over what follows must end.
  char peek() const { return !ok_ || rest_.empty() ? '\0' : rest_[0]; }
  char take() {
    if (rest_.empty()) ok_ = false;
    const char c = peek();
    if (ok_) rest_.remove_prefix(1);
    return c;
  }
  void expect(char c) { ok_ = take() == c && ok_; }
  // RFC 3339, section 5.6: `T` and `Z` may be written in lower case.
  void expect_letter(char upper) {
    const char c = take();
    ok_ = ok_ && (c == upper || c == upper + ('a' - 'A'));
  }
  int digits(int count) {
    int value = 0;
    for (int i = 0; i < count && ok_; ++i) {
      const char c = take();
      ok_ = ok_ && c >= '0' && c <= '9';
      value = value * 10 + (c - '0');
    }
    return ok_ ? value : 0;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

struct Written {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  int64_t microseconds = 0;
  int decimals = 0;
  int offset_sign = 1, offset_hour = 0, offset_minute = 0;
};

void read_fraction(Reader& in, Written& w) {
  if (in.peek() != '.') return;
  in.take();
  do {
    const int digit = in.digits(1);
    if (++w.decimals <= 6) w.microseconds = w.microseconds * 10 + digit;
  } while (in.peek() >= '0' && in.peek() <= '9');
  for (int i = w.decimals; i < 6; ++i) w.microseconds *= 10;
}

void read_offset(Reader& in, Written& w) {
  if (in.peek() != '+' && in.peek() != '-') return in.expect_letter('Z');
  w.offset_sign = in.take() == '-' ? -1 : 1;
  w.offset_hour = in.digits(2);
  in.expect(':');
  w.offset_minute = in.digits(2);
}

Written read(Reader& in) {
  Written w;
  w.year = in.digits(4);
  in.expect('-');
  w.month = in.digits(2);
  in.expect('-');
  w.day = in.digits(2);
  in.expect_letter('T');
  w.hour = in.digits(2);
  in.expect(':');
  w.minute = in.digits(2);
  in.expect(':');
  w.second = in.digits(2);
  read_fraction(in, w);
  read_offset(in, w);
  return w;
}

std::chrono::year_month_day date_of(const Written& w) {
  return std::chrono::year(w.year) / std::chrono::month(static_cast<unsigned>(w.month)) /
         std::chrono::day(static_cast<unsigned>(w.day));
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  Reader in(text);
  const Written w = read(in);
  if (!in.ok() || !in.at_end()) return no_instant(text, "not in the form of RFC 3339");
  if (w.decimals > 6) return no_instant(text, "finer than microseconds");
  if (w.year == 0) return no_instant(text, "the first year is 0001");
  const auto date = date_of(w);
  if (!date.ok()) return no_instant(text, "there is no such day");
  // A leap second has no instant of its own in POSIX time, which everything here counts in.
  if (w.second == 60) return no_instant(text, "leap seconds cannot be told apart, write :59");
  if (w.hour > 23 || w.minute > 59 || w.second > 59 || w.offset_hour > 23 || w.offset_minute > 59) {
    return no_instant(text, "there is no such time of day");
  }
  const int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const int offset = w.offset_sign * (w.offset_hour * 60 + w.offset_minute);
  const int of_day = w.hour * 3'600 + (w.minute - offset) * 60 + w.second;
  const int64_t seconds = days * 86'400 + of_day;
  const Instant t{seconds * 1'000'000 + w.microseconds};
  if (t < Instant::earliest() || t > Instant::latest()) {
    return no_instant(text, "outside the years 0001 to 9999 in UTC");
  }
  return t;
}

std::string to_text(Instant t) {
  if (t == Instant::never_before()) return "(no start)";
  if (t == Instant::never_after()) return "(no end)";
  t = std::clamp(t, Instant::earliest(), Instant::latest());
  using namespace std::chrono;
  const sys_time<microseconds> time{microseconds(t.us)};
  const sys_days date = floor<days>(time);
  const year_month_day civil(date);
  const hh_mm_ss clock(time - date);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int(civil.year()), unsigned(civil.month()),
                  unsigned(civil.day()), clock.hours().count(), clock.minutes().count(),
                  clock.seconds().count());
  if (clock.subseconds().count() != 0) text += fmt::format(".{:06}", clock.subseconds().count());
  return text + 'Z';
}

}  // namespace probata
