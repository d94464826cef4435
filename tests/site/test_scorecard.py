"""The scorecard, as a reader receives it: counted from the guide itself, and claiming no more than is so."""

import re
from urllib.parse import urljoin

import pytest
import yaml

from evidence.counted import MEASURES
from support.built_site import PROJECT

INSTRUMENTS = yaml.safe_load((PROJECT / "docs" / "data" / "scorecard.yml").read_text(encoding="utf-8"))
# Words by which a page could seem to carry a mark of trust, and those by which it says that it has none.
SEAL = re.compile(
    r"\b(seals?|awards?|certif\w*|accredit\w*|endors\w*|trust ?marks?|kitemark|PIF TICK|HON ?code)\b", re.I
)
NOT = re.compile(r"\b(no|not|nobody|never|hardly)\b", re.I)


@pytest.fixture(scope="module")
def card(site):
    return site.pages["about/scorecard/index.html"].document


@pytest.fixture(scope="module")
def printed(card):
    """{item: what the page says of it}."""
    items = card.xpath("//ul[@class='fc-scores']/li")
    return {item.find("b").text_content().rstrip("."): " ".join(item.text_content().split()) for item in items}


@pytest.fixture(scope="module")
def health(site):
    """The pages that state something about health: they have notes."""
    return [page for page in site.articles.values() if page.document.xpath("//*[@role='doc-endnotes']")]


def test_every_item_of_the_data_stands_in_the_page_with_its_reason(printed):
    items = [item for each in INSTRUMENTS for part in each["parts"] for item in part["items"]]
    assert list(printed) == [item["id"] for item in items]
    assert len(printed) == 16 + 4 + 20 + 24 + 36 + 29 + 10
    for item in items:
        assert item["reason"] in printed[item["id"]]
    assert {item["computed"] for item in items if "computed" in item} == set(MEASURES)


def test_each_yardstick_has_a_row_with_a_total_that_the_items_below_it_give(card, printed):
    rows = card.xpath("//main//table/tbody/tr")
    assert len(rows) == len(INSTRUMENTS) == 7
    score = {"Met": 1, "Partly": 0.5, "Not met": 0, "Not yet": 0}
    totals = {row[0].text_content(): row[1].text_content() for row in rows}

    def reached(prefix):
        """What the items say, read off the page."""
        found = card.xpath("//ul[@class='fc-scores']/li[starts-with(b[1], $prefix)]/b[2]", prefix=f"{prefix}-")
        return [words.text.rstrip(".") for words in found]

    assert f"{sum(int(words[0]) for words in reached('DI'))} of 80" in totals["DISCERN"]
    assert f"{sum(score[words] for words in reached('JA')):g} of 4" in totals["JAMA benchmarks"]
    cdc = sum(score[words] for words in reached("CCI"))
    assert f"{int(cdc * 5)}% ({cdc} of 20)" in totals["CDC Clear Communication Index"]
    eqip = sum(score[words] for words in reached("EQ") if words in score)
    assert f"{int(100 * eqip / 35)}% ({eqip:g} of 35)" in totals["EQIP"]
    understand, act = reached("PE")[:17], reached("PE")[17:]
    for part in (understand, act):
        points = sum(score[words] for words in part)
        assert f"{int(100 * points / len(part))}% ({points} of {len(part)})" in totals["PEMAT-P"]
    for prefix, name in (("NH", "NHS content standard and style"), ("PIF", "PIF TICK criteria")):
        for word in ("Partly", "Not met", "Not yet"):
            assert f"{reached(prefix).count(word)} {word.lower()}" in totals[name]


def test_the_counts_are_those_of_the_site_that_is_read(site, printed, health):
    """Counted again from the finished pages, in another way."""
    answers = [page for page in health if page.document.xpath("//div[contains(@class, 'fc-answer')]")]
    assert f"{len(answers)} of {len(health)}." in printed["CCI-10"]
    with_picture = [page for page in health if page.document.xpath("//article//figure[.//svg or .//img]/figcaption")]
    assert f"its caption: {len(with_picture)} of {len(health)}." in printed["CCI-4"]
    records = [
        page.document.xpath("//section[contains(@class, 'fc-record')]/p[1]/time") for page in site.articles.values()
    ]
    assert f"{sum(len(times) == 2 for times in records)} of {len(site.articles)}." in printed["NH-15"]
    boxes = [
        box for page in site.articles.values() for box in page.document.xpath("//div[contains(@class, 'fc-urgency')]")
    ]
    assert f"{len(boxes)} of {len(boxes)}." in printed["NH-28"]
    named = [page for page in site.articles.values() if "Published by" in page.text_of("//section[@aria-label]")]
    assert f"who publishes them: {len(named)} of {len(site.articles)}." in printed["NH-3"]
    reports = [page for page in site.articles.values() if "Report a mistake" in page.text_of("//footer//a")]
    assert f"report a mistake: {len(reports)} of {len(site.articles)}." in printed["NH-17"]


def test_every_place_leads_to_a_section_that_is_there(site, card):
    links = card.xpath("//ul[@class='fc-scores']//a/@href")
    assert len(links) > 100
    for link in links:
        path, _, name = urljoin("/about/scorecard/", link).partition("#")
        page = site.articles[f"{path[1:]}index.html"]
        assert not name or name in page.ids, link


def test_what_only_people_can_do_is_said_to_be_not_done_yet(card, printed):
    for item in ("NH-1", "NH-6", "NH-18", "EQ-24", "PIF-2", "PIF-5", "PIF-10"):
        assert " Not yet. " in printed[item], item
    opening = " ".join(card.xpath("//div[contains(@class, 'fc-answer')]")[0].text_content().split())
    assert "We scored it ourselves, and nobody from outside has." in opening
    assert "No doctor, nurse or other clinician has reviewed the guide. No reader has tested it." in " ".join(
        card.xpath("//article")[0].text_content().split()
    )


def test_no_page_claims_a_seal(site):
    """A seal is named only to say that there is none; sources may bear such a word in their own title."""
    for name, page in site.articles.items():
        blocks = page.document.xpath(
            "//main//*[self::p or self::li or self::td or self::th or self::summary]"
            "[not(ancestor-or-self::*[contains(@class, 'fc-notes') or @class = 'fc-list'])]"
        )
        for block in blocks:
            for sentence in re.split(r"(?<=[.?!])\s+", " ".join(block.text_content().split())):
                named = SEAL.search(sentence)
                ours = "about/scorecard" in name and named and named[0] == "PIF TICK"
                assert not named or ours or NOT.search(sentence), f"{name}: {sentence}"
        assert not page.document.xpath("//img[contains(@src, 'seal') or contains(@alt, 'seal')]"), name
    assert SEAL.search("We hold a seal.")
    assert not NOT.search("We hold a seal.")
