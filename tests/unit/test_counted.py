"""What is counted for the scorecard: change what a count looks at, and it changes."""

import pytest

from evidence.counted import MEASURES
from support.counted_guide import RECORD, guide, page

ANSWER = '<div class="admonition fc-answer"><p class="admonition-title">In short</p><p>{}</p></div>'
FIGURE = '<figure><p><img alt="A towel."></p><figcaption>So.</figcaption></figure>'
BOX = (
    '<div class="admonition fc-urgency fc-urgency--{}"><p class="admonition-title">{}</p>'
    '<div class="fc-section-heading"><h2 id="a">{}</h2><a href="#a">#</a></div><p>{}</p></div>'
)
SHEET = '<a href="../my-diary/#diary-nights">sheet</a>'
TABLE = "<table><thead><tr>{}</tr></thead><tbody><tr>{}</tr></tbody></table>"


def words(count):
    return " ".join(["word"] * count)


def of(name, *pages, **known):
    """Return (met, of) of a count in a guide of these pages, each its text or a page."""
    made = [each if not isinstance(each, str) else page(each) for each in pages]
    count = MEASURES[name].of(guide(*made, **known))
    return count.met, count.of


def box(level="emergency", title="Emergency", heading="Call now if:", text="One sign."):
    return BOX.format(level, title, heading, text)


@pytest.mark.parametrize(
    ("name", "text", "counted"),
    [
        ("answers", ANSWER.format("Bend your toes."), (1, 1)),
        ("answers", ANSWER.format(words(50)), (1, 1)),
        ("answers", ANSWER.format(words(51)), (0, 1)),
        ("answers", "<p>First.</p>" + ANSWER.format("Bend your toes."), (0, 1)),
        ("answers", "<p>None.</p>", (0, 1)),
        ("answers", "", (0, 1)),
        ("captions", FIGURE + '<p><img alt="A chair."></p>', (1, 2)),
        ("captions", '<figure><svg role="img"><path d="M0 0"/></svg></figure><svg><path d="M0 0"/></svg>', (0, 1)),
        ("captioned-pages", FIGURE, (1, 1)),
        ("captioned-pages", '<p><img alt="A chair."></p>', (0, 1)),
        ("captioned-pages", "<p>Words.</p>", (0, 1)),
        ("lists", f"<ul>{'<li>One.' * 7}</ul><ol>{'<li>One.' * 8}</ol>", (1, 2)),
        ("lists", f"<ul><li>One.<ul>{'<li>Two.' * 7}</ul></ul>", (2, 2)),
        ("chunks", f"<p>{words(120)}</p><h2>Two</h2><p>{words(121)}</p><h3>Three</h3>", (2, 3)),
        ("chunks", f"<p>{words(120)}</p><details><p>More.</p></details><figcaption>More.</figcaption>", (1, 1)),
        ("chunks", f"<h2>One</h2><p>{words(120)}</p>", (2, 2)),
        ("chunks", f"<p>{words(119)} <b>word</b> word</p>", (0, 1)),
        ("sentences", f"<p>{words(20)}. {words(21)}.</p>", (1, 2)),
        ("sentences", "<ul><li>At 3 a.m. it came. <b>Warmth:</b> It eases.<ul><li>So.</li></ul></li></ul>", (4, 4)),
        ("sentences", '<p>It is so.<sup><a role="doc-noteref">7</a></sup> Yes.</p>', (2, 2)),
        ("paragraphs", "<p>One. Two. Three.</p><p>One. Two. Three. Four.</p>", (1, 2)),
        ("paragraphs", "<ul><li>One. Two.<ul><li>Three. Four.</li></ul></li></ul>", (2, 2)),
        ("short-on-average", f"<p>{words(14)}. {words(15)}.</p>", (1, 1)),
        ("short-on-average", f"<p>{words(15)}. {words(15)}.</p>", (0, 1)),
        ("short-on-average", "", (0, 0)),
        ("whole-numbers", "<p>About 3 in 10, from 1,000.</p>", (1, 1)),
        ("whole-numbers", "<p>From 8.5 to 5.</p>", (0, 1)),
        ("whole-numbers", "<p>Of them, 5 % had it.</p>", (0, 1)),
        ("whole-numbers", "<p>Of them, <b>5</b>% had it.</p>", (0, 1)),
        ("one-base", "<p>About 3 in <b>100</b>, then 4 in 10.</p>", (0, 1)),
        ("one-base", "<p>About 3 in 10, then 14\nof every 10.</p>", (1, 1)),
        ("one-base", "<p>About 3 in 10, then 4 in 100.</p>", (0, 1)),
        ("one-base", "<p>About 3 in 1,000, then 4 in 1.</p>", (0, 1)),
        ("one-base", "<p>Hold for 20 seconds.</p>", (0, 0)),
        ("actions", box() + box(heading="Call now"), (1, 2)),
        ("actions", box().replace("h2", "h3"), (1, 1)),
        ("actions", '<div class="fc-urgency"><p>Words.</p></div>', (0, 1)),
        ("levels-in-words", box() + box(title=""), (1, 2)),
        ("levels-in-words", '<div class="fc-urgency"></div>', (0, 1)),
        ("levels-in-words", '<div class="fc-urgency"><p class="admonition-title">Emergency</p></div>', (1, 1)),
        ("levels-in-words", '<div class="fc-urgency"><p>Words.</p></div>', (0, 1)),
        ("no-way-out", box(text='<a href="tel:911">911</a>'), (1, 1)),
        ("no-way-out", box(text='<a href="tel:911">911</a> <a href="../causes/">Why</a>'), (0, 1)),
        ("no-way-out", box(level="visit", text='<a href="../causes/">Why</a>'), (0, 0)),
        ("tools", "<ol><li>Hold.</ol>", (0, 1)),
        ("tools", '<ol><li>Hold.</ol><a class="fc-tool" href="#hold">Count</a>', (1, 1)),
        ("tools", f"<ol><li>Hold.</ol>{SHEET}", (1, 1)),
        ("tools", '<ol><li>Hold.</ol><a href="../my-diary/">sheet</a>', (1, 1)),
        ("tools", '<ol><li>Hold.</ol><a href="../causes/">Why</a>', (0, 1)),
        ("tools", "<details><ol><li>Hold.</ol></details>", (0, 0)),
        ("small-tables", TABLE.format("<th>A<th>B", "<th>1<td>2"), (1, 1)),
        ("small-tables", TABLE.format("<th>A" * 4, "<th>1" + "<td>2" * 3), (1, 1)),
        ("small-tables", TABLE.format("<th>A" * 5, "<th>1" + "<td>2" * 4), (0, 1)),
        ("small-tables", TABLE.format("<th>A<th>", "<th>1<td>2"), (0, 1)),
        ("small-tables", TABLE.format("<th>A<th>B", "<td>1<td>2"), (0, 1)),
    ],
)
def test_a_count_follows_what_a_page_holds(name, text, counted):
    assert of(name, text) == counted


