// Running a fixed command: no shell, a fixed environment, bounded in time and in what it may say.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"

namespace probata::collect {

struct ProcessLimits {
  std::chrono::milliseconds time{2'000};
  size_t output = 4u << 20;
};
struct ProcessOutput {
  int status = 0;  // exit code; 128 + signal where one ended it
  std::string out, err;
};

// `argv[0]` is an absolute path. Errors: not there, not allowed, too long, too much. The process
// is killed when a limit is passed.
Result<ProcessOutput> run(const std::vector<std::string>& argv, const ProcessLimits& = {});
// The first of the folders where administrators' programs live that has it; empty: not installed.
std::string find_program(const std::string& name);

}  // namespace probata::collect
