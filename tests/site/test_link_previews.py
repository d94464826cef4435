"""A link in a message: read as the apps read it, which run no script and drop what stands behind a `#`."""

import io
import re
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from linkpreview import Link, LinkPreview
from PIL import Image

from support.built_site import Server

HOST = "https://guide.example/"
LIMIT = 40_000


@pytest.fixture(scope="module")
def shown(site):
    """What an app gets of an address below the root: `shown("s/use-a-towel/")`."""
    with Server(site) as address:

        def shown(path):
            url, _ = urldefrag(address + path)
            with urlopen(url) as answer:
                text = answer.read().decode()
            # As it reads a page by itself, but once instead of five times.
            return LinkPreview(Link(HOST + path, text), soup=BeautifulSoup(text, "html.parser"))

        yield shown


def own(page, name):
    (value,) = page.document.xpath("//head/meta[@property=$name]/@content", name=name)
    return value


def sections(page):
    """(id, words) of each h2 and h3 of a page that can be shared."""
    found = page.document.xpath("//div[@class='fc-section-heading']/*[self::h2 or self::h3][@id != 'notes']")
    return [(heading.get("id"), " ".join(heading.text_content().split())) for heading in found]


def now_called(short):
    """Return the id of the section that a short address leads to: another one if it has moved."""
    return short.document.xpath("string(//meta[@http-equiv='refresh']/@content)").partition("#")[2]


def letters(text):
    """Return the letters of a text: the digits of its notes stand between its words."""
    return re.sub(r"[\W\d_]+", "", text)


def picture_problem(site, address):
    """Return what is wrong with the picture at an address, or None."""
    name = address.removeprefix(HOST)
    if name not in site.files:
        return "is not published"
    content = (site.folder / name).read_bytes()
    picture = Image.open(io.BytesIO(content))
    if (picture.format, picture.size) != ("PNG", (1200, 630)) or len(content) > LIMIT:
        return f"is {picture.format} {picture.size} of {len(content):,} bytes"
    return None


@pytest.mark.program
def test_a_message_shows_the_title_words_and_picture_of_every_page(site, shown):
    pictures = set()
    for name, page in site.articles.items():
        preview = shown(page.address)
        assert preview.title == page.text_of("//h1"), name
        (description,) = page.document.xpath("//meta[@name='description']/@content")
        assert preview.description == description, name
        assert not (problem := picture_problem(site, preview.image)), f"{name}: its picture {problem}"
        assert own(page, "og:url") == HOST + page.address, name
        pictures.add(preview.image)
    assert len(pictures) == len(site.articles)


@pytest.mark.program
def test_a_message_shows_the_title_words_and_picture_of_every_section(site, shown):
    checked, pictures = set(), {}
    for page in site.articles.values():
        text = letters(page.text_of("//article"))
        for id, words in sections(page):
            preview = shown(f"s/{id}/")
            assert preview.title == f"{words} - {page.text_of('//h1')}", id
            assert 15 < len(preview.description) <= 160, (id, preview.description)
            # Its own words, or those of its page if all of it stands in parts and tables.
            said = [letters(sentence) for sentence in re.split(r"[.?!;:…]", preview.description)]
            missing = [sentence for sentence in said if sentence not in text]
            assert not missing or preview.description == own(page, "og:description"), (id, missing)
            assert not (problem := picture_problem(site, preview.image)), f"s/{id}/: its picture {problem}"
            assert own(site.short[id], "og:url") == f"{HOST}s/{id}/"
            pictures.setdefault(preview.image, []).append(id)
            checked.add(id)
    assert checked == {id for id, short in site.short.items() if now_called(short) == id}
    assert len(checked) > 250
    assert not [ids for ids in pictures.values() if len(ids) > 1]


def test_a_short_address_leads_on_to_its_section_and_names_its_page_to_search_engines(site):
    pages = {id: page for page in site.articles.values() for id, _ in sections(page)}
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert "/s/" not in sitemap
    for id, short in site.short.items():
        (refresh,) = short.document.xpath("//meta[@http-equiv='refresh']/@content")
        seconds, _, target = refresh.partition("; url=")
        assert seconds == "0", id
        now = now_called(short)
        page = pages[now]
        assert now == id or page.document.xpath("//*[@id=$now]/span[@id=$id]", now=now, id=id), id
        assert urljoin(f"{HOST}s/{id}/", target) == f"{HOST}{page.address}#{now}"
        assert short.document.xpath("//main//a/@href") == [target], id
        assert short.document.xpath("//link[@rel='canonical']/@href") == [HOST + page.address], id
        assert short.text_of("//h1") == dict(sections(page))[now]


@pytest.mark.program
def test_no_picture_is_published_that_no_message_shows(site):
    asked = {own(page, "og:image") for page in [*site.articles.values(), *site.short.values()]}
    assert {HOST + name for name in site.files if name.startswith("previews/")} == asked


def test_addresses_in_previews_know_where_the_site_lives(site_below_a_path):
    site = site_below_a_path
    for page in [*site.articles.values(), *site.short.values()]:
        for name in ("og:url", "og:image"):
            assert site.file_at(urlsplit(own(page, name)).path), (page.path, name)
            assert own(page, name).startswith("https://host.example/some/guide/"), page.path


def test_neither_the_archive_nor_the_worker_takes_what_only_messages_need(site):
    worker = (site.folder / "worker.js").read_text(encoding="utf-8")
    assert "immediate-relief/" in worker
    assert "previews/" not in worker
    listed = re.findall(r'"([^"]*)":"[0-9a-f]{16}"', worker)
    assert listed
    assert not [path for path in listed if path.startswith("s/")]
