#!/usr/bin/env python3
"""Each house rule fires on a bad example and on nothing else: a check that cannot fail is a defect."""
import pathlib
import subprocess
import sys
import tempfile

import cpp
import house

README = "# {0}\n\nWhat {0} is.\n\nneeds: {1}\n"
GOOD = {
    "src/base/README.md": README.format("base", "–"),
    "src/base/a.h": "#pragma once\nint a();\n",
    "src/base/a.cpp": '#include "base/a.h"\nint a() {\n  return 86\'400;\n}\n',
    "src/cel/README.md": README.format("cel", "base"),
    "src/cel/c.cpp": '#include "base/a.h"\n// #include "server/s.h" and std::cout << 1; co_await x;\nconst char* c() { return "co_await std::cout"; }\n',
    "src/server/README.md": README.format("server", "cel"),
    "src/server/s.cpp": '#include <boost/beast.hpp>\n#include "base/a.h"\nvoid s() { co_return; }\n',
    "src/cli/README.md": README.format("cli", "server"),
    "src/cli/m.cpp": '#include "server/s.h"\nint main() { std::cout << 1; }\n',
    "web/src/a.ts": 'import x from "../work/x";\n',
    "web/src/api.gen.ts": "//\n" * 900,
    "web/package-lock.json": '{"resolved": false}\n' + "\n" * 900,
    "tests/cases/a.jsonl": "{}\n" * 900,
}
LONG = "int f() {\n" + "  x();\n" * 69 + "}\n"   # 71 lines
FITS = "int f() {\n" + "  x();\n" * 68 + "}\n"
WORK = "/" + "work/"
DO = "TO" + "DO"
FIX = "FIX" + "ME"

# rule, file, its text, the line that it names
BAD = [
    ("rule_includes", "src/base/b.cpp", '\n#include "cel/c.h"\n', 2),
    ("rule_includes", "src/cel/b.cpp", "/* one\ntwo */ int x;\n#include <server/s.h>\n", 3),
    ("rule_includes", "src/cel/b.cpp", "#include <boost/beast/http.hpp>\n", 1),
    ("rule_includes", "src/cli/b.cpp", "#  include <boost/asio.hpp>\n", 1),
    ("rule_includes", "src/cel/b.cpp", "Task f() {\n  co_await g();\n}\n", 2),
    ("rule_includes", "src/cel/b.h", "inline Task f() { co_yield 1; }\n", 1),
    ("rule_file_length", "src/base/b.cpp", "\n" * 801, 801),
    ("rule_file_length", "catalog/controls/b.yaml", "a: 1\n" * 801, 801),
    ("rule_file_length", "tests/b.py", "\n" * 800 + "x", 801),
    ("rule_file_length", "bench/b.md", "x\n" * 801, 801),
    ("rule_function_length", "src/base/b.cpp", "\n" + LONG, 2),
    ("rule_function_length", "src/base/b.h", "namespace x {\nclass B {\n public:\n  " + LONG + "};\n}\n", 4),
    ("rule_function_length", "src/base/b_test.cpp", LONG.replace("int f()", "TEST(A, B)"), 1),
    ("rule_function_length", "src/base/b.cpp", LONG.replace("int f()", "B::B(int d)\n    : a_{d}, b_(d), c_{d, 1}"), 1),
    ("rule_function_length", "src/base/b.cpp", LONG.replace("int f()", "template <class T, class U>\nauto f(T t) -> std::map<T, U>"), 1),
    ("rule_function_length", "src/base/b.cpp", LONG.replace("  x();\n", "  if (x) { y([] { z(); }); }\n"), 1),
    ("rule_function_length", "src/base/b.cpp", LONG.replace("  x();\n", '  x("}"); // }\n', 1), 1),
    ("rule_function_length", "src/base/b.cpp", LONG.replace("  x();\n", "  x('}', '\\'', 1'000, R\"(}\")\");\n", 1), 1),
    ("rule_function_length", "src/base/b.cpp", LONG.replace("  x();\n", "#ifdef A\n  if (a) {\n#else\n  if (b) {\n#endif\n  }\n", 1), 1),
    ("rule_function_length", "src/base/b.cpp", "const auto f = [](int i) {\n" + "  x();\n" * 70 + "};\n", 1),
    ("rule_function_length", "src/base/b.cpp", "struct X { int i; };\nstruct X g(struct X x) {\n" + "  x();\n" * 70 + "}\n", 2),
    ("rule_function_length", "src/base/b.cpp", "int f() {\n", 1),
    ("rule_function_length", "src/base/b.cpp", "int f() {\n}\n}\n", 3),
    ("rule_readme", "src/new/b.h", "int b();\n", 1),
    ("rule_readme", "src/new/README.md", "# new\n\nneeds: base\n", 1),
    ("rule_readme", "src/new/README.md", "# new\n\nWhat it is.\n", 1),
    ("rule_readme", "src/new/README.md", README.format("new", "base nowhere"), 5),
    ("rule_readme", "src/base/README.md", README.format("base", "cli"), 5),
    ("rule_ui_file_length", "web/src/pages/b.tsx", "\n" * 301, 301),
    ("rule_ui_file_length", "web/src/b.css", "\n" * 301, 301),
    ("rule_machine_paths", "docs/b.md", f"see\n{WORK}shared/x\n", 2),
    ("rule_machine_paths", "setup/b", f'cd "{WORK}main"\n', 1),
    ("rule_machine_paths", "web/sub/package-lock.json", '{\n"resolved": "https://registry.example/x.tgz"}\n', 2),
    ("rule_machine_paths", "web/sub/package-lock.json", '{"resolved":"git+ssh://git@host/x"}\n', 1),
    ("rule_left_overs", "src/base/b.cpp", "void f() {\n  std::cout << 1;\n}\n", 2),
    ("rule_left_overs", "src/base/b.h", f"// {DO}: later\n", 1),
    ("rule_left_overs", "web/src/b.tsx", f"\n/* {FIX} */\n", 2),
    ("rule_left_overs", "setup/b", f"# {DO}\n", 1),
    ("rule_left_overs", "src/base/b.cpp", "int a;\n# if 0\nint b;\n#endif\n", 2),
]

