"""The simulated company: healthy it has no exception, and each violation gives exactly what its truth says."""
import json
import re
import sys
import unittest

from support import PROBATA, ROOT, ProgramTest

sys.path.insert(0, str(ROOT / "tests"))
import proof

YEAR = proof.PERIOD
QUARTER = "2026-01-01/2026-03-31"
HALF = "2026-01-01/2026-06-30"
LEAP = "2024-02-05/2024-03-31"
# What goes wrong once and is never mended: a first look finds it.
NEVER_MENDED = ("disposed-unverified", "visitor-never-signed-out", "malware-ignored", "event-without-reason", "cause-not-removed",
                "change-not-announced", "forced-push", "emergency-never-approved", "console-without-change", "deleted-under-hold",
                "data-disposal-unauthorised", "review-of-own-access")


def row(one):
    return one["test"], one["item"], one["from"], one["due"], one["done"]


class SimulateTest(ProgramTest):
    def simulate(self, *options, period=YEAR, people=20, seed=1):
        self.probata("simulate", "--people", people, "--seed", seed, "--activity", 3, "--period", period, "--out", "facts.jsonl",
                     "--truth", "truth.json", "--settings", "settings.yaml", *options)
        return sorted((row(one) for one in json.loads((self.folder / "truth.json").read_text())), key=str)

    def assess(self, period, test):
        out, _ = self.probata("assess", "--facts", "facts.jsonl", "--catalog", ROOT / "catalog", "--settings", "settings.yaml",
                              "--period", period, "--json", "--test", test, code=1)
        return {f"{control['id']}/{one['id']}": one for control in json.loads(out)["controls"] for one in control["tests"]}

    def failed(self, tests):
        rows = [one | {"test": name} for name, test in tests.items() for one in test["obligations"]]
        self.assertEqual([one for one in rows if one["verdict"] == "unknown"], [])
        return sorted((row(one) for one in rows if one["verdict"] == "failed"), key=str)

    def company(self, seed, people=20, period=YEAR):
        return proof.Company(PROBATA, self.folder, people, seed, period)

    def test_a_healthy_company(self):
        for seed in (1, 2):
            with self.subTest(seed=seed):
                lines, tests = proof.differences(self.company(seed, period=QUARTER))
                self.assertEqual(lines, [])
                self.assertEqual({name: one["conclusion"] for name, one in tests.items()
                                  if one["conclusion"] not in ("effective", "pending", "not_occurring")}, {})
                self.assertGreater(len([one for one in tests.values() if one["population"] > 0]), 90)

    def test_its_settings_leave_out_what_only_a_machine_has(self):
        self.simulate(period=QUARTER)
        left_out = set(re.findall(r"control: ([a-z-]+)", (self.folder / "settings.yaml").read_text()))
        of_a_machine = {file.stem for file in (ROOT / "catalog/controls").glob("*.yaml") if "\nprofile: host\n" in file.read_text()}
        self.assertEqual(left_out, of_a_machine)

    def test_all_violations_fail_exactly_what_the_truth_says(self):
        lines, _ = proof.differences(self.company(2, people=24), "all")
        self.assertEqual(lines, [])
        self.assertGreater(len(json.loads((self.folder / "truth.json").read_text())), 150)

    def test_a_first_look_accuses_nobody(self):
        self.assertEqual(proof.first_look(self.company(1, period=QUARTER)), [])

    def test_a_first_look_finds_what_is_wrong_then(self):
        self.assertEqual(proof.wrong_now(self.company(3, period=HALF), "2026-06-17T10:00:00Z", NEVER_MENDED), [])

    def test_a_leap_day(self):
        self.assertEqual(proof.differences(self.company(1, period=LEAP))[0], [])
        self.assertIn('"at":"2024-02-29T', (self.folder / "facts.jsonl").read_text())

    def test_a_gap_makes_unknown_and_is_named(self):
        for name in ("silent-accounts", "silent-sign-ins", "lost-page"):
            with self.subTest(gap=name):
                self.assertEqual(proof.gap(self.company(1, period=HALF), name), [])

    def test_dirty_delivery_changes_nothing(self):
        name, more = "mfa/remote-sessions", ("--violation", "remote-without-mfa")
        truth = self.simulate(*more, period=QUARTER)
        clean = self.assess(QUARTER, name)
        self.assertEqual(self.simulate("--dirty", *more, period=QUARTER), truth)
        dirty = self.assess(QUARTER, name)
        self.assertEqual(self.failed(clean), truth)
        self.assertEqual(self.failed(dirty), truth)
        self.assertEqual(clean[name]["population"], dirty[name]["population"])

    def test_mistakes(self):
        (self.folder / "violations.txt").write_text("mfa-off count=9\n  pubic-bucket\n")
        _, err = self.probata("simulate", "--period", YEAR, "--out", "x", "--violations", "violations.txt", code=2)
        self.assertEqual(err, "probata: violations.txt:1:9: `count=9` is out of range; give 1 to 5\n"
                              "probata: violations.txt:2:3: unknown violation `pubic-bucket`; did you mean `public-bucket`?\n")
        _, err = self.probata("simulate", "--period", YEAR, "--out", "x", "--people", 3, code=2)
        self.assertIn("out of range", err)
        out, _ = self.probata("simulate", "--list")
        self.assertIn("mfa/enforced", out)


if __name__ == "__main__":
    unittest.main()
