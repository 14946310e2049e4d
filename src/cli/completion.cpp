#include "cli/completion.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"

namespace probata::cli {

int completion(const std::string& shell, const std::vector<std::string>& subcommands) {
  auto words = join(subcommands, " ");
  if (shell == "bash")
    fmt::print(
        "_probata() {{ if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W '{}' -- "
        "\"${{COMP_WORDS[1]}}\")); fi; }}\n"
        "complete -o default -F _probata probata\n",
        words);
  else if (shell == "zsh")
    fmt::print("#compdef probata\n_arguments '1:command:({})' '*:file:_files'\n", words);
  else
    fmt::print("complete -c probata -n __fish_use_subcommand -f -a '{}'\n", words);
  return done;
}

}  // namespace probata::cli
