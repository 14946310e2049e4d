// Each function of the language once or more: expression and value as text; errors by what they
// say.
#include <gtest/gtest.h>

#include "cel/program.h"
#include "cel/values_reader.h"

namespace probata::cel {
namespace {

using Cases = std::vector<std::pair<const char*, const char*>>;

void check(const Cases& cases) {
  Scope scope;
  scope.variables = {{"x", {}}, {"s", {}}, {"m", {}}, {"missing", {}}};
  Arena values, arena;
  ValuesReader reader;
  const std::pair<Value, Value> entries[] = {{values.string("a"), Value::of(int64_t{1})},
                                             {values.string("n"), Value()}};
  reader.set("x", Value::of(int64_t{5}));
  reader.set("s", values.string("grüße"));
  reader.set("m", values.map(entries));
  for (const auto& [text, expected] : cases) {
    const auto program = compile(text, scope);
    if (!program) {
      EXPECT_EQ("! " + program.error()[0].what, expected) << text;
      continue;
    }
    arena.reset();
    EXPECT_EQ(to_text(evaluate(*program, reader, arena)), expected) << text;
  }
}

TEST(Functions, Networks) {
  check({{"ip('192.168.0.1')", "192.168.0.1"},
         {"ip('2001:DB8:0:0:1::68')", "2001:db8::1:0:0:68"},
         {"ip('::ffff:c0a8:1') == ip('192.168.0.1')", "true"},
         {"ip('::ffff:192.168.0.1')", "error: an IPv4 address inside an IPv6 one is not allowed"},
         {"ip('fe80::1%eth0')", "error: an address with a zone is not allowed"},
         {"ip('10.0.0.01')", "error: `10.0.0.01` is no IP address"},
         {"isIP('1.2.3')", "false"},
         {"isIP(ip('1.2.3.4'))", "! `isIP` does not take (ip)"},
         {"ip.isCanonical('2001:DB8::1')", "false"},
         {"cidr('10.1.2.3/8')", "10.1.2.3/8"},
         {"cidr('10.1.2.3/8').masked()", "10.0.0.0/8"},
         {"cidr('10.1.2.3/33')", "error: `10.1.2.3/33` is no network (CIDR)"},
         {"cidr('10.1.2.3/')", "error: `10.1.2.3/` is no network (CIDR)"},
         {"cidr('10.1.2.3/08')", "error: `10.1.2.3/08` is no network (CIDR)"},
         {"cidr('::/0').containsIP('10.1.2.3')", "false"},
         {"cidr('0.0.0.0/0').containsIP('10.1.2.3')", "true"},
         {"cidr('10.0.0.0/9').containsIP('10.128.0.0')", "false"},
         {"cidr('10.0.0.0/8').containsCIDR('10.0.0.0/9')", "true"},
         {"cidr('10.0.0.0/9').containsCIDR('10.0.0.0/8')", "false"},
         {"cidr('10.0.0.0/9').containsCIDR('x')", "error: `x` is no network (CIDR)"},
         {"cidr('10.0.0.7/9').ip() == ip('10.0.0.7')", "true"},
         {"string(cidr('2001:db8::/32')) + ' ' + string(ip('::1'))", "\"2001:db8::/32 ::1\""},
         {"[ip('1.2.3.4')].exists(a, a.isGlobalUnicast() && a.family() == 4)", "true"},
         {"type(ip('::1')) == net.IP", "true"}});
}

// Texts of every length around those at which they are compared otherwise, with a difference at
// every place.
TEST(Functions, TextsAreEqualOnlyWhereTheyAre) {
  Scope scope;
  scope.variables = {{"a", {}}, {"b", {}}, {"all", {}}};
  const auto same = compile("a == b", scope), other = compile("a != b", scope),
             among = compile("a in all", scope);
  ASSERT_TRUE(same && other && among);
  for (const size_t length : {0u, 1u, 2u, 3u, 4u, 5u, 7u, 8u, 9u, 15u, 16u, 17u, 31u, 255u, 300u})
    for (size_t place = 0; place <= length; ++place) {
      Arena arena;
      ValuesReader reader;
      const std::string a(length, 'x');
      std::string b = a;
      if (place < length) b[place] = 'y';
      const Value members[] = {arena.string("z"), arena.string(b)};
      reader.set("a", arena.string(a));
      reader.set("b", members[1]);
      reader.set("all", arena.list(members));
      EXPECT_EQ(evaluate(*same, reader, arena).is_true(), a == b) << length << " " << place;
      EXPECT_EQ(evaluate(*other, reader, arena).is_false(), a == b) << length << " " << place;
      EXPECT_EQ(evaluate(*among, reader, arena).is_true(), a == b) << length << " " << place;
      const auto constant = compile("'" + a + "' == b && !('" + a + "' != b)", scope);
      ASSERT_TRUE(constant);
      EXPECT_EQ(evaluate(*constant, reader, arena).is_true(), a == b) << length << " " << place;
    }
}

TEST(Functions, Arithmetic) {
  check({{"1 + 2", "3"},
         {"x - 7", "-2"},
         {"7 / 2", "3"},
         {"-7 / 2", "-3"},
         {"-7 % 2", "-1"},
         {"7u / 2u", "3u"},
         {"7.0 / 2.0", "3.5"},
         {"1.0 / 0.0", "inf"},
         {"1 / 0", "error: division by zero"},
         {"1u % 0u", "error: division by zero"},
         {"9223372036854775807 + 1", "error: the result does not fit in 64 bits"},
         {"-9223372036854775808 - x", "error: the result does not fit in 64 bits"},
         {"-(-9223372036854775808)", "error: the result does not fit in 64 bits"},
         {"-9223372036854775808 / -1", "error: the result does not fit in 64 bits"},
         {"-9223372036854775808 % -1", "0"},
         {"4611686018427387904 * 2", "error: the result does not fit in 64 bits"},
         {"1u - 2u", "error: the result does not fit in 64 bits"},
         {"18446744073709551615u + 1u", "error: the result does not fit in 64 bits"},
         {"dyn(1) + 1.0", "error: no such overload"},
         {"math.greatest(1, 2.5, 2u)", "2.5"},
         {"math.least([3, 1, 2])", "1"},
         {"math.abs(-9223372036854775808)", "error: the result does not fit in 64 bits"},
         {"math.bitShiftRight(-1, 60)", "15"},
         {"math.round(2.5)", "3"}});
}

TEST(Functions, ComparisonsAcrossNumbers) {
  check({{"1 == 1.0", "true"},
         {"1u == 1", "true"},
         {"dyn(1u) < -1", "false"},
         {"-1 < 1u", "true"},
         {"1 < 1.5", "true"},
         {"2.5 >= 2u", "true"},
         {"0.0/0.0 == 0.0/0.0", "false"},
         {"0.0/0.0 != 0.0/0.0", "true"},
         {"0.0/0.0 < 1.0", "false"},
         {"[1, 2.0] == [1.0, 2u]", "true"},
         {"{1: 2} == {1.0 == 1.0 ? 1 : 2: 2u}", "true"},
         {"1 in [1.0]", "true"},
         {"'a' < 'b'", "true"},
         {"b'a' < b'b'", "true"},
         {"false < true", "true"},
         {"dyn(1) == 'a'", "false"},
         {"dyn(1) < 'a'", "error: no such overload"},
         {"null == null", "true"},
         {"dyn(null) < 1", "error: an operand is null"}});
}

TEST(Functions, Strings) {
  check({{"size(s)", "5"},
         {"s.contains('üß')", "true"},
         {"s.startsWith('gr')", "true"},
         {"s.endsWith('ße')", "true"},
         {"s.matches('^gr.*e$')", "true"},
         {"'abc'.matches('b')", "true"},
         {"matches('abc', s)", "false"},
         {"'a'.matches('(')", "error: bad regular expression: missing ): ("},
         {"s + '!'", "\"grüße!\""},
         {"b'ab' + b'c' == b'abc'", "true"},
         {"size(b'\\xff\\x00')", "2"},
         {"s.charAt(2)", "\"ü\""},
         {"s.charAt(9)", "error: index out of range: 9"},
         {"s.indexOf('ß')", "3"},
         {"s.indexOf('z')", "-1"},
         {"'abcabc'.lastIndexOf('b')", "4"},
         {"'abcabc'.lastIndexOf('b', 3)", "1"},
         {"s.substring(2)", "\"üße\""},
         {"s.substring(2, 3)", "\"ü\""},
         {"s.substring(3, 2)", "error: invalid substring range: 3 to 2"},
         {"' a b\\n'.trim()", "\"a b\""},
         {"'a,b,,c'.split(',')", "[\"a\", \"b\", \"\", \"c\"]"},
         {"'a,b,c'.split(',', 2)", "[\"a\", \"b,c\"]"},
         {"'aü'.split('')", "[\"a\", \"ü\"]"},
         {"['a', 'b'].join('-')", "\"a-b\""},
         {"'banana'.replace('an', 'x')", "\"bxxa\""},
         {"'banana'.replace('an', 'x', 1)", "\"bxana\""},
         {"'ab'.replace('', '-')", "\"-a-b-\""},
         {"'AbÜ'.lowerAscii()", "\"abÜ\""},
         {"'abü'.upperAscii()", "\"ABü\""},
         {"s.reverse()", "\"eßürg\""},
         {"'%d of %s: %.1f%%'.format([3, 'x', 2.25])", "\"3 of x: 2.2%\""},
         {"'%d'.format(['a'])", "error: error during formatting: %d takes int and uint"},
         {"base64.encode(b'hello')", "\"aGVsbG8=\""},
         {"string(base64.decode('aGVsbG8'))", "\"hello\""}});
}

TEST(Functions, Conversions) {
  check({{"int('42') + int(1.9) + int(2u)", "45"},
         {"int('4 2')", "error: `4 2` is no int"},
         {"int(1e19)", "error: the number is out of range"},
         {"uint(-1)", "error: the number is out of range"},
         {"double('1e3')", "1000"},
         {"string(1.5) + string(2) + string(true) + string(b'x')", "\"1.52truex\""},
         {"string(b'\\xff')", "error: the bytes are not valid UTF-8"},
         {"bool('true')", "true"},
         {"bool('maybe')", "error: `maybe` is no bool"},
         {"bytes('ä').size()", "2"},
         {"type(1) == int", "true"},
         {"type(null)", "null_type"},
         {"type(type(1)) == type", "true"},
         {"string(timestamp('2026-01-01T00:00:00+01:00'))", "\"2025-12-31T23:00:00Z\""},
         {"string(duration('90m'))", "\"5400s\""},
         {"int(timestamp('1970-01-01T00:01:00Z'))", "60"},
         {"timestamp(60)", "1970-01-01T00:01:00Z"}});
}

TEST(Functions, Time) {
  const std::string t = "timestamp('2026-03-29T00:30:15.123456789Z')";
  check({{"timestamp('2026-02-30T00:00:00Z')", "error: `2026-02-30T00:00:00Z` is no timestamp"},
         {"timestamp('9999-12-31T23:59:59.999999999Z') + duration('1ns')",
          "error: the timestamp is out of the range of years 0001 to 9999"},
         {"duration('1h30m') + duration('-30m') == duration('3600s')", "true"},
         {"duration('1d')", "1d"},
         {"duration('1x')", "error: `1x` is no duration"},
         {"duration('400000000000s')", "error: the duration is out of range"},
         {"duration('24h').times(2)", "2d"},
         {"duration('24h').times(9223372036854775807)", "error: the duration is out of range"},
         {"timestamp('2026-01-31T00:00:00Z').plus('P1M')", "2026-02-28T00:00:00Z"},
         {"timestamp('2026-01-02T09:00:00Z').plus('1bd')", "2026-01-05T09:00:00Z"},
         {"timestamp('2026-01-01T00:00:00Z').plus('P9000Y')",
          "error: the timestamp is out of the range of years 0001 to 9999"},
         {"timestamp('9999-12-31T00:00:00Z').plus('P1M')",
          "error: the timestamp is out of the range of years 0001 to 9999"},
         {"timestamp('2026-01-01T00:00:00Z').plus(string(x) + 'h')", "2026-01-01T05:00:00Z"},
         {"duration('90m').getHours()", "1"},
         {"duration('90m').getMinutes()", "90"},
         {"duration('1.5s').getMilliseconds()", "500"}});
  const std::pair<const char*, const char*> fields[] = {{"getFullYear()", "2026"},
                                                        {"getMonth()", "2"},
                                                        {"getDate()", "29"},
                                                        {"getDayOfMonth()", "28"},
                                                        {"getDayOfWeek()", "0"},
                                                        {"getDayOfYear()", "87"},
                                                        {"getHours()", "0"},
                                                        {"getMinutes()", "30"},
                                                        {"getSeconds()", "15"},
                                                        {"getMilliseconds()", "123"},
                                                        {"getHours('Europe/Berlin')", "1"},
                                                        {"getHours('-01:00')", "23"},
                                                        {"getHours('02:00')", "2"},
                                                        {"getDate('-01:00')", "28"}};
  for (const auto& [field, expected] : fields) check({{(t + "." + field).c_str(), expected}});
}

TEST(Functions, ListsAndMaps) {
  check({{"[1, 2] + ['a']", "[1, 2, \"a\"]"},
         {"[1, 2][1]", "2"},
         {"[1, 2][1u] + [1, 2][0.0 == 0.0 ? 0 : 1]", "3"},
         {"[1][1]", "error: the index is out of bounds"},
         {"[1][-1]", "error: the index is out of bounds"},
         {"m.a", "1"},
         {"m['a']", "1"},
         {"m.b", "error: no such key: b"},
         {"m['b']", "error: no such key: \"b\""},
         {"m.n", "null"},
         {"m.n.x", "error: an operand is null"},
         {"has(m.a) && !has(m.b) && has(m.n)", "true"},
         {"'a' in m", "true"},
         {"size(m)", "2"},
         {"{'a': 1, 'a': 2}", "error: a map has the same key twice"},
         {"{dyn(1.5): 2}", "error: a key must be int, uint, bool or string"},
         {"missing", "error: `missing` has no value"},
         {"missing || true", "true"},
         {"x.y", "error: no such overload"}});
}

TEST(Functions, Macros) {
  check({{"[1, 2].all(a, a > 0)", "true"},
         {"[1, 2].exists(a, a > 1)", "true"},
         {"[1, 2].exists_one(a, a > 1)", "true"},
         {"[1, 2, 3].filter(a, a % 2 == 1)", "[1, 3]"},
         {"[1, 2].map(a, a * 2)", "[2, 4]"},
         {"[1, 2, 3].map(a, a > 1, a * 2)", "[4, 6]"},
         {"m.map(k, k)", "[\"a\", \"n\"]"},
         {"[4, 5].transformList(i, v, i + v)", "[4, 6]"},
         {"{'a': 1}.transformMap(k, v, k + string(v))", "{\"a\": \"a1\"}"},
         {"[4, 5].exists(i, v, i == 1 && v == 5)", "true"},
         {"cel.bind(y, x + 1, y * y)", "36"},
         {"[1].map(x, [2].map(y, x + y))", "[[3]]"},
         {"[1].map(x, x).map(x, x + 1)[0] + x", "7"},
         {"[0, 1].exists(a, 1 / a == 1)", "true"},
         {"[0, 2].exists(a, 1 / a == 1)", "error: division by zero"},
         {"[0, 2].all(a, 1 / a == 1)", "false"},
         {"dyn(5).all(a, true)", "error: no such overload"}});
}

TEST(Functions, Optionals) {
  check({{"m.?a", "optional.of(1)"},
         {"m.?b", "optional.none()"},
         {"m.?b.orValue(7)", "7"},
         {"m[?'a'].value()", "1"},
         {"[1][?3].hasValue()", "false"},
         {"[?m.?b, ?m.?a]", "[1]"},
         {"{?'x': m.?b, 'y': 2}", "{\"y\": 2}"},
         {"m.?a.optMap(v, v + 1).orValue(0)", "2"},
         {"m.?n.x", "error: an operand is null"},
         {"optional.none().value()", "error: the optional has no value"},
         {"optional.ofNonZeroValue('') == optional.none()", "true"}});
}

}  // namespace
}  // namespace probata::cel
