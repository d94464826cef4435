"""Tools: what their scripts tell comes from the guide, in its words."""

import lxml.html
import pytest
from mkdocs.exceptions import PluginError

from tools.country_numbers import numbers_in
from tools.tools import PARTS, TOOLS, plain, script_of, told_by_scripts
from words.cautions import Caution
from words.danger_signs import DangerSign

SIGNS = {
    "ten-minutes": DangerSign(**{"id": "ten-minutes", "level": "today", "if": "a cramp lasts", "claims": ["RF-20-a"]})
}
CAUTIONS = {"force": Caution(id="force", say="**Never force** a [numb](a.md#b) foot.", claims=["own"])}
TABLE = """<h2 id="numbers-by-country">Numbers</h2><p>In the UK.</p>
<table><thead><tr><th>Country</th></tr></thead><tbody>
<tr><th>Ireland</th><td><a href="tel:112">112</a> or <a href="tel:999">999</a></td>
<td>Your <b>GP</b>.<sup>1</sup></td></tr>
<tr><th>US</th><td><a href="tel:911">911</a></td><td>Poison: <a href="tel:1-800">1-800</a>, free.</td></tr>
</tbody></table><table><tbody><tr><th>Another</th></tr></tbody></table>"""


def test_a_line_of_markdown_becomes_plain_words():
    assert plain("**Stop** [here](a.md#b), please.[^R01-a][^own]") == "Stop here, please."


def test_what_a_script_tells_is_what_the_guide_says():
    assert told_by_scripts(SIGNS, CAUTIONS, [1]) == {
        "hold-timer": {"long": "Get help today if a cramp lasts.", "limit": "Never force a numb foot."},
        "danger-check": {"countries": [1]},
    }


@pytest.mark.parametrize(("signs", "cautions", "file"), [({}, CAUTIONS, "danger-signs"), (SIGNS, {}, "cautions")])
def test_what_a_tool_tells_and_the_guide_says_no_more_is_named(signs, cautions, file):
    with pytest.raises(PluginError, match=rf"docs/data/{file}\.yml: the hold timer tells “.*”, which is not there"):
        told_by_scripts(signs, cautions, [])


def test_a_script_holds_what_it_tells_before_its_parts():
    assert script_of(["a()", "b()"], {"c": "d’"}) == 'const told = {"c": "d’"};\na();\nb()'


def test_every_tool_has_a_script_and_every_script_a_tool():
    assert {tool.script for tool in TOOLS} == set(PARTS)
    assert len({tool.section for tool in TOOLS}) == len({tool.act for tool in TOOLS}) == len(TOOLS)


def test_the_numbers_are_those_of_the_first_table_of_their_section():
    text = lxml.html.fragment_fromstring(f"<div><table><tbody><tr><th>Before</th></tr></tbody></table>{TABLE}</div>")
    assert numbers_in(text) == [
        ["Ireland", [["112", "tel:112"], [" or ", ""], ["999", "tel:999"]], [["Your GP", ""], [".", ""]]],
        ["US", [["911", "tel:911"]], [["Poison: ", ""], ["1-800", "tel:1-800"], [", free.", ""]]],
    ]
