#include "mutate/reasons.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "catalog/yaml.h"

namespace probata::mutate {

Result<Reasons, Errors> read_reasons(const File& file) {
  auto root = yaml::parse(file.text);
  Errors errors = root ? Errors() : root.error();
  for (Error& error : errors) error.place.file = file.path;
  const auto wrong = [&](const yaml::Node& node) {
    errors.push_back({fmt::format("{} where a mapping or words are expected", node.kind_name()),
                      "write `CONTROL/TEST:` and below it `\"NAME OF THE MUTANT\": the reason`",
                      {file.path, node.line, node.column}});
  };
  Reasons reasons;
  if (root && root->kind != yaml::Node::Kind::mapping && root->kind != yaml::Node::Kind::null)
    wrong(*root);
  for (const yaml::Entry& test : root ? root->entries : std::vector<yaml::Entry>()) {
    if (test.value.kind != yaml::Node::Kind::mapping) wrong(test.value);
    for (const yaml::Entry& mutant : test.value.entries) {
      if (mutant.value.kind != yaml::Node::Kind::string) wrong(mutant.value);
      reasons[{test.key, mutant.key}] = {mutant.value.text,
                                         {file.path, mutant.line, mutant.column}};
    }
  }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return reasons;
}

Errors stale(const Reasons& reasons, const Catalog& catalog, const std::vector<Tried>& all,
             bool all_of) {
  std::map<std::pair<std::string, std::string>, const Tried*> by_name;
  std::set<std::string> tests;
  for (const Tried& tried : all) {
    const std::string& test = catalog.at(tried.mutant.test).full_id;
    by_name[{test, tried.mutant.name}] = &tried;
    tests.insert(test);
  }
  Errors errors;
  for (const auto& [key, reason] : reasons) {
    const auto& [test, name] = key;
    const auto found = by_name.find(key);
    if (catalog.test(test) == nullptr)
      errors.push_back(
          {fmt::format("there is no test `{}`", test), "take its reasons out", reason.place});
    else if (found == by_name.end() && all_of && tests.contains(test))
      errors.push_back({fmt::format("`{}` has no mutant \"{}\"", test, name),
                        "take its reason out, or name it as it is now", reason.place});
    else if (found != by_name.end() && !found->second->survived())
      errors.push_back({fmt::format("\"{}\" of `{}` does not survive any more", name, test),
                        "take its reason out", reason.place});
  }
  return errors;
}

}  // namespace probata::mutate
