// Settings (formats.md, "Settings").
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "catalog/draft.h"
#include "catalog/keys.h"
#include "catalog/settings.h"

namespace probata {
namespace {

constexpr Key settings_table[] = {
    {"time_zone"},
    {"business_days", Shape::mapping},
    {"profile"},
    {"also", Shape::texts},
    {"precedence", Shape::mapping},
    {"sources", Shape::mapping},
    {"since", Shape::mapping},
    {"parameters", Shape::mapping},
    {"answers", Shape::mapping},
    {"late_recording"},
    {"markers", Shape::any},
    {"not_applicable", Shape::list},
};
constexpr Key business_days_table[] = {{"week", Shape::texts}, {"holidays", Shape::texts}};
constexpr Key source_table[] = {{"by", Shape::text, true}, {"from"}};
constexpr Key dated_table[] = {{"value", Shape::any, true}, {"from"}};
constexpr Key marker_table[] = {{"failed_share", Shape::any},
                                {"failed_share_small", Shape::any},
                                {"majority", Shape::any},
                                {"one_party", Shape::any},
                                {"long_exception", Shape::any}};
constexpr Key not_applicable_table[] = {{"control", Shape::text, true},
                                        {"reason", Shape::text, true},
                                        {"by", Shape::text, true},
                                        {"from", Shape::text, true},
                                        {"until"}};

class SettingsReader {
 public:
  SettingsReader(const Document& document, const Catalog& catalog, Replaced replaced,
                 Errors& errors)
      : reading_(document, errors), catalog_(catalog), replaced_(replaced) {}

  Settings read() {
    const yaml::Node& root = reading_.document.root;
    if (root.kind == yaml::Node::Kind::null) return std::move(settings_);
    Mapping map(root, settings_table, reading_, "the settings");
    if (!map) return std::move(settings_);
    read_calendar(map);
    if (const yaml::Node* node = map.find("profile")) {
      const std::vector<std::string> profiles = {"lean", "full", "host"};
      if (check_choice(*node, profiles, "profile", reading_)) settings_.profile = node->text;
    }
    if (const yaml::Node* node = map.find("also")) read_also(*node);
    if (const yaml::Node* node = map.find("precedence")) read_precedence(*node);
    if (const yaml::Node* node = map.find("sources")) read_sources(*node);
    if (const yaml::Node* node = map.find("since")) read_since(*node);
    if (const yaml::Node* node = map.find("parameters")) read_parameters(*node);
    if (const yaml::Node* node = map.find("answers")) read_answers(*node);
    read_late_recording(map);
    if (const yaml::Node* node = map.find("markers")) read_markers(*node);
    if (const yaml::Node* node = map.find("not_applicable")) {
      for (const yaml::Node& item : node->items) read_not_applicable(item);
    }
    return std::move(settings_);
  }

 private:
  void read_calendar(const Mapping& map) {
    BusinessDays days;
    if (const yaml::Node* node = map.find("business_days")) read_business_days(*node, days);
    const yaml::Node* zone = map.find("time_zone");
    Result<Calendar> calendar = Calendar::make(zone == nullptr ? "UTC" : zone->text, days);
    if (calendar) {
      settings_.calendar = std::move(*calendar);
    } else if (zone != nullptr) {
      reading_.error(*zone, calendar.error().what, calendar.error().hint);
    }
  }
  void read_business_days(const yaml::Node& node, BusinessDays& days) {
    const std::vector<std::string> names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    Mapping map(node, business_days_table, reading_, "business_days");
    if (const yaml::Node* week = map.find("week")) {
      days.week.clear();
      for (const yaml::Node* name : text_nodes(*week)) {
        if (!check_choice(*name, names, "week", reading_)) continue;
        days.week.insert(static_cast<int>(std::ranges::find(names, name->text) - names.begin()) +
                         1);
      }
      if (week->items.empty() && week->text.empty()) {
        reading_.error(*week, "a week without business days", "name at least one");
      }
    }
    if (const yaml::Node* holidays = map.find("holidays")) {
      for (const yaml::Node* name : text_nodes(*holidays)) {
        const Result<Date> date = parse_date(name->text);
        if (date) {
          days.holidays.insert(*date);
        } else {
          reading_.error(*name, date.error().what, "write it as `2026-05-01`");
        }
      }
    }
  }
  const Kind* kind(const yaml::Entry& entry) {
    const Kind* kind = catalog_.kind(entry.key);
    if (kind == nullptr) {
      reading_.error(entry, fmt::format("unknown kind `{}`", entry.key),
                     name_hint(entry.key, catalog_.kind_names()));
    }
    return kind;
  }
  // `people`, or a connector with or without instance.
  void check_layer(const yaml::Node& node) {
    const std::string_view text = node.text;
    if (text == "people" || (text.starts_with("connector:") && is_id(text.substr(10)))) return;
    reading_.error(node, fmt::format("`{}` is no source", text),
                   "write `connector:NAME`, `connector:NAME/INSTANCE` or `people`");
  }
  std::optional<Instant> instant(const Mapping& map, std::string_view key) {
    const yaml::Node* node = map.find(key);
    return node == nullptr ? std::nullopt : instant(*node);
  }
  std::optional<Instant> instant(const yaml::Node& node) {
    const Result<Instant> at = parse_instant(node.text);
    if (at) return *at;
    reading_.error(node, at.error().what, "write it as `2026-01-01T00:00:00Z`");
    return {};
  }

