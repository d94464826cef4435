"""From a statement to its source and back, as a reader receives it."""

import csv
import json
import re

import lxml.html
import pytest

from evidence.evidence_notes import claim_page
from watch.retractions import resting_pages

# Hosts where the register found only copies of somebody else's text.
COPIES = ("camaraethiopia", "exosomatic", "sdgcounties", "drugcentral", "pubmedcentralcanada", "ichgcp", "skyscape")
# The note of our own advice, which rests on no claim.
OURS = "fn-own"


@pytest.fixture(scope="module")
def noted(site):
    """The pages that have notes."""
    found = {name: page for name, page in site.articles.items() if page.document.xpath("//*[@role='doc-endnotes']")}
    assert len(found) >= 11
    return found


def test_every_marker_leads_to_a_note_and_every_note_back_to_each_section_that_rests_on_it(noted):
    for name, page in noted.items():
        document = page.document
        markers = document.xpath("//sup[a/@role='doc-noteref']")
        notes = document.xpath("//*[@role='doc-endnotes']/ol/li")
        by_id = {note.get("id"): note for note in notes}
        asked = {}
        for marker in markers:
            heading = marker.xpath("string(preceding::*[self::h2 or self::h3][1]/@id)")
            asked.setdefault(marker.find("a").get("href")[1:], {}).setdefault(heading, []).append(marker.get("id"))
        ours = {OURS: asked.pop(OURS)} if OURS in asked else {}
        # That of our own advice comes last, and has no number.
        assert list(by_id) == list(asked | ours), name
        for number, (note_id, places) in enumerate((asked | ours).items(), 1):
            back = by_id[note_id].xpath(".//a[@role='doc-backlink']")
            # To each marker: by its section, and further ones in it by their number there.
            assert [link.get("href")[1:] for link in back] == [id for ids in places.values() for id in ids], (
                name,
                note_id,
            )
            texts = [link.get("aria-label") or link.text_content() for link in back]
            assert len(set(texts)) == len(texts), (name, texts)
            assert all(re.search(r"\w{3}", text) for text in texts), (name, texts)
            shown = document.xpath("//sup/a[@href=$href]/text()", href=f"#{note_id}")
            assert set(shown) == {"◇" if note_id == OURS else str(number)}, (name, note_id)
            assert by_id[note_id].get("value") == (None if note_id == OURS else str(number))


def test_every_note_says_how_sure_what_was_studied_and_from_what(noted, build):
    register = build.register
    by_code = {re.match(r"[A-Z]+-?\d+", claim).group(): register.published[claim] for claim in register.published}
    assert len(by_code) == len(register.published)
    for name, page in noted.items():
        for note in page.document.xpath("//*[@role='doc-endnotes']/ol/li[@id != $ours]", ours=OURS):
            claim = by_code[note.get("id").removeprefix("fn-")]
            words = " ".join(note.text_content().split())
            for part in (claim.certainty_basis, claim.design, claim.population, claim.indirectness):
                assert " ".join(part.split()) in words, (name, claim.id, part)
            links = note.xpath(".//a[not(@role)]/@href")
            for source in claim.sources:
                link = register.sources[source].link
                assert not link or link in links, (name, claim.id, source)
            if not claim.sources:
                assert "our own advice" in words, (name, claim.id)


def test_the_dots_never_stand_alone_and_are_not_read_out(noted):
    for name, page in noted.items():
        for dots in page.document.xpath("//*[@role='doc-endnotes']//span[contains(., '●') or contains(., '○')]"):
            assert dots.get("aria-hidden") == "true", name
            assert len(dots.text) == 4, name
            assert dots.getprevious().text_content().strip(), name


def test_no_link_leads_to_a_copy(site):
    for name, page in site.pages.items():
        copies = [link for link in page.links if any(host in link for host in COPIES)]
        assert not copies, (name, copies)


def test_the_list_of_sources_holds_each_source_with_its_claims(site, build):
    register = build.register
    pages = [site.pages[name] for name in ("sources/index.html", "about/sources-m-to-z/index.html")]
    entries = [entry for page in pages for entry in page.document.xpath("//ul[@class='fc-list']/li")]
    expected = {name for name in register.sources if register.resting_on(name)}
    assert {entry.get("id") for entry in entries} == expected
    assert len(entries) == len(expected)
    for entry in entries:
        claims = entry.xpath(".//a[contains(@href, 'claims')]/text()")
        assert claims == [claim.id for claim in register.resting_on(entry.get("id"))]


def test_the_list_of_claims_holds_each_claim_with_its_figures(site, build):
    register = build.register
    lists = {
        address: site.pages[f"{address}index.html"].document.xpath("//ul[@class='fc-list']/li")
        for address in ("about/claims/", "about/danger-claims/", "about/medicine-claims/")
    }
    entries = {entry.get("id"): (address, entry) for address, found in lists.items() for entry in found}
    assert sum(map(len, lists.values())) == len(entries) == len(register.published)
    for claim in register.published.values():
        address, entry = entries[claim.code]
        assert address == claim_page(claim)
        assert entry.text_content().strip().startswith(claim.id)
        assert " ".join(claim.detail.split()) in " ".join(entry.text_content().split()), claim.id


def test_the_downloads_are_published_and_whole(site, build):
    register = build.register
    data = site.folder / "data"
    assert {name for name in site.files if name.startswith("data/")} == {
        "data/claims.json", "data/claims.csv", "data/sources.json", "data/sources.csv",
    }  # fmt: skip
    assert len(json.loads((data / "claims.json").read_text(encoding="utf-8"))) == len(register.published)
    assert len(json.loads((data / "sources.json").read_text(encoding="utf-8"))) == len(register.sources)
    for name in ("claims.csv", "sources.csv"):
        rows = list(csv.DictReader((data / name).read_text(encoding="utf-8").splitlines()))
        assert len(rows) > 150
        assert None not in rows[0]
    links = site.pages["about/evidence/index.html"].links
    assert [link for link in links if link.endswith((".json", ".csv"))] == [
        "../../data/claims.json", "../../data/claims.csv", "../../data/sources.json", "../../data/sources.csv",
    ]  # fmt: skip


def test_no_marker_is_left_unread(site):
    for name, page in site.pages.items():
        assert "[^" not in lxml.html.tostring(page.document.body, method="text", encoding="unicode"), name


def test_the_weekly_watch_finds_the_pages_that_rest_on_a_claim(site):
    pages = resting_pages(site.articles.values())
    assert "/immediate-relief/" in pages["R03"]
    assert len(pages) > 100
