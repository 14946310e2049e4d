#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "catalog/files.h"
#include "catalog/mapping.h"
#include "catalog/policy.h"
#include "catalog/policy_parts.h"

namespace probata {
namespace {

namespace parts = policy_parts;
using Form = PolicyBlock::Form;

constexpr Key policy_table[] = {
    {"policy", Shape::text, true},      {"title", Shape::text, true},
    {"type", Shape::text, true},        {"topic", Shape::text, true},
    {"profile", Shape::text, true},     {"owner", Shape::text, true},
    {"applies_to", Shape::texts, true}, {"approved_by", Shape::text, true},
    {"criteria", Shape::texts, true}};
const std::vector<std::string> section_titles = {"Purpose", "Scope",      "Rules",
                                                 "Roles",   "Exceptions", "Review"};
const std::vector<std::string> profiles = {"lean", "full"};

template <class T>
std::vector<std::string> all(const std::vector<T>& list, std::string T::* name) {
  std::vector<std::string> result;
  for (const T& item : list) result.push_back(item.*name);
  return result;
}

class PolicyReader {
 public:
  PolicyReader(const Document& document, const Catalog& catalog, Errors& errors)
      : reading_(document, errors), text_(document.text), catalog_(catalog) {}

  Policy read() {
    read_front();
    const parts::Stretch front = parts::front_matter(text_);
    check_braces({front.end, text_.size()});
    std::vector<std::string> titles;
    size_t wrong = text_.size();
    for (const parts::Section& section : parts::sections(text_, front.end)) {
      titles.emplace_back(section.title.of(text_));
      policy_.sections.push_back(read_section(section));
      const size_t place = titles.size() - 1;
      if (place >= section_titles.size() || titles.back() != section_titles[place])
        wrong = std::min(wrong, section.title.begin);
    }
    if (titles != section_titles)
      error(wrong, fmt::format("the sections are {}", join(titles, ", ")),
            fmt::format("write {}, in this order", join(section_titles, ", ")));
    return std::move(policy_);
  }

 private:
  void error(size_t offset, std::string what, std::string hint) {
    Place place = json::place_of(text_, offset);
    place.file = reading_.document.name;
    reading_.error(std::move(place), std::move(what), std::move(hint));
  }

  // ---- front matter
  void read_front() {
    const Mapping map(reading_.document.root, policy_table, reading_, "a policy");
    policy_.place = {reading_.document.name, 1, 1};
    if (!map) return;
    policy_.name = map.text("policy");
    policy_.title = map.text("title");
    policy_.type = map.text("type");
    policy_.topic = map.text("topic");
    policy_.profile = map.text("profile");
    policy_.owner = map.text("owner");
    policy_.approved_by = map.text("approved_by");
    policy_.applies_to = map.texts("applies_to");
    policy_.criteria = map.texts("criteria");
    check_choices(map);
    check_roles(map);
    check_criteria(map);
  }
  void check_choices(const Mapping& map) {
    const yaml::Node* name = map.find("policy");
    if (name && reading_.document.path != "policies/" + name->text + ".md")
      reading_.error(*name, fmt::format("the policy `{}` is in another file's place", name->text),
                     fmt::format("name the file `policies/{}.md`", name->text));
    if (const yaml::Node* profile = map.find("profile"))
      check_choice(*profile, profiles, "profile", reading_);
    // As the kind of the records in which an organisation adopts it says, where there is one.
    const Kind* kind = catalog_.kind("policy");
    for (const char* key : {"type", "topic"}) {
      const FieldDefinition* field = kind ? kind->find(key) : nullptr;
      if (const yaml::Node* node = field ? map.find(key) : nullptr)
        check_choice(*node, field->values, key, reading_);
    }
  }
  void check_roles(const Mapping& map) {
    for (const char* key : {"owner", "approved_by", "applies_to"}) {
      const yaml::Node* node = map.find(key);
      if (!node) continue;
      for (const yaml::Node* role : text_nodes(*node)) {
        const bool people = std::string_view(key) == "applies_to" && role->text == "everybody";
        if (people || catalog_.role(role->text)) continue;
        reading_.error(*role, fmt::format("unknown role `{}`", role->text),
                       name_hint(role->text, all(catalog_.roles, &Role::name)));
      }
    }
    const yaml::Node* approved_by = map.find("approved_by");
    if (approved_by && policy_.owner == policy_.approved_by)
      reading_.error(*approved_by, fmt::format("`{}` would approve what is its own", policy_.owner),
                     "name another role");
  }
  void check_criteria(const Mapping& map) {
    const yaml::Node* criteria = map.find("criteria");
    if (!criteria) return;
    for (const yaml::Node* criterion : text_nodes(*criteria))
      if (!catalog_.criterion(criterion->text))
        reading_.error(*criterion, fmt::format("unknown criterion `{}`", criterion->text),
                       name_hint(criterion->text, all(catalog_.criteria, &Criterion::id)));
  }

