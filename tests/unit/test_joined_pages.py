"""Pages become one text: nothing is called twice, no link is lost, and what cannot be joined is named."""

import lxml.html
import pytest
from lxml import etree
from mkdocs.exceptions import PluginError

from page.finished_pages import inner
from sharing.moved_addresses import moves_of
from taking_along.joined_pages import Page, joined

DRAWINGS = {"towel": etree.fromstring('<svg class="fc-drawing" viewBox="0 0 4 4"><path d="M0 0"/></svg>')}
NOTES = """<section class="fc-notes"><h2 id="notes">Notes</h2><ol>{}</ol></section>"""
NOTE = """<li id="fn-{0}"><p>About {0}.</p><p>Back to <a role="doc-backlink" href="#fnref-{0}">A</a></p></li>"""
MARKER = (
    '<sup id="fnref{1}-{0}"><a role="doc-noteref" class="footnote-ref" aria-label="Note 9" href="#fn-{0}">9</a></sup>'
)


def page(address, text, notes=()):
    """A finished page as the templates write it."""
    html = f"""<html><body><main><article><nav class="fc-trail">Home</nav><h1 id="page-title">T</h1>
        <div id="safety-notice">In an emergency, call.</div><p class="fc-pointer"><a href="#right-now">Steps</a></p>
        {text}<section id="right-now" aria-label="Cramp right now?">Steps</section>
        {NOTES.format("".join(map(NOTE.format, notes)))}</article></main></body></html>"""
    return Page(f"docs/{address or 'index'}.md", address, address or "Home", lxml.html.document_fromstring(html))


HOME = '<div class="fc-section-heading"><h2 id="cramp-right-now">Cramp?</h2><a href="#cramp-right-now">#</a></div>'


def join(*pages, files=(), site_url="https://guide.example/", moved=()):
    pages = [page("", HOME), *pages]
    notes = joined(pages, drawings=DRAWINGS, files=files, site_url=site_url, moves=moves_of(dict(moved)))
    return pages, notes, "".join(inner(found.article) for found in pages)


def test_an_id_that_two_pages_have_is_told_apart_and_every_other_stays():
    pages, _, text = join(page("a/", '<h2 id="one">One</h2>'), page("b/c/", '<h2 id="two">Two</h2>'))
    assert [found.article.get("id") for found in pages] == ["page-home", "page-a", "page-b-c"]
    assert 'id="one"' in text
    assert 'id="two"' in text
    assert {'id="page-a-safety-notice"', 'id="page-b-c-safety-notice"'} <= set(text.replace(">", " ").split())


def test_what_is_closed_on_a_page_lies_open_in_the_text():
    pages, _, _ = join(page("a/", "<details><summary>More</summary><p>Said.</p></details>"))
    assert [dict(closed.attrib) for closed in pages[1].article.iter("details")] == [{"open": ""}]


def test_notes_are_numbered_as_they_are_met_and_our_own_advice_keeps_its_mark():
    own = '<sup id="fnref-own"><a role="doc-noteref" aria-label="Our own advice" href="#fn-own">own</a></sup>'
    said = f"<p>One.{MARKER.format('R01', '')} Two.{own} Three.{MARKER.format('R02', '')}</p>"
    pages, notes, _ = join(page("a/", said, ["R01", "own", "R02"]))
    # Ours stands last, so that each other one stands where its number says.
    assert [(name, note.number) for name, note in notes.items()] == [("fn-R01", 1), ("fn-R02", 2), ("fn-own", None)]
    marks = [(link.text, link.get("aria-label")) for link in pages[1].article.xpath(".//sup/a")]
    assert marks == [("1", None), ("own", "Our own advice"), ("2", None)]


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("../b/", "#page-b"), ("../b/#two", "#two"), ("#one", "#one"), ("#page-title", "#page-a"), ("..", "#page-home"),
        ("../#cramp-right-now", "#cramp-right-now"), ("#right-now", "#cramp-right-now"), ("#notes", "#notes"),
        ("#all-notes", "#all-notes"),
        ("../b/#safety-notice", "#page-b-safety-notice"), ("../b/#fn-R01", "#fn-R01"),
        ("../data/claims.csv", "https://guide.example/data/claims.csv"), ("https://nhs.uk/x", "https://nhs.uk/x"),
        ("tel:111", "tel:111"),
    ],
)  # fmt: skip
def test_a_link_leads_to_its_place_in_the_text(href, target):
    here = page("a/", f'<h2 id="one">One</h2><p><a class="it" href="{href}">x</a></p>')
    there = page("b/", f'<h2 id="two">Two</h2><p>Said.{MARKER.format("R01", "")}</p>', ["R01"])
    pages, _, _ = join(here, there, files={"data/claims.csv"})
    assert pages[1].article.xpath("string(.//a[@class='it']/@href)") == target


