// Reading facts on one thread while they are folded on another.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "history/bulk.h"

namespace probata {

// Some facts in order: those in plain form, and between them those that are not.
struct FactBatch {
  struct Other {
    size_t before = 0;  // how many plain ones come before it
    FactNo number{};
    Instant recorded;
    Fact fact;
  };
  std::string text;                 // what the plain facts look into, unless it is kept elsewhere
  std::vector<NumberedFact> plain;  // the first `used` of them: their memory is used again
  size_t used = 0;
  std::vector<Other> others;

  void clear() { used = 0, others.clear(), text.clear(); }
  void fold_into(BulkFold&) const;
};

// Reads lines into batches. One a thread.
class BatchReader {
 public:
  explicit BatchReader(const Catalog& catalog)
      : catalog_(catalog), setting_(catalog.kind("setting")), reader_(catalog) {}
  // A fact that has no `seq` or `recorded` of its own gets these; without `recorded`, its `at`.
  // Settings are always among the others, whole. Gives the number and the `at` of the fact.
  struct Taken {
    FactNo number;
    Instant at;
  };
  Result<Taken, Errors> read(std::string_view line, const Place&, FactNo,
                             std::optional<Instant> recorded, FactBatch&);

 private:
  const Catalog& catalog_;
  const Kind* setting_;
  PlainReader reader_;
};

// A few batches on their way from the thread that reads to the one that folds, and back.
class BatchQueue {
 public:
  // An empty one to fill; waits for one.
  std::unique_ptr<FactBatch> free();
  void put(std::unique_ptr<FactBatch>);
  void close();  // no more are put
  // The next full one; none: there are no more.
  std::unique_ptr<FactBatch> take();
  void give_back(std::unique_ptr<FactBatch>);

 private:
  static constexpr size_t most = 8;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::unique_ptr<FactBatch>> full_, free_;
  size_t made_ = 0;
  bool closed_ = false;
};

// `read` puts batches, on a thread of its own; they are folded here.
void fold_batches(BulkFold&, const std::function<void(BatchQueue&)>& read);

// A whole file of facts: JSON Lines. In a file without them, `seq` is the line's number from 0 and
// `recorded` is `at` (formats.md). All mistakes of the file come at once.
struct LoadedFile {
  History history;
  uint64_t size = 0;                     // as of a ledger: greatest `seq` + 1
  Instant latest = Instant::earliest();  // greatest `at`
};
Result<LoadedFile, Errors> load_file(const std::string& path, const std::shared_ptr<const Catalog>&,
                                     const Settings&);
// The same of a text; `file` names it in errors.
Result<LoadedFile, Errors> load_lines(std::string_view text, const std::string& file,
                                      const std::shared_ptr<const Catalog>&, const Settings&);

}  // namespace probata
