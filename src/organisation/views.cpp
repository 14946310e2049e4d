// What is kept of the history: views/history.snapshot. It spares a start, and whoever makes the
// history anew, what they would fold again, and is never needed.
#include <fmt/format.h>

#include "base/log.h"
#include "history/snapshot.h"
#include "organisation/state.h"

namespace probata {
namespace {

constexpr std::string_view file_name = "history.snapshot";

std::filesystem::path path_of(const OrganisationOptions& options) {
  return options.data / "views" / file_name;
}

// The facts of settings, by which a history is read: [[path, at, recorded, value, seq], …].
std::string to_notes(const std::vector<SettingFact>& settings) {
  json::Value list(json::Array{});
  for (const SettingFact& s : settings)
    list.push(json::Value(
        json::Array{s.path, s.at.us, s.recorded.us, s.value, static_cast<int64_t>(s.seq)}));
  return json::write(list);
}

Result<std::vector<SettingFact>> from_notes(const std::string& notes) {
  const json::Value list = TRY(json::parse(notes));
  std::vector<SettingFact> settings;
  for (const json::Value& item : *list.as_array()) {
    const json::Array& parts = *item.as_array();
    settings.push_back({*parts[0].as_string(),
                        {*parts[1].as_int()},
                        {*parts[2].as_int()},
                        parts[3],
                        static_cast<uint64_t>(*parts[4].as_int())});
  }
  return settings;
}

// The snapshot that fits the ledger, the catalog and the time-zone data, and what came since, up to
// a size of the ledger.
class Restoring {
 public:
  Restoring(const Organisation::State& state, uint64_t size) : state_(state), size_(size) {}

  Result<History> run() {
    auto restored = TRY(read_snapshot(path_of(state_.options), state_.catalog,
                                      [&](const SnapshotOf& of) { return accept(of); }));
    for (const Fact& fact : since_)
      restored.history.fold(FactNo(static_cast<uint32_t>(*fact.seq)), *fact.recorded, fact);
    return std::move(restored.history);
  }
  uint64_t kept() const { return kept_; }
  std::vector<SettingFact> take_settings() { return std::move(settings_); }

 private:
  Result<Settings> accept(const SnapshotOf& of) {
    if (of.catalog != state_.catalog->digest) return failure("it is of another catalog");
    if (of.time_zone_data != time_zone_data_version())
      return failure("it is of other time-zone data");
    if (of.size > size_ || TRY(state_.ledger->root(of.size)) != of.root)
      return failure("it is of another ledger");
    // Folded one by one they take longer than all of them at once.
    if (size_ - of.size > of.size / 4 + 1'000) return failure("too much came since");
    settings_ = TRY(from_notes(of.notes));
    since_ = TRY(facts_of(*state_.ledger, *state_.catalog, {}, of.size, size_));
    DisposedFacts disposed;
    for (const Fact& fact : since_) {
      TRY_VOID(add_disposed(fact, *state_.catalog, disposed));
      if (!disposed.empty()) return failure("facts were disposed of since");
      auto setting = setting_of(fact, *fact.recorded, *state_.catalog);
      if (!setting) continue;
      setting->seq = *fact.seq;
      settings_.push_back(std::move(*setting));
    }
    auto settings = settings_from_facts(settings_, *state_.catalog, begun(*state_.ledger));
    if (!settings) return std::unexpected(settings.error().front());
    if (settings->calendar.time_zone() != of.time_zone)
      return failure("it is of another time zone");
    kept_ = of.size;
    return std::move(*settings);
  }

  const Organisation::State& state_;
  const uint64_t size_;
  std::vector<SettingFact> settings_;
  std::vector<Fact> since_;
  uint64_t kept_ = 0;
};

// A process that was killed while it wrote one leaves its part of it.
void remove_parts(const std::filesystem::path& path) {
  std::error_code error;
  const std::string part = fmt::format(".{}.", file_name);
  for (const auto& entry : std::filesystem::directory_iterator(path.parent_path(), error)) {
    if (entry.path().filename().string().starts_with(part))
      std::filesystem::remove(entry.path(), error);
  }
}

}  // namespace

Result<MadeHistory> make_history(const Organisation::State& state, uint64_t size) {
  Restoring restoring(state, size);
  if (auto restored = restoring.run()) {
    auto disposed = TRY(disposed_in(*restored, *state.ledger));
    return MadeHistory{
        std::move(*restored), restoring.take_settings(), std::move(disposed), restoring.kept(), {}};
  } else {
    std::vector<SettingFact> settings = state.settings;
    DisposedFacts disposed = state.disposed;
    auto folded = TRY(fold_ledger(*state.ledger, state.catalog, size, settings, disposed));
    return MadeHistory{std::move(folded), std::move(settings), std::move(disposed), 0,
                       restored.error().what};
  }
}

Result<void> open_history(Organisation::State& state) {
  MadeHistory made = TRY(make_history(state, state.ledger->size()));
  std::error_code error;
  if (!made.why_folded.empty() && std::filesystem::exists(path_of(state.options), error))
    log::info(fmt::format("history.snapshot is not used: {}", made.why_folded));
  state.history.emplace(std::move(made.history));
  state.settings = std::move(made.settings);
  state.disposed = std::move(made.disposed);
  state.kept = made.kept;
  state.folded = state.ledger->size();
  if (state.options.read_only) return {};
  remove_parts(path_of(state.options));
  TRY_VOID(finish_disposal(state));
  keep_history(state);
  return {};
}

Result<History> history_again(Organisation::State& state, uint64_t size) {
  if (!state.options.read_only && size == state.folded) keep_history(state);
  return std::move(TRY(make_history(state, size)).history);
}

void keep_history(Organisation::State& state) {
  const std::scoped_lock keeping(state.keeping);
  const uint64_t since = state.folded - state.kept;
  if (since < std::max(state.options.keep_after, state.folded / 16)) return;
  auto root = state.ledger->root(state.folded);
  if (!root) return;
  const SnapshotOf of{state.folded,
                      *root,
                      state.catalog->digest,
                      state.history->settings().calendar.time_zone(),
                      time_zone_data_version(),
                      to_notes(state.settings)};
  const auto written =
      write_file_durably(path_of(state.options), make_snapshot(*state.history, of), 0600);
  if (written)
    state.kept = state.folded;
  else
    log::warn(fmt::format("history.snapshot is not written: {}", written.error().what));
}

void drop_history(Organisation::State& state) {
  const std::scoped_lock keeping(state.keeping);
  std::error_code error;
  std::filesystem::remove(path_of(state.options), error);
  state.kept = 0;
}

}  // namespace probata