  void read_also(const yaml::Node& node) {
    for (const yaml::Node* name : text_nodes(node)) {
      const Control* control = catalog_.control(name->text);
      if (control != nullptr)
        settings_.also.insert(control->number);
      else
        unknown_control(*name);
    }
  }
  void unknown_control(const yaml::Node& node) {
    std::vector<std::string> ids;
    for (const Control& control : catalog_.controls) ids.push_back(control.id);
    reading_.error(node, fmt::format("unknown control `{}`", node.text), name_hint(node.text, ids));
  }
  void read_precedence(const yaml::Node& node) {
    for (const yaml::Entry& entry : node.entries) {
      const Kind* of = kind(entry);
      if (!check_shape(entry.value, Shape::texts, entry.key, reading_)) continue;
      for (const yaml::Node* layer : text_nodes(entry.value)) {
        check_layer(*layer);
        if (of != nullptr) settings_.precedence[of->number].push_back(layer->text);
      }
    }
  }
  void read_sources(const yaml::Node& node) {
    for (const yaml::Entry& entry : node.entries) {
      const Kind* of = kind(entry);
      if (!check_shape(entry.value, Shape::list, entry.key, reading_)) continue;
      for (const yaml::Node& item : entry.value.items) {
        Mapping map(item, source_table, reading_, "a source");
        if (const yaml::Node* by = map.find("by")) check_layer(*by);
        DeclaredSource source{map.text("by"), instant(map, "from")};
        if (of != nullptr) settings_.sources[of->number].push_back(std::move(source));
      }
    }
  }
  void read_since(const yaml::Node& node) {
    for (const yaml::Entry& entry : node.entries) {
      const Kind* of = kind(entry);
      if (of != nullptr && !of->record) {
        reading_.error(entry, fmt::format("`{}` is no record kind", entry.key),
                       "`since` is for kinds of which Probata is the system of record");
      }
      if (!check_shape(entry.value, Shape::text, entry.key, reading_)) continue;
      const std::optional<Instant> at = instant(entry.value);
      if (of != nullptr && at) settings_.since[of->number] = *at;
    }
  }
  // `[{value, from}, …]`, ascending; only the first may be without `from`.
  std::vector<Dated<ParameterValue>> read_dated(const yaml::Entry& entry, FieldType type,
                                                const Parameter* parameter,
                                                const Question* question = nullptr) {
    std::vector<Dated<ParameterValue>> values;
    if (!check_shape(entry.value, Shape::list, entry.key, reading_)) return values;
    for (const yaml::Node& item : entry.value.items) {
      Mapping map(item, dated_table, reading_, "a value");
      const yaml::Node* node = map.find("value");
      if (node == nullptr) continue;
      std::optional<ParameterValue> value = read_value(*node, type, reading_);
      if (!value) continue;
      const bool free = replaced_ == Replaced::as_they_were && &item != &entry.value.items.back();
      if (parameter != nullptr && !free) check_range(*value, *parameter, *node, reading_);
      if (question != nullptr && !free && !check_answer(*node, *question, reading_)) continue;
      const std::optional<Instant> from = instant(map, "from");
      check_order(values, from, map);
      values.push_back({std::move(*value), from});
    }
    return values;
  }
  template <class T>
  void check_order(const std::vector<Dated<T>>& before, const std::optional<Instant>& from,
                   const Mapping& map) {
    if (before.empty()) return;
    if (!from && map.find("from") == nullptr) {
      reading_.error(map.node(), "`from` is missing", "only the first value may be without it");
    } else if (from && before.back().from && *from <= *before.back().from) {
      reading_.error(*map.find("from"), "`from` is not after the one before",
                     "write the values in the order of `from`");
    }
  }
  void read_parameters(const yaml::Node& node) {
    for (const yaml::Entry& entry : node.entries) {
      const Parameter* parameter = catalog_.parameter(entry.key);
      if (parameter == nullptr) {
        std::vector<std::string> names;
        for (const Parameter& p : catalog_.parameters) names.push_back(p.name);
        reading_.error(entry, fmt::format("unknown parameter `{}`", entry.key),
                       name_hint(entry.key, names));
        continue;
      }
      settings_.parameters[parameter->number] = read_dated(entry, parameter->type, parameter);
    }
  }
  void read_answers(const yaml::Node& node) {
    for (const yaml::Entry& entry : node.entries) {
      const Question* question = catalog_.question(entry.key);
      if (question == nullptr) {
        std::vector<std::string> names;
        for (const Question& q : catalog_.questions) names.push_back(q.name);
        reading_.error(entry, fmt::format("unknown question `{}`", entry.key),
                       name_hint(entry.key, names));
        continue;
      }
      settings_.answers[entry.key] = read_dated(entry, question->type, nullptr, question);
    }
  }
  void read_late_recording(const Mapping& map) {
    const yaml::Node* node = map.find("late_recording");
    if (node == nullptr) return;
    const Result<Duration> duration = parse_duration(node->text);
    if (duration && duration->us >= 0) {
      settings_.late_recording = *duration;
    } else {
      reading_.error(*node, fmt::format("`{}` is no duration", node->text), "write `7d`");
    }
  }
  // All of them, or `[{value, from}, …]` like a parameter.
  void read_markers(const yaml::Node& node) {
    if (node.kind != yaml::Node::Kind::list)
      return settings_.markers.push_back({markers(node), std::nullopt});
    for (const yaml::Node& item : node.items) {
      Mapping map(item, dated_table, reading_, "a value");
      const yaml::Node* value = map.find("value");
      if (value == nullptr) continue;
      const std::optional<Instant> from = instant(map, "from");
      check_order(settings_.markers, from, map);
      settings_.markers.push_back({markers(*value), from});
    }
  }
  Markers markers(const yaml::Node& node) {
    Mapping map(node, marker_table, reading_, "markers");
    Markers markers;
    read_marker(map, "failed_share", markers.failed_share);
    read_marker(map, "failed_share_small", markers.failed_share_small);
    read_marker(map, "majority", markers.majority);
    read_marker(map, "one_party", markers.one_party);
    read_marker(map, "long_exception", markers.long_exception);
    return markers;
  }
  // A share from 0 to 1; null turns the marker off.
  void read_marker(const Mapping& map, std::string_view key, std::optional<double>& marker) {
    const yaml::Node* node = map.find(key);
    if (node == nullptr) return;
    if (node->kind == yaml::Node::Kind::null) {
      marker.reset();
      return;
    }
    const std::optional<ParameterValue> value = read_value(*node, FieldType::real, reading_);
    if (!value) return;
    const double share = std::get<double>(*value);
    if (share < 0 || share > 1) {
      reading_.error(*node, fmt::format("`{}` is no share", node->text),
                     "write a number from 0 to 1, or null to turn the marker off");
      return;
    }
    marker = share;
  }
  void read_not_applicable(const yaml::Node& item) {
    Mapping map(item, not_applicable_table, reading_, "an item of not_applicable");
    NotApplicable entry;
    entry.control = map.text("control");
    entry.reason = map.text("reason");
    entry.by = map.text("by");
    entry.from = instant(map, "from").value_or(Instant{});
    entry.until = instant(map, "until");
    if (const yaml::Node* reason = map.find("reason"); reason && trim(reason->text).empty())
      reading_.error(*reason, "no reason is given", "say why it does not apply: reports print it");
    const yaml::Node* control = map.find("control");
    if (control != nullptr && catalog_.control(control->text) == nullptr &&
        catalog_.test(control->text) == nullptr) {
      unknown_control(*control);
    }
    if (const yaml::Node* by = map.find("by"); by && !by->text.starts_with("person/")) {
      reading_.error(*by, fmt::format("`{}` is no person", by->text), "write `person/ID`");
    }
    if (const yaml::Node* until = map.find("until");
        until && entry.until && *entry.until <= entry.from) {
      reading_.error(*until, "`until` is not after `from`", "write a later time");
    }
    settings_.not_applicable.push_back(std::move(entry));
  }

