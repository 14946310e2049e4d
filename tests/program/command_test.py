"""The command line itself: help, versions, exit codes, errors."""
import json
import shutil

from support import CONTROL_MFA, ROOT, ProgramTest, fact, look


class CommandTest(ProgramTest):
    def test_version_and_help(self):
        self.assertRegex(self.probata("--version")[0], r"^probata \d+\.\d+\.\d+\n$")
        for command in ("assess", "explain", "catalog", "cel", "collect", "init", "serve", "append", "ledger", "report", "completion"):
            out, _ = self.probata(command, "--help")
            self.assertIn(command, out)
            self.assertIn(command, self.probata("--help")[0])

    def test_wrong_usage_is_2(self):
        for arguments in ((), ("asess",), ("assess", "--nonsense"), ("assess", "--facts", "missing.jsonl", "--period", "2026-01-01/2026-12-31")):
            _, err = self.probata(*arguments, code=2)
            self.assertTrue(err, arguments)

    def test_a_wrong_word_is_named_with_the_nearest_one(self):
        for arguments, words in ((("assesss",), "probata: `probata` has no command `assesss`; did you mean `assess`?"),
                                 (("backup", "--help"), "probata: `probata` has no command `backup`; known: assess, "),
                                 (("ledger", "chek"), "probata: `probata ledger` has no command `chek`; did you mean `check`?"),
                                 (("ledger",), "probata: `probata ledger` needs a command; one of check, "),
                                 ((), "probata: `probata` needs a command; one of assess, "),
                                 (("assess", "--perod=x"), "probata: `probata assess` has no option `--perod`; did you mean `--period`?"),
                                 (("catalog", "show", "a", "b"), "probata: `b` is a word too many for `probata catalog show`; `probata catalog show --help` says"),
                                 (("explain", "a/b"), "probata: item is required; `probata explain --help` says")):
            out, err = self.probata(*arguments, code=2)
            self.assertTrue(err.startswith(words), err)
            self.assertEqual((out, err.count("\n")), ("", 1))
        for arguments, words in ((("config", "--json"), "has no command `config`"), (("assess", "--nonsense", "--json"), "has no option `--nonsense`")):
            error, = json.loads(self.probata(*arguments, code=2)[1])
            self.assertIn(words, error["message"])
            self.assertTrue(error["hint"])

    def test_completion_names_the_subcommands(self):
        for shell in ("bash", "zsh", "fish"):
            self.assertIn("assess", self.probata("completion", shell)[0])

    def test_assess_exit_codes_and_same_bytes(self):
        healthy = self.facts(look("2026-12-31T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True))
        arguments = ("assess", "--facts", healthy, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-30", "--json")
        first, second = self.probata(*arguments)[0], self.probata(*arguments)[0]
        self.assertEqual(first, second)
        test = json.loads(first)["controls"][0]["tests"][0]
        self.assertEqual((test["conclusion"], test["population"], test["passed"]), ("effective", 1, 1))

        broken = self.facts(look("2026-12-31T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True),
                            fact(at="2026-03-01T02:10:00Z", mfa=False), fact(at="2026-03-01T03:50:00Z", mfa=True), name="broken.jsonl")
        out, _ = self.probata("assess", "--facts", broken, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-30", "--json", code=1)
        row = json.loads(out)["controls"][0]["tests"][0]["obligations"][0]
        self.assertEqual((row["item"], row["verdict"], row["cause"]), ("account/a1", "failed", "violated"))
        self.assertEqual((row["from"], row["due"], row["done"]), ("2026-03-01T02:10:00Z", "2026-03-01T03:10:00Z", "2026-03-01T03:50:00Z"))

        table, _ = self.probata("assess", "--facts", broken, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-30", code=1)
        self.assertIn("mfa", table)
        why, _ = self.probata("explain", "--facts", broken, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-30", "mfa/enforced", "account/a1")
        self.assertIn("without second factor", why)
        self.assertIn("2026-03-01", why)

    def test_as_known_at_a_size(self):
        facts = self.facts(look("2026-12-31T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True),
                           fact(at="2026-03-01T02:10:00Z", mfa=False))
        arguments = ("assess", "--facts", facts, "--catalog", self.catalog(), "--period", "2026-01-01/2026-12-30", "--json")
        self.probata(*arguments, code=1)
        out, _ = self.probata(*arguments, "--at-size", "2")
        self.assertEqual(json.loads(out)["ledger_size"], 2)
        _, err = self.probata(*arguments, "--at-size", "9999", code=2)
        self.assertIn("the file has only 3 entries", err)
        _, err = self.probata(*arguments, "--at-size", "-1", code=2)
        self.assertIn("`-1` is no whole number", err)

    def test_a_period_that_is_still_to_come(self):
        facts = self.facts(look("2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True))
        arguments = ("assess", "--facts", facts, "--catalog", self.catalog(), "--json", "--period")
        self.assertEqual(self.probata(*arguments, "2026-01-01/2026-12-31")[1], "")
        _, err = self.probata(*arguments, "2026-03-02/2026-12-31")
        self.assertIn("its newest fact is of 2026-03-01T00:00:00Z, and the period begins 2026-03-02T00:00:00Z: nothing is claimed of it", err)
        _, err = self.probata(*arguments, "2026-03-03/2026-12-31", "--now", "2026-03-02T00:00:00Z", code=2)
        self.assertIn("after now, 2026-03-02T00:00:00Z", err)
        data = ("--data", self.organisation(self.catalog()), "--catalog", self.catalog())
        for command in (("assess",), ("report", "--out", self.folder / "out")):
            _, err = self.probata(*command, *data, "--period", "2099-01-01/2099-12-31", code=2)
            self.assertIn("the period begins 2099-01-01T00:00:00Z, after now", err)

    def test_catalog_check_warns_of_an_order_that_null_leaves_open(self):
        ordered = 'account.last_login > timestamp("2026-01-01T00:00:00Z")'
        for always, warned in ((ordered, True), ("account.last_login != null && " + ordered, False)):
            catalog = self.catalog(control=CONTROL_MFA.replace("account.mfa", f"'{always}'"))
            _, err = self.probata("catalog", "check", "--catalog", catalog)
            found = "controls/mfa.yaml:9:14: `account.last_login` may be null, and the order of null is unknown" in err
            self.assertEqual(found, warned, err)
            self.assertEqual("test `account.last_login != null` too" in err, warned, err)
        out, err = self.probata("catalog", "check")
        self.assertRegex(out, r"^no mistakes: \d+ kinds")
        self.assertEqual(err, "", "the shipped catalog has no warnings")

    def test_catalog_coverage_names_each_hole(self):
        out, _ = self.probata("catalog", "coverage")
        self.assertTrue(out.endswith("no holes\n"), out[-200:])
        shutil.copytree(ROOT / "catalog", self.folder / "less", ignore=lambda folder, names: [name for name in names if folder.endswith("controls")])
        told = json.loads(self.probata("catalog", "coverage", "CC1.1", "--catalog", self.folder / "less", "--json", code=1)[0])
        self.assertEqual({row["hole"] for row in told["rows"]}, {"no control"})
        self.assertEqual(told["holes"], len(told["rows"]))
        _, err = self.probata("catalog", "coverage", "CC99", code=2)
        self.assertIn("there is no criterion `CC99`", err)

    def test_catalog_show_prints_a_control_whole(self):
        out, _ = self.probata("catalog", "show", "CC6.2")
        for words in ("CC6.2", "removal:", "access-removal", "param.access_removal", "response of account", 'account.person.status == "departed"',
                      "if it fails: Disable the account"):
            self.assertIn(words, out)
        self.assertIn("param.access_removal = 1d (1 d; exact time, default 1d, 1h to 5d)", out)
        self.assertNotIn("code-changes", out)
        part = json.loads(self.probata("catalog", "show", "CC6.2", "--json")[0])
        self.assertIn("removal", [point["id"] for point in part["criterion"]["points"]])
        self.assertEqual(["access-removal"], [one["id"] for one in json.loads(self.probata("catalog", "show", "access-removal", "--json")[0])["controls"]])
        self.probata("catalog", "show", "nothing", code=2)

    def test_catalog_show_says_what_a_control_maps_to(self):
        out, _ = self.probata("catalog", "show", "access-approved")
        self.assertIn("\n  maps to: ISO/IEC 27001:2022 A.5.15, A.5.16, A.5.17, A.5.18; NIST CSF 2.0 PR.AA-01, PR.AA-02, PR.AA-05; tests of the published library ", out)
        control, = json.loads(self.probata("catalog", "show", "access-approved", "--json")[0])["controls"]
        maps_to = {one["name"]: one for one in control["maps_to"]}
        self.assertEqual(maps_to["nist-csf-2.0"]["ids"], ["PR.AA-01", "PR.AA-02", "PR.AA-05"])
        self.assertIn("IAM-03/A1", maps_to["chiaro"]["ids"])
        self.assertIn("CC BY 4.0", maps_to["chiaro"]["credit"])

    def test_catalog_check_finds_mistakes_in_crosswalks(self):
        catalog = self.catalog()
        self.write("catalog/crosswalks/theirs.yaml", "crosswalk: theirs\ntitle: Theirs\nshort: T\nversion: '1'\nsource: https://example.org\n"
                   "ids: [T.1]\ncontrols:\n  mfaa: [T.1]\n  mfa: [T.2]\n")
        _, err = self.probata("catalog", "check", "--catalog", catalog, code=2)
        self.assertIn("crosswalks/theirs.yaml:8:3: unknown control `mfaa`; did you mean `mfa`?", err)
        self.assertIn("crosswalks/theirs.yaml:9:9: unknown identifier `T.2`", err)

    def test_the_reference_in_docs_is_that_of_the_catalog(self):
        printed, _ = self.probata("catalog", "reference")
        told = (ROOT / "docs/catalog.md").read_text()
        self.assertTrue(told == printed, "docs/catalog.md is not what `probata catalog reference` prints; CONTRIBUTING.md says how to renew it")

    def test_catalog_policy_prints_a_policy_with_the_numbers_in_force(self):
        listed, _ = self.probata("catalog", "policy")
        self.assertIn("access  Access policy (policy), owner Security officer", listed)
        everything, err = self.probata("catalog", "policy", "access")
        self.assertIn("disabled in every system within **1 day**, and stay disabled. `access-removal/leavers`", everything)
        self.assertIn("**Privileged activity.**", everything)
        self.assertEqual(err, "")
        self.assertNotRegex(everything, r"\{|param\.")
        settings = self.write("settings.yaml", "profile: lean\nparameters:\n  access_removal: [{value: 8h}]\n")
        ours, err = self.probata("catalog", "policy", "access", "--settings", settings)
        self.assertIn("disabled in every system within **8 hours**", ours)
        self.assertNotIn("Privileged activity", ours)
        self.assertIn("`privileged-activity-review` has no rule here: it is of the profile full", err)
        told = json.loads(self.probata("catalog", "policy", "access", "--json", "--settings", settings)[0])
        words = [part for section in told["sections"] for block in section["blocks"] for sentence in block["sentences"] for part in sentence["words"]]
        self.assertIn({"text": "8 hours", "parameter": "access_removal", "title": "Removal of access"}, words)
        self.organisation()
        self.probata("append", self.write("a.jsonl", json.dumps({"kind": "setting", "id": "parameters/access_removal", "at": "2026-02-01T00:00:00Z", "by": "person/sam", "set": {"value": "8h"}}) + "\n"), "--data", self.data)
        self.assertEqual(ours, self.probata("catalog", "policy", "access", "--data", self.data)[0], "as it holds for an organisation")
        _, err = self.probata("catalog", "policy", "acess", code=2)
        self.assertIn("there is no policy `acess`; did you mean `access`?", err)

    def test_catalog_check_finds_mistakes_in_policies(self):
        catalog = self.catalog()
        self.write("catalog/policies/access.md", "---\npolicy: acces\n---\n\n## Rules\n\n1. **Mfa.** Within {param.gracce} it is on.\n")
        _, err = self.probata("catalog", "check", "--catalog", catalog, code=2)
        self.assertIn("policies/access.md:2:9: the policy `acces` is in another file's place; name the file `policies/acces.md`", err)
        self.assertIn("policies/access.md:7:27: unknown parameter `gracce`", err)
        self.assertIn("policies/access.md:7:13: a rule promises something that no test proves", err)

    def test_mistakes_have_file_line_column_and_what_to_do(self):
        facts = self.facts(fact(status="active", mfa=True))
        settings = self.write("settings.yaml", "profile: lean\nparameters:\n  access_removal: [{value: 200h}]\n")
        _, err = self.probata("assess", "--facts", facts, "--settings", settings, "--period", "2026-01-01/2026-01-31", code=2)
        self.assertIn("settings.yaml:3:28: `200h` is above the most of `access_removal`; the most is 5d", err)
        catalog = self.catalog()
        self.write("catalog/parameters.yaml", "grace: {type: duration, default: 2h, min: 3h, max: 9h, title: Grace, why: People sleep}\n")
        _, err = self.probata("catalog", "check", "--catalog", catalog, code=2)
        self.assertIn("parameters.yaml:1:34: `2h` is below the least of `grace`; the least is 3h", err)
        self.write("catalog/parameters.yaml", "")
        for one, other in (("a", "b"), ("b", "a")):
            self.write(f"catalog/controls/{one}.yaml", f"control: {one}\ntitle: C\nin_force: {{replaces: {other}}}\ntests: [{{id: t, always: true}}]\n")
        _, err = self.probata("catalog", "check", "--catalog", catalog, code=2)
        self.assertIn("controls/a.yaml:3:22: `a` replaces itself, in a circle; remove one `replaces`", err)

    def test_expressions(self):
        self.assertEqual(self.probata("cel", '1 + 2 == 3 && "a" in ["a"]')[0], "true\n")
        self.probata("cel", "1 / 0", code=1)
        _, err = self.probata("cel", "1 +", code=2)
        self.assertIn("1:", err)
        cases = '{"expr": "1 + 1"}\n{"expr": "1/0"}\n'
        out, _ = self.probata("cel", "--jsonl", stdin=cases.encode())
        first, second = map(json.loads, out.splitlines())
        self.assertEqual(first, {"value": {"int64Value": "2"}})
        self.assertIn("evalError", second)

    def test_expressions_can_neither_hang_nor_overflow(self):
        for expression in ("(" * 30000 + "1" + ")" * 30000, "[" * 30000, "a" + ".a" * 30000,
                           "1" + "+1" * 30000, "true ? " * 15000):
            _, err = self.probata("cel", expression, code=2)
            self.assertTrue(err)
        for expression in ("!" * 60000 + "true", "-" * 60000 + "1"):  # pairs of these cancel out
            self.probata("cel", expression)
        thousand = "[" + ",".join(["1"] * 100) + "]"
        self.probata("cel", ".all(a, ".join([thousand] * 6) + ".all(a, true)" + ")" * 5, code=1)
