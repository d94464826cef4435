"""Every rule has a page that passes and a page that fails."""

import pytest
from source_page import SourcePage, markdown_maker
from writing_rules import RULES, Site, problems

RECORD = """---
title: A page
description: A page that is as long as a description has to be, and no longer.
reviewed: 2026-11-23
next_review: 2027-05-23
history:
  - date: 2026-11-23
    change: First published.
---

"""
GOOD = RECORD + "## One {#one}\n\n### Two {#two}\n\n[a](other.md#there) ![A foot](foot.svg) [b](#one)\n"
OTHER = RECORD + "## There {#there}\n"

# For each rule: a page that breaks it, the line it must name, and words of the message.
BROKEN = {
    "page-record": (GOOD.replace("reviewed: 2026-11-23\n", "", 1), 1, "“reviewed” is missing"),
    "one-h1": (RECORD + "# Again {#again}\n", 11, "“Again” is a second h1"),
    "heading-levels": (RECORD + "## One {#one}\n\n#### Deep {#deep}\n", 13, "“Deep” is an h4 below an h2"),
    "heading-once": (RECORD + "## One {#one}\n\n## One {#two}\n", 13, "“One” stands on line 11 too"),
    "heading-id": (RECORD + "## One {#one}\n\n## Two words\n", 13, "“Two words” has no id of its own"),
    "id-once": (RECORD + "## One {#there}\n", 11, "the id “there” is also at docs/other.md:11"),
    "link-lands": (RECORD + "text\n\n[a](other.md#nowhere)\n", 13, "Sections there: there"),
    "picture-words": (RECORD + "![](foot.svg)\n", 11, "“foot.svg” has no text alternative"),
    "own-host": (RECORD + '<script src="https://cdn.example/a.js"></script>\n', 11, "from another host"),
}


@pytest.fixture(scope="module")
def find(config):
    make = markdown_maker(config)

    def find(text):
        pages = {"page.md": SourcePage("page.md", text, make), "other.md": SourcePage("other.md", OTHER, make)}
        found = problems(Site(pages, frozenset([*pages, "foot.svg"])))
        return [problem for problem in found if problem.path == "page.md"]

    return find


def test_a_good_page_passes_every_rule(find):
    assert find(GOOD) == []


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_broken_page_fails_its_rule_with_file_line_and_advice(find, rule):
    text, line, words = BROKEN[rule]
    found = [problem for problem in find(text) if problem.rule == rule]
    assert [problem.line for problem in found] == [line]
    assert words in str(found[0])
    assert str(found[0]).startswith(f"docs/page.md:{line}: {rule}: ")
    assert found[0].mend


def test_all_offenders_are_named_at_once(find):
    text = RECORD + "#### Deep\n\n## One {#one}\n\n## One {#there}\n\n![](foot.svg)\n\n[a](gone.md)\n"
    assert {problem.rule for problem in find(text)} == {
        "heading-levels", "heading-once", "id-once", "picture-words", "link-lands",
    }  # fmt: skip


def test_a_second_script_of_another_host_in_other_clothes_is_found(find):
    for html in (
        '<img alt="x" src="//cdn.example/a.png">',
        '<video poster="https://cdn.example/a.png"></video>',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        '<iframe src="https://cdn.example/"></iframe>',
    ):
        assert "own-host" in {problem.rule for problem in find(RECORD + html + "\n")}, html


def test_a_link_may_leave_the_site(find):
    assert find(RECORD + "[a study](https://doi.org/10.1000/1) and [mail](mailto:a@b.example)\n") == []


def test_a_heading_inside_an_urgency_block_counts(find):
    text = RECORD + "/// emergency\n## One {#one}\n\n#### Deep {#deep}\n///\n"
    assert [(problem.rule, problem.line) for problem in find(text)] == [("heading-levels", 14)]


def test_front_matter_that_yaml_cannot_read_is_named(find):
    found = find(GOOD.replace("title: A page", "title: [A page"))
    assert "no front matter that can be read" in str(found[0])
