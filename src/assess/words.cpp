#include "assess/words.h"

#include <fmt/format.h>

namespace probata {

std::string instant_words(const View& view, Instant t) {
  if (t <= Instant::earliest()) return "the beginning";
  if (t > Instant::latest()) return "never";
  const Calendar& calendar = view.history.settings().calendar;
  // ISO 8601-1, 5.3.1.2: the end of a day, which is where a window of the calendar ends.
  if (const auto end = calendar.local(t + microsecond);
      end.hour == 0 && end.minute == 0 && end.second == 0 && end.microsecond == 0) {
    const Calendar::Local day = calendar.local(t);
    return fmt::format("{:04}-{:02}-{:02} 24:00", day.year, day.month, day.day);
  }
  const Calendar::Local local = calendar.local(t);
  std::string text = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.year, local.month,
                                 local.day, local.hour, local.minute);
  if (local.second != 0 || local.microsecond != 0) text += fmt::format(":{:02}", local.second);
  if (local.microsecond != 0) text += fmt::format(".{:06}", local.microsecond);
  return text;
}

namespace {

// Its label where the kind has one, else its id.
std::string entity_words(const View& view, Entity entity, Instant at) {
  for (const FieldDefinition& field :
       view.history.catalog().at(view.history.kind_of(entity)).fields) {
    if (!field.label) continue;
    const Reading reading = read_field(view, entity, field.number, at);
    if (reading.state == Reading::State::known && reading.value.is(cel::Tag::string))
      return std::string(reading.value.string());
  }
  return std::string(view.history.id_of(entity));
}

}  // namespace

std::string value_words(const View& view, const cel::Value& value, Instant at) {
  switch (value.tag) {
    case cel::Tag::null:
      return "nothing";
    case cel::Tag::string:
      return std::string(value.string());
    case cel::Tag::boolean:
      return value.boolean ? "yes" : "no";
    case cel::Tag::timestamp:
      return instant_words(view, value.instant());
    case cel::Tag::duration:
      return to_words(Duration{value.us});
    case cel::Tag::span:
      return to_text(*value.span);
    case cel::Tag::entity:
      return entity_words(view, Evaluator::entity_of(value), at);
    case cel::Tag::list: {
      std::string text;
      for (const cel::Value& item : value.list->items)
        text += (text.empty() ? "" : ", ") + value_words(view, item, at);
      return text.empty() ? "nothing" : text;
    }
    case cel::Tag::unknown:
      return "(unknown)";
    case cel::Tag::error:
      return "(not readable)";
    default:
      return cel::to_text(value);
  }
}

std::string conclusion_words(Conclusion conclusion) {
  std::string text(to_text(conclusion));
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

std::string reason_words(const Gap& gap) {
  std::string text(to_text(gap.reason));
  if (!gap.field.empty() || !gap.kind.empty()) text += ": ";
  text += gap.kind;
  if (!gap.field.empty()) text += (gap.kind.empty() ? "" : ".") + gap.field;
  if (!gap.source.empty()) text += " of " + gap.source;
  if (gap.from) text += " from " + to_text(std::max(*gap.from, Instant::earliest()));
  if (gap.to) text += " to " + to_text(std::min(*gap.to, Instant::latest()));
  return text;
}

std::optional<Lateness> lateness(const View& view, const Row& row) {
  if (!row.due || row.due_unknown) return {};
  const auto earliest = [](const Range& range) { return range.exact() ? range.at : range.after; };
  const Range done = row.done.value_or(Range::exactly(view.now));
  // What began nobody knows when is late by as much as is known, or by more.
  const bool more = row.due_unbounded || (row.from && row.from->after <= Instant::earliest());
  const Instant due = more ? row.due->at : earliest(*row.due);
  if (done.at <= due) return {};
  return Lateness{std::max(Duration{0}, earliest(done) - row.due->at), done.at - due, more};
}

std::string late_words(const View& view, const Row& row) {
  const auto late = lateness(view, row);
  if (!late) return {};
  const std::string least = to_words(late->least), most = to_words(late->most);
  if (late->more && row.verdict == Verdict::unknown) return least + " or more";
  if (late->least.us == 0 && late->most.us > 1) return "up to " + most;
  return least == most ? most : fmt::format("{} to {}", least, most);
}

}  // namespace probata
