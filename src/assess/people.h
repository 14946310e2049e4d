// Who held which role and qualification at an instant, and which records of people concern a test
// and an item (semantics.md, sections 4 "judgement" and 8 "waiver").
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assess/signal.h"

namespace probata {

// The built-in records by what they are about, found once for many items. Immutable; any thread may
// read it.
class People {
 public:
  using About = std::pair<std::string, std::string>;  // test, item
  explicit People(const View&);

  // The same as a view of fewer facts has it, as far as it concerns a test and an item.
  People as_of(const View& fewer, const About& about) const;

  std::vector<Entity> judgements(const About& about) const { return find(judgements_, about); }
  std::vector<Entity> waivers(const About& about) const { return find(waivers_, about); }
  // The items of a test that any waiver is about.
  std::vector<std::string> waived(const std::string& test) const;
  const std::vector<Entity>& findings(const std::string& test) const;
  // The assignments that ever gave a role, by id.
  const std::vector<Entity>& assignments(const std::string& role) const;
  // When the last fact of any of these records, findings aside, was recorded that is late
  // (history/late.h); never_before(): none is.
  Instant last_late() const { return last_late_; }

  struct Answer {
    Truth truth = Truth::no;
    std::vector<Gap> gaps;  // of an unknown
  };
  // `by` as facts have it: `person/ID`; nobody else holds a role.
  Answer holds_role(const View&, std::string_view by, const std::string& role, Instant) const;
  Answer is_qualified(const View&, std::string_view by, const std::string& name, Instant) const;

 private:
  People() = default;
  using Records = std::map<About, std::vector<Entity>>;
  using ByText = std::map<std::string, std::vector<Entity>>;
  static std::vector<Entity> find(const Records&, const About&);
  static const std::vector<Entity>& find(const ByText&, const std::string&);
  Records judgements_, waivers_;
  struct Others {
    ByText assignments, qualifications, findings;
  };
  std::shared_ptr<const Others> others_;  // whoever asks for them reads them through a view
  Instant last_late_ = Instant::never_before();
};

// Whether a value names the person of a `by`.
bool is_person(const View&, const cel::Value&, std::string_view by);

// What one field of a record said, as people and known at the view: by `at`, the last of several at
// one instant.
struct Said {
  Range at;
  const cel::Value* value;
  FactNo fact;
};
std::vector<Said> said(const View&, Entity, std::string_view field);
// A timestamp field at an instant; empty where null or not known.
std::optional<Instant> timestamp_at(const View&, Entity, std::string_view field, Instant);
// The field's text at an instant; empty where null or not known.
std::string text_at(const View&, Entity, std::string_view field, Instant);

}  // namespace probata
