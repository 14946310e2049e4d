#include "catalog/in_force.h"

#include <algorithm>
#include <array>

namespace probata {
namespace {

using cel::Value;

struct Converter {
  cel::Arena& arena;
  Value operator()(bool b) const { return Value::of(b); }
  Value operator()(int64_t i) const { return Value::of(i); }
  Value operator()(double d) const { return Value::of(d); }
  Value operator()(const std::string& s) const { return arena.string(s); }
  Value operator()(Duration d) const { return Value::of(d); }
  Value operator()(const Span& s) const { return arena.span(s); }
  Value operator()(Window w) const { return arena.string(to_text(w)); }
};

struct TimeAllowed {
  const Calendar& calendar;
  Instant from;
  using Until = std::optional<Instant>;

  Until operator()(Duration d) const { return from + d; }
  Until operator()(const Span& s) const { return calendar.plus(from, s); }
  Until operator()(Window w) const {
    const Period here = calendar.window(w, from);
    return (here.start < from ? calendar.window(w, here.end).end : here.end) - microsecond;
  }
  Until operator()(const Condition&) const { return {}; }
};

template <class P>
const P* pattern_of(const Test& test) {
  const auto* judgement = std::get_if<Judgement>(&test.pattern);
  return judgement ? std::get_if<P>(&judgement->when) : std::get_if<P>(&test.pattern);
}

}  // namespace

bool is_setting(const Catalog& catalog, uint16_t record) {
  return record == catalog.parameter_record || record == catalog.tailoring_record;
}

const ParameterValue* setting_at(const Catalog& catalog, const Settings& settings, uint16_t record,
                                 std::string_view name, Instant t, Instant* until) {
  const ParameterValue* in_force = nullptr;
  const std::vector<Dated<ParameterValue>>* dated = nullptr;
  if (record == catalog.parameter_record) {
    const Parameter* p = catalog.parameter(name);
    if (p) in_force = &p->value;
    const auto set = p ? settings.parameters.find(p->number) : settings.parameters.end();
    if (set != settings.parameters.end()) dated = &set->second;
  } else {
    const Question* q = catalog.question(name);
    if (q && q->value) in_force = &*q->value;
    const auto set = settings.answers.find(std::string(name));
    if (set != settings.answers.end()) dated = &set->second;
  }
  if (!dated) return in_force;
  for (const auto& d : *dated) {
    if (!d.from || *d.from <= t)
      in_force = &d.value;
    else if (until)
      *until = std::min(*until, *d.from);
  }
  return in_force;
}

cel::Value to_value(const ParameterValue* value, cel::Arena& arena) {
  return value ? std::visit(Converter{arena}, *value) : Value();
}

bool names_layer(std::string_view given, std::string_view layer) {
  return layer == given ||
         (layer.size() > given.size() && layer.starts_with(given) && layer[given.size()] == '/');
}

std::tuple<size_t, bool, std::string> precedence_of(const Settings& settings, const Kind& kind,
                                                    std::string_view layer) {
  static const std::vector<std::string> none;
  const auto set = settings.precedence.find(kind.number);
  const auto& list = set == settings.precedence.end() ? none : set->second;
  const auto listed =
      std::ranges::find_if(list, [&](const auto& given) { return names_layer(given, layer); });
  return {static_cast<size_t>(listed - list.begin()),
          listed == list.end() && (layer == "people") != kind.record, std::string(layer)};
}

std::vector<ExpectedSource> expected_sources(const Settings& settings, KindNo kind,
                                             const std::set<std::string>& delivered) {
  std::vector<ExpectedSource> result;
  const auto declared = settings.sources.find(kind);
  if (declared == settings.sources.end()) {
    for (const std::string& by : delivered) result.push_back({by, by, nullptr});
    return result;
  }
  for (const DeclaredSource& d : declared->second) {
    const size_t so_far = result.size();
    for (const std::string& by : delivered)
      if (names_layer(d.by, by)) result.push_back({by, by, &d});
    if (result.size() == so_far) result.push_back({d.by, {}, &d});
  }
  return result;
}

std::optional<Instant> in_time_until(const Test& test, const Calendar& calendar, Instant from,
                                     Instant period_start) {
  TimeAllowed allowed{calendar, from};
  if (const auto* invariant = std::get_if<Invariant>(&test.pattern))
    return std::visit(allowed, invariant->grace);
  if (const Response* r = response_of(test))
    return r->gone_fails || r->due ? std::nullopt : std::visit(allowed, r->within);
  const Recurrence* r = recurrence_of(test);
  const auto* window = std::get_if<Window>(&r->every);
  if (window && !r->counts_for)
    allowed.from = std::max(from, calendar.window(*window, period_start).start);
  return r->partial_counts ? std::nullopt : std::visit(allowed, r->every);
}

std::set<Instant> dates_of(const Catalog& catalog, const Settings& settings) {
  std::set<Instant> result;
  const auto add = [&](const std::optional<Instant>& t) {
    if (t) result.insert(*t);
  };
  for (const auto& [number, values] : settings.parameters)
    for (const auto& value : values) add(value.from);
  for (const auto& [name, values] : settings.answers)
    for (const auto& value : values) add(value.from);
  for (const auto& [kind, since] : settings.since) add(since);
  for (const NotApplicable& n : settings.not_applicable) add(n.from), add(n.until);
  for (const Control& c : catalog.controls) add(c.in_force.from), add(c.in_force.until);
  return result;
}

const NotApplicable* exclusion_of(const Settings& settings, std::span<const std::string_view> names,
                                  Instant first, Instant last) {
  const NotApplicable* result = nullptr;
  for (const NotApplicable& n : settings.not_applicable) {
    const bool here = std::ranges::find(names, std::string_view(n.control)) != names.end();
    if (here && n.from <= first && n.until.value_or(Instant::never_after()) > last) result = &n;
  }
  return result;
}

const NotApplicable* exclusion_of(const Settings& settings, const Control& control,
                                  const Test& test, Instant first, Instant last) {
  return exclusion_of(settings, std::array<std::string_view, 2>{control.id, test.full_id}, first,
                      last);
}

bool in_profile(const Settings& settings, const Control& control) {
  const std::string &wanted = settings.profile, &has = control.profile;
  if (settings.also.contains(control.number)) return true;
  if (wanted.empty() || has.empty() || has == wanted || has == "host") return true;
  return wanted == "full" && has == "lean";
}

const Recurrence* recurrence_of(const Test& test) { return pattern_of<Recurrence>(test); }
const Response* response_of(const Test& test) { return pattern_of<Response>(test); }

bool is_calendar(const Recurrence& recurrence) {
  const auto* expression = std::get_if<Condition>(&recurrence.every);
  return std::holds_alternative<Window>(recurrence.every) ||
         (expression && expression->program.type().kind == cel::TypeKind::string);
}

}  // namespace probata
