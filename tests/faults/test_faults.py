"""The test of the tests: each fault, put into a copy of the source, turns its check red and is named.

What catches what is told by the names of the tests: `pytest tests/faults --collect-only -q`.
"""

import dataclasses
import re
from itertools import combinations

import pytest

from evidence import evidence_rules
from faults.faults import FAULTS
from faults.looking import batches, caught_together, copy_of_the_source, look, overlap, unnoticed

# Nearly each of them starts a program in a copy.
pytestmark = pytest.mark.program
# What stops a build can be looked for only alone.
ALONE = ("rules", "build")
BATCHES = batches(FAULTS)
KINDS = list(dict.fromkeys(fault.kind for fault in FAULTS))


@pytest.fixture
def copy(tmp_path):
    return copy_of_the_source(tmp_path)


def names(faults):
    return ", ".join(fault.id for fault in faults)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.kind in ALONE], ids=lambda f: f"{f.id}-{f.kind}")
def test_the_fault_turns_its_check_red_and_is_named(copy, fault):
    assert not (problem := unnoticed(fault, copy)), problem


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{batch[0].kind}: {names(batch)}")
def test_each_of_the_faults_in_one_copy_turns_its_check_red_and_is_named(request, tmp_path, batch):
    """What is not caught among others is looked at alone: one may hide behind another."""
    if batch[0].pictures:
        # Whose build draws them, if none did before.
        request.getfixturevalue("site")
    together = caught_together(batch, copy_of_the_source(tmp_path / "together")) if len(batch) > 1 else []
    alone = [fault for fault in batch if fault.id not in together]
    problems = [unnoticed(fault, copy_of_the_source(tmp_path / fault.id)) for fault in alone]
    assert not any(problems), "\n".join(problems)


def test_faults_in_one_copy_have_a_check_of_their_own_each():
    assert sorted(fault.id for batch in BATCHES for fault in batch) == sorted(
        fault.id for fault in FAULTS if fault.kind not in ALONE
    )
    for batch in BATCHES:
        assert len({(fault.kind, fault.pictures, fault.copies) for fault in batch}) == 1
        assert not [(a.id, b.id) for a, b in combinations(batch, 2) if overlap(a.caught_by, b.caught_by)]
    assert overlap("site/test_a.py", "site/test_a.py::test_b")
    assert not overlap("site/test_a.py::test_b", "site/test_a.py::test_c")


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


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_copy_is_green(request, copy, kind):
    ours = [fault for fault in FAULTS if fault.kind == kind]
    if pictures := any(fault.pictures for fault in ours):
        request.getfixturevalue("site")
    names = sorted({fault.caught_by for fault in ours})
    found = look(copy, kind, names, pictures, any(fault.copies for fault in ours))
    assert not found.red, found.said
    if kind not in ALONE:
        # Each of them ran.
        assert re.search(r"^\d+ passed", found.said, re.M), found.said
        assert not re.search(r"not found:|no tests ran", found.said), found.said


def test_each_folder_of_tests_has_a_fault_that_it_must_catch():
    assert {"rules", "build", "unit", "content", "site", "browser", "engines"} <= set(KINDS)
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
    [*[(kind, "does-nothing") for kind in KINDS if kind not in ALONE],
     *[("content", way) for way in ASLEEP if way != "does-nothing"]],
)  # fmt: skip
def test_a_check_that_fell_asleep_is_noticed(copy, kind, way):
    fault = next(fault for fault in FAULTS if fault.kind == kind and "::" in fault.caught_by)
    file, _, name = fault.caught_by.partition("[")[0].partition("::")
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
