#include "server/server.h"

#include <fmt/format.h>

#include "server/demo.h"
#include "server/files.h"
#include "server/guard.h"
#include "server/listener.h"
#include "server/site.h"

namespace probata {

// In the order of the making: each uses only what stands above it, and is gone before it.
struct Server::State {
  State(Organisation& organisation, ServerOptions given)
      : options(std::move(given)),
        site(organisation, options),
        demo(site.context),
        files(options.files) {
    if (options.demo) site.context.beside = [this] { return demo.beside(); };
  }
  ~State() {
    demo.stop();
    site.hub.stop();
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  http::Response answer(http::Request request) const {
    auto response = guard->refuse(request).value_or(http::Response{.status = 0});
    if (response.status == 0) {
      if (is_below("/api", request))
        response = site.router.answer(std::move(request));
      else if (is_below("/demo/api", request))
        response = demo.answer(std::move(request));
      else
        response = files.answer(request);
    }
    http::Guard::protect(response);
    return response;
  }

  static bool is_below(std::string_view path, const http::Request& request) {
    return request.path == path || request.path.starts_with(fmt::format("{}/", path));
  }

  ServerOptions options;
  api::Site site;
  api::DemoSite demo;
  http::Files files;
  std::optional<http::Guard> guard;
  std::unique_ptr<http::Listener> listener;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::make(Organisation& organisation, ServerOptions options) {
  http::ListenerOptions listening;
  listening.listen = options.listen;
  listening.body_limit = options.body_limit;
  listening.read_timeout = options.read_timeout;
  auto state = std::make_unique<State>(organisation, std::move(options));
  auto* inside = state.get();
  state->listener = TRY(http::Listener::make(std::move(listening), [inside](http::Request request) {
    return inside->answer(std::move(request));
  }));
  state->guard.emplace(state->listener->address());
  return std::make_unique<Server>(std::move(state));
}

Result<void> Server::run() {
  if (state_->options.ready)
    state_->options.ready(fmt::format("http://{}", state_->listener->address()));
  state_->listener->run();
  return {};
}

void Server::serve_demo(Organisation& organisation, const std::string& period) {
  state_->demo.open(organisation, period);
}
void Server::stop() { state_->listener->stop(); }
std::string Server::address() const { return state_->listener->address(); }

}  // namespace probata
