#include "cli/usage.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace probata::cli {
namespace {

struct Reached {
  const CLI::App* app = nullptr;
  std::string path = "probata";
  std::string unknown;  // the word that is no command of `app`
  bool help = false;
};

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

const CLI::App* find(const CLI::App& app, std::string_view name) {
  for (const CLI::App* command : app.get_subcommands({}))
    if (command->get_name() == name) return command;
  return nullptr;
}

// REQUIRES: only what has no commands of its own has options with values.
Reached reach(const CLI::App& app, Words words) {
  Reached reached{.app = &app};
  for (const std::string_view word : words) {
    if (commands_of(*reached.app).empty()) break;
    reached.help =
        reached.help || word == "-h" || word.starts_with("--help") || word == "--version";
    if (word.starts_with('-')) continue;
    const CLI::App* command = find(*reached.app, word);
    if (command == nullptr) {
      reached.unknown = word;
      break;
    }
    reached.app = command;
    reached.path += fmt::format(" {}", word);
  }
  return reached;
}

std::string nearest_option(const CLI::App& app, const std::string& given) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return std::string(nearest(given, names));
}

Error not_expected(const Reached& at, const std::string& word) {
  const std::string help = fmt::format("`{} --help` says what it takes", at.path);
  if (!word.starts_with('-'))
    return {fmt::format("`{}` is a word too many for `{}`", word, at.path), help, {}};
  const std::string name = word.substr(0, word.find('='));
  const std::string near = nearest_option(*at.app, name);
  return {fmt::format("`{}` has no option `{}`", at.path, name),
          near.empty() ? help : fmt::format("did you mean `{}`?", near),
          {}};
}

}  // namespace

std::optional<Error> wrong_command(const CLI::App& app, Words words) {
  const Reached at = reach(app, words);
  const std::vector<std::string> known = commands_of(*at.app);
  if (!at.unknown.empty())
    return Error{fmt::format("`{}` has no command `{}`", at.path, at.unknown),
                 name_hint(at.unknown, known),
                 {}};
  if (known.empty() || at.help) return {};
  return Error{fmt::format("`{}` needs a command", at.path), "one of " + join(known, ", "), {}};
}

Error wrong_option(const CLI::App& app, Words words, const CLI::ParseError& error) {
  const Reached at = reach(app, words);
  const std::vector<std::string> rest = app.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !rest.empty())
    return not_expected(at, rest.front());
  std::string what = error.what();
  if (!what.empty() && what[0] >= 'A' && what[0] <= 'Z')
    what[0] = static_cast<char>(what[0] - 'A' + 'a');
  return {what, fmt::format("`{} --help` says what it takes", at.path), {}};
}

bool wants_json(Words words) {
  return std::ranges::any_of(words, [](std::string_view word) { return word == "--json"; });
}

std::string whole_number(const std::string& text) {
  const bool digits =
      !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits ? "" : fmt::format("`{}` is no whole number from 0 on", text);
}

}  // namespace probata::cli
