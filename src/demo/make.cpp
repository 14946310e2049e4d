#include "demo/make.h"

#include <fmt/format.h>

#include "catalog/yaml.h"
#include "organisation/configuration.h"
#include "sim/simulate.h"

namespace probata::demo {
namespace {

constexpr const char* name = "demo.example";  // it names a key too
constexpr const char* by = "person/demo";
constexpr int per_cent_of_sign_ins = 5;
constexpr double simulated_share = 0.2;  // of the time that making takes

Result<sim::Simulated> simulate(const Plan& plan) {
  sim::SimulateOptions options{.people = plan.people,
                               .seed = plan.seed,
                               .first = plan.first,
                               .last = plan.last,
                               .time_zone = plan.time_zone,
                               .activity = per_cent_of_sign_ins};
  for (const char* violation : violations()) options.wanted.push_back({violation, 1, {}});
  auto simulated = sim::simulate(options);
  if (!simulated) return std::unexpected(first_of(simulated.error()));
  return std::move(*simulated);
}

json::Value setting(const std::string& path, json::Value value, Instant at) {
  return json::Object{{"kind", "setting"},
                      {"id", path},
                      {"at", to_text(at)},
                      {"set", json::Object{{"value", std::move(value)}}},
                      {"by", by}};
}

// `parameters: {x: [{value: v}]}` of the file is the setting `parameters/x`.
void add_parameters(std::vector<json::Value>& facts, const json::Value& parameters, Instant at) {
  for (const json::Member& parameter : *parameters.as_object()) {
    for (const json::Value& dated : *parameter.value.as_array())
      facts.push_back(setting("parameters/" + parameter.key, *dated.find("value"), at));
  }
}

// What a company like the simulated one answers; a few answers stay assumed, as they would.
constexpr std::pair<const char*, const char*> answers[] = {{"sign_in", "okta"},
                                                           {"code", "github"},
                                                           {"runs_on", "aws"},
                                                           {"workplace", "mixed"},
                                                           {"report", "with_both"},
                                                           {"people_list", "hr_system"},
                                                           {"devices", "other_management"},
                                                           {"doors", "badges"}};

void add_answers(std::vector<json::Value>& facts, const Catalog& catalog, Instant at) {
  for (const auto& [name, value] : answers)
    if (catalog.question(name) != nullptr)
      facts.push_back(setting(std::string("answers/") + name, value, at));
}

// Controls of the profile `host` are tested by looks at a machine and a repository that there are
// not.
json::Value without_host(const Catalog& catalog, Instant at) {
  json::Array left_out;
  for (const Control& control : catalog.controls) {
    if (control.profile != "host") continue;
    left_out.push_back(json::Object{
        {"control", control.id},
        {"reason", "The demo company has no machine and no repository of its own to look at."},
        {"by", by},
        {"from", to_text(at)}});
  }
  return left_out;
}

// Whether the folder may be made anew.
Result<void> clear(const std::filesystem::path& data) {
  std::error_code error;
  if (!std::filesystem::exists(data, error)) return {};
  const auto configuration = read_configuration(data);
  const bool ours = configuration && configuration->demo;
  if (!ours && !std::filesystem::is_empty(data, error))
    return failure(fmt::format("`{}` holds something else than a demo company", data.string()),
                   "move it away, or serve without --demo");
  if (std::filesystem::remove_all(data, error); error)
    return failure(fmt::format("cannot remove `{}`: {}", data.string(), error.message()));
  return {};
}

// Facts in the order of their instants, a batch for each day, under a clock that shows the day's
// last one.
class Filling {
 public:
  Filling(const Making& making, Organisation& organisation, Instant& clock)
      : making_(making), organisation_(organisation), clock_(clock) {}

  Result<void> run(const std::vector<Fact>& facts) {
    for (size_t first = 0, end = 0; first < facts.size(); first = end) {
      if (making_.stop.stop_requested()) return failure("the making was stopped");
      while (end < facts.size() && facts[end].at < facts[first].at + day) ++end;
      clock_ = facts[end - 1].at;
      TRY_VOID(append({&facts[first], end - first}));
      making_.progress(simulated_share + (1 - simulated_share) * static_cast<double>(end) /
                                             static_cast<double>(facts.size()));
    }
    return {};
  }
  Result<void> append(std::span<const Fact> facts) {
    if (auto receipt = organisation_.append(facts); !receipt)
      return std::unexpected(first_of(receipt.error()));
    return {};
  }

 private:
  const Making& making_;
  Organisation& organisation_;
  Instant& clock_;
};

Result<void> fill(const Making& making, const sim::Simulated& company) {
  Instant clock;
  OrganisationOptions options = making.options;
  options.clock = [&clock] { return clock; };
  options.create = true;
  options.name = name;
  options.demo = true;
  const auto organisation = TRY(Organisation::open(std::move(options)));
  const auto read = read_facts(company.facts, "the demo company", organisation->catalog());
  if (!read.errors.empty()) return std::unexpected(read.errors.front());
  clock = read.facts.front().at;
  const auto settings = setting_facts(company.settings, clock, organisation->catalog());
  if (!settings) return std::unexpected(first_of(settings.error()));
  TRY_VOID(organisation->begin_with_catalog());
  Filling filling(making, *organisation, clock);
  TRY_VOID(filling.append(*settings));
  return filling.run(read.facts);
}

}  // namespace

Result<std::vector<Fact>, Errors> setting_facts(std::string_view settings_file, Instant at,
                                                const Catalog& catalog) {
  const auto file = TRY(yaml::parse(settings_file));
  std::vector<json::Value> values;
  json::Value since;
  for (const yaml::Entry& entry : file.entries) {
    const json::Value value = yaml::to_json(entry.value);
    if (entry.key == "parameters")
      add_parameters(values, value, at);
    else if (entry.key == "since")
      since = value;
    else
      values.push_back(setting(entry.key, value, at));
  }
  // All that the file says nothing of has been kept for ever.
  for (const Kind& kind : catalog.kinds) {
    if (!kind.record || kind.read_only) continue;
    const json::Value* from = since.find(kind.name);
    values.push_back(
        setting("since/" + kind.name, from ? *from : to_text(Instant::earliest()), at));
  }
  add_answers(values, catalog, at);
  values.push_back(setting("not_applicable", without_host(catalog, at), at));
  std::vector<Fact> facts;
  for (const json::Value& value : values) facts.push_back(TRY(read_fact(value, catalog)));
  return facts;
}

Result<void> make(const Making& making) {
  TRY_VOID(clear(making.options.data));
  making.progress(0);
  const auto company = TRY(simulate(making.plan));
  making.progress(simulated_share);
  TRY_VOID(fill(making, company));
  return write_plan(making.options.data, making.plan);
}

}  // namespace probata::demo
