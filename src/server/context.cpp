#include "server/context.h"

#include "base/log.h"
#include "collect/collect.h"

namespace probata::api {
namespace {

// Larger evidence (the whole past of a repository) tells its rows, hardly what it could not read,
// and a page must not wait for it.
constexpr size_t readable_at_most = 4u << 20;
constexpr size_t remembered_at_most = 4096;

std::vector<NotRead> parse(const Organisation& organisation, const std::string& digest) {
  auto parsed = parse_digest(digest);
  if (!parsed) return {};
  auto bytes = organisation.blobs().get(*parsed);
  if (!bytes || bytes->size() > readable_at_most) return {};
  auto look = parse_look(*bytes);
  return look ? look->not_read : std::vector<NotRead>();
}

}  // namespace

std::vector<NotRead> Unread::of(const Organisation& organisation,
                                std::span<const std::string> evidence) {
  std::vector<NotRead> all;
  for (const auto& digest : evidence) {
    std::unique_lock lock(mutex_);
    auto found = known_.find(digest);
    if (found == known_.end()) {
      lock.unlock();
      auto parsed = parse(organisation, digest);
      lock.lock();
      if (known_.size() >= remembered_at_most) known_.clear();
      found = known_.emplace(digest, std::move(parsed)).first;
    }
    all.insert(all.end(), found->second.begin(), found->second.end());
  }
  return all;
}

bool Context::first_look_complete() const {
  return !options.first_look_complete || options.first_look_complete();
}

std::vector<LookStep> Context::steps() const {
  return options.steps ? options.steps() : std::vector<LookStep>();
}

std::unexpected<Problem> refuse(int status, std::string what, std::string hint) {
  return std::unexpected(Problem(status, std::move(what), std::move(hint)));
}

}  // namespace probata::api
