#!/usr/bin/env python3
"""The proof of the catalog on simulated companies, whole assessments, by name (./test runs a sample of it):

    tests/proof.py BINARY [--people 60] [--seeds 1,2,3] [--period A/B] [healthy] [each] [all] [first-look] [gaps] [VIOLATION…]

healthy: no exception, nothing unknown. each: every violation alone fails exactly what its truth says, item and instants. all: all of them at
once fail exactly the union. first-look: all history is from before, and nobody is accused; what is wrong now is told. gaps: what a source
never told of is unknown, the gap named, and never failed. Ends in the line `N passed, N failed`.
"""
import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PERIOD = "2026-01-01/2026-12-31"
OF_THIS_MACHINE = ("git-", "host-")


def simulated(control):
    return not control.startswith(OF_THIS_MACHINE)


def followed(test):
    """Without what follows from the results of controls that are left out: nobody follows them up."""
    return {**test, **{part: [one for one in test[part] if not one["item"].startswith("obligation/") or simulated(one["item"].split("/")[1])]
                       for part in ("obligations", "found", "boundary")}}


class Company:
    """A company that is simulated and assessed in a folder."""

    def __init__(self, binary, folder, people, seed, period=PERIOD):
        self.binary, self.folder, self.people, self.seed, self.period = binary, pathlib.Path(folder), people, seed, period

    def file(self, name):
        return str(self.folder / name)

    def simulate(self, *options, violation=None):
        """The truth: what must fail and what must be unknown."""
        chosen = ["--violation", violation] if violation else []
        subprocess.run([self.binary, "simulate", "--people", str(self.people), "--seed", str(self.seed), "--activity", "3",
                        "--period", self.period, "--out", self.file("facts.jsonl"), "--truth", self.file("truth.json"),
                        "--settings", self.file("settings.yaml"), *chosen, *options], check=True, stdout=subprocess.DEVNULL)
        rows = json.loads((self.folder / "truth.json").read_text())
        return [one for one in rows if simulated(one["test"].split("/")[0])]

    def assess(self, *options, period=None):
        """The results of each test."""
        done = subprocess.run([self.binary, "assess", "--facts", self.file("facts.jsonl"), "--catalog", str(ROOT / "catalog"), "--settings",
                               self.file("settings.yaml"), "--period", period or self.period, "--json", *options], stdout=subprocess.PIPE)
        return {f"{control['id']}/{test['id']}": followed(test) for control in json.loads(done.stdout)["controls"]
                if simulated(control["id"]) for test in control["tests"]}


def row(test, one):
    return test, one["item"], str(one["from"]), str(one["due"]), str(one["done"])


def rows(tests, verdict, part="obligations"):
    return [(name, one) for name, test in tests.items() for one in test[part] if one["verdict"] == verdict]


def differences(company, violation=None):
    """What the assessment says other than the truth does, a line each; and the result of each test."""
    truth = {row(one["test"], one) for one in company.simulate(violation=violation)}
    tests = company.assess()
    failed = [row(name, one) for name, one in rows(tests, "failed")]
    lines = [f"not found: {one}" for one in sorted(truth - set(failed))] + [f"found beside: {one}" for one in sorted(set(failed) - truth)]
    lines += [f"found twice: {one}" for one in sorted(set(failed)) if failed.count(one) > 1]
    lines += [f"unknown: {name} {one['item']}" for name, one in rows(tests, "unknown")]
    return lines if violation is None or truth else [*lines, "breaks nothing"], tests


# First look.

