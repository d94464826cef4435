"""A guide of pages as they are counted for the scorecard, each written in a line."""

import lxml.html

from evidence.counted import CountedPage, Guide

RECORD = (
    "<section><p>Last: <time datetime='1'>1</time>. Next: <time datetime='2'>2</time>.</p>"
    "<p>Nobody pays for it: no funding, no sponsors, no ads.</p></section>"
)


def page(text, address="causes/", health=True, record=RECORD, cites=True):
    """Return a page whose text and record are HTML."""
    tree = lxml.html.fragment_fromstring(text, create_parent="main")
    return CountedPage(f"Page {address}", address, health, tree, lxml.html.fragment_fromstring(record), cites)


def guide(*pages, dated=(), can_report=False):
    """Return a guide of these pages."""
    return Guide(list(pages), list(dated), can_report)
