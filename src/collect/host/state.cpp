#include "collect/host/state.h"

#include "collect/host/text.h"

namespace probata::collect {
namespace {
constexpr int64_t unsynchronised = 0x40;  // STA_UNSYNC of sys/timex.h

bool has_word(std::string_view line, std::string_view word) {
  for (const std::string_view each : words(line)) {
    std::string_view bare = each;
    while (!bare.empty() && (bare.back() == ';' || bare.back() == ',')) bare.remove_suffix(1);
    if (bare == word) return true;
  }
  return false;
}
}  // namespace

std::optional<bool> parse_clock(std::string_view text) {
  for (const std::string_view word : words(text)) {
    if (!word.starts_with("status=0x")) continue;
    if (const auto status = to_integer(word.substr(9), 16)) return (*status & unsynchronised) == 0;
  }
  return std::nullopt;
}

bool nft_filters_input(std::string_view text) {
  // A chain is one that sees what comes in when it hooks `input`; it refuses by its policy or by a
  // rule, its own or one of a chain that it jumps to (then any refusal in the rules counts).
  bool hooked = false, refuses = false, jumps = false, refuses_elsewhere = false, in_chain = false;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).starts_with("chain ")) in_chain = false;
    if (has_word(line, "hook")) in_chain = has_word(line, "input");
    hooked |= in_chain;
    const bool refusal = has_word(line, "drop") || has_word(line, "reject");
    refuses |= in_chain && refusal;
    refuses_elsewhere |= refusal;
    jumps |= in_chain && (has_word(line, "jump") || has_word(line, "goto"));
  }
  return hooked && (refuses || (jumps && refuses_elsewhere));
}

bool iptables_filters_input(std::string_view text) {
  bool jumps = false, refuses_elsewhere = false;
  for (const std::string_view line : split(text, '\n')) {
    const bool refusal = has_word(line, "DROP") || has_word(line, "REJECT");
    const bool input = line.starts_with("-P INPUT ") || line.starts_with("-A INPUT ");
    if (input && refusal) return true;
    jumps |= input && line.starts_with("-A") && !has_word(line, "ACCEPT");
    refuses_elsewhere |= refusal && !line.starts_with("-P FORWARD") &&
                         !line.starts_with("-A FORWARD") && !line.starts_with("-A DOCKER");
  }
  return jumps && refuses_elsewhere;
}

std::string parse_os_release(std::string_view text) {
  for (std::string_view line : split(text, '\n')) {
    if (!line.starts_with("PRETTY_NAME=")) continue;
    line.remove_prefix(12);
    if (line.size() >= 2 && line.front() == '"') line = line.substr(1, line.size() - 2);
    return std::string(line);
  }
  return {};
}

}  // namespace probata::collect
