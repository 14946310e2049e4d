// From the plan to facts: what each source delivers, in the order of `at`.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/world.h"

namespace probata::sim {

// Lines of facts in one store of text, for there are millions of them.
class Lines {
 public:
  explicit Lines(std::vector<Silence> silences = {}) : silences_(std::move(silences)) {}
  struct Line {
    Instant at, happened;  // the same but for what happened in a silence
    size_t begin = 0;
    uint32_t length = 0;
    uint32_t order = 0;
  };
  void add(const std::string& kind, const std::string& id, Instant at, const std::string& by,
           const Fields&, std::optional<Instant> after = {});
  void gone(const std::string& kind, const std::string& id, Instant at, const std::string& by,
            std::optional<Instant> after = {});
  void sort();
  // All lines; `dirty` out of order, some twice, some wrong before they are right.
  std::string text(bool dirty, Random) const;
  size_t size() const { return lines_.size(); }

 private:
  // When what happens is told, and since when it may have happened.
  struct Told {
    Instant at;
    std::optional<Instant> after;
    bool never = false;
  };
  Told told(const std::string& kind, const std::string& id, Instant at, const std::string& by,
            std::optional<Instant> after);
  void begin(const std::string& kind, const std::string& id, const Told&);
  void end(const Told&, Instant happened, size_t begin, const std::string& by);
  std::string_view view(const Line& line) const { return {text_.data() + line.begin, line.length}; }
  std::string text_;
  std::vector<Line> lines_;
  std::vector<Silence> silences_;
  std::set<std::string> lost_;  // what began in a stretch of a log that was lost
};

Lines write_facts(const World&);
// write_daily.cpp: sign-ins, sessions and doors of every working day.
void write_daily(const World&, Lines&);
// write_routines.cpp: backups of every night, readings of every day.
void write_routines(const World&, Lines&);
// write_collections.cpp: what each source says that it covered.
void write_collections(const World&, Lines&);
// The first instant that the logs of sign-ins and doors reach back to.
Instant logs_from(const World&);

}  // namespace probata::sim
