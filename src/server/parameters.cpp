#include "server/parameters.h"

#include <fmt/format.h>

#include <charconv>

#include "base/text.h"
#include "server/moment.h"

namespace probata::api {
namespace {

constexpr uint64_t longest_page = 500;
constexpr size_t longest_query = 200;

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (wrong != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

Result<std::optional<uint64_t>> unsigned_parameter(const http::Request& request,
                                                   const std::string& name) {
  auto text = request.parameter(name);
  if (!text) return std::optional<uint64_t>();
  auto value = number<uint64_t>(*text);
  if (!value || *value > uint64_t{1} << 53)
    return failure(fmt::format("`{}` is no number for `{}`", *text, name),
                   "give an integer from 0 on");
  return value;
}

Result<std::optional<Instant>> instant_parameter(const http::Request& request,
                                                 const std::string& name) {
  auto text = request.parameter(name);
  if (!text) return std::optional<Instant>();
  return TRY(parse_instant(*text));
}

Result<std::string> choice_parameter(const http::Request& request, const std::string& name,
                                     std::span<const std::string> choices) {
  auto text = request.parameter(name).value_or(choices.front());
  if (std::ranges::find(choices, text) == choices.end())
    return failure(fmt::format("`{}` is no {}", text, name), name_hint(text, choices));
  return text;
}

Words::Words(std::string_view query) : whole_(lower(trim(query))) {
  for (auto word : split(whole_, ' '))
    if (!word.empty()) words_.emplace_back(word);
}

bool Words::in(std::string_view text) const {
  auto lowered = lower(text);
  return std::ranges::all_of(
      words_, [&](const std::string& word) { return lowered.find(word) != std::string::npos; });
}

int Words::rank(std::string_view text) const {
  auto lowered = lower(text);
  return lowered == whole_ ? 2 : lowered.starts_with(whole_) ? 1 : 0;
}

Result<Words> words_parameter(const http::Request& request) {
  auto query = request.parameter("q").value_or("");
  if (query.size() > longest_query)
    return failure(fmt::format("`q` is longer than {} bytes", longest_query), "give fewer words");
  return Words(query);
}

Result<Page> page_of(const http::Request& request, Moment& moment) {
  Page page;
  if (auto limit = TRY(unsigned_parameter(request, "limit"))) {
    if (*limit < 1 || *limit > longest_page)
      return failure(fmt::format("a page has 1 to {} rows", longest_page),
                     "choose another `limit`");
    page.limit = *limit;
  }
  auto cursor = request.parameter("cursor");
  if (!cursor) return page;
  auto parts = split(*cursor, '_');
  auto offset = parts.size() == 3 ? number<uint64_t>(parts[0]) : std::nullopt;
  auto at = parts.size() == 3 ? number<int64_t>(parts[1]) : std::nullopt;
  auto size = parts.size() == 3 ? number<uint64_t>(parts[2]) : std::nullopt;
  if (!offset || !at || !size || *offset > uint64_t{1} << 53)
    return failure(fmt::format("`{}` is no cursor", *cursor), "give the `next` of the page before");
  page.offset = *offset;
  moment.at = std::clamp(Instant{*at}, Instant::earliest(), Instant::latest());
  moment.size = std::min(moment.size, *size);
  return page;
}

json::Value next_cursor(const Page& page, size_t total, const Moment& moment) {
  if (page.end(total) >= total) return {};
  return fmt::format("{}_{}_{}", page.end(total), moment.at.us, moment.size);
}

}  // namespace probata::api
