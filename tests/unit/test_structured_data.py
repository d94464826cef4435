"""What a page says of itself in schema.org's words."""

import datetime
from types import SimpleNamespace

from door.settings import Publisher
from sharing.structured_data import structured_data

DAY = datetime.date(2026, 11, 20)
RECORD = SimpleNamespace(title="Causes", reviewed=DAY)
SITE = {"site_name": "Guide", "site_url": "https://a.example/g/"}


def test_a_page_is_told_whole_in_the_words_of_the_vocabulary():
    cited = ["https://b.example/", "https://c.example/", "https://b.example/"]
    assert structured_data(RECORD, "https://a.example/g/causes/", cited=cited, **SITE) == {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": "https://a.example/g/causes/",
        "name": "Causes",
        "lastReviewed": "2026-11-20",
        "isPartOf": {"@type": "WebSite", "name": "Guide", "url": "https://a.example/g/"},
        "audience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "about": {"@type": "MedicalCondition", "@id": "https://a.example/g/#foot-cramp", "name": "Foot cramp"},
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://a.example/g/"},
                {"@type": "ListItem", "position": 2, "name": "Causes", "item": "https://a.example/g/causes/"},
            ],
        },
        # Each once, in the order of the notes.
        "citation": ["https://b.example/", "https://c.example/"],
    }


def test_the_home_page_says_what_a_cramp_is_and_needs_no_way():
    page = structured_data(RECORD, "https://a.example/g/", cited=[], definition="A tight muscle.", **SITE)
    assert page["about"] == {
        "@type": "MedicalCondition",
        "@id": "https://a.example/g/#foot-cramp",
        "name": "Foot cramp",
        "description": "A tight muscle.",
        "associatedAnatomy": {"@type": "AnatomicalStructure", "name": "Foot"},
    }
    assert "breadcrumb" not in page
    assert "citation" not in page


def test_a_publisher_who_is_named_is_told_with_what_they_say_of_themselves():
    trust = Publisher("organization", "Foot Trust", "a charity", "mailto:help@a.example")
    person = Publisher("person", "Ada Foot", contact="https://a.example/ada")
    told = [
        structured_data(RECORD, "https://a.example/g/x/", cited=[], publisher=who, **SITE).get("publisher")
        for who in (trust, person, Publisher(), None)
    ]
    assert told == [
        {"@type": "Organization", "name": "Foot Trust", "description": "a charity", "email": "mailto:help@a.example"},
        {"@type": "Person", "name": "Ada Foot", "url": "https://a.example/ada"},
        None,
        None,
    ]
