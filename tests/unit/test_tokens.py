"""Contrast, computed from the tokens: text at 7:1 or more, lines and marks at 3:1, by day and by night."""

import re

import pytest

from support.tokens import READERS, contrast, tokens

GROUNDS = ["ground", "raised", "emergency-ground", "today-ground", "visit-ground"]
# Text of a color, and each ground on which some rule sets it.
TEXT = {
    "text": GROUNDS,
    "quiet": ["ground", "raised"],
    "link": GROUNDS,
    "move": ["ground", "raised"],
    "emergency": ["emergency-ground", "ground"],
    "today": ["today-ground", "ground"],
    "visit": ["visit-ground"],
}
# Lines, marks and the outlines of drawings: what must be seen, and is no text.
MARKS = {
    "line": ["ground", "raised"],
    "focus": GROUNDS,
    "move": ["ground", "raised", "skin"],
    "ink": ["ground", "raised", "skin", "skin-far", "cloth", "cloth-far", "thing", "warm", "cold", "spot"],
    "cold-line": ["ground", "raised", "cold"],
    "emergency": ["ground", "raised"],
    "today": ["ground"],
    "visit": ["ground"],
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 7), (MARKS, 3)], ids=["text", "marks"])
def test_every_pair_of_colors_has_its_contrast(reader, pairs, least):
    colors = tokens(READERS[reader])
    low = [
        f"{front} on {back}: {ratio:.2f}"
        for front, backs in pairs.items()
        for back in backs
        if (ratio := contrast(colors[f"--fc-{front}"], colors[f"--fc-{back}"])) < least
    ]
    assert not low, f"by {reader}, below {least}:1: {low}"


def test_contrast_is_what_wcag_says_it_is():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("#777", "white") == pytest.approx(4.48, abs=0.01)


def test_night_is_warm_and_neither_black_nor_bright():
    night = tokens(READERS["night"])
    red, green, blue = (int(night["--fc-ground"][at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue > 0
    assert contrast(night["--fc-text"], night["--fc-ground"]) < 17


def test_every_color_is_said_for_day_and_for_night():
    day, night = tokens(READERS["day"]), tokens(READERS["night"])
    colors = [name for name, value in day.items() if re.fullmatch(r"#[0-9a-f]{3,8}", value)]
    assert len(colors) >= 25
    assert [name for name in colors if day[name] == night[name]] == []
