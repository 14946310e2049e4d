// The raw look as lines: a head, then one section a line, each a JSON object. It is the evidence,
// and the only input of the parsers, so that anyone can repeat them.
//
//   {"look":"host","version":1,"at":"2026-03-01T09:12:00Z","instance":"web1"}
//   {"section":"passwd","from":"/etc/passwd","text":"root:x:0:0:root:/root:/bin/bash\n…"}
//   {"section":"shadow","from":"/etc/shadow","problem":"permission denied","remedy":"…"}
//   {"section":"sshd","from":"/etc/ssh/sshd_config","absent":true}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace probata::collect {

struct Section {
  std::string name, from, text;
  bool absent = false;          // there is no such thing here: what it would tell does not apply
  std::string problem, remedy;  // it is there (or may be) and was not read
  bool read() const { return !absent && problem.empty(); }
};

struct Head {
  std::string look;  // type of the source
  Instant at;
  std::string instance;
  json::Value all;  // the line as read, for what a source adds
};

// Text with each invalid byte replaced by U+FFFD: what is not UTF-8 cannot stand in a line.
std::string to_utf8(std::string_view);

std::string write_head(std::string_view look, Instant at, std::string_view instance,
                       const json::Object& more = {});
std::string write_section(const Section&);

struct Raw {
  Head head;
  std::vector<Section> sections;
  // The section of that name; one that nobody wrote reads as not read.
  const Section& section(std::string_view name) const;
};
// Errors name line and column within the evidence.
Result<Head> read_head(std::string_view line);
Result<Raw> read_raw(std::string_view bytes);

}  // namespace probata::collect
