"""The register and the pages: each bears the other."""

import re

import pytest

from content.test_safety import refused
from evidence.register import CERTAINTIES, read_register
from support.built_site import PROJECT
from support.tables import table
from words.source_page import notes_in, words_of


@pytest.fixture(scope="module")
def register():
    return read_register(PROJECT / "docs")


@pytest.fixture(scope="module")
def cited(sources):
    """{claim id: the pages that cite it}."""
    found = {}
    for page in sources.pages.values():
        for name in notes_in(page.body):
            found.setdefault(name, set()).add(page.path)
    return found


def test_the_register_has_no_fault(register):
    assert register.faults == (), "\n" + "\n".join(map(str, register.faults))
    assert len(register.published) > 160


def test_every_core_claim_stands_on_a_page(register, cited):
    missing = [
        f"docs/data/claims.yaml: {name} is core and stands on no page: “{claim.statement}” Say it on one, or make it"
        " extra."
        for name, claim in register.published.items() if claim.priority == "core" and name not in cited
    ]  # fmt: skip
    assert not missing, "\n" + "\n".join(missing)


def test_every_source_bears_a_claim(register):
    used = {source for claim in register.claims.values() for source in claim.sources}
    missing = [
        f"docs/data/sources.json: no claim names “{name}”. Name it in a claim, or take it out."
        for name in register.sources if name not in used
    ]  # fmt: skip
    assert not missing, "\n" + "\n".join(missing)


def test_what_may_never_be_said_is_not_said_in_the_register_either(register):
    texts = {
        name: " ".join([claim.statement, claim.detail, claim.safety_note, claim.design, claim.population])
        for name, claim in register.published.items()
    }
    texts |= {name: source.title for name, source in register.sources.items()}
    # A record is not advice: what it may not hold is a dose and a reviewer.
    never = ("mg", "reviewed")
    found = [
        f"{name}: {sentence}" for name, text in texts.items() for entry, sentence in refused(text)
        if any(word in entry["say"] for word in never)
    ]  # fmt: skip
    assert not found, "\n" + "\n".join(found)


def test_figures_that_may_not_be_given_are_not_in_the_register(register):
    """Odds ratios of two small studies, and rates that nobody saw."""
    for claim in register.published.values():
        text = f"{claim.statement} {claim.detail}"
        assert not re.search(r"9\.84|101\.9|38\.05|\b6\.5\b(?! to 13)", text), claim.id
        for sentence in re.split(r"(?<=[.;])\s", text):
            if re.search(r"pregabalin|raloxifene|teriparatide|\biron\b", sentence, re.I):
                assert not re.search(r"\d ?%", sentence), claim.id


def test_the_emergency_numbers_of_countries_that_nobody_could_check_are_not_published(register):
    assert {"TEL-08-south-africa", "TEL-09-india", "MED-08-many-drugs"}.isdisjoint(register.published)


def test_how_we_check_explains_every_certainty(sources):
    text = " ".join(words_of(item) for item in sources.pages["about/how-we-check.md"].body.iter("li"))
    missing = [certainty.label for certainty in CERTAINTIES.values() if f"{certainty.label}:" not in text]
    assert not missing


def test_how_we_check_counts_right(sources, register):
    text = words_of(sources.pages["about/how-we-check.md"].body)
    ours = [claim for claim in register.claims.values() if claim.certainty == "consensus"]
    held = len(register.claims) - len(register.published)
    right = (
        f"{len(register.claims)} short claims and {len(register.sources)} sources",
        f"Of our {len(register.claims)} claims, {len(ours)} carry the label",
        f"We hold back {held} of the {len(register.claims)} claims",
    )
    missing = [f"docs/about/how-we-check.md: it does not say “{words}”." for words in right if words not in text]
    assert not missing, "\n" + "\n".join(missing)


def test_the_evidence_page_explains_every_field(sources, register):
    rows = sources.pages["about/evidence.md"].body.xpath(
        "//h2[@id='evidence-claim-fields']/following::table[1]/tbody/tr"
    )
    named = [words_of(row[0]) for row in rows]
    assert named == list(type(next(iter(register.claims.values()))).model_fields)


@pytest.fixture(scope="module")
def signs():
    return table("danger_signs")


def test_every_danger_sign_of_the_register_has_its_level_on_the_doctor_page(register, signs):
    """No sign may stand at a lesser level than the register gives it."""
    order = {"call-an-ambulance": 0, "get-help-today": 1, "book-a-visit": 2}
    least = {"emergency": 0, "urgent": 1, "routine": 2}
    listed = {sign["id"]: order[sign["level"]] for sign in signs}
    for name, claim in register.published.items():
        if claim.topic == "red-flag" and claim.urgency in least and claim.priority == "core":
            short = "-".join(name.split("-")[:2])
            assert listed[short] <= least[claim.urgency], name
