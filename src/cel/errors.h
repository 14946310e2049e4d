// Every text that the parser and the checker say, a function for each mistake: no capital, no full
// stop, the user's words in backticks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cel/lexer.h"

namespace probata::cel::errors {

// Lexer and parser.
Mistake bad_character(std::string_view rest, uint32_t);
Mistake bad_quoted_name(uint32_t);
Mistake bad_number(uint32_t);
Mistake open_string(uint32_t);
Mistake bad_escape(std::string_view escape, uint32_t);
Mistake number_too_large(std::string_view, uint32_t);
Mistake unexpected(std::string_view token, uint32_t);
Mistake expected(std::string_view what, std::string_view found, uint32_t);
Mistake ends(uint32_t);
Mistake reserved(std::string_view, uint32_t);
Mistake too_deep(uint32_t);
Mistake too_many(uint32_t);
Mistake too_long(size_t limit);
Mistake not_utf8(uint32_t);
Mistake has_needs_field(uint32_t);
Mistake variable_needs_name(std::string_view macro, uint32_t);
Mistake same_variable(std::string_view, uint32_t);

// Checker. Types come as text: with an article (`a string`) where one is said of a thing.
Mistake unknown_name(std::string_view, std::span<const std::string> known, uint32_t);
Mistake unknown_function(std::string_view, std::span<const std::string> known, uint32_t);
Mistake macro_form(std::string_view macro, std::string_view usage, uint32_t);
Mistake unknown_field(std::string_view, std::string_view record, std::span<const std::string> known,
                      uint32_t);
Mistake unknown_kind(std::string_view, std::span<const std::string> known, uint32_t);
Mistake unknown_message(std::string_view, uint32_t);
Mistake one_field(std::string_view message, uint32_t);
Mistake wrong_field(std::string_view field, std::string_view wanted, std::string_view found,
                    uint32_t);
Mistake no_fields(std::string_view field, std::string_view, uint32_t);
Mistake several_kinds(std::string_view field, uint32_t);
Mistake no_overload(std::string_view function, std::string_view types,
                    std::span<const std::string> forms, uint32_t);
Mistake never_equal(std::string_view, std::string_view, uint32_t);
Mistake reference_to_text(uint32_t);
Mistake not_ordered(std::string_view sign, std::string_view, std::string_view, uint32_t);
Mistake not_boolean(std::string_view what, std::string_view, uint32_t);
Mistake branches_differ(std::string_view, std::string_view, uint32_t);
Mistake not_iterable(std::string_view, uint32_t);
Mistake bad_index(std::string_view container, std::string_view index, uint32_t);
Mistake bad_key(std::string_view, uint32_t);
Mistake outside_enum(std::string_view value, std::string_view field,
                     std::span<const std::string> values, uint32_t);
Mistake wrong_result(std::string_view expected, std::string_view found, uint32_t);
Mistake now_misused(uint32_t);
Mistake now_not_here(uint32_t);
Mistake not_one_record(std::string_view name, uint32_t);
Mistake needs_reference(std::string_view function, std::string_view, uint32_t);
Mistake needs_literal(std::string_view function, std::string_view what, uint32_t);
Mistake bad_layer(std::string_view, uint32_t);
Mistake bad_way(std::string_view field, std::string_view record, std::span<const std::string> known,
                uint32_t);
Mistake bad_span(std::string_view text, uint32_t);
Mistake no_dyn(uint32_t);
Mistake no_optionals(uint32_t);
Mistake not_optional(std::string_view found, uint32_t);
Mistake always_fails(std::string_view message, uint32_t);
Mistake too_large(uint32_t);
Mistake may_be_null(std::string_view path, uint32_t);

}  // namespace probata::cel::errors
