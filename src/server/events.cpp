#include "server/events.h"

#include <fmt/format.h>

namespace probata::http {
namespace {

constexpr size_t waiting_at_most = 64;

}  // namespace

void EventStream::send(std::string_view event, std::string_view data, std::string_view id) {
  std::function<void()> wake;
  {
    std::scoped_lock lock(mutex_);
    if (closed_) return;
    if (queue_.size() >= waiting_at_most) queue_.pop_front();
    auto head = id.empty() ? std::string() : fmt::format("id: {}\n", id);
    queue_.push_back(fmt::format("{}event: {}\ndata: {}\n\n", head, event, data));
    wake = wake_;
  }
  if (wake) wake();
}

void EventStream::close() {
  std::function<void()> wake;
  {
    std::scoped_lock lock(mutex_);
    closed_ = true;
    wake = wake_;
  }
  if (wake) wake();
}

void EventStream::on_wake(std::function<void()> wake) {
  std::scoped_lock lock(mutex_);
  wake_ = std::move(wake);
}

std::string EventStream::take(bool& closed) {
  std::scoped_lock lock(mutex_);
  std::string text;
  for (const auto& event : queue_) text += event;
  queue_.clear();
  closed = closed_;
  return text;
}

}  // namespace probata::http
