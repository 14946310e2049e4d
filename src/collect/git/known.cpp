#include <algorithm>

#include "collect/collect.h"
#include "collect/git/git.h"
#include "collect/own.h"

namespace probata::collect {
namespace {

std::string without_instance(const SourceSettings& settings, std::string_view id) {
  return std::string(id.substr(std::min(id.size(), settings.instance.size() + 1)));
}

}  // namespace

Known git_known(const SourceSettings& settings, const View& view) {
  const OwnLayer own(view, by_of(settings));
  const Catalog& catalog = view.history.catalog();
  const Kind *commit = catalog.kind("commit"), *branch = catalog.kind("branch");
  Known known{by_of(settings), {}, {}, {}, false};
  if (!commit || !branch || !branch->find("head")) return known;
  known.last = own.last_look(commit->number);
  known.shallow = own.value("repository", settings.instance, "shallow").is_true();
  for (const Entity entity : own.entities(branch->number)) {
    const cel::Value head = own.value(entity, branch->find("head")->number);
    if (head.is(cel::Tag::string))
      known.heads.push_back(
          {without_instance(settings, view.history.id_of(entity)), std::string(head.string())});
  }
  for (const Entity entity : own.entities(commit->number))
    known.commits.emplace_back(without_instance(settings, view.history.id_of(entity)),
                               own.begin(entity));
  std::sort(known.commits.begin(), known.commits.end());
  return known;
}

}  // namespace probata::collect
