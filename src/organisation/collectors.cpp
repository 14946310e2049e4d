#include "organisation/collectors.h"

#include <fmt/format.h>

#include "base/log.h"

namespace probata {
namespace {

Result<std::vector<Fact>> checked(const std::vector<json::Value>& values, const Catalog& catalog) {
  std::vector<Fact> facts;
  for (const auto& value : values) {
    auto fact = read_fact(value, catalog);
    if (!fact)
      return failure(fmt::format("the source gave a fact that its kind refuses: {}",
                                 fact.error().front().what));
    facts.push_back(std::move(*fact));
  }
  return facts;
}

}  // namespace

std::string_view to_text(SourceState::Stage stage) {
  constexpr std::string_view names[] = {"waiting", "running", "done", "failed"};
  return names[static_cast<size_t>(stage)];
}

Result<LookReport> look_once(Organisation& organisation, const SourceSettings& settings,
                             const Clock& clock) {
  auto known = organisation.read([&](const View& view) { return known_of(settings, view); });
  auto raw = TRY(take(settings, known, clock));
  auto collected = TRY(organisation.read([&](const View& view) { return facts_of(raw, view); }));
  LookReport report{0, std::move(collected.not_read), std::move(collected.rejected)};
  if (collected.facts.empty()) return report;
  auto facts = TRY(checked(collected.facts, organisation.catalog()));
  TRY_VOID(organisation.blobs().put(collected.evidence));
  auto receipt = organisation.append(facts);
  if (!receipt) return std::unexpected(receipt.error().front());
  report.appended = facts.size();
  return report;
}

Collectors::Collectors(Organisation& organisation, const std::vector<SourceSettings>& sources,
                       Clock clock, Duration every)
    : organisation_(organisation), clock_(std::move(clock)), every_(every) {
  for (const auto& settings : sources) {
    SourceState state;
    state.settings = settings;
    if (auto completed = complete(settings)) {
      state.settings = *completed;
      state.by = by_of(*completed);
    } else {
      state.stage = SourceState::Stage::failed;
      state.detail = to_text(completed.error());
    }
    states_.push_back(std::move(state));
  }
}

Collectors::~Collectors() = default;

void Collectors::start(std::function<void()> changed) {
  changed_ = std::move(changed);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

std::vector<SourceState> Collectors::states() const {
  std::scoped_lock lock(mutex_);
  return states_;
}

bool Collectors::first_look_complete() const {
  std::scoped_lock lock(mutex_);
  using Stage = SourceState::Stage;
  return std::ranges::all_of(states_, [](const SourceState& state) {
    return state.stage == Stage::done || state.stage == Stage::failed || state.at.us != 0;
  });
}

void Collectors::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    for (size_t source = 0; source < states_.size() && !stop.stop_requested(); ++source)
      look(source);
    std::mutex unused;
    std::unique_lock lock(unused);
    waiting_.wait_for(lock, stop, std::chrono::microseconds(every_.us), [] { return false; });
  }
}

void Collectors::set(size_t source, const std::function<void(SourceState&)>& change) {
  {
    std::scoped_lock lock(mutex_);
    change(states_[source]);
  }
  if (changed_) changed_();
}

void Collectors::look(size_t source) {
  using Stage = SourceState::Stage;
  if (states_[source].by.empty()) return;  // could not be completed; only this thread changes `by`
  set(source, [](SourceState& state) { state.stage = Stage::running; });
  auto settings = states_[source].settings;
  auto report = look_once(organisation_, settings, clock_);
  set(source, [&](SourceState& state) {
    state.at = clock_();
    state.stage = report ? Stage::done : Stage::failed;
    state.detail = report ? fmt::format("{} entries", report->appended) : to_text(report.error());
    if (!report) return;
    state.not_read = std::move(report->not_read);
    state.rejected = std::move(report->rejected);
  });
  if (!report) log::warn(fmt::format("{}: {}", states_[source].by, to_text(report.error())));
}

}  // namespace probata
