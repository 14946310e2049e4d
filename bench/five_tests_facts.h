// Two million facts over 2026, the same for whoever is measured: 20,000 people with five accounts
// each, of whom 15 % leave; sign-ins, devices, repositories and changes. Made from a seed, in the
// order of their instants.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "catalog/settings.h"
#include "history/history.h"

namespace probata::bench {

enum class Of : uint8_t { person, account, sign_in, device, repository, change };
enum class What : uint8_t { status, person, account, encrypted, guarded, state };

struct Told {
  int32_t at;  // seconds from the beginning of 2026
  Of kind;
  What field;
  uint32_t id, value;
};

inline constexpr Instant beginning{1'767'225'600'000'000};
inline constexpr int32_t year = 365 * 86'400;
inline Instant instant(int64_t seconds) { return beginning + second * seconds; }

// Values of `status` (person and account) and `state` (change), by number.
inline constexpr const char* statuses[] = {"active", "departed", "disabled"};
inline constexpr const char* states[] = {"drafted", "merged", "reviewed", "opened"};

struct Size {
  uint32_t people = 20'000, devices = 30'000, repositories = 2'000, changes = 10'000;
  uint32_t sign_ins = 1'056'445, device_facts = 352'296, repository_facts = 176'361,
           change_facts = 176'465;
  int32_t length = year;  // of the time over which it all happens

  Size times(double n) const {
    Size s = *this;
    for (uint32_t Size::* count :
         {&Size::sign_ins, &Size::device_facts, &Size::repository_facts, &Size::change_facts})
      s.*count = static_cast<uint32_t>(s.*count * n);
    return s;
  }
  Size smaller(double n) const {
    Size s = times(1 / n);
    for (uint32_t Size::* count :
         {&Size::people, &Size::devices, &Size::repositories, &Size::changes})
      s.*count = static_cast<uint32_t>(s.*count / n);
    return s;
  }
};

class Generator {
 public:
  explicit Generator(const Size& size) : size_(size) {}

  std::vector<Told> run() {
    for (uint32_t person = 0; person < size_.people; ++person) live(person);
    for (uint32_t n = 0; n < size_.sign_ins; ++n)
      tell(1 + within(size_.length - 1), Of::sign_in, n, What::account, within(accounts()));
    switches(Of::device, What::encrypted, size_.devices, size_.device_facts);
    switches(Of::repository, What::guarded, size_.repositories, size_.repository_facts);
    for (uint32_t n = 0; n < size_.change_facts; ++n)
      tell(1 + within(size_.length - 1), Of::change, within(size_.changes), What::state, within(4));
    std::ranges::stable_sort(facts_, [](const Told& a, const Told& b) {
      return std::tie(a.at, a.kind, a.id, a.field) < std::tie(b.at, b.kind, b.id, b.field);
    });
    // One word of a thing an instant: of which of two counts, no two programs need agree.
    const auto again = [](const Told& a, const Told& b) {
      return std::tie(a.at, a.kind, a.id, a.field) == std::tie(b.at, b.kind, b.id, b.field);
    };
    facts_.erase(std::unique(facts_.begin(), facts_.end(), again), facts_.end());
    return std::move(facts_);
  }

 private:
  uint32_t accounts() const { return size_.people * 5; }
  uint32_t within(int64_t n) {  // splitmix64
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return static_cast<uint32_t>((z ^ z >> 31) % static_cast<uint64_t>(n));
  }
  void tell(int64_t at, Of kind, uint32_t id, What field, uint32_t value) {
    if (at < size_.length) facts_.push_back({static_cast<int32_t>(at), kind, field, id, value});
  }
  void live(uint32_t person) {
    tell(0, Of::person, person, What::status, 0);
    const bool leaves = within(100) < 15;
    const int64_t end = 1 + within(size_.length - 1);
    if (leaves) tell(end, Of::person, person, What::status, 1);
    for (uint32_t account = person * 5; account < person * 5 + 5; ++account) {
      tell(0, Of::account, account, What::person, person);
      tell(0, Of::account, account, What::status, 0);
      if (leaves) close(account, end);
    }
  }
  void close(uint32_t account, int64_t end) {
    const uint32_t fate = within(100);
    if (fate < 93) tell(end + within(86'401), Of::account, account, What::status, 2);
    if (fate >= 93 && fate < 98)
      tell(end + 86'401 + within(10 * 86'400), Of::account, account, What::status, 2);
    if (fate == 98) tell(1 + within(end), Of::account, account, What::status, 2);
  }
  void switches(Of kind, What field, uint32_t things, uint32_t facts) {
    for (uint32_t n = 0; n < things; ++n) tell(0, kind, n, field, 1);
    for (uint32_t n = things; n < facts; ++n)
      tell(1 + within(size_.length - 1), kind, within(things), field, within(2));
  }

  Size size_;
  uint64_t state_ = 42;
  std::vector<Told> facts_;
};

inline std::string id_of(const Told& t) {
  constexpr const char* letters = "pasdrc";
  return fmt::format("{}{:07}", letters[static_cast<size_t>(t.kind)], t.id);
}

// The five tests, as an organisation would write them.
inline const Folder& catalog_folder() {
  static const Folder folder{
      "bench",
      {{"kinds/person.yaml",
        "kind: person\nfields:\n  status: {type: string, enum: [active, departed]}\n"},
       {"kinds/account.yaml",
        "kind: account\nfields:\n  status: {type: string, enum: [active, disabled]}\n"
        "  person: {ref: person, reverse: accounts}\n"},
       {"kinds/sign_in.yaml",
        "kind: sign_in\nfields:\n  account: {ref: account, reverse: sign_ins}\n"},
       {"kinds/device.yaml", "kind: device\nfields:\n  encrypted: bool\n"},
       {"kinds/repository.yaml", "kind: repository\nfields:\n  guarded: bool\n"},
       {"kinds/change.yaml",
        "kind: change\nfields:\n"
        "  state: {type: string, enum: [drafted, merged, reviewed, opened]}\n"},
       {"controls/five.yaml", R"(control: five
title: Five
statement: Five tests.
tests:
  - id: leavers
    title: Accounts of leavers are disabled within 24 h
    each: account
    when: account.person.status == "departed"
    then: account.status == "disabled"
    within: 24h
  - id: encrypted
    title: Devices are encrypted
    each: device
    always: device.encrypted
    grace: 1h
  - id: guarded
    title: Repositories are protected
    each: repository
    always: repository.guarded
  - id: sign-in
    title: Accounts are used each quarter
    each: account
    every: quarter
    occurs: account.sign_ins
  - id: reviewed
    title: Changes are reviewed within 30 d
    each: change
    when: change.state == "opened"
    then: change.state == "reviewed"
    within: 720h
)"}}};
  return folder;
}

class Loader {
 public:
  explicit Loader(const Catalog& catalog) : catalog_(catalog) {
    for (const char* name : {"person", "account", "sign_in", "device", "repository", "change"})
      kinds_.push_back(catalog.kind(name));
  }

  void fold(History& history, const std::vector<Told>& facts, int32_t length) {
    for (const Told& told : facts) fold(history, fact_of(told));
    for (const Kind* kind : kinds_) fold(history, collection(*kind, length));
  }
  Fact fact_of(const Told& told) const {
    constexpr const char* names[] = {"status",    "person",  "account",
                                     "encrypted", "guarded", "state"};
    const Kind& kind = *kinds_[static_cast<size_t>(told.kind)];
    const FieldDefinition& field = *kind.find(names[static_cast<size_t>(told.field)]);
    Fact fact;
    fact.kind = kind.number;
    fact.id = id_of(told);
    fact.at = instant(told.at);
    fact.by = "connector:" + kind.name;
    fact.set.emplace_back(field.number, value_of(told, field));
    return fact;
  }
  void fold(History& history, const Fact& fact) const {
    history.fold(FactNo{history.size()}, fact.at + second, fact);
  }

 private:
  static FieldValue value_of(const Told& told, const FieldDefinition& field) {
    if (field.type == FieldType::boolean) return told.value != 0;
    if (field.type == FieldType::string)
      return std::string(told.kind == Of::change ? states[told.value] : statuses[told.value]);
    const Of target = told.field == What::person ? Of::person : Of::account;
    return Reference{field.targets.front(), id_of({0, target, {}, told.value, 0}), {}, {}};
  }
  // The source's own log of the whole time.
  Fact collection(const Kind& kind, int32_t length) const {
    const std::string from = to_text(beginning), to = to_text(instant(length));
    const std::string line = fmt::format(
        R"({{"at":"{1}","by":"connector:{2}","id":"{2}","kind":"collection","set":{{"complete":true,"from":"{0}","how":"events","kinds":["{2}"],"to":"{1}"}}}})",
        from, to, kind.name);
    return read_fact(line, catalog_).value();
  }

  const Catalog& catalog_;
  std::vector<const Kind*> kinds_;
};

}  // namespace probata::bench
