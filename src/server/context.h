// What every handler has: the organisation, how the server was started, and what earlier answers
// learnt.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "collect/look.h"
#include "organisation/organisation.h"
#include "server/http.h"
#include "server/server.h"

namespace probata::api {

// What the looks could not read, by the digest of their evidence: evidence never changes, so it is
// parsed once.
class Unread {
 public:
  std::vector<NotRead> of(const Organisation&, std::span<const std::string> evidence);

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<NotRead>> known_;
};

struct Context {
  Organisation& organisation;
  const ServerOptions& options;
  Unread unread;
  std::function<std::shared_ptr<http::EventStream>(std::optional<uint64_t> last)> subscribe;
  // The other organisation that this process serves, as openapi's Beside; none: null.
  std::function<json::Value()> beside = {};

  bool first_look_complete() const;
  std::vector<LookStep> steps() const;
};

// What went wrong, with its status of HTTP.
struct Problem {
  Problem(Error error) : error(std::move(error)) {}  // implicit: TRY hands on an Error, 400
  Problem(int status, std::string what, std::string hint = {})
      : status(status), error{std::move(what), std::move(hint), {}} {}
  int status = 400;
  Error error;
};
using Answer = std::expected<json::Value, Problem>;
std::unexpected<Problem> refuse(int status, std::string what, std::string hint = {});

}  // namespace probata::api
