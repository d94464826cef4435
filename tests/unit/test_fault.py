"""A fault is told once, in order, and ends the build where nothing can be made of what was written."""

import pytest

from door.fault import Fault, Refused, refuse, tell

FAULTS = [
    Fault("docs/b.md", 1, "rule", "wrong", "Mend it."),
    Fault("docs/a.md", 10, "rule", "wrong", "Mend it."),
    Fault("docs/a.md", 2, "rule", "wrong", "Mend it."),
    Fault("docs/a.md", 2, "rule", "wrong", "Mend it."),
]


def test_each_fault_is_told_once_in_order_of_file_and_line(caplog):
    tell(FAULTS)
    assert [record.getMessage() for record in caplog.records] == [
        "docs/a.md:2: rule: wrong. Mend it.",
        "docs/a.md:10: rule: wrong. Mend it.",
        "docs/b.md:1: rule: wrong. Mend it.",
    ]
    assert {record.levelname for record in caplog.records} == {"WARNING"}


@pytest.mark.parametrize(("faults", "words"), [(FAULTS, "3 faults"), (FAULTS[:1], "1 fault")])
def test_a_build_ends_after_all_faults_are_told_and_says_how_many(caplog, faults, words):
    with pytest.raises(Refused) as refused:
        refuse(faults)
    assert str(refused.value) == f"{words} to mend, told above: nothing was built."
    assert len(caplog.records) == int(words[0])


def test_a_build_without_a_fault_goes_on(caplog):
    refuse([])
    assert not caplog.records
