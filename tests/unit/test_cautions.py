"""Cautions: how they are written, told, and named in a page."""

from types import SimpleNamespace

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
    meant = "Did you mean force? " if named == "{caution: farce}" else ""
    assert list(CAUTIONS.unknown([(6, "Text."), (7, f"- {named}")], found)) == [
        (7, f"“{named}” is no caution", f"{meant}docs/data/cautions.yml lists them.")
    ]


def test_each_name_of_a_line_is_told_and_of_near_ones_the_two_nearest_are_offered():
    lines = [(7, "{caution: lug} and {caution: fold}")]
    lists = "docs/data/cautions.yml lists them."
    assert list(CAUTIONS.unknown(lines, ["lag", "leg", "log", "foam"])) == [
        (7, "“{caution: lug}” is no caution", f"Did you mean log or leg? {lists}"),
        # Half of the letters are near enough.
        (7, "“{caution: fold}” is no caution", f"Did you mean foam? {lists}"),
    ]


def test_of_cautions_that_do_not_hold_an_author_reads_the_whole():
    def told(text):
        return [str(fault) for fault in cautions(text)[1]]

    turned = FORCE.replace("- id: force\n  say", "- say").replace("  claims", "  id: force\n  claims")
    assert told(FORCE + turned) == ["docs/data/cautions.yml:5: caution: the caution “force” stands twice. Keep one."]
    assert told(FORCE + "- say: Rest.\n  claims: [own]\n") == [
        "docs/data/cautions.yml:4: caution: “caution 2: id” is missing. Add a line “id: …”."
    ]
    assert cautions("- words\n")[0] == {}


def test_cautions_are_read_from_their_file_and_a_build_is_told_what_is_wrong(tmp_path):
    def read():
        build = SimpleNamespace(config=SimpleNamespace(docs_dir=str(tmp_path / "docs")), faults=["one before"])
        return CAUTIONS.read(build), [str(fault) for fault in build.faults]

    found, faults = read()
    assert found == {}
    assert [fault.partition(": the file")[0] for fault in faults] == [
        "one before", "docs/data/cautions.yml:1: readable",
    ]  # fmt: skip
    (tmp_path / "docs" / "data").mkdir(parents=True)
    (tmp_path / "docs" / "data" / "cautions.yml").write_text(FORCE + FORCE, encoding="utf-8")
    found, faults = read()
    assert found == cautions(FORCE)[0]
    assert faults == ["one before", "docs/data/cautions.yml:4: caution: the caution “force” stands twice. Keep one."]
