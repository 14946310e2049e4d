// The looks at an organisation's sources: each once at the start, then as often as it is due, one
// after another in a thread of its own.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "collect/collect.h"
#include "organisation/organisation.h"

namespace probata {

struct SourceState {
  SourceSettings settings;
  std::string by;  // `connector:host/web1`
  enum class Stage : uint8_t { waiting, running, done, failed } stage = Stage::waiting;
  std::string detail;             // `812 entries`, or what went wrong and what to do
  Instant at{};                   // of the last look
  std::vector<NotRead> not_read;  // of the last look
  Errors rejected;
};
std::string_view to_text(SourceState::Stage);

class Collectors {
 public:
  // Settings are completed here; one that cannot be is a state that failed.
  Collectors(Organisation&, const std::vector<SourceSettings>&, Clock, Duration every);
  ~Collectors();  // waits for a look that is running

  void start(
      std::function<void()> changed);  // `changed` is called from the thread when a state changed
  std::vector<SourceState> states() const;
  bool first_look_complete() const;  // each was tried once

 private:
  void run(const std::stop_token&);
  void look(size_t source);
  void set(size_t source, const std::function<void(SourceState&)>&);

  Organisation& organisation_;
  const Clock clock_;
  const Duration every_;
  std::function<void()> changed_;
  mutable std::mutex mutex_;  // of states_
  std::vector<SourceState> states_;
  std::condition_variable_any waiting_;
  std::jthread thread_;
};

// One look, appended: evidence first, then the facts that cite it. How many facts were appended.
struct LookReport {
  size_t appended = 0;
  std::vector<NotRead> not_read;
  Errors rejected;
};
Result<LookReport> look_once(Organisation&, const SourceSettings&, const Clock&);

}  // namespace probata