  // ---- what stands in braces
  void check_braces(parts::Stretch body) {
    for (const parts::Braces& found : parts::braces(text_, body)) {
      if (found.form.empty())
        error(found.inside.begin, "braces in a policy hold a parameter or a test",
              "write `{param.NAME}`, `{test: CONTROL/TEST}` or `{waiver: CONTROL/TEST}`");
      else if (found.form == "param")
        check_parameter(found);
      else
        check_test(found);
    }
  }
  void check_parameter(const parts::Braces& found) {
    const std::string name(found.name);
    if (catalog_.parameter(name)) return;
    error(found.inside.begin, fmt::format("unknown parameter `{}`", name),
          name_hint(name, all(catalog_.parameters, &Parameter::name)));
  }
  void check_test(const parts::Braces& found) {
    const std::string name(found.name), control = name.substr(0, name.find('/'));
    const Control* known = catalog_.control(control);
    if (!known) {
      error(found.inside.begin, fmt::format("unknown control `{}`", control),
            name_hint(control, all(catalog_.controls, &Control::id)));
    } else if (!catalog_.test(name)) {
      std::vector<std::string> tests;
      for (const TestNo test : known->tests) tests.push_back(catalog_.at(test).full_id);
      error(found.inside.begin, fmt::format("unknown test `{}`", name), name_hint(name, tests));
    }
  }

  // ---- the text
  PolicySection read_section(const parts::Section& section) {
    PolicySection result{std::string(section.title.of(text_)), {}};
    const bool rules = result.title == "Rules";
    int due = 1;
    for (const parts::Block& block : parts::blocks(text_, section.body, rules)) {
      if (rules && block.number == 0)
        error(block.heading.begin, "words among the rules that are no rule",
              "begin a rule with its number: `1. **Heading.** …`");
      else if (rules && block.number != due)
        error(block.heading.begin,
              fmt::format("rule {} stands where rule {} is due", block.number, due),
              "number the rules from 1 on");
      due += block.number != 0 ? 1 : 0;
      result.blocks.push_back(read_block(block));
      if (rules && block.number != 0) check_rule(block, result.blocks.back());
      if (result.title == "Roles") check_heading(block, result.blocks.back());
      if (result.title == "Exceptions") check_waivers(block, result.blocks.back());
    }
    return result;
  }
  PolicyBlock read_block(const parts::Block& block) {
    PolicyBlock result;
    result.form = block.number != 0 ? Form::rule : block.item ? Form::item : Form::paragraph;
    result.heading = without_marks(block.heading.of(text_));
    for (const parts::Braces& found : parts::braces(text_, block.body))
      if (const Test* test = found.form == "waiver" ? catalog_.test(found.name) : nullptr)
        result.waives.push_back(test->number);
    if (!result.waives.empty()) return result;
    for (const parts::Sentence& sentence : parts::sentences(text_, block.body))
      result.sentences.push_back(read_sentence(sentence));
    return result;
  }
  PolicySentence read_sentence(const parts::Sentence& sentence) {
    PolicySentence result{parts::folded(sentence.words.of(text_)), {}};
    for (const parts::Stretch& name : sentence.tests)
      if (const Test* test = catalog_.test(name.of(text_))) result.tests.push_back(test->number);
    return result;
  }
  static std::string without_marks(std::string_view heading) {
    std::string result = parts::folded(heading);
    for (size_t at = result.find("**"); at != std::string::npos; at = result.find("**", at))
      result.erase(at, 2);
    return result;
  }