def test_the_bedside_card_is_a_tool_itself():
    assert of("tools", page("<ol><li>Hold.</ol>", "bedside-card/")) == (1, 1)


def test_the_record_of_every_page_is_counted_also_of_those_that_say_nothing_on_health():
    once = RECORD.replace("<time datetime='2'>", "<time>")
    assert of("dates", page(""), page("", health=False), page("", record=once)) == (2, 3)
    for words in ("Nobody pays for it", "no funding", "no sponsors", "no ads"):
        assert of("money", page(""), page("", health=False, record=RECORD.replace(words, "so"))) == (1, 2)


def test_who_publishes_and_what_they_may_gain_is_counted_where_they_said_so():
    named = RECORD.replace("<p>Nobody", "<p>Published by A. We sell nothing.</p><p>Nobody")
    silent = named.replace("We sell nothing.", "They have not said what they may gain from it.")
    pages = page("", record=named), page("", record=silent), page("", health=False)
    assert of("publisher", *pages) == (2, 3)
    assert of("disclosed", *pages) == (1, 3)


def test_sources_are_counted_by_page_and_by_year():
    assert of("cited", page(""), page("", cites=False), page("", health=False, cites=False)) == (1, 2)
    assert of("dated-sources", dated=[True, False, True]) == (2, 3)


def test_where_the_publisher_takes_no_reports_no_page_has_a_link_for_them():
    assert of("feedback", "", "") == (0, 2)
    assert of("feedback", "", "", can_report=True) == (2, 2)


def test_what_says_nothing_on_health_is_left_out_where_a_count_is_about_health():
    about = page("<p><img alt=''> 8.5</p>" + TABLE.format("", "") + f"<ul>{'<li>One.' * 8}</ul>", health=False)
    for name in ("answers", "captions", "captioned-pages", "lists", "chunks", "paragraphs", "whole-numbers", "tools",
                 "small-tables"):  # fmt: skip
        assert of(name, about) == (0, 0), name


def test_of_nothing_nothing_is_met():
    count = MEASURES["answers"].of(guide(page(ANSWER.format("Bend.")), page(""), page("")))
    assert (count.met, count.of, count.share) == (1, 3, 1 / 3)
    assert count.words == MEASURES["answers"].words
    assert MEASURES["answers"].of(guide()).share == 0
