"""The design tokens as a browser reads them: which color stands where, by day, by night, and with more contrast."""

import tinycss2
import tinycss2.color4

from support.built_site import PROJECT

TOKENS = PROJECT / "overrides" / "stylesheets" / "tokens.css"
# Which conditions hold for a reader, in the words of the media queries.
READERS = {
    "day": (),
    "night": ("prefers-color-scheme: dark",),
    "day, more contrast": ("prefers-contrast: more",),
    "night, more contrast": ("prefers-color-scheme: dark", "prefers-contrast: more"),
}


def _declarations(content):
    for rule in tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            for item in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
                yield item.lower_name, tinycss2.serialize(item.value).strip()


def tokens(holding):
    """Return the tokens for a reader for whom these media conditions hold, later rules over earlier ones."""
    found = {}
    for rule in tinycss2.parse_stylesheet(TOKENS.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            found |= dict(_declarations(tinycss2.serialize([rule])))
        elif any(condition in tinycss2.serialize(rule.prelude) for condition in holding):
            found |= dict(_declarations(tinycss2.serialize(rule.content)))
    return {name: _resolved(found, value) for name, value in found.items()}


def _resolved(found, value):
    while value.startswith("var("):
        value = found[value.removeprefix("var(").removesuffix(")")]
    return value


def luminance(color):
    """Return the relative luminance of an opaque sRGB color, as WCAG 2.2 defines it."""
    rgba = tinycss2.color4.parse_color(color)
    assert rgba.alpha == 1, f"{color} lets something through: its contrast is not its own"
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgba.coordinates]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Return the contrast ratio of two colors, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
