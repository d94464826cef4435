"""Tokens as plain values: by day, by night, and in the place of their names."""

from styles.token_values import filled, values_of

TOKENS = """
/* Day. */
:root { /* Why. */ --a: #fff; --b: rgb(1 2 3); }
@media screen and (prefers-color-scheme: dark) { /* Why. */ :root { --a: #000; } }
@media print { :root { --a: white; } }
"""


def test_the_values_of_day_and_paper_stand_first():
    assert values_of(TOKENS) == {"--a": "#fff", "--b": "rgb(1 2 3)"}


def test_at_night_the_others_stay():
    assert values_of(TOKENS, night=True) == {"--a": "#000", "--b": "rgb(1 2 3)"}


def test_a_stylesheet_is_filled_with_values():
    style = ".x { fill: var(--a); stroke: var(--b) }"
    assert filled(style, values_of(TOKENS)) == ".x { fill: #fff; stroke: rgb(1 2 3) }"
