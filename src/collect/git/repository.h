// libgit2 behind values: handles that free themselves, commits as text.
#pragma once

#include <git2.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace probata::collect {

template <class T, void (*Free)(T*)>
struct Release {
  void operator()(T* handle) const { Free(handle); }
};
using RepositoryHandle =
    std::unique_ptr<git_repository, Release<git_repository, git_repository_free>>;
using CommitHandle = std::unique_ptr<git_commit, Release<git_commit, git_commit_free>>;
using TagHandle = std::unique_ptr<git_tag, Release<git_tag, git_tag_free>>;
using ReferenceHandle = std::unique_ptr<git_reference, Release<git_reference, git_reference_free>>;
using ObjectHandle = std::unique_ptr<git_object, Release<git_object, git_object_free>>;

// libgit2 counts its users; one of these lives wherever it is called.
struct GitLibrary {
  GitLibrary() { git_libgit2_init(); }
  ~GitLibrary() { git_libgit2_shutdown(); }
  GitLibrary(const GitLibrary&) = delete;
  GitLibrary& operator=(const GitLibrary&) = delete;
};

// The last error of libgit2 with what was being done.
std::unexpected<Error> git_failure(std::string doing, std::string hint = {});
Result<RepositoryHandle> open_repository(const std::string& path);
std::string name_of(const git_oid&);

struct Person {
  std::string name, email;
  int64_t seconds = 0;
};
struct CommitText {
  std::string name;
  std::vector<std::string> parents;
  Person author, committer;
  bool is_signed = false;
  std::string subject;
  std::vector<std::string> trailers;
};
// Nothing where the object is not there (a shallow clone, a damaged repository).
std::optional<CommitText> read_commit(git_repository*, const git_oid&);

struct RefText {
  std::string name;  // `main`, `v1.2.3`
  git_oid target{};  // of a branch its head; of a tag the tag object, or the commit itself
};
Result<std::vector<RefText>> branches_of(git_repository*);
Result<std::vector<RefText>> tags_of(git_repository*);
// The branch that HEAD names; empty where it is detached.
std::string head_branch(git_repository*);
// Commits whose parents a shallow clone leaves out.
std::vector<std::string> shallow_commits(git_repository*);

}  // namespace probata::collect
