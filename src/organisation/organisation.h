// One organisation open: one writer, many readers. Nothing else appends.
//
// data directory: probata.yaml, ledger.db, evidence/, views/ (rebuildable), cells.db, keys/,
// overrides/, lock.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <shared_mutex>
#include <span>
#include <string>
#include <vector>

#include "assess/assess.h"
#include "base/environment.h"
#include "base/fair_shared_mutex.h"
#include "catalog/catalog.h"
#include "fact/erasure.h"
#include "history/history.h"
#include "ledger/ledger.h"
#include "organisation/pinned.h"
#include "organisation/upgrade.h"
#include "store/blobs.h"

namespace probata {

struct OrganisationOptions {
  std::filesystem::path data;
  std::vector<Folder> catalog;  // shipped; `data/overrides` is added
  // Read by these files, though others were accepted: what would be, if they were.
  bool offered = false;
  Clock clock;
  Random random;
  bool read_only =
      false;  // no lock is taken and nothing can be appended: beside a process that serves it
  bool create = false;  // make the data directory where there is none (`probata init`)
  std::string name = "organisation";
  bool demo = false;  // a company that does not exist: kept in probata.yaml when it is made
  // Facts since the last snapshot of the history, after which a new one is written.
  uint64_t keep_after = 50'000;
};

// What appending a batch of lines gave: the good facts are durable, the bad ones named.
struct AppendReport {
  std::optional<Receipt> receipt;  // none: nothing was appended
  size_t appended = 0;
  Errors errors;
};

// Told after a batch is durable and folded. Called with no lock held, on the thread that appended.
struct Appended {
  uint64_t first, size;
  std::vector<std::string> kinds;
};

class Organisation {
 public:
  // Takes the directory's lock (a second process gets an error that says who holds it), opens the
  // ledger, folds it.
  static Result<std::unique_ptr<Organisation>> open(OrganisationOptions);
  ~Organisation();

  // Check, log durably, fold, notify. All or none.
  Result<Receipt, Errors> append(std::span<const Fact>);
  // A file of JSON Lines: good facts are appended, bad lines named; with `atomic` none where one is
  // bad, and always where one can be read but not be appended. `dry`: only checked.
  AppendReport append_lines(std::string_view text, const std::string& file, bool atomic, bool dry);

  // Removes bodies, salts and evidence of these entries for good, and appends a fact of kind
  // `erasure` that names them, the schedule and who did it. What they said reads as a gap from then
  // on (semantics.md, section 8). An error, and nothing is removed: an entry that is not there or
  // was disposed of, of a built-in kind, or younger than its kind's retention.
  struct Disposal {
    std::vector<uint64_t> entries;
    std::string schedule, reason, by;
  };
  Result<Receipt, Errors> dispose(const Disposal&);

  // Accepts the catalog that is offered, or the one in use where nobody accepted it: keeps its
  // files as evidence and appends a fact of kind `catalog`. It is in force when the organisation is
  // opened again; until then a fact has to fit both. An error, and nothing is appended, where the
  // facts of the ledger do not fit it, or a policy or crosswalk of it has a mistake.
  struct Accepting {
    std::string by, reason;
  };
  Result<Receipt, Errors> accept_catalog(const Accepting&);
  // The first fact of a new organisation: the catalog that it was made with, accepted by Probata
  // itself. Where there are facts already, nothing is done.
  Result<void> begin_with_catalog();
  Pinned pinned() const;
  std::string catalog_note() const;  // pinned.h

  // What the tests of the offered catalog say of the same facts; an error where none is offered, or
  // the facts do not fit it. The ledger is folded anew, beside the history that is in use.
  Result<std::vector<TestSummary>> offered_results(Request, Instant now, uint64_t known) const;

  // The entries of a kind that were not disposed of: of one thing where `id` is not empty, of
  // instants before another.
  Result<std::vector<uint64_t>> entries_of(KindNo, std::string_view id,
                                           std::optional<Instant> before) const;
  // The facts that `dispose` would take, after its checks; nothing is changed.
  Result<std::vector<Fact>, Errors> disposable(std::span<const uint64_t> entries) const;

  // f(View) under the shared lock, so `f` may not ask for it again; short. `known` beyond the
  // ledger reads all; `now` defaults to the clock. As known at a size, settings are those of that
  // size too.
  template <class F>
  auto read(F f, std::optional<Instant> now = {}, std::optional<uint64_t> known = {}) const {
    std::shared_lock lock(mutex_);
    std::shared_ptr<const History> earlier;
    return f(view(now, known, earlier));
  }
  // The assessment of a view, kept for whoever asks again (results are functions of size, now,
  // period).
  std::shared_ptr<const Assessment> assessment(const Request&, std::optional<Instant> now = {},
                                               std::optional<uint64_t> known = {}) const;

  // For a request whose tests read the results of other tests (Request::again).
  std::function<Result<History>(FactNo known)> again() const;
  // Request::results_into; none where facts may still arrive.
  History* results_into() const;

  // All facts of the ledger, in its order; of those that were disposed of what the erasures say.
  Result<std::vector<Fact>> facts() const;

  Ledger& ledger();
  const Ledger& ledger() const;
  Blobs& blobs();
  const Blobs& blobs() const;
  const Catalog& catalog() const;  // the one in force
  const std::string& name() const;
  bool demo() const;  // nothing here is true of anybody, and every page and report says so
  const std::filesystem::path& data() const;
  Instant now() const;

  using Listener = std::function<void(const Appended&)>;
  size_t listen(Listener);
  void forget(size_t listener);

  struct State;

 private:
  explicit Organisation(std::unique_ptr<State>);
  Result<Receipt, Errors> append_checked(std::span<const Fact>);
  Errors check_settings(const FactFile&, const std::string& file) const;
  Result<void> fold_anew(uint64_t size);
  Result<Fact, Errors> prepare(Acceptance&, const std::shared_ptr<const Catalog>&);
  DisposedFacts known_disposed() const;
  void notify(const Appended&) const;
  // Of the whole history, or of an earlier one that `earlier` then holds.
  View view(std::optional<Instant> now, std::optional<uint64_t> known,
            std::shared_ptr<const History>& earlier) const;
  std::shared_ptr<const History> history_at(uint64_t size) const;
  mutable FairSharedMutex mutex_;
  std::unique_ptr<State> state_;
};

}  // namespace probata
