"""What applies to an organisation, and what its overrides change of the catalog that is shipped."""
import json
import re

from support import ROOT, ProgramTest, Served

SETTINGS = """profile: lean
also: [visitors]
answers: {devices: [{value: none}], report: [{value: security_alone}]}
not_applicable: [{control: tls, reason: nothing is public, by: person/sam, from: 2026-01-05T09:00:00Z}]
"""


def answer(name, value, at="2026-02-01T00:00:00Z"):
    return json.dumps({"kind": "setting", "id": f"answers/{name}", "at": at, "set": {"value": value}, "by": "person/sam"})


class AppliesTest(ProgramTest):
    def applies(self, *arguments):
        told = json.loads(self.probata("catalog", "applies", "--json", *arguments)[0])
        return told, {one["id"]: (one["applies"], one["because"], one["reason"]) for one in told["controls"]}

    def test_the_reason_of_each_control_is_printed(self):
        settings = self.write("settings.yaml", SETTINGS)
        out, _ = self.probata("catalog", "applies", "--settings", settings, "--at", "2026-03-01T00:00:00Z")
        for words in ("profile lean", "What manages laptops and other devices: The company has no devices\n", "Where people sign in: In each system by itself (assumed)\n"):
            self.assertIn(words, out)
        for control, words in {"devices-protected": "does not apply.*What manages laptops and other devices: The company has no devices",
                               "backups": "does not apply.*availability.*Which report, by when: Security alone", "visitors": "applies.*Chosen beside the profile lean",
                               "tls": r"does not apply.*Not applicable: nothing is public \(person/sam, from 2026-01-05T09:00:00Z\)",
                               "zone-review": "does not apply.*Of the profile full; the profile lean is chosen", "mfa": "applies.*In the profile lean"}.items():
            self.assertRegex(next(line for line in out.splitlines() if re.search(rf"\b{control} \[", line)), words)

    def test_every_control_has_its_row(self):
        told, controls = self.applies("--settings", self.write("settings.yaml", ""))
        self.assertEqual(sorted(path.stem for path in (ROOT / "catalog/controls").glob("*.yaml")), sorted(controls))
        self.assertEqual({"yes"}, {applies for applies, _, _ in controls.values()}, "what is assumed takes nothing away")
        self.assertEqual([1, 2, 3, 4, 5], [one["first"] for one in told["questions"][:5]])
        self.assertTrue(all(one["first"] is None and not one["given"] for one in told["questions"][5:]))

    def test_an_organisation_answers_by_facts(self):
        self.organisation()
        _, before = self.applies("--data", self.data)
        self.assertEqual(("no", "profile"), before["visitors"][:2], "a new company begins with the profile lean")
        self.assertEqual("yes", before["badges"][0])
        with Served(self) as server:
            status, _, body = server.post_facts(answer("workplace", "remot") + "\n")
            self.assertEqual(422, status, body)
            self.assertIn("did you mean `remote`?", body.decode())
            self.assertEqual(200, server.post_facts(answer("workplace", "remote") + "\n")[0])
            told = server.get("/api/applies")
            question = next(one for one in told["questions"] if one["name"] == "workplace")
            self.assertEqual(("remote", True, "2026-02-01T00:00:00Z", "person/sam", 1), tuple(question[key] for key in ("answer", "given", "since", "by", "seq")))
            self.assertIn("badges", question["controls"])
            earlier = server.get("/api/applies?size=1")
            self.assertFalse(next(one for one in earlier["questions"] if one["name"] == "workplace")["given"], "as known before the answer")
        printed, after = self.applies("--data", self.data)
        self.assertEqual("no", after["badges"][0])
        self.assertEqual(printed["controls"], told["controls"])

    def test_what_is_set_for_later_is_told_now(self):
        self.organisation()
        number = json.dumps({"kind": "setting", "id": "parameters/access_removal", "at": "2199-01-01T00:00:00Z", "set": {"value": "8h"}, "by": "person/sam"})
        self.probata("append", self.write("a.jsonl", answer("workplace", "remote", "2199-01-01T00:00:00Z") + "\n" + number + "\n"), "--data", self.data)
        question = next(one for one in self.applies("--data", self.data)[0]["questions"] if one["name"] == "workplace")
        self.assertEqual(("mixed", False, [{"words": "From home, without premises of the company", "from": "2199-01-01T00:00:00Z"}]), tuple(question[key] for key in ("answer", "given", "later")))
        with Served(self) as server:
            told = next(one for one in server.get("/api/catalog")["parameters"] if one["name"] == "access_removal")
        self.assertEqual(("1d", [{"words": "8 h", "from": "2199-01-01T00:00:00Z"}]), (told["value"], told["later"]))

    # D8.6: a later answer counts from when it was recorded, and its entry is found all the same.
    def test_a_second_answer_counts_from_its_recording(self):
        self.organisation()
        self.probata("append", self.write("a.jsonl", answer("is_public", True) + "\n" + answer("is_public", False, "2026-02-02T00:00:00Z") + "\n"), "--data", self.data)
        question = next(one for one in self.applies("--data", self.data)[0]["questions"] if one["name"] == "is_public")
        self.assertEqual((False, 2), (question["answer"], question["seq"]))
        self.assertGreater(question["since"], "2026-02-02T00:00:00Z")


class OverridesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        control = (ROOT / "catalog/controls/visitors.yaml").read_text()
        self.write("own/controls/visitors.yaml", control.replace("title: Visitors are known", "title: Guests are known").replace('    due: visit.day.plus("P1D")\n', "    within: 2d\n"))
        self.write("own/controls/parcels.yaml", "control: parcels\ntitle: Parcels are opened by two\ntests: [{id: two, always: true}]\n")

    def test_every_difference_is_listed(self):
        self.assertIn("nothing differs", self.probata("catalog", "diff", self.write("none/README", "").parent)[0])
        out, _ = self.probata("catalog", "diff", self.folder / "own")
        for words in ("controls/parcels.yaml\n  the file is added (stricter)\n", "  title: Guests are known, accompanied", 'the test signed-out, due is left out; shipped: visit.day.plus("P1D")',
                      "the test signed-out, within is added: 2d (weaker)"):
            self.assertIn(words, out)
        told = json.loads(self.probata("catalog", "diff", self.folder / "own", "--json")[0])
        self.assertIn({"file": "controls/parcels.yaml", "part": [], "was": None, "effect": "stricter", "words": "the file is added"}, [{key: one[key] for key in one if key != "is"} for one in told])
        self.organisation()
        (self.data / "overrides").rmdir()
        self.assertIn("nothing differs", self.probata("catalog", "diff", "--data", self.data)[0], "an organisation may have no overrides")
        self.assertIn("holds no organisation", self.probata("catalog", "diff", "--data", self.folder / "nowhere", code=2)[1])
        _, err = self.probata("catalog", "diff", self.folder / "nowhere", code=2)
        self.assertIn("cannot read the folder", err)

    def test_an_organisation_has_its_own(self):
        self.organisation()
        for file in (self.folder / "own/controls").iterdir():
            self.write(f"data/overrides/controls/{file.name}", file.read_bytes())
        before = json.loads(self.probata("catalog", "applies", "--data", self.data, "--json")[0])
        self.assertEqual([], before["overrides"], "they count once a person accepted them")
        self.probata("catalog", "upgrade", "--accept", "--by", "person/sam", "--reason", "Our own", "--data", self.data)
        out, _ = self.probata("catalog", "diff", "--data", self.data)
        self.assertIn("the file is added (stricter)", out)
        controls = json.loads(self.probata("catalog", "applies", "--data", self.data, "--json")[0])
        self.assertIn("parcels", [one["id"] for one in controls["controls"]])
        self.assertEqual(json.loads(self.probata("catalog", "diff", "--data", self.data, "--json")[0]), controls["overrides"])
        self.probata("report", "--period", "2026-01-01/2026-01-31", "--out", self.folder / "out", "--data", self.data, code=(0, 1))
        html = (self.folder / "out/report.html").read_text()
        for words in ("What the company chose", "Differences from the catalog that is shipped", "controls/parcels.yaml", "the test signed-out, within is added: 2d (weaker)"):
            self.assertIn(words, html)

    def test_what_no_test_proves_in_ones_own_policy_is_a_warning(self):
        policy = (ROOT / "catalog/policies/access.md").read_text()
        own = policy.replace("is one person's own", "is properly one person's own").replace("most {param.key_age} old", "most 90 days old")
        self.write("own/policies/access.md", own)
        for command in (("diff",), ("check",)):
            out, err = self.probata("catalog", *command, self.folder / "own")
            self.assertTrue(out)
            for words in ("vague word `properly`; say who does what, and by when", "bare number `90`; write `{param.NAME}`"):
                self.assertRegex(err, r"probata: warning: .*own/policies/access\.md:\d+:\d+: " + words)
        self.assertEqual("", self.probata("catalog", "check")[1], "what is shipped has none")
        self.organisation()
        self.write("data/overrides/policies/access.md", own)
        accept = ("--accept", "--by", "person/sam", "--reason", "Our own")
        self.assertIn("vague word `properly`", self.probata("catalog", "upgrade", "--data", self.data, code=1)[1])
        self.assertIn("is in force", self.probata("catalog", "upgrade", *accept, "--data", self.data)[0])

    def test_what_would_be_passed_over_is_an_error(self):
        policy = (ROOT / "catalog/policies/access.md").read_text()
        self.write("own/policies/access.md", policy.replace("{param.access_removal}", "{param.acess_removal}"))
        for command in (("diff",), ("check",)):
            _, err = self.probata("catalog", *command, self.folder / "own", code=2)
            self.assertRegex(err, r"own/policies/access\.md:\d+:\d+: unknown parameter `acess_removal`; did you mean `access_removal`\?")
        self.write("own/policies/access.md", policy.replace(policy[policy.index("13. **Root"):policy.index("## Roles")], "\n"))
        self.assertIn("  Rules, Root and unused accounts. is left out; shipped: Every session of a root account has a ticket.", self.probata("catalog", "diff", self.folder / "own")[0])
        self.write("own/access.md", policy)
        self.assertIn("own/access.md: nothing reads it; a policy lies in `policies/`", self.probata("catalog", "check", self.folder / "own")[1])
        self.write("own/controls/mfa.yml", "control: mfa\n")
        _, err = self.probata("catalog", "diff", self.folder / "own", code=2)
        self.assertIn("own/controls/mfa.yml: it is not read, because of how its name ends; files of a catalog end in `.yaml`", err)
