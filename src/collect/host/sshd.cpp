#include "collect/host/sshd.h"

#include <algorithm>
#include <map>
#include <vector>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

using Options = std::map<std::string, std::string>;

// The server takes the first value of an option; a `Match` block ends where the next begins.
std::vector<Options> read_blocks(std::string_view text) {
  std::vector<Options> blocks(1);
  for (const std::string_view each : split(text, '\n')) {
    std::string line(each);
    std::replace(line.begin(), line.end(), '=', ' ');
    std::erase(line, '"');
    const std::vector<std::string_view> w = words(line);
    if (w.size() < 2 || w[0].starts_with('#')) continue;
    const std::string option = lower(w[0]);
    if (option == "match")
      blocks.emplace_back();
    else
      blocks.back().emplace(option, lower(w[1]));
  }
  return blocks;
}

std::string value(const Options& options, const std::string& name, const std::string& otherwise) {
  const auto found = options.find(name);
  return found == options.end() ? otherwise : found->second;
}

int openness(std::string_view root_login) {
  if (root_login == "yes") return 3;
  if (root_login == "prohibit-password" || root_login == "without-password") return 2;
  return root_login == "forced-commands-only" ? 1 : 0;
}

bool asks_for_password(const Options& block, const Options& base) {
  const auto in_force = [&](const std::string& name, const std::string& otherwise) {
    return value(block, name, value(base, name, otherwise));
  };
  // The keyboard-interactive way asks PAM, which asks for the password.
  const std::string interactive =
      in_force("kbdinteractiveauthentication", in_force("challengeresponseauthentication", "yes"));
  return in_force("passwordauthentication", "yes") == "yes" ||
         (interactive == "yes" && in_force("usepam", "no") == "yes");
}

SshSettings settings_of(const Options& block, const Options& base) {
  const auto in_force = [&](const std::string& name, const std::string& otherwise) {
    return value(block, name, value(base, name, otherwise));
  };
  std::string root = in_force("permitrootlogin", "prohibit-password");
  if (root == "without-password") root = "prohibit-password";
  return {root, asks_for_password(block, base), in_force("permitemptypasswords", "no") == "yes"};
}

}  // namespace

SshSettings parse_sshd(std::string_view effective, std::string_view files) {
  std::vector<Options> blocks = read_blocks(files);
  if (!trim(effective).empty()) blocks[0] = read_blocks(effective)[0];
  SshSettings worst = settings_of(blocks[0], blocks[0]);
  for (size_t i = 1; i < blocks.size(); ++i) {
    const SshSettings block = settings_of(blocks[i], blocks[0]);
    if (openness(block.root_login) > openness(worst.root_login))
      worst.root_login = block.root_login;
    worst.password_login |= block.password_login;
    worst.empty_passwords |= block.empty_passwords;
  }
  return worst;
}

}  // namespace probata::collect
