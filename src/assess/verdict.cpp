// The words of results (formats.md, `probata assess --json`).
#include <array>

#include "assess/obligation.h"

namespace probata {

std::string_view to_text(EndedBy ended_by) {
  constexpr std::array<std::string_view, 7> names{"none",    "condition", "scope", "gone",
                                                  "control", "then",      "unless"};
  return names[static_cast<size_t>(ended_by)];
}

std::string_view to_text(Verdict verdict) {
  constexpr std::array<std::string_view, 5> names{"failed", "unknown", "waived", "pending",
                                                  "passed"};
  return names[static_cast<size_t>(verdict)];
}

std::string_view to_text(Cause cause) {
  constexpr std::array<std::string_view, 5> names{"none", "late", "absent", "violated", "judged"};
  return names[static_cast<size_t>(cause)];
}

std::string_view to_text(Conclusion conclusion) {
  constexpr std::array<std::string_view, 7> names{
      "ineffective",   "unknown",       "effective_with_exceptions", "pending", "effective",
      "not_occurring", "not_applicable"};
  return names[static_cast<size_t>(conclusion)];
}

}  // namespace probata
