#include "catalog/test_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "catalog/expressions.h"
#include "catalog/keys.h"

namespace probata {
namespace {

constexpr Key test_table[] = {
    {"id", Shape::text, true},
    {"title"},
    {"each"},
    {"scope", Shape::expression},
    {"assign", Shape::text},
    {"severity"},
    {"says"},
    {"waivable_by", Shape::texts},
    // the patterns'
    {"always", Shape::expression},
    {"grace", Shape::expression},
    {"when", Shape::expression},
    {"then", Shape::expression},
    {"within", Shape::expression},
    {"due", Shape::expression},
    {"unless", Shape::expression},
    {"stays", Shape::boolean},
    {"tightens", Shape::boolean},
    {"gone"},
    {"every", Shape::expression},
    {"occurs"},
    {"where", Shape::expression},
    {"counts_for", Shape::expression},
    {"as"},
    {"partial"},
    {"judge"},
    {"shows", Shape::texts},
    {"by"},
    {"not_by", Shape::expression},
    {"needs", Shape::texts},
};

// Which keys a pattern has, beside those of every test. Of a judgement, those of its `every` or
// `when`.
struct PatternKeys {
  std::string_view name, begins;
  std::vector<std::string_view> required, optional;
};
const PatternKeys invariant_keys{"an invariant", "always", {"always"}, {"grace"}};
const PatternKeys response_keys{"a response",
                                "when",
                                {"when", "then"},
                                {"within", "due", "unless", "stays", "tightens", "gone"}};
const PatternKeys recurrence_keys{
    "a recurrence", "every", {"every", "occurs"}, {"where", "counts_for", "as", "partial"}};
const PatternKeys recurring_judgement_keys{"a judgement with `every`",
                                           "judge",
                                           {"judge", "by", "every"},
                                           {"shows", "not_by", "needs", "partial"}};
const PatternKeys responding_judgement_keys{
    "a judgement with `when`",
    "judge",
    {"judge", "by", "when"},
    {"shows", "not_by", "needs", "within", "due", "unless", "tightens", "gone"}};
constexpr std::string_view common_keys[] = {"id",     "title",    "each", "scope",
                                            "assign", "severity", "says", "waivable_by"};
constexpr std::string_view beginnings =
    "write `always`, `when` with `then`, `every` with `occurs`, or `judge`";

class TestReader {
 public:
  TestReader(Draft& draft, Reading& reading, const Mapping& map, const std::string& control)
      : draft_(draft), reading_(reading), map_(map), expressions_(draft, reading) {
    test_.id = map.text("id");
    if (!test_.id.empty()) test_.full_id = control + "/" + test_.id;
    test_.place = reading.place(map.node());
  }

  Test read() {
    test_.title = map_.text("title");
    read_each();
    const std::string_view name = each_ == nullptr ? "company" : std::string_view(each_->name);
    scope_ = scope_of(draft_.catalog, name, item_record());
    test_.scope = condition("scope");
    read_pattern();
    collect_reads();  // what follows is said of a verdict, and no part of it
    read_assignment();
    read_words();
    return std::move(test_);
  }

 private:
  const yaml::Node* find(std::string_view key) const { return map_.find(key); }
  uint16_t item_record() const {
    return static_cast<uint16_t>(each_ == nullptr ? draft_.catalog.company : each_->number);
  }
  std::optional<Condition> condition(std::string_view key) { return condition(key, scope_); }
  std::optional<Condition> condition(std::string_view key, const cel::Scope& scope) {
    const yaml::Node* node = find(key);
    return node == nullptr ? std::nullopt : expressions_.condition(*node, scope);
  }
  const Kind* kind(const yaml::Node& node, const std::string& name) {
    const Kind* kind = draft_.catalog.kind(name);
    if (kind == nullptr) {
      reading_.error(node, fmt::format("unknown kind `{}`", name),
                     name_hint(name, draft_.catalog.kind_names()));
    }
    return kind;
  }
  void read_each() {
    const yaml::Node* node = find("each");
    if (node == nullptr) return;
    each_ = kind(*node, node->text);
    // The company always exists: `each: company` is what leaving it out means.
    if (each_ != nullptr && each_->number == draft_.catalog.company) each_ = nullptr;
    if (each_ != nullptr) test_.each = each_->number;
  }

