#include "catalog/policy_words.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace probata::policy_words {
namespace {

using policy_parts::Stretch;
using Phrases = std::span<const std::string_view>;

// In a phrase a slash stands between words of which it has one.
constexpr std::string_view number_words[] = {
    "two/three/four/five/six/seven/eight/nine/ten/eleven/twelve/thirteen/fourteen/fifteen/sixteen",
    "seventeen/eighteen/nineteen/twenty/thirty/forty/fifty/sixty/seventy/eighty/ninety",
    "hundred/thousand/dozen/half/double/twice/thrice/triple/percent/%",
    "per cent",
    "hour/hours/day/days/week/weeks/month/months/quarter/quarters/year/years",
    "hourly/daily/weekly/monthly/quarterly/yearly/annual/annually/overnight"};
// With their adverbs in `ly`.
constexpr std::string_view vague_adjectives[] = {
    "proper",    "improper",   "appropriate", "inappropriate", "adequate",   "inadequate",
    "effective", "sufficient", "efficient",   "insufficient",  "reasonable", "suitable",
    "regular",   "periodic",   "periodical",  "routine",       "frequent",   "occasional",
    "prompt",    "immediate",  "quick",       "swift",         "general",    "typical",
    "normal",    "usual",      "relevant",    "material",      "careful",    "diligent",
    "sensible",  "meaningful", "significant", "ineffective"};
constexpr std::string_view vague_phrases[] = {
    "reasonably/suitably/sensibly/timely/soon/soonest/asap/industry/robust/strong",
    "in time",
    "in good time",
    "without delay",
    "without undue delay",
    "from time to time",
    "at times",
    "often enough",
    "as soon as possible",
    "as far as",
    "as needed/necessary/required/applicable/appropriate/possible",
    "where/when/if/wherever/whenever "
    "needed/necessary/possible/applicable/feasible/practicable/required",
    "should/ought/might/aim/aims/strive/strives/endeavour/endeavours",
    "try/tries to",
    "best effort/efforts/practice/practices",
    "state of the art",
    "ensure/ensures/minimise/minimises/minimize/minimizes",
    "various/several/few/some/many/etc/major/minor",
    "and so on",
    "up to date"};
// They have such a word and say something: a record, a comparison, a name.
constexpr std::string_view exact_phrases[] = {"significant change/changes", "as many", "soc 2"};
constexpr std::string_view promise_phrases[] = {
    "must/shall/will/always/never/guarantee/guarantees/undertake/undertakes", "has/have to",
    "commit/commits to"};

bool is_letter(unsigned char c) { return std::isalnum(c) || c == '_'; }
bool is_digit(unsigned char c) { return std::isdigit(c); }

// Behind the word that begins here; a number goes on behind its points.
size_t word_end(std::string_view text, size_t at, size_t end) {
  if (text[at] == '%') return at + 1;
  while (at < end) {
    const bool point = (text[at] == '.' || text[at] == ',') && at + 1 < end &&
                       is_digit(text[at - 1]) && is_digit(text[at + 1]);
    if (!is_letter(text[at]) && !point) break;
    ++at;
  }
  return at;
}

bool joins(std::string_view between) {
  return between == "-" ||
         (!between.empty() && between.find_first_not_of(" \t\r\n") == std::string_view::npos);
}

bool has_word(std::string_view alternatives, std::string_view word) {
  const auto words = split(alternatives, '/');
  return std::ranges::find(words, word) != words.end();
}

// How many of the words the phrase is, from the first on; 0 where it is none.
size_t length_of(std::span<const Word> words, std::string_view phrase) {
  size_t count = 0;
  for (const std::string_view alternatives : split(phrase, ' ')) {
    if (count == words.size() || (count > 0 && !words[count].joined)) return 0;
    if (!has_word(alternatives, words[count].lower)) return 0;
    ++count;
  }
  return count;
}
size_t longest(std::span<const Word> words, Phrases phrases) {
  size_t length = 0;
  for (const std::string_view phrase : phrases) length = std::max(length, length_of(words, phrase));
  return length;
}

size_t number_length(std::span<const Word> words) {
  return is_digit(words[0].lower[0]) ? 1 : longest(words, number_words);
}
size_t vague_length(std::span<const Word> words) {
  std::string_view adjective = words[0].lower;
  const auto listed = [&] {
    return std::ranges::find(vague_adjectives, adjective) != std::end(vague_adjectives);
  };
  if (const size_t length = longest(words, vague_phrases); length > 0) return length;
  if (listed()) return 1;
  if (!adjective.ends_with("ly")) return 0;
  adjective.remove_suffix(2);
  return listed() ? 1 : 0;
}

// What begins at each word in turn, behind what was found before it; what `exact` finds is not.
template <class Length>
std::vector<Stretch> found(std::span<const Word> words, const std::vector<std::string_view>& exact,
                           Length length_at) {
  std::vector<Stretch> result;
  for (size_t at = 0; at < words.size();) {
    const auto rest = words.subspan(at);
    if (const size_t length = longest(rest, exact); length > 0) {
      at += length;
      continue;
    }
    const size_t length = length_at(rest);
    if (length > 0) result.push_back({rest[0].place.begin, rest[length - 1].place.end});
    at += std::max<size_t>(length, 1);
  }
  return result;
}

}  // namespace