def test_a_file_that_stays_behind_is_no_link_where_nobody_knows_its_address():
    pages, _, _ = join(page("a/", '<p>See <a href="../data/claims.csv">the data</a>.</p>'),
                       files={"data/claims.csv"}, site_url="")  # fmt: skip
    (said,) = [found for found in pages[1].article.iter("p") if "the data" in found.text_content()]
    assert inner(said) == "See the data."


def test_the_steps_are_those_of_the_home_page_whatever_another_page_has():
    pages, _, _ = join(page("a/", HOME))
    for found in pages:
        assert found.article.xpath("string(.//p[@class='fc-pointer']/a/@href)") == "#page-home-cramp-right-now"
    assert pages[0].article.xpath(".//*[@id='page-home-cramp-right-now']")


def test_a_note_stands_once_and_leads_back_to_every_page():
    both = [
        page("a/", f"<p>{MARKER.format('R02', '')}{MARKER.format('R01', '')}</p>", ["R02", "R01"]),
        page("b/", f"<p>{MARKER.format('R01', '')}{MARKER.format('R01', '2')}</p>", ["R01"]),
    ]
    pages, notes, text = join(*both)
    assert [(note.name, note.number, [title for _, title in note.places]) for note in notes.values()] == [
        ("fn-R02", 1, ["a/"]), ("fn-R01", 2, ["a/", "b/"]),
    ]  # fmt: skip
    assert [inner(note.item) for note in notes.values()] == ["<p>About R02.</p>", "<p>About R01.</p>"]
    markers = [marker for found in pages for marker in found.article.iter("sup")]
    assert [marker.text_content() for marker in markers] == ["1", "2", "2", "2"]
    # Of two places on one page the first is the one to go back to.
    assert [marker.get("id") for marker in markers] == ["m1-R02", "m1-R01", "m2-R01", None]
    assert not [marker for marker in markers if marker.xpath("a/@aria-label")]
    for note in notes.values():
        assert all(f'id="{place}"' in text for place, _ in note.places)
    assert "fc-notes" not in text
    assert "doc-backlink" not in text


def test_a_marker_that_had_no_name_gets_one_that_its_note_leads_back_to():
    nameless = MARKER.format("R01", "").replace(' id="fnref-R01"', "")
    pages, notes, _ = join(page("a/", f"<p>{nameless}</p>", ["R01"]))
    assert pages[1].article.xpath(".//sup/@id") == ["m1-R01"]
    assert notes["fn-R01"].places == [("m1-R01", "a/")]


def test_what_repeats_on_every_page_is_left_out_and_the_safety_notice_is_not():
    pages, _, text = join(page("a/", ""))
    assert "fc-trail" not in text
    assert 'right-now" aria-label' not in text
    assert text.count("In an emergency") == len(pages)


def test_parts_that_every_page_has_are_told_apart_by_the_title_of_their_page():
    record = '<section class="fc-record" aria-label="About this page">Checked.</section>'
    pages, _, _ = join(page("a/", record), page("b/", record))
    assert [found.article.xpath("string(.//section/@aria-label)") for found in pages[1:]] == [
        "About this page: a/", "About this page: b/",
    ]  # fmt: skip


def test_a_part_keeps_the_heading_that_names_it():
    part = '<section aria-labelledby="{0}"><h2 id="{0}">Steps</h2></section>'
    pages, _, _ = join(
        page("a/", part.format("both") + part.format("one")), page("b/", part.format("both") + part.format("two")),
        page("c/", '<p aria-labelledby="notes-of-another-text">x</p>'),
    )  # fmt: skip
    named = [found.article.xpath(".//@aria-labelledby") for found in pages[1:]]
    assert named == [["page-a-both", "one"], ["page-b-both", "two"], ["notes-of-another-text"]]
    for found in pages[1:3]:
        assert found.article.xpath(".//section/h2/@id") == found.article.xpath(".//section/@aria-labelledby")


