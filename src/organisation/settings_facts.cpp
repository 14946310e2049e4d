// Settings of an organisation are facts: put together they give the same text that a settings file
// holds, read by the same reader.
#include "organisation/state.h"

namespace probata {
namespace {

// Paths whose values are kept by date (`parameters/access_removal`): a list of {value, from}.
bool is_dated(std::string_view section) { return section == "parameters" || section == "answers"; }

// A parameter or a question of an earlier catalog that this one has no more: it decides nothing.
bool is_gone(const std::string& path, const Catalog& catalog) {
  const auto slash = path.find('/');
  const std::string section = path.substr(0, slash), name = path.substr(slash + 1);
  return (section == "parameters" && catalog.parameter(name) == nullptr) ||
         (section == "answers" && catalog.question(name) == nullptr);
}

json::Value& child(json::Value& parent, const std::string& key) {
  if (parent.find(key) == nullptr) parent.set(key, json::Value(json::Object{}));
  for (auto& member : *parent.as_object())
    if (member.key == key) return member.value;
  return parent;
}

// One dated value of a path, in the order in which it counts.
struct Given {
  Instant from;
  const SettingFact* fact;
};

// "Parameters … take effect at the later of their `from` and when they were recorded (the first
// value given: as written)" (semantics.md, section 8): loosening last year in December is
// impossible. Of two from one instant the one recorded last stands.
json::Array dated(const std::vector<const SettingFact*>& facts) {
  std::vector<Given> given;
  for (const SettingFact* fact : facts)
    given.push_back({given.empty() ? fact->at : std::max(fact->at, fact->recorded), fact});
  std::ranges::stable_sort(given, {}, &Given::from);
  json::Array values;
  for (size_t i = 0; i < given.size(); ++i) {
    if (i + 1 < given.size() && given[i + 1].from == given[i].from) continue;
    values.push_back(
        json::Object{{"value", given[i].fact->value}, {"from", to_text(given[i].from)}});
  }
  return values;
}

bool is_new(const json::Value& entry, const json::Value* before) {
  if (before == nullptr || before->as_array() == nullptr) return true;
  return std::ranges::find(*before->as_array(), entry) == before->as_array()->end();
}

// Likewise for what does not apply: an entry that the list before did not have begins when it was
// recorded, if that is later.
json::Value not_applicable(const json::Value& list, const json::Value* before, Instant recorded) {
  if (before == nullptr || list.as_array() == nullptr) return list;
  json::Array entries;
  for (json::Value entry : *list.as_array()) {
    const json::Value* from = entry.find("from");
    const auto written = from != nullptr && from->as_string() != nullptr
                             ? parse_instant(*from->as_string())
                             : Result<Instant>(recorded);
    if (is_new(entry, before) && written && *written < recorded)
      entry.set("from", to_text(recorded));
    entries.push_back(std::move(entry));
  }
  return entries;
}

void place(json::Value& settings, const SettingFact& fact) {
  if (fact.path == "not_applicable")
    return settings.set(fact.path,
                        not_applicable(fact.value, settings.find(fact.path), fact.recorded));
  const auto slash = fact.path.find('/');
  if (slash == std::string::npos) return settings.set(fact.path, fact.value);
  child(settings, fact.path.substr(0, slash)).set(fact.path.substr(slash + 1), fact.value);
}

}  // namespace

std::optional<SettingFact> setting_of(const Fact& fact, Instant recorded, const Catalog& catalog) {
  const Kind& kind = catalog.at(fact.kind);
  if (kind.name != "setting") return {};
  const json::Value* set = fact.source.find("set");
  const json::Value* value = set == nullptr ? nullptr : set->find("value");
  return SettingFact{fact.id, fact.at, recorded, value == nullptr ? json::Value() : *value};
}

Result<Settings, Errors> settings_from_facts(const std::vector<SettingFact>& facts,
                                             const Catalog& catalog, std::optional<Instant> begun,
                                             size_t fresh) {
  json::Value settings(json::Object{});
  std::map<std::string, std::vector<const SettingFact*>> by_path;
  std::vector<const SettingFact*> undated;
  for (size_t i = 0; i < facts.size(); ++i) {
    const SettingFact& fact = facts[i];
    if (i < facts.size() - fresh && is_gone(fact.path, catalog)) continue;
    const auto slash = fact.path.find('/');
    if (slash != std::string::npos && is_dated(fact.path.substr(0, slash)))
      by_path[fact.path].push_back(&fact);
    else
      undated.push_back(&fact);
  }
  std::ranges::stable_sort(undated, {}, [](const SettingFact* fact) { return fact->at; });
  for (const SettingFact* fact : undated) place(settings, *fact);
  for (const auto& [path, given] : by_path) {
    const auto slash = path.find('/');
    child(settings, path.substr(0, slash)).set(path.substr(slash + 1), dated(given));
  }
  Settings read = TRY(read_settings(File{"settings", json::write(settings)}, catalog));
  if (read.profile.empty()) read.profile = "lean";
  for (const Kind& kind : catalog.kinds)
    if (kind.record && !kind.built_in && !read.since.contains(kind.number))
      read.undecided.insert(kind.number);
  // Who holds which role, what was judged, found and waived: Probata keeps it from when the
  // organisation began, and nobody is told that it was not there before. What is set stays.
  if (begun)
    for (const KindNo kind : {catalog.judgement, catalog.waiver, catalog.assignment,
                              catalog.qualification, catalog.finding})
      read.since.emplace(kind, *begun);
  return read;
}

}  // namespace probata
