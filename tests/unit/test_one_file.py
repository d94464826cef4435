"""The guide as one file: the steps first, one notice, headings in order, each drawing once, nothing to fetch."""

import re
from types import SimpleNamespace
from urllib.request import urlopen

import lxml.html
import pytest
from lxml import etree

from page.content_policy import policy_of
from support.small_guide import DAY, ICON, LEG, SITE_URL, config_of, environment, joined_guide, tools
from taking_along.one_file import _draw_once, _lower_headings, _say_notice_once, lower_selectors, one_file


def small_file(site_url=SITE_URL):
    pages, notes = joined_guide(site_url)
    build = SimpleNamespace(env=environment(), config=config_of(site_url), **tools())
    html = one_file(pages, notes, build, icon=ICON, day=DAY)
    return html, lxml.html.document_fromstring(html)


def said(element):
    return " ".join(element.text_content().split())


def test_a_file_says_the_whole_guide_with_the_steps_first_and_the_notes_last():
    _, document = small_file()
    (main,) = document.xpath("//main/div")
    assert [(part.tag, part.get("id"), said(part)) for part in main] == [
        ("h1", None, "Small Guide"),
        (
            "article", "page-home",
            "Why do feet cramp?No diagnosis. In danger, call.Cramp right now?Hold your toes."
            "Cold foot? Call. Why Find the cause.1",
        ),
        (
            "aside", None,
            "This file holds the whole guide and needs no network. It was made on November 23, 2026. Advice can change:"
            " the newest edition is at https://guide.example/.",
        ),
        (
            "article", "page-all-sections",
            "All sectionsOf the causesWhy at night",
        ),
        (
            "article", "page-causes",
            "The causesIn short: at night.StepsWhy atnight"
            "It points down.2 So it is.1 Again.1In bed Pull it. Look.All of it, the card, data, NHS."
            "ChangesOne.Smith. A study.",
        ),
        ("article", "page-bedside-card", "A cardNo diagnosis. In danger, call.Do thisSit up."),
        (
            "section", "all-notes",
            "How sure we are, note by noteShow all notesLow. One study.Smith, 2020Back to Home, Causes"
            "High. Cold & heat.Back to Causes",
        ),
    ]  # fmt: skip
    # And nothing of a page that stood outside of its article.
    assert not "".join(main.xpath("text()")).strip()
    assert [item.get("id") for item in main.xpath("section/ol/li")] == ["fn-A01", "fn-B02"]


def test_a_file_whose_site_has_no_address_names_none():
    html, document = small_file(site_url="")
    assert said(document.find(".//aside")).endswith("Advice can change.")
    assert "guide.example" not in html


def test_every_link_of_a_file_lands_in_it_or_leads_to_a_full_address():
    _, document = small_file()
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    hrefs = document.xpath("//a/@href")
    assert {href for href in hrefs if not href.startswith("#")} == {
        "https://guide.example/", "https://guide.example/data/claims.csv", "https://nhs.uk/a", "https://doi.org/10.1/a",
    }  # fmt: skip
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)


def test_the_header_of_a_file_leads_to_its_articles_and_marks_none_as_the_page_that_is_read():
    _, document = small_file()
    assert [(said(link), link.get("href"), link.get("aria-label")) for link in document.xpath("//header//a")] == [
        ("Home", "#page-home", None), ("Causes", "#page-causes", None), ("?", "#page-all-sections", "All sections"),
    ]  # fmt: skip
    assert not document.xpath("//@aria-current")
    assert document.xpath("//body/*[1]/@href") == ["#page-home"]
    assert [part.tag for part in document.body] == ["a", "header", "main", "script"]
    assert not "".join(document.xpath("//body/text()")).strip()


def test_a_file_carries_its_icon_its_styles_and_a_policy_that_allows_them_and_nothing_else():
    html, document = small_file()
    (icon,) = document.xpath("//link/@href")
    with urlopen(icon) as content:
        assert etree.fromstring(content.read()).xpath("//@d") == etree.fromstring(ICON).xpath("//@d")
    assert re.match(r'<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy"', html)
    (policy,) = document.xpath("//head/*[1]/@content")
    assert policy == policy_of(document)
    assert policy.startswith(
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; script-src 'sha256-"
    )
    assert "'self'" not in policy
    assert not document.xpath("//@src")


def test_the_tools_of_a_file_are_there_at_once_with_what_they_look_like():
    _, document = small_file()
    (script,) = document.xpath("//body/script/text()")
    assert "window[`fc-hold-timer`]=" in script.replace("'", "`").replace('"', "`")
    assert '"hold-timer": "fc-hold-timer"' in script.replace('":"', '": "').replace("\\", "")
    assert re.fullmatch(r"\{.*\}", script, re.S)
    of_pages, of_tools = document.xpath("//style/text()")
    assert of_tools == "button{border:0}.fc-timer{color:var(--fc-today)}"
    # A color that only a tool asks for is in the file.
    assert "--fc-today:" in of_pages


