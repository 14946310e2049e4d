#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

#include "base/json.h"

namespace probata::log {
namespace {

struct State {
  std::shared_ptr<spdlog::logger> logger = std::make_shared<spdlog::logger>(
      "probata", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  Format format = Format::text;
  State() { configure(Format::text, false); }
  void configure(Format wanted, bool verbose) {
    format = wanted;
    logger->set_pattern(format == Format::json
                            ? R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l","message":%v})"
                            : "%Y-%m-%dT%H:%M:%SZ %l: %v",
                        spdlog::pattern_time_type::utc);
    logger->set_level(verbose ? spdlog::level::info : spdlog::level::warn);
    logger->flush_on(spdlog::level::info);
  }
};

// What the library needs: one logger a process.
State& state() {
  static State state;
  return state;
}

void write(spdlog::level::level_enum level, std::string_view message) {
  State& s = state();
  if (!s.logger->should_log(level)) return;
  // As a JSON string: a line feed in a message, which may come from outside, must not start a line
  // that looks like ours.
  std::string quoted = json::write(json::Value(message));
  const bool plain = s.format == Format::text && quoted.size() == message.size() + 2;
  s.logger->log(level, "{}", plain ? message : std::string_view(quoted));
}

}  // namespace

void start(Format format, bool verbose) { state().configure(format, verbose); }
void info(std::string_view message) { write(spdlog::level::info, message); }
void warn(std::string_view message) { write(spdlog::level::warn, message); }
void error(std::string_view message) { write(spdlog::level::err, message); }

}  // namespace probata::log
