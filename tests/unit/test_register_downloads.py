"""What can be downloaded: all that may be published, in forms that common programs read."""

import csv
import io
import json

import pytest

from evidence import register_downloads
from support.fixture_scope import shared
from support.registers import register as register_of

CLAIM = {
    "id": "R1-one", "topic": "relief", "statement": "It is not Ménière.", "detail": "Some figures.",
    "population": "adults", "design": "a survey", "certainty": "low", "certainty_basis": "Our own rating.",
    "indirectness": "The calf.", "sources": ["a2020", "b2020"], "verified": True, "priority": "core",
}  # fmt: skip
SOURCES = [
    {"id": "a2020", "type": "webpage", "title": "Über", "URL": "https://a.example/", "custom": {"note": "Seen."}},
    {"id": "b2020", "type": "webpage", "title": "Beta"},
]


@pytest.fixture(scope=shared)
def register(build):
    return build.register


def rows_of(text):
    """The rows as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"))))


def test_a_spreadsheet_sees_what_the_tables_are_written_in(register, build):
    for text in (register_downloads.claims_csv(register), register_downloads.sources_csv(register, build.citations)):
        assert text.encode().startswith(b"\xef\xbb\xbf")
        assert text.count("\ufeff") == 1
        assert not text.isascii()
        # The first header is clean.
        assert next(iter(rows_of(text)[0])) == "id"
    words = json.dumps(rows_of(register_downloads.sources_csv(register, build.citations)), ensure_ascii=False)
    assert "é" in words
    assert "’" in words


def test_the_claims_as_json_and_csv_are_those_that_may_be_published(register):
    from_json = json.loads(register_downloads.claims_json(register))
    from_csv = rows_of(register_downloads.claims_csv(register))
    assert [claim["id"] for claim in from_json] == [claim["id"] for claim in from_csv] == list(register.published)
    assert from_csv[0]["sources"].split() == from_json[0]["sources"]
    assert "never" not in {claim["publish"] for claim in from_json}


def test_the_sources_stay_csl_json(register):
    items = json.loads(register_downloads.sources_json(register))
    assert [item["id"] for item in items] == list(register.sources)
    paper = next(item for item in items if item["id"] == "garrison2020cochrane")
    assert paper["container-title"] == "Cochrane Database of Systematic Reviews"
    assert paper["issued"]["date-parts"][0][0] == 2020


def test_the_sources_as_csv_have_a_citation_without_markup_and_their_claims(register, build):
    rows = rows_of(register_downloads.sources_csv(register, build.citations))
    paper = next(row for row in rows if row["id"] == "garrison2020cochrane")
    assert "<" not in paper["citation"]
    assert paper["link"].startswith("https://doi.org/10.1002/14651858")
    assert "P14-magnesium-older" in paper["claims"].split()


def test_a_source_is_one_row_and_one_record_with_all_that_was_written_of_it_and_no_more():
    small = register_of([CLAIM], SOURCES)
    assert register_downloads.sources_csv(small, {"a2020": "<i>Über</i> &amp; so.", "b2020": "Beta."}) == (
        "\ufeffid,citation,link,seen,claims\na2020,Über & so.,https://a.example/,Seen.,R1-one\nb2020,Beta.,,,R1-one\n"
    )
    # A record a line and a field a line, so that two editions can be compared.
    assert register_downloads.sources_json(register_of([CLAIM], SOURCES)) == (
        '[\n {\n  "id": "a2020",\n  "type": "webpage",\n  "title": "Über",\n  "URL": "https://a.example/",\n'
        '  "custom": {\n   "note": "Seen."\n  }\n },\n'
        ' {\n  "id": "b2020",\n  "type": "webpage",\n  "title": "Beta"\n }\n]\n'
    )


def test_a_register_of_one_claim_is_a_table_of_one_row():
    small = register_of([CLAIM], SOURCES)
    (row,) = rows_of(register_downloads.claims_csv(small))
    assert (row["id"], row["statement"], row["sources"]) == ("R1-one", "It is not Ménière.", "a2020 b2020")
    (claim,) = json.loads(register_downloads.claims_json(small))
    assert claim["sources"] == ["a2020", "b2020"]
    assert "Ménière" in register_downloads.claims_json(small)
