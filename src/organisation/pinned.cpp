#include "organisation/pinned.h"

#include <fmt/format.h>

#include "organisation/acceptances.h"

namespace probata {
namespace {

constexpr const char* hint = "`probata catalog upgrade` shows what it changes";
Result<std::shared_ptr<const Catalog>> accepted_catalog(const Acceptance& accepted,
                                                        const Blobs& blobs) {
  const auto folders = TRY(folders_of(TRY(blobs.get(accepted.evidence))));
  auto catalog = read_catalog(folders);
  if (!catalog) return std::unexpected(first_of(catalog.error()));
  if ((*catalog)->digest != accepted.catalog)
    return failure("its files have another digest than the one that was accepted");
  return *catalog;
}

}  // namespace

const Catalog* waiting(const Pinned& pinned, const Catalog& in_force) {
  const Catalog& catalog = pinned.offered ? *pinned.offered : in_force;
  return pinned.accepted && pinned.accepted->catalog == catalog.digest ? nullptr : &catalog;
}

bool from_next_start(const Pinned& pinned) {
  return pinned.offered && pinned.accepted && pinned.accepted->catalog == pinned.offered->digest;
}

std::string catalog_note(const Pinned& pinned, const Catalog& in_force) {
  const std::string digest = to_text(in_force.digest);
  if (!pinned.unreadable.empty())
    return fmt::format(
        "The accepted catalog, {}, cannot be read ({}). Results are of {}, which nobody accepted; "
        "{}.",
        to_text(pinned.accepted->catalog), pinned.unreadable, digest, hint);
  if (pinned.broken_offer)
    return fmt::format(
        "Another catalog is there and cannot be read ({}). Results go on to be of the accepted "
        "one, {}; `probata catalog check OVERRIDES` names every mistake.",
        to_text(*pinned.broken_offer), digest);
  if (!pinned.accepted)
    return fmt::format("Nobody accepted the catalog that results are of, {}; {}.", digest, hint);
  if (from_next_start(pinned))
    return fmt::format(
        "The catalog {} was accepted by {}. It is in force when Probata is started again; until "
        "then results are of {}.",
        to_text(pinned.offered->digest), pinned.accepted->by, digest);
  if (pinned.offered)
    return fmt::format(
        "Another catalog, {}, waits to be accepted. Until then results are of the accepted one, "
        "{}; {}.",
        to_text(pinned.offered->digest), digest, hint);
  if (pinned.accepted->catalog != in_force.digest)
    return fmt::format("Results are of the catalog {}, which nobody accepted; {}.", digest, hint);
  return {};
}

Result<std::string> folders_text(const std::vector<Folder>& folders) {
  json::Array list;
  for (const Folder& folder : folders) {
    json::Object files;
    for (const File& file : folder.files) files.push_back({file.path, file.text, 0});
    list.push_back(json::Value(std::move(files)));
  }
  return json::canonical(json::Value(std::move(list)));
}

Result<std::vector<Folder>> folders_of(std::string_view text) {
  const json::Value value = TRY(json::parse(text));
  const json::Array* list = value.as_array();
  if (list == nullptr) return failure("it does not hold the files of a catalog");
  std::vector<Folder> folders;
  for (const json::Value& item : *list) {
    const json::Object* files = item.as_object();
    if (files == nullptr) return failure("it does not hold the files of a catalog");
    Folder folder{folders.empty() ? "accepted" : "accepted overrides", {}};
    for (const json::Member& file : *files) {
      if (file.value.as_string() == nullptr)
        return failure(fmt::format("it does not hold the text of `{}`", file.key));
      folder.files.push_back({file.key, *file.value.as_string()});
    }
    std::ranges::sort(folder.files, {}, &File::path);
    folders.push_back(std::move(folder));
  }
  return folders;
}

// A mistake in a file that nobody accepted yet stops nothing: sources go on to be looked at, and
// results to be of the accepted catalog.
Result<void> choose_catalog(Organisation::State& state,
                            Result<std::shared_ptr<const Catalog>> brought) {
  Pinned& pinned = state.pinned;
  pinned.accepted = TRY(last_acceptance(state));
  if (!brought) {
    auto accepted = pinned.accepted && !state.options.offered
                        ? accepted_catalog(*pinned.accepted, *state.blobs)
                        : std::unexpected(brought.error());
    if (!accepted) return std::unexpected(brought.error());
    state.catalog = std::move(*accepted);
    pinned.broken_offer = brought.error();
    return {};
  }
  state.catalog = std::move(*brought);
  if (state.options.offered || !pinned.accepted ||
      pinned.accepted->catalog == state.catalog->digest)
    return {};
  auto accepted = accepted_catalog(*pinned.accepted, *state.blobs);
  if (accepted)
    pinned.offered = std::exchange(state.catalog, std::move(*accepted));
  else
    pinned.unreadable = accepted.error().what;
  return {};
}

Pinned Organisation::pinned() const {
  const std::scoped_lock lock(state_->pinning);
  return state_->pinned;
}

std::string Organisation::catalog_note() const {
  return probata::catalog_note(pinned(), *state_->catalog);
}

}  // namespace probata
