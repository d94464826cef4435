"""The test of the tests: each fault, put into a copy of the source, turns its check red and is named.

What catches what is told by the names of the tests: `pytest tests/faults --collect-only -q`.
"""

import dataclasses
import filecmp
import re
from itertools import combinations

import pytest

from evidence import evidence_rules
from faults.faults import FAULTS
from faults.looking import (
    batches,
    caught_together,
    copy_of_the_source,
    look_by_build,
    look_by_rules,
    look_by_tests,
    overlap,
    unnoticed,
)
from support.built_site import PROJECT, not_source

# Nearly each of them starts a program in a copy.
pytestmark = pytest.mark.program
BATCHES = batches(FAULTS)
KINDS = list(dict.fromkeys(fault.kind for fault in FAULTS))
# A fault for each folder of tests, that one test must catch: those whose tests are quick.
ONE_OF_EACH = [
    fault
    for fault in FAULTS
    if fault.id in (
        "section-id-changed", "remote-script-added", "steps-below-the-first-screen", "text-that-is-too-pale",
        "script-that-asks-for-what-only-one-browser-has",
    )
]  # fmt: skip


@pytest.fixture
def copy(tmp_path):
    return copy_of_the_source(tmp_path)


def names(faults):
    return ", ".join(fault.id for fault in faults)


@pytest.mark.parametrize("batch", BATCHES, ids=names)
def test_each_of_the_faults_in_one_copy_turns_its_check_red_and_is_named(request, tmp_path, batch):
    """What is not caught among others is looked at without those that were, in the end alone: one may hide another."""
    if any(fault.pictures for fault in batch):
        # Whose build draws them, if none did before.
        request.getfixturevalue("site")
    left, caught = batch, batch
    while len(left) > 1 and caught:
        caught = caught_together(left, copy_of_the_source(tmp_path / f"{len(left)} together"))
        left = [fault for fault in left if fault.id not in caught]
    problems = [unnoticed(fault, copy_of_the_source(tmp_path / fault.id)) for fault in left]
    assert not any(problems), "\n".join(problems)


def test_faults_in_one_copy_have_a_check_of_their_own_each():
    assert sorted(fault.id for batch in BATCHES for fault in batch) == sorted(fault.id for fault in FAULTS)
    for batch in BATCHES:
        assert len({fault.kind for fault in batch}) == 1 or not {fault.kind for fault in batch} & {"rules", "content"}
        assert len(batch) == 1 or not [fault for fault in batch if fault.kind == "build" or fault.alone]
        assert not [(a.id, b.id) for a, b in combinations(batch, 2) if overlap(a.check, b.check)]
    assert overlap("site/test_a.py", "site/test_a.py::test_b")
    assert overlap("site/test_a.py::test_b[1]", "site/test_a.py::test_b")
    assert not overlap("site/test_a.py::test_b", "site/test_a.py::test_c")
    assert not overlap("site/test_a.py::test_b[1]", "site/test_a.py::test_b[2]")
    assert not overlap("site/test_a.py::test_b", "site/test_a.py::test_bc")


def test_a_fault_that_nothing_catches_is_not_caught_among_others_either(copy):
    """Beside one that is caught, one that changes nothing, and one whose check says other words."""
    real = next(fault for fault in FAULTS if fault.id == "dose-of-quinine")
    nothing = dataclasses.replace(
        real,
        id="nothing",
        change=lambda folder: None,
        caught_by="content/test_safety.py::test_the_three_levels_stand_in_order_of_urgency",
    )
    other = next(fault for fault in FAULTS if fault.id == "section-id-changed")
    other = dataclasses.replace(other, named=("words that nobody says",))
    assert caught_together([real, nothing, other], copy) == ["dose-of-quinine"]


def test_nor_is_one_that_no_rule_names(copy):
    """Beside one that is caught, one that changes nothing, and one of which another page is said to suffer."""
    real = next(fault for fault in FAULTS if fault.id == "dead-link")
    nothing = dataclasses.replace(
        real, id="nothing", change=lambda folder: None, named=("docs/causes.md:", "link-lands")
    )
    other = dataclasses.replace(nothing, id="other", named=("docs/prevention.md:", "“cause.md” leads to no file"))
    assert caught_together([real, nothing, other], copy) == ["dead-link"]


