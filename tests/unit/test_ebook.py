"""The e-book: chapters whose links land, drawings that need no stylesheet, steps before their drawing, a cover."""

import datetime
import io
from itertools import pairwise
from zipfile import ZIP_STORED, ZipFile

import lxml.html
import pytest
from lxml import etree
from mkdocs.exceptions import PluginError
from PIL import Image

from page.finished_pages import inner
from styles.token_values import filled, values_of
from support.built_site import PROJECT
from support.fixture_scope import shared
from support.small_guide import DAY, ICON, SITE_URL, config_of, environment, joined_guide
from taking_along.ebook import _in_reading_order, _notes_chapter, ebook, painted, paints_of
from taking_along.ebook_cover import SIZE, cover
from taking_along.joined_pages import Note

TOKENS = values_of((PROJECT / "overrides/stylesheets/tokens.css").read_text(encoding="utf-8"))
STYLE = (PROJECT / "overrides/components/drawing/drawing.css").read_text(encoding="utf-8")
OPS = "{http://www.idpf.org/2007/ops}"


def book_of(pages, notes, day=DAY, site_url=SITE_URL, contents="All sections"):
    """The bytes of the small guide as a book; its list of all sections makes way for the book's own."""
    own = next((page for page in pages if page.title == contents), None)
    return ebook(pages, notes, own, ICON, environment(), config_of(site_url), day)


def entries(book):
    with ZipFile(io.BytesIO(book)) as files:
        return {name.removeprefix("EPUB/"): files.read(name) for name in files.namelist()}


def small_book(**options):
    """{name: content} of the files of the small guide as a book."""
    return entries(book_of(*joined_guide(options.get("site_url", SITE_URL)), **options))


@pytest.fixture(scope=shared)
def book():
    """The files of the small guide as a book."""
    return small_book()


def chapter(book, name):
    return lxml.html.document_fromstring(book[name])


def said(element):
    return " ".join(element.text_content().split())


def test_a_book_turns_from_the_steps_to_the_notes_with_cover_and_contents_aside(book):
    package = etree.fromstring(book["content.opf"])
    items = {
        item.get("id"): (item.get("href"), item.get("media-type"), item.get("properties"))
        for item in package.iter("{*}item")
    }
    page, drawing = "application/xhtml+xml", "image/svg+xml"
    assert items == {
        "page-home": ("page-home.xhtml", page, None),
        "page-causes": ("page-causes.xhtml", page, None),
        "page-bedside-card": ("page-bedside-card.xhtml", page, None),
        "notes": ("notes.xhtml", page, None),
        "cover": ("cover.xhtml", page, None),
        "nav": ("nav.xhtml", page, "nav"),
        "ncx": ("toc.ncx", "application/x-dtbncx+xml", None),
        "cover-img": ("images/cover.png", "image/png", "cover-image"),
        "drawing-1": ("images/drawing-1.svg", drawing, None),
        "drawing-2": ("images/drawing-2.svg", drawing, None),
        "style": ("style.css", "text/css", None),
    }
    assert set(book) == {href for href, *_ in items.values()} | {"content.opf", "mimetype", "META-INF/container.xml"}
    assert [(each.get("idref"), each.get("linear")) for each in package.iter("{*}itemref")] == [
        ("cover", "no"), ("page-home", None), ("page-causes", None), ("page-bedside-card", None), ("notes", None),
        ("nav", "no"),
    ]  # fmt: skip
    assert [dict(each.attrib) for each in package.iter("{*}reference")] == [
        {"type": "text", "title": "Cramp right now?", "href": "page-home.xhtml"},
        {"type": "cover", "title": "Cover", "href": "cover.xhtml"},
        {"type": "toc", "title": "Contents", "href": "nav.xhtml"},
    ]


