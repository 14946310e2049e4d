// Parameters of a query, checked; and the pages of a list.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "server/http.h"

namespace probata::api {

struct Moment;

Result<std::optional<uint64_t>> unsigned_parameter(const http::Request&, const std::string& name);
Result<std::optional<Instant>> instant_parameter(const http::Request&, const std::string& name);
// One of the choices, the first where it is left out.
Result<std::string> choice_parameter(const http::Request&, const std::string& name,
                                     std::span<const std::string> choices);

// All of the words, anywhere, upper and lower case alike (letters beyond ASCII as they are).
class Words {
 public:
  explicit Words(std::string_view query);
  bool empty() const { return words_.empty(); }
  bool in(std::string_view text) const;
  // 2 the text itself, 1 its beginning, 0 anywhere in it.
  int rank(std::string_view text) const;

 private:
  std::string whole_;
  std::vector<std::string> words_;
};
Result<Words> words_parameter(const http::Request&);

// Which rows of a list. A cursor also names the moment of the first page, so that all pages are of
// one list, whatever arrives meanwhile.
struct Page {
  size_t offset = 0, limit = 50;
  size_t end(size_t total) const { return std::min(total, offset + limit); }
};
Result<Page> page_of(const http::Request&, Moment&);
json::Value next_cursor(const Page&, size_t total, const Moment&);

}  // namespace probata::api
