#include "server/demo.h"

#include <fmt/format.h>

namespace probata::api {
namespace {

constexpr std::string_view below = "/demo";
constexpr const char* name = "demo.example";

json::Value beside_json(const std::string& organisation, const std::string& href, bool demo) {
  return json::Object{{"organisation", organisation}, {"href", href}, {"demo", demo}};
}

}  // namespace

DemoSite::DemoSite(const Context& beside) : beside_(beside) {
  options_.version = beside.options.version;
  options_.mode = "observing";
}

void DemoSite::stop() {
  if (site_) site_->hub.stop();
}

void DemoSite::open(Organisation& organisation, const std::string& period) {
  site_.emplace(organisation, options_);
  site_->context.beside = [this] { return beside_json(beside_.organisation.name(), "/", false); };
  ask("/api/home?period=" + period);
  {
    std::scoped_lock lock(mutex_);
    period_ = period;
    open_ = true;
  }
  ask("/api/home");
}

// Its results are kept, so that whoever asks next has the answer at once.
void DemoSite::ask(const std::string& target) const {
  http::Request request{.method = "GET"};
  if (http::read_target(target, request)) site_->router.answer(std::move(request));
}

http::Response DemoSite::answer(http::Request request) const {
  request.path.erase(0, below.size());
  request.segments.erase(request.segments.begin());
  if (const Site* open = site()) return open->router.answer(std::move(request));
  return not_yet(request);
}

json::Value DemoSite::beside() const {
  std::scoped_lock lock(mutex_);
  return beside_json(name, open_ ? fmt::format("{}/?period={}", below, period_) : "/demo/", true);
}

const Site* DemoSite::site() const {
  std::scoped_lock lock(mutex_);
  return open_ ? &*site_ : nullptr;
}

http::Response DemoSite::not_yet(const http::Request& request) const {
  if (!beside_.options.demo)
    return http::problem(
        404,
        {"no demo company is served here", "start the program with `probata serve --demo`", {}});
  if (request.path == "/api/status" && request.method == "GET") return http::ok(status());
  const LookStep step = beside_.options.demo();
  if (step.state == "failed")
    return http::problem(503, {"the demo company could not be made", step.detail, {}});
  auto response =
      http::problem(503, {fmt::format("The demo company is being made: {}", step.detail),
                          "this page shows it as soon as it is there",
                          {}});
  response.headers["Retry-After"] = "2";
  return response;
}

json::Value DemoSite::status() const {
  const Organisation& other = beside_.organisation;
  return json::Object{
      {"organisation", name},
      {"version", options_.version},
      {"mode", options_.mode},
      {"signed_in", false},
      {"note", "loopback only, no sign-in yet"},
      {"demo", true},
      {"beside", beside_json(other.name(), "/", false)},
      {"now", to_text(other.now())},
      {"time_zone", calendar_of(other).time_zone()},
      {"ledger_size", 0},
      {"catalog", to_text(other.catalog().digest)},
      {"catalog_note", ""},
      {"checkpoint", json::Value()},
      {"first_look", json::Object{{"complete", false},
                                  {"steps", json::Array{step_json(beside_.options.demo())}}}}};
}

}  // namespace probata::api