def test_a_page_takes_along_the_names_of_those_that_moved_into_it():
    pages, _, text = join(
        page("a/", '<h2 id="new">New</h2>'), page("b/", ""),
        moved={"old/": "a/", "gone/#part": "a/#new", "older/one/": "b/"},
    )  # fmt: skip
    for found, name in zip(pages[1:], ("page-old", "page-older-one"), strict=True):
        place, heading = found.article[:2]
        assert (place.tag, dict(place.attrib), heading.tag) == ("span", {"id": name}, "h1")
    assert "page-gone" not in text


def test_a_note_leads_to_a_source_that_the_text_lists():
    address = "https://doi.org/10.1/a"
    note = NOTE.replace("About {0}.", f'<a href="{address}">Smith</a>, <a href="https://nhs.uk/">NHS</a>')
    items = f'<li id="smith"><p><a href="{address}">Smith. A study.</a></p><p><a href="#x">x</a></p></li>'
    cited = page("a/", MARKER.format("R01", ""), ["R01"])
    (item,) = cited.document.xpath("//section[@class='fc-notes']/ol/li")
    item.getparent().replace(item, lxml.html.fragment_fromstring(note.format("R01")))
    _, notes, _ = join(cited, page("sources/", f'<ul class="fc-list">{items}</ul><h2 id="x">X</h2>'))
    assert notes["fn-R01"].item.xpath(".//a/@href") == ["#smith", "https://nhs.uk/"]


def test_every_link_of_a_page_is_led_on_also_behind_one_that_leaves_the_site():
    pages, _, _ = join(page("a/", '<p class="it"><a href="https://nhs.uk/">NHS</a> <a href="..">Home</a></p>'))
    assert pages[1].article.xpath(".//p[@class='it']/a/@href") == ["https://nhs.uk/", "#page-home"]


def test_every_page_that_cannot_be_joined_is_named_each_on_a_line_of_its_own():
    twice = '<p id="x{0}">1</p><p id="x{0}">2</p>'
    with pytest.raises(PluginError) as problem:
        join(
            page("a/", f"<script>1</script>{twice.format(1)}<a href='../gone/'>x</a>"),
            page("b/", f'<video src="film.mp4"></video>{twice.format(2)}<a href="../lost/">x</a>'),
        )
    heading, *lines = str(problem.value).splitlines()
    assert heading == "These pages cannot be taken along:"
    assert [line for line in lines if not line.startswith("Two things are called")] == [
        "docs/a/.md: “script” cannot be taken along.",
        "docs/b/.md: “film.mp4” cannot be taken along.",
        "docs/a/.md: the id “x1” stands here twice.",
        "docs/b/.md: the id “x2” stands here twice.",
        "docs/a/.md: “../gone/” leads nowhere.",
        "docs/b/.md: “../lost/” leads nowhere.",
    ]


def test_a_drawing_stands_in_the_text_with_its_words():
    pages, _, _ = join(
        page("a/", '<p><img src="../images/towel.1f2e3d4c.svg" alt="A towel." loading="lazy"> Pull.</p>')
    )
    (drawing,) = pages[1].article.xpath(".//*[@role='img']")
    assert drawing.get("aria-label") == "A towel."
    assert drawing.tail == " Pull."
    assert not pages[1].article.xpath(".//img")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<a href="../gone/">x</a>', "docs/a/.md: “../gone/” leads nowhere."),
        ('<a href="#gone">x</a>', "docs/a/.md: “#gone” leads nowhere."),
        ('<a href="../data/gone.csv">x</a>', "docs/a/.md: “../data/gone.csv” leads nowhere."),
        ('<p id="x">1</p><p id="x">2</p>', "docs/a/.md: the id “x” stands here twice."),
        ('<p id="page-home">1</p>', "Two things are called “page-home”."),
        (
            '<img src="../images/photo.jpg" alt="x">',
            "docs/a/.md: the picture “../images/photo.jpg” cannot be taken along",
        ),
        ('<video src="film.mp4"></video>', "docs/a/.md: “film.mp4” cannot be taken along."),
        ("<script>1</script>", "docs/a/.md: “script” cannot be taken along."),
    ],
)
def test_a_page_that_cannot_be_joined_is_named(text, said):
    with pytest.raises(PluginError) as problem:
        join(page("a/", text))
    assert said in str(problem.value)
