"""Addresses that have moved: what the ledger may say of them."""

from sharing.moved_addresses import Move, moves_of, problems_of

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
