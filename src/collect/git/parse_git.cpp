// From the lines of a git look to its rows. A commit's `at` is its committer time, raised to its
// parents' (clocks of committers differ) and capped at the look: a claim, and so covered as one.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.h"
#include "collect/git/git.h"
#include "collect/raw.h"
#include "collect/row.h"

namespace probata::collect {
namespace {

constexpr Duration git_cadence{600'000'000};

std::string text(const json::Value& line, std::string_view key) {
  const json::Value* value = line.find(key);
  return value && value->as_string() ? *value->as_string() : std::string();
}
bool flag(const json::Value& line, std::string_view key) {
  const json::Value* value = line.find(key);
  return value && value->as_bool() && *value->as_bool();
}
json::Value copy(const json::Value& line, std::string_view key) {
  const json::Value* value = line.find(key);
  return value ? *value : json::Value();
}

struct Signer {
  std::string name, email;
  Instant at;
};
std::optional<Signer> signer(const json::Value& line, std::string_view key) {
  const json::Value* person = line.find(key);
  const json::Value* time = person ? person->find("time") : nullptr;
  if (!time || !time->as_int()) return std::nullopt;
  constexpr int64_t most = 253'402'300'799;  // the last second of the year 9999
  const int64_t seconds = std::clamp<int64_t>(*time->as_int(), 0, most);
  return Signer{text(*person, "name"), text(*person, "email"), {seconds * 1'000'000}};
}

class GitLook {
 public:
  explicit GitLook(const Head& head) : head_(head) {
    look.by = "connector:git/" + head.instance;
    look.to = head.at;
    look.every = git_cadence;
  }
  // False: no line of a git look.
  bool read(const json::Value& line);
  void finish();

  Look look;

 private:
  std::string id(std::string_view rest) const { return head_.instance + "/" + std::string(rest); }
  void row(std::string kind, const std::string& name, std::optional<Instant> at, json::Value set);
  void commit(const json::Value& line);
  void merge(const json::Value& line);
  void tag(const json::Value& line);
  void branch(const json::Value& line);
  void mark_signing();
  Instant begin() const;

