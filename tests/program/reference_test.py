"""The second opinion: `probata assess --reference` says what `probata assess` says, of every case and of an organisation."""
import concurrent.futures
import json
import os
import pathlib
import shutil

from support import ROOT, ProgramTest, catalog_of_case, fact, look

ENGINE_ONLY = {"facts", "evidence", "gaps", "conflicts", "claimed", "seen_every", "sources"}
# The twin does not compute the kinds that are results (src/reference/README.md): the conclusion of such a test is unknown.
RESULTS = {"control", "test", "obligation"}
NO_CATALOG = {"settings.yaml", "case.md", "facts.jsonl", "request.json", "expect.json"}


def shared(value):
    """Without what only the engine explains."""
    if isinstance(value, list):
        return [shared(one) for one in value]
    if isinstance(value, dict):
        return {key: shared(one) for key, one in value.items() if key not in ENGINE_ONLY}
    return value


def without_results(engine, twin):
    """Both without the tests that read results, and without the conclusions of their controls."""
    kept = []
    for opinion in (engine, twin):
        controls = {}
        for ours, theirs in zip(opinion["controls"], twin["controls"], strict=True):
            tests = [test for test, seen in zip(ours["tests"], theirs["tests"], strict=True)
                     if not any(one["source"] == "probata" and one["kind"] in RESULTS for one in seen["limitations"])]
            controls[ours["id"]] = tests, ours["conclusion"] if len(tests) == len(ours["tests"]) else None
        kept.append({**opinion, "controls": controls})
    return kept


class ReferenceTest(ProgramTest):
    def both(self, *arguments):
        """What the engine says and what the twin says, whether they found something or not."""
        said = [self.probata("assess", *arguments, "--json", "--all", *more, code=(0, 1))[0] for more in ([], ["--reference"])]
        return [shared(json.loads(out)) for out in said]

    def arguments(self, case):
        """What the README of tests/cases says of a folder, as options."""
        request = json.loads((case / "request.json").read_text())
        options = ["--facts", case / "facts.jsonl"]
        catalog = self.folder / case.name
        own = (case / "kinds").exists() or (case / "controls").exists()
        if not own or "catalog: shipped" in (case / "case.md").read_text():
            catalog_of_case(case, catalog)
            options += ["--catalog", catalog]
        if own:
            shutil.copytree(case, catalog, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*NO_CATALOG))
            options += [] if "--catalog" in options else ["--catalog", catalog]
        if (case / "settings.yaml").exists():
            options += ["--settings", case / "settings.yaml"]
        if "as_of" in request:
            options += ["--as-of", request["as_of"]]
        else:
            options += ["--period", request["period"]]
        options += ["--now", request["now"]] if "now" in request else []
        return options + (["--at-size", request["at_size"]] if "at_size" in request else [])

    def test_every_case(self):
        cases = sorted(folder.parent for folder in pathlib.Path(ROOT, "tests/cases").glob("*/request.json"))
        self.assertGreater(len(cases), 80)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            opinions = {case.name: pool.submit(self.both, *self.arguments(case)) for case in cases}
            for name, both in opinions.items():
                with self.subTest(case=name):
                    engine, twin = both.result()
                    self.assertEqual(*without_results(engine, twin))

    def test_an_organisation(self):
        self.organisation(self.catalog())
        self.append(look("2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z"), fact("a1", at="2026-01-05T00:00:00Z", status="active", mfa=False),
                    fact("a2", at="2026-01-06T00:00:00Z", status="active", mfa=True))
        engine, twin = self.both("--data", self.data, "--catalog", self.catalog(), "--period", "2026-01-01/2026-02-28", "--now", "2026-03-01T00:00:00Z")
        self.assertEqual(engine["controls"][0]["tests"][0]["population"], 2)
        self.assertEqual(engine, twin)
