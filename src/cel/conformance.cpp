#include "cel/conformance.h"

#include <fmt/format.h>

#include "cel/compile.h"
#include "cel/functions.h"
#include "cel/values_reader.h"

namespace probata::cel {
namespace {

bool is_set(const json::Value& given, std::string_view key) {
  const auto* flag = given.find(key);
  return flag && flag->as_bool() && *flag->as_bool();
}

// {"value": V}, {"error": …} or {"unknown": {"exprs": ["1", …]}}.
Result<Value> binding(const json::Value& given, Arena& arena) {
  if (const auto* value = given.find("value")) return value_from_json(*value, arena);
  if (given.find("error")) return arena.error(Failure::other, "an error was bound");
  const auto* unknown = given.find("unknown");
  if (!unknown) return failure("a binding has neither `value`, `error` nor `unknown`");
  std::vector<Cause> causes;
  const auto* ids = unknown->find("exprs");
  for (const auto& id : ids && ids->as_array() ? *ids->as_array() : json::Array{}) {
    const auto* text = id.as_string();
    const auto* number = id.as_int();
    causes.push_back(number ? static_cast<Cause>(*number)
                     : text ? static_cast<Cause>(std::strtoul(text->c_str(), nullptr, 10))
                            : 0);
  }
  return arena.unknown(causes);
}

// What a case declares; the scope points to its functions.
struct Declared {
  Scope scope;
  std::vector<Overload> functions;
  TypeNames names;
};

Value not_there(Frame&, const Value*) {
  static const Problem declared_only{Failure::other, "the function is declared, and not there"};
  return problem(declared_only);
}

// {"overloads": [{"params": […], "resultType": …, "isInstanceFunction": true}]}
Result<void> declare_function(std::string_view name, const json::Value& function, Declared& out) {
  const auto* overloads = function.find("overloads");
  for (const auto& given :
       overloads && overloads->as_array() ? *overloads->as_array() : json::Array{}) {
    Overload o;
    o.name = name;
    o.member = is_set(given, "isInstanceFunction");
    o.pure = false;
    o.call = not_there;
    out.names.parameters.clear();
    const auto* parameters = given.find("params");
    for (const auto& p :
         parameters && parameters->as_array() ? *parameters->as_array() : json::Array{}) {
      o.parameters.push_back(TRY(type_from_json(p, out.names)));
      o.accepts.push_back(tags_of(o.parameters.back()));
    }
    if (const auto* result = given.find("resultType"))
      o.result = TRY(type_from_json(*result, out.names));
    out.functions.push_back(std::move(o));
  }
  return {};
}

Result<void> declare(const json::Value& d, Declared& out) {
  const auto* name = d.find("name");
  if (!name || !name->as_string()) return failure("a declaration has a `name`");
  if (const auto* function = d.find("function"))
    return declare_function(*name->as_string(), *function, out);
  const auto* ident = d.find("ident");
  const auto* type = ident ? ident->find("type") : nullptr;
  if (type)
    out.scope.variables.push_back({*name->as_string(), TRY(type_from_json(*type, out.names))});
  return {};
}

Result<void> read_scope(const json::Value& given, Declared& out) {
  Scope& scope = out.scope;
  if (const auto* container = given.find("container"); container && container->as_string())
    scope.container = *container->as_string();
  if (const auto* declared = given.find("typeEnv"); declared && declared->as_array())
    for (const auto& d : *declared->as_array()) TRY_VOID(declare(d, out));
  scope.functions = &out.functions;
  // What is bound and not declared is dyn.
  if (const auto* bindings = given.find("bindings"); bindings && bindings->as_object())
    for (const auto& b : *bindings->as_object()) {
      const auto same = [&](const Scope::Variable& v) { return v.name == b.key; };
      if (std::ranges::none_of(scope.variables, same)) scope.variables.push_back({b.key, {}});
    }
  return {};
}

std::string error_json(std::string_view message) {
  json::Value error, errors, out;
  error.set("message", message);
  errors.push(std::move(error));
  json::Value list;
  list.set("errors", std::move(errors));
  out.set("evalError", std::move(list));
  return json::write(out);
}

std::string result_json(const Value& v) {
  json::Value out;
  if (v.is(Tag::error)) return error_json(v.problem->message);
  if (v.is(Tag::unknown)) {
    json::Value ids(json::Array{}), unknown;
    for (const Cause c : v.unknown->causes) ids.push(std::to_string(c));
    unknown.set("exprs", std::move(ids));
    out.set("unknown", std::move(unknown));
    return json::write(out);
  }
  auto value = value_to_json(v);
  if (!value) return error_json(value.error().what);
  out.set("value", std::move(*value));
  return json::write(out);
}

}  // namespace

Result<std::string> run_case(std::string_view line) {
  const json::Value given = TRY(json::parse(line));
  const auto* expression = given.find("expr");
  if (!expression || !expression->as_string()) return failure("a case needs `expr`, a string");
  Declared declared;
  if (const auto read = read_scope(given, declared); !read) return error_json(read.error().what);
  Compilation how;
  how.lenient = is_set(given, "disableCheck");
  const auto program = compile_with(*expression->as_string(), declared.scope, how);
  if (!program) return error_json(to_text(program.error()[0]));
  if (is_set(given, "checkOnly")) {
    json::Value typed, out;
    typed.set("deducedType", type_to_json(program->type(), declared.names));
    out.set("typedResult", std::move(typed));
    return json::write(out);
  }
  Arena bound, arena;
  ValuesReader reader;
  if (const auto* bindings = given.find("bindings"); bindings && bindings->as_object())
    for (const auto& b : *bindings->as_object()) {
      const auto value = binding(b.value, bound);
      if (!value) return error_json(value.error().what);
      reader.set(b.key, *value);
    }
  return result_json(evaluate(*program, reader, arena));
}

}  // namespace probata::cel
