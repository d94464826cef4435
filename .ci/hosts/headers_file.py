"""Every host sends the headers that the build wrote into `_headers`: here they are read, for hosts that cannot read it.

The file has a line for each pattern of paths, where a `*` stands for anything, and below it, indented, its headers.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """The headers of the paths that fit a pattern, as {name: value}."""

    pattern: str
    headers: dict

    @property
    def path(self):
        """Return the one path that the pattern names; None where it has a `*`."""
        return None if "*" in self.pattern else self.pattern

    @property
    def expression(self):
        """Return the regular expression of the paths that fit."""
        text = ".*".join(re.escape(part) for part in self.pattern.split("*"))
        return "^" + (text.removesuffix(".*") if text.endswith(".*") else f"{text}$")

    def fits(self, path):
        return bool(re.search(self.expression, path))


def read_rules(text):
    """Return the rules of a file of headers, in its order."""
    rules = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append(Rule(line.strip(), {}))
        elif line.strip():
            name, value = line.strip().split(": ", 1)
            rules[-1].headers[name] = value
    return rules


def by_header(rules):
    """Return {name of a header: [(rule, value)]} in the order of the rules."""
    found = {}
    for rule in rules:
        for name, value in rule.headers.items():
            found.setdefault(name, []).append((rule, value))
    return found
