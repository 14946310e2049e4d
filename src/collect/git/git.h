// The git source: commits, merges of the production branches' first-parent line, tags, branch
// heads. Only what the objects prove: who pushed, reviewed or approved is not in them.
//
// Settings: `path` is the repository (its work tree, its .git or a bare one). Option `production`:
// the names of the production branches; left out: main, master and the branch that HEAD names.
#pragma once

#include "collect/source.h"

namespace probata::collect {

constexpr size_t commits_max = 200'000;  // in one look; the newest are read
constexpr size_t branches_max = 10'000;
constexpr size_t tags_max = 50'000;

Result<std::string> git_instance(const SourceSettings&);
Known git_known(const SourceSettings&, const View&);
Result<RawLook> read_git(const SourceSettings&, const Known&, const Clock&);
Result<Look> parse_git(std::string_view bytes);

}  // namespace probata::collect
