// The words of a policy: which of them are numbers, say nothing that a test could prove, or
// promise something. `policy_words.cpp` has the lists.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/policy_parts.h"

namespace probata::policy_words {

struct Word {
  policy_parts::Stretch place;
  std::string lower;
  bool joined = false;  // to the word before, by spaces or a hyphen
};
// A time or a name for which there is no parameter: how a policy says it, and how a test writes it.
struct Literal {
  std::vector<std::string_view> said, written;
};

// Without what stands in braces.
std::vector<Word> words_of(std::string_view text, policy_parts::Stretch in);
std::span<const Literal> literals();
bool says(std::span<const Word>, const Literal&);
bool writes(std::string_view test, const Literal&);
// In figures and in words, and units of time; not in what the literals say.
std::vector<policy_parts::Stretch> bare_numbers(std::span<const Word>,
                                                std::span<const Literal> said_by_tests);
std::vector<policy_parts::Stretch> vague_words(std::span<const Word>);
bool promises(std::span<const Word>);

}  // namespace probata::policy_words
