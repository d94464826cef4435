"""What a reader must be told, and what no reader may be told."""

import re

import pytest

from support.tables import table
from words.source_page import words_of

SIGNS = table("danger_signs")
NEVER = table("never_say")
SECTIONS = table("standard_sections")
LEVELS = ["call-an-ambulance", "get-help-today", "book-a-visit"]
BLOCKS = dict(zip(LEVELS, ("emergency", "today", "visit"), strict=True))


def signs_of_level(page, level):
    """The list items of one urgency block, as text. The block must have the level's own look and words."""
    blocks = page.body.xpath(f"./div[contains(@class, 'fc-urgency--{BLOCKS[level]}')][.//h2[@id='{level}']]")
    return [words_of(item) for block in blocks for item in block.iter("li")]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: sign["id"])
def test_the_doctor_page_has_the_danger_sign(sources, sign):
    items = signs_of_level(sources.pages["when-to-see-a-doctor.md"], sign["level"])
    lacking = [[word for word in sign["words"] if word.casefold() not in item.casefold()] for item in items]
    assert [] in lacking, (
        f"docs/when-to-see-a-doctor.md: no line under #{sign['level']} says all of {sign['words']}. "
        f"Put the danger sign {sign['id']} back; the nearest line lacks {min(lacking, key=len, default='all of it')}."
    )


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if "closed" in sign], ids=lambda sign: sign["id"])
def test_what_is_known_about_the_danger_sign_stands_in_a_closed_block_of_its_page(sources, sign):
    closed = " ".join(words_of(block) for block in sources.pages["when-to-see-a-doctor.md"].body.iter("details"))
    lacking = [word for word in sign["closed"] if word.casefold() not in closed.casefold()]
    assert not lacking, f"docs/when-to-see-a-doctor.md: no closed block says {lacking} about {sign['id']}."


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if "card" in sign], ids=lambda sign: sign["id"])
def test_the_bedside_card_has_the_danger_sign(sources, sign):
    page = sources.pages["bedside-card.md"]
    section = {"call-an-ambulance": "card-emergency", "get-help-today": "card-today"}[sign["level"]]
    items = [words_of(item) for item in page.body.xpath(f".//div[.//h2[@id='{section}']]/ul/li")]
    lacking = [[word for word in sign["card"] if word.casefold() not in item.casefold()] for item in items]
    assert [] in lacking, (
        f"docs/bedside-card.md: no line under #{section} says all of {sign['card']}. "
        f"Put the danger sign {sign['id']} back; the nearest line lacks {min(lacking, key=len, default='all of it')}."
    )


def test_the_three_levels_stand_in_order_of_urgency(sources):
    ids = [heading.id for heading in sources.pages["when-to-see-a-doctor.md"].headings]
    assert ids[:3] == LEVELS


def test_no_link_but_a_phone_number_stands_in_the_emergency_block(sources):
    page = sources.pages["when-to-see-a-doctor.md"]
    links = page.body.xpath(".//*[contains(@class, 'fc-urgency--emergency')]//a/@href")
    assert [link for link in links if not link.startswith("tel:")] == ["#call-an-ambulance"]


def refused(words):
    """Yield (entry, sentence) for each sentence that no reader may be told."""
    for sentence in re.split(r"(?<=[.?!])\s+", " ".join(words.split())):
        for entry in NEVER:
            unless = entry.get("unless")
            if re.search(entry["say"], sentence, re.I) and not (unless and re.search(unless, sentence, re.I)):
                yield entry, sentence


@pytest.mark.parametrize("entry", NEVER, ids=lambda entry: entry["say"])
def test_a_harmful_sentence_is_recognized(entry):
    assert entry in [found for found, _ in refused(entry["example"])]


def test_no_page_says_what_may_never_be_said(sources):
    found = [
        f"docs/{page.path}:{page.line_of_words(sentence)}: “{sentence}” {entry['why']}"
        for page in sources.pages.values()
        for block in page.body.xpath(".//p | .//li[not(p)] | .//h2 | .//h3 | .//td | .//dd")
        for entry, sentence in refused(words_of(block))
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("path", SECTIONS)
def test_a_mission_page_has_its_standard_sections_in_order(sources, path):
    ids = [heading.id for heading in sources.pages[path].headings if heading.level == 2]
    missing = [section for section in SECTIONS[path] if section not in ids]
    assert not missing, f"docs/{path}: the sections {missing} are gone. Put them back under their old ids: {ids}"
    assert [section for section in ids if section in SECTIONS[path]] == SECTIONS[path], f"docs/{path}: order"
