"""Drawings: bodies bend as bodies do, a limb has one line around it, and a page knows each picture's size."""

import re

import lxml.etree
import lxml.html
import pytest
from markdown import Markdown
from mkdocs.exceptions import PluginError

from drawings.drawing import PlacedDrawingsExtension, as_file, bone_path, draw, load, number
from support.built_site import PROJECT

SVG = "{http://www.w3.org/2000/svg}"
BOOK = """
parts:
  shank: {bone: [100, 20, 10], turns: [0, 145]}
  foot: {outline: M0 0L60 0, end: [60, 0], turns: [-30, 55], details: [M1 1L2 2]}
drawings:
  leg:
    size: [200, 100]
    layers:
      - limb: {part: shank, at: [10, 50], turn: -90, then: [{part: foot, turn: %s}]}
      - arrow: [0, 0, 10, 0, 20, 0]
"""


def test_a_joint_bends_as_far_as_a_body_can_and_no_further():
    assert load(BOOK % 55).drawings["leg"]
    with pytest.raises(
        PluginError, match=r"drawings.yml:6: drawing: leg: foot is turned 56 degrees; it turns from -30 to 55"
    ):
        load(BOOK % 56)


def test_a_hand_that_holds_a_foot_is_not_a_joint():
    free = BOOK.replace("turn: %s", "turn: 170, free: true")
    assert load(free).drawings["leg"]


def test_a_bone_is_two_round_ends_and_what_touches_both():
    assert bone_path(50, 10, 10) == "M10 0A10 10 0 0 0 -10 0L-10 50A10 10 0 0 0 10 50Z"
    assert " 0 1 0 " in bone_path(50, 20, 5)


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (12.04, "12"), (-0.5, "-.5"), (1.25, "1.2")])
def test_a_length_is_written_short(value, written):
    assert number(value) == written


def test_a_limb_has_one_line_around_all_its_parts():
    book = load(BOOK % 0)
    groups = draw(book.drawings["leg"], book.parts).findall("g")
    assert [group.get("class") for group in groups] == ["line", "flesh", "details", "arrow"]
    # Thick lines first, all fills over them: what is left is the outline of the whole.
    assert {path.get("stroke-width") for path in groups[0].iter("path")} == {"5"}
    assert [path.get("class") for path in groups[1].iter("path")] == ["skin", "skin"]


def test_a_foot_hangs_from_the_end_of_the_leg():
    book = load(BOOK % 20)
    shank = draw(book.drawings["leg"], book.parts).find("g/g")
    assert shank.get("transform") == "translate(10 50)rotate(-90)"
    assert shank.find("g").get("transform") == "translate(0 100)rotate(20)"


def test_the_first_drawing_of_a_page_stands_in_it_and_the_others_wait():
    book = load(BOOK % 0)
    drawn = {"leg": draw(book.drawings["leg"], book.parts)}
    md = Markdown(extensions=[PlacedDrawingsExtension(drawn)])
    html = md.convert("![A leg.](images/leg.svg)\n\n![Again.](../images/leg.svg)\n\n![Other](x.svg)")
    first, second, third = lxml.html.fragments_fromstring(html)
    # No paragraph around it: a browser's reader view would take that for empty.
    assert first.tag == "svg"
    assert first.attrib == {
        "role": "img",
        "aria-label": "A leg.",
        "class": "fc-drawing",
        "viewbox": "0 0 200 100",
    }
    assert {"width": "200", "height": "100", "loading": "lazy"}.items() <= dict(second.find("img").attrib).items()
    assert "loading" not in third.find("img").attrib


def test_a_drawing_among_words_stays_in_their_paragraph():
    book = load(BOOK % 0)
    md = Markdown(extensions=[PlacedDrawingsExtension({"leg": draw(book.drawings["leg"], book.parts)})])
    (paragraph,) = lxml.html.fragments_fromstring(md.convert("Before ![A leg.](images/leg.svg) and after."))
    assert paragraph.tag == "p"
    assert paragraph.find("svg").tail == " and after."


def test_a_drawing_without_words_stays_a_picture_for_the_rule_to_find():
    book = load(BOOK % 0)
    md = Markdown(extensions=[PlacedDrawingsExtension({"leg": draw(book.drawings["leg"], book.parts)})])
    assert "<img" in md.convert("![](images/leg.svg)")


def test_a_file_of_its_own_has_a_size_and_the_rules_that_color_it():
    book = load(BOOK % 0)
    root = lxml.etree.fromstring(as_file(draw(book.drawings["leg"], book.parts), "g{fill:red}"))
    assert (root.get("width"), root.get("height")) == ("200", "100")
    assert root.findtext(f"{SVG}style") == "g{fill:red}"


def test_every_drawing_is_colored_by_tokens_alone():
    rules = (PROJECT / "overrides/components/drawing/drawing.css").read_text(encoding="utf-8")
    values = re.findall(r"(?:fill|stroke): ([^;]+);", rules)
    assert len(values) > 15
    assert not [value for value in values if not re.fullmatch(r"var\(--fc-[a-z-]+\)|none", value)]
