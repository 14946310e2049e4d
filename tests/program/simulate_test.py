"""The simulated company: healthy it has no exception, and each violation gives exactly what its truth says."""
import json
import unittest

from support import ROOT, ProgramTest

YEAR = "2026-01-01/2026-12-31"
QUARTER = "2026-01-01/2026-03-31"
OTHERS = ("git-", "host-")


def row(one):
    return one["test"], one["item"], one["from"], one["due"], one["done"]


class SimulateTest(ProgramTest):
    def simulate(self, *options, period=YEAR, people=20, seed=1):
        self.probata("simulate", "--people", people, "--seed", seed, "--activity", 3, "--period", period, "--out", "facts.jsonl",
                     "--truth", "truth.json", "--settings", "settings.yaml", *options)
        return sorted((row(one) for one in json.loads((self.folder / "truth.json").read_text())), key=str)

    def assess(self, period, test=None, code=1):
        out, _ = self.probata("assess", "--facts", "facts.jsonl", "--catalog", ROOT / "catalog", "--settings", "settings.yaml",
                              "--period", period, "--json", *(["--test", test] if test else []), code=code)
        return {f"{control['id']}/{one['id']}": one for control in json.loads(out)["controls"] if not control["id"].startswith(OTHERS)
                for one in control["tests"] if test in (None, f"{control['id']}/{one['id']}")}

    def failed(self, tests):
        rows = [one | {"test": name} for name, test in tests.items() for one in test["obligations"]]
        self.assertEqual([one for one in rows if one["verdict"] == "unknown"], [])
        return sorted((row(one) for one in rows if one["verdict"] == "failed"), key=str)

    def test_a_healthy_company(self):
        self.assertEqual(self.simulate(period=QUARTER), [])
        tests = self.assess(QUARTER)  # exit code 1: nothing is known of this machine
        self.assertEqual(self.failed(tests), [])
        self.assertEqual({name: one["conclusion"] for name, one in tests.items()
                          if one["conclusion"] not in ("effective", "pending", "not_occurring")}, {})
        self.assertGreater(len([one for one in tests.values() if one["population"] > 0]), 90)

    def test_all_violations_fail_exactly_what_the_truth_says(self):
        truth = self.simulate("--violation", "all", people=24, seed=2)
        self.assertGreater(len(truth), 150)
        self.assertEqual(self.failed(self.assess(YEAR)), truth)

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
        (self.folder / "violations.txt").write_text("mfa-off\n  pubic-bucket\n")
        _, err = self.probata("simulate", "--period", YEAR, "--out", "x", "--violations", "violations.txt", code=2)
        self.assertIn("violations.txt:2:3: unknown violation `pubic-bucket`; did you mean `public-bucket`?", err)
        _, err = self.probata("simulate", "--period", YEAR, "--out", "x", "--people", 3, code=2)
        self.assertIn("out of range", err)
        out, _ = self.probata("simulate", "--list")
        self.assertIn("mfa/enforced", out)


if __name__ == "__main__":
    unittest.main()
