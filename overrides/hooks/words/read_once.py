"""A page's Markdown is read once: the rules read it first, and MkDocs goes on with the tree that came of that.

Two things of a text are wanted: the HTML whose links are as the author wrote them, for the rules, and that whose links
lead to the published files. They part only where MkDocs begins to look at the tree, right after the table of contents.
"""

import copy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HtmlStash

# Right after the extension `toc`, which was registered before with the same number.
AFTER_CONTENTS = 5
# Right after MkDocs has looked for ids in raw HTML (21), which is not read here.
BEFORE_READING = 20.5


@dataclass(frozen=True)
class Reading:
    """A text as it was read up to its table of contents: the tree, the raw HTML that it names, and the contents."""

    root: Element
    raw: HtmlStash
    contents: list


class _Keep(Treeprocessor):
    kept = None

    def run(self, root):
        self.kept = Reading(copy.deepcopy(root), self.md.htmlStash, self.md.toc_tokens)


class Keep(Extension):
    """Keeps what its reader of Markdown read; stands behind all other extensions."""

    def extendMarkdown(self, md):
        self._processor = _Keep(md)
        md.treeprocessors.register(self._processor, "keep-reading", AFTER_CONTENTS)

    @property
    def reading(self):
        """What was read, or None of an empty text."""
        return self._processor.kept


class _Unread(Preprocessor):
    def __init__(self, hand_on):
        super().__init__()
        self.hand_on = hand_on

    def run(self, lines):
        return lines if self.hand_on.reading is None else []


class _Read(Treeprocessor):
    def __init__(self, md, hand_on):
        super().__init__(md)
        self.hand_on = hand_on

    def run(self, root):
        if (reading := self.hand_on.reading) is None:
            return root
        self.hand_on.reading = None
        self.md.htmlStash, self.md.toc_tokens = reading.raw, reading.contents
        return reading.root


class HandOn(Extension):
    """Lets the next text that is converted be the one that was read before, where `reading` is set to that.

    It is handed on once, because the tree changes from here on.
    """

    reading = None

    def extendMarkdown(self, md):
        md.preprocessors.register(_Unread(self), "not-read-again", BEFORE_READING)
        md.treeprocessors.register(_Read(md, self), "read-before", AFTER_CONTENTS)
