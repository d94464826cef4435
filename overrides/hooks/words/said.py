"""What a heading or a cell says, where only words can stand: in a name, a list, a message, an e-book's contents.

A line break is a blank, a picture says its text alternative, an icon nothing; the marker of a note is no word.
"""

import lxml.html
from lxml import etree
from markdown.extensions.toc import render_inner_html
from markdown.util import STX

SAID = etree.XPath(
    ".//text()[not(ancestor::svg or ancestor::sup[a/@role='doc-noteref'])] | .//br"
    " | .//img/@alt | descendant-or-self::svg/@aria-label"
)
# They show a browser where a long word may break, and nobody hears them.
UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))


def said(element):
    """Return what a parsed element says."""
    pieces = []
    for piece in SAID(element):
        if not isinstance(piece, str):
            pieces.append(" ")
        else:
            pieces.append(f" {piece} " if piece.is_attribute else piece)
    return " ".join("".join(pieces).translate(UNHEARD).split())


def said_in_tree(element, md):
    """Return what an element says that Python-Markdown has not written out yet.

    Raw HTML, icons and entities are only place-holders there; `md` is the reader that holds what they stand for.
    """
    if not len(element) and STX not in (element.text or ""):
        return " ".join((element.text or "").split())
    return said(lxml.html.fragment_fromstring(render_inner_html(element, md), create_parent="p"))
