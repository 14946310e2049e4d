// A history as a file, so that a start need not read every fact again. It is derived: it may be
// deleted at any time, and one that is damaged, or is of something else, is as none.
//
// The file: 8 bytes that say what it is, SHA-256 over the SHA-256 of its blocks, zeros up to byte
// 64; then what it is of, and the state, as archive.h has it. It fits the machine and the program
// that wrote it.
#pragma once

#include <filesystem>
#include <functional>

#include "history/history.h"

namespace probata {

// What a snapshot is of. Whoever uses one asks for all of it.
struct SnapshotOf {
  uint64_t size = 0;     // of the ledger
  Digest root, catalog;  // of its tree at that size; of the catalog by which the facts were read
  std::string time_zone, time_zone_data;  // by which dates were read
  std::string notes;                      // the caller's own
};

std::string make_snapshot(const History&, const SnapshotOf&);

// The history of a snapshot, if the file is whole and `accept` takes what it is of: it gives the
// settings of the history, which a snapshot does not hold.
struct Restored {
  SnapshotOf of;
  History history;
};
Result<Restored> read_snapshot(const std::filesystem::path&, std::shared_ptr<const Catalog>,
                               const std::function<Result<Settings>(const SnapshotOf&)>& accept);

}  // namespace probata
