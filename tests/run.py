#!/usr/bin/env python3
"""Runs the test suites and adds them up: the last line is `N passed, N failed`.

A suite is a function that gives (passed, failed). Order: what fails fastest comes first.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "dev"
# The one that the packages of setup/packages.test belong to, whatever comes first in PATH.
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else "python3"
os.environ.setdefault("RC_PARAMS", "seed=1")  # of property tests: the same on every machine
COUNTS = re.compile(r"^(\d+) passed, (\d+) failed(?:, \d+ skipped)?$", re.M)
# How the scripts begin the line of a test that failed.
BROKEN = re.compile(r"^(?:✕ .*|FAIL: .*|ERROR: .*|[\w./-]+:\d+: .*|.*: gave .*)", re.M)
broken = []  # what failed, a line each, told once more before the closing line


def shell(*command, **options):
    return subprocess.run([str(part) for part in command], cwd=ROOT, **options)


def build():
    """Everything in the dev preset; the UI first, since the program carries it."""
    if shell("setup/web").returncode or shell("cmake", "--preset", "dev", stdout=subprocess.DEVNULL).returncode:
        sys.exit("the build could not be configured")
    if shell("cmake", "--build", "--preset", "dev").returncode:
        print("0 passed, 1 failed")
        sys.exit(1)


def counted(*command):
    """A script that ends in the closing line itself. One that ends without it, or with another code, has failed."""
    result = shell(*command, stdout=subprocess.PIPE, text=True)
    print(result.stdout, end="")
    counts = COUNTS.findall(result.stdout)
    if not counts:
        broken.append(f"{' '.join(map(str, command))}: ended without a closing line, exit code {result.returncode}")
        return 0, 1
    passed, failed = map(int, counts[-1])
    failed = failed if failed or result.returncode == 0 else 1
    if failed:
        broken.extend(line[:300] for line in BROKEN.findall(result.stdout)[:20] or [f"{' '.join(map(str, command))}: exit code {result.returncode}"])
    return passed, failed


def house():
    rules, test = counted("python3", "tests/house/house.py"), counted("python3", "tests/house/house_test.py")
    return rules[0] + test[0], rules[1] + test[1]


def texts():
    """Policies and crosswalks against the catalog: they have no mistake, and each kind of mistake is noticed in a broken copy."""
    scripts = ("policies/check.py", "policies/check_test.py", "crosswalks/check_test.py")
    counts = [counted(PYTHON, f"tests/{script}") for script in scripts]
    return sum(passed for passed, _ in counts), sum(failed for _, failed in counts)


def unit():
    passed = failed = 0
    for program in sorted(BUILD.glob("*_test")):
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            start = time.monotonic()
            result = shell(program, "--gtest_brief=1", f"--gtest_output=json:{report.name}")
            text = pathlib.Path(report.name).read_text()
            counts = json.loads(text) if text else {"tests": 1, "failures": 1, "testsuites": []}
        bad = counts["failures"] or (1 if result.returncode else 0)
        print(f"{program.name}: {counts['tests'] - counts['failures']} passed in {time.monotonic() - start:.1f} s")
        broken.extend(f"{program.name} {suite['name']}.{test['name']}" for suite in counts["testsuites"] for test in suite["testsuite"] if test.get("failures"))
        if bad and not counts["failures"] or not text:
            broken.append(f"{program.name}: exit code {result.returncode}")
        passed, failed = passed + counts["tests"] - counts["failures"], failed + bad
    return passed, failed or (0 if passed else 1)


def cel():
    """cel-spec's conformance suites, case by case."""
    return counted(PYTHON, "tests/cel/conformance.py", BUILD / "probata")


def web():
    """vitest's own report, counted."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        shell("bash", "-c", f". setup/node && cd web && npx vitest run --reporter=default --reporter=json --outputFile.json={report.name}")
        text = pathlib.Path(report.name).read_text()
    counts = json.loads(text) if text else {"numPassedTests": 0, "numTotalTests": 1}
    passed = counts["numPassedTests"]
    broken.extend(f"{test['fullName']}" for file in counts.get("testResults", []) for test in file["assertionResults"] if test["status"] == "failed")
    return passed, counts["numTotalTests"] - passed


def program():
    return counted(PYTHON, "tests/program/program.py", BUILD / "probata")


def browser():
    """Against a stand-in that can show every state, and against the real server."""
    stand_in = counted("bash", "-c", ". setup/node && node tests/browser/run.mjs")
    real = counted("bash", "-c", f". setup/node && PROBATA={BUILD}/probata tests/browser/run")
    return stand_in[0] + real[0], stand_in[1] + real[1]


def mutation():
    """Every mutant of the shipped catalog on the cases that name its test. A survivor without a reason has failed, and a reason without a survivor."""
    result = shell(BUILD / "probata", "catalog", "mutate", "--catalog", "catalog", "--json", stdout=subprocess.PIPE, text=True)
    if not result.stdout:
        return 0, 1
    report = json.loads(result.stdout)
    bad = [f"{one['place']}: {one['test']} {one['mutant']}: no case notices" for one in report["survivors"] if one["reason"] is None]
    bad += report["stale_reasons"]
    print(f"{report['noticed']} of {report['mutants']} mutants noticed, {len(report['survivors'])} survived")
    broken.extend(bad)
    return report["noticed"], len(bad) or (1 if result.returncode else 0)


SUITES = {"house": house, "texts": texts, "unit": unit, "cel": cel, "web": web, "program": program, "browser": browser}
BY_NAME = {"mutation": mutation}  # not among those that run where none is named


def main():
    chosen = sys.argv[1:] or list(SUITES)
    if unknown := [name for name in chosen if name not in SUITES | BY_NAME]:
        sys.exit(f"unknown suite {unknown[0]}; known: {' '.join(SUITES | BY_NAME)}")
    os.environ["TZ"] = "UTC"
    os.environ["RC_PARAMS"] = "seed=1"  # the property tests try the same on every machine
    build()
    passed = failed = 0
    for name in chosen:
        print(f"== {name}", flush=True)
        good, bad = (SUITES | BY_NAME)[name]()
        passed, failed = passed + good, failed + bad
    for line in broken:
        print(f"failed: {line}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