  // --- patterns
  void read_pattern() {
    const PatternKeys* keys = choose();
    if (keys == nullptr) return;
    for (const std::string_view key : keys->required) {
      if (map_.node().find(key) == nullptr) {
        reading_.error(map_.node(), fmt::format("`{}` is missing", key),
                       fmt::format("{} needs it", keys->name));
      }
    }
    check_keys(*keys);
    if (keys == &invariant_keys) test_.pattern = invariant();
    if (keys == &response_keys) test_.pattern = response();
    if (keys == &recurrence_keys) test_.pattern = recurrence();
    if (keys->begins == "judge") test_.pattern = judgement(keys == &recurring_judgement_keys);
  }
  bool has(std::string_view key) const { return map_.node().find(key) != nullptr; }
  const PatternKeys* choose() {
    if (has("judge")) {
      return has("every") ? &recurring_judgement_keys : &responding_judgement_keys;
    }
    if (has("always")) return &invariant_keys;
    if (has("when")) return &response_keys;
    if (has("every")) return &recurrence_keys;
    if (has("then")) return &response_keys;
    if (has("occurs")) return &recurrence_keys;
    reading_.error(map_.node(), fmt::format("the test `{}` has no pattern", test_.id),
                   std::string(beginnings));
    return nullptr;
  }
  // A key of another pattern: where it begins that one, the test has two.
  void check_keys(const PatternKeys& keys) {
    const auto in = [](const auto& list, std::string_view key) {
      return std::ranges::find(list, key) != std::end(list);
    };
    for (const yaml::Entry& entry : map_.node().entries) {
      const std::string_view key = entry.key;
      const bool known = in(names(test_table), entry.key);
      if (!known || in(common_keys, key) || in(keys.required, key) || in(keys.optional, key)) {
        continue;
      }
      const bool beginning =
          key == "always" || key == "when" || key == "then" || key == "every" || key == "occurs";
      if (beginning) {
        reading_.error(entry,
                       fmt::format("two patterns in one test: `{}` beside `{}`", key, keys.begins),
                       "make two tests of it");
      } else {
        reading_.error(entry, fmt::format("`{}` does not belong to {}", key, keys.name),
                       owner_of(key));
      }
    }
  }
  static std::string owner_of(std::string_view key) {
    if (key == "grace") return "it belongs to `always`";
    if (key == "occurs" || key == "where" || key == "counts_for" || key == "as" ||
        key == "partial") {
      return "it belongs to `every` with `occurs`";
    }
    if (key == "shows" || key == "by" || key == "not_by" || key == "needs")
      return "it belongs to `judge`";
    return "it belongs to `when` with `then`";
  }
  Allowance allowance(std::string_view key) {
    const yaml::Node* node = find(key);
    return node == nullptr ? Allowance(Duration{}) : expressions_.allowance(*node, key, scope_);
  }
  // A key that has one value beside being left out.
  bool chosen(std::string_view key, const std::string& value) {
    const yaml::Node* node = find(key);
    return node != nullptr && check_choice(*node, std::span(&value, 1), key, reading_);
  }

