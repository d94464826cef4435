"""What a reader takes along: links that name files, archives that are the same on any day, the day of an edition."""

import datetime
import io
import zlib
from types import SimpleNamespace
from urllib.request import urlopen
from zipfile import ZIP_STORED, ZipFile

import lxml.html
import pytest
from mkdocs.exceptions import PluginError
from PIL import Image

from sharing.moved_addresses import moves_of
from support.small_guide import ICON, TOWEL, build_of, finished_pages
from taking_along.home_screen import bled, png
from taking_along.offline_worker import _written, former, kept
from taking_along.site_archive import archived, file_address, page_for_folders
from taking_along.take_along import Download, _made
from words.page_record import newest_day

DAY = datetime.date(2026, 11, 23)
RECORDS = [
    SimpleNamespace(reviewed=datetime.date(2026, 11, 1), history=[SimpleNamespace(date=DAY)]),
    SimpleNamespace(reviewed=datetime.date(2026, 11, 20), history=[SimpleNamespace(date=datetime.date(2026, 10, 1))]),
]


@pytest.mark.parametrize(
    ("href", "file"),
    [
        ("./", "index.html"), (".", "index.html"), ("..", "../index.html"), ("../..", "../../index.html"),
        ("../causes/", "../causes/index.html"), ("../causes/#why", "../causes/index.html#why"), ("#here", "#here"),
        ("causes/", "causes/index.html"), ("../data/claims.csv", "../data/claims.csv"),
        ("https://nhs.uk/a/", "https://nhs.uk/a/"), ("tel:999", "tel:999"), ("", ""),
    ],
)  # fmt: skip
def test_a_link_in_the_archive_names_a_file(href, file):
    assert file_address(href) == file


def test_a_page_in_the_archive_knows_no_address_of_its_own():
    html = (
        '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="connect-src https://a.example/">'
        '<title>T</title><link rel="canonical" href="https://a.example/x/"><meta property="og:url" content="https://a.example/x/">'
        '<style>p{color:red}</style></head><body><p><a href="../">Up</a></p>'
        '<script type="application/ld+json">{"@id":"https://a.example/"}</script>'
        '<script type="speculationrules">{}</script></body></html>'
    )
    found = page_for_folders(lxml.html.document_fromstring(html))
    assert "a.example" not in found
    assert "speculationrules" not in found
    assert lxml.html.document_fromstring(found).xpath("//a/@href") == ["../index.html"]
    assert found.startswith(
        '<!doctype html>\n<html><head><meta http-equiv="Content-Security-Policy" content="default-src'
    )


