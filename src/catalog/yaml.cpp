#include "catalog/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <sstream>
#include <unordered_map>

#include "base/text.h"
#include "catalog/scalar.h"

namespace probata::yaml {
namespace {

// Thrown through the parser and caught in parse(): the only way to stop it.
struct Refused {
  Error error;
};

Place place_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {{}, mark.line + 1, mark.column + 1};
}

// Builds the tree from the parser's events: the library's own nodes would cost more than the
// parsing.
class Builder : public YAML::EventHandler {
 public:
  Builder(Limits limits, Errors& errors) : limits_(limits), errors_(errors) {}
  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    Node node = made(Node::Kind::null, mark);
    if (awaits_key()) {
      throw Refused{{"a key is missing before `:`", "write `name: value`", place_of(mark)}};
    }
    // An empty value has the place of whatever comes next: its key is nearer to the truth.
    if (!open_.empty() && open_.back().node.kind == Node::Kind::mapping) {
      const Entry& entry = open_.back().node.entries.back();
      node.line = entry.line, node.column = entry.column, node.offset = entry.offset;
    }
    add(std::move(node), mark);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{{"an alias (`*name`) is not allowed", "write the value out", place_of(mark)}};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    if (awaits_key()) return key(mark, value);
    if (tag != "?" && tag != "!") {
      throw Refused{
          {fmt::format("a tag (`{}`) is not allowed", tag), "leave it out", place_of(mark)}};
    }
    Node node = made(tag == "?" ? scalar_kind(value) : Node::Kind::string, mark);
    node.text = value;
    add(std::move(node), mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Kind::list, mark, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Kind::mapping, mark, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    bool value_due = false;                      // a key was read
    std::unordered_map<std::string, int> lines;  // of the keys so far, once there are many
  };

  static Node made(Node::Kind kind, const YAML::Mark& mark) {
    Node node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    node.offset = static_cast<uint32_t>(mark.pos);
    return node;
  }
  bool awaits_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::mapping &&
           !open_.back().value_due;
  }
  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    throw Refused{{"an anchor (`&name`) is not allowed", "write the value out", place_of(mark)}};
  }
  void key(const YAML::Mark& mark, const std::string& name) {
    Open& open = open_.back();
    auto [seen, fresh] = open.lines.try_emplace(name, mark.line + 1);
    if (!fresh) {
      errors_.push_back({fmt::format("`{}` is there twice", name),
                         fmt::format("the first is on line {}; remove one", seen->second),
                         place_of(mark)});
    }
    Entry entry;
    entry.key = name;
    entry.line = mark.line + 1;
    entry.column = mark.column + 1;
    entry.offset = static_cast<uint32_t>(mark.pos);
    open.node.entries.push_back(std::move(entry));
    open.value_due = true;
  }
  void open(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    if (awaits_key()) {
      throw Refused{
          {"a key must be a name, not a list or a mapping", "write `name: value`", place_of(mark)}};
    }
    if (static_cast<int>(open_.size()) >= limits_.depth) {
      throw Refused{{fmt::format("nested deeper than {} levels", limits_.depth), "flatten the file",
                     place_of(mark)}};
    }
    open_.push_back({made(kind, mark), false, {}});
  }
  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node), YAML::Mark::null_mark());
  }
  void add(Node node, const YAML::Mark&) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == Node::Kind::list) {
      open_.back().node.items.push_back(std::move(node));
    } else {
      open_.back().node.entries.back().value = std::move(node);
      open_.back().value_due = false;
    }
  }

  Limits limits_;
  Errors& errors_;
  Node root_;
  std::vector<Open> open_;
};

void run(std::string_view text, Builder& builder, Errors& errors) {
  try {
    // The library takes a quote that nothing closes for closed by the last line break of the file;
    // before a comment it does not.
    std::istringstream stream{std::string(text) + (text.ends_with('\n') ? "#" : "\n#")};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return;
    Errors ignored;
    Builder second({}, ignored);
    if (parser.HandleNextDocument(second)) {
      errors.push_back({"a second document in one file",
                        "remove `---` and what follows it",
                        {{}, second.take().line, 1}});
    }
  } catch (const Refused& refused) {
    errors.push_back(refused.error);
  } catch (const YAML::Exception& e) {
    errors.push_back({fmt::format("invalid YAML: {}", e.msg),
                      "check indentation, quotes and brackets", place_of(e.mark)});
  } catch (const std::exception& e) {
    errors.push_back({fmt::format("invalid YAML: {}", e.what()), {}, {}});
  }
}

std::optional<Error> refuse_bytes(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Error{fmt::format("the file has {} bytes, more than {}", text.size(), limits.bytes),
                 "split it",
                 {{}, 1, 1}};
  }
  if (size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    return Error{"invalid UTF-8", "save the file as UTF-8", json::place_of(text, bad)};
  }
  if (size_t zero = text.find('\0'); zero != std::string_view::npos) {
    return Error{"a zero byte", "remove it", json::place_of(text, zero)};
  }
  return {};
}

}  // namespace

Result<Node, Errors> parse(std::string_view text, Limits limits, Errors* repeats) {
  if (auto error = refuse_bytes(text, limits)) return std::unexpected(Errors{*error});
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  Errors errors;
  Builder builder(limits, repeats == nullptr ? errors : *repeats);
  run(text, builder, errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return builder.take();
}

}  // namespace probata::yaml
