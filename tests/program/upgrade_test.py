"""The catalog in force is the one that was accepted; another one counts once a named person accepted it."""
import json
import shutil

from support import CONTROL_MFA, ProgramTest, Served, fact, look

PERIOD = ("--period", "2026-01-01/2026-05-31")
PARAMETERS = "mfa_grace: {type: duration, default: 1h, min: 0h, max: 72h, title: Grace, why: People sleep}\n"
ACTIVE = """  - id: seen
    title: Every active account was used
    each: account
    always: account.status == "active"
"""


class UpgradeTest(ProgramTest):
    def setUp(self):
        super().setUp()
        control = CONTROL_MFA.replace("grace: 1h", "grace: param.mfa_grace")
        self.write("catalog/parameters.yaml", PARAMETERS)
        self.catalog(control=control)
        shutil.copytree(self.folder / "catalog", self.folder / "newer")
        self.write("newer/parameters.yaml", PARAMETERS.replace("default: 1h", "default: 2h"))
        self.write("newer/controls/mfa.yaml", control.replace("Every active account has a second factor\n    each", "Nobody is without\n    each") + ACTIVE)
        self.organisation(self.folder / "catalog")
        lines = self.facts(look("2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True, last_login="2026-02-01T00:00:00Z"),
                           fact(at="2026-03-01T02:10:00Z", mfa=False), fact(at="2026-03-01T03:50:00Z", mfa=True))
        self.probata("append", lines, *self.old)

    @property
    def old(self):
        return "--data", self.data, "--catalog", self.folder / "catalog"

    @property
    def new(self):
        return "--data", self.data, "--catalog", self.folder / "newer"

    def upgrade(self, where, *arguments, code=0):
        return json.loads(self.probata("catalog", "upgrade", *where, *arguments, "--json", code=code)[0])

    def assessed(self, where, code):
        out, err = self.probata("assess", *where, *PERIOD, "--json", code=code)
        told = json.loads(out)
        return told["catalog"], [(test["id"], test["failed"]) for control in told["controls"] for test in control["tests"]], err

    def test_the_first_entry_is_the_catalog_and_nothing_waits(self):
        told = self.upgrade(self.old, *PERIOD)
        self.assertEqual((0, "probata", told["offered"], [], []), (told["accepted"]["entry"], told["accepted"]["by"], told["accepted"]["catalog"], told["changes"], told["results"]))
        self.assertIn("nothing else is offered", self.probata("catalog", "upgrade", *self.old)[0])
        self.assertEqual("", self.assessed(self.old, 1)[2])

    def test_what_changes_is_shown_before_a_person_accepts_it(self):
        accepted = self.upgrade(self.old)["accepted"]["catalog"]
        before = self.upgrade(self.new, *PERIOD, code=1)
        self.assertEqual(accepted, before["accepted"]["catalog"])
        self.assertEqual({("controls/mfa.yaml", "tests", "enforced", "title"), ("controls/mfa.yaml", "tests", "seen"), ("parameters.yaml", "mfa_grace", "default")},
                         {(change["file"], *change["part"]) for change in before["changes"]})
        results = {result["test"]: result for result in before["results"]}
        self.assertEqual({"mfa/enforced", "mfa/seen"}, set(results))
        self.assertEqual((1, 0), (results["mfa/enforced"]["was"]["failed"], results["mfa/enforced"]["is"]["failed"]))
        self.assertEqual((None, 0), (results["mfa/seen"]["was"], results["mfa/seen"]["is"]["failed"]))
        out, _ = self.probata("catalog", "upgrade", *self.new, *PERIOD, code=1)
        for words in ("parameters.yaml\n  mfa_grace, default: 2h; accepted: 1h", "the test seen is added", "(stricter)", "mfa/enforced: effective, 0 failed, 0 unknown; accepted: ", "1 failed"):
            self.assertIn(words, out)

        digest, tests, note = self.assessed(self.new, 1)
        self.assertEqual((accepted, [("enforced", 1)]), (digest, [(test.split("/")[-1], failed) for test, failed in tests]), "until then results are of the accepted one")
        self.assertIn(f"Another catalog, {before['offered']}, waits to be accepted", note)
        self.probata("report", *PERIOD, "--out", self.folder / "out", *self.new)
        self.assertIn("waits to be accepted", (self.folder / "out/report.html").read_text())
        with Served(self, "--catalog", self.folder / "newer") as server:
            self.assertIn("waits to be accepted", server.get("/api/status")["catalog_note"])
            self.assertEqual(accepted, server.get("/api/status")["catalog"])

        self.probata("catalog", "upgrade", *self.new, "--accept", "--by", "person/sam", "--reason", "People sleep longer")
        after = self.upgrade(self.new, *PERIOD)
        self.assertEqual((before["offered"], "person/sam", "People sleep longer", 5), tuple(after["accepted"][key] for key in ("catalog", "by", "reason", "entry")))
        self.assertEqual(([], []), (after["changes"], after["results"]))
        digest, tests, note = self.assessed(self.new, 0)
        self.assertEqual((before["offered"], [0, 0], ""), (digest, [failed for _, failed in tests], note))
        self.assertEqual(before["offered"], self.assessed(self.old, 0)[0], "the older program goes on with what was accepted")
        self.probata("ledger", "check", *self.new)

    def test_it_is_accepted_where_pages_are_served(self):
        told = self.upgrade(self.new, code=1)
        with Served(self, "--catalog", self.folder / "newer") as server:
            def accept(**body):
                status, _, answer = server.request("/api/offered-catalog/acceptance", "POST", json.dumps(body).encode(), {"Content-Type": "application/json", "Origin": server.url})
                return status, json.loads(answer)

            waits, results = server.get("/api/offered-catalog"), server.get("/api/offered-catalog/results")
            self.assertEqual(("waits", told["offered"], told["changes"], told["accepted"]), tuple(waits[key] for key in ("state", "offered", "changes", "accepted")))
            self.assertEqual(told["results"], [{key: result[key] for key in ("test", "was", "is")} for result in results["results"]])
            self.assertEqual((422, "reason"), (lambda status, answer: (status, answer["errors"][0]["field"]))(*accept(by="person/sam")))
            status, answer = accept(by="person/sam", reason="People sleep longer")
            self.assertEqual((200, 5), (status, answer["receipt"]["first"]), answer)
            self.assertEqual(409, accept(by="person/sam", reason="Again")[0])
            self.assertEqual("from_next_start", server.get("/api/offered-catalog")["state"])
            self.assertEqual(told["accepted"]["catalog"], server.get("/api/status")["catalog"])
        with Served(self, "--catalog", self.folder / "newer") as server:
            self.assertEqual(("", told["offered"]), tuple(server.get("/api/status")[key] for key in ("catalog_note", "catalog")))
            self.assertEqual(("nothing", []), tuple(server.get("/api/offered-catalog")[key] for key in ("state", "changes")))
        self.probata("ledger", "check", *self.new)

    def test_a_person_and_a_reason_are_needed(self):
        for more in ((), ("--by", "person/sam"), ("--reason", "x"), ("--by", "probata", "--reason", "x"), ("--by", "person/sam", "--reason", " ")):
            _, err = self.probata("catalog", "upgrade", *self.new, "--accept", *more, code=2)
            self.assertIn("a catalog is accepted by a named person, for a reason", err)
        _, err = self.probata("catalog", "upgrade", *self.old, "--accept", "--by", "person/sam", "--reason", "x", code=2)
        self.assertIn("is accepted already", err)

    def test_no_fact_can_say_it_otherwise(self):
        line = json.dumps({"kind": "catalog", "id": "in-force", "at": "2026-06-01T00:00:00Z", "by": "person/sam", "set": {"value": "sha256:" + "0" * 64}})
        _, err = self.probata("append", self.facts(line, name="more.jsonl"), *self.old, code=2)
        self.assertIn("catalog upgrade --accept", err)

    def test_one_that_the_facts_do_not_fit_is_refused(self):
        self.write("newer/kinds/account.yaml", "kind: account\nfields:\n  status: {type: string, enum: [active, disabled]}\n  mfa: bool\n")
        _, err = self.probata("catalog", "upgrade", *self.new, "--accept", "--by", "person/sam", "--reason", "x", code=2)
        self.assertIn("last_login", err)
        self.assertEqual("probata", self.upgrade(self.old)["accepted"]["by"])

    def test_a_mistake_in_the_overrides_leaves_the_accepted_one_in_force(self):
        accepted = self.upgrade(self.old)["accepted"]["catalog"]
        self.write("data/overrides/controls/mfa.yaml", "control: mfa\ntests: [{id: on, each: acount, always: true}]\n")
        mistake = "overrides/controls/mfa.yaml:1:1: `title` is missing"
        digest, _, note = self.assessed(self.old, 1)
        self.assertEqual(accepted, digest)
        self.assertIn(mistake, note)
        with Served(self, "--catalog", self.folder / "catalog") as server:
            self.assertIn(mistake, server.get("/api/status")["catalog_note"])
            self.assertEqual(("unreadable", None), tuple(server.get("/api/offered-catalog")[key] for key in ("state", "offered")))
            body = json.dumps({"by": "person/sam", "reason": "x"}).encode()
            status, _, answer = server.request("/api/offered-catalog/acceptance", "POST", body, {"Content-Type": "application/json", "Origin": server.url})
            self.assertEqual(409, status)
            self.assertIn(mistake, answer.decode())
        for more in ((), ("--accept", "--by", "person/sam", "--reason", "x")):
            self.assertIn(mistake, self.probata("catalog", "upgrade", *self.old, *more, code=2)[1])

    def test_policies_are_read_before_they_are_accepted(self):
        self.write("data/overrides/policies/own.md", "Accounts end within {param.mfa_grac}.\n")
        for more in ((), ("--accept", "--by", "person/sam", "--reason", "x")):
            self.assertIn("overrides/policies/own.md:1:1: the policy has no front matter", self.probata("catalog", "upgrade", *self.old, *more, code=2)[1])
        shutil.rmtree(self.data / "overrides")
        self.assertEqual("probata", self.upgrade(self.old)["accepted"]["by"])