def test_a_book_tells_a_library_what_it_is(book):
    package = etree.fromstring(book["content.opf"])
    told = {}
    for element in package.find("{*}metadata"):
        name = etree.QName(element)
        if name.namespace == "http://purl.org/dc/elements/1.1/":
            told.setdefault(f"dc:{name.localname}", []).append(element.text)
        else:
            assert name.localname == "meta"
            told.setdefault(element.get("property") or element.get("name"), []).append(element.text)
    (identifier,) = told.pop("dc:identifier")
    assert identifier.startswith("urn:uuid:")
    del told["generator"]
    assert told == {
        "dcterms:modified": ["2026-11-23T00:00:00Z"],
        "dc:title": ["Small Guide"],
        "dc:language": ["en"],
        "dc:creator": ["The people who maintain the Small Guide"],
        "dc:date": ["2026-11-23"],
        "dc:description": ["What to do about a cramp."],
        "dc:source": ["https://guide.example/"],
        "schema:accessMode": ["textual", "visual"],
        "schema:accessModeSufficient": ["textual"],
        "schema:accessibilityFeature": ["alternativeText", "structuralNavigation", "tableOfContents", "ARIA"],
        "schema:accessibilityHazard": ["none"],
        "schema:accessibilitySummary": [
            "Every drawing has a text alternative that says the same. All text can be enlarged."
        ],
        "cover": [None],
    }


def test_an_edition_of_a_book_has_a_number_of_its_own_and_no_source_where_the_site_has_no_address():
    editions = [
        etree.fromstring(small_book(**options)["content.opf"]).find("{*}metadata")
        for options in ({}, {"day": datetime.date(2026, 11, 24)}, {"site_url": ""})
    ]
    assert len({edition.findtext("{*}identifier") for edition in editions}) == 3
    assert [edition.findtext("{*}source") for edition in editions] == [SITE_URL, SITE_URL, None]


def test_the_same_pages_give_the_same_book_and_stay_as_they_are():
    pages, notes = joined_guide()
    before = [inner(page.article) for page in pages]
    book = book_of(pages, notes)
    assert book_of(pages, notes) == book
    assert [inner(page.article) for page in pages] == before
    with ZipFile(io.BytesIO(book)) as files:
        first = files.infolist()[0]
        assert (first.filename, files.read(first)) == ("mimetype", b"application/epub+zip")
        assert [first.compress_type] == [ZIP_STORED]
        assert {info.date_time for info in files.infolist()} == {(2026, 11, 23, 0, 0, 0)}


def test_a_book_lists_its_chapters_and_their_sections_as_they_sound(book):
    nav = etree.fromstring(book["nav.xhtml"])

    def listed(items):
        return [(item.find("{*}a").text, item.find("{*}a").get("href"), listed(item.findall("{*}ol/{*}li")))
                for item in items]  # fmt: skip

    contents, landmarks = nav.iter("{*}nav")
    assert listed(contents.findall("{*}ol/{*}li")) == [
        ("Why do feet cramp?", "page-home.xhtml", [("Cramp right now?", "page-home.xhtml#cramp-right-now", [])]),
        ("The causes", "page-causes.xhtml", [("Why at night", "page-causes.xhtml#why", [])]),
        ("A card", "page-bedside-card.xhtml", []),
        ("How sure we are, note by note", "notes.xhtml", []),
    ]
    assert all(len(items) for items in nav.iter("{*}ol"))
    assert landmarks.findtext("{*}h2") == "Where to begin"
    assert [(link.get(f"{OPS}type"), link.get("href")) for link in landmarks.iter("{*}a")] == [
        ("bodymatter", "page-home.xhtml"), ("cover", "cover.xhtml"), ("toc", "nav.xhtml"),
    ]  # fmt: skip
    # Older systems read this list, and want a name of its own for each point.
    points = list(etree.fromstring(book["toc.ncx"]).iter("{*}navPoint"))
    assert [point.find("{*}content").get("src") for point in points] == [
        "page-home.xhtml", "page-home.xhtml#cramp-right-now", "page-causes.xhtml", "page-causes.xhtml#why",
        "page-bedside-card.xhtml", "notes.xhtml",
    ]  # fmt: skip
    assert len({point.get("id") for point in points} - {None}) == len(points)


