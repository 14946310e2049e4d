// roles.yaml and risks.yaml: names with a title.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/keys.h"

namespace probata {
namespace {

constexpr Key role_table[] = {{"title"}, {"duties", Shape::texts}, {"conflicts", Shape::texts}};
constexpr Key risk_table[] = {{"title", Shape::text, true}, {"about"}};

std::vector<std::string> role_names(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const Role& role : catalog.roles) names.push_back(role.name);
  return names;
}

void read_role(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  check_name(entry.key, place_of(reading.document, entry), "a role", reading);
  Mapping map(entry.value, role_table, reading, "a role");
  Role role;
  role.name = entry.key;
  role.title = map.text("title").empty() ? role.name : map.text("title");
  role.duties = map.texts("duties");
  role.conflicts = map.texts("conflicts");
  draft.catalog.roles.push_back(std::move(role));
}

// Roles may conflict with ones further down, so after all are read.
void check_conflicts(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  const yaml::Node* conflicts = entry.value.find("conflicts");
  if (conflicts == nullptr) return;
  for (const yaml::Node* role : text_nodes(*conflicts)) {
    if (role->kind != yaml::Node::Kind::string) continue;
    draft.check_role(role->text, reading.place(*role));
    if (role->text == entry.key) {
      reading.error(*role, fmt::format("`{}` conflicts with itself", role->text), "remove it");
    }
  }
}

// `id: {title: …}`, or `id: title`.
void read_risk(Draft& draft, Reading& reading, const yaml::Entry& entry) {
  check_name(entry.key, place_of(reading.document, entry), "a risk", reading);
  if (entry.value.kind == yaml::Node::Kind::string) {
    draft.catalog.risks.push_back({entry.key, entry.value.text, {}});
    return;
  }
  Mapping map(entry.value, risk_table, reading, "a risk");
  draft.catalog.risks.push_back({entry.key, map.text("title"), map.text("about")});
}

const Document* open(Draft& draft, std::string_view path, bool& there) {
  const Document* document = find_document(draft, path);
  if (document == nullptr) return nullptr;
  // One that cannot be read is there, but nothing can be checked against it.
  there = document->readable;
  if (!document->readable || document->root.kind == yaml::Node::Kind::null) return nullptr;
  Reading reading(*document, draft.errors);
  return check_shape(document->root, Shape::mapping, path, reading) ? document : nullptr;
}

}  // namespace

Keys role_keys() { return role_table; }
Keys risk_keys() { return risk_table; }

void Draft::check_role(const std::string& role, Place place) {
  if (!has_roles || catalog.role(role) != nullptr) return;
  errors.push_back({fmt::format("unknown role `{}`", role), name_hint(role, role_names(catalog)),
                    std::move(place)});
}

void read_roles(Draft& draft) {
  const Document* document = open(draft, "roles.yaml", draft.has_roles);
  if (document == nullptr) return;
  Reading reading(*document, draft.errors);
  for (const yaml::Entry& entry : document->root.entries) read_role(draft, reading, entry);
  for (const yaml::Entry& entry : document->root.entries) check_conflicts(draft, reading, entry);
}

void read_risks(Draft& draft) {
  const Document* document = open(draft, "risks.yaml", draft.has_risks);
  if (document == nullptr) return;
  Reading reading(*document, draft.errors);
  for (const yaml::Entry& entry : document->root.entries) read_risk(draft, reading, entry);
}

}  // namespace probata
