// A policy's file taken apart, before anything in it is looked up: front matter, sections, blocks,
// and what stands in braces, each with its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace probata::policy_parts {

// A stretch of the file.
struct Stretch {
  size_t begin = 0, end = 0;
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};
struct Sentence {
  Stretch words;
  std::vector<Stretch> tests;  // the names in `{test: NAME}` behind its full stop
};
struct Block {
  int number = 0;     // of a rule; else 0
  bool item = false;  // of a list
  Stretch heading;    // what it begins with in bold
  Stretch body;       // after the heading
};
struct Section {
  Stretch title, body;
};
struct Braces {
  std::string_view form, name;  // `param`, `test` or `waiver`; empty where it is none of them
  Stretch inside;
};

// Of the front matter with its first line of dashes, so that its lines are those of the file; empty
// where there is none.
Stretch front_matter(std::string_view text);
std::vector<Section> sections(std::string_view text, size_t from);
// Paragraphs and points of a list; with `rules` the numbered rules.
std::vector<Block> blocks(std::string_view text, Stretch section, bool rules);
std::vector<Sentence> sentences(std::string_view text, Stretch body);
std::vector<Braces> braces(std::string_view text, Stretch in);
// On one line, without spaces at its ends; a point of a list inside of it has a line of its own.
std::string folded(std::string_view);

}  // namespace probata::policy_parts
