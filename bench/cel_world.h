// The small world that cel_bench evaluates in: four things whose fields are values in rows, read as
// a history at one instant would be; and the same as JSON for the reference.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "cel/program.h"
#include "cel/types.h"

namespace probata::bench {

enum : uint16_t { account_record, person_record, device_record, change_record };

inline cel::RecordField field(std::string name, cel::Type type, uint16_t number) {
  return {std::move(name), std::move(type), number, {}};
}

inline const std::vector<cel::Record>& records() {
  using enum cel::TypeKind;
  const auto t = [](cel::TypeKind kind) { return cel::make_type(kind); };
  static const std::vector<cel::Record> all = {
      {"account",
       account_record,
       true,
       {field("status", t(string), 1), field("person", cel::record_type(person_record), 2),
        field("email", t(string), 3), field("service", t(boolean), 4),
        field("last_login", t(timestamp), 5), field("roles", cel::list_of(t(string)), 6)}},
      {"person",
       person_record,
       true,
       {field("status", t(string), 1), field("age", t(integer), 2),
        field("accounts", cel::list_of(cel::record_type(account_record)), 3)}},
      {"device",
       device_record,
       true,
       {field("encrypted", t(boolean), 1), field("os_version", t(string), 2),
        field("screen_lock", t(integer), 3)}},
      {"change",
       change_record,
       true,
       {field("approvers", cel::list_of(t(string)), 1), field("author", t(string), 2),
        field("emergency", t(boolean), 3)}}};
  return all;
}

inline const cel::Scope& scope() {
  static const cel::Scope made = [] {
    cel::Scope s;
    s.variables = {{"account", cel::record_type(account_record)},
                   {"person", cel::record_type(person_record)},
                   {"device", cel::record_type(device_record)},
                   {"change", cel::record_type(change_record)},
                   {"allowed", cel::list_of(cel::make_type(cel::TypeKind::string))}};
    s.records = &records();
    s.now = true;
    s.control = true;
    return s;
  }();
  return made;
}

class World final : public cel::Reader {
 public:
  // In world 0, the one that is timed, every operand of every expression is needed; in the others a
  // bit of the number each changes what one of them gives.
  explicit World(unsigned number);

  cel::Value slot(const cel::Slot& s, cel::Arena&) override {
    cel::Value v = variables_[s.variable];
    for (const uint16_t field : s.fields) v = rows_[v.entity][field];
    return v;
  }
  cel::Value select(cel::Value entity, uint16_t field, cel::Arena&) override {
    return rows_[entity.entity][field];
  }
  Instant now() const override { return Instant{1'775'001'600'000'000}; }
  const Calendar& calendar() const override { return calendar_; }
  // The expressions have no use for these.
  cel::Value entities(uint16_t, cel::Arena&) override { return {}; }
  cel::Value exists(const cel::Slot*, cel::Value, cel::Arena&) override { return {}; }
  cel::Value seen(cel::Value, std::string_view, cel::Arena&) override { return {}; }
  void flips(Instant) override {}

  const std::string& json() const { return json_; }

 private:
  using Row = std::array<cel::Value, 7>;
  cel::Value string(std::string_view s) { return values_.string(s); }
  cel::Value strings(const std::vector<std::string>& all) {
    std::vector<cel::Value> items;
    for (const auto& s : all) items.push_back(string(s));
    return values_.list(items);
  }
  cel::Value add(uint16_t record, const Row& row) {
    rows_.push_back(row);
    return cel::Value::of_entity(static_cast<uint32_t>(rows_.size() - 1), record);
  }

  cel::Arena values_;
  std::array<cel::Value, 5> variables_;
  std::vector<Row> rows_;
  Calendar calendar_;
  std::string json_;
};

inline std::string quoted(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& s : all) out += fmt::format("{}\"{}\"", out.empty() ? "" : ",", s);
  return "[" + out + "]";
}

inline World::World(unsigned number) {
  const auto bit = [&](unsigned i) { return (number >> i & 1) != 0; };
  const auto integer = [](int64_t n) { return cel::Value::of(n); };
  const auto boolean = [](bool b) { return cel::Value::of(b); };
  const std::string status = bit(0) ? "disabled" : "active",
                    departed = bit(1) ? "active" : "departed";
  const std::string email = bit(2) ? "ann@example.com" : "ann@example.org";
  const bool service = !bit(0), encrypted = !bit(3);
  const Instant last{bit(1) ? 1'767'225'600'000'000 : 1'772'323'200'000'000};
  const std::vector<std::string> roles = {"reader", "writer", bit(2) ? "auditor" : "admin"};
  const std::vector<std::string> allowed = {"reader", "writer", "admin", "owner"};
  const int64_t age = bit(3) ? 70 : 40, screen_lock = bit(1) ? 1200 : 600;
  const std::string version = bit(2) ? "13.6" : "14.5", author = bit(1) ? "bob" : "ann";
  const std::vector<std::string> approvers = {"bob", "cyd"};

  const auto leaver = add(person_record, {cel::Value(), string(departed), integer(age)});
  variables_[account_record] =
      add(account_record, {cel::Value(), string(status), leaver, string(email), boolean(service),
                           cel::Value::of(last), strings(roles)});
  std::vector<cel::Value> accounts;
  std::string accounts_json;
  for (int i = 0; i < 5; ++i) {
    const std::string each = i % 2 == 0 && !bit(3) ? "active" : "disabled";
    accounts.push_back(add(account_record, {cel::Value(), string(each)}));
    accounts_json += fmt::format(R"({}{{"status":"{}"}})", i == 0 ? "" : ",", each);
  }
  variables_[person_record] =
      add(person_record, {cel::Value(), string(departed), integer(age), values_.list(accounts)});
  variables_[device_record] =
      add(device_record, {cel::Value(), boolean(encrypted), string(version), integer(screen_lock)});
  variables_[change_record] =
      add(change_record, {cel::Value(), strings(approvers), string(author), boolean(bit(0))});
  variables_[change_record + 1] = strings(allowed);
  json_ = fmt::format(
      R"({{"account":{{"status":"{}","person":{{"status":"{}","age":{}}},"email":"{}","service":{},"last_login":"{}","roles":{}}},)"
      R"("person":{{"status":"{}","age":{},"accounts":[{}]}},"device":{{"encrypted":{},"os_version":"{}","screen_lock":{}}},)"
      R"("change":{{"approvers":{},"author":"{}","emergency":{}}},"allowed":{},"now":"{}"}})",
      status, departed, age, email, service, to_text(last), quoted(roles), departed, age,
      accounts_json, encrypted, version, screen_lock, quoted(approvers), author, bit(0),
      quoted(allowed), to_text(now()));
}

inline std::vector<World> make_worlds() {
  std::vector<World> worlds;
  for (unsigned number = 0; number < 16; ++number) worlds.emplace_back(number);
  return worlds;
}

}  // namespace probata::bench
