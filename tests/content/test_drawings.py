"""Drawings: none is drawn for nobody."""

import re

from drawings.drawing import load
from support.built_site import PROJECT


def test_every_drawing_is_used(sources):
    book = load((PROJECT / "docs/images/drawings.yml").read_text(encoding="utf-8"))
    used = {name for page in sources.pages.values() for name in re.findall(r"\(\S*images/([a-z-]+)\.svg", page.text)}
    assert set(book.drawings) - used == set()


def test_a_drawing_that_is_said_to_have_no_shadow_has_none():
    book = load((PROJECT / "docs/images/drawings.yml").read_text(encoding="utf-8"))
    flat = [name for name, drawing in book.drawings.items() if not drawing.shaded]
    assert flat
    for name in flat:
        assert "far grown" not in (PROJECT / f"docs/images/{name}.svg").read_text(encoding="utf-8"), name
