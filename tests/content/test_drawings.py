"""Drawings: none is drawn for nobody, and the words of a warning call whom its picture calls."""

import re

from drawings.drawing import load
from support.built_site import PROJECT


def test_every_drawing_is_used(sources):
    book = load((PROJECT / "docs/images/drawings.yml").read_text(encoding="utf-8"))
    used = {name for page in sources.pages.values() for name in re.findall(r"\(\S*images/([a-z-]+)\.svg", page.text)}
    assert set(book.drawings) - used == set()


def test_the_words_of_a_warning_call_whom_its_picture_calls(sources):
    book = load((PROJECT / "docs/images/drawings.yml").read_text(encoding="utf-8"))
    told = [
        (path, name, words)
        for path, page in sources.pages.items()
        for words, name in re.findall(r"!\[([^\]]+)\]\(\S*images/([a-z-]+)\.svg", page.text)
        if book.drawings[name].sign
    ]
    assert {name for _, name, _ in told} == {name for name, drawing in book.drawings.items() if drawing.is_warning}
    for path, name, words in told:
        calls = {word for word in ("ambulance", "doctor") if word in words.casefold()}
        assert calls == book.drawings[name].calls - {"phone"}, f"docs/{path}: {words}"


def test_a_drawing_that_is_said_to_have_no_shadow_has_none():
    book = load((PROJECT / "docs/images/drawings.yml").read_text(encoding="utf-8"))
    flat = [name for name, drawing in book.drawings.items() if not drawing.shaded]
    assert flat
    for name in flat:
        assert "far grown" not in (PROJECT / f"docs/images/{name}.svg").read_text(encoding="utf-8"), name
