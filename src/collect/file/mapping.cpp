#include "collect/file/mapping.h"

#include <fmt/format.h>

#include "base/calendar.h"
#include "base/text.h"
#include "cel/from_json.h"
#include "cel/values_reader.h"
#include "collect/file/value.h"

namespace probata::collect {
namespace {

constexpr Key mapping_table[] = {
    {"kind", Shape::text, true}, {"id", Shape::expression, true},
    {"at", Shape::expression},   {"set", Shape::mapping, true},
    {"how", Shape::text},        {"every", Shape::text},
    {"whole", Shape::boolean},   {"format", Shape::text},
    {"separator", Shape::text},
};

const cel::Scope& scope() {
  static const cel::Scope scope = [] {
    cel::Scope s;
    s.variables = {{"row", {cel::TypeKind::dyn, 0, false, {}}},
                   {"look", {cel::TypeKind::timestamp, 0, false, {}}}};
    return s;
  }();
  return scope;
}

class Reader {
 public:
  Reader(const Document& document, Errors& errors)
      : reading_(document, errors),
        errors_(errors),
        mapping_(document.root, mapping_table, reading_, "a mapping") {}

  FileMapping read() {
    FileMapping result;
    if (!mapping_) return result;
    result.kind = mapping_.text("kind");
    if (const yaml::Node* id = mapping_.find("id")) result.id = compile(*id);
    if (const yaml::Node* at = mapping_.find("at")) result.at = compile(*at);
    if (const yaml::Node* set = mapping_.find("set"))
      for (const yaml::Entry& entry : set->entries)
        if (check_shape(entry.value, Shape::expression, entry.key, reading_))
          result.set.emplace_back(entry.key, compile(entry.value));
    read_how(result);
    read_form(result);
    return result;
  }

 private:
  cel::Program compile(const yaml::Node& node) {
    auto program = cel::compile(node.text, scope(), {}, {});
    if (program) return std::move(*program);
    for (Error& error : program.error()) {
      // The expression's own line and column count on from where its text begins.
      error.place = reading_.place(node);
      errors_.push_back(std::move(error));
    }
    return {};
  }

  bool choice(std::string_view key, std::vector<std::string> choices) {
    const yaml::Node* node = mapping_.find(key);
    return node && check_choice(*node, choices, key, reading_);
  }

  void read_how(FileMapping& result) {
    if (choice("how", {"looks", "events"}) && mapping_.text("how") == "events")
      result.how = How::events;
    result.whole = mapping_.find("whole") ? mapping_.boolean("whole") : result.how == How::looks;
    const yaml::Node* every = mapping_.find("every");
    if (!every) return;
    const auto duration = parse_duration(every->text);
    if (duration && duration->us > 0)
      result.every = *duration;
    else
      reading_.error(*every, fmt::format("`{}` is no duration", every->text),
                     "write one as `24h` or `7d`");
  }

  void read_form(FileMapping& result) {
    if (choice("format", {"csv", "json", "jsonl"})) result.format = mapping_.text("format");
    const yaml::Node* separator = mapping_.find("separator");
    if (!separator) return;
    if (separator->text.size() == 1 && separator->text != "\"" && separator->text != "\n")
      result.separator = separator->text[0];
    else
      reading_.error(*separator, "a separator is one character", "write `;`, or \"\\t\" for a tab");
  }

  Reading reading_;
  Errors& errors_;
  Mapping mapping_;
};

Result<Instant> to_instant(const json::Value& value) {
  const std::string* text = value.as_string();
  if (text) {
    if (const auto instant = parse_instant(*text)) return *instant;
    // A day alone begins at its 00:00, UTC: a file does not say where it was written.
    if (const auto date = parse_date(*text)) return Calendar().start_of(*date);
  }
  return failure(fmt::format("`at` gives {}, which is no time",
                             text ? fmt::format("`{}`", *text) : json::write(value)),
                 "give a date, or a time as `2026-03-01T09:00:00Z`");
}

class RowReader {
 public:
  RowReader(const json::Value& row, Instant look) {
    reader_.set("row", cel::from_json(row, arena_));
    reader_.set("look", cel::Value::of(look));
  }
  Result<json::Value> value(const cel::Program& program, std::string_view name) {
    auto result = to_json(cel::evaluate(program, reader_, arena_));
    if (!result)
      result.error().what = fmt::format("`{}` cannot be told: {}", name, result.error().what);
    return result;
  }

 private:
  cel::ValuesReader reader_;
  cel::Arena arena_;
};

}  // namespace

Keys mapping_keys() { return mapping_table; }

Result<FileMapping, Errors> read_mapping(std::string_view yaml, const std::string& file) {
  auto root = yaml::parse(yaml);
  if (!root) {
    for (Error& error : root.error()) error.place.file = file;
    return std::unexpected(std::move(root).error());
  }
  const Document document{file, file, yaml, std::move(*root), true};
  Errors errors;
  FileMapping result = Reader(document, errors).read();
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return result;
}

Result<LookRow> map_row(const FileMapping& mapping, const json::Value& row, Instant look) {
  RowReader reader(row, look);
  const json::Value id = TRY(reader.value(mapping.id, "id"));
  if (!id.as_string() || !is_id(*id.as_string()))
    return failure(fmt::format("`id` gives {}, which is no id", json::write(id)),
                   "an id is a text of 1 to 256 bytes without `#`");
  LookRow result{mapping.kind, *id.as_string(), {}, json::Value(json::Object{}), {}};
  if (mapping.at) {
    const json::Value at = TRY(reader.value(*mapping.at, "at"));
    if (!at.is_null()) result.at = TRY(to_instant(at));
  }
  for (const auto& [field, program] : mapping.set)
    result.set.set(field, TRY(reader.value(program, field)));
  return result;
}

}  // namespace probata::collect
