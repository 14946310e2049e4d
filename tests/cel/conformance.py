#!/usr/bin/env python3
"""The conformance suites of cel-spec through `probata cel --jsonl`: conformance.py PROGRAM.

Two forms of it: npm's @bufbuild/cel-spec, and a newer conformance.jsonl where PROBATA_CEL_SUITE or ../shared/cel has one. Every case
passes or stands in `left_out` with its reason; one that stands there and passes is an error of that list. The closing line counts both.
"""
import json
import os
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
NPM, NEWER = "@bufbuild/cel-spec", "conformance.jsonl"
# What a case has to name if it is left out for its messages and enums.
MESSAGE = re.compile(r"TestAllTypes|TestRequired|GlobalEnum|NestedEnum|enumValue")


def key(case):
    return case["file"], case["section"], case["name"]


def read_left_out(text):
    """{(file, section, name): reason} for each suite. `[reason]` or `[reason; suite]` begins a part of the list."""
    lists, reason, suites = {NPM: {}, NEWER: {}}, None, ()
    for line in text.splitlines():
        if line.startswith("["):
            reason, _, only = line.strip("[]").partition("; ")
            suites = (only,) if only else (NPM, NEWER)
        elif line and not line.startswith("#"):
            place, names = line.split(": ")
            for name in names.split():
                for suite in suites:
                    lists[suite][(*place.split("/", 1), name)] = reason
    return lists


def same(a, b):
    """Of two values in protobuf's JSON form: numbers by value, entries of a map in any order."""
    if any(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (a, b)):
        return type(a) in (int, float) and type(b) in (int, float) and float(a) == float(b)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same_entries(a[k], b[k]) if k == "entries" else same(a[k], b[k]) for k in a)
    return type(a) is type(b) and a == b


def same_entries(a, b):
    return len(a) == len(b) and all(any(same(x, y) for y in b) for x in a)


def passes(case, found, checked):
    """`checked` is what `checkOnly` gives, where the case says of which type it is."""
    for kind in ("evalError", "unknown"):
        if kind in case:
            return kind in found
    typed = case.get("typedResult", {})
    if typed and not same(checked.get("typedResult", {}).get("deducedType"), typed["deducedType"]):
        return False
    if case.get("checkOnly"):
        return bool(typed)
    return "value" in found and same(found["value"], typed.get("result", case.get("value", {"boolValue": True})))


def run(program, lines):
    result = subprocess.run([program, "cel", "--jsonl"], input="".join(lines).encode(), capture_output=True, timeout=300)
    out = result.stdout.decode().splitlines()
    if result.returncode or len(out) != len(lines):
        sys.exit(f"{len(lines)} cases gave {len(out)} lines, exit code {result.returncode}: {result.stderr.decode()[:500]}")
    return map(json.loads, out)


def check(suite, lines, left_out, program):
    """(passed, failed, left out) of a suite."""
    passed, failed, out, met = 0, 0, 0, set()
    cases = [json.loads(line) for line in lines]
    types = run(program, [json.dumps(case | {"checkOnly": "typedResult" in case}) + "\n" for case in cases])
    for line, case, found, checked in zip(lines, cases, run(program, lines), types):
        good, reason = passes(case, found, checked), left_out.get(key(case))
        met.add(key(case))
        if reason and not good and (reason != "message" or MESSAGE.search(line)):
            out += 1
        elif good and not reason:
            passed += 1
        else:
            failed += 1
            why = f"is left out ({reason})" + (" and passes" if good else " and names no message") if reason else f"gave {json.dumps(found)[:300]}"
            print(f"{suite}: {'/'.join(key(case))}: {why}\n    {line.strip()[:500]}")
    print(f"{suite}: {passed} of {len(lines)} cases pass, {out} are left out by name")
    return passed, failed, out, met


def npm_lines():
    result = subprocess.run(["bash", "-c", ". setup/node && node tests/cel/cases.mjs"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return result.stdout.splitlines(keepends=True)


def main():
    left_out = read_left_out((FOLDER / "left_out").read_text())
    suites = {NPM: npm_lines()}
    newer = pathlib.Path(os.environ.get("PROBATA_CEL_SUITE", ROOT.parent / "shared/cel/conformance.jsonl"))
    if newer.exists():
        suites[NEWER] = newer.read_text().splitlines(keepends=True)
    else:
        print(f"{NEWER}: not at hand, only {NPM} is run")
    totals, met = [0, 0, 0], set()
    for suite, lines in suites.items():
        *counts, seen = check(suite, lines, left_out[suite], sys.argv[1])
        totals = [a + b for a, b in zip(totals, counts)]
        met |= seen
    if len(suites) == 2 and (strangers := {k for names in left_out.values() for k in names} - met):
        print(f"left_out names what is in no suite: {sorted(strangers)}")
        totals[1] += len(strangers)
    print("{} passed, {} failed, {} skipped".format(*totals))
    sys.exit(1 if totals[1] or not totals[0] else 0)


if __name__ == "__main__":
    main()
