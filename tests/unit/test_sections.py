"""What each section says: to the search, in lists, and in a message."""

from xml.etree import ElementTree

import pytest
from lxml import etree

from drawings.drawing import in_page
from support.fixture_scope import shared
from words.sections import Section, cut, lines_in, opening_of, parsed, sections_of, words_of

HTML = """
<p>Lead text.</p>
<div class="fc-section-heading"><h2 id="one">First &amp; <em>best</em></h2><a href="#one" aria-label="Link">#</a></div>
<p>Some text.<sup id="fnref-A"><a href="#fn-A">1</a></sup> More <b>text</b>.</p>
<div class="fc-urgency"><p class="admonition-title">Emergency</p>
<div class="fc-section-heading"><h3 id="two">Two</h3><a href="#two">#</a></div><ul><li>An item</li>
<li>Another</li></ul></div>
<h2>Without an id</h2><p>Belongs to the one before.</p>
"""


@pytest.fixture(scope=shared)
def sections():
    return sections_of(parsed(HTML), "The title", "What it is about.")


def test_a_page_and_each_of_its_sections_can_be_found(sections):
    assert [(s.id, s.level, s.heading) for s in sections] == [
        ("", 1, "The title"), ("one", 2, "First & best"), ("two", 3, "Two"),
    ]  # fmt: skip


def test_a_section_says_what_stands_under_its_heading_without_markers_and_signs(sections):
    assert sections[0].text == "What it is about. Lead text."
    assert sections[1].text == "Some text. More text."
    assert sections[2].text == "An item Another Belongs to the one before."


def test_the_summary_ends_with_a_word():
    section = Section("a", 2, "A", "Twelve words, " * 12)
    assert len(section.summary) <= 111
    assert section.summary.endswith(("words…", "Twelve…"))
    assert Section("a", 2, "A", "Short.").summary == "Short."


def test_each_other_word_is_sent_once():
    section = Section("a", 2, "Cramp", "x " * 60 + "Cramp banana BANANA don't x")
    assert section.other_words == "banana don't"


def test_words_are_letters_and_figures():
    assert words_of("It’s 20 sec, K2—“toes-up”!") == ["it’s", "20", "sec", "k2", "toes", "up"]


def test_a_message_shows_whole_sentences_and_that_more_follows():
    assert opening_of(["Hold it.", "Let go. Stop."]) == "Hold it. Let go. Stop."
    long = opening_of(["One sentence here. " * 12])
    assert long.endswith("here. …")
    assert 100 < len(long) <= 160
    assert opening_of(["word " * 60]).endswith("word…")
    # Items that end without a mark are told apart.
    assert opening_of(["A cold foot", "A swollen leg", "Chest pain."]) == "A cold foot; A swollen leg; Chest pain."


def test_a_message_shows_no_caption_and_no_cell_of_a_table():
    html = '<h2 id="a">A</h2><figure><p>P</p><figcaption><p>Caption.</p></figcaption></figure><p>Said.</p>'
    assert sections_of(parsed(html.replace("<p>P</p>", "")), "T", "D.")[1].opening == "Said."
    assert (
        sections_of(parsed('<h2 id="a">A</h2><table><tr><td><p>Cell</p></td></tr></table>'), "T", "D.")[1].opening
        == "D."
    )


def test_a_section_of_parts_says_what_they_are_called():
    html = '<h2 id="a">A</h2><h3 id="b">Bread</h3><p>x</p><h3 id="c">Cheese</h3><p>x</p><h2 id="d">D</h2><p>x</p>'
    assert sections_of(parsed(html), "T", "D.")[1].opening == "Bread; Cheese"


def test_a_word_and_what_it_means_are_told_apart():
    html = '<h2 id="a">A</h2><dl><dt>arch</dt><dd>The middle of the sole.</dd></dl>'
    assert sections_of(parsed(html), "T", "D.")[1].opening == "arch: The middle of the sole."


def test_a_section_knows_its_first_drawing_in_the_page_or_as_a_file():
    svg = etree.fromstring('<svg viewBox="0 0 9 9"><path d="M1 2"/></svg>')
    placed = ElementTree.tostring(in_page(svg, "A line."), encoding="unicode", method="html")
    html = f'<h2 id="a">A</h2>{placed}<h2 id="b">B</h2><img src="../images/two.1f2e.svg" alt="x"><h2 id="c">C</h2>'
    assert [section.drawing for section in sections_of(parsed(html), "T", "D.", {lines_in(svg): "one"})] == [
        "",
        "one",
        "two",
        "",
    ]


def test_a_pages_own_opening_is_its_description_and_its_text_begins_with_it():
    html = "<p>Lead <b>text</b> goes on.</p><h2 id='a'>A</h2><p>One <b>two</b>three.</p>"
    page, section = sections_of(parsed(html), "T", "What it is about.")
    assert (page.opening, page.text) == ("What it is about.", "What it is about. Lead text goes on.")
    assert (section.opening, section.text) == ("One twothree.", "One twothree.")


def test_a_drawing_that_has_no_name_is_none_and_the_next_one_counts():
    html = (
        '<h2 id="a">A</h2><svg role="img"><path d="M9 9"></path></svg><svg role="img"><path d="M1 2"></path></svg>'
        '<h2 id="b">B</h2><svg role="img"><path d="M9 9"></path></svg>'
        '<h2 id="c">C</h2><svg><path d="M1 2"></path></svg>'
    )
    drawings = [section.drawing for section in sections_of(parsed(html), "T", "D.", {("M1 2",): "one"})]
    assert drawings == ["", "one", "", ""]


def test_a_drawing_is_known_by_all_its_lines():
    svg = etree.fromstring('<svg><g><path d="M1 2"/></g><path d="M3 4"/><circle r="1"/></svg>')
    assert lines_in(svg) == ("M1 2", "M3 4")


def test_a_pages_text_is_one_tree():
    tree = parsed("Words <p>more</p> and more")
    assert (tree.tag, tree.text_content()) == ("main", "Words more and more")


def test_two_blocks_of_a_section_are_not_taken_for_one():
    html = "<h2 id='a'>A</h2><p>Rest <i>now</i></p><ul><li>Walk</li><li>Drink</li></ul>"
    assert sections_of(parsed(html), "T", "D.")[1].opening == "Rest now; Walk; Drink"


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("one two", 7, "one two"),
        ("one two three four", 12, "one two…"),
        (":one two, three", 10, ":one two…"),
        ("one XX three", 8, "one XX…"),
    ],
)
def test_a_text_is_cut_behind_the_last_word_that_fits(text, length, shown):
    assert cut(text, length) == shown


def test_an_opening_is_never_longer_than_a_message_shows():
    whole = "x" * 99 + ". " + "y" * 57 + "."
    assert (len(whole), opening_of([whole])) == (159, whole)
    # A sentence that leaves room for the sign that more follows is shown whole, a longer one is cut.
    assert opening_of(["x" * 157 + ". More of it."]) == "x" * 157 + ". …"
    assert opening_of(["x" * 80 + " " + "y" * 77 + ". More of it."]) == "x" * 80 + "…"
    assert opening_of(["x" * 158 + " yyyy"]) == "x" * 158 + "…"
    assert opening_of(["a " + "x" * 157 + " yyyyy"]) == "a…"


def test_a_line_break_parts_two_words_and_adds_none():
    html = '<h2 id="a">One<br>two<br></h2><p>Rest<br>now<br></p>'
    section = sections_of(parsed(html), "T", "D.")[1]
    assert (section.heading, section.text) == ("One two", "Rest now")