# what no rule minds
FINE = [
    ("src/base/b.cpp", FITS),
    ("src/base/b.cpp", "namespace x {\n" + "struct A {\n" + "  int f() { return 1; }\n" * 99 + "};\n}\n"),
    ("src/base/b.cpp", "const std::map<int, int> table{\n" + "  {1, 2},\n" * 99 + "};\n"),
    ("src/base/b.cpp", "enum class alignas(8) E : int {\n" + "  a,\n" * 99 + "};\n"),
    ("src/base/b.h", "template <class T> class V {\n" + "  int f();\n" * 99 + "};\n"),
    ("src/base/b.cpp", "\n" * 800),
    ("web/src/b.ts", "\n" * 300),
    ("src/cli/b.cpp", '#include "base/a.h"\n#include "cel/c.h"\n'),
    ("docs/b.md", "src/" + "work/ and ../" + "work/x\n"),
    ("src/base/b.cpp", "#include <sys/stat.h>\n#include <openssl/evp.h>\n"),
    ("src/collect/README.md", README.format("collect", "base")),
]


def write(root, files):
    for name, text in files.items():
        path = pathlib.Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def violations(files):
    """{rule: [(path, line)]} of a tree with these files, and the rules that looked at nothing."""
    with tempfile.TemporaryDirectory() as root:
        write(root, files)
        results = house.check(root)
    fired = {rule: [(str(path), line) for path, line, _ in found] for rule, (_, found) in results.items() if found}
    return fired, [rule for rule, (seen, _) in results.items() if not seen]


def command(files):
    """What house.py as a command prints of a tree with these files, and its exit code."""
    with tempfile.TemporaryDirectory() as root:
        write(root, files)
        done = subprocess.run([sys.executable, house.__file__, root], stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.splitlines(), done.returncode


def problems():
    """One entry a test: an empty string where it passed."""
    fired, blind = violations(GOOD)
    yield f"the good tree: {fired} {blind}" if fired or blind else ""
    for rule, name, text, line in BAD:
        fired, _ = violations(GOOD | {name: text})
        places = [place for place in fired.get(rule, []) if place[1] == line]
        if rule == "rule_readme":   # the README of another folder may be the one that is wrong
            ok = set(fired) == {rule} and places
        else:
            ok = set(fired) == {rule} and places == fired[rule] and places[0][0] == name
        yield "" if ok else f"{rule} on {name} {text[:60]!r}: {fired}"
    for name, text in FINE:
        fired, _ = violations(GOOD | {name: text})
        yield f"nothing is wrong with {name} {text[:60]!r}: {fired}" if fired else ""
    fired, blind = violations({"readme.txt": "x"})
    yield "" if len(blind) == len(house.RULES) - 1 else f"rules that see nothing must say so: {blind}"
    lines, code = command(GOOD)
    yield "" if code == 0 and lines[-1] == "7 passed, 0 failed" else f"the command on a good tree: {code} {lines}"
    lines, code = command(GOOD | {"src/base/b.h": f"\n// {DO}\n"})
    named = any(line.startswith("src/base/b.h:2: ") for line in lines)
    yield "" if code == 1 and lines[-1] == "6 passed, 1 failed" and named else f"the command on a bad tree: {code} {lines}"
    tested = {rule for rule, *_ in BAD}
    yield "" if tested == {rule.__name__ for rule in house.RULES} else f"rules without a bad example: {tested}"
    spans = cpp.functions("int a() { return 1; }\nstruct B {\n  B() : x{1},\n        y{2} {\n  }\n};\n")
    yield "" if spans == [(1, 1), (3, 5)] else f"functions: {spans}"


def main():
    results = list(problems())
    for problem in filter(None, results):
        print(f"tests/house/house_test.py:1: {problem}")
    failed = sum(map(bool, results))
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