HOUR = datetime.timedelta(hours=1)


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def as_text(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def of_constants():
    """The tests whose `when` is always true, or true only for a while after something happened: what was there before the first look raises
    nothing in them (semantics, 4.5); and those about obligations, of which none arose before."""
    names = set()
    for file in (ROOT / "catalog" / "controls").glob("*.yaml"):
        for test in re.split(r"\n  - (?=id: )", file.read_text())[1:]:
            if re.search(r'\n    (when: ("?true"?\n|.* && now <=? )|each: obligation\n)', test):
                names.add(f"{file.stem}/{re.match(r'id: (.+)', test)[1].strip()}")
    return names


def accused(tests, first, wrong=(), since=()):
    """Failed or unknown rows, but for what is broken now and has no time allowed: from the first look on, nothing is said of before. What went
    wrong after the look is in its truth, `since`, and is no accusation."""
    broken_now = [(name, one) for name, one in rows(tests, "failed")
                  if (name, one["item"]) in wrong and one["from"] == first and one["from_after"] is None and one["cause"] == "violated"
                  or row(name, one)[:4] in since]
    return [f"{one['verdict']}: {row(name, one)}" for name, one in rows(tests, "failed") + rows(tests, "unknown") if (name, one) not in broken_now]


def first_look(company):
    """A healthy company of whose year all was seen on its last evening: nobody is accused, and what is found is not late."""
    first = f"{company.period[11:]}T21:00:00Z"  # the last day of the company, which keeps the time of Berlin
    company.simulate("--first-look", first)
    return accused(company.assess(), first)


# What has left the list and is not shown to be closed is not wrong any more to whoever sees the list first; and what is overdue from before is
# nobody's failure then, so that a finding on it may be closed. A risk is accepted at an instant, and nobody asks later by whom.
NOT_SEEN = ("weakness-unlisted", "finding-closed-too-early", "risk-accepted-by-author")


def wrong_now(company, now, violations):
    """All of this goes wrong in a company. Whoever looks first at an instant finds what is wrong then, and accuses nobody of before."""
    first, last = as_text(instant(now) - HOUR), now[:10]
    wanted = company.folder / "violations.txt"
    wanted.write_text("".join(f"{name}\n" for name in violations if name not in NOT_SEEN))
    truth = company.simulate("--violations", str(wanted))
    wrong_at = {moment: {(one["test"], one["item"]) for one in truth
                         if instant(one["from"]) <= instant(first) and (one["done"] is None or instant(one["done"]) > instant(moment))
                         and not one["due"].endswith("59.999999Z")  # a window that began before is nobody's
                         and not one["item"].startswith("obligation/")}  # nor is what failed before, and nobody has to follow it up
                for moment in (first, now)}
    since = {row(one["test"], one)[:4] for one in company.simulate("--violations", str(wanted), "--first-look", first)}
    tests = company.assess("--now", now, period=f"{company.period[:10]}/{last}")
    told = {(name, one["item"]) for name, test in tests.items() for part in ("obligations", "found", "boundary") for one in test[part]
            if one["from"] == first}
    found = {(name, one["item"]) for name, test in tests.items() for one in test["found"]} & wrong_at[now]
    constant = of_constants()
    lines = accused(tests, first, wrong_at[first], since)
    lines += [f"not told: {one}" for one in sorted(wrong_at[now] - told) if one[0] not in constant]
    return lines if len(found) >= 5 else [*lines, f"found no more than {sorted(found)}"]


# Gaps.

def names_gap(gaps, unknown):
    return any(gap["source"] == unknown["source"] and (gap["from"] is None or instant(gap["from"]) < instant(unknown["to"]))
               and (gap["to"] is None or instant(gap["to"]) > instant(unknown["from"])) for gap in gaps)


def hidden(tests, one, unknown):
    """Whether a row is unknown, or of a population that is not complete, because of the gap."""
    test = tests[one["test"]]
    lost = names_gap(test["limitations"], unknown) and test["conclusion"] in ("unknown", "ineffective", "effective_with_exceptions")
    if one["item"] is None:
        return lost
    found = [seen for seen in test["obligations"] if seen["item"] == one["item"] and seen["verdict"] == "unknown"]
    return any(names_gap(seen["gaps"], unknown) for seen in found) or (lost and not found)


def gap(company, name, violation=None):
    """What must fail fails or is hidden by the gap, and nothing else fails; what must be unknown is; every unknown row names the gap."""
    truth = company.simulate("--gap", name, violation=violation)
    unknown = [one for one in truth if "unknown" in one]
    failing = {(one["test"], one["item"]): one for one in truth if "unknown" not in one}
    tests = company.assess()
    failed = {(test, one["item"]) for test, one in rows(tests, "failed")}
    lines = [f"failed: {one}" for one in sorted(failed - set(failing))]
    lines += [f"neither failed nor hidden: {one}" for one in sorted(set(failing) - failed)
              if not hidden(tests, failing[one], unknown[0]["unknown"])]
    lines += [f"not unknown: {one['test']} {one['item']}" for one in unknown if not hidden(tests, one, one["unknown"])]
    lines += [f"does not name the gap: {test} {one['item']} {one['gaps']}" for test, one in rows(tests, "unknown")
              if not names_gap(one["gaps"], unknown[0]["unknown"])]
    return lines if unknown else [*lines, "hides nothing"]


def runs_of(word, company, listed):
    """What a word asks for: a name and what it finds wrong, each."""
    violations = [line.split()[0] for line in listed if line.split()[1] != "--gap"]
    gaps = [line.split()[0] for line in listed if line.split()[1] == "--gap"]
    if word == "healthy":
        return [(word, lambda: differences(company)[0])]
    if word == "each":
        return [(name, lambda name=name: differences(company, name)[0]) for name in violations]
    if word == "first-look":
        nows = [f"{company.period[:4]}-{day}T10:00:00Z" for day in ("04-15", "07-15", "10-14")]
        return [(word, lambda: first_look(company))] + [(f"{word} at {now}", lambda now=now: wrong_now(company, now, violations)) for now in nows]
    if word == "gaps":
        return [(f"{name}, {violation or 'healthy'}", lambda name=name, violation=violation: gap(company, name, violation))
                for name in gaps for violation in (None, "all")]
    return [(word, lambda: differences(company, word)[0])]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("binary")
    parser.add_argument("what", nargs="*", default=["healthy", "all"])
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--period", default=PERIOD)
    options = parser.parse_intermixed_args()
    listed = subprocess.run([options.binary, "simulate", "--list"], check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in map(int, options.seeds.split(",")):
            company = Company(options.binary, folder, options.people, seed, options.period)
            for name, run in (one for word in options.what for one in runs_of(word, company, listed)):
                lines = run()
                passed, failed = passed + (not lines), failed + bool(lines)
                print(f"{'FAIL' if lines else 'ok  '} {name}, seed {seed}, {options.people} people", flush=True)
                for line in lines[:20]:
                    print(f"     {line}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
