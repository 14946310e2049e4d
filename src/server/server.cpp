#include "server/server.h"

#include <fmt/format.h>

#include "server/api/api.h"
#include "server/files.h"
#include "server/guard.h"
#include "server/hub.h"
#include "server/listener.h"

namespace probata {

// In the order of the making: each uses only what stands above it, and is gone before it.
struct Server::State {
  State(Organisation& organisation, ServerOptions given)
      : options(std::move(given)),
        hub(organisation, options),
        context{organisation, options, {}, {}},
        files(options.files) {
    context.subscribe = [this](std::optional<uint64_t> last) { return hub.subscribe(last); };
    api::add_routes(router, context);
  }
  ~State() { hub.stop(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  http::Response answer(http::Request request) const {
    auto response = guard->refuse(request).value_or(http::Response{.status = 0});
    if (response.status == 0) {
      bool api = request.path == "/api" || request.path.starts_with("/api/");
      response = api ? router.answer(std::move(request)) : files.answer(request);
    }
    http::Guard::protect(response);
    return response;
  }

  ServerOptions options;
  api::Hub hub;
  api::Context context;
  http::Files files;
  http::Router router;
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

void Server::stop() { state_->listener->stop(); }
std::string Server::address() const { return state_->listener->address(); }

}  // namespace probata
