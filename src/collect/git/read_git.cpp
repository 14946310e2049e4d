// The reading of the git source, one JSON object a line:
//
//   {"look":"git","at":…,"instance":…,"from":…,"shallow":…,"production":["main"]}
//   {"before":SHA,"at":…}                      a known commit on which new ones build
//   {"commit":SHA,"parents":[…],"author":{…},"committer":{…},"signed":…,"subject":…,"trailers":[…]}
//   {"merge":SHA,"branch":"main","tip":SHA,"author":EMAIL}   a two-parent commit of the
//   first-parent line
//   {"tag":"v1","target":SHA,"annotated":…,"signed":…,"tagger":{…}}
//   {"branch":"main","head":SHA,"production":…,"was":SHA,"rewritten":…}
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "collect/git/git.h"
#include "collect/git/repository.h"
#include "collect/raw.h"
#include "collect/row.h"

namespace probata::collect {
namespace {

using Names = std::unordered_set<std::string>;

json::Value person_value(const Person& person) {
  return object({{"name", person.name}, {"email", person.email}, {"time", person.seconds}});
}

std::string in_json(std::string_view text) { return json::write(json::Value(text)); }
std::string in_json(const std::vector<std::string>& texts) {
  std::string result = "[";
  for (const std::string& text : texts)
    result.append(result.size() > 1 ? "," : "").append(in_json(text));
  return result + "]";
}
std::string in_json(const Person& person) {
  return fmt::format(R"({{"name":{},"email":{},"time":{}}})", in_json(person.name),
                     in_json(person.email), person.seconds);
}

// Written by hand: a first look has a line for each of a hundred thousand commits.
void append_line(const CommitText& commit, std::string& lines) {
  fmt::format_to(
      std::back_inserter(lines),
      R"({{"commit":"{}","parents":{},"author":{},"committer":{},"signed":{},"subject":{},"trailers":{}}})"
      "\n",
      commit.name, in_json(commit.parents), in_json(commit.author), in_json(commit.committer),
      commit.is_signed, in_json(commit.subject), in_json(commit.trailers));
}

// Commits that the history has not, the newest first by committer time, at most commits_max.
class Walk {
 public:
  Walk(git_repository* repository, const Known& known, Names shallow)
      : repository_(repository), known_(known), shallow_(std::move(shallow)) {}

  void from(const git_oid& start);
  void run();
  std::string lines() const;  // parents before children
  const Instant* known_at(const std::string& name) const;
  bool tells(const std::string& name) const { return found_.contains(name) || known_at(name); }
  bool truncated = false;
  size_t missing = 0;  // objects that should be there and are not

 private:
  struct Newer {
    bool operator()(const CommitText& a, const CommitText& b) const {
      return a.committer.seconds < b.committer.seconds;
    }
  };
  void push(CommitText commit) {
    queue_.push_back(std::move(commit));
    std::push_heap(queue_.begin(), queue_.end(), Newer());
  }
  CommitText pop() {
    std::pop_heap(queue_.begin(), queue_.end(), Newer());
    CommitText commit = std::move(queue_.back());
    queue_.pop_back();
    return commit;
  }
  std::string before_lines() const;
  void order(const std::string& root, Names& done, std::vector<const CommitText*>& ordered) const;

