"""The e-book: drawings that need no stylesheet, steps before their drawing, a cover."""

import io

import lxml.html
import pytest
from lxml import etree
from mkdocs.exceptions import PluginError
from PIL import Image

from styles.token_values import filled, values_of
from support.built_site import PROJECT
from taking_along.ebook import _in_reading_order, painted, paints_of
from taking_along.ebook_cover import SIZE, cover

TOKENS = values_of((PROJECT / "overrides/stylesheets/tokens.css").read_text(encoding="utf-8"))
STYLE = (PROJECT / "overrides/components/drawing/drawing.css").read_text(encoding="utf-8")


def test_a_drawing_carries_its_colors_as_attributes_in_the_order_of_the_rules():
    style = ".fc-drawing { fill: none } .fc-drawing .a, .fc-drawing .b { stroke: #111; stroke-width: 4 } "
    style += ".fc-drawing .b { stroke: #222 }"
    svg = '<svg class="fc-drawing" viewBox="0 0 30 40"><g class="a"><path class="moves" d="M0 0"/></g>'
    svg += '<path class="b a" stroke-width="9" d="M1 1"/></svg>'
    root = etree.fromstring(painted(etree.fromstring(svg), paints_of(style)))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert (root.get("width"), root.get("height"), root.get("fill")) == ("30", "40", "none")
    first, second = root
    assert dict(first.attrib) == {"stroke": "#111", "stroke-width": "4"}
    assert dict(second.attrib) == {"stroke": "#222", "stroke-width": "4", "d": "M1 1"}
    assert not root.xpath("//@class | //*[local-name()='style']")


def test_every_color_of_our_drawings_is_one_that_any_system_knows():
    paints = paints_of(filled(STYLE, TOKENS))
    assert len({name for name, _ in paints}) > 20
    for name, paint in paints:
        for value in paint.values():
            assert "(" not in value, (name, value)


def test_a_rule_that_no_attribute_can_carry_is_named():
    with pytest.raises(PluginError, match=r"“\.fc-drawing > \.line” is no rule for one class"):
        paints_of(".fc-drawing > .line { fill: red }")


def test_the_steps_come_before_their_drawing_and_nothing_is_folded():
    article = lxml.html.fragment_fromstring(
        '<article><section class="fc-now"><h2>Cramp?</h2><svg role="img"></svg><ol><li>Sit.</li></ol><p>Call.</p>'
        "</section><details><summary>Changes</summary><ul><li>One.</li></ul></details></article>"
    )
    _in_reading_order(article)
    assert [element.tag for element in article.iter()] == [
        "article", "section", "h2", "ol", "li", "p", "p", "svg", "div", "p", "ul", "li",
    ]  # fmt: skip


def test_a_cover_has_few_bytes_and_is_the_same_each_time():
    icon = (PROJECT / "docs/images/favicon.svg").read_text(encoding="utf-8")
    content = cover("Foot Cramp Guide", "What to do about a foot cramp right now.", icon, TOKENS)
    assert Image.open(io.BytesIO(content)).size == SIZE
    assert 5_000 < len(content) < 40_000
    assert content == cover("Foot Cramp Guide", "What to do about a foot cramp right now.", icon, TOKENS)
