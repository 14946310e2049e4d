// What the history holds as JSON and as words for people.
#pragma once

#include <optional>
#include <string>

#include "assess/assess.h"
#include "history/read.h"

namespace probata::api {

// Null where there is none, or where it is one of the ends without end.
json::Value instant_json(std::optional<Instant>);
// The lower end of an uncertain instant; null where exact or without bound.
json::Value after_json(const Range&);
json::Value duration_json(Duration);  // null where 0
json::Value interval_json(const Period&);
json::Value strings_json(std::span<const std::string>);
json::Value optional_json(const std::string&);  // null where empty
json::Value count_json(int64_t);                // null where -1: not told

// `24 Nov 14:05` in the organisation's zone, with the year where it is not that of `now`.
std::string time_words(Instant, const Calendar&, Instant now);
// The same for a gap: `6–9 Jul`, `6 Jul 08:00 – 10:00`.
std::string stretch_words(std::optional<Instant> from, std::optional<Instant> to, const View&);
// Why something is not known: `not seen 6–9 Jul`, `no source reads it`.
std::string because(std::span<const Gap>, const View&);

// As facts have it: a reference is `kind/id`, a date its day.
json::Value value_json(const cel::Value&, const FieldDefinition*, const View&);
// For people, and what filters compare with.
std::string value_words(const cel::Value&, const FieldDefinition*, const View&);
// The names of what references refer to, joined by `, `; none where the field is no reference.
std::optional<std::string> reference_label(const cel::Value&, const View&);

// The fields marked `label`, else `name`, `title`, else the id. What is gone or not seen now keeps
// the last name that it had.
std::string label_of(const View&, Entity);
// Of an item (`kind/id`, `company`), by its text where there is no such entity.
std::string label_of_item(const View&, std::string_view item);
std::optional<Entity> find_item(const View&, std::string_view item);

struct Cell {
  Reading reading;
  const FieldDefinition* field;
};
json::Value cell_json(const Cell&, const View&);

bool known(const View&, FactNo);
inline bool known(const View& view, const Change& change) {
  return known(view, change.fact) && change.at <= view.now;
}
std::string title_of(const FieldDefinition&);  // `Last login` for `last_login` without a title
std::string_view type_text(const FieldDefinition&);  // openapi's FieldType
std::string title_of(const Kind&);
std::string plural_of(const Kind&);

// What was set to count from an instant that is still to come, in words; of dated settings (numbers
// or answers) those of one name.
template <class Settings, class Words>
json::Array later_json(const Settings& settings, const typename Settings::key_type& name,
                       Instant now, Words words) {
  json::Array later;
  if (const auto set = settings.find(name); set != settings.end())
    for (const auto& [value, from] : set->second)
      if (from && *from > now)
        later.push_back(json::Object{{"words", words(value)}, {"from", to_text(*from)}});
  return later;
}

}  // namespace probata::api
