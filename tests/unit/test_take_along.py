"""What a reader takes along: links that name files, archives that are the same on any day, the day of an edition."""

import datetime
import io
from types import SimpleNamespace
from zipfile import ZIP_STORED, ZipFile

import lxml.html
import pytest
from PIL import Image

from sharing.moved_addresses import moves_of
from taking_along.home_screen import bled, png
from taking_along.offline_worker import former, kept
from taking_along.one_file import lower_selectors
from taking_along.site_archive import archived, file_address, page_for_folders
from taking_along.take_along import Download
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
    assert "href=../index.html" in found
    assert found.startswith(
        '<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src'
    )


def test_an_archive_is_the_same_on_any_day_and_keeps_its_order():
    files = {"b": b"2" * 99, "mimetype": b"application/x", "a": b"1"}
    written = archived(files, DAY, first="mimetype")
    assert written == archived(dict(reversed(files.items())), DAY, first="mimetype")
    with ZipFile(io.BytesIO(written)) as entries:
        assert entries.namelist() == ["mimetype", "a", "b"]
        assert entries.getinfo("mimetype").compress_type == ZIP_STORED
        assert {entry.date_time for entry in entries.infolist()} == {(2026, 11, 23, 0, 0, 0)}
        assert {name: entries.read(name) for name in entries.namelist()} == files


def test_an_archive_can_be_made_of_the_first_of_all_days():
    with ZipFile(io.BytesIO(archived({"a": b""}, datetime.date(1970, 1, 1)))) as entries:
        assert entries.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_an_edition_has_the_newest_day_of_its_pages():
    assert newest_day(RECORDS) == DAY


def test_a_download_tells_its_size_and_its_digest():
    found = Download("a", "A", b"abc")
    assert found.size == 3
    assert found.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_rules_for_headings_go_down_one_level_and_nothing_else_does():
    style = 'h1,h2>a{color:#h2h}.h1 .fc-x>h3::before{content:"h1"}@media print{h4{margin:0}}'
    assert lower_selectors(style) == 'h2,h3>a{color:#h2h}.h1 .fc-x>h4::before{content:"h1"}@media print{h5{margin:0}}'


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
    moves = moves_of({"causes/#old": "prevention/#new", "gone/": "causes/", "gone/#a": "causes/#b", "x/": ""})
    assert former(moves, ["", "causes/", "prevention/"]) == {
        "s/old/": "prevention/#new", "gone/": "causes/", "s/a/": "causes/#b", "x/": "",
    }  # fmt: skip


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
