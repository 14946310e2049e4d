#include <fmt/format.h>

#include <iostream>

#include "cel/conformance.h"
#include "cel/values_reader.h"
#include "cli/commands.h"
#include "cli/input.h"

namespace probata::cli {

int cel(const CelOptions& options) {
  if (options.jsonl) {
    int code = done, number = 0;
    for (std::string line; std::getline(std::cin, line);) {
      ++number;
      if (line.empty()) continue;
      auto result = cel::run_case(line);
      if (result)
        fmt::print("{}\n", *result);
      else
        code = tell(Error{result.error().what,
                          result.error().hint,
                          {"standard input", number, result.error().place.column}},
                    false);
    }
    return code;
  }
  auto program = cel::compile(options.expression, cel::Scope{}, {}, Place{"expression", 1, 1});
  if (!program) return tell(program.error(), false);
  cel::ValuesReader reader;
  cel::Arena arena;
  auto value = cel::evaluate(*program, reader, arena);
  fmt::print("{}\n", cel::to_text(value));
  return value.is(cel::Tag::error) ? found : done;
}

}  // namespace probata::cli
