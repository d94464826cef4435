"""RULES.md explains each rule, and its examples are what the rule refuses and what every rule lets through."""

import dataclasses
import re

import pytest

from evidence.evidence_rules import RULES
from support.built_site import PROJECT
from support.source_pages import RECORD
from words.cautions import tell_cautions
from words.danger_signs import tell_signs
from words.source_page import SourcePage, markdown_maker, tell_sure
from words.writing_rules import page_problems

ENTRY = re.compile(
    r"(?P<sentence>[^\n]+)\n\n\*\*Why:\*\* (?P<why>[^\n]+)\n\n"
    r"\*\*Bad:\*\*[^\n]*\n\n```(?:markdown|text)\n(?P<bad>.+?)\n```\n\n"
    r"\*\*Good:\*\*[^\n]*\n\n```(?:markdown|text)\n(?P<good>.+?)\n```\n*",
    re.S,
)
# What stands before an example that is no whole page: a record without a description, and an answer if it has none.
WITHOUT_DESCRIPTION = re.sub(r"description:.*\n", "", RECORD)
ANSWER = "/// answer\nSit up.[^own]\n///\n\n"


def entries():
    """Return {the heading of an entry, which is its anchor too: what stands below it}."""
    # A heading of an example has an id, or more than one word.
    _, *parts = re.split(r"^## (\S+)\n+", (PROJECT / "RULES.md").read_text(encoding="utf-8"), flags=re.M)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_guide_explains_every_rule_in_the_order_of_the_rules():
    assert list(entries()) == [rule.id for rule in RULES]


def test_the_name_of_every_rule_is_an_anchor_as_it_stands():
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rule.id) for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_entry_says_what_the_rule_says_why_and_shows_a_bad_and_a_good_page(rule):
    entry = ENTRY.fullmatch(entries()[rule.id])
    assert entry, f"RULES.md#{rule.id} lacks a sentence, **Why:**, **Bad:** or **Good:** with an example"
    assert entry["sentence"] == rule.sentence
    assert entry["why"].startswith(rule.reason)


@pytest.fixture(scope="module")
def told(build, sources):
    """Return what an author of an example is told, as if it stood in a new page of the guide."""

    def told(example):
        path, text = "example.md", example
        if named := re.fullmatch(r"docs/(.+\.md)", example):
            path, text = named[1], "Sit up.[^own]"
        if not text.startswith("---"):
            text = WITHOUT_DESCRIPTION + ("" if "/// answer" in text else ANSWER) + text
        text += "\n"
        named = tell_sure(tell_cautions(tell_signs(text, build.signs), build.cautions, path), build.sure)
        page = SourcePage(path, named, markdown_maker(build.config), written=text)
        site = dataclasses.replace(sources, pages={**sources.pages, path: page}, files=sources.files | {path})
        return page_problems(page, site, RULES)

    return told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_an_entry_calls_bad_is_refused_by_its_rule_alone(told, rule):
    found = told(ENTRY.fullmatch(entries()[rule.id])["bad"])
    assert {fault.rule for fault in found} == {rule.id}, "\n".join(map(str, found))
    assert all(str(fault).endswith(f" See RULES.md#{rule.id}") for fault in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_an_entry_calls_good_passes_every_rule(told, rule):
    found = told(ENTRY.fullmatch(entries()[rule.id])["good"])
    assert not found, "\n".join(map(str, found))
