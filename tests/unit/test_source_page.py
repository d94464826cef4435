"""A page as its author wrote it: read from its file, its lines found again, and handed on."""

import lxml.html
import markdown
import pytest

from support.source_pages import RECORD
from words.danger_signs import DangerSign, tell_signs
from words.source_page import SourcePage, markdown_maker, read_page, tell_sure, words_of

SIGN = DangerSign.model_validate({"id": "leg", "level": "today", "if": "a leg swells", "claims": ["R03-strap"]})


def make(*more):
    return markdown.Markdown(extensions=["attr_list", "toc", *more])


def page_of(body):
    return SourcePage("page.md", RECORD + body, make)


def test_a_page_is_read_from_its_file_with_its_danger_signs_told(tmp_path):
    file = tmp_path / "file.md"
    file.write_text(RECORD + "- {sign: leg}\n", encoding="utf-8")
    told = []
    page = read_page("a/page.md", file, make, lambda text, path: told.append(path) or tell_signs(text, {"leg": SIGN}))
    assert told == ["a/page.md"]
    assert page.path == "a/page.md"
    assert page.written == RECORD + "- {sign: leg}\n"
    assert "{sign" not in page.text
    assert page.body.find("ul/li").text_content().startswith("Get help today if a leg swells.")
    assert page.record.title == "A page"
    assert (page.faults, page.record_faults) == ((), [])


def test_an_answer_is_what_a_page_is_told_by_and_no_page_is_told_by_nothing(config):
    def page(text):
        return SourcePage("page.md", text, markdown_maker(config))

    bare = "".join(line for line in RECORD.splitlines(keepends=True) if not line.startswith("description"))
    answered = page(
        bare + "/// answer\nMost are **harmless**.[^own]\n\n- Wait.[^own]\n- Stretch.[^own]\n///\n\nMore.\n"
    )
    assert answered.record.description == "Most are harmless. Wait. Stretch."
    assert answered.record.meta["description"] == answered.record.description
    assert answered.hand_over() is not None
    assert "answer" not in vars(answered)
    (fault,) = page(bare + "More.\n").record_faults
    assert str(fault).startswith("docs/page.md:2: page-record: neither an answer nor a description tells")


def test_how_sure_a_claim_is_takes_the_place_of_its_name():
    assert tell_sure("It helps. {sure: R1} {sure: R2}", {"R1": "Low[^R1]"}) == "It helps. Low[^R1] {sure: R2}"


def test_a_page_that_cannot_be_read_says_so_by_its_name(tmp_path):
    page = read_page("a/page.md", tmp_path / "gone.md", make)
    (fault,) = page.faults
    assert str(fault).startswith("docs/a/page.md:1: readable: the file cannot be read")
    assert page.record is None
    assert page.record_faults == [fault]


@pytest.mark.parametrize("line", ["> /// today", "- /// today", ">> ///", "1. > /// today", "  * ///"])
def test_what_a_reader_of_blocks_may_never_end_is_not_given_to_it(tmp_path, config, line):
    file = tmp_path / "file.md"
    file.write_text(f"{RECORD}\n{line}\n> ///\n/// visit\nGo.\n///\n", encoding="utf-8")
    page = read_page("a/page.md", file, markdown_maker(config))
    assert not len(page.body)
    strokes = line[: line.index("///") + 3].strip()
    assert str(page.record_faults[0]) == (
        f"docs/a/page.md:{RECORD.count(chr(10)) + 2}: readable: “{strokes}” stands behind the mark of a quotation or a"
        " list, where it may never end. Give the block lines of its own; in a list, indent them by four."
    )


def test_what_was_read_is_handed_over_once_and_no_tree_is_kept():
    page = page_of("## One {#one}\n\nText.\n")
    assert page.body.findtext("h2") == "One"
    reading = page.hand_over()
    assert [(element.tag, element.text) for element in reading.root] == [("h2", "One"), ("p", "Text.")]
    assert [entry["id"] for entry in reading.contents] == ["one"]
    assert not {"keep", "markdown", "body"} & vars(page).keys()
    # A page that nobody looked at before is read for it, and an empty one leaves nothing to hand over.
    assert page_of("Text.\n").hand_over().root[0].text == "Text."
    assert page_of("\n").hand_over() is None


def test_the_words_of_a_comment_are_none():
    assert words_of(lxml.html.fragment_fromstring("<p><!-- a --></p>")[0]) == ""
    assert words_of(lxml.html.fragment_fromstring("<p>One  <b>two</b></p>")) == "One two"


BODY = """\
First [words](other.md) here.

Second [more](other.md) there.

<a href="other.md">bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
and on</a>

Thirty letters stand in this line here
and others in this one.

> - Quoted
>   lines

- Call

    **now**.
"""


@pytest.mark.parametrize(("place", "line"), [("a[1]", 11), ("a[.='more']", 13), ("a[contains(., 'bbb')]", 15)])
def test_of_two_links_to_one_address_each_has_the_line_of_its_words(place, line):
    page = page_of(BODY)
    assert page.line_of_element(page.body.xpath(f".//{place}")[0]) == line


def test_words_are_found_by_their_beginning_whatever_the_markup_and_the_lines():
    page = page_of(BODY)
    assert page.line_of_words("First words here.") == 11
    assert page.line_of_words("Thirty letters stand in this line here and others in this one.") == 18
    # An item of two paragraphs stands on no line whole.
    assert page.line_of_words("Call now.") == 24
    assert page.line_of_words("now.") == 26
    assert page_of("Rest.\n\nRest.\n").line_of_words("Rest.") == 11
    assert page.line_of_lines(["Quoted", "lines"]) == 21
    assert page.line_of("there") == 13


def test_what_stands_nowhere_has_the_first_line():
    page = page_of(BODY)
    assert page.line_of("nowhere") == 1
    assert page.line_of_words("nowhere") == page.line_of_words("") == 1
    assert page.line_of_lines(["nowhere"]) == 1
    assert page.line_of_element(lxml.html.fragment_fromstring("<u>nowhere</u>")) == 1