  Reading reading_;
  const Catalog& catalog_;
  Replaced replaced_;
  Settings settings_;
};

}  // namespace

Keys settings_keys() { return settings_table; }
Keys business_days_keys() { return business_days_table; }
Keys source_keys() { return source_table; }
Keys dated_keys() { return dated_table; }
Keys marker_keys() { return marker_table; }
Keys not_applicable_keys() { return not_applicable_table; }

Result<Settings, Errors> read_settings(const File& file, const Catalog& catalog,
                                       Replaced replaced) {
  Document document{file.path, file.path, file.text, {}, true};
  Errors errors;
  Result<yaml::Node, Errors> root = yaml::parse(file.text, {}, &errors);
  if (!root) errors.insert(errors.end(), root.error().begin(), root.error().end());
  for (Error& error : errors) error.place.file = file.path;
  if (!root) return std::unexpected(std::move(errors));
  document.root = std::move(*root);
  Settings settings = SettingsReader(document, catalog, replaced, errors).read();
  std::ranges::sort(errors, [](const Error& a, const Error& b) {
    return std::tie(a.place.line, a.place.column, a.what) <
           std::tie(b.place.line, b.place.column, b.what);
  });
  if (!errors.empty()) return std::unexpected(std::move(errors));
  const bool empty = document.root.kind == yaml::Node::Kind::null;
  Result<std::string> text =
      json::canonical(empty ? json::Value(json::Object()) : yaml::to_json(document.root));
  if (!text) return std::unexpected(Errors{text.error()});
  settings.digest = sha256(*text);
  return settings;
}

namespace {

// One that is off is never passed.
void make_stricter(std::optional<double>& limit, const std::optional<double>& other) {
  if (other && (!limit || *other < *limit)) limit = other;
}

}  // namespace

Markers markers_in(const Settings& settings, const Period& period, Instant now) {
  const auto& all = settings.markers;
  const Instant last = std::min(period.end - microsecond, now);
  const bool usual = all.empty() || (all.front().from && *all.front().from > period.start);
  Markers strictest = usual ? Markers{} : Markers{{}, {}, {}, {}, {}};
  for (size_t i = 0; i < all.size(); ++i) {
    const bool begins = !all[i].from || *all[i].from <= last;
    const bool ends = i + 1 < all.size() && *all[i + 1].from <= period.start;
    if (!begins || ends) continue;
    for (std::optional<double> Markers::* one :
         {&Markers::failed_share, &Markers::failed_share_small, &Markers::majority,
          &Markers::one_party, &Markers::long_exception})
      make_stricter(strictest.*one, all[i].value.*one);
  }
  return strictest;
}

const ParameterValue& parameter_at(const Settings& settings, const Parameter& parameter,
                                   Instant at) {
  const auto found = settings.parameters.find(parameter.number);
  if (found == settings.parameters.end()) return parameter.value;
  const ParameterValue* value = &parameter.value;
  for (const Dated<ParameterValue>& dated : found->second) {
    if (!dated.from || *dated.from <= at) value = &dated.value;
  }
  return *value;
}

}  // namespace probata
