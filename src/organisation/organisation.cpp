#include "organisation/organisation.h"

#include <fmt/format.h>

#include <map>

#include "base/log.h"
#include "fact/said.h"
#include "organisation/acceptances.h"
#include "organisation/state.h"

namespace probata {

namespace {

Result<std::vector<std::string>, Errors> canonical_of(std::span<const Fact> facts) {
  std::vector<std::string> bodies;
  bodies.reserve(facts.size());
  for (const Fact& fact : facts) {
    auto body = canonical_bytes(fact);
    if (!body) return std::unexpected(Errors{body.error()});
    bodies.push_back(std::move(*body));
  }
  return bodies;
}

Errors check_against(std::span<const Fact> facts, const Catalog& catalog) {
  Errors errors;
  for (const Fact& fact : facts) {
    if (catalog.at(fact.kind).read_only)
      errors.push_back(
          {fmt::format("`{}` is computed and cannot be stated", catalog.at(fact.kind).name),
           {},
           {}});
    if (catalog.at(fact.kind).name == "erasure")
      errors.push_back({"an erasure cannot be stated",
                        "`probata ledger dispose` writes it when it removes what it names",
                        {}});
    if (catalog.at(fact.kind).name == "catalog")
      errors.push_back({"which catalog is in force cannot be stated",
                        "`probata catalog upgrade --accept` writes it, with the catalog's files",
                        {}});
    if (fact.kind == catalog.collection)
      if (auto collection = read_collection(fact, catalog); !collection)
        errors.insert(errors.end(), collection.error().begin(), collection.error().end());
  }
  return errors;
}

// Of a single fact, so that the error can say its line.
Errors check_line(const Fact& fact, const Catalog& catalog, const Catalog* next) {
  Errors errors = check_against({&fact, 1}, catalog);
  if (next == nullptr || !errors.empty()) return errors;
  const auto bodies = canonical_of({&fact, 1});
  return bodies ? misfits(*bodies, *next) : bodies.error();
}

// `corrects` counts in the log, which has `size` facts before these: it names one of them, or one
// of these before it. REQUIRES: the fact has it.
Result<void> check_correction(std::span<const Fact> facts, size_t i, const History& history,
                              uint64_t size) {
  Fact fact = facts[i];
  fact.seq = size + i;
  if (*fact.corrects < size || *fact.corrects >= *fact.seq) return check_correction(history, fact);
  Fact corrected = facts[*fact.corrects - size];
  corrected.seq = fact.corrects;
  for (const auto& [field, _] : fact.set)
    if (corrected_layer(fact, corrected, field).empty())
      return failure("the fact that it corrects is not by a source on this field of this entity",
                     "`corrects` names an earlier fact by a source on the same kind, id and field");
  return {};
}

// By the place of the fact.
std::map<size_t, Error> wrong_corrections(std::span<const Fact> facts, const History& history,
                                          uint64_t size) {
  std::map<size_t, Error> wrong;
  for (size_t i = 0; i < facts.size(); ++i) {
    if (!facts[i].corrects) continue;
    if (auto right = check_correction(facts, i, history, size); !right)
      wrong.emplace(i, right.error());
  }
  return wrong;
}

std::vector<std::string> kinds_of(std::span<const Fact> facts, const Catalog& catalog) {
  std::set<std::string> kinds;
  for (const Fact& fact : facts) kinds.insert(catalog.at(fact.kind).name);
  return {kinds.begin(), kinds.end()};
}

}  // namespace

Organisation::Organisation(std::unique_ptr<State> state) : state_(std::move(state)) {}
Organisation::~Organisation() {
  if (!state_->history || state_->options.read_only) return;
  keep_history(*state_);
  keep_acceptance(*state_);
}

Result<Receipt, Errors> Organisation::append(std::span<const Fact> facts) {
  if (auto errors = check_against(facts, *state_->catalog); !errors.empty())
    return std::unexpected(std::move(errors));
  return append_checked(facts);
}

// One straight sequence under the writer's lock:
//
//   1 settings    nothing is changed yet; a bad one ends it here, and so does what the next start
//                 could not read
//   2 log         durable when it returns; a crash before leaves nothing, a crash after leaves
//                 facts that the next start folds
//   3 fold        memory only; readers wait for this part alone
//   4 notify      without any lock; a listener that misses it reads the size
Result<Receipt, Errors> Organisation::append_checked(std::span<const Fact> facts) {
  if (state_->options.read_only)
    return std::unexpected(Errors{{"the organisation is open for reading only", {}, {}}});
  std::unique_lock writing(state_->writing);
  auto bodies = canonical_of(facts);
  if (!bodies) return std::unexpected(bodies.error());
  const auto wrong = wrong_corrections(facts, *state_->history, state_->ledger->size());
  if (!wrong.empty()) return std::unexpected(Errors{wrong.begin()->second});
  auto settings = state_->settings;
  for (const Fact& fact : facts)
    if (auto setting = setting_of(fact, state_->options.clock(), *state_->catalog))
      settings.push_back(std::move(*setting));
  const size_t fresh = settings.size() - state_->settings.size();
  const bool settings_changed = fresh > 0;
  if (settings_changed)
    if (auto read = settings_from_facts(settings, *state_->catalog, begun(*state_->ledger), fresh);
        !read)
      return std::unexpected(read.error());
  if (const auto next = state_->next_catalog()) {
    if (auto errors = misfits(*bodies, *next); !errors.empty())
      return std::unexpected(std::move(errors));
    if (settings_changed)
      if (auto read = settings_from_facts(settings, *next, begun(*state_->ledger)); !read)
        return std::unexpected(read.error());
  }

  auto receipt = state_->ledger->append(*bodies);
  if (!receipt) return std::unexpected(Errors{receipt.error()});

  // An append before may have come to life though its outcome was not known; then, as with new
  // settings, all is folded anew. The first entry says since when Probata keeps its own records.
  if (settings_changed || receipt->first == 0 || receipt->first != state_->folded) {
    if (auto folded = fold_anew(receipt->size); !folded)
      return std::unexpected(Errors{folded.error()});
  } else {
    std::unique_lock lock(mutex_);
    for (size_t i = 0; i < facts.size(); ++i)
      state_->history->fold(FactNo(static_cast<uint32_t>(receipt->first + i)), receipt->recorded,
                            facts[i]);
    state_->folded = receipt->size;
  }
  writing.unlock();

  notify({receipt->first, receipt->size, kinds_of(facts, *state_->catalog)});
  return *receipt;
}

Result<void> Organisation::fold_anew(uint64_t size) {
  MadeHistory made = TRY(make_history(*state_, size));
  std::unique_lock lock(mutex_);
  state_->history.emplace(std::move(made.history));
  state_->settings = std::move(made.settings);
  state_->disposed = std::move(made.disposed);
  state_->folded = size;
  // What was worked out for the same size may have read what is disposed of now.
  std::scoped_lock remembering(state_->remembering, state_->remembering_earlier);
  state_->remembered.clear();
  state_->earlier.reset();
  return {};
}

void Organisation::notify(const Appended& appended) const {
  std::vector<Listener> listeners;
  {
    std::scoped_lock listening(state_->listening);
    for (const auto& [number, listener] : state_->listeners) listeners.push_back(listener);
  }
  for (const auto& listener : listeners) listener(appended);
}

// Settings among the facts, each tried with those that are in force and those before it, so that
// the error can say its line; all at once where none has a mistake.
Errors Organisation::check_settings(const FactFile& read, const std::string& file) const {
  std::vector<SettingFact> settings;
  {
    const std::shared_lock lock(mutex_);
    settings = state_->settings;
  }
  const auto began = begun(*state_->ledger);
  const size_t before = settings.size();
  std::vector<std::pair<SettingFact, int>> given;
  for (size_t i = 0; i < read.facts.size(); ++i)
    if (auto setting = setting_of(read.facts[i], state_->options.clock(), *state_->catalog))
      given.emplace_back(std::move(*setting), read.lines[i]);
  for (const auto& [setting, line] : given) settings.push_back(setting);
  if (given.empty() || settings_from_facts(settings, *state_->catalog, began, given.size()))
    return {};
  Errors errors;
  settings.resize(before);
  for (const auto& [setting, line] : given) {
    settings.push_back(setting);
    const auto tried = settings_from_facts(settings, *state_->catalog, began, 1);
    if (tried) continue;
    settings.pop_back();
    for (Error error : tried.error()) {
      error.place = {file, line, 0};
      errors.push_back(std::move(error));
    }
  }
  return errors;
}

AppendReport Organisation::append_lines(std::string_view text, const std::string& file, bool atomic,
                                        bool dry) {
  auto read = read_facts(text, file, *state_->catalog);
  AppendReport report;
  report.errors = std::move(read.errors);
  const size_t unread = report.errors.size();
  const auto next = state_->next_catalog();
  const auto corrections = this->read([&](const View& view) {
    return wrong_corrections(read.facts, view.history, state_->ledger->size());
  });
  for (size_t i = 0; i < read.facts.size(); ++i) {
    Errors errors = check_line(read.facts[i], *state_->catalog, next.get());
    if (const auto wrong = corrections.find(i); wrong != corrections.end())
      errors.push_back(wrong->second);
    for (Error& error : errors) {
      error.place = {file, read.lines[i], 0};
      report.errors.push_back(std::move(error));
    }
  }
  for (Error& error : check_settings(read, file)) report.errors.push_back(std::move(error));
  // One that can be read and does not fit keeps all of them out: what was sent belongs together.
  const bool refused = report.errors.size() > unread || (atomic && unread > 0);
  if (dry || refused || read.facts.empty()) return report;
  auto receipt = append(read.facts);
  if (!receipt) {
    report.errors.insert(report.errors.end(), receipt.error().begin(), receipt.error().end());
    return report;
  }
  report.receipt = *receipt;
  report.appended = read.facts.size();
  return report;
}

View Organisation::view(std::optional<Instant> now, std::optional<uint64_t> known,
                        std::shared_ptr<const History>& earlier) const {
  const uint64_t size = std::min(known.value_or(state_->folded), state_->folded);
  const auto at = now.value_or(state_->options.clock());
  const bool settings_changed = !state_->settings.empty() && state_->settings.back().seq >= size;
  if (settings_changed) earlier = history_at(size);
  return {earlier ? *earlier : *state_->history, FactNo(static_cast<uint32_t>(size)), at};
}

// The facts below a size with the settings among them: "as known at n equals a run over the first n
// facts". The last one is kept: pages ask for the same again.
std::shared_ptr<const History> Organisation::history_at(uint64_t size) const {
  std::scoped_lock remembering(state_->remembering_earlier);
  if (state_->earlier && state_->earlier_size == size) return state_->earlier;
  auto made = make_history(*state_, size);
  if (!made) {  // the same facts were read before: only a damaged disk leads here
    log::error(to_text(made.error()));
    return {};
  }
  state_->earlier = std::make_shared<const History>(std::move(made->history));
  state_->earlier_size = size;
  return state_->earlier;
}

std::shared_ptr<const Assessment> Organisation::assessment(const Request& request,
                                                           std::optional<Instant> now,
                                                           std::optional<uint64_t> known) const {
  return read(
      [&](const View& view) {
        State::Key key{request.period.start,
                       request.period.end,
                       request.state,
                       request.only ? static_cast<int>(*request.only) : -1,
                       request.detail,
                       view.now,
                       static_cast<uint64_t>(view.known)};
        std::promise<std::shared_ptr<const Assessment>> promise;
        if (auto remembered = state_->remember(key, promise)) return remembered->get();
        Request asked = request;
        asked.again = again();
        auto assessment = std::make_shared<const Assessment>(assess(view, asked));
        promise.set_value(assessment);
        return std::shared_ptr<const Assessment>(assessment);
      },
      now, known);
}

// Who asks while another works it out waits for that one: two pages of one moment cost one
// assessment.
std::optional<Organisation::State::Remembered> Organisation::State::remember(
    const Key& key, std::promise<std::shared_ptr<const Assessment>>& promise) {
  constexpr size_t remembered_at_most = 24;
  std::scoped_lock lock(remembering);
  const auto found = std::ranges::find(remembered, key, &std::pair<Key, Remembered>::first);
  if (found != remembered.end()) {
    remembered.splice(remembered.begin(), remembered, found);
    return found->second;
  }
  remembered.emplace_front(key, promise.get_future().share());
  if (remembered.size() > remembered_at_most) remembered.pop_back();
  return {};
}

std::function<Result<History>(FactNo known)> Organisation::again() const {
  return [this](FactNo known) { return history_again(*state_, static_cast<uint32_t>(known)); };
}

DisposedFacts Organisation::known_disposed() const {
  const std::shared_lock lock(mutex_);
  return state_->disposed;
}

History* Organisation::results_into() const {
  return state_->options.read_only && state_->history ? &*state_->history : nullptr;
}

Result<std::vector<Fact>> Organisation::facts() const {
  return facts_of(*state_->ledger, *state_->catalog, state_->disposed, 0, state_->ledger->size());
}

Ledger& Organisation::ledger() { return *state_->ledger; }
const Ledger& Organisation::ledger() const { return *state_->ledger; }
Blobs& Organisation::blobs() { return *state_->blobs; }
const Blobs& Organisation::blobs() const { return *state_->blobs; }
const Catalog& Organisation::catalog() const { return *state_->catalog; }
const std::string& Organisation::name() const { return state_->options.name; }
bool Organisation::demo() const { return state_->options.demo; }
const std::filesystem::path& Organisation::data() const { return state_->options.data; }
Instant Organisation::now() const { return state_->options.clock(); }

size_t Organisation::listen(Listener listener) {
  std::scoped_lock listening(state_->listening);
  state_->listeners.emplace(state_->next_listener, std::move(listener));
  return state_->next_listener++;
}

void Organisation::forget(size_t listener) {
  std::scoped_lock listening(state_->listening);
  state_->listeners.erase(listener);
}

}  // namespace probata
