"""A crosswalk's file: what it holds, in which line each entry stands, and which keys are there twice (YAML's readers keep the last)."""
import functools
import pathlib

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@functools.cache
def composed(text):
    return yaml.compose(text, Loader=LOADER)


class Crosswalk:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.lines, self.twice = {}, []
        try:
            node = composed(self.path.read_text(encoding="utf-8"))
            self.all = self._read(node, ()) if node else {}
        except yaml.YAMLError as error:
            self.all, self.twice = {}, [(error.problem_mark.line + 1, "is no YAML")]
        self.name = self.path.stem

    def part(self, key):
        """A part that is a mapping; one that is missing, or something else, is empty."""
        found = self.all.get(key)
        return found if isinstance(found, dict) else {}

    def line(self, *at):
        """Where an entry stands, or what it is part of."""
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at, 1)

    def _read(self, node, at):
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self._read(one, at + (place,)) for place, one in enumerate(node.value)]
        if not isinstance(node, yaml.MappingNode):
            return node.value  # as it is written: 1.10 stays 1.10
        read = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in read:
                self.twice.append((line, f"`{key.value}` is there twice"))
            self.lines[at + (key.value,)] = line
            read[key.value] = self._read(value, at + (key.value,))
        return read