  // A rule carries one control, and each of its sentences is proved by a test.
  void check_rule(const parts::Block& block, PolicyBlock& rule) {
    std::set<ControlNo> carried;
    for (const parts::Sentence& sentence : parts::sentences(text_, block.body)) {
      if (sentence.tests.empty())
        error(sentence.words.begin, "a rule promises something that no test proves",
              "write `{test: CONTROL/TEST}` behind the sentence, or leave it out");
    }
    for (const PolicySentence& sentence : rule.sentences)
      for (const TestNo test : sentence.tests) carried.insert(catalog_.at(test).control);
    if (carried.size() > 1)
      error(block.heading.begin, fmt::format("rule {} carries several controls", block.number),
            "write a rule for each");
    if (carried.size() == 1) rule.control = *carried.begin();
  }
  void check_heading(const parts::Block& block, const PolicyBlock& read) {
    static const std::vector<std::string> relations = {"Everybody", "Manager"};
    std::vector<std::string> titles = all(catalog_.roles, &Role::title);
    titles.insert(titles.end(), relations.begin(), relations.end());
    if (std::ranges::find(titles, read.heading) == titles.end())
      error(block.heading.begin, fmt::format("unknown role `{}`", read.heading),
            name_hint(read.heading, titles));
  }
  // Who may allow an exception is whom the test names.
  void check_waivers(const parts::Block& block, const PolicyBlock& read) {
    for (const TestNo number : read.waives) {
      const Test& test = catalog_.at(number);
      std::vector<std::string> titles;
      for (const std::string& role : test.waivable_by)
        titles.push_back(catalog_.role(role) ? catalog_.role(role)->title : role);
      std::vector<std::string> named;
      for (std::string_view rest = read.heading; !rest.empty();) {
        const size_t end = std::min(rest.find(" or "), rest.size());
        named.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 4, rest.size()));
      }
      if (std::ranges::is_permutation(named, titles)) continue;
      error(block.heading.begin,
            fmt::format("`{}` is not waived by {}", test.full_id, read.heading),
            titles.empty() ? "nobody may waive it" : "it is by " + join(titles, " or "));
    }
  }

  Reading reading_;
  std::string_view text_;
  const Catalog& catalog_;
  Policy policy_;
};

void read_policy(const FoundFile& found, const Catalog& catalog, std::vector<Policy>& policies,
                 Errors& errors) {
  const parts::Stretch front = parts::front_matter(found.file->text);
  if (front.end == 0) {
    errors.push_back({"the policy has no front matter",
                      "begin the file with a line `---`, `policy: NAME` and so on, and `---`; "
                      "save it as UTF-8 with plain line ends",
                      {found.name, 1, 1}});
    return;
  }
  if (const auto document =
          open_document(found.name, *found.file, front.of(found.file->text), errors))
    policies.push_back(PolicyReader(*document, catalog, errors).read());
}

}  // namespace

Result<std::vector<Policy>, Errors> read_policies(const Catalog& catalog) {
  std::vector<Policy> policies;
  Errors errors;
  for (const FoundFile& found : files_of(catalog, "policies/", ".md"))
    read_policy(found, catalog, policies, errors);
  sort_by_place(errors);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return policies;
}

}  // namespace probata
