"""What the search knows of a page."""

import pytest
from search import Section, sections_of, unknown_words, words_of

HTML = """
<p>Lead text.</p>
<div class="fc-section-heading"><h2 id="one">First &amp; <em>best</em></h2><a href="#one" aria-label="Link">#</a></div>
<p>Some text.<sup id="fnref-A"><a href="#fn-A">1</a></sup> More <b>text</b>.</p>
<div class="fc-urgency"><p class="admonition-title">Emergency</p>
<div class="fc-section-heading"><h3 id="two">Two</h3><a href="#two">#</a></div><ul><li>An item</li>
<li>Another</li></ul></div>
<h2>Without an id</h2><p>Belongs to the one before.</p>
"""


@pytest.fixture(scope="module")
def sections():
    return sections_of(HTML, "The title", "What it is about.")


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


def test_words_for_a_section_that_is_not_there_are_reported_with_those_that_are(sections):
    pages = {"a.md": sections}
    assert not list(unknown_words({"a.md": {"one": "x", "": "y"}}, pages))
    (problem,) = unknown_words({"a.md": {"won": "x"}}, pages)
    assert "“a.md” has no section “won”. Write one of: one, two." in problem
    (problem,) = unknown_words({"b.md": {"": "x"}}, pages)
    assert "Write one of: a.md." in problem