def test_every_chapter_has_its_title_its_language_and_the_style_of_the_book(book):
    titles = {
        "page-home.xhtml": "Why do feet cramp?", "page-causes.xhtml": "The causes", "page-bedside-card.xhtml": "A card",
        "notes.xhtml": "How sure we are, note by note", "cover.xhtml": "Cover",
    }  # fmt: skip
    for name, title in titles.items():
        page = chapter(book, name)
        assert (page.findtext("head/title"), page.get("lang")) == (title, "en")
        assert page.xpath("//link/@href") == ["style.css"], name
    assert b".fc-notice" in book["style.css"]


def test_a_chapter_says_what_its_page_says(book):
    assert [said(part) for part in chapter(book, "page-home.xhtml").xpath("//h1 | //h2 | //p | //li")] == [
        "Why do feet cramp?", "No diagnosis. In danger, call.", "Cramp right now?", "Hold your toes.",
        "Cold foot? Call. Why", "Find the cause.1",
    ]  # fmt: skip
    causes = chapter(book, "page-causes.xhtml")
    assert [said(part) for part in causes.xpath("//h1 | //h2 | //h3 | //p | //li")] == [
        "The causes", "No diagnosis. In danger, call.", "Steps", "Why atnight", "It points down.2 So it is.1 Again.1",
        "In bed", "Pull it.", "Look.", "All of it, the card, data, NHS.", "Changes", "One.", "Smith. A study.",
        "Smith. A study.",
    ]  # fmt: skip
    assert "In short: at night." in said(causes)


def test_every_link_of_a_book_names_the_chapter_that_it_leads_to(book):
    assert {name: chapter(book, name).xpath("//body//a/@href") for name in book if name.startswith("page-")} == {
        "page-home.xhtml": ["page-causes.xhtml#why", "page-causes.xhtml#page-causes", "notes.xhtml#fn-A01"],
        "page-causes.xhtml": [
            "page-home.xhtml#cramp-right-now", "notes.xhtml#fn-B02", "notes.xhtml#fn-A01", "notes.xhtml#fn-A01",
            "nav.xhtml", "page-bedside-card.xhtml#page-bedside-card", "https://guide.example/data/claims.csv",
            "https://nhs.uk/a", "https://doi.org/10.1/a",
        ],
        "page-bedside-card.xhtml": [],
    }  # fmt: skip
    ids = {name: chapter(book, name).xpath("//body//@id") for name in book if name.endswith(".xhtml")}
    for name in ids:
        for href in chapter(book, name).xpath("//body//a/@href"):
            if "#" in href:
                target, _, id = href.partition("#")
                assert ids[target].count(id) == 1, href


def test_a_book_without_a_page_that_lists_all_sections_keeps_every_page():
    book = small_book(contents=None)
    assert chapter(book, "page-all-sections.xhtml").xpath("//h2/@id") == ["all-of-causes"]
    assert "page-all-sections.xhtml#all-of-causes" in chapter(book, "page-causes.xhtml").xpath("//a/@href")


def test_the_notes_are_a_chapter_and_lead_back_to_every_page_that_rests_on_them(book):
    page = chapter(book, "notes.xhtml")
    (section,) = page.xpath("//body/*")
    assert dict(section.attrib) == {"id": "all-notes", "role": "doc-endnotes", "aria-labelledby": "notes"}
    assert [(part.tag, part.get("id"), said(part)) for part in section.xpath("h1 | ol/li")] == [
        ("h1", "notes", "How sure we are, note by note"),
        ("li", "fn-A01", "Low. One study. Smith, 2020 Back to Home, Causes"),
        ("li", "fn-B02", "High. Cold & heat. Back to Causes"),
    ]
    # A list counts by itself.
    assert page.xpath("//li/@class") == []

    assert page.xpath("//body//a/@href") == [
        "page-causes.xhtml#smith", "page-home.xhtml#m0-A01", "page-causes.xhtml#m2-A01", "page-causes.xhtml#m2-B02",
    ]  # fmt: skip
    assert [said(part) for part in page.xpath("//li/p[last()]")] == ["Back to Home, Causes", "Back to Causes"]


