"""A policy's file, taken apart: front matter, sections, rules, sentences and what stands in braces, each with its place.

A sentence of the body carries the tests that stand behind its full stop: `… within {param.triage}. {test: findings/opened}`.
"""
import pathlib
import re

import yaml

BRACES = re.compile(r"\{([^{}\n]*)\}")
FORMS = re.compile(r"param\.(?P<param>\w+)|test: (?P<test>[\w/-]+)|waiver: (?P<waiver>[\w/-]+)")
SENTENCE = re.compile(r"\s*(?P<text>\S.*?(?:[.!?](?=\s|\Z)|\Z))(?P<tests>(?:\s*\{test: [^{}\n]*\})*)", re.S)


class Sentence:
    """Where it begins in the file, its section, the number of its rule (None outside of rules), and its tests."""

    def __init__(self, offset, section, rule, tests):
        self.offset, self.section, self.rule = offset, section, rule
        self.tests = re.findall(r"\{test: ([^{}]*)\}", tests)


def front(text):
    """The front matter, or nothing where it is no mapping."""
    try:
        read = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return read if isinstance(read, dict) else {}


class Policy:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.text = self.path.read_text(encoding="utf-8")
        head = re.match(r"---\n(.*?\n)---\n", self.text, re.S)
        self.front = front(head[1]) if head else {}
        self.body = head.end() if head else 0
        titles = list(re.finditer(r"^## +(.+?) *$", self.text, re.M))
        ends = [title.start() for title in titles[1:]] + [len(self.text)]
        self.sections = {title[1]: (title.end(), end) for title, end in zip(titles, ends)}
        self.titles = [title[1] for title in titles]
        self.numbers = []  # of the rules: (number, offset)
        self.sentences = [sentence for section in self.sections for sentence in self._sentences(section)]

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def key(self, name):
        """Where a key of the front matter stands, or the first line."""
        found = re.compile(rf"^{name}:", re.M).search(self.text, 0, self.body)
        return found.start() if found else 0

    def section(self, title):
        begin, end = self.sections.get(title, (0, 0))
        return self.text[begin:end]

    def rules(self):
        return [sentence for sentence in self.sentences if sentence.rule is not None]

    def braces(self):
        """(what the form is, what it names, offset); a form that none knows is `None`."""
        for found in BRACES.finditer(self.text, self.body):
            form = FORMS.fullmatch(found[1])
            yield (form.lastgroup, form[form.lastgroup], found.start()) if form else (None, found[0], found.start())

    def _sentences(self, section):
        begin, end = self.sections[section]
        for rule, start, stop in self._blocks(section, begin, end):
            for found in SENTENCE.finditer(self.text, start, stop):
                yield Sentence(found.start("text"), section, rule, found["tests"])

    def _blocks(self, section, begin, end):
        """A rule, or outside of rules a paragraph or a point of a list: (number of the rule, begin, end)."""
        pattern = r"^(\d+)\. (?:\*\*[^*\n]+\*\*)?" if section == "Rules" else r"(?:^- |\n\s*\n)"
        starts = list(re.compile(pattern, re.M).finditer(self.text, begin, end))
        stops = [found.start() for found in starts[1:]] + [end]
        if starts and self.text[begin:starts[0].start()].strip():
            yield None, begin, starts[0].start()
        for found, stop in zip(starts, stops):
            number = int(found[1]) if section == "Rules" else None
            if number is not None:
                self.numbers.append((number, found.start()))
            yield number, found.end(), stop
