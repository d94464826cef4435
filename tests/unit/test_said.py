"""What a heading and a column say where only words can stand: read by the site's own reader of Markdown."""

import lxml.html
import pytest

from support.fixture_scope import shared
from support.spoken import SPOKEN
from words.said import said
from words.sections import parsed, sections_of
from words.source_page import markdown_maker


@pytest.fixture(scope=shared)
def read(config):
    """Return (the tree, the contents) of a text of Markdown."""
    make = markdown_maker(config)

    def read(text):
        markdown = make()
        html = markdown.convert(text)
        return lxml.html.fragment_fromstring(html, create_parent="main"), markdown.toc_tokens

    return read


@pytest.mark.parametrize(("written", "words"), SPOKEN.items())
def test_a_heading_gives_its_words_to_its_link_and_to_the_contents(read, written, words):
    body, contents = read(f"## {written} {{#one}}\n\n### {written} {{#two}}\n\nText.\n")
    assert body.xpath("//a[contains(@class, 'fc-') or @aria-label][.='#']/@aria-label") == [f"Link to: {words}"] * 2
    names = [contents[0]["name"], contents[0]["children"][0]["name"]]
    assert [lxml.html.fromstring(f"<p>{name}</p>").text_content() for name in names] == [words] * 2
    assert [said(heading) for heading in body.iter("h2", "h3")] == [words] * 2


@pytest.mark.parametrize(("written", "words"), SPOKEN.items())
def test_a_column_gives_its_words_to_its_cells(read, written, words):
    body, _ = read(f"| {written} | Other |\n| --- | --- |\n| one | two |\n| three | four |\n")
    assert body.xpath("//tbody//@data-column") == [words, "Other"] * 2


def test_nothing_of_the_reader_is_left_in_what_it_wrote(read):
    rows = "".join(f"## {written} {{#id-{number}}}\n\n" for number, written in enumerate(SPOKEN))
    body, contents = read(rows + f"| {' | '.join(SPOKEN)} |\n|{' --- |' * len(SPOKEN)}\n|{' x |' * len(SPOKEN)}\n")
    html = lxml.html.tostring(body, encoding="unicode") + str(contents)
    assert not [left for left in ("\x02", "\x03", "wzxhzdk", "klzzwxh", "&lt;svg") if left in html]


def test_what_the_contents_call_a_section_is_not_changed_by_an_attribute(read):
    _, contents = read("## Use a towel {#towel data-toc-label=Rest}\n")
    assert [entry["name"] for entry in contents] == ["Use a towel"]


def test_a_picture_without_words_and_an_icon_say_nothing_and_a_drawing_says_its_words():
    html = (
        "<h2>A <img src='a.png' alt=''><svg><title>Bed</title><path d='M0'/></svg> <svg aria-label='bent foot'/></h2>"
    )
    assert said(lxml.html.fragment_fromstring(html)) == "A bent foot"


def test_the_words_of_a_section_are_parted_where_a_line_breaks_and_keep_what_is_raised():
    html = "<h2 id='a'>H<sub>2</sub>O<br>here</h2><p>one<br>two 10<sup>2</sup><sup id='fnref-R02'><a>1</a></sup></p>"
    section = sections_of(parsed(html), "T", "D.")[1]
    assert (section.heading, section.text, section.opening) == ("H2O here", "one two 102", "one two 102")
