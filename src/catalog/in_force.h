// What of a catalog and of settings holds: which controls, which values at an instant, which
// pattern a test has.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "catalog/settings.h"
#include "cel/value.h"

namespace probata {

// Whether a record is that of `param` or of `tailoring`.
bool is_setting(const Catalog&, uint16_t record);
// The value of `param.NAME` or `tailoring.NAME` (`record` says which) in force at an instant: the
// last whose date has come, else what the catalog says. nullptr where there is none. `until` is
// lowered to the instant at which the next one begins.
const ParameterValue* setting_at(const Catalog&, const Settings&, uint16_t record,
                                 std::string_view name, Instant, Instant* until = nullptr);
cel::Value to_value(const ParameterValue*, cel::Arena&);

// Where a layer stands in the order of precedence of a kind (semantics.md, 2.6): the organisation's
// list first; then people before sources for a record, after them for others; by name.
std::tuple<size_t, bool, std::string> precedence_of(const Settings&, const Kind&,
                                                    std::string_view layer);
// `connector:okta` stands for itself and for all its instances (D2.8).
bool names_layer(std::string_view given, std::string_view layer);

// The sources that are to tell of a kind (7.2): those that a person declared, each by the layers
// that it names; else those that ever delivered.
struct ExpectedSource {
  std::string by, layer;                     // layer empty: it never delivered
  const DeclaredSource* declared = nullptr;  // of the settings
};
std::vector<ExpectedSource> expected_sources(const Settings&, KindNo,
                                             const std::set<std::string>& delivered);

// The last instant at which what begins at `from` would be in time, where the test's definition
// alone says so; of calendar windows the end of the first whole one, of those that are failed for
// good where they pass empty the first that ends in the period.
std::optional<Instant> in_time_until(const Test&, const Calendar&, Instant from,
                                     Instant period_start);

// Every instant at which something that a person decided begins or ends.
std::set<Instant> dates_of(const Catalog&, const Settings&);
// What excludes a control or test of one of these names at every instant from `first` to `last`; or
// nullptr.
const NotApplicable* exclusion_of(const Settings&, std::span<const std::string_view> names,
                                  Instant first, Instant last);
// The same of the control, or of the test.
const NotApplicable* exclusion_of(const Settings&, const Control&, const Test&, Instant first,
                                  Instant last);

// `full` is `lean` and more; a control without profile is in all, one of `also` in any.
bool in_profile(const Settings&, const Control&);

// Where the test is a recurrence, or a judgement that recurs; likewise a response. Else nullptr.
const Recurrence* recurrence_of(const Test&);
const Response* response_of(const Test&);
// It recurs by windows of the calendar.
bool is_calendar(const Recurrence&);

}  // namespace probata
