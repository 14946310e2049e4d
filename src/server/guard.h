// What no request may do, and what every answer says to the browser. There is no sign-in yet: what
// keeps other pages away from an organisation that is open on this machine stands here alone.
#pragma once

#include <optional>
#include <string>

#include "server/http.h"

namespace probata::http {

class Guard {
 public:
  // `address` as the listener gives it: `127.0.0.1:8080`.
  explicit Guard(std::string_view address);
  // The refusal where a request is not from our own pages or from a program on this machine:
  // - its Host must be this machine's, with our port: a name of elsewhere that resolves to
  // 127.0.0.1
  //   (DNS rebinding) would make a stranger's page one of the same origin;
  // - what may change something must not come from another origin.
  std::optional<Response> refuse(const Request&) const;
  // Headers that are the same for all, where the handler has not set its own.
  static void protect(Response&);

 private:
  bool is_ours(std::string_view host) const;
  std::string port_;
};

}  // namespace probata::http