def test_an_archive_is_the_same_on_any_day_and_keeps_its_order():
    files = {"b": b"1" * 99, "mimetype": b"application/x", "a": b"2"}
    written = archived(files, DAY, first="mimetype")
    assert written == archived(dict(reversed(files.items())), DAY, first="mimetype")
    with ZipFile(io.BytesIO(written)) as entries:
        assert entries.namelist() == ["mimetype", "a", "b"]
        assert entries.getinfo("mimetype").compress_type == ZIP_STORED
        assert {entry.date_time for entry in entries.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        assert {name: entries.read(name) for name in entries.namelist()} == files


def test_what_is_unpacked_from_an_archive_can_be_read_by_everyone_and_takes_little_room():
    words = " ".join(f"{number * number % 7919} feet" for number in range(3000)).encode()
    with ZipFile(io.BytesIO(archived({"a": words, "b": words}, DAY, first="b"))) as entries:
        packed, stored = entries.infolist()[::-1]
    assert [info.external_attr >> 16 for info in (packed, stored)] == [0o644, 0o644]
    assert stored.compress_size == len(words)
    assert packed.compress_size <= len(zlib.compress(words, 9))
    assert len(zlib.compress(words, 9)) < len(zlib.compress(words, 6))


def test_an_archive_can_be_made_of_the_first_of_all_days():
    with ZipFile(io.BytesIO(archived({"a": b""}, datetime.date(1970, 1, 1)))) as entries:
        assert entries.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_an_edition_has_the_newest_day_of_its_pages():
    assert newest_day(RECORDS) == DAY


def test_a_download_tells_its_size_and_its_digest():
    found = Download("a", "A", b"abc")
    assert found.size == 3
    assert found.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_worker_keeps_pages_and_what_they_need_the_most_needed_first():
    files = {name: name.encode() for name in (
        "index.html", "causes/index.html", "about/a/index.html", "bedside-card/index.html",
        "immediate-relief/index.html", "when-to-see-a-doctor/index.html", "s/why/index.html", "old/index.html",
        "404.html", "previews/a.png", "assets/search.js", "assets/guide.js", "images/b.svg", "app/icon.png",
        "sitemap.xml", "causes/index.md", "foot-cramps.html", "foot-cramps-site.zip", "data/claims.csv",
    )}  # fmt: skip
    pages = ["", "causes/", "when-to-see-a-doctor/", "bedside-card/", "immediate-relief/", "about/a/"]
    found = kept(files, pages)
    assert list(found) == [
        "", "immediate-relief/", "when-to-see-a-doctor/", "bedside-card/",
        "assets/guide.js", "assets/search.js", "images/b.svg", "causes/", "about/a/",
    ], f"kept first: {list(found)[:4]}"  # fmt: skip
    assert all(len(digits) == 16 for digits in found.values())


def test_a_site_of_a_few_pages_is_kept_too():
    assert list(kept({"causes/index.html": b"1"}, ["causes/"])) == ["causes/"]


def test_the_worker_knows_where_pages_and_sections_went():
    kept_its_name = {"causes/#c": "prevention/#c"}
    moves = moves_of(
        {"causes/#old": "prevention/#new", "gone/": "causes/", "gone/#a": "causes/#b", "x/": ""} | kept_its_name
    )
    assert former(moves, ["", "causes/", "prevention/"]) == {
        "s/old/": "prevention/#new", "gone/": "causes/", "s/a/": "causes/#b", "x/": "",
    }  # fmt: skip


def test_the_worker_is_told_words_as_they_are_in_their_order():
    assert _written({"b": "Ein Fuß, “kalt”", "a": [1]}) == '{"b": "Ein Fuß, “kalt”", "a": [1]}'


@pytest.fixture
def made(tmp_path):
    """Make the files of the small guide, as {name: Download} in the order in which they are offered."""

    def make(change=lambda build: None):
        build = build_of(tmp_path)
        change(build)
        return {download.name: download for download in _made(build, DAY)}

    return make


def unpacked(download):
    with ZipFile(io.BytesIO(download.content)) as entries:
        return {name: entries.read(name).decode("utf-8", "replace") for name in entries.namelist()}


def test_three_files_are_offered_by_what_they_are_to_a_reader(made):
    assert [(name, download.title) for name, download in made().items()] == [
        ("foot-cramps.html", "The guide in one file"),
        ("foot-cramps.epub", "The guide as an e-book"),
        ("foot-cramps-site.zip", "The whole site in an archive"),
    ]


def test_the_archive_has_every_page_and_what_pages_need_and_nothing_that_only_a_host_needs(made):
    found = unpacked(made()["foot-cramps-site.zip"])
    assert list(found) == [
        f"foot-cramp-guide/{name}" for name in (
            "all-sections/index.html", "assets/guide.js", "bedside-card/index.html", "causes/index.html",
            "data/claims.csv", "images/icon.1a2b.svg", "index.html", "licenses.txt",
        )
    ]  # fmt: skip
    assert found["foot-cramp-guide/images/icon.1a2b.svg"] == ICON
    page = lxml.html.document_fromstring(found["foot-cramp-guide/causes/index.html"])
    assert page.xpath("//nav/a/@href") == ["../index.html"]
    assert page.xpath("//img/@src") == ["../images/towel.1a2b.svg"]
    assert not page.xpath("//link")


def test_the_file_begins_with_the_steps_and_the_list_of_all_sections_then_goes_on_as_one_reads(made):
    document = lxml.html.document_fromstring(made()["foot-cramps.html"].content.decode())
    assert document.xpath("//article/@id") == ["page-home", "page-all-sections", "page-causes", "page-bedside-card"]
    assert [heading.text_content() for heading in document.xpath("//article//h2[1]")] == [
        "Why do feet cramp?", "All sections", "The causes", "A card",
    ]  # fmt: skip
    assert document.xpath("//section[@role='doc-endnotes']//li/p[last()]/a/text()") == ["Home", "Causes", "Causes"]
    with urlopen(document.xpath("string(//link/@href)")) as icon:
        assert lxml.html.fromstring(icon.read()).xpath("//@d") == lxml.html.fromstring(ICON).xpath("//@d")
    # Where a former page went, and what stands beside the pages.
    assert document.xpath("//article[*[@id='page-reasons']]/@id") == ["page-causes"]
    assert "https://guide.example/data/claims.csv" in document.xpath("//a/@href")
    assert document.xpath("//aside//time/@datetime") == ["2026-11-23"]
    assert document.xpath("//main//*[@aria-label='A towel.']//@d") == TOWEL.xpath("*/@d")


def test_the_book_has_contents_of_its_own_in_place_of_the_list_of_all_sections(made):
    found = unpacked(made()["foot-cramps.epub"])
    assert [name for name in found if "/page-" in name] == [
        "EPUB/page-bedside-card.xhtml", "EPUB/page-causes.xhtml", "EPUB/page-home.xhtml",
    ]  # fmt: skip
    assert 'href="nav.xhtml"' in found["EPUB/page-causes.xhtml"]
    assert 'id="page-reasons"' in found["EPUB/page-causes.xhtml"]
    assert "Back to <a" in found["EPUB/notes.xhtml"]
    assert "<dc:date>2026-11-23</dc:date>" in found["EPUB/content.opf"]
    assert "<dc:title>Small Guide</dc:title>" in found["EPUB/content.opf"]


def test_a_book_of_a_site_that_lists_no_sections_has_every_page(made):
    def no_list(build):
        build.records["All sections.md"].template = "main.html"

    assert "EPUB/page-all-sections.xhtml" in unpacked(made(no_list)["foot-cramps.epub"])


def test_making_the_files_changes_no_page_that_is_published(made):
    seen = []

    def remember(build):
        seen.append(build.finished)

    def texts(pages):
        return {name: lxml.html.tostring(page.document) for name, page in pages.items()}

    first = made(remember)
    (finished,) = seen
    assert texts(finished) == texts(finished_pages())
    assert made() == first


def test_a_page_that_cannot_be_taken_along_is_named_by_the_file_that_its_author_wrote(made):
    def break_link(build):
        (link,) = build.finished["causes/index.html"].document.xpath("//a[@href='../bedside-card/']")
        link.set("href", "../gone/")

    with pytest.raises(PluginError, match=r"docs/Causes\.md: “\.\./gone/” leads nowhere"):
        made(break_link)


def test_an_icon_is_drawn_to_its_size_and_can_fill_its_square():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        '<rect width="32" height="32" rx="7" fill="#2a211b"/><path d="M2 2h28v28H2z" fill="#fff"/></svg>'
    )
    icon, full = (Image.open(io.BytesIO(png(drawn, 64))) for drawn in (svg, bled(svg)))
    assert icon.size == full.size == (64, 64)
    assert icon.convert("RGBA").getpixel((0, 0))[3] == 0
    assert full.convert("RGBA").getpixel((0, 0)) == (0x2A, 0x21, 0x1B, 255)
    # What is drawn keeps within the part that no system cuts off.
    assert full.convert("RGB").getpixel((6, 32)) == (0x2A, 0x21, 0x1B)
