// Which controls apply to an organisation at an instant, and why, in words.
#pragma once

#include "catalog/settings.h"

namespace probata {

enum class Applies : uint8_t { yes, no, not_known };
// What decided: nothing excludes it and it asks nothing; the answers of tailoring; the profile; the
// list of controls beside it; somebody who said that it is not applicable; its dates.
enum class Because : uint8_t { always, answers, profile, also, not_applicable, dates };
std::string_view to_text(Applies);
std::string_view to_text(Because);

struct Applicability {
  Applies applies = Applies::yes;
  Because because = Because::always;
  std::string reason;                      // a sentence
  std::vector<const Question*> questions;  // that its `applies` reads, in the order of the file
};
Applicability applicability(const Catalog&, const Settings&, const Control&, Instant);

struct AnswerInForce {
  const ParameterValue* value = nullptr;  // none: nobody answered, and nothing is assumed
  bool given = false;                     // else it is assumed
  std::optional<Instant> since;           // where it is given with a date
};
AnswerInForce answer_at(const Catalog&, const Settings&, const Question&, Instant);
// `yes`, `From home`; `not answered` where there is none.
std::string answer_words(const Question&, const ParameterValue*);

// Categories of the criteria that it serves, in the order of the criteria.
std::vector<std::string> categories_of(const Catalog&, const Control&);
// Questions that neither a control's `applies` reads, nor a test any of the kinds that they tell
// of: whatever is answered, nothing follows.
std::vector<const Question*> idle_questions(const Catalog&);

}  // namespace probata
