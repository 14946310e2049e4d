// The host source: this machine as an asset, with its accounts, groups, rights to become root,
// listening sockets and pending security updates. Nothing is installed and nothing is changed.
//
// Settings: `path` is the root of the file system (default `/`; elsewhere no command is run, so
// that a mounted image can be looked at). Option `system`: the id of the system that the accounts
// belong to.
#pragma once

#include "collect/source.h"

namespace probata::collect {

Result<std::string> host_instance(const SourceSettings&);
Result<RawLook> read_host(const SourceSettings&, const Known&, const Clock&);
Result<Look> parse_host(std::string_view bytes);

}  // namespace probata::collect