  Invariant invariant() {
    Invariant result;
    if (auto always = condition("always")) result.always = std::move(*always);
    result.grace = allowance("grace");
    return result;
  }
  Response response() {
    Response result;
    result.when = condition("when");
    result.then = condition("then");
    result.unless = condition("unless");
    if (const yaml::Node* due = find("due")) {
      cel::Type timestamp;
      timestamp.kind = cel::TypeKind::timestamp;
      result.due = expressions_.compile(*due, scope_, timestamp);
      if (const yaml::Node* within = find("within")) {
        reading_.error(*within, "`within` beside `due`", "leave one of them out");
      }
    }
    result.within = allowance("within");
    result.stays = map_.boolean("stays");
    result.tightens = map_.boolean("tightens");
    if (result.tightens && find("within") == nullptr) {
      reading_.error(*find("tightens"), "`tightens` without `within`", "write `within`");
    }
    result.gone_fails = chosen("gone", "fails");
    return result;
  }
  Recurrence recurrence() {
    Recurrence result = recurring();
    result.as = map_.text("as");
    const Kind* occurring = nullptr;
    if (const yaml::Node* node = find("occurs")) occurring = read_occurs(*node, result);
    if (occurring == nullptr) return result;
    const std::string name = result.as.empty() ? occurring->name : result.as;
    if (const yaml::Node* as = find("as")) {
      check_identifier(as->text, reading_.place(*as), "a variable", reading_);
    }
    if (name == scope_.variables[0].name) {
      const yaml::Node& node = find("as") != nullptr ? *find("as") : *find("occurs");
      reading_.error(node, fmt::format("`{}` is the item's name already", name),
                     "name what occurs with `as: NAME`");
      return result;
    }
    cel::Scope scope = scope_;
    scope.variables.push_back({name, record_type(static_cast<uint16_t>(occurring->number))});
    result.where = condition("where", scope);
    if (const yaml::Node* node = find("counts_for")) {
      cel::Type timestamp;
      timestamp.kind = cel::TypeKind::timestamp;
      result.counts_for = expressions_.compile(*node, scope, timestamp);
      if (!names_windows(result.every))
        reading_.error(*node, "`counts_for` where `every` is no window of the calendar",
                       "write `every: month`, or leave it out");
    }
    return result;
  }
  static bool names_windows(const Every& every) {
    const auto* condition = std::get_if<Condition>(&every);
    if (condition != nullptr) return condition->program.type().kind == cel::TypeKind::string;
    return std::holds_alternative<Window>(every);
  }
  Recurrence recurring() {
    Recurrence result;
    if (const yaml::Node* node = find("every")) result.every = expressions_.every(*node, scope_);
    result.partial_counts = chosen("partial", "counts");
    return result;
  }
  // `K`, or `entity.reverse`.
  const Kind* read_occurs(const yaml::Node& node, Recurrence& result) {
    const size_t dot = node.text.find('.');
    if (dot == std::string::npos) {
      const Kind* occurring = kind(node, node.text);
      if (occurring != nullptr) result.occurs = occurring->number;
      reads_.insert({static_cast<uint16_t>(result.occurs), 0});
      return occurring;
    }
    const std::string entity = node.text.substr(0, dot), name = node.text.substr(dot + 1);
    if (entity != scope_.variables[0].name) {
      reading_.error(node, fmt::format("`{}` is not the item", entity),
                     fmt::format("write `{}.{}`", scope_.variables[0].name, name));
      return nullptr;
    }
    const Kind& item = draft_.catalog.kinds[item_record()];
    const ReverseReference* reverse = item.reverse(name);
    if (reverse == nullptr) {
      std::vector<std::string> known;
      for (const ReverseReference& r : item.reverses) known.push_back(r.name);
      reading_.error(node, fmt::format("`{}` has no reverse reference `{}`", item.name, name),
                     name_hint(name, known));
      return nullptr;
    }
    result.occurs = reverse->from;
    result.reverse = reverse->number;
    reads_.insert({item_record(), static_cast<uint16_t>(reverse->number)});
    reads_.insert({static_cast<uint16_t>(reverse->from), static_cast<uint16_t>(reverse->field)});
    reads_.insert({static_cast<uint16_t>(reverse->from), 0});
    return &draft_.catalog.at(reverse->from);
  }
  Judgement judgement(bool recurs) {
    Judgement result;
    result.question = map_.text("judge");
    if (const yaml::Node* shows = find("shows")) {
      for (const yaml::Node* node : text_nodes(*shows)) {
        if (auto shown = expressions_.compile(*node, scope_, {})) {
          result.shows.push_back(std::move(*shown));
        }
      }
    }
    result.by = map_.text("by");
    if (const yaml::Node* by = find("by")) draft_.check_role(by->text, reading_.place(*by));
    read_not_by(result);
    result.needs = map_.texts("needs");
    if (recurs) {
      Recurrence recurrence = recurring();
      recurrence.occurs = draft_.catalog.judgement;
      result.when = std::move(recurrence);
    } else {
      result.when = response();
    }
    read_all(draft_.catalog.judgement);
    read_all(draft_.catalog.assignment);
    if (!result.needs.empty()) read_all(draft_.catalog.qualification);
    return result;
  }
  // A person, or a list of them.
  void read_not_by(Judgement& judgement) {
    const yaml::Node* node = find("not_by");
    if (node == nullptr) return;
    judgement.not_by = expressions_.compile(*node, scope_, {});
    if (!judgement.not_by) return;
    const cel::Type& type = judgement.not_by->program.type();
    const bool list = type.kind == cel::TypeKind::list && type.of.size() == 1;
    if (is_person(list ? type.of[0] : type)) return;
    reading_.error(
        judgement.not_by->place,
        fmt::format("`not_by` must be a person or a list of people, not {}", cel::to_text(type)),
        "write a path to a person");
  }
  bool is_person(const cel::Type& type) const {
    const Kind* person = draft_.catalog.kind("person");
    return type.kind == cel::TypeKind::null ||
           (type.kind == cel::TypeKind::record && person != nullptr &&
            (type.record == static_cast<uint16_t>(person->number) ||
             type.record == cel::Type::any_record));
  }
  void read_all(KindNo number) {
    const auto record = static_cast<uint16_t>(number);
    for (size_t f = 0; f <= draft_.catalog.at(number).fields.size(); ++f) {
      reads_.insert({record, static_cast<uint16_t>(f)});
    }
  }

