// What a policy says that no test proves. A policy is still read with it: what an organisation
// writes of its own is its own to answer for, and of what is shipped a test allows none of it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "catalog/files.h"
#include "catalog/policy.h"
#include "catalog/policy_parts.h"
#include "catalog/policy_words.h"

namespace probata {
namespace {

namespace parts = policy_parts;
using policy_words::Literal;
using policy_words::Word;

std::set<std::string> parameters_in(std::string_view text) {
  constexpr std::string_view opening = "param.";
  std::set<std::string> names;
  for (size_t at = text.find(opening); at != text.npos; at = text.find(opening, at)) {
    at += opening.size();
    const size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_", at);
    names.emplace(text.substr(at, end - at));
  }
  return names;
}

// What a test says, as written. What has to be, and by when, is a promise; other fields say of
// whom.
struct TestText {
  std::string all, promises, times;
};

void add_scalars(const yaml::Node& node, std::string& text) {
  if (node.scalar()) text += ' ' + node.text;
  for (const yaml::Node& item : node.items) add_scalars(item, text);
  for (const yaml::Entry& entry : node.entries) add_scalars(entry.value, text);
}

TestText text_of(const yaml::Node& test) {
  const auto one_of = [](const std::string& key, std::initializer_list<std::string_view> keys) {
    return std::ranges::find(keys, key) != keys.end();
  };
  TestText text;
  for (const yaml::Entry& entry : test.entries) {
    if (one_of(entry.key, {"id", "title", "says", "assign", "severity"})) continue;
    std::string value;
    add_scalars(entry.value, value);
    text.all += value;
    const bool time = one_of(entry.key, {"within", "grace", "due", "every"});
    if (time) text.times += value;
    if (time || one_of(entry.key, {"always", "then", "where"})) text.promises += value;
  }
  // A time that a condition compares with is a promise as good as `within`.
  constexpr std::string_view opening = "duration(";
  for (size_t at = text.promises.find(opening); at != text.promises.npos;
       at = text.promises.find(opening, at + 1))
    text.times += ' ' + text.promises.substr(at, text.promises.find(')', at) + 1 - at);
  return text;
}

// By the full id.
std::map<std::string, TestText> texts_of_tests(const Catalog& catalog) {
  std::map<std::string, TestText> texts;
  for (const FoundFile& found : files_of(catalog, "controls/", ".yaml")) {
    const auto root = yaml::parse(found.file->text);
    const yaml::Node* control = root ? root->find("control") : nullptr;
    const yaml::Node* tests = root ? root->find("tests") : nullptr;
    if (control == nullptr || tests == nullptr) continue;
    for (const yaml::Node& test : tests->items)
      if (const yaml::Node* id = test.find("id"))
        texts[control->text + "/" + id->text] = text_of(test);
  }
  return texts;
}

class Weighing {
 public:
  Weighing(const FoundFile& found, const std::map<std::string, TestText>& tests, Errors& warnings)
      : name_(found.name), text_(found.file->text), tests_(tests), warnings_(warnings) {}

  void weigh() {
    for (const parts::Section& section : parts::sections(text_, parts::front_matter(text_).end)) {
      const std::string_view title = section.title.of(text_);
      for (const parts::Block& block : parts::blocks(text_, section.body, title == "Rules")) {
        rule_ = block.number;
        // These have titles of roles in bold.
        if (title != "Roles" && title != "Exceptions") weigh_words(block.heading, {});
        for (const parts::Sentence& sentence : parts::sentences(text_, block.body)) weigh(sentence);
      }
    }
  }

 private:
  void warn(size_t offset, std::string what, std::string hint) {
    Place place = json::place_of(text_, offset);
    place.file = name_;
    warnings_.push_back({std::move(what), std::move(hint), std::move(place)});
  }

  void weigh(const parts::Sentence& sentence) {
    std::vector<const TestText*> tests;
    for (const parts::Stretch& name : sentence.tests)
      if (const auto found = tests_.find(std::string(name.of(text_))); found != tests_.end())
        tests.push_back(&found->second);
    weigh_words(sentence.words, tests);
    const std::set<std::string> said = parameters_said(sentence.words);
    if (!tests.empty()) return compare(sentence, said, tests);
    const bool promise =
        !said.empty() || policy_words::promises(policy_words::words_of(text_, sentence.words));
    // Among the rules it is a mistake, which whoever reads the policy is told.
    if (rule_ == 0 && sentence.tests.empty() && promise)
      warn(sentence.words.begin, "a promise that no test proves",
           "write `{test: CONTROL/TEST}` behind the sentence, or say what is so without promising");
  }

  void weigh_words(parts::Stretch in, const std::vector<const TestText*>& tests) {
    const std::vector<Word> words = policy_words::words_of(text_, in);
    std::vector<Literal> said;
    for (const Literal& literal : policy_words::literals())
      if (std::ranges::any_of(tests, [&](auto* test) { return writes(test->all, literal); }))
        said.push_back(literal);
    for (const parts::Stretch& found : policy_words::bare_numbers(words, said))
      warn(found.begin, fmt::format("bare number `{}`", parts::folded(found.of(text_))),
           "write `{param.NAME}`, or what the test of the sentence says");
    for (const parts::Stretch& found : policy_words::vague_words(words))
      warn(found.begin, fmt::format("vague word `{}`", parts::folded(found.of(text_))),
           "say who does what, and by when");
  }

  // The numbers of a sentence are those of its tests, and those of a rule are all of them.
  void compare(const parts::Sentence& sentence, const std::set<std::string>& said,
               const std::vector<const TestText*>& tests) {
    std::set<std::string> read, promised;
    for (const TestText* test : tests) {
      read.merge(parameters_in(test->all));
      promised.merge(parameters_in(test->promises));
    }
    for (const std::string& name : said)
      if (!read.contains(name))
        warn(sentence.words.begin, fmt::format("no test of the sentence reads `param.{}`", name),
             "name the test that does, or leave the number out");
    if (rule_ == 0) return;
    for (const std::string& name : promised)
      if (!said.contains(name))
        warn(sentence.words.begin, fmt::format("rule {} does not say a number of its test", rule_),
             fmt::format("say `{{param.{}}}`", name));
    const std::vector<Word> words = policy_words::words_of(text_, sentence.words);
    for (const Literal& literal : policy_words::literals())
      if (std::ranges::any_of(tests, [&](auto* test) { return writes(test->times, literal); }) &&
          !says(words, literal))
        warn(sentence.words.begin, fmt::format("rule {} does not say a time of its test", rule_),
             fmt::format("say `{}`", literal.said[0]));
  }
  std::set<std::string> parameters_said(parts::Stretch words) const {
    std::set<std::string> names;
    for (const parts::Braces& found : parts::braces(text_, words))
      if (found.form == "param") names.emplace(found.name);
    return names;
  }

  std::string name_;
  std::string_view text_;
  const std::map<std::string, TestText>& tests_;
  Errors& warnings_;
  int rule_ = 0;  // 0: outside of rules
};

}  // namespace

Errors policy_warnings(const Catalog& catalog) {
  Errors warnings;
  const std::map<std::string, TestText> tests = texts_of_tests(catalog);
  for (const FoundFile& found : files_of(catalog, "policies/", ".md"))
    Weighing(found, tests, warnings).weigh();
  sort_by_place(warnings);
  return warnings;
}

}  // namespace probata
