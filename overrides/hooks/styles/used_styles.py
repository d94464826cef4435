"""A page carries the rules that it uses and no others, so that its words arrive with the first bytes.

Which rules those are is read from the classes that stand in the page. Never write `:not(.a-class)`: a class that is
not in the page takes its rules along.
"""

import re
from functools import lru_cache

import lightningcss
import tinycss2

# For older browsers than these nothing is rewritten; newer spellings than they know are.
BROWSERS = ["chrome >= 80", "safari >= 14.1", "ios_saf >= 14.5", "firefox >= 88"]


@lru_cache(maxsize=8)
def names_of(style):
    """Return (classes, custom properties, key frames): the names that a stylesheet defines or asks for."""
    classes, properties, frames = set(), set(), set()

    def read(nodes):
        for before, node in zip([None, *nodes], nodes, strict=False):
            if node.type == "ident" and before is not None and before == ".":
                classes.add(node.value)
            elif node.type == "ident" and node.value.startswith("--"):
                properties.add(node.value)
            elif node.type == "at-rule" and node.lower_at_keyword == "keyframes":
                frames.add(tinycss2.serialize(node.prelude).strip())
            for part in ("prelude", "content", "arguments"):
                read(getattr(node, part, None) or [])

    read(tinycss2.parse_stylesheet(style))
    return frozenset(classes), frozenset(properties), frozenset(frames)


def _idle(names, style):
    """Return the names that a finished stylesheet defines and does not ask for."""
    _, properties, frames = names
    unasked = {name for name in properties if not re.search(rf"var\({name}[,)]", style)}
    return unasked | {name for name in frames if len(re.findall(rf"(?<![\w-]){name}(?![\w-])", style)) == 1}


def _minified(style, unused):
    return lightningcss.process_stylesheet(style, unused_symbols=set(unused), browsers_list=BROWSERS)


@lru_cache(maxsize=1024)
def _fitted(style, unused, kept):
    names = names_of(style)
    written = _minified(style, unused)
    # A property may be asked for by another one that goes.
    while idle := _idle(names, written) - kept - unused:
        unused |= idle
        written = _minified(style, unused)
    return written


def fitted(style, classes, kept=frozenset()):
    """Return a stylesheet, minified, without what a page with these classes cannot use.

    `kept` are custom properties that are asked for from elsewhere.
    """
    return _fitted(style, names_of(style)[0] - frozenset(classes), frozenset(kept))


def classes_in(document):
    """Return every class that stands in a document of lxml."""
    return frozenset(" ".join(document.xpath("//@class")).split())
