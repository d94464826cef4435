"""Danger signs: how they are written, told, and named in a page."""

import pytest

from door.records import Written
from support.fixture_scope import shared
from words.danger_signs import SIGNS, said, tell_signs, ways_of

LEG = """- id: one-leg
  level: today
  if: "one leg becomes [swollen | warm | a new color]"
  care: Do not rub it.
  more: It may be a clot.
  claims: [S01-clot]
"""
LUNG = """- id: lung-clot
  level: emergency
  if: "you [have chest pain | faint]"
  more: It may be a clot.
  claims: [RF-01-lung-clot]
"""


def signs(text):
    return SIGNS.of(Written("docs/data/danger-signs.yml", text))


@pytest.fixture(scope=shared)
def both():
    found, faults = signs(LEG + LUNG)
    assert not faults
    return found


def test_a_clause_is_read_with_its_choices_as_a_sentence():
    assert said("one leg becomes [swollen | warm | a new color]") == "one leg becomes swollen, warm or a new color"
    assert said("[your [groin | bottom] goes numb | you cannot [breathe | speak]]") == (
        "your groin or bottom goes numb, or you cannot breathe or speak"
    )


def test_each_way_to_meet_a_sign_is_known():
    assert ways_of("you take [a | b] and [bleed | bruise]") == [
        "you take a and bleed", "you take a and bruise", "you take b and bleed", "you take b and bruise",
    ]  # fmt: skip
    assert set(ways_of("[your [groin | bottom] goes numb | you faint]")) == {
        "your groin goes numb", "your bottom goes numb", "you faint",
    }  # fmt: skip


def test_a_page_tells_a_sign_with_its_level_its_care_and_its_markers(both):
    assert tell_signs("- {sign: one-leg}\n", both) == (
        "- **Get help today** if one leg becomes swollen, warm or a new color. Do not rub it.[^S01-clot]\n"
    )
    assert tell_signs("{sign: one-leg in full}", both) == (
        "**One leg becomes swollen, warm or a new color.** Do not rub it. It may be a clot.[^S01-clot]"
    )
    assert tell_signs("{sign: one-leg in short}", both) == "One leg becomes swollen, warm or a new color. Do not rub it"


def test_a_sign_may_have_a_line_of_its_own_for_the_card():
    found, _ = signs(LEG.replace("  care:", "  short: One leg swollen or warm. Do not rub it\n  care:"))
    assert tell_signs("{sign: one-leg in short}", found) == "One leg swollen or warm. Do not rub it"


def test_an_emergency_in_full_holds_no_marker_because_its_block_holds_none(both):
    assert tell_signs("{sign: lung-clot in full}", both) == "**You have chest pain or faint.** It may be a clot."
    assert tell_signs("{sign: lung-clot}", both).endswith("[^RF-01-lung-clot]")


def test_a_sign_that_calls_somebody_else_says_whom(both):
    found, _ = signs(LEG.replace("  care:", "  call: Call your midwife today\n  care:"))
    assert found["one-leg"].told().startswith("**Call your midwife today** if one leg")
    assert (
        found["one-leg"].told("full").startswith("**One leg becomes swollen, warm or a new color.** Call your midwife")
    )


@pytest.mark.parametrize("named", ["{sign: onne-leg}", "{sign: one-leg in blue}", "{sign one-leg}", "{sign:}"])
def test_a_name_that_is_no_sign_is_told_with_its_line(both, named):
    assert tell_signs(named, both) == named
    (line, wrong, mend) = next(SIGNS.unknown([(7, f"- {named}")], both))
    assert (line, named in wrong) == (7, True)
    assert "docs/data/danger-signs.yml lists them" in mend
    if named == "{sign: onne-leg}":
        assert "Did you mean one-leg?" in mend


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("[swollen | warm | a new color]", "swollen or warm"), "an “or” stands outside of [a | b]"),
        (("[swollen |", "swollen |"), "a bracket is not closed"),
        (("level: today", "level: tonight"), "one-leg: level"),
        (("  claims: [S01-clot]\n", ""), "“one-leg: claims” is missing"),
        (("  care:", "  cares:"), "“one-leg: cares” is not a known key"),
        (("id: one-leg", "id: lung-clot"), "the danger sign “lung-clot” stands twice"),
    ],
)
def test_a_sign_that_is_written_wrongly_is_named(change, words):
    _, faults = signs((LEG + LUNG).replace(*change, 1))
    assert any(words in f"{fault.wrong} {fault.mend}" for fault in faults), faults


def test_all_claims_of_a_sign_stand_behind_it_side_by_side():
    found, _ = signs(LEG.replace("[S01-clot]", "[S01-clot, S02-vein]"))
    assert found["one-leg"].told().endswith("Do not rub it.[^S01-clot][^S02-vein]")
    assert found["one-leg"].told("full").endswith("It may be a clot.[^S01-clot][^S02-vein]")


def test_in_short_a_sign_says_whom_to_call_and_keeps_its_care_but_for_the_last_period():
    found, _ = signs(
        LEG.replace("  care: Do not rub it.", "  call: Call your midwife today\n  care: Leave out pill X.")
    )
    assert found["one-leg"].told("short") == (
        "One leg becomes swollen, warm or a new color. Call your midwife today. Leave out pill X"
    )


def test_a_sign_without_care_claims_no_more_than_it_holds():
    found, _ = signs(LEG.replace("  care: Do not rub it.\n  more: It may be a clot.\n", ""))
    assert found["one-leg"].told() == ("**Get help today** if one leg becomes swollen, warm or a new color.[^S01-clot]")
    assert found["one-leg"].told("full") == "**One leg becomes swollen, warm or a new color.**[^S01-clot]"
    assert found["one-leg"].told("short") == "One leg becomes swollen, warm or a new color"


def test_a_fault_of_a_sign_is_told_with_its_file_its_line_and_its_mend():
    def told(text):
        return [str(fault) for fault in signs(text)[1]]

    assert told(LEG + LUNG.replace("lung-clot\n", "one-leg\n", 1)) == [
        "docs/data/danger-signs.yml:7: danger-sign: the danger sign “one-leg” stands twice. Keep one."
    ]
    assert told(LEG + "- level: today\n  if: x\n  claims: []\n") == [
        "docs/data/danger-signs.yml:7: danger-sign: “danger sign 2: id” is missing. Add a line “id: …”."
    ]
    assert told(LEG + "- words\n")[0].startswith(
        "docs/data/danger-signs.yml:7: danger-sign: “danger sign 2” is text, not keys"
    )


def test_of_two_signs_with_one_name_the_later_one_is_not_taken_in_silence():
    found, faults = signs(LEG + LUNG.replace("lung-clot\n", "one-leg\n", 1))
    assert list(found) == ["one-leg"]
    assert faults
