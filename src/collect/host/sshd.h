// What the SSH server allows: from `sshd -T` (what is in force) and from its files (what `Match`
// blocks add for some).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace probata::collect {

struct SshSettings {
  std::string root_login;      // yes | prohibit-password | forced-commands-only | no
  bool password_login = true;  // by password or by keyboard-interactive
  bool empty_passwords = false;
};
// `effective` is the output of `sshd -T`, empty where it could not be run: the files and the
// server's defaults are then read. A `Match` block that allows more than the rest counts: what
// somebody is allowed is allowed.
SshSettings parse_sshd(std::string_view effective, std::string_view files);

}  // namespace probata::collect
