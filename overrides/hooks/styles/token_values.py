"""The tokens of the stylesheet as plain values, for pictures and books that know no custom properties."""

import re

import tinycss2

NIGHT = "screen and (prefers-color-scheme: dark)"


def values_of(tokens, night=False):
    """Return {name of a custom property: its value} of the stylesheet of tokens, by day (and on paper) or by night."""
    found = {}

    def read(rule):
        for declaration in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            found[declaration.name] = tinycss2.serialize(declaration.value).strip()

    rules = tinycss2.parse_stylesheet(tokens)
    read(next(rule for rule in rules if rule.type == "qualified-rule"))
    for rule in rules if night else []:
        if rule.type == "at-rule" and tinycss2.serialize(rule.prelude).strip() == NIGHT:
            for nested in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
                read(nested)
    return found


def filled(style, values):
    """Return a stylesheet with the value of each custom property in the place of its name."""
    return re.sub(r"var\((--[\w-]+)\)", lambda found: values[found.group(1)], style)
