#!/usr/bin/env python3
"""The proof of the catalog on simulated companies, whole assessments, by name (./test runs a sample of it):

    tests/proof.py BINARY [--people 60] [--seeds 1,2,3] [healthy] [each] [all] [VIOLATION…]

healthy: no exception, nothing unknown. each: every violation alone fails exactly what its truth says, item and instants. all: all of them at
once fail exactly the union. Ends in the line `N passed, N failed`.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PERIOD = "2026-01-01/2026-12-31"
OF_THIS_MACHINE = ("git-", "host-")


def row(test, one):
    return test, one["item"], str(one["from"]), str(one["due"]), str(one["done"])


def differences(binary, folder, people, seed, violation=None, period=PERIOD):
    """What the assessment says other than the truth does, a line each; and the result of each test."""
    files = {name: str(folder / name) for name in ("facts.jsonl", "truth.json", "settings.yaml")}
    chosen = ["--violation", violation] if violation else []
    subprocess.run([binary, "simulate", "--people", str(people), "--seed", str(seed), "--activity", "3", "--period", period,
                    "--out", files["facts.jsonl"], "--truth", files["truth.json"], "--settings", files["settings.yaml"], *chosen],
                   check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run([binary, "assess", "--facts", files["facts.jsonl"], "--catalog", str(ROOT / "catalog"),
                           "--settings", files["settings.yaml"], "--period", period, "--json"], stdout=subprocess.PIPE)
    truth = {row(one["test"], one) for one in json.loads((folder / "truth.json").read_text())}
    tests = {f"{control['id']}/{test['id']}": test for control in json.loads(done.stdout)["controls"]
             if not control["id"].startswith(OF_THIS_MACHINE) for test in control["tests"]}
    failed = [row(name, one) for name, test in tests.items() for one in test["obligations"] if one["verdict"] == "failed"]
    lines = [f"not found: {one}" for one in sorted(truth - set(failed))] + [f"found beside: {one}" for one in sorted(set(failed) - truth)]
    lines += [f"found twice: {one}" for one in sorted(set(failed)) if failed.count(one) > 1]
    lines += [f"unknown: {name} {one['item']}" for name, test in tests.items() for one in test["obligations"] if one["verdict"] == "unknown"]
    return lines if violation is None or truth else [*lines, "breaks nothing"], tests


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary")
    parser.add_argument("what", nargs="*", default=["healthy", "all"])
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seeds", default="1,2,3")
    options = parser.parse_intermixed_args()
    listed = subprocess.run([options.binary, "simulate", "--list"], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    runs = []
    for what in options.what:
        runs += {"healthy": [None], "all": ["all"], "each": [line.split()[0] for line in listed]}.get(what, [what])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in map(int, options.seeds.split(",")):
            for violation in runs:
                lines, _ = differences(options.binary, pathlib.Path(folder), options.people, seed, violation)
                passed, failed = passed + (not lines), failed + bool(lines)
                print(f"{'FAIL' if lines else 'ok  '} {violation or 'healthy'}, seed {seed}, {options.people} people", flush=True)
                for line in lines[:20]:
                    print(f"     {line}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
