// A small world for tests and fuzzing: kinds with references both ways, and a Reader whose values a
// test sets by path.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cel/program.h"
#include "cel/types.h"

namespace probata::cel::testing {

enum : uint16_t { account_record = 0, person_record, system_record, param_record };

inline RecordField field_of(std::string name, Type type, uint16_t number, bool nullable = true,
                            std::vector<std::string> values = {}) {
  type.nullable = nullable && type.kind != TypeKind::list;
  return {std::move(name), std::move(type), number, std::move(values)};
}

inline const std::vector<Record>& records() {
  const auto t = [](TypeKind k) { return make_type(k); };
  static const std::vector<Record> all = {
      {"account",
       account_record,
       true,
       {field_of("person", record_type(person_record), 1),
        field_of("system", record_type(system_record), 2, false),
        field_of("status", t(TypeKind::string), 3, true, {"active", "disabled"}),
        field_of("mfa", t(TypeKind::boolean), 4), field_of("last_login", t(TypeKind::timestamp), 5),
        field_of("created", t(TypeKind::timestamp), 6, false),
        field_of("logins", t(TypeKind::integer), 7),
        field_of("labels", map_of(t(TypeKind::string), t(TypeKind::string)), 8),
        field_of("owner", record_type(Type::any_record), 9),
        field_of("config", t(TypeKind::dyn), 10)}},
      {"person",
       person_record,
       true,
       {field_of("name", t(TypeKind::string), 1),
        field_of("status", t(TypeKind::string), 2, true, {"active", "departed"}),
        field_of("manager", record_type(person_record), 3),
        field_of("accounts", list_of(record_type(account_record)), 4),
        field_of("left", t(TypeKind::timestamp), 5), field_of("age", t(TypeKind::integer), 6)}},
      {"system",
       system_record,
       true,
       {field_of("name", t(TypeKind::string), 1), field_of("in_scope", t(TypeKind::boolean), 2)}},
      {"param",
       param_record,
       false,
       {field_of("access_removal", t(TypeKind::duration), 1, false),
        field_of("review", t(TypeKind::span), 2, false)}}};
  return all;
}

inline Scope control_scope() {
  Scope s;
  s.variables = {{"account", record_type(account_record)},
                 {"person", record_type(person_record)},
                 {"param", record_type(param_record)}};
  s.records = &records();
  s.now = true;
  s.control = true;
  return s;
}

// Values by text: slots by their path (`account.person.status`), fields by entity and number. What
// nobody set is null.
class WorldReader : public Reader {
 public:
  std::map<std::string, Value> slots;
  std::map<std::pair<uint32_t, uint16_t>, Value> fields;
  std::map<uint16_t, Value> populations;
  std::vector<Instant> flipped;
  std::vector<std::array<size_t, 3>> joined;  // referring(): record, field, how many targets
  std::vector<std::string> asked;             // exists(): the slots' paths
  Instant time;
  Calendar zone;
  Value unset;  // of what is not set

  Value slot(const Slot& s, Arena&) override {
    std::string path;
    for (const auto& n : s.names) path += (path.empty() ? "" : ".") + n;
    const auto found = slots.find(path);
    return found == slots.end() ? unset : found->second;
  }
  Value select(Value entity, uint16_t field, Arena&) override {
    const auto found = fields.find({entity.entity, field});
    return found == fields.end() ? unset : found->second;
  }
  Value entities(uint16_t record, Arena& arena) override {
    const auto found = populations.find(record);
    return found == populations.end() ? arena.list(std::span<const Value>{}) : found->second;
  }
  bool narrows() const override { return true; }
  Value referring(uint16_t record, std::span<const uint16_t> fields, std::span<const Value> targets,
                  Arena& arena) override {
    joined.push_back({record, fields.back(), targets.size()});
    return entities(record, arena);
  }
  Value exists(const Slot* s, Value reference, Arena&) override {
    asked.push_back(s ? s->names.back() : "");
    return reference.is(Tag::unknown) && !s ? reference : Value::of(reference.is(Tag::entity));
  }
  Value seen(Value entity, std::string_view layer, Arena&) override {
    return Value::of(layer == "people" && entity.entity % 2 == 1);
  }
  Instant now() const override { return time; }
  void flips(Instant t) override { flipped.push_back(t); }
  const Calendar& calendar() const override { return zone; }
};

}  // namespace probata::cel::testing