  git_repository* repository_;
  const Known& known_;
  Names shallow_, seen_;
  std::vector<CommitText> queue_;  // a heap, the newest on top
  std::unordered_map<std::string, CommitText> found_;
  std::vector<std::string> newest_first_;
};

const Instant* Walk::known_at(const std::string& name) const {
  const auto at =
      std::lower_bound(known_.commits.begin(), known_.commits.end(), name,
                       [](const auto& entry, const std::string& n) { return entry.first < n; });
  return at != known_.commits.end() && at->first == name ? &at->second : nullptr;
}

void Walk::from(const git_oid& start) {
  const std::string name = name_of(start);
  if (known_at(name) || !seen_.insert(name).second) return;
  if (auto commit = read_commit(repository_, start))
    push(std::move(*commit));
  else
    ++missing;
}

void Walk::run() {
  while (!queue_.empty()) {
    if (found_.size() == commits_max) {
      truncated = true;
      return;
    }
    CommitText commit = pop();
    if (!shallow_.contains(commit.name))
      for (const std::string& parent : commit.parents) {
        git_oid id{};
        if (git_oid_fromstr(&id, parent.c_str()) == 0) from(id);
      }
    newest_first_.push_back(commit.name);
    found_.emplace(commit.name, std::move(commit));
  }
}

// Depth first with an explicit stack: histories are deeper than any call stack.
void Walk::order(const std::string& root, Names& done,
                 std::vector<const CommitText*>& ordered) const {
  std::vector<std::pair<const CommitText*, size_t>> stack;
  const auto enter = [&](const std::string& name) {
    const auto commit = found_.find(name);
    if (commit != found_.end() && done.insert(name).second) stack.emplace_back(&commit->second, 0);
  };
  enter(root);
  while (!stack.empty()) {
    auto& [commit, next] = stack.back();
    if (next < commit->parents.size()) {
      enter(commit->parents[next++]);
    } else {
      ordered.push_back(commit);
      stack.pop_back();
    }
  }
}

std::string Walk::before_lines() const {
  std::string result;
  Names written;
  for (const std::string& name : newest_first_)
    for (const std::string& parent : found_.at(name).parents)
      if (const Instant* at = known_at(parent); at && written.insert(parent).second)
        result += json::write(object({{"before", parent}, {"at", to_text(*at)}})) + "\n";
  return result;
}

std::string Walk::lines() const {
  Names done;
  std::vector<const CommitText*> ordered;
  ordered.reserve(found_.size());
  for (auto name = newest_first_.rbegin(); name != newest_first_.rend(); ++name)
    order(*name, done, ordered);
  std::string result = before_lines();
  for (const CommitText* commit : ordered) append_line(*commit, result);
  return result;
}

struct Branch {
  RefText ref;
  bool production = false;
  std::string was;  // its head at the look before; empty: new
};

std::vector<std::string> production_names(git_repository* repository, const json::Value& options) {
  std::vector<std::string> names;
  if (const json::Value* given = options.find("production"); given && given->as_array()) {
    for (const json::Value& name : *given->as_array())
      if (name.as_string()) names.push_back(*name.as_string());
    return names;
  }
  names = {"main", "master"};
  if (const std::string head = head_branch(repository);
      !head.empty() && head != "main" && head != "master")
    names.push_back(head);
  return names;
}

Result<std::vector<Branch>> read_branches(git_repository* repository,
                                          const SourceSettings& settings, const Known& known) {
  const std::vector<std::string> production = production_names(repository, settings.options);
  std::vector<Branch> result;
  for (RefText& ref : TRY(branches_of(repository))) {
    Branch branch{std::move(ref), false, {}};
    branch.production =
        std::find(production.begin(), production.end(), branch.ref.name) != production.end();
    for (const Known::Head& head : known.heads)
      if (head.branch == branch.ref.name) branch.was = head.commit;
    result.push_back(std::move(branch));
  }
  return result;
}

// A head whose predecessor is not among its ancestors was rewritten. Empty: not to be told, since a
// shallow clone may lack what lies between.
std::optional<bool> is_rewritten(git_repository* repository, const Branch& branch, bool shallow) {
  git_oid was{};
  if (branch.was.empty() || name_of(branch.ref.target) == branch.was) return false;
  if (git_oid_fromstr(&was, branch.was.c_str()) != 0) return std::nullopt;
  const int answer = git_graph_descendant_of(repository, &branch.ref.target, &was);
  if (answer == 1) return false;
  if (shallow) return std::nullopt;
  // An ancestor is always there; one that is no longer is none.
  return answer == 0 || answer == GIT_ENOTFOUND ? std::optional(true) : std::nullopt;
}

std::string branch_line(git_repository* repository, const Branch& branch, bool shallow) {
  return json::write(object({{"branch", branch.ref.name},
                             {"head", name_of(branch.ref.target)},
                             {"production", branch.production},
                             {"was", text_or_null(branch.was)},
                             {"rewritten", or_null(is_rewritten(repository, branch, shallow))}})) +
         "\n";
}

std::string merge_line(git_repository* repository, const git_commit* commit, const Branch& branch,
                       const Walk& walk) {
  const std::string name = name_of(*git_commit_id(commit));
  const git_oid& tip = *git_commit_parent_id(commit, 1);
  const auto change = read_commit(repository, tip);
  json::Value line = object({{"merge", name},
                             {"branch", branch.ref.name},
                             {"tip", name_of(tip)},
                             {"author", change ? change->author.email : std::string()}});
  if (const Instant* at = walk.known_at(name)) line.set("at", to_text(*at));
  return json::write(line) + "\n";
}

// Two-parent commits on the first-parent line, from the head back to where the look before ended.
std::string merge_lines(git_repository* repository, const Branch& branch, const Walk& walk,
                        Names& written) {
  std::string result;
  git_oid at = branch.ref.target;
  while (name_of(at) != branch.was) {
    git_commit* raw = nullptr;
    // Past the oldest commit that this look and those before it know, nothing is told.
    if (!walk.tells(name_of(at)) || git_commit_lookup(&raw, repository, &at) != 0) break;
    const CommitHandle commit(raw);
    if (git_commit_parentcount(raw) == 2 && written.insert(name_of(at)).second)
      result += merge_line(repository, raw, branch, walk);
    if (git_commit_parentcount(raw) == 0) break;
    at = *git_commit_parent_id(raw, 0);
  }
  return result;
}

bool is_signed_message(const char* message) {
  const std::string_view text = message ? message : "";
  for (const std::string_view mark :
       {"-----BEGIN PGP SIGNATURE-----", "-----BEGIN SSH SIGNATURE-----",
        "-----BEGIN SIGNED MESSAGE-----"})
    if (text.find(mark) != std::string_view::npos) return true;
  return false;
}

std::string tag_line(git_repository* repository, const RefText& ref) {
  git_tag* raw = nullptr;
  json::Value line =
      object({{"tag", ref.name}, {"target", name_of(ref.target)}, {"annotated", false}});
  if (git_tag_lookup(&raw, repository, &ref.target) == 0) {
    const TagHandle tag(raw);
    const git_signature* tagger = git_tag_tagger(raw);
    line.set("target", name_of(*git_tag_target_id(raw)));
    line.set("annotated", true);
    line.set("signed", is_signed_message(git_tag_message(raw)));
    if (tagger)
      line.set("tagger",
               person_value({to_utf8(tagger->name), to_utf8(tagger->email), tagger->when.time}));
  }
  return json::write(line) + "\n";
}

std::string last_part(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  for (const std::string_view end : {"/.git", ".git"})
    if (path.ends_with(end)) path.resize(path.size() - end.size());
  return path.substr(path.find_last_of("/:") + 1);
}

json::Object head_members(git_repository* repository, const SourceSettings& settings,
                          const Known& known, bool shallow) {
  json::Object more{{"shallow", shallow, 0},
                    {"production", strings(production_names(repository, settings.options)), 0}};
  // What was read already is not read again: the look covers from the one before on.
  if (known.last && !known.commits.empty()) more.push_back({"from", to_text(*known.last), 0});
  return more;
}

}  // namespace

Result<std::string> git_instance(const SourceSettings& settings) {
  const GitLibrary library;
  const RepositoryHandle repository = TRY(open_repository(settings.path));
  git_remote* remote = nullptr;
  std::string name;
  if (git_remote_lookup(&remote, repository.get(), "origin") == 0) {
    name = last_part(git_remote_url(remote) ? git_remote_url(remote) : "");
    git_remote_free(remote);
  }
  if (name.empty()) name = last_part(std::filesystem::weakly_canonical(settings.path).string());
  if (is_id(name)) return name;
  return failure(fmt::format("the repository `{}` has no name", settings.path),
                 "give the source an `instance`");
}

Result<RawLook> read_git(const SourceSettings& settings, const Known& before, const Clock& clock) {
  const GitLibrary library;
  const RepositoryHandle handle = TRY(open_repository(settings.path));
  git_repository* repository = handle.get();
  const std::vector<std::string> shallow = shallow_commits(repository);
  Known known = before;
  // A clone that has got its past since is read anew, whole.
  if (before.shallow && shallow.empty()) known.commits.clear();

  const std::vector<Branch> branches = TRY(read_branches(repository, settings, known));
  Walk walk(repository, known, Names(shallow.begin(), shallow.end()));
  for (const Branch& branch : branches) walk.from(branch.ref.target);
  walk.run();
  std::string body = walk.lines();
  Names written;
  for (Branch branch : branches) {
    if (known.commits.empty()) branch.was.clear();
    if (branch.production) body += merge_lines(repository, branch, walk, written);
  }
  for (const RefText& tag : TRY(tags_of(repository))) body += tag_line(repository, tag);
  for (const Branch& branch : branches) body += branch_line(repository, branch, !shallow.empty());

  json::Object more = head_members(repository, settings, known, !shallow.empty() || walk.truncated);
  if (walk.missing > 0) more.push_back({"missing", static_cast<int64_t>(walk.missing), 0});
  const Instant at = clock();
  return RawLook{write_head("git", at, settings.instance, more) + body, at};
}

}  // namespace probata::collect
