#include "demo/plan.h"

#include <fmt/format.h>

#include "base/json.h"

namespace probata::demo {
namespace {

constexpr const char* file_name = "made.json";

// One a control, over the areas that systems answer: access, operations, changes, availability,
// confidentiality. Some are over, some still open at the end.
constexpr const char* chosen[] = {"leaver-keeps-account", "mfa-off",
                                  "review-skipped",       "malware-ignored",
                                  "authority-not-told",   "critical-weakness",
                                  "self-merged",          "emergency-never-approved",
                                  "three-nights-fail",    "store-never-restored",
                                  "customer-data-stays",  "hit-ignored"};

Calendar calendar_of(const std::string& time_zone) {
  return Calendar::make(time_zone, {}).value_or(Calendar());
}

Error unreadable() { return {"the plan of the demo company cannot be read", {}, {}}; }

}  // namespace

std::span<const char* const> violations() { return chosen; }

Instant Plan::end() const { return calendar_of(time_zone).start_of({last.days + 1}); }

std::string Plan::period() const { return fmt::format("{}/{}", to_text(first), to_text(last)); }

Plan plan_of(Instant now, int people, std::string catalog) {
  Plan plan{.people = people, .catalog = std::move(catalog)};
  const Calendar calendar = calendar_of(plan.time_zone);
  const Date today = calendar.date_of(now);
  plan.last = {today.days - 1};
  plan.first = calendar.date_of(calendar.plus(calendar.start_of(today), Span{.months = -12}));
  return plan;
}

Result<Plan> read_plan(const std::filesystem::path& data) {
  const json::Value read = TRY(json::parse(TRY(read_file(data / file_name, 1u << 12))));
  auto text = [&](const char* key) {
    const json::Value* value = read.find(key);
    const std::string* words = value == nullptr ? nullptr : value->as_string();
    return words == nullptr ? std::string() : *words;
  };
  Plan plan{.time_zone = text("time_zone"), .catalog = text("catalog")};
  const json::Value* people = read.find("people");
  if (people == nullptr || people->as_int() == nullptr) return std::unexpected(unreadable());
  plan.people = static_cast<int>(*people->as_int());
  plan.first = TRY(parse_date(text("first")));
  plan.last = TRY(parse_date(text("last")));
  if (plan.catalog.empty()) return std::unexpected(unreadable());
  return plan;
}

Result<void> write_plan(const std::filesystem::path& data, const Plan& plan) {
  const json::Value value(json::Object{{"catalog", plan.catalog},
                                       {"first", to_text(plan.first)},
                                       {"last", to_text(plan.last)},
                                       {"people", plan.people},
                                       {"time_zone", plan.time_zone}});
  return write_file_durably(data / file_name, json::write(value) + "\n");
}

}  // namespace probata::demo
