"""Every rule on every page, as the author left it."""

import pytest

from evidence.evidence_rules import RULES
from support.built_site import PROJECT
from words.writing_rules import problems

PAGES = sorted(path.relative_to(PROJECT / "docs").as_posix() for path in (PROJECT / "docs").rglob("*.md"))


def test_the_site_sees_every_page(sources):
    assert sorted(sources.pages) == PAGES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_page_keeps_the_rule(sources, rule):
    found = problems(sources, [rule])
    assert not found, "\n" + "\n".join(map(str, found))
