"""HTML in a page's text: what could swallow a warning or lead astray is named, with its line and its mend."""

import pytest

from door.markup import link_problem, markup_faults, unknown_classes, unknown_markup, written_markup

OUT = "Take it out."
LAST = "Close what was opened last."
NOTHING = "“<!” or “<?” begins nothing that a page holds"


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("<b>one</b>\n<br>\n<p>two", [(12, "<p> is opened here and never closed", "End it with </p>.")]),
        ("a\n<style>p{}</style>", [(11, "a page holds no <style>", "Styles live in overrides/.")]),
        ("a\n<!-- why -->", [(11, "a comment stands here, which no reader sees", OUT)]),
        ("a <!-- b", [(10, "a comment is opened here and never closed", "Take it out: a comment has no place here.")]),
        (
            "\na\n<!-- b\n\n",
            [(12, "a comment is opened here and never closed", "Take it out: a comment has no place here.")],
        ),
        ("`<p>\n` a\n<i>", [(12, "<i> is opened here and never closed", "End it with </i>.")]),
        ("<!doctype html>", [(10, NOTHING, OUT)]),
        ("<?php a ?>", [(10, NOTHING, OUT)]),
        ("a</b>", [(10, "</b> closes nothing: nothing is open", LAST)]),
        (
            "<b>\n<i>\n</b>",
            [(12, "</b> closes nothing: <i> of line 11 is open", LAST)],
        ),
        # Of two that are open it closes the later one.
        (
            "<b>\n<b>\n<i></b>",
            [
                (12, "</b> closes nothing: <i> of line 12 is open", LAST),
                (10, "<b> is opened here and never closed", "End it with </b>."),
            ],
        ),
        ("`<p>` and ``<i>``", []),
        ("a <`b` and c> d", []),
        ("</br>", []),
        ("<https://a.example/>", []),
    ],
)
def test_html_that_does_not_fit_is_named_with_its_line(body, faults):
    assert list(markup_faults(body, 10)) == faults


def test_all_that_an_author_wrote_as_html_is_met_in_its_order():
    assert written_markup("<p id=a>\n<img SRC=b alt=c /></p> <me@a.example> `<i>`", 3) == [
        (3, "p", ["id"]),
        (4, "img", ["src", "alt"]),
    ]


def test_what_an_element_may_carry_is_listed_for_its_author():
    assert list(unknown_markup("a", ["href", "id", "target"])) == [
        ("<a> carries “target”, which no page needs", "Take it out. It may carry: class, dir, href, id, lang.")
    ]
    # Elements that only the steps make carry what any may.
    assert list(unknown_markup("table", ["border"])) == [
        ("<table> carries “border”, which no page needs", "Take it out. It may carry: class, dir, id, lang.")
    ]
    ((wrong, mend),) = unknown_markup("iframe", ["src"])
    assert wrong == "<iframe> has no place in a page of words"
    assert mend.startswith("Write it in Markdown, or take it out. HTML that may stand there: a, b, bdi, br, ")


def test_a_class_that_nobody_knows_is_named_with_those_that_are():
    ((wrong, mend),) = unknown_classes("fc-card other admonition no-fact")
    assert wrong == "“other” is no class of a page's text"
    assert mend.startswith("Take it out. Known: fc-answer, fc-card, fc-card__emergency, ")


AS_IN = "Write it as in https://who.int/, mailto:name@who.int or tel:1-800-222-1222."


@pytest.mark.parametrize(
    ("address", "words", "problem"),
    [
        ("other.md#a", "a", None),
        ("https://who.int/a?b#c", "a", None),
        ("mailto:me@who.int", "a", None),
        ("tel:1-800-222-1222", "1-800-222-1222", None),
        ("a b", "a", ("the link “a b” holds a blank, a line break or \\", "Write %20 or /.")),
        ("a\x7fb", "a", ("the link “a\x7fb” holds a blank, a line break or \\", "Write %20 or /.")),
        ("//who.int/", "a", ("the link “//who.int/” does not say how it is reached", "Write https://who.int/.")),
        (
            "HTTP://who.int/",
            "a",
            ("the link “HTTP://who.int/” could be read and changed on its way", "Write https://who.int/."),
        ),
        (
            "sms:911",
            "a",
            (
                "the link “sms:911” is of the kind “sms:”, which no page holds",
                "Name a file in docs/, or begin it with https:, mailto:, tel:.",
            ),
        ),
        ("https:who.int", "a", ("the link “https:who.int” is not written as https: is", AS_IN)),
        ("mailto:me", "a", ("the link “mailto:me” is not written as mailto: is", AS_IN)),
        ("tel:911x", "911", ("the link “tel:911x” is not written as tel: is", AS_IN)),
        ("tel:999", "112", ("the link “112” calls 999", "Call the number that a reader sees.")),
    ],
)
def test_a_link_that_would_not_lead_where_it_says_is_named(address, words, problem):
    assert link_problem(address, words) == problem
