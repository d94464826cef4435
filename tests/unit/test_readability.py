"""The measure of the measures: texts whose figures can be counted by hand."""

import lxml.html
import pytest

from support.readability import reading_of, sentences_by_section, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("10 minutes", "ten minutes"),
        ("1,566 adults", "one thousand five hundred sixty-six adults"),
        ("Call 999 now", "Call nine nine nine now"),
        ("0800 611 116", "zero eight zero zero six one one one one six"),
    ],
)
def test_numerals_are_words_as_they_are_read(written, said):
    assert spoken(written) == said


def test_sections_hold_sentences_without_headings_markers_notes_and_records():
    page = lxml.html.document_fromstring(
        "<main><h1>T</h1><p>Lead one. Lead two?</p><h2 id='a'>Head</h2>"
        "<ul><li>Item<sup><a role='doc-noteref'>1</a></sup><ul><li>Inner item.</li></ul></li></ul>"
        "<table><tr><td>Cell</td><td>3 a.m. now.</td></tr></table>"
        "<nav><p>No.</p></nav><section class='fc-record'><p>No.</p></section>"
        "<section role='doc-endnotes'><h2 id='notes'>N</h2><p>No.</p></section></main>"
    )
    assert sentences_by_section(page) == {
        "": ["Lead one.", "Lead two?"],
        "a": ["Item", "Inner item.", "Cell", "3 am now."],
    }


def test_a_reading_counts_words_lengths_and_long_words():
    reading = reading_of(["The cat sat on the mat.", "Electricity is dangerous."], frozenset(["electricity"]))
    assert reading.words == 9
    assert reading.mean == 4.5
    assert reading.longest == "The cat sat on the mat."
    assert reading.long_words == ("dangerous",)
    # 0.39 · 9/2 + 11.8 · 15/9 − 15.59, syllables by the library.
    assert reading.grade == pytest.approx(5.8, abs=0.3)


def test_a_label_with_a_colon_ends_a_sentence():
    page = lxml.html.document_fromstring("<main><p>Warmth: Try a bath. Bring three things: a, b and c.</p></main>")
    assert sentences_by_section(page)[""] == ["Warmth:", "Try a bath.", "Bring three things: a, b and c."]