def passed(found):
    """How many tests ran, all of them green."""
    assert not found.red, found.said
    assert not re.search(r"not found:|no tests ran|failed", found.said), found.said
    return int(re.search(r"^(\d+) passed", found.said, re.M).group(1))


def test_a_copy_is_the_source_byte_for_byte(copy):
    """So that what is green in the run that this test is part of is green in a copy that nobody changed."""
    waiting, seen = [filecmp.dircmp(PROJECT, copy, ignore=["__pycache__", ".venv"])], 0
    while waiting:
        pair = waiting.pop()
        assert not set(pair.left_only) - not_source(pair.left, pair.left_list), pair.left
        assert not pair.right_only, pair.right
        same, *others = filecmp.cmpfiles(pair.left, pair.right, pair.common_files, shallow=False)
        assert not any(others), (pair.left, others)
        waiting += pair.subdirs.values()
        seen += len(same)
    assert seen > 300


def test_what_commands_put_beside_the_source_is_not_copied():
    made = ["site", "bench", "screens", "sbom", ".preview_cache", ".mkdocs.unfinished-1"]
    assert not_source(str(PROJECT), [*made, "tests", "docs"]) == set(made)
    assert not_source(str(PROJECT / "tests"), ["site", "bench"]) == set()


def test_an_unchanged_copy_is_green(copy):
    """Nothing in how a copy is looked at turns a check red."""
    assert not (found := look_by_rules(copy)).red, found.said
    assert not (found := look_by_build(copy)).red, found.said
    assert passed(look_by_tests(copy, [fault.check for fault in ONE_OF_EACH])) >= len(ONE_OF_EACH)


def test_each_folder_of_tests_has_a_fault_that_it_must_catch():
    assert {"rules", "build", "unit", "content", "site", "browser", "engines"} <= set(KINDS)
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) >= 38
    assert {fault.kind for fault in ONE_OF_EACH} == set(KINDS) - {"rules", "build"}


# Ways in which a check can fall asleep: (what its source is, what it becomes).
ASLEEP = {
    "does-nothing": (r"(def {name}\(.*\):\n)", r"\1    return\n"),
    "is-left-out": (r"(def {name}\()", r"@pytest.mark.skip\n\1"),
    "has-nothing-to-look-at": (r'(@pytest\.mark\.parametrize\("\w+", )\w+(\)\ndef {name}\()', r"\1[]\2"),
    "has-another-name": (r"def {name}\(", r"def check("),
}


def put_to_sleep(copy, check, way):
    file, _, name = check.partition("[")[0].partition("::")
    path = copy / "tests" / file
    before, after = ASLEEP[way]
    text, count = re.subn(before.format(name=name), after, path.read_text(encoding="utf-8"))
    assert count == 1, f"{name} is not written so that it could be put to sleep"
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("way", [way for way in ASLEEP if way != "does-nothing"])
def test_a_check_that_fell_asleep_is_noticed(copy, way):
    fault = next(fault for fault in ONE_OF_EACH if fault.kind == "content")
    put_to_sleep(copy, fault.check, way)
    assert "was not noticed" in unnoticed(fault, copy)


def test_a_check_that_does_nothing_is_noticed_in_each_folder(copy):
    """What would be red, were it awake, is green: no fault is caught then."""
    for fault in ONE_OF_EACH:
        fault.change(copy)
        put_to_sleep(copy, fault.check, "does-nothing")
    assert passed(look_by_tests(copy, [fault.check for fault in ONE_OF_EACH])) >= len(ONE_OF_EACH)


def test_a_rule_that_fell_asleep_is_noticed(copy, monkeypatch):
    fault = next(fault for fault in FAULTS if fault.id == "dead-link")
    rules = [
        dataclasses.replace(rule, check=lambda page, site: ()) if rule.id == "link-lands" else rule
        for rule in evidence_rules.RULES
    ]
    assert rules != evidence_rules.RULES
    monkeypatch.setattr(evidence_rules, "RULES", rules)
    assert "was not noticed" in unnoticed(fault, copy)