def test_the_styles_of_a_file_are_those_of_pages_the_card_and_the_file_for_what_stands_in_it():
    _, document = small_file()
    style, _ = document.xpath("//style/text()")
    for name in ("fc-skip", "fc-notice", "fc-card", "fc-file", "fc-file__copy"):
        assert f".{name}" in style, name
    assert re.search(r"[{}]\.fc-card\{border:2px solid", style)
    # Whatever sheet is printed alone carries the notice.
    assert re.search(r'content:"No diagnosis\. In danger, call\."', style)
    # Nothing of what the small guide lacks.
    for name in ("fc-downloads", "fc-doors", "fc-footer__"):
        assert name not in style, name
    # The name of the file is its one heading of the first level: a page's has the rules of the second.
    assert re.search(r"(?<![\w.-])h2(?![\w-])[^{}]*\{[^}]*font", style)
    assert set(re.findall(r"[^{},]*(?<![\w.-])h1(?![\w-])", style)) == {".fc-file>h1"}


def article(text):
    return lxml.html.fragment_fromstring(f"<article>{text}</article>")


def test_a_drawing_that_stands_twice_is_drawn_by_the_first():
    def drawing(path, words="x", role="img"):
        return f'<svg role="{role}" aria-label="{words}" viewbox="0 0 9 9">{path}</svg>'

    other, two = '<path d="M5 5"></path>', '<path d="M7 7"></path><path d="M8 8"></path>'
    first = article(drawing(LEG, "A leg.") + drawing(other) + drawing(two, role="presentation"))
    second = article(drawing(two) + drawing(other, "Once more.") + drawing(two, role="presentation"))
    third = article(drawing(other, "And again."))
    _draw_once([first, second, third])
    svg = [found for each in (first, second, third) for found in each.iter("svg")]
    assert [found.get("id") for found in svg] == [None, "drawing-2", None, None, None, None, None]
    uses = {4: "Once more.", 6: "And again."}
    for at, words in uses.items():
        assert [(part.tag, dict(part.attrib)) for part in svg[at]] == [("use", {"href": "#drawing-2"})]
        assert (svg[at].get("aria-label"), svg[at].get("viewbox")) == (words, "0 0 9 9")
    assert [len(found) for found in svg] == [1, 1, 2, 2, 1, 2, 1]


def test_two_drawings_that_only_begin_alike_are_drawn_both():
    one, both = '<path d="M5 5"></path>', '<path d="M5 5"></path><path d="M6 6"></path>'
    first = article(f'<svg role="img">{one}</svg><svg role="img">{both}</svg>')
    _draw_once([first])
    assert not list(first.iter("use"))


def test_the_notice_stands_at_the_top_and_on_the_card_and_on_no_other_article():
    notice = '<div class="fc-notice" id="{}"><p>No diagnosis.</p></div>'
    home, page, card = (
        article(f"<h1>T</h1>{notice.format('a')}Home."),
        article(f"<h1>T</h1>{notice.format('b')} Words behind it."),
        article(f'<h1>T</h1>{notice.format("c")}<div class="fc-card">Sit up.</div>'),
    )
    before = lxml.html.tostring(home), lxml.html.tostring(card)
    _say_notice_once([home, page, card])
    assert (lxml.html.tostring(home), lxml.html.tostring(card)) == before
    assert lxml.html.tostring(page, encoding="unicode") == ("<article><h1>T</h1> Words behind it.</article>")


def test_every_heading_of_an_article_goes_down_one_level():
    page = article("".join(f"<div><h{level}>{level}</h{level}></div>" for level in range(1, 6)))
    _lower_headings(page)
    assert [(heading.tag, heading.text) for heading in page.xpath(".//div/*")] == [
        ("h2", "1"), ("h3", "2"), ("h4", "3"), ("h5", "4"), ("h6", "5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "lowered"),
    [
        ("h1,h2>a{color:#h2h}", "h2,h3>a{color:#h2h}"),
        ("h3+h4 h5~h6{margin:0}", "h4+h5 h6~h6{margin:0}"),
        ('.h1 .fc-x>h3::before{content:"h1"}', '.h1 .fc-x>h4::before{content:"h1"}'),
        (".fc-x :is(h1,a:not(h2)){margin:0}", ".fc-x :is(h2,a:not(h3)){margin:0}"),
        ("@media print{h4{margin:0}}", "@media print{h5{margin:0}}"),
        ("@supports (gap:0){@media print{h1{margin:0}}}", "@supports (gap:0){@media print{h2{margin:0}}}"),
        ("@font-face{font-family:h1}", "@font-face{font-family:h1}"),
        ("@page h1{margin:0}", "@page h1{margin:0}"),
        ("[id=h1]{margin:0}", "[id=h1]{margin:0}"),
    ],
)
def test_rules_for_headings_go_down_one_level_and_nothing_else_does(style, lowered):
    assert lower_selectors(style) == lowered
