// Settings of an organisation are facts: put together they give the same text that a settings file
// holds, read by the same reader.
#include <fmt/format.h>

#include "base/text.h"
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

// What is said below a path stands in the place of what is no mapping, and is then an error of its
// own: `not_applicable/visitors` of a list.
json::Value& child(json::Value& parent, const std::string& key) {
  const json::Value* there = parent.find(key);
  if (there == nullptr || there->as_object() == nullptr)
    parent.set(key, json::Value(json::Object{}));
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
std::vector<Given> counting(const std::vector<const SettingFact*>& facts) {
  std::vector<Given> given;
  for (const SettingFact* fact : facts)
    given.push_back({given.empty() ? fact->at : std::max(fact->at, fact->recorded), fact});
  std::ranges::stable_sort(given, {}, &Given::from);
  return given;
}

json::Array dated(const std::vector<const SettingFact*>& facts) {
  const std::vector<Given> given = counting(facts);
  json::Array values;
  for (size_t i = 0; i < given.size(); ++i) {
    if (i + 1 < given.size() && given[i + 1].from == given[i].from) continue;
    values.push_back(
        json::Object{{"value", given[i].fact->value}, {"from", to_text(given[i].from)}});
  }
  return values;
}

bool is_marker(std::string_view path) { return path == "markers" || path.starts_with("markers/"); }

// Likewise of the markers, together one value: `markers` sets all of them, `markers/NAME` one.
json::Array dated_markers(const std::vector<const SettingFact*>& facts) {
  constexpr std::string_view all = "markers";
  json::Value current(json::Object{});
  json::Array values;
  for (const Given& given : counting(facts)) {
    const SettingFact& fact = *given.fact;
    if (fact.path == all) current = fact.value;
    if (current.is_null()) current = json::Object{};
    if (fact.path != all) current.set(fact.path.substr(all.size() + 1), fact.value);
    json::Value value(json::Object{{"value", current}, {"from", to_text(given.from)}});
    const bool replaces = !values.empty() && *values.back().find("from") == *value.find("from");
    if (replaces)
      values.back() = std::move(value);
    else
      values.push_back(std::move(value));
  }
  return values;
}

// Likewise for what does not apply: in the order of the ledger, an entry that the list before did
// not have begins when it was recorded, if that is later; one that it had goes on as it counted.
class Exclusions {
 public:
  json::Value next(const json::Value& list, Instant recorded) {
    const json::Array* given = list.as_array();
    if (given == nullptr) return list;
    json::Array counted;
    for (const json::Value& entry : *given) counted.push_back(counting(entry, recorded));
    written_ = *given, counted_ = counted, first_ = false;
    return counted;
  }

 private:
  json::Value counting(const json::Value& entry, Instant recorded) const {
    const auto before = std::ranges::find(written_, entry);
    if (before != written_.end()) return counted_[static_cast<size_t>(before - written_.begin())];
    json::Value counts = entry;
    const json::Value* from = entry.find("from");
    if (first_ || from == nullptr || from->as_string() == nullptr) return counts;
    if (const auto written = parse_instant(*from->as_string()); written && *written < recorded)
      counts.set("from", to_text(recorded));
    return counts;
  }

  bool first_ = true;  // no list came before: as written
  json::Array written_, counted_;
};

// An entry without a reason was taken once. It can still be read, and whoever reads it is told.
json::Value with_reasons(json::Value list) {
  if (json::Array* entries = list.as_array())
    for (json::Value& entry : *entries)
      if (const json::Value* reason = entry.find("reason");
          reason != nullptr && reason->as_string() != nullptr && trim(*reason->as_string()).empty())
        entry.set("reason", "no reason was given");
  return list;
}

void place(json::Value& settings, const SettingFact& fact) {
  const auto slash = fact.path.find('/');
  if (slash == std::string::npos) return settings.set(fact.path, fact.value);
  child(settings, fact.path.substr(0, slash)).set(fact.path.substr(slash + 1), fact.value);
}

// Of a fact that is not in the ledger yet. A whole section would go round the dates of its values.
std::optional<Error> refusal(const SettingFact& fact) {
  const auto slash = fact.path.find('/');
  if (!is_dated(std::string_view(fact.path).substr(0, slash))) return {};
  if (slash == std::string::npos)
    return Error{fmt::format("`{}` cannot be set as a whole", fact.path),
                 fmt::format("set one value a fact: its id is `{}/NAME`", fact.path),
                 {}};
  if (fact.value.is_null())
    return Error{fmt::format("`{}` is given no value", fact.path),
                 "what was set is not taken back: set the value that counts from then on",
                 {}};
  return {};
}

// Each by itself: among those of its path it may be replaced already, by one that was set for
// later.
Errors refusals(std::span<const SettingFact> fresh, const Catalog& catalog) {
  Errors errors;
  for (const SettingFact& fact : fresh) {
    if (auto refused = refusal(fact)) {
      errors.push_back(std::move(*refused));
      continue;
    }
    const auto slash = fact.path.find('/');
    json::Value alone(json::Object{});
    if (is_marker(fact.path))
      place(alone, fact);
    else if (is_dated(std::string_view(fact.path).substr(0, slash)))
      child(alone, fact.path.substr(0, slash))
          .set(fact.path.substr(slash + 1), json::Array{json::Object{{"value", fact.value}}});
    else
      continue;
    if (const auto read = read_settings(File{"settings", json::write(alone)}, catalog); !read)
      errors.insert(errors.end(), read.error().begin(), read.error().end());
  }
  return errors;
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
  const size_t kept = facts.size() - fresh;
  if (auto errors = refusals(std::span(facts).subspan(kept), catalog); !errors.empty())
    return std::unexpected(std::move(errors));
  json::Value settings(json::Object{});
  std::map<std::string, std::vector<const SettingFact*>> by_path;
  std::vector<const SettingFact*> markers;
  std::vector<SettingFact> undated;
  Exclusions exclusions;
  for (size_t i = 0; i < facts.size(); ++i) {
    const SettingFact& fact = facts[i];
    if (i < kept && is_gone(fact.path, catalog)) continue;
    const auto slash = fact.path.find('/');
    if (slash != std::string::npos && is_dated(fact.path.substr(0, slash))) {
      by_path[fact.path].push_back(&fact);
      continue;
    }
    if (is_marker(fact.path)) {
      markers.push_back(&fact);
      continue;
    }
    SettingFact& counts = undated.emplace_back(fact);
    if (fact.path != "not_applicable") continue;
    counts.value = exclusions.next(fact.value, fact.recorded);
    if (i < kept) counts.value = with_reasons(std::move(counts.value));
  }
  std::ranges::stable_sort(undated, {}, &SettingFact::at);
  for (const SettingFact& fact : undated) place(settings, fact);
  if (!markers.empty()) settings.set("markers", dated_markers(markers));
  for (const auto& [path, given] : by_path) {
    const auto slash = path.find('/');
    child(settings, path.substr(0, slash)).set(path.substr(slash + 1), dated(given));
  }
  Settings read =
      TRY(read_settings(File{"settings", json::write(settings)}, catalog, Replaced::as_they_were));
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
