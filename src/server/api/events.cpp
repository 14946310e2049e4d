#include "server/events.h"

#include <charconv>

#include "server/api/api.h"

namespace probata::api {

http::Response events(Context& context, const http::Request& request) {
  auto text = request.header("last-event-id");
  uint64_t id = 0;
  auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), id);
  bool given = !text.empty() && wrong == std::errc() && end == text.data() + text.size();
  http::Response response;
  response.type = "text/event-stream";
  response.events = context.subscribe(given ? std::optional(id) : std::nullopt);
  return response;
}

}  // namespace probata::api
