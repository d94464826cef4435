"""The register: every fault is found and names its record."""

import copy
import re

import pytest

from evidence.register import CERTAINTIES
from support.registers import register

SOURCE = {"id": "smith2020", "type": "webpage", "title": "Cramps"}
CLAIM = {
    "id": "R03-strap", "topic": "relief", "statement": "A strap may help you.", "detail": "One expert tip.",
    "population": "adults", "design": "expert advice", "certainty": "consensus", "certainty_basis": "Our own rating.",
    "indirectness": "About the foot.", "sources": ["smith2020"], "verified": True, "priority": "core",
}  # fmt: skip


def problems(claims=({},), sources=({},)):
    """The problems of records that differ from good ones by these keys."""
    made = [{**copy.deepcopy(CLAIM), **changes} for changes in claims]
    return tuple(map(str, register(made, [{**SOURCE, **changes} for changes in sources]).faults))


def test_good_records_have_no_problem():
    assert problems() == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sources": ["smyth2020"]}, "sources: “smyth2020” is not a known source. Did you mean smith2020?"),
        ({"certainty": "hihg"}, "“certainty”: Input should be 'high'"),
        ({"sources": []}, "it has no source"),
        ({"verified": False}, "it is not verified, yet published as a fact"),
        ({"id": "R03"}, "“id”: String should match pattern"),
        ({"urgency": "soon"}, "“urgency”: Input should be 'emergency'"),
        ({"colour": "red"}, "“colour” is not a known key"),
        ({"statement": ""}, "“statement”: String should have at least 10 characters"),
    ],
)
def test_a_faulty_claim_is_named(changes, words):
    found = problems([changes])
    assert any(words in problem for problem in found), found
    begins = rf"docs/data/claims.yaml:\d+: claim: {changes.get('id', 'R03-strap')}: "
    assert all(re.match(begins, problem) for problem in found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "A <script>alert(1)</script>"}, "it holds “<” or “>”"),
        ({"author": [{"family": "A<b"}]}, "it holds “<” or “>”"),
        ({"URL": "javascript:alert(1)"}, "“URL”: String should match pattern"),
        ({"URL": "https://a.example/ b"}, "“URL”: String should match pattern"),
    ],
)
def test_a_source_whose_words_or_link_are_no_words_or_link_is_named(changes, words):
    found = problems(sources=[changes])
    assert any(words in problem for problem in found), found
    assert all(problem.startswith("docs/data/sources.json:") for problem in found)


def test_an_id_that_stands_twice_is_named():
    assert "docs/data/claims.yaml:14: claim: R03-strap: this id stands twice" in problems([{}, {}])[0]
    assert "docs/data/sources.json:1: source: smith2020: this id stands twice" in problems(sources=[{}, {}])[0]


def test_a_faulty_source_is_named():
    assert "docs/data/sources.json:1: source: smith2020: “type”: " in "".join(problems(sources=[{"type": "rumor"}]))


@pytest.mark.parametrize("changes", [{"sources": []}, {"verified": False}])
def test_what_rests_on_nothing_may_be_our_advice_or_stay_unpublished(changes):
    assert problems([{**changes, "publish": "our-advice"}]) == ()
    kept = register([{**CLAIM, **changes, "publish": "never"}], [SOURCE])
    assert kept.faults == ()
    assert not kept.published


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"DOI": "10.1/x", "PMID": "7", "URL": "https://a.example/"}, "https://doi.org/10.1/x"),
        ({"PMID": "7", "URL": "https://a.example/"}, "https://pubmed.ncbi.nlm.nih.gov/7/"),
        ({"URL": "https://a.example/"}, "https://a.example/"),
        ({"URL": "https://a.example/", "custom": {"copy_only": True}}, ""),
        ({}, ""),
    ],
)
def test_the_link_is_the_doi_else_pubmed_else_the_issuer_and_never_a_copy(fields, link):
    assert register([CLAIM], [{**SOURCE, **fields}]).sources["smith2020"].link == link


def test_near_matches_go_by_the_beginning_then_by_likeness():
    known = register([CLAIM], [SOURCE])
    assert known.near("R03") == ["R03-strap"]
    assert known.near("R03-srtap") == ["R03-strap"]
    assert known.near("zzz") == []


def test_every_certainty_has_a_word_and_only_graded_ones_have_dots():
    assert [certainty.dots for certainty in CERTAINTIES.values()] == [4, 3, 2, 1, None, None, 0]
    assert len({certainty.label for certainty in CERTAINTIES.values()}) == 7
