"""Addresses that have moved: what the ledger may say of them."""

import pytest

from door.records import Written
from sharing.moved_addresses import Move, led_on, ledger_of, moves_of, problems_of

PLACES = {"": {"start"}, "causes/": {"why", "when"}}


def problems(moved):
    return list(problems_of(moves_of(moved), PLACES))


def test_a_page_moves_to_a_page_and_a_section_to_a_section():
    moved = {"old/": "causes/", "old/#a": "causes/#why", "causes/#was": "#start"}
    assert moves_of(moved) == [
        Move("old/", "", "causes/", ""), Move("old/", "a", "causes/", "why"), Move("causes/", "was", "", "start"),
    ]  # fmt: skip
    assert problems(moved) == []


def test_a_move_that_cannot_be_is_named():
    assert "“old/” leads to no page or section" in problems({"old/": "gone/"})[0]
    assert "“old/#a” leads to no page or section" in problems({"old/#a": "causes/#gone"})[0]
    assert "“causes/” is still there" in problems({"causes/": ""})[0]
    assert "“causes/#why” is still there" in problems({"causes/#why": "causes/#when"})[0]
    assert "a page moves to a page" in problems({"old/": "causes/#why"})[0]
    assert "a section to a section" in problems({"old/#a": "causes/"})[0]


@pytest.mark.parametrize(
    ("moved", "told"),
    [
        ({"old/": "gone/"}, ["“old/” leads to no page or section that is there. Name one that is"]),
        ({"old/#a": "causes/#gone"}, ["“old/#a” leads to no page or section that is there. Name one that is"]),
        ({"causes/": ""}, ["“causes/” is still there, so it cannot have moved. Give one of the two another name"]),
        # A name that any page has is taken, wherever it stood.
        (
            {"old/#why": "#start"},
            ["“old/#why” is still there, so it cannot have moved. Give one of the two another name"],
        ),
        (
            {"old/": "causes/#why"},
            ["“old/”: a page moves to a page (`old/: new/`), a section to a section (`old/#a: new/#b`)"],
        ),
        (
            {"old/#a": "causes/"},
            ["“old/#a”: a page moves to a page (`old/: new/`), a section to a section (`old/#a: new/#b`)"],
        ),
        ({"old/#a": "causes/#why", "old/": ""}, []),
        # A section that went to another page may keep its name; one that stands where it stood has not moved.
        ({"old/#why": "causes/#why", "#why": "causes/#why"}, []),
        (
            {"causes/#why": "causes/#why"},
            ["“causes/#why” is still there, so it cannot have moved. Give one of the two another name"],
        ),
        (None, []),
    ],
)
def test_an_author_reads_why_a_move_cannot_be(moved, told):
    assert problems(moved) == told


LEDGER = """published:
  "": [start]
  causes/: [why, when]
files: [data/claims.json]
moved:
  old/#was: causes/#why
  gone/: causes/
"""


def ledger(text):
    moves, faults = ledger_of(Written("docs/addresses.yml", text))
    return moves, [str(fault) for fault in faults]


def test_a_ledger_is_read_with_its_moves():
    assert ledger(LEDGER) == ([Move("old/", "was", "causes/", "why"), Move("gone/", "", "causes/", "")], [])


@pytest.mark.parametrize(
    ("right", "wrong", "line", "told"),
    [
        ("[why, when]", "[why, When]", 3, "the name “When” holds more than small letters"),
        ("causes/: [why", "Causes/: [why", 3, "in the address “Causes/”, the name “Causes” holds more"),
        ("old/#was", "old/#Was", 6, "the name “Was” holds more than small letters"),
        ("#why\n", "#Why\n", 6, "the name “Why” holds more than small letters"),
        ("gone/:", "gone:", 7, "the address “gone” names no page. A page's address ends in /, as in `causes/`."),
    ],
)
def test_an_address_that_is_none_is_named_with_its_line(right, wrong, line, told):
    _, faults = ledger(LEDGER.replace(right, wrong))
    assert {fault.split(":")[1] for fault in faults} == {str(line)}
    assert faults[0].startswith(f"docs/addresses.yml:{line}: address: {told}")


def test_a_ledger_that_is_none_has_no_moves():
    moves, (fault,) = ledger(LEDGER.replace("files: [data/claims.json]\n", ""))
    assert moves == []
    assert fault.startswith("docs/addresses.yml:1: ledger: “files” is missing. Add a line “files: …”.")


def test_a_page_that_is_gone_leads_where_its_own_row_says():
    gone = {"a/#x": "b/#x", "a/": "c/", "a/#y": "d/#y", "e/#z": "b/#z", "c/#w": "d/#w"}
    assert led_on(moves_of(gone), {"b/", "c/", "d/"}) == {"a/": "c/", "e/": "b/"}
