"""What a page says of itself in schema.org's words."""

import datetime
from types import SimpleNamespace

from sharing.structured_data import structured_data

DAY = datetime.date(2026, 11, 20)
RECORD = SimpleNamespace(title="Causes", reviewed=DAY)
SITE = {"site_name": "Guide", "site_url": "https://a.example/g/"}


def test_a_page_names_its_day_its_sources_once_and_the_way_to_it():
    cited = ["https://b.example/", "https://c.example/", "https://b.example/"]
    page = structured_data(RECORD, "https://a.example/g/causes/", cited=cited, **SITE)
    assert page["@type"] == "MedicalWebPage"
    assert page["lastReviewed"] == "2026-11-20"
    assert page["citation"] == ["https://b.example/", "https://c.example/"]
    steps = page["breadcrumb"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Home", "https://a.example/g/"), (2, "Causes", "https://a.example/g/causes/"),
    ]  # fmt: skip
    assert page["about"]["name"] == "Foot cramp"
    assert "description" not in page["about"]


def test_the_home_page_says_what_a_cramp_is_and_needs_no_way():
    page = structured_data(RECORD, "https://a.example/g/", cited=[], definition="A tight muscle.", **SITE)
    assert page["about"]["description"] == "A tight muscle."
    assert page["about"]["@id"] == "https://a.example/g/#foot-cramp"
    assert "breadcrumb" not in page
    assert "citation" not in page