  // --- what every test may have
  // A role's name, or an expression for a person. A lone word that is no variable is taken for a
  // role.
  void read_assignment() {
    const yaml::Node* node = find("assign");
    if (node == nullptr) return;
    const bool variable = node->text == scope_.variables[0].name;
    const bool word =
        node->text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
    if (draft_.catalog.role(node->text) != nullptr || (word && !variable)) {
      test_.assign_role = node->text;
      draft_.check_role(node->text, reading_.place(*node));
      return;
    }
    test_.assign = expressions_.compile(*node, scope_, {});
    if (!test_.assign || is_person(test_.assign->program.type())) return;
    reading_.error(test_.assign->place,
                   fmt::format("`assign` must be a person or a role, not {}",
                               cel::to_text(test_.assign->program.type())),
                   "write a path to a person, or the name of a role");
  }
  void read_words() {
    const std::vector<std::string> severities = {"low", "medium", "high"};
    if (const yaml::Node* node = find("severity");
        node && check_choice(*node, severities, "severity", reading_)) {
      test_.severity =
          static_cast<Severity>(std::ranges::find(severities, node->text) - severities.begin());
    }
    if (const yaml::Node* node = find("says")) {
      cel::Scope scope = scope_;
      cel::Type string;
      string.kind = cel::TypeKind::string;
      for (const char* word : {"late", "from", "due", "done"}) {
        if (word != scope.variables[0].name) scope.variables.push_back({word, string});
      }
      test_.says = expressions_.sentence(*node, scope);
    }
    test_.waivable_by = map_.texts("waivable_by");
    if (const yaml::Node* roles = find("waivable_by")) {
      for (const yaml::Node* role : text_nodes(*roles))
        draft_.check_role(role->text, reading_.place(*role));
    }
  }
  void collect_reads() {
    reads_.insert({item_record(), 0});
    reads_.insert(expressions_.reads().begin(), expressions_.reads().end());
    test_.reads.assign(reads_.begin(), reads_.end());
    for (const cel::Program::Read& read : test_.reads) {
      const auto number = static_cast<KindNo>(read.record);
      if (test_.kinds.empty() || test_.kinds.back() != number) test_.kinds.push_back(number);
    }
  }

  Draft& draft_;
  Reading& reading_;
  const Mapping& map_;
  Expressions expressions_;
  Test test_;
  const Kind* each_ = nullptr;  // nullptr: the company
  cel::Scope scope_;
  std::set<cel::Program::Read> reads_;
};

}  // namespace

Keys test_keys() { return test_table; }

Test read_test(Draft& draft, Reading& reading, const yaml::Node& node, const std::string& control) {
  Mapping map(node, test_table, reading, "a test");
  if (!map) return {};
  if (const yaml::Node* id = map.find("id")) {
    check_name(id->text, reading.place(*id), "a test", reading);
  }
  return TestReader(draft, reading, map, control).read();
}

}  // namespace probata
