#include "collect/git/repository.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/environment.h"
#include "base/text.h"
#include "collect/git/git.h"
#include "collect/raw.h"

namespace probata::collect {
namespace {

constexpr size_t subject_bytes_max = 200, trailer_bytes_max = 500, trailers_max = 50;

std::string text_of(const char* text, size_t limit = 1000) {
  return text ? to_utf8(std::string_view(text).substr(0, limit)) : std::string();
}

Person person_of(const git_signature* signature) {
  if (signature == nullptr) return {};
  return {text_of(signature->name), text_of(signature->email), signature->when.time};
}

std::vector<std::string> trailers_of(const char* message) {
  std::vector<std::string> result;
  git_message_trailer_array trailers{};
  if (message == nullptr || git_message_trailers(&trailers, message) != 0) return result;
  for (size_t i = 0; i < std::min(trailers.count, trailers_max); ++i)
    result.push_back(
        text_of(fmt::format("{}: {}", trailers.trailers[i].key, trailers.trailers[i].value).c_str(),
                trailer_bytes_max));
  git_message_trailer_array_free(&trailers);
  return result;
}

// Where the object carries a signature (PGP, SSH or X.509), its header names it.
bool has_signature(const git_commit* commit) {
  const char* header = git_commit_raw_header(commit);
  return header && (std::strstr(header, "\ngpgsig ") || std::strstr(header, "\ngpgsig-sha256 "));
}

Result<std::vector<RefText>> references(git_repository* repository, const std::string& prefix,
                                        size_t limit) {
  git_reference_iterator* iterator = nullptr;
  if (git_reference_iterator_glob_new(&iterator, repository, (prefix + "*").c_str()) != 0)
    return git_failure("the references could not be listed");
  std::vector<RefText> result;
  git_reference* raw = nullptr;
  while (result.size() <= limit && git_reference_next(&raw, iterator) == 0) {
    const ReferenceHandle reference(raw);
    git_oid target{};
    if (git_reference_name_to_id(&target, repository, git_reference_name(raw)) != 0) continue;
    result.push_back({text_of(git_reference_name(raw)).substr(prefix.size()), target});
  }
  git_reference_iterator_free(iterator);
  if (result.size() > limit)
    return failure(
        fmt::format("the repository has more than {} references below `{}`", limit, prefix),
        "look at a repository with fewer of them");
  std::sort(result.begin(), result.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return result;
}

}  // namespace

std::unexpected<Error> git_failure(std::string doing, std::string hint) {
  const git_error* last = git_error_last();
  return failure(last ? fmt::format("{}: {}", doing, last->message) : std::move(doing),
                 std::move(hint));
}

Result<RepositoryHandle> open_repository(const std::string& path) {
  git_repository* repository = nullptr;
  // Whose the folder is does not matter: it is only read.
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  if (git_repository_open_ext(&repository, path.c_str(), 0, nullptr) != 0)
    return git_failure(fmt::format("`{}` could not be opened as a git repository", path),
                       "give `path` the folder of a clone or of a bare repository");
  return RepositoryHandle(repository);
}

std::string name_of(const git_oid& id) {
  char text[GIT_OID_HEXSZ + 1];
  return git_oid_tostr(text, sizeof text, &id);
}

std::optional<CommitText> read_commit(git_repository* repository, const git_oid& id) {
  git_commit* raw = nullptr;
  if (git_commit_lookup(&raw, repository, &id) != 0) return std::nullopt;
  const CommitHandle commit(raw);
  CommitText text{name_of(id),
                  {},
                  person_of(git_commit_author(raw)),
                  person_of(git_commit_committer(raw)),
                  has_signature(raw),
                  {},
                  trailers_of(git_commit_message(raw))};
  for (unsigned i = 0; i < git_commit_parentcount(raw); ++i)
    text.parents.push_back(name_of(*git_commit_parent_id(raw, i)));
  text.subject = text_of(git_commit_summary(raw), subject_bytes_max);
  return text;
}

Result<std::vector<RefText>> branches_of(git_repository* repository) {
  return references(repository, "refs/heads/", branches_max);
}
Result<std::vector<RefText>> tags_of(git_repository* repository) {
  return references(repository, "refs/tags/", tags_max);
}

std::string head_branch(git_repository* repository) {
  git_reference* raw = nullptr;
  if (git_reference_lookup(&raw, repository, "HEAD") != 0) return {};
  const ReferenceHandle head(raw);
  const char* target = git_reference_symbolic_target(raw);
  const std::string_view name = target ? target : "";
  return name.starts_with("refs/heads/") ? std::string(name.substr(11)) : std::string();
}

std::vector<std::string> shallow_commits(git_repository* repository) {
  std::vector<std::string> result;
  const auto text =
      read_file(std::string(git_repository_commondir(repository)) + "shallow", 16u << 20);
  if (!text) return result;
  for (const std::string_view line : split(*text, '\n'))
    if (!trim(line).empty()) result.emplace_back(trim(line));
  return result;
}

}  // namespace probata::collect
