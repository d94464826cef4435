"""A stylesheet fitted to a page: nothing that it uses is lost, what it cannot use is gone."""

import lxml.html

from styles.used_styles import classes_in, fitted, names_of

STYLE = """
/* A comment. */
:root { --used: red; --idle: blue; --through: var(--deep); --deep: 1px; }
p { color: var(--used); margin: var(--through); }
.here, .gone { top: 0; }
.gone .here { top: 1px; }
.gone:hover::before { color: var(--idle); }
@media (min-width: 48rem) { .here { left: 0; } .gone { left: 1px; } }
@keyframes turn { from { transform: rotate(1deg); } }
@keyframes idle-turn { from { transform: rotate(2deg); } }
.here b { animation: turn 1s; }
.gone b { animation: idle-turn 1s; }
"""


def test_rules_of_classes_that_are_not_there_go():
    written = fitted(STYLE, {"here"})
    # A rule stays while one of its selectors can match.
    assert written.count("gone") == written.count(".here,.gone{top:0}") == 1
    assert ".here{left:0}" in written


def test_properties_and_movements_that_nothing_asks_for_go_with_them():
    written = fitted(STYLE, {"here"})
    assert "--idle" not in written
    assert "idle-turn" not in written
    for needed in ("--used:red", "--through:var(--deep)", "--deep:1px", "@keyframes turn{"):
        assert needed in written, needed


def test_what_a_later_stylesheet_asks_for_stays():
    assert "--idle:" in fitted(STYLE, {"here"}, {"--idle"})


def test_everything_stays_where_everything_is_used():
    written = fitted(STYLE, {"here", "gone"})
    for part in (".gone .here", ".gone:hover:before", "--idle:", "idle-turn"):
        assert part in written, part


def test_older_phones_can_read_what_is_written():
    written = fitted(STYLE, {"here"})
    assert "(min-width:48rem)" in written
    assert "lightningcss" not in written
    # What they do not know is written in older words.
    new = "@media (width >= 48rem) { .here { inset: 0; & b { top: 1px } } }"
    old = "@media (min-width:48rem){.here{top:0;bottom:0;left:0;right:0}.here b{top:1px}}"
    assert fitted(new, {"here"}) == old


def test_a_movement_that_is_asked_for_twice_stays():
    style = "@keyframes turn{to{top:0}}@keyframes rest{to{top:1px}}.a{animation:1s turn}.b{animation:2s turn}"
    assert fitted(style, {"a", "b"}) == "@keyframes turn{to{top:0}}.a{animation:1s turn}.b{animation:2s turn}"


def test_a_class_is_told_from_a_decimal_and_a_property_from_its_use():
    classes, properties, frames = names_of(".a{margin:.5rem;color:var(--x,.2)}@media print{.b-c::after{--y:1}}")
    assert classes == {"a", "b-c"}
    assert properties == {"--x", "--y"}
    assert frames == set()


def test_the_classes_of_drawings_in_the_page_count():
    document = lxml.html.document_fromstring("<p class='a  b'><svg><g class='c'/></svg>")
    assert classes_in(document) == {"a", "b", "c"}
