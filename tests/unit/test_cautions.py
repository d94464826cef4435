"""Cautions: how they are written, told, and named in a page."""

import pytest

from door.records import Written
from words.cautions import CAUTIONS, tell_cautions

FORCE = """- id: force
  say: "**Never force** a foot that is numb."
  claims: [R01-stretch-first, own]
"""


def cautions(text):
    return CAUTIONS.of(Written("docs/data/cautions.yml", text))


def test_a_page_tells_a_caution_with_its_markers_in_the_look_of_all():
    found, faults = cautions(FORCE)
    assert not faults
    assert tell_cautions("1. Pull.\n\n    {caution: force}\n{caution: farce}", found) == (
        '1. Pull.\n\n    <span class="fc-caution">**Never force** a foot that is numb.'
        "[^R01-stretch-first][^own]</span>\n"
        "{caution: farce}"
    )


def test_the_links_of_a_caution_lead_on_from_any_folder():
    found, _ = cautions(FORCE.replace("numb.", "[numb](doctor.md#numb)."))
    assert "[numb](doctor.md#numb)" in tell_cautions("{caution: force}", found, "causes.md")
    assert "[numb](../doctor.md#numb)" in tell_cautions("{caution: force}", found, "situations/pregnancy.md")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (FORCE + FORCE, 4, "the caution “force” stands twice"),
        (FORCE.replace("numb", "numb " * 20), 2, "it has 27 words; 25 are the most"),
        (FORCE.replace("R01-stretch-first, own", ""), 3, "force: claims"),
        (FORCE.replace("  say:", "  says:"), 1, "say"),
    ],
)
def test_a_caution_that_does_not_hold_is_named_with_its_line(text, line, words):
    _, faults = cautions(text)
    assert line in [fault.line for fault in faults]
    assert any(words in fault.wrong for fault in faults), faults


@pytest.mark.parametrize("named", ["{caution: farce}", "{caution force}", "{caution:}", "{caution: force"])
def test_a_name_that_is_no_caution_is_told_with_its_line(named):
    found, _ = cautions(FORCE)
    ((line, wrong, mend),) = CAUTIONS.unknown([(7, f"- {named}")], found)
    assert (line, named in wrong) == (7, True)
    assert mend.endswith("docs/data/cautions.yml lists them.")
    assert ("Did you mean force?" in mend) == (named == "{caution: farce}")