  struct Commit {
    Instant at;
    bool whole = true;  // its parents are known
  };
  const Head& head_;
  std::unordered_map<std::string, Commit> commits_;
  struct Tag {
    size_t row;
    Instant at;
    bool is_signed;
  };
  std::vector<Tag> annotated_;
  bool rewritten_known_ = true;
  std::map<std::string, int64_t> rejected_;
};

// People are named by their e-mail address; whether one is known, the history tells.
json::Value person_reference(const Signer& signer) {
  return signer.email.empty() ? json::Value() : object({{"email", signer.email}});
}

void GitLook::row(std::string kind, const std::string& name, std::optional<Instant> at,
                  json::Value set) {
  if (!is_id(id(name))) {
    ++rejected_[kind];
    return;
  }
  set.set("repository", head_.instance);
  look.rows.push_back({std::move(kind), id(name), at, std::move(set)});
}

void GitLook::commit(const json::Value& line) {
  const std::string name = text(line, "commit");
  const auto author = signer(line, "author"), committer = signer(line, "committer");
  if (!author || !committer) {
    ++rejected_["commit"];
    return;
  }
  Commit commit{std::min(committer->at, head_.at), true};
  if (const json::Value* parents = line.find("parents"); parents && parents->as_array())
    for (const json::Value& parent : *parents->as_array()) {
      if (!parent.as_string()) continue;
      const auto known = commits_.find(*parent.as_string());
      commit.whole &= known != commits_.end();
      if (known != commits_.end()) commit.at = std::max(commit.at, known->second.at);
    }
  commit.at = std::min(commit.at, head_.at);
  row("commit", name, commit.at,
      object({{"author", person_reference(*author)},
              {"author_name", author->name},
              {"author_email", text_or_null(author->email)},
              {"author_time", to_text(author->at)},
              {"committer", person_reference(*committer)},
              {"committer_name", committer->name},
              {"committer_email", text_or_null(committer->email)},
              {"parents", copy(line, "parents")},
              {"signature", flag(line, "signed") ? "unknown_key" : "none"},
              {"subject", text_or_null(text(line, "subject"))},
              {"trailers", copy(line, "trailers")}}));
  commits_.emplace(name, commit);
}

void GitLook::merge(const json::Value& line) {
  const std::string name = text(line, "merge"), tip = text(line, "tip"),
                    author = text(line, "author");
  // A merge that was made on another branch before is no new commit: its line tells its time.
  const auto commit = commits_.find(name);
  const auto known = parse_instant(text(line, "at"));
  if (commit == commits_.end() && !known) {
    ++rejected_["merge"];
    return;
  }
  json::Value set = object({{"branch", id(text(line, "branch"))},
                            {"production", true},
                            {"commit", id(name)},
                            {"final_commit", tip}});
  set.set("author", author.empty() ? json::Value() : object({{"email", author}}));
  row("merge", name, commit == commits_.end() ? *known : commit->second.at, std::move(set));
}

void GitLook::tag(const json::Value& line) {
  const std::string name = text(line, "tag");
  const auto tagger = signer(line, "tagger");
  const bool annotated = flag(line, "annotated");
  json::Value set =
      object({{"name", name},
              {"target", text(line, "target")},
              {"annotated", annotated},
              {"signature", flag(line, "signed") ? "unknown_key" : "none"},
              {"tagger_email", tagger ? text_or_null(tagger->email) : json::Value()},
              {"tagged_at", tagger ? json::Value(to_text(tagger->at)) : json::Value()},
              {"after_signed", false}});
  std::optional<Instant> at;
  if (tagger) at = std::min(tagger->at, head_.at);
  const size_t before = look.rows.size();
  row("tag", name, at, std::move(set));
  if (annotated && tagger && look.rows.size() > before)
    annotated_.push_back({before, tagger->at, flag(line, "signed")});
}

// A tag made after the repository's first signed one: from there on, tags are expected to be
// signed.
void GitLook::mark_signing() {
  std::optional<Instant> first;
  for (const Tag& tag : annotated_)
    if (tag.is_signed && (!first || tag.at < *first)) first = tag.at;
  if (!first) return;
  for (const Tag& tag : annotated_)
    if (tag.at > *first) look.rows[tag.row].set.set("after_signed", true);
}

void GitLook::branch(const json::Value& line) {
  const json::Value rewritten = copy(line, "rewritten");
  json::Value set = object({{"name", text(line, "branch")},
                            {"head", text(line, "head")},
                            {"production", flag(line, "production")}});
  if (rewritten.as_bool()) {
    set.set("rewritten", rewritten);
    set.set("was", *rewritten.as_bool() ? copy(line, "was") : json::Value());
  } else {
    rewritten_known_ = false;
  }
  row("branch", text(line, "branch"), std::nullopt, std::move(set));
}

bool GitLook::read(const json::Value& line) {
  if (line.find("commit"))
    commit(line);
  else if (line.find("before")) {
    if (const auto at = parse_instant(text(line, "at")))
      commits_[text(line, "before")] = {*at, true};
  } else if (line.find("merge"))
    merge(line);
  else if (line.find("tag"))
    tag(line);
  else if (line.find("branch"))
    branch(line);
  else
    return false;
  return true;
}

// A whole clone shows that there was nothing before: it covers from the beginning of git's time.
// One that is cut off covers from the last of its cut ends.
Instant GitLook::begin() const {
  if (const auto from = parse_instant(text(head_.all, "from"))) return *from;
  Instant begin{0};
  if (!flag(head_.all, "shallow")) return begin;
  for (const auto& [name, commit] : commits_)
    if (!commit.whole) begin = std::max(begin, commit.at);
  return std::min(begin, head_.at);
}

void GitLook::finish() {
  mark_signing();
  json::Value repository = object({{"name", head_.instance},
                                   {"production_branches", copy(head_.all, "production")},
                                   {"shallow", flag(head_.all, "shallow")}});
  look.rows.push_back({"repository", head_.instance, {}, std::move(repository)});
  look.from = begin();
  look.kinds = {{"repository", How::looks, {"name", "production_branches", "shallow"}, {}, true},
                {"branch",
                 How::looks,
                 {"repository", "name", "head", "production", "rewritten", "was"},
                 {},
                 true},
                {"tag", How::claimed, {}, {}, true},
                {"commit", How::claimed, {}, {}, false},
                {"merge",
                 How::claimed,
                 {"repository", "branch", "production", "commit", "final_commit", "author"},
                 {},
                 false,
                 false}};
  for (LookKind& kind : look.kinds) kind.rejected = rejected_[kind.kind];
  if (!rewritten_known_) {
    std::erase(look.kinds[1].fields, "rewritten");
    look.not_read.push_back({"branch", "rewritten",
                             "the clone is shallow: what lies between two heads is not in it",
                             "clone without `--depth`"});
  }
  look.not_read.push_back(
      {"merge", "",
       "squash and rebase merges leave no trace in git, and it records no review, "
       "approval or check",
       "bring what GitHub or GitLab shows as files: serve --file"});
  if (flag(head_.all, "shallow"))
    look.not_read.push_back(
        {"commit", "", "the clone is shallow or larger than one look: its early past is missing",
         "clone without `--depth`"});
  look.proof = "end";
}

}  // namespace

Result<Look> parse_git(std::string_view bytes) {
  const size_t end = std::min(bytes.find('\n'), bytes.size());
  const Head head = TRY(read_head(bytes.substr(0, end)));
  if (head.look != "git")
    return failure(fmt::format("this is a look at a source of type `{}`, not `git`", head.look));
  GitLook git(head);
  int number = 1;
  for (const std::string_view line : split(bytes.substr(std::min(end + 1, bytes.size())), '\n')) {
    ++number;
    if (line.empty()) continue;
    auto value = json::parse(line);
    if (!value || !git.read(*value))
      return failure("this is no line of a look at git", "the evidence is damaged: look again",
                     {{}, number, 1});
  }
  git.finish();
  return std::move(git.look);
}

}  // namespace probata::collect