def test_the_note_of_our_own_advice_has_no_number():
    def note(name, number):
        return Note(name, number, lxml.html.fragment_fromstring("<li><p>So.</p></li>"), [("m1", "Home")])

    found = _notes_chapter({"fn-A01": note("fn-A01", 1), "fn-own": note("fn-own", None)})
    assert [(item.get("id"), item.get("class")) for item in found.iter("li")] == [
        ("fn-A01", None), ("fn-own", "fc-notes__own"),
    ]  # fmt: skip
    assert ".fc-notes__own { list-style: none; }" in environment().get_template("components/ebook/ebook.css").render()


def test_a_drawing_is_a_file_that_all_places_share_with_words_of_their_own(book):
    shown = [(dict(image.attrib), image.tail) for name in ("page-home.xhtml", "page-causes.xhtml")
             for image in chapter(book, name).xpath("//img")]  # fmt: skip
    assert [attributes for attributes, _ in shown] == [
        {"src": "images/drawing-1.svg", "alt": "A hand & toes."},
        {"src": "images/drawing-2.svg", "alt": "A towel."},
        {"src": "images/drawing-1.svg", "alt": "The leg, again."},
    ]
    assert [tail for _, tail in shown[1:]] == [" Pull it.", " Look."]
    assert not any(chapter(book, name).xpath("//body//svg") for name in book if name.endswith(".xhtml"))
    leg, towel = (etree.fromstring(book[f"images/drawing-{number}.svg"]) for number in (1, 2))
    for drawing, box in ((leg, "0 0 30 40"), (towel, "0 0 40 20")):
        assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
        assert drawing.get("viewBox") == box
        assert set(drawing.attrib) == {"viewBox", "width", "height", "fill", "stroke-linecap", "stroke-linejoin"}
    assert [dict(part.attrib) for part in leg] == [{"d": "M0 0h9", "fill": TOKENS["--fc-skin"]}]
    assert [part.get("stroke") for part in towel] == [TOKENS["--fc-ink"]]


def test_a_book_begins_with_a_cover_in_the_colors_of_the_night_that_says_what_it_shows(book):
    (image,) = chapter(book, "cover.xhtml").xpath("//body/*")
    assert dict(image.attrib) == {
        "src": "images/cover.png",
        "alt": "Cover: Small Guide. What to do about a cramp.",
    }
    night = values_of((PROJECT / "overrides/stylesheets/tokens.css").read_text(encoding="utf-8"), night=True)
    shown = Image.open(io.BytesIO(book["images/cover.png"])).convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*shown.getpixel((5, 5))) == night["--fc-ground"]
    assert shown.getpixel((220, 320)) == (255, 0, 0)
    assert book["images/cover.png"] == cover("Small Guide", "What to do about a cramp.", ICON, night)


def test_a_drawing_carries_its_colors_as_attributes_in_the_order_of_the_rules():
    style = ".fc-drawing { fill: none } .fc-drawing .a, .fc-drawing .b { /* thick */ stroke: #111; stroke-width: 4 } "
    style += ".fc-drawing .b { stroke: #222 }"
    svg = '<svg class="fc-drawing" viewBox="0 0 30 40"><!-- a toe --><g class="a"><path class="moves" d="M0 0"/>'
    svg += '<path d="M2 2"/></g>'
    svg += '<path class="b a" stroke-width="9" d="M1 1"/></svg>'
    (drawing,) = etree.fromstring(f"<p>{svg} words behind it</p>")
    text = painted(drawing, paints_of(style))
    assert text.startswith("<svg ")
    root = etree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("width"), root.get("height"), root.get("fill")) == ("30", "40", "none")
    first, second = root.findall("*")
    assert dict(first.attrib) == {"stroke": "#111", "stroke-width": "4"}
    assert dict(second.attrib) == {"stroke": "#222", "stroke-width": "4", "d": "M1 1"}
    assert not root.xpath("//@class | //*[local-name()='style']")


