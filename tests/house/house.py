#!/usr/bin/env python3
"""The house rules as a test: house.py [ROOT] prints each violation as file:line: message; the last line is `N passed, N failed`.

A rule is a function that yields (path, line, message) and says through `looked` what it looked at: a rule that found nothing to
look at has failed, since it would never find anything. house_test.py shows that each rule fires.
"""
import os
import pathlib
import re
import sys

import cpp

MOST_LINES = 800
MOST_LINES_UI = 300
MOST_LINES_FUNCTION = 70
COROUTINES_IN = {"server", "collect"}

SKIPPED_FOLDERS = {".git", "build", "node_modules", "dist", "probata-data", "__pycache__", "results"}
LOCK_FILES = {"package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"}
SOURCES = {".cpp", ".h", ".S", ".ts", ".tsx", ".js", ".mjs", ".css", ".py", ".sh", ".yaml", ".yml", ".md", ".html", ".cmake"}


class Tree:
    """The files of the project and what the READMEs of its modules say."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.files = []
        for folder, names, files in os.walk(self.root):
            names[:] = sorted(n for n in names if n not in SKIPPED_FOLDERS)
            self.files += [pathlib.Path(folder, f).relative_to(self.root) for f in sorted(files)]
        self.modules = sorted({f.parts[1] for f in self.files if f.parts[0] == "src" and len(f.parts) > 2})
        self.texts = {}

    def text(self, path):
        """The text of a file, or an empty one where it is none (an image)."""
        if path not in self.texts:
            try:
                self.texts[path] = (self.root / path).read_text(encoding="utf-8")
            except (UnicodeDecodeError, OSError):
                self.texts[path] = ""
        return self.texts[path]

    def under(self, *folders, kinds=None):
        heads = [pathlib.PurePath(f).parts for f in folders]
        return [f for f in self.files if any(f.parts[:len(h)] == h for h in heads) and (not kinds or f.suffix in kinds)]

    def readme(self, module):
        return pathlib.Path("src", module, "README.md")

    def needs(self, module):
        """What its README says that it needs, or nothing where it does not say."""
        line = re.search(r"^needs:(.*)$", self.text(self.readme(module)), re.M)
        return [n for n in re.split(r"[\s,]+", line[1]) if n not in ("", "–", "-")] if line else None

    def reach(self, module):
        """The module and all that it needs, directly or not."""
        reached, todo = set(), [module]
        while todo:
            name = todo.pop()
            if name not in reached:
                reached.add(name)
                todo += self.needs(name) or []
        return reached


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def count_lines(text):
    return text.count("\n") + (not text.endswith("\n") and text != "")


def rule_includes(tree, looked):
    """Includes stay within what `needs:` reaches; coroutines and Beast stay where the compiler and the build time can bear them."""
    reach = {module: tree.reach(module) for module in tree.modules}
    for path in tree.under("src", kinds={".cpp", ".h"}):
        if len(path.parts) < 3:
            continue
        looked(path)
        module, text = path.parts[1], cpp.without_comments(tree.text(path))
        for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*["<]([\w]+)/[^">]*[">]', text, re.M):
            if found[1] in tree.modules and found[1] not in reach[module]:
                yield path, line_of(text, found.start()), f"includes {found[1]}/, which the `needs:` of src/{module}/README.md does not reach"
        if module in COROUTINES_IN:
            continue
        for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*["<]boost/(beast|asio)\b', text, re.M):
            yield path, line_of(text, found.start()), f"includes Boost.{found[1].capitalize()}, which stays in src/server and src/collect"
        code = cpp.code_only(tree.text(path))
        for found in re.finditer(r"\bco_(await|return|yield)\b", code):
            yield path, line_of(code, found.start()), "a coroutine: they stay in src/server and src/collect"


def rule_file_length(tree, looked):
    """No file over 800 lines. Data (cases as JSON, lock files) is no file to read."""
    for path in tree.under("src", "web/src", "tests", "bench", "catalog", kinds=SOURCES):
        if path.name in LOCK_FILES or ".gen." in path.name:
            continue
        looked(path)
        if (lines := count_lines(tree.text(path))) > MOST_LINES:
            yield path, MOST_LINES + 1, f"{lines} lines, more than {MOST_LINES}"


def rule_function_length(tree, looked):
    """No C++ function over 70 lines, its first line and its last brace included."""
    for path in tree.under("src", "bench", "sim", "tests", kinds={".cpp", ".h"}):
        try:
            spans = cpp.functions(tree.text(path))
        except ValueError as error:
            line, what = str(error).split(": ", 1)
            yield path, int(line), f"{what}, so that functions cannot be counted"
            continue
        for first, last in spans:
            looked(path)
            if last - first + 1 > MOST_LINES_FUNCTION:
                yield path, first, f"a function of {last - first + 1} lines, more than {MOST_LINES_FUNCTION}"


def rule_readme(tree, looked):
    """Every module says what it is in a first paragraph and what it needs in a line; needs are modules and go in no circle."""
    for module in tree.modules:
        looked(module)
        path = tree.readme(module)
        text = tree.text(path)
        if path not in tree.files:
            yield path, 1, "missing: a first paragraph and a line `needs:`"
            continue
        paragraphs = [p for p in re.split(r"\n\s*\n", text.strip()) if not p.startswith("#")]
        if not paragraphs or re.match(r"(needs|libraries):", paragraphs[0]):
            yield path, 1, "no first paragraph that says what the module is"
        needs = tree.needs(module)
        if needs is None:
            yield path, 1, "no line `needs:` (– where it needs none)"
        for name in needs or []:
            line = line_of(text, text.index("needs:"))
            if name not in tree.modules:
                yield path, line, f"needs {name}, which is no module"
            elif module in tree.reach(name):
                yield path, line, f"needs {name}, which needs {module}"


def rule_ui_file_length(tree, looked):
    """No file of the UI over 300 lines; what a tool writes is not for reading."""
    for path in tree.under("web/src", kinds={".ts", ".tsx", ".js", ".mjs", ".css"}):
        if ".gen." in path.name:
            continue
        looked(path)
        if (lines := count_lines(tree.text(path))) > MOST_LINES_UI:
            yield path, MOST_LINES_UI + 1, f"{lines} lines, more than {MOST_LINES_UI}"


# Not after a letter or a point: src/work/ and ../work/ are folders of ours. Written in parts, so that this file does not name it.
MACHINE_PATH = re.compile(r"(?<![\w.}])/" + r"work/")


def rule_machine_paths(tree, looked):
    """No path of the machine that it was written on, no registry's address in a lock file."""
    for path in tree.files:
        text = tree.text(path)
        if text:
            looked(path)
        for found in MACHINE_PATH.finditer(text):
            yield path, line_of(text, found.start()), "a path of one machine"
        if path.name in LOCK_FILES:
            for found in re.finditer(r'"resolved"\s*:\s*"(?:git\+)?(https?|ssh)://', text):
                yield path, line_of(text, found.start()), "a registry's address (omit-lockfile-registry-resolved=true in .npmrc leaves it out)"


