"""The test of the tests: each fault, put into a copy of the source, turns its check red and is named.

What catches what is told by the names of the tests: `pytest tests/faults --collect-only -q`.
"""

import dataclasses
import re

import pytest

from evidence import evidence_rules
from faults.faults import FAULTS
from faults.looking import copy_of_the_source, look, unnoticed

# Nearly each of them starts a program in a copy.
pytestmark = pytest.mark.program
KINDS = list(dict.fromkeys(fault.kind for fault in FAULTS))


@pytest.fixture
def copy(tmp_path):
    return copy_of_the_source(tmp_path)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.id}-{fault.kind}")
def test_the_fault_turns_its_check_red_and_is_named(request, copy, fault):
    if fault.pictures:
        # Whose build draws them, if none did before.
        request.getfixturevalue("site")
    assert not (problem := unnoticed(fault, copy)), problem


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_copy_is_green(request, copy, kind):
    ours = [fault for fault in FAULTS if fault.kind == kind]
    if pictures := any(fault.pictures for fault in ours):
        request.getfixturevalue("site")
    names = sorted({fault.caught_by for fault in ours})
    found = look(copy, kind, names, pictures, any(fault.copies for fault in ours))
    assert not found.red, found.said
    if kind not in ("rules", "build"):
        # Each of them ran.
        assert re.search(r"^\d+ passed", found.said, re.M), found.said
        assert not re.search(r"not found:|no tests ran", found.said), found.said


def test_each_folder_of_tests_has_a_fault_that_it_must_catch():
    assert {"rules", "build", "unit", "content", "site", "browser"} <= set(KINDS)
    assert len({fault.id for fault in FAULTS}) == len(FAULTS) >= 38


# Ways in which a check can fall asleep: (what its source is, what it becomes).
ASLEEP = {
    "does-nothing": (r"(def {name}\(.*\):\n)", r"\1    return\n"),
    "is-left-out": (r"(def {name}\()", r"@pytest.mark.skip\n\1"),
    "has-nothing-to-look-at": (r'(@pytest\.mark\.parametrize\("\w+", )\w+(\)\ndef {name}\()', r"\1[]\2"),
    "has-another-name": (r"def {name}\(", r"def check("),
}


@pytest.mark.parametrize(
    ("kind", "way"),
    [*[(kind, "does-nothing") for kind in KINDS if kind not in ("rules", "build")],
     *[("content", way) for way in ASLEEP if way != "does-nothing"]],
)  # fmt: skip
def test_a_check_that_fell_asleep_is_noticed(copy, kind, way):
    fault = next(fault for fault in FAULTS if fault.kind == kind and "::" in fault.caught_by)
    file, _, name = fault.caught_by.partition("::")
    path = copy / "tests" / file
    before, after = ASLEEP[way]
    text, count = re.subn(before.format(name=name), after, path.read_text(encoding="utf-8"))
    assert count == 1, f"{name} is not written so that it could be put to sleep"
    path.write_text(text, encoding="utf-8")
    assert "was not noticed" in unnoticed(fault, copy)


def test_a_rule_that_fell_asleep_is_noticed(copy, monkeypatch):
    fault = next(fault for fault in FAULTS if fault.id == "dead-link")
    rules = [
        dataclasses.replace(rule, check=lambda page, site: ()) if rule.id == "link-lands" else rule
        for rule in evidence_rules.RULES
    ]
    assert rules != evidence_rules.RULES
    monkeypatch.setattr(evidence_rules, "RULES", rules)
    assert "was not noticed" in unnoticed(fault, copy)
