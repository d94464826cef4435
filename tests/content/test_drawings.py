"""Drawings: none is drawn for nobody."""

import re

from drawings.drawing import load
from support.built_site import PROJECT


def test_every_drawing_is_used(sources):
    book = load((PROJECT / "docs/images/drawings.yml").read_text(encoding="utf-8"))
    used = {name for page in sources.pages.values() for name in re.findall(r"\(\S*images/([a-z-]+)\.svg", page.text)}
    assert set(book.drawings) - used == set()
