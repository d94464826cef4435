"""The required safety notice, as readers receive it."""

from zipfile import ZipFile

import lxml.html

from support.built_site import PROJECT
from words.source_page import ANSWER

WORDS = (PROJECT / "overrides/components/safety-notice/safety-notice.html").read_text(encoding="utf-8")


def test_every_page_shows_the_safety_notice_once(site):
    counts = {name: len(page.document.xpath("//*[@id='safety-notice']")) for name, page in site.pages.items()}
    assert counts, "no page was built"
    wrong = {name: count for name, count in counts.items() if count != 1}
    assert not wrong, f"Pages with another number of safety notices than 1: {wrong}"


def test_every_short_address_shows_the_notice_to_those_whom_it_does_not_send_on(site):
    (words,) = {page.text_of("//*[@id='safety-notice']") for page in site.pages.values()}
    assert {page.text_of("//main/div/*[@id='safety-notice']") for page in site.short.values()} == {words}


def test_the_single_file_says_the_notice_at_its_top_and_on_the_card_and_prints_it_on_every_sheet(site):
    document = lxml.html.parse(str(site.folder / "foot-cramps.html"))
    (words,) = {page.text_of("//*[@id='safety-notice']") for page in site.pages.values()}
    articles = document.xpath("//article")
    assert len(articles) == len(site.articles)
    notices = {
        article.get("id"): [" ".join(notice.text_content().split()) for notice in article.find_class("fc-notice")]
        for article in articles
    }
    # The card is a sheet of its own when it is printed.
    shown = {name: said for name, said in notices.items() if said}
    assert shown == {"page-home": [words], "page-bedside-card": [words]}, f"The notice in full: {shown}"
    (notice,) = articles[0].find_class("fc-notice")
    assert notice.xpath("preceding::h2") == articles[0].xpath("(.//h2)[1]")
    style = document.xpath("string(//style)")
    assert f'@bottom-center{{content:"{words}"' in style


def test_every_chapter_of_the_ebook_shows_the_notice(site):
    (words,) = {page.text_of("//*[@id='safety-notice']") for page in site.pages.values()}
    with ZipFile(site.folder / "foot-cramps.epub") as book:
        chapters = {
            name: " ".join(lxml.html.document_fromstring(book.read(name)).text_content().split())
            for name in book.namelist() if "/page-" in name
        }  # fmt: skip
    # The list of all sections is the book's own contents.
    assert len(chapters) == len(site.articles) - 1
    bare = [name for name, text in chapters.items() if words not in text]
    assert not bare, f"Chapters without the notice: {bare}"


def test_the_notice_says_the_same_on_every_page(site):
    said = {page.text_of("//*[@id='safety-notice']") for page in site.pages.values()}
    assert len(said) == 1, said
    [words] = said
    assert "not a diagnosis" in words
    assert words.split(". ")[0] in " ".join(WORDS.split())


def test_the_notice_stands_between_the_h1_and_the_first_advice(site):
    for name, page in site.pages.items():
        [notice] = page.document.xpath("//*[@id='safety-notice']")
        assert notice.xpath("preceding::h1"), name
        # The answer alone stands before it, which may be steps.
        assert not notice.xpath(f"preceding::h2 | preceding::ol[not(ancestor::{ANSWER})]"), name


def test_the_steps_and_the_danger_line_stand_together_on_every_page(site, build):
    # In the words of the signs, as far as a line has room for them.
    cold = (
        build.signs["cold-foot"].words.removeprefix("one foot or leg suddenly turns ").removesuffix(" or hard to move")
    )
    cold = cold.replace(", numb", " or numb")
    leg = build.signs["one-leg"].words.removeprefix("one leg becomes ")
    needed = ("One foot suddenly", cold, "Chest pain", "hort of breath", "Call an ambulance",
              f"One leg {leg}", "Do not stretch it", "Get help today")  # fmt: skip
    for name, page in site.pages.items():
        # The relief page is the steps, and its next section the signs.
        if name == "immediate-relief/index.html":
            continue
        assert len(page.document.xpath("//*[contains(@class, 'fc-now')]/ol")) == 1, name
        lines = page.document.xpath("//*[contains(@class, 'fc-now')]/p[@class='fc-now__danger']")
        assert len(lines) == 1, f"{name}: the danger line stands beside the steps {len(lines)} times, not once"
        missing = [words for words in needed if words not in lines[0].text_content()]
        assert not missing, f"{name}: the danger line no longer says {missing}"


def test_the_relief_page_begins_with_the_steps_and_goes_on_with_the_signs(site, build):
    page = site.pages["immediate-relief/index.html"]
    first, second = [id for level, id, _ in page.headings if level == 2][:2]
    assert (first, second) == ("foot-and-toe-steps", "stop-and-get-help")
    parts = "//*[preceding::h2[1][@id=$id]]"
    assert len(page.document.xpath(f"({parts}/self::ol)[1]/li", id=first)) >= 4
    opening = " ".join(part.text_content() for part in page.document.xpath(f"{parts}/self::p", id=first))
    signs = " ".join(part.text_content() for part in page.document.xpath(f"{parts}/self::li", id=second))
    for words in (
        "Do not stretch, rub or walk off one leg that turns swollen, warm or a new color",
        "Never force a foot that is cold",
    ):
        assert words in opening, words
    for name in ("cold-foot", "lung-clot", "tight-leg", "one-leg", "ten-minutes"):
        assert build.signs[name].words in signs, name
