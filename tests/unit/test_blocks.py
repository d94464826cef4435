"""Blocks and HTML in Markdown: nothing is left open, nothing is dropped in silence."""

import pytest

from door.blocks import block_faults, endless_blocks
from door.markup import markup_faults

KNOWN = ["emergency", "today", "visit", "caption", "html"]


def told(body, known=KNOWN):
    return [(line, f"{wrong}. {mend}") for line, wrong, mend in block_faults(body, 10, known)]


@pytest.mark.parametrize(
    "body",
    ["", "Text / more // text.", "/// today\n\nGo.\n///\n", "//// html | div.a\n\n/// today\n\nGo.\n///\n\n////",
     "/// html | div.a\n\n/// html | div.b\n\nGo.\n///\n\n///", "- a\n\n    /// caption\n    B\n    ///\n",
     "![A](a.svg)\n/// caption\nB\n///\n\n/// Today\nGo.\n///"],
)  # fmt: skip
def test_blocks_that_fit_pass(body):
    assert told(body) == []


def test_a_block_on_lines_of_its_own_comes_to_an_end():
    ((line, _, _),) = endless_blocks("\n> /// today\n")
    assert line == 2
    assert not list(endless_blocks("/// today\n///\n\n- a\n\n    /// today\n    ///\n\n> a /// b\n- a ///\n-///\n"))


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("/// today\n\nGo.\n", 10, "the block “today” is opened here and never closed. End it with a line of ///."),
        ("/// today\n\nGo.\n\n/// visit\n\nGo.\n///\n", 10, "the block “today” is opened here and never closed"),
        ("a\n\n///\n", 12, "this line closes a block, and none is open"),
        ("/// emergancy\n\nGo.\n///\n", 10, "“emergancy” is no block. Did you mean emergency"),
        ("//// today\n\nGo.\n///\n", 13, "/// does not close the block of line 10, which //// opens. Write ////."),
        ("/// emergency | Visit\n\nGo.\n///\n", 10, "would take the place of the words that tell the urgency"),
        ("/// emergency |\n\nGo.\n///\n", 10, "would take the place of the words that tell the urgency"),
        ("/// today\n    attrs: {}\n\nGo.\n///\n", 11, "read as a setting, and never shown"),
        ("- /// today\n\n  Go.\n", 10, "never closed"),
        ("> /// today\n> Go.\n", 10, "never closed"),
    ],
)
def test_a_block_that_does_not_fit_is_told_with_its_line(body, line, words):
    (first, *_) = told(body)
    assert first[0] == line
    assert words in first[1]


def test_an_author_reads_of_each_block_that_does_not_fit_what_is_wrong_and_what_to_do():
    known = "Known blocks: caption, details, emergency, today."
    urgent = "“| Visit” would take the place of the words that tell the urgency. Write /// emergency alone."
    setting = "an indented line right behind an opening is read as a setting, and never shown."
    whole = {
        "a\n///\nb": (11, "this line closes a block, and none is open. Take it out, or open the block above."),
        "a\n\n/// zzz\n///": (12, f"“zzz” is no block. {known}"),
        "a\n\n/// emergancy\n///": (12, f"“emergancy” is no block. Did you mean emergency? {known}"),
        "a\n\n/// emergency | Visit\n///": (12, urgent),
        "a\n\n/// today\n    Go.\n///": (13, f"{setting} Put an empty line between, or do not indent it."),
        "a\n/// today": (11, "the block “today” is opened here and never closed. End it with a line of ///."),
        "a\n/// details\n///": (11, "this closed block does not say what is in it. Write /// details | More about …"),
    }
    names = ["today", "emergency", "details", "caption"]
    assert {body: told(body, names) for body in whole} == {body: [fault] for body, fault in whole.items()}
    # An indented line may be the last one of all.
    assert [line for line, _ in told("/// today\n    Go.")] == [11, 10]


def test_at_most_two_names_are_offered_for_one_that_is_no_block():
    names = ["day-one", "day-two", "day-six", "emergency"]
    offered = {
        "day-ten": "Did you mean day-two or day-one? ",
        # It is like it by half.
        "urgent": "Did you mean emergency? ",
        "zzz": "",
    }
    for name, words in offered.items():
        ((_, _, mend),) = block_faults(f"/// {name}\n///", 10, names)
        assert mend == f"{words}Known blocks: day-one, day-six, day-two, emergency."


@pytest.mark.parametrize(
    "body",
    ["a < b and b > c", "<b>bold</b> and <br>", "<https://a.example/>", "`<details>`", "<div>\n\n<p>a</p>\n\n</div>",
     '<img alt="a > b" src="a.svg">'],
)  # fmt: skip
def test_html_that_is_closed_passes(body):
    assert list(markup_faults(body, 10)) == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("a\n\n<details>\n\nb", 12, "<details> is opened here and never closed"),
        ("a\n\n<!-- whole -->\n", 12, "a comment stands here, which no reader sees"),
        ("a <!doctype html>", 10, "“<!” or “<?” begins nothing"),
        ("<?php a ?>", 10, "“<!” or “<?” begins nothing"),
        ("a ` b\n\n<b>\n\n` c", 12, "<b> is opened here and never closed"),
        ("<!-- a\n\nb", 10, "a comment is opened here and never closed"),
        ("<div>\n\n<p>a</div>", 12, "</div> closes nothing: <p> of line 12 is open"),
        ("a</b>", 10, "</b> closes nothing: nothing is open"),
        ("<style>p {}</style>", 10, "a page holds no <style>"),
        ("<script>\n\nb", 10, "<script> is opened here and never closed"),
        ("a <b>c", 10, "<b> is opened here and never closed"),
        ("<textarea>\n\nb", 10, "<textarea> is opened here and never closed"),
    ],
)
def test_html_that_is_not_is_told_with_its_line(body, line, words):
    (first, *_) = markup_faults(body, 10)
    assert first[0] == line
    assert words in first[1]