def test_every_color_of_our_drawings_is_one_that_any_system_knows():
    paints = paints_of(filled(STYLE, TOKENS))
    assert len({name for name, _ in paints}) > 20
    for name, paint in paints:
        for value in paint.values():
            assert "(" not in value, (name, value)


def test_a_rule_that_no_attribute_can_carry_is_named():
    with pytest.raises(PluginError, match=r"“\.fc-drawing > \.line” is no rule for one class"):
        paints_of(".fc-drawing > .line { fill: red }")


def test_the_steps_come_before_their_drawing_and_nothing_is_folded():
    article = lxml.html.fragment_fromstring(
        '<article><section class="fc-now"><h2>Cramp?</h2><figure><svg role="img"></svg></figure><ol><li>Sit.</li></ol>'
        "<p>Call.</p></section><details open><summary>Changes</summary><ul><li>One.</li></ul></details></article>"
    )
    _in_reading_order(article)
    assert [element.tag for element in article.iter()] == [
        "article", "section", "h2", "ol", "li", "p", "figure", "svg", "div", "p", "ul", "li",
    ]  # fmt: skip
    # Only what folds may be called open.
    assert not article.xpath("//@open")


def test_a_cover_has_few_bytes_and_is_the_same_each_time():
    icon = (PROJECT / "docs/images/favicon.svg").read_text(encoding="utf-8")
    content = cover("Foot Cramp Guide", "What to do about a foot cramp right now.", icon, TOKENS)
    assert Image.open(io.BytesIO(content)).size == SIZE
    assert 5_000 < len(content) < 40_000
    assert content == cover("Foot Cramp Guide", "What to do about a foot cramp right now.", icon, TOKENS)


def bands(picture, band):
    """The rows where a picture has one of its three colors: [(first, row behind the last)] and the columns."""
    mask = picture.getchannel(band).point(lambda value: 255 * (value > 127))
    left, _, right, _ = mask.getbbox()
    inked = [0, *(mask.crop((0, row, SIZE[0], row + 1)).getbbox() is not None for row in range(SIZE[1])), 0]
    edges = [row for row, (before, after) in enumerate(pairwise(inked)) if before != after]
    return list(zip(edges[::2], edges[1::2], strict=True)), (left, right)


def shown_cover(name, words):
    colors = {"--fc-ground": "#010203", "--fc-text": "#00ff00", "--fc-quiet": "#0000ff"}
    content = cover(name, words, ICON, colors)
    return content, Image.open(io.BytesIO(content)).convert("RGB")


def test_a_cover_has_its_icon_then_its_name_then_its_words_with_air_between():
    content, shown = shown_cover("Foot Cramp Guide", "What to do about a cramp. " * 5)
    assert len(shown.getcolors()) <= 32
    assert shown.getpixel((0, 0)) == shown.getpixel((999, 1499)) == (1, 2, 3)
    assert bands(shown, "R") == ([(200, 440)], (100, 340))
    title, (left, right) = bands(shown, "G")
    words, (words_left, words_right) = bands(shown, "B")
    assert (len(title), len(words)) == (2, 4)
    assert min(left, words_left) >= 100
    assert max(right, words_right) <= 900
    assert 125 < title[0][0] - 440 < 140
    assert 70 < words[0][0] - title[-1][1] < 95
    assert {after - before for (before, _), (after, _) in pairwise(words)} <= {55, 56}
    assert 130 < title[1][0] - title[0][0] < 150
    again = io.BytesIO()
    Image.open(io.BytesIO(content)).save(again, "PNG", optimize=True)
    assert len(content) <= len(again.getvalue())


@pytest.mark.parametrize(
    ("words", "lines"), [("What to do about a foot cramp right", 1), ("What to do about a foot cramp right now", 2)]
)
def test_the_words_of_a_cover_fill_its_width_and_break_at_its_edge(words, lines):
    _, shown = shown_cover("Guide", words)
    found, (left, right) = bands(shown, "B")
    assert len(found) == lines
    assert (left >= 100, right <= 900) == (True, True)
