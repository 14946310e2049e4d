// What is served of one organisation: its answers, and its events.
#pragma once

#include "server/api/api.h"
#include "server/hub.h"

namespace probata::api {

// In the order of the making: each uses only what stands above it, and is gone before it.
struct Site {
  Site(Organisation& organisation, const ServerOptions& options)
      : hub(organisation, options), context{organisation, options, {}, {}} {
    context.subscribe = [this](std::optional<uint64_t> last) { return hub.subscribe(last); };
    add_routes(router, context);
  }

  Hub hub;
  Context context;
  http::Router router;
};

}  // namespace probata::api
