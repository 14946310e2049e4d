#include "server/hub.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "server/values.h"

namespace probata::api {
namespace {

constexpr auto steps_looked_at = std::chrono::milliseconds(250);
// Who was away for longer asks for everything anyway.
constexpr uint64_t kinds_looked_at = 2000;

json::Value entries_event(uint64_t first, uint64_t size, std::span<const std::string> kinds) {
  return json::Object{
      {"size", size}, {"count", size - std::min(first, size)}, {"kinds", strings_json(kinds)}};
}

}  // namespace

Hub::Hub(Organisation& organisation, const ServerOptions& options)
    : organisation_(organisation), options_(options) {
  listener_ = organisation_.listen([this](const Appended& appended) {
    tell("entries", entries_event(appended.first, appended.size, appended.kinds), appended.size);
  });
  if (options_.steps) watcher_ = std::thread([this] { watch_steps(); });
}

Hub::~Hub() { stop(); }

void Hub::stop() {
  organisation_.forget(listener_);
  {
    std::scoped_lock lock(mutex_);
    stopped_ = true;
  }
  stopping_.notify_all();
  if (watcher_.joinable()) watcher_.join();
}

std::shared_ptr<http::EventStream> Hub::subscribe(std::optional<uint64_t> last) {
  auto stream = std::make_shared<http::EventStream>();
  {
    std::scoped_lock lock(mutex_);
    std::erase_if(streams_, [](const auto& old) { return old.expired(); });
    streams_.push_back(stream);
  }
  // The size is asked for after the stream is listed: nothing falls between.
  auto size = organisation_.ledger().size();
  if (last && *last < size)
    stream->send("entries", json::write(entries_event(*last, size, kinds_since(*last, size))),
                 std::to_string(size));
  return stream;
}

void Hub::tell(std::string_view event, const json::Value& data, uint64_t size) {
  auto text = json::write(data);
  std::vector<std::shared_ptr<http::EventStream>> streams;
  {
    std::scoped_lock lock(mutex_);
    for (const auto& stream : streams_)
      if (auto there = stream.lock()) streams.push_back(std::move(there));
  }
  for (const auto& stream : streams) stream->send(event, text, std::to_string(size));
}

std::vector<std::string> Hub::kinds_since(uint64_t first, uint64_t size) const {
  std::set<std::string> kinds;
  if (size - first > kinds_looked_at) return organisation_.catalog().kind_names();
  auto scanned = organisation_.ledger().scan(first, size, [&](const LogRow& row) {
    auto fact = json::parse(row.body);
    const auto* kind = fact ? fact->find("kind") : nullptr;
    if (kind != nullptr && kind->as_string() != nullptr) kinds.insert(*kind->as_string());
    return true;
  });
  if (!scanned) return organisation_.catalog().kind_names();
  return {kinds.begin(), kinds.end()};
}

// Whoever takes the first look only changes its steps; that they changed is seen here.
void Hub::watch_steps() {
  std::map<std::string, std::string> told;
  std::unique_lock lock(mutex_);
  while (!stopping_.wait_for(lock, steps_looked_at, [this] { return stopped_; })) {
    lock.unlock();
    bool complete = !options_.first_look_complete || options_.first_look_complete();
    for (const auto& step : options_.steps()) {
      auto data = step_json(step);
      auto text = json::write(data);
      if (std::exchange(told[step.name], text) != text)
        tell("step", data, organisation_.ledger().size());
    }
    if (complete) return;
    lock.lock();
  }
}

}  // namespace probata::api
