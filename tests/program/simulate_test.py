"""The simulated company: healthy it has no exception, and each violation gives exactly what its truth says."""
import json
import sys
import unittest

from support import PROBATA, ROOT, ProgramTest

sys.path.insert(0, str(ROOT / "tests"))
import proof

YEAR = proof.PERIOD
QUARTER = "2026-01-01/2026-03-31"


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

    def test_a_healthy_company(self):
        for seed in (1, 2):
            with self.subTest(seed=seed):
                lines, tests = proof.differences(PROBATA, self.folder, 20, seed, period=QUARTER)
                self.assertEqual(lines, [])
                self.assertEqual({name: one["conclusion"] for name, one in tests.items()
                                  if one["conclusion"] not in ("effective", "pending", "not_occurring")}, {})
                self.assertGreater(len([one for one in tests.values() if one["population"] > 0]), 90)

    def test_all_violations_fail_exactly_what_the_truth_says(self):
        lines, _ = proof.differences(PROBATA, self.folder, 24, 2, "all")
        self.assertEqual(lines, [])
        self.assertGreater(len(json.loads((self.folder / "truth.json").read_text())), 150)

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
