// What an open organisation holds. Internal to this module.
#pragma once

#include <future>
#include <list>
#include <map>
#include <mutex>
#include <tuple>

#include "catalog/settings.h"
#include "fact/erasure.h"
#include "organisation/lock.h"
#include "organisation/organisation.h"

namespace probata {

// One settings fact, as it counts when settings are put together again.
struct SettingFact {
  std::string path;
  Instant at, recorded;
  json::Value value;
  uint64_t seq = 0;  // in the ledger
};

struct Organisation::State {
  OrganisationOptions options;
  std::optional<DirectoryLock> lock;
  std::shared_ptr<const Catalog> catalog;
  mutable std::mutex pinning;  // held for the two that follow; taken after `writing`
  Pinned pinned;
  // Accepted, or about to be, and not in force yet: facts have to fit it, too, or the next start
  // could not read them.
  std::shared_ptr<const Catalog> next;
  std::mutex accepting;               // one acceptance at a time; taken before `writing`
  std::vector<SettingFact> settings;  // in the order of the ledger
  DisposedFacts disposed;             // what erasures say, whatever size of the ledger is read
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<Blobs> blobs;
  std::optional<History> history;
  uint64_t folded = 0;  // ledger size that the history holds; changes under the organisation's lock
  std::mutex keeping;   // held while the snapshot is written or removed
  uint64_t kept = 0;    // ledger size of the snapshot on the disk; 0: none that fits
  std::mutex writing;   // one writer: check, log, fold, in this order

  std::mutex remembering_earlier;
  std::shared_ptr<const History> earlier;  // of `earlier_size`, with the settings of then
  uint64_t earlier_size = 0;

  std::mutex listening;
  std::map<size_t, Listener> listeners;
  size_t next_listener = 1;

  // Last asked for first: pages ask for the same results again. As known at a size they stay the
  // same whatever arrives later, until something is disposed of or a setting changes (fold_anew).
  using Key = std::tuple<Instant, Instant, bool, int, Detail, Instant, uint64_t>;
  std::mutex remembering;
  using Remembered = std::shared_future<std::shared_ptr<const Assessment>>;
  std::list<std::pair<Key, Remembered>> remembered;
  std::shared_ptr<const Catalog> next_catalog() const;
  void expect(std::shared_ptr<const Catalog>);
  // What is kept; where nothing is, the promise is kept and whoever asked has to fulfil it.
  std::optional<Remembered> remember(const Key&, std::promise<std::shared_ptr<const Assessment>>&);
};

// The settings, from facts of kind `setting` in the order of the ledger (formats.md: id is the
// path, field `value`). What names a parameter or a question that this catalog does not have is
// passed over, for it was one of an earlier catalog's; of the last `fresh` facts it is an error.
// `begun`: when the organisation's records begin.
Result<Settings, Errors> settings_from_facts(const std::vector<SettingFact>&, const Catalog&,
                                             std::optional<Instant> begun, size_t fresh = 0);
// When the first entry was recorded; none: there is none yet.
std::optional<Instant> begun(const Ledger&);
// Why the next start could not read these facts.
Errors misfits(std::span<const std::string> bodies, const Catalog& next);
// Puts the accepted catalog in the place of the one that the program brings.
Result<void> choose_catalog(Organisation::State&, Result<std::shared_ptr<const Catalog>> brought);
// The facts below a size of the ledger as a history, with their settings and what erasures say:
// from the snapshot and what came since, else from the whole ledger.
struct MadeHistory {
  History history;
  std::vector<SettingFact> settings;
  DisposedFacts disposed;
  uint64_t kept = 0;       // size of the snapshot that was used; 0: none
  std::string why_folded;  // where none was
};
Result<MadeHistory> make_history(const Organisation::State&, uint64_t size);
Result<void> open_history(Organisation::State&);
// One of its own, having written a snapshot where enough came since the last one. REQUIRES: the
// organisation's lock, shared.
Result<History> history_again(Organisation::State&, uint64_t size);
// Writes a snapshot where enough came since the last one. Where that fails, there is none.
void keep_history(Organisation::State&);
// The facts of [first, end). Of those that were disposed of, what erasures say.
Result<std::vector<Fact>> facts_of(const Ledger&, const Catalog&, const DisposedFacts&,
                                   uint64_t first, uint64_t end);
// A history of the facts below a size of the ledger, their settings, and what erasures among them
// say. Those given are taken for a start.
Result<History> fold_ledger(const Ledger&, const std::shared_ptr<const Catalog>&, uint64_t size,
                            std::vector<SettingFact>& settings, DisposedFacts&);
// What the erasures of a history say.
Result<DisposedFacts> disposed_in(const History&, const Ledger&);
// Removes body, salt and evidence of what erasures name and is still there. A crash on the way
// leaves some of it, and the next start goes on.
Result<void> finish_disposal(Organisation::State&);
// Forgets the snapshot: it holds what bodies said.
void drop_history(Organisation::State&);
std::optional<SettingFact> setting_of(const Fact&, Instant recorded, const Catalog&);

}  // namespace probata
