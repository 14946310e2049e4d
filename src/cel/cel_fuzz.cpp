// Any text: compiled in plain mode, leniently, and as a condition of a control; evaluated where all
// that is read is unknown or null. Nothing may crash, hang, or go past its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "cel/compile.h"
#include "cel/values_reader.h"
#include "cel/world_for_tests.h"

using namespace probata;
using namespace probata::cel;

namespace {

Limits small() {
  Limits limits;
  limits.steps = 20'000;
  limits.memory = 1 << 20;
  return limits;
}

void run_in_control(std::string_view text) {
  static const Scope scope = testing::control_scope();
  const auto program = compile(text, scope, {}, {}, small());
  if (!program) return;
  Arena arena, made;
  testing::WorldReader world;
  for (const bool unknown : {true, false}) {
    const Cause cause = 1;
    if (unknown) world.unset = made.unknown(std::span(&cause, 1));
    const Value v = evaluate(*program, world, arena, small());
    std::vector<Step> steps;
    const Value again = evaluate_traced(*program, world, arena, steps, small());
    if (v.tag != again.tag) std::abort();
    if (to_text(v) != to_text(again)) std::abort();
    world.unset = Value();
  }
}

void run_plain(std::string_view text, bool lenient) {
  static const Scope scope = [] {
    Scope s;
    s.variables = {{"x", {}}, {"y", {}}};
    return s;
  }();
  Compilation how;
  how.lenient = lenient;
  how.limits = small();
  const auto program = compile_with(text, scope, how);
  if (!program) return;
  Arena arena, made;
  ValuesReader reader;
  const Value items[] = {Value::of(int64_t{1}), Value(), made.string("a")};
  reader.set("x", made.list(items));
  (void)to_text(evaluate(*program, reader, arena, small()));
  if (arena.bytes_used() > (2u << 20)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  run_plain(text, false);
  run_plain(text, true);
  run_in_control(text);
  return 0;
}
