"""Headings: how many readers find their way, and what people share."""

from itertools import pairwise
from zipfile import ZipFile

import lxml.html

from support.spoken import SPOKEN


def test_every_page_has_one_h1_and_levels_that_rise_by_one(site):
    for name, page in site.pages.items():
        levels = [level for level, _, _ in page.headings]
        assert levels.count(1) == 1, f"{name}: {levels.count(1)} h1"
        assert levels[0] == 1, f"{name}: the first heading is no h1"
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert not jumps, f"{name}: levels jump {jumps}"


def test_every_id_stands_once_on_its_page(site):
    for name, page in site.pages.items():
        twice = sorted({id for id in page.ids if page.ids.count(id) > 1})
        assert not twice, f"{name}: ids used twice: {twice}"


def test_every_section_of_a_page_has_a_named_link_to_itself(site):
    for name, page in site.articles.items():
        links = {a.get("href"): a.get("aria-label") for a in page.document.xpath("//div[h2 or h3]/a")}
        expected = {f"#{id}": f"Link to: {words}" for level, id, words in page.headings if level in (2, 3)}
        assert expected, name
        assert links == expected, name


def test_the_contents_list_names_every_section(site):
    for name, page in site.articles.items():
        listed = page.document.xpath("//nav[contains(@class, 'fc-contents')]//a/@href")
        # The steps of the home page stand above the list.
        below = [(level, id) for level, id, _ in page.headings if id != "cramp-right-now"]
        sections = [f"#{id}" for level, id in below if level in (2, 3)]
        assert listed == sections, name


def test_no_id_was_made_up_for_a_repeated_heading(site):
    for name, page in site.pages.items():
        assert not [id for id in page.ids if id.endswith(("_1", "_2"))], name


def test_the_title_names_the_page_and_the_site(site):
    titles = {name: page.text_of("//title") for name, page in site.pages.items()}
    assert all(title.endswith(" - Foot Cramp Guide") for title in titles.values()), titles
    assert len(set(titles.values())) == len(titles), titles


def test_headings_and_columns_of_all_kinds_are_words_wherever_they_are_named(moved_site):
    assert moved_site.exit_code == 0, moved_site.log
    said = {f"said-{number}": words for number, words in enumerate(SPOKEN.values())}
    page = moved_site.pages["about/licence/index.html"].document
    links = {a.get("href")[1:]: a.get("aria-label") for a in page.xpath("//div[h2]/a")}
    assert {id: links[id] for id in said} == {id: f"Link to: {words}" for id, words in said.items()}
    assert page.xpath("//tbody/tr/*/@data-column") == list(SPOKEN.values())
    contents = page.xpath("//nav[contains(@class, 'fc-contents')]//a[starts-with(@href, '#said')]")
    everywhere = moved_site.pages["all-sections/index.html"].document.xpath("//a[contains(@href, '#said')]")
    with ZipFile(moved_site.folder / "foot-cramps.epub") as book:
        chapters = lxml.html.document_fromstring(book.read("EPUB/nav.xhtml"))
    for named in (contents, everywhere, chapters.xpath("//a[contains(@href, 'said-')]")):
        assert [" ".join(link.text_content().split()) for link in named] == list(SPOKEN.values())
    assert page.xpath("//a[@role='doc-backlink']/text()")[:2] == ["A marker", "Both A foot of them"]
    titles = {id: moved_site.short[id].document.findtext(".//h1") for id in said}
    assert titles == said
    text = (moved_site.folder / "foot-cramps.html").read_text(encoding="utf-8") + moved_site.log
    assert not [left for left in ("\x02", "\x03", "wzxhzdk", "klzzwxh") if left in text]
