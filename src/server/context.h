// What every handler has: the organisation, how the server was started, and what earlier answers
// learnt.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "catalog/crosswalk.h"
#include "catalog/policy.h"
#include "collect/look.h"
#include "organisation/organisation.h"
#include "server/http.h"
#include "server/offer.h"
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

// What is read of a catalog when it is asked for, once: a catalog stays as it is while it is
// served.
template <class T>
class ReadOnce {
 public:
  using Read = Result<T, Errors> (*)(const Catalog&);
  explicit ReadOnce(Read read) : read_(read) {}

  const Result<T, Errors>& of(const Catalog& catalog) {
    std::call_once(once_, [&] { kept_.emplace(read_(catalog)); });
    return *kept_;
  }
  // Null where it has a mistake; `probata catalog check` tells it.
  const T* get(const Catalog& catalog) {
    const Result<T, Errors>& kept = of(catalog);
    return kept ? &*kept : nullptr;
  }

 private:
  Read read_;
  std::once_flag once_;
  std::optional<Result<T, Errors>> kept_;
};

struct Context {
  Organisation& organisation;
  const ServerOptions& options;
  Unread unread;
  std::function<std::shared_ptr<http::EventStream>(std::optional<uint64_t> last)> subscribe;
  // The other organisation that this process serves, as openapi's Beside; none: null.
  std::function<json::Value()> beside = {};
  ReadOnce<std::vector<Crosswalk>> crosswalks{read_crosswalks};
  ReadOnce<std::vector<Policy>> policies{read_policies};
  Offer offer = {};

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