std::vector<Word> words_of(std::string_view text, Stretch in) {
  std::vector<Word> words;
  for (size_t at = in.begin; at < in.end;) {
    if (text[at] == '{') {
      at = std::min(text.find('}', at), in.end);
    } else if (is_letter(text[at]) || text[at] == '%') {
      const size_t end = word_end(text, at, in.end);
      const size_t before = words.empty() ? at : words.back().place.end;
      Word word{{at, end}, std::string(text.substr(at, end - at)), {}};
      for (char& c : word.lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      word.joined = joins(text.substr(before, at - before));
      words.push_back(std::move(word));
      at = end;
    } else {
      ++at;
    }
  }
  return words;
}

std::span<const Literal> literals() {
  static const std::vector<Literal> list = {
      {{"within a day"}, {"24h"}},
      {{"in every quarter", "its quarter"}, {"quarter", "P3M"}},
      {{"in every half year"}, {"half"}},
      {{"half a year"}, {"P6M"}},
      {{"in the year before"}, {"P1Y"}},
      {{"in every month"}, {"month", "P1M"}},
      {{"thirty days"}, {"duration(\"30d\")"}},
      {{"ninety days"}, {"duration(\"90d\")"}},
      {{"by the end of the day"}, {"P1D"}},
      {{"twice"}, {"times(2)"}},
      {{"tls 1.2"}, {"\"1.2\""}},
  };
  return list;
}

bool says(std::span<const Word> words, const Literal& literal) {
  for (size_t at = 0; at < words.size(); ++at)
    if (longest(words.subspan(at), literal.said) > 0) return true;
  return false;
}

// As a word of its own: `month`, not `months`.
bool writes(std::string_view test, const Literal& literal) {
  const auto apart = [&](size_t left) {
    return left == 0 || left >= test.size() || !is_letter(test[left - 1]) || !is_letter(test[left]);
  };
  for (const std::string_view written : literal.written)
    for (size_t at = test.find(written); at != test.npos; at = test.find(written, at + 1))
      if (apart(at) && apart(at + written.size())) return true;
  return false;
}

std::vector<Stretch> bare_numbers(std::span<const Word> words,
                                  std::span<const Literal> said_by_tests) {
  std::vector<std::string_view> exact(std::begin(exact_phrases), std::end(exact_phrases));
  for (const Literal& literal : said_by_tests)
    exact.insert(exact.end(), literal.said.begin(), literal.said.end());
  return found(words, exact, number_length);
}

std::vector<Stretch> vague_words(std::span<const Word> words) {
  return found(words, {std::begin(exact_phrases), std::end(exact_phrases)}, vague_length);
}

bool promises(std::span<const Word> words) {
  for (size_t at = 0; at < words.size(); ++at)
    if (longest(words.subspan(at), promise_phrases) > 0) return true;
  return false;
}

}  // namespace probata::policy_words
