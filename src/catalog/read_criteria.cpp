// criteria.yaml: `groups: {CC6: {title, category}}` and `criteria: {CC6.1: {title, points:
// {inventory: {title, ours}}}}`.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/keys.h"

namespace probata {
namespace {

constexpr Key criteria_table[] = {{"groups", Shape::mapping}, {"criteria", Shape::mapping, true}};
constexpr Key group_table[] = {{"title", Shape::text, true}, {"category"}};
constexpr Key criterion_table[] = {{"title", Shape::text, true}, {"points", Shape::mapping}};
constexpr Key point_table[] = {{"title", Shape::text, true}, {"ours", Shape::boolean}};
const std::vector<std::string> categories = {"security", "availability", "confidentiality"};

void read_group(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  CriterionGroup group{entry.key, {}, "security"};
  Mapping map(entry.value, group_table, reading, "a group");
  group.title = map.text("title");
  if (const yaml::Node* category = map.find("category")) {
    if (check_choice(*category, categories, "category", reading)) group.category = category->text;
  }
  draft.catalog.groups.push_back(std::move(group));
}

PointOfFocus read_point(Reading& reading, const yaml::Entry& entry) {
  if (entry.value.kind == yaml::Node::Kind::string) return {entry.key, entry.value.text, false};
  Mapping map(entry.value, point_table, reading, "a point of focus");
  return {entry.key, map.text("title"), map.boolean("ours")};
}

void read_criterion(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  Criterion criterion;
  criterion.id = entry.key;
  criterion.group = entry.key.substr(0, entry.key.find('.'));
  criterion.category = "security";
  const auto& groups = draft.catalog.groups;
  const auto group = std::ranges::find(groups, criterion.group, &CriterionGroup::id);
  if (group != groups.end()) {
    criterion.category = group->category;
  } else if (!groups.empty()) {
    reading.error(entry, fmt::format("`{}` has no group `{}`", entry.key, criterion.group),
                  "add it to `groups`");
  }
  Mapping map(entry.value, criterion_table, reading, "a criterion");
  criterion.title = map.text("title");
  if (const yaml::Node* points = map.find("points")) {
    for (const yaml::Entry& point : points->entries) {
      check_name(point.key, place_of(reading.document, point), "a point of focus", reading);
      criterion.points.push_back(read_point(reading, point));
    }
  }
  draft.catalog.criteria.push_back(std::move(criterion));
}

}  // namespace

Keys criteria_keys() { return criteria_table; }
Keys group_keys() { return group_table; }
Keys criterion_keys() { return criterion_table; }
Keys point_keys() { return point_table; }

void read_criteria(Draft& draft) {
  const Document* document = find_document(draft, "criteria.yaml");
  if (document == nullptr || !document->readable) return;
  draft.has_criteria = true;
  if (document->root.kind == yaml::Node::Kind::null) return;
  Reading reading(*document, draft.errors);
  Mapping map(document->root, criteria_table, reading, "criteria.yaml");
  if (const yaml::Node* groups = map.find("groups")) {
    for (const yaml::Entry& entry : groups->entries) read_group(draft, reading, entry);
  }
  if (const yaml::Node* criteria = map.find("criteria")) {
    for (const yaml::Entry& entry : criteria->entries) read_criterion(draft, reading, entry);
  }
}

}  // namespace probata
