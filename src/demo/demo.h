// The demo company of a process: made where there is none yet, opened, and handed over. In a thread
// that gives way to all others, for whoever started the process came for something else.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "organisation/organisation.h"

namespace probata::demo {

struct Progress {
  enum class Stage : uint8_t { waiting, running, done, failed } stage = Stage::waiting;
  std::string detail;  // `43 %`, or what went wrong and what to do
  Instant at{};
};
std::string_view to_text(Progress::Stage);

class Company {
 public:
  // `options`: where it is kept, with which catalog; `options.clock` says which day it is made on.
  Company(OrganisationOptions options, int people);
  ~Company();  // as stop()

  // Called in the thread when the company is there, for reading only, with the twelve months that
  // it has (`2025-11-28/2026-11-27`). `done` when it has returned.
  using Ready = std::function<void(Organisation&, const std::string& period)>;
  void start(Ready);
  // Waits for what runs. What is being made is left unfinished, and made anew another time.
  void stop();

  Progress progress() const;

 private:
  Result<void> run(const std::stop_token&, const Ready&);
  Result<void> open(const std::stop_token&);
  void tell(Progress::Stage, std::string detail);

  OrganisationOptions options_;
  int people_;
  mutable std::mutex mutex_;  // of progress_
  Progress progress_;
  std::unique_ptr<Organisation> organisation_;
  std::string period_;
  std::jthread thread_;
};

}  // namespace probata::demo
