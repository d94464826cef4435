"""The register: every fault is found and names its record."""

import copy
import json
import re

import pytest

from door.records import Written
from evidence.register import CERTAINTIES, Claim, read_register, register_of
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


def test_what_is_wrong_with_a_claim_is_told_in_whole_sentences():
    again = {"id": "R03-belt"}
    (found,) = problems([{}, again])
    assert found.endswith(": claim: R03-belt: R03-strap begins with R03 too. Give one another number.")
    assert found.startswith("docs/data/claims.yaml:")
    (found,) = problems([{}, {}])
    assert found.endswith("claim: R03-strap: this id stands twice. Give one record another id.")
    (found,) = problems([{"sources": ["zzz"]}])
    assert found.endswith("claim: R03-strap: sources: “zzz” is not a known source. Add it to sources.json.")
    (found,) = problems([{"sources": []}])
    assert "it has no source; add one, or set “publish: our-advice” or “publish: never”. Mend the value." in found
    (found,) = problems([{"verified": False}])
    assert (
        "it is not verified, yet published as a fact; set “publish: our-advice” or “publish: never”. Mend the value."
        in found
    )


def test_a_fault_of_a_source_is_told_and_not_each_claim_that_rests_on_it():
    found = problems([{}, {"id": "R04-belt"}], [{"type": "rumor"}])
    assert [problem.split(": ")[1] for problem in found] == ["source"]


def test_an_empty_list_and_a_record_that_is_none_are_told():
    def told(claims, sources="[]"):
        written = Written("docs/data/claims.yaml", claims), Written("docs/data/sources.json", sources, "JSON")
        return [str(fault) for fault in register_of(*written).faults]

    assert told("[]")[0] == "docs/data/claims.yaml:1: claim: the list is empty. Put its records back."
    assert told("[]")[1] == "docs/data/sources.json:1: source: the list is empty. Put its records back."
    assert told("- words\n")[0].startswith(
        "docs/data/claims.yaml:1: claim: record 1: this is text, not keys with values"
    )
    assert any(": record 1: “id” is missing" in problem for problem in told("- topic: relief\n"))


def test_a_claim_has_a_code_and_a_source_is_named_by_the_claims_that_rest_on_it():
    known = register([CLAIM, {**CLAIM, "id": "RF-04-belt", "publish": "never"}], [SOURCE])
    assert [claim.code for claim in known.claims.values()] == ["R03", "RF-04"]
    # What is not published rests on nothing that a reader could look up.
    assert [claim.id for claim in known.resting_on("smith2020")] == ["R03-strap"]
    assert known.near("r") == ["R03-strap"]


def test_the_register_is_read_from_the_folder_of_data(tmp_path):
    (tmp_path / "data").mkdir()
    gone = "1: readable: the file cannot be read: No such file or directory. Put it back."
    read = read_register(tmp_path)
    assert [str(fault) for fault in read.faults] == [f"docs/data/claims.yaml:{gone}", f"docs/data/sources.json:{gone}"]
    assert (read.claims, read.sources) == ({}, {})
    (tmp_path / "data" / "claims.yaml").write_text(json.dumps([CLAIM]), encoding="utf-8")
    (tmp_path / "data" / "sources.json").write_text(json.dumps([SOURCE]), encoding="utf-8")
    read = read_register(tmp_path)
    assert (list(read.claims), list(read.sources), read.faults) == (["R03-strap"], ["smith2020"], ())


def test_a_doi_is_written_as_an_address_writes_it():
    source = {**SOURCE, "DOI": "10.1002/(SICI)1097:2;2-#é"}
    link = register([CLAIM], [source]).sources["smith2020"].link
    assert link == "https://doi.org/10.1002/(SICI)1097:2;2-%23%C3%A9"


def test_a_file_of_the_register_is_called_by_its_path_and_read_as_what_it_is(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text("a: [\n", encoding="utf-8")
    (tmp_path / "data" / "sources.json").write_text("- a\n", encoding="utf-8")
    claims, sources = read_register(tmp_path).faults
    assert str(claims).startswith("docs/data/claims.yaml:1: readable: this is not YAML: ")
    assert str(sources).startswith("docs/data/sources.json:1: readable: this is not JSON: ")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("R03-belt", "R03-strap begins with R03 too. Give one another number."),
        ("R03-strap", "this id stands twice. Give one record another id."),
    ],
)
def test_each_fault_of_a_record_has_its_own_line_and_hides_no_other(name, wrong):
    # The id stands behind all other keys.
    again = {**{key: value for key, value in CLAIM.items() if key != "id"}, "sources": ["smith2020"], "id": name}
    third = {**CLAIM, "id": "R05-ball", "sources": ["smith2020", "smyth2020"]}
    assert [str(fault) for fault in register([CLAIM, again, third], [SOURCE]).faults] == [
        f"docs/data/claims.yaml:26: claim: {name}: {wrong}",
        "docs/data/claims.yaml:38: claim: R05-ball: sources: “smyth2020” is not a known source. Did you mean"
        " smith2020?",
    ]


def test_at_most_three_sources_are_offered_for_one_that_is_unknown():
    names = ["smith2020", "smith2021", "smith2022", "smith2023"]
    known = register([{**CLAIM, "sources": ["smith2020", "smith202"]}], [{**SOURCE, "id": name} for name in names])
    assert [str(fault) for fault in known.faults] == [
        "docs/data/claims.yaml:12: claim: R03-strap: sources: “smith202” is not a known source. Did you mean smith2023,"
        " smith2022, smith2021?"
    ]


def test_what_a_record_holds_too_much_is_told_with_what_could_be_meant():
    (found,) = problems([{"statements": "A strap may help you."}])
    assert found == (
        "docs/data/claims.yaml:14: claim: R03-strap: “statements” is not a known key. Did you mean “statement”? Known"
        f" keys: {', '.join(Claim.model_fields)}."
    )
    (found,) = problems([{"sources": [7]}])
    assert found == (
        "docs/data/claims.yaml:11: claim: R03-strap: “sources.0” is not text: YAML reads a number there. Put the value"
        " in quotes."
    )


def test_a_register_that_is_no_list_is_told_to_be_none():
    written = Written("docs/data/claims.yaml", "a: 1\n"), Written("docs/data/sources.json", "[]", "JSON")
    assert str(register_of(*written).faults[0]) == (
        "docs/data/claims.yaml:1: claim: this is keys with values, not a list. Mend the value."
    )
