"""A text that was read before is handed on: the same HTML, without being read again."""

import markdown
import pytest
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from words.read_once import HandOn, Keep

TEXT = """\
## One *and* two {#one}

A \\* & [link](other.md), a `code` and <span id="raw">raw</span>.

<div id="block">Raw <b>block</b> & more</div>

| A | B |
| - | - |
| 1 | `x` |
"""
EXTENSIONS = ["toc", "attr_list", "tables"]


class Links(Treeprocessor):
    def run(self, root):
        for link in root.iter("a"):
            link.set("href", "published/")


class LinksExtension(Extension):
    """Changes links late, as MkDocs does."""

    def extendMarkdown(self, md):
        md.treeprocessors.register(Links(md), "links", 0)


@pytest.fixture
def read():
    """Read a text; return (its HTML, what was kept)."""

    def read(text):
        keep = Keep()
        html = markdown.markdown(text, extensions=[*EXTENSIONS, keep])
        return html, keep.reading

    return read


def converter(hand_on):
    return markdown.Markdown(extensions=[*EXTENSIONS, hand_on, LinksExtension()])


def test_what_was_read_becomes_the_same_html_with_the_changes_that_come_later(read):
    html, reading = read(TEXT)
    hand_on = HandOn()
    md = converter(hand_on)
    hand_on.reading = reading
    # That the text itself is not looked at again, another one shows.
    assert md.convert("Anything") == html.replace("other.md", "published/")
    assert [token["id"] for token in md.toc_tokens] == ["one"]


def test_what_was_read_is_handed_on_once_and_a_text_without_it_is_read_as_ever(read):
    _, reading = read(TEXT)
    hand_on = HandOn()
    hand_on.reading = reading
    converter(hand_on).convert(TEXT)
    assert converter(hand_on).convert("*New*") == "<p><em>New</em></p>"


def test_nothing_is_kept_of_an_empty_text(read):
    assert read("\n") == ("", None)


def test_a_text_that_was_read_is_not_looked_at_again_by_any_part_of_the_reader(read):
    """Not even for a link that is defined in it, which would stay for the next text."""
    _, reading = read(TEXT)
    hand_on = HandOn()
    md = converter(hand_on)
    hand_on.reading = reading
    md.convert("[other]: elsewhere.md")
    assert md.references == {}


def test_what_is_kept_is_the_text_as_it_was_before_anyone_changed_a_link():
    keep = Keep()
    html = markdown.markdown(TEXT, extensions=[*EXTENSIONS, keep, LinksExtension()])
    assert "published/" in html
    assert [link.get("href") for link in keep.reading.root.iter("a")] == ["other.md"]


def test_a_text_is_kept_and_handed_on_right_behind_its_table_of_contents():
    md = markdown.Markdown(extensions=[*EXTENSIONS, Keep(), HandOn()])
    place = md.treeprocessors.get_index_for_name
    assert [place(name) - place("toc") for name in ("keep-reading", "read-before")] == [1, 2]
    # It is not read at all, but for what comes before any reading.
    assert md.preprocessors.get_index_for_name("not-read-again") < md.preprocessors.get_index_for_name("html_block")
