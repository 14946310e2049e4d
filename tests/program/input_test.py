"""Bad input: each a clear error with file, line and column; the good rest is kept, or with --atomic nothing."""
import json

from support import CONTROL_MFA, ProgramTest, fact


class FactInputTest(ProgramTest):
    BAD = {
        'not json at all': ("expected a value", "1:1"),
        '{"kind":"acount","id":"x","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{}}': ("account", "1:9"),
        '{"kind":"account","id":"x","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"mfa":"yes"}}': ("mfa", "1:"),
        '{"kind":"account","id":"x","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"mfaa":true}}': ("mfa", "1:"),
        '{"kind":"account","id":"x","at":"12026-03-01T00:00:00Z","by":"connector:idp","set":{"mfa":true}}': ("12026", "1:"),
        '{"kind":"account","id":"x","at":"2026-03-01T00:00:00.1234567Z","by":"connector:idp","set":{"mfa":true}}': ("", "1:"),
        '{"kind":"account","id":"x","at":"2026-03-01T00:00:00Z","after":"2026-03-02T00:00:00Z","by":"connector:idp","set":{"mfa":true}}': ("after", "1:"),
        '{"kind":"account","id":"x#1","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"mfa":true}}': ("#", "1:"),
        '{"kind":"account","id":"x","at":"2026-03-01T00:00:00Z","by":"someone","set":{"mfa":true}}': ("someone", "1:"),
        '{"kind":"account","id":"x","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"status":"off"}}': ("active", "1:"),
    }

    def test_each_has_its_place_and_says_what_to_do(self):
        for line, (words, place) in self.BAD.items():
            with self.subTest(line=line):
                path = self.facts(line, name="bad.jsonl")
                _, err = self.probata("assess", "--facts", path, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-31", code=2)
                self.assertIn(words, err)
                self.assertIn(f"{path}:{place}", err)

    def test_all_of_a_file_at_once_also_as_json(self):
        path = self.facts(*self.BAD, name="bad.jsonl")
        _, err = self.probata("assess", "--facts", path, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-31", "--json", code=2)
        errors = json.loads(err)
        self.assertEqual({error["line"] for error in errors}, set(range(1, len(self.BAD) + 1)))
        self.assertTrue(all(error["column"] >= 1 and error["message"] for error in errors))

    def corrections(self, **more):
        """A correction of each kind after facts 0 and 1, by idp of a1 and by a person of a2; the first is right."""
        told = [fact("a1", mfa=False), fact("a2", by="person/ann", mfa=False)]
        by_ann = {"at": "2026-03-02T00:00:00Z", "by": "person/ann"}
        wrong = [("a1", 0, {"status": "active"}), ("a2", 0, {"mfa": True}), ("a2", 1, {"mfa": True}), ("a1", 6, {"mfa": True}), ("a1", 99, {"mfa": True})]
        for item, seq, fields in [("a1", 0, {"mfa": True}), *wrong]:
            told.append(fact(item, **by_ann, **fields) | {"corrects": seq + more.get("after", 0)})
        return told

    def test_a_correction_names_an_earlier_fact_by_a_source_on_the_field(self):
        told = self.corrections()
        for path in (self.facts(*told), self.facts(*reversed([line | {"seq": seq} for seq, line in enumerate(told)]), name="reversed.jsonl")):
            _, err = self.probata("assess", "--facts", path, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-31", "--json", code=2)
            errors = json.loads(err)
            first = 1 if path.name == "reversed.jsonl" else 4
            self.assertEqual({error["line"] for error in errors}, set(range(first, first + 5)))
            self.assertTrue(all(error["column"] > 90 and "earlier fact by a source" in error["hint"] for error in errors), errors)

    def test_a_wrong_correction_is_refused_on_append(self):
        self.organisation(self.catalog())  # its first entry is the catalog
        told = self.corrections(after=1)
        out, _ = self.append(*told[:3])
        self.assertIn("appended 3 facts", out)  # one corrects what is appended with it
        self.append(told[2])
        for seq, line in enumerate(told[3:]):
            with self.subTest(seq=seq):
                _, err = self.append(line, code=2)
                self.assertIn(":1:", err)
                self.assertEqual(err.count("names an earlier fact by a source"), 1, err)
        self.assertEqual(json.loads(self.check()[0])["size"], 5)

    def test_good_lines_are_appended_and_bad_ones_named(self):
        self.organisation(self.catalog())
        out, err = self.append(fact("a1", mfa=True), "{", fact("a2", mfa=False), b"\xff\xfe".decode("latin1"), code=2)
        self.assertIn("appended 2 facts", out)
        self.assertIn(":2:", err)
        self.assertIn(":4:", err)

    def test_atomic_appends_none(self):
        self.organisation(self.catalog())
        path = self.facts(fact("a1", mfa=True), "{")
        out, _ = self.probata("append", path, "--atomic", "--data", self.data, "--catalog", self.catalog(), code=2)
        self.assertIn("nothing was appended", out)
        self.assertEqual(json.loads(self.check()[0])["size"], 1)

    def test_dry_says_how_many_would_be_appended(self):
        self.organisation(self.catalog())
        good, bad = self.facts(fact("a1", mfa=True), fact("a2", mfa=True), name="good.jsonl"), self.facts(fact("a1", mfa=True), "{", name="bad.jsonl")
        for arguments, count, code in ((("append", good), "2 facts", 0), (("append", bad), "1 fact", 2), (("append", bad, "--atomic"), "0 facts", 2)):
            out, _ = self.probata(*arguments, "--dry", "--data", self.data, "--catalog", self.catalog(), code=code)
            self.assertEqual(out, f"{count} would be appended; nothing was\n")
        out, _ = self.probata("append", good, "--dry", "--json", "--data", self.data, "--catalog", self.catalog())
        self.assertEqual(json.loads(out), {"would_append": 2})
        self.assertEqual(json.loads(self.check()[0])["size"], 1)

    def test_a_hundred_megabytes_in_one_line(self):
        self.organisation(self.catalog())
        huge = b'{"kind":"account","id":"' + b"x" * 100_000_000 + b'"}\n'
        path = self.write("huge.jsonl", json.dumps(fact("a1", mfa=True)).encode() + b"\n" + huge + json.dumps(fact("a2", mfa=True)).encode() + b"\n")
        out, err = self.probata("append", path, "--data", self.data, "--catalog", self.catalog(), code=2)
        self.assertIn("appended 2 facts", out)
        self.assertIn(":2:", err)
        self.assertLess(len(err), 2000)

    def test_invalid_utf8_names_the_column(self):
        path = self.write("latin.jsonl", b'{"kind":"account","id":"caf\xe9","at":"2026-03-01T00:00:00Z","by":"connector:idp","set":{"mfa":true}}\n')
        _, err = self.probata("assess", "--facts", path, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-31", code=2)
        self.assertIn(":1:28", err)


class CatalogInputTest(ProgramTest):
    def check_mistakes(self, kind=None, control=None):
        from support import KIND_ACCOUNT
        _, err = self.probata("catalog", "check", "--catalog", self.catalog(kind or KIND_ACCOUNT, control or CONTROL_MFA), code=2)
        return err

    def test_the_shipped_catalog_has_no_mistake(self):
        out, _ = self.probata("catalog", "check")
        self.assertIn("no mistakes", out)

    def test_every_mistake_of_every_file_at_once(self):
        control = CONTROL_MFA.replace("title: Second", "titel: Second").replace("account.mfa", "account.mfaa").replace("grace: 1h", "grace: 1x")
        err = self.check_mistakes("kind: account\nfields:\n  status: strng\n  mfa: bool\n  mfa: bool\n", control)
        for place in ("kinds/account.yaml:3:", "kinds/account.yaml:5:", "controls/mfa.yaml:2:1"):
            self.assertIn(place, err)

    def test_hints(self):
        self.assertIn("title", self.check_mistakes(control=CONTROL_MFA.replace("title: Second", "titel: Second")))
        self.assertIn("mfa", self.check_mistakes(control=CONTROL_MFA.replace("account.mfa\n", "account.mfaa\n")))
        self.assertIn("account", self.check_mistakes(control=CONTROL_MFA.replace("each: account", "each: acount")))
        self.assertIn("active", self.check_mistakes(control=CONTROL_MFA.replace('"active"', '"actve"')))

    def test_a_nested_expression_is_refused(self):
        err = self.check_mistakes(control=CONTROL_MFA.replace("always: account.mfa", "always: " + "(" * 5000 + "account.mfa" + ")" * 5000))
        self.assertIn("controls/mfa.yaml:", err)
