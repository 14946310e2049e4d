// The entities of one kind as a table: search, filters, order, pages.
#include <fmt/format.h>

#include "base/text.h"
#include "server/api/api.h"
#include "server/sights.h"

namespace probata::api {
namespace {

struct Filter {
  const FieldDefinition* field;
  std::vector<std::string> values;  // any of them
};

struct Listed {
  Entity entity;
  bool certain;
  std::string label;
};

constexpr std::string_view filter_prefix = "filter.";

Result<std::vector<Filter>> filters_of(const http::Request& request, const Kind& kind) {
  std::vector<Filter> filters;
  for (const auto& [key, value] : request.query) {
    if (!key.starts_with(filter_prefix)) continue;
    auto name = key.substr(filter_prefix.size());
    const auto* field = kind.find(name);
    if (field == nullptr)
      return failure(fmt::format("`{}` has no field `{}`", kind.name, name),
                     name_hint(name, kind.field_names()));
    if (filters.empty() || filters.back().field != field) filters.push_back({field, {}});
    filters.back().values.push_back(value);
  }
  return filters;
}

std::string printed(const View& view, Entity entity, const FieldDefinition& field) {
  auto reading = read_field(view, entity, field.number, view.now);
  if (reading.state == Reading::State::unknown) return "?";
  return value_words(reading.value, &field, view);
}

bool passes(const View& view, Entity entity, const Filter& filter) {
  auto text = printed(view, entity, *filter.field);
  return std::ranges::find(filter.values, text) != filter.values.end();
}

std::vector<Listed> list(const View& view, const Kind& kind, const Words& words,
                         std::span<const Filter> filters) {
  auto members = read_all(view, kind.number, view.now);
  std::vector<Listed> rows;
  auto add = [&](Entity entity, bool certain) {
    for (const auto& filter : filters)
      if (!passes(view, entity, filter)) return;
    Listed row{entity, certain, label_of(view, entity)};
    if (words.empty() || words.in(std::string(view.history.id_of(entity)) + " " + row.label))
      rows.push_back(std::move(row));
  };
  for (Entity entity : members.certain) add(entity, true);
  for (const auto& [entity, gaps] : members.uncertain) add(entity, false);
  std::ranges::sort(rows, {}, [&](const Listed& row) { return view.history.id_of(row.entity); });
  return rows;
}

struct Order {
  enum class By : uint8_t { id, label, field } by = By::id;
  const FieldDefinition* field = nullptr;
  bool down = false;
};

Result<Order> order_of(const http::Request& request, const Kind& kind) {
  auto name = request.parameter("sort").value_or("id");
  Order order;
  if (name.starts_with('-')) {
    order.down = true;
    name.erase(0, 1);
  }
  order.field = kind.find(name);
  if (order.field != nullptr)
    order.by = Order::By::field;
  else if (name == "label")
    order.by = Order::By::label;
  else if (name != "id")
    return failure(fmt::format("`{}` has no field `{}` to sort by", kind.name, name),
                   name_hint(name, kind.field_names()));
  return order;
}

// What values compare by: numbers and times as numbers, all else as text.
struct SortKey {
  bool missing = false;
  double number = 0;
  std::string text;
  bool before(const SortKey& other, bool down) const {
    if (missing != other.missing) return other.missing;  // last either way
    auto order = std::tie(number, text) <=> std::tie(other.number, other.text);
    return down ? order > 0 : order < 0;
  }
};

SortKey key_of(const View& view, const Listed& row, const Order& order) {
  if (order.by == Order::By::id) return {false, 0, std::string(view.history.id_of(row.entity))};
  if (order.by == Order::By::label) return {false, 0, row.label};
  auto reading = read_field(view, row.entity, order.field->number, view.now);
  const auto& value = reading.value;
  if (reading.state == Reading::State::unknown || value.is(cel::Tag::null)) return {true, 0, {}};
  switch (value.tag) {
    case cel::Tag::integer:
      return {false, static_cast<double>(value.integer), {}};
    case cel::Tag::real:
      return {false, value.real, {}};
    case cel::Tag::timestamp:
    case cel::Tag::duration:
      return {false, static_cast<double>(value.us), {}};
    default:
      return {false, 0,
              reference_label(value, view).value_or(value_words(value, order.field, view))};
  }
}

void sort(std::vector<Listed>& rows, const View& view, const Order& order) {
  std::vector<std::pair<SortKey, size_t>> keys;
  for (size_t i = 0; i < rows.size(); ++i) keys.emplace_back(key_of(view, rows[i], order), i);
  std::ranges::stable_sort(
      keys, [&](const auto& a, const auto& b) { return a.first.before(b.first, order.down); });
  std::vector<Listed> sorted;
  for (const auto& [key, i] : keys) sorted.push_back(std::move(rows[i]));
  rows = std::move(sorted);
}

json::Value row_json(const Listed& row, const Kind& kind, const View& view) {
  json::Object values;
  for (const auto& field : kind.fields)
    if (!field.deprecated)
      values.push_back(
          {field.name,
           cell_json({read_field(view, row.entity, field.number, view.now), &field}, view)});
  return json::Object{{"id", view.history.id_of(row.entity)},
                      {"label", row.label},
                      {"existence", row.certain ? "known" : "not_known"},
                      {"values", std::move(values)}};
}

}  // namespace

Answer records(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  const Kind* found = TRY(find_kind(organisation.catalog(), request.captures[0]));
  auto moment = TRY(moment_of(request, organisation));
  auto page = TRY(page_of(request, moment));
  auto words = TRY(words_parameter(request));
  auto filters = TRY(filters_of(request, *found));
  auto order = TRY(order_of(request, *found));
  return read(organisation, moment, [&](const View& view) -> Answer {
    auto rows = list(view, *found, words, filters);
    sort(rows, view, order);
    json::Array shown, seen;
    for (size_t i = page.offset; i < page.end(rows.size()); ++i)
      shown.push_back(row_json(rows[i], *found, view));
    for (const auto& sight :
         kind_sights(view, found->number, usual_stretch(view, {&found->number, 1})))
      seen.push_back(sight_json(sight.sight, view.history.catalog()));
    return json::Object{
        {"view", to_json(moment)},  {"kind", found->name},
        {"total", rows.size()},     {"next", next_cursor(page, rows.size(), moment)},
        {"rows", std::move(shown)}, {"seen", std::move(seen)}};
  });
}

}  // namespace probata::api
