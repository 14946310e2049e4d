"""The drafts laid over the catalog (drafts/README.md): no mistake, no hole in the criteria that they are for, and their cases notice what is changed; the
policies promise what the tests prove."""
import json
import shutil
import subprocess
import sys
import unittest

import yaml

from support import ROOT, ProgramTest

SAMPLE, SEED = 300, 1


class DraftsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.whole = self.folder / "whole"
        shutil.copytree(ROOT / "catalog", self.whole)
        shutil.copytree(ROOT / "drafts" / "catalog", self.whole, dirs_exist_ok=True)
        self.controls = sorted(path.stem for path in (ROOT / "drafts" / "catalog" / "controls").iterdir())

    def test_catalog(self):
        self.assertIn("no mistakes", self.probata("catalog", "check", "--catalog", self.whole)[0])
        for criterion in ("CC1", "CC2", "CC3", "CC4", "CC5", "CC9"):
            self.assertIn("no holes", self.probata("catalog", "coverage", criterion, "--catalog", self.whole)[0], criterion)

    def test_no_copy_is_older(self):
        """What replaces a file of the catalog still says all of it: of kinds every field, of the rest every entry as it is there."""
        drafts = ROOT / "drafts" / "catalog"
        for path in sorted(drafts.rglob("*.yaml")):
            shipped = ROOT / "catalog" / path.relative_to(drafts)
            if not shipped.exists():
                continue
            new, old = (yaml.safe_load(file.read_text()) for file in (path, shipped))
            if path.parent.name == "kinds":
                self.assertLessEqual(old["fields"].keys(), new["fields"].keys(), path)
            else:
                self.assertEqual(old, {name: new.get(name) for name in old}, path)

    def test_mutants(self):
        result = json.loads(self.probata("catalog", "mutate", *self.controls, "--catalog", self.whole, "--cases", ROOT / "drafts" / "cases",
                                         "--sample", str(SAMPLE), "--seed", str(SEED), "--json")[0])
        self.assertGreaterEqual(result["noticed"], 0.95 * result["mutants"])
        self.assertEqual([one for one in result["survivors"] if not one["reason"]], [])

    def test_policies(self):
        for check in ("check.py", "check_test.py"):
            done = subprocess.run([sys.executable, ROOT / "drafts" / "policies" / check], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
