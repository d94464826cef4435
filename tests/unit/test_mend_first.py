"""An author reads at the end of a run what to mend, and not what follows from it."""

from types import SimpleNamespace

from support.mend_first import tell_last

RULE = "docs/causes.md:10: fact-marked: “It is so” rests on nothing. Add a marker. See RULES.md#fact-marked"
BUILD = "docs/causes.md:9: one-h1: “Two” is a second h1. Begin with ##. See RULES.md#one-h1"
LEDGER = "docs/addresses.yml: the sections ['a'] of “causes/” are new. Add them."


def told(**texts):
    stats = {kind: [SimpleNamespace(longreprtext=text) for text in found] for kind, found in texts.items()}
    lines = []
    tell_last(SimpleNamespace(stats=stats, write_line=lines.append))
    return lines


def test_each_fault_is_told_once_in_order_of_line_whatever_stands_around():
    lines = told(
        failed=[f'    assert not found, f"docs/causes.md: {{found}}"\nE   Failed: \nE     {RULE}\nE   assert not 1'],
        error=[f"WARNING -  {BUILD}\nWARNING -  {RULE}\nAborted"],
    )
    assert lines[1:] == [BUILD, RULE]
    assert lines[0].strip() == "Mend this first; other checks may have failed only because of it:"


def test_what_a_site_lacks_is_told_only_where_it_was_built():
    lacks = f"E  AssertionError: \nE     {LEDGER}\nE   assert not ['{LEDGER}', '{LEDGER}']"
    assert told(failed=[lacks])[1:] == [LEDGER]
    assert told(failed=[lacks], error=[BUILD])[1:] == [BUILD]
    move = "docs/addresses.yml: moved: “old/” leads to no page or section that is there. Name one that is."
    assert told(failed=[lacks], error=[f"ERROR -  {move}"])[1:] == [move]


def test_nothing_is_added_where_no_fault_of_an_author_is_told():
    assert told(failed=["E   assert 1 == 2\n/home/me/docs/causes.md: no"]) == []
    assert told() == []
