"""`probata catalog mutate`: what it finds in a small catalog, its errors; and the shipped catalog: all mutants of what changed, and a sample of the rest.

The whole matrix: `./test mutation`.
"""
import json
import os
import pathlib
import shutil
import subprocess
import unittest

from support import PROBATA, ROOT, ProgramTest, fact, look

SAMPLE, SEED = 300, 1


class MutateTest(ProgramTest):
    def case(self, *rows, mended="2026-03-01T03:50:00Z"):
        """Account a1 has no second factor from 02:10 on; an hour is allowed."""
        facts = [look("2026-12-31T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True),
                 fact(at="2026-03-01T02:10:00Z", mfa=False), fact(at=mended, mfa=True), fact("b1", at="2026-02-01T00:00:00Z", status="disabled", mfa=False)]
        self.facts(*facts, name="cases/late/facts.jsonl")
        self.write("cases/late/request.json", json.dumps({"period": "2026-01-01T00:00:00Z/2026-12-31T00:00:00Z", "now": "2026-12-31T00:00:00Z"}))
        self.write("cases/late/expect.json", json.dumps({"controls": [{"id": "mfa", "tests": [{"id": "enforced", "obligations": list(rows)}]}]}))
        return self.folder / "cases"

    def mutate(self, *arguments, code=0, json=True):
        return self.probata("catalog", "mutate", *arguments, "--catalog", self.catalog(), *(["--json"] if json else []), code=code)

    def test_all_noticed(self):
        cases = self.case({"item": "account/a1", "from": "2026-03-01T02:10:00Z", "due": "2026-03-01T03:10:00Z", "done": "2026-03-01T03:50:00Z"})
        result = json.loads(self.mutate("--cases", cases)[0])
        self.assertEqual((result["noticed"], result["survivors"], result["stale_reasons"]), (result["mutants"], [], []))
        self.assertEqual(result["mutants"], 5)  # scope left out, scope !=, always !, grace 2h, sides swapped
        self.assertEqual(json.loads(self.mutate("--cases", cases, "--sample", "2")[0])["mutants"], 2)
        self.assertEqual(self.mutate("--cases", cases, "mfa")[0], self.mutate("--cases", cases, "mfa/enforced")[0])
        self.assertRegex(self.mutate("--cases", cases, json=False)[0], r"mfa/enforced +5 of +5 noticed\n\n5 of 5 mutants noticed \(100.0 %\)")

    def test_survivors_need_reasons(self):
        cases = self.case({"item": "account/a1", "from": "2026-03-01T02:10:00Z"})  # not whether it failed
        result = json.loads(self.mutate("--cases", cases, code=1)[0])
        self.assertEqual([(one["mutant"], one["reason"]) for one in result["survivors"]], [("grace: `1h` as `2h`", None)])
        self.assertTrue(result["survivors"][0]["place"].endswith("controls/mfa.yaml:10:12"), result["survivors"][0])
        self.write("cases/mutants.yaml", "mfa/enforced: {\"grace: `1h` as `2h`\": Nobody asks}\n")
        self.assertIn("Nobody asks", self.mutate("--cases", cases, "mfa", json=False)[0])
        self.mutate("--cases", cases, code=1)  # 4 of 5 are too few
        self.write("cases/mutants.yaml", "mfa/enforced: {\"scope: left out\": Nobody asks, \"grace: `1h` as `2h`\": Nobody asks}\n")
        self.assertIn('"scope: left out" of `mfa/enforced` does not survive any more', self.mutate("--cases", cases, "mfa", code=1, json=False)[0])
        self.write("cases/mutants.yaml", "mfa/enforced: Nobody asks\n")
        self.assertIn("mutants.yaml:1:15", self.mutate("--cases", cases, code=2, json=False)[1])

    def test_errors_say_what_to_do(self):
        cases = self.case({"item": "account/a1", "due": "2026-03-01T03:10:00Z"})
        for arguments, said in ((["mfaa"], "there is no control or test `mfaa`; did you mean `mfa`?"),
                                (["mfa/enforcd"], "did you mean `mfa/enforced`?")):
            self.assertIn(said, self.mutate("--cases", cases, *arguments, code=2, json=False)[1])
        self.assertIn("cannot read the folder", self.mutate("--cases", self.folder / "nowhere", code=2, json=False)[1])
        self.write("none/README.md", "no case")
        self.assertIn("no case names `mfa/enforced`", self.mutate("--cases", self.folder / "none", code=2, json=False)[1])
        self.case()
        self.assertIn("`mfa/enforced` does not give what is expected", self.mutate("--cases", cases, code=2, json=False)[1])
        self.write("cases/late/facts.jsonl", "{}\n")
        self.assertIn("cases/late/facts.jsonl:1", self.mutate("--cases", cases, code=2, json=False)[1])


def changed_controls():
    """Controls whose file, or a case about them, differs from the main branch, or from the commit before. None where git does not say."""

    if not shutil.which("git"):
        return []

    def git(*arguments):
        result = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
        return result.stdout if result.returncode == 0 else ""

    base = git("merge-base", "HEAD", "main").strip()
    if not base or base == git("rev-parse", "HEAD").strip():
        base = git("rev-parse", "--verify", "--quiet", "HEAD~1").strip()
    if not base:
        return []
    files = git("diff", "--name-only", base, "--", "catalog/controls", "tests/cases").split() + \
        git("ls-files", "--others", "--exclude-standard", "--", "catalog/controls", "tests/cases").split()
    shipped = {path.stem for path in (ROOT / "catalog/controls").glob("*.yaml")}
    changed = set()
    for name in map(pathlib.Path, files):
        expected = ROOT / "tests/cases" / name.parts[2] / "expect.json"
        if name.parts[0] == "catalog":
            changed.add(name.stem)
        elif expected.exists():
            changed |= {control["id"] for control in json.loads(expected.read_text()).get("controls", [])}
    return sorted(changed & shipped)


class ShippedCatalogTest(unittest.TestCase):
    def mutate(self, *arguments):
        command = [PROBATA, "catalog", "mutate", "--catalog", ROOT / "catalog", "--cases", ROOT / "tests/cases", *arguments]
        result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=600)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_a_sample(self):
        self.mutate("--sample", SAMPLE, "--seed", os.environ.get("PROBATA_SEED", SEED))

    def test_what_changed(self):
        if changed := changed_controls():
            self.mutate(*changed)