LEFT_OVER = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")


def rule_left_overs(tree, looked):
    """Nothing left for later, nothing switched off, no printing past the log."""
    for path in tree.under("src", "web/src", "tests", "bench", "sim", "setup", "cmake"):
        if path.suffix not in SOURCES and path.suffix:
            continue
        looked(path)
        text = tree.text(path)
        for found in LEFT_OVER.finditer(text):
            yield path, line_of(text, found.start()), f"{found[1]}: do it, or write it where plans are"
        if path.suffix not in (".cpp", ".h"):
            continue
        for found in re.finditer(r"^[ \t]*#[ \t]*if[ \t]+0\b", text, re.M):
            yield path, line_of(text, found.start()), "code switched off: delete it, the history keeps it"
        if path.parts[:2] == ("src", "cli") or path.parts[0] != "src":
            continue
        code = cpp.code_only(text)
        for found in re.finditer(r"\bstd\s*::\s*cout\b", code):
            yield path, line_of(code, found.start()), "writes to standard output, which is src/cli's"


RULES = [rule_includes, rule_file_length, rule_function_length, rule_readme, rule_ui_file_length, rule_machine_paths, rule_left_overs]


def check(root):
    """{rule: (what it looked at, [(path, line, message)])}."""
    tree, results = Tree(root), {}
    for rule in RULES:
        seen = []
        found = sorted(set(rule(tree, seen.append)))
        results[rule.__name__] = len(seen), found
    return results


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
    failed = 0
    for name, (seen, found) in check(root).items():
        for path, line, message in found:
            print(f"{path}:{line}: {message}")
        if not seen:
            print(f"tests/house/house.py:1: {name} found nothing to look at")
        failed += bool(found) or not seen
        print(f"{name}: {seen} looked at, {len(found)} found")
    print(f"{len(RULES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
