"""What a screen reader is told: the landmarks and headings of each kind of page, and all of what a script adds.

`tests/support/heard.yml` holds it as it should be. If a change is meant, put what the failing test prints in its place.
"""

import re

import pytest
import yaml

from support.tables import table

HEARD = table("heard")
# How many readers move about: by these alone.
TOLD = {"banner", "main", "navigation", "contentinfo", "region", "complementary", "search", "form", "note", "heading"}
NODE = re.compile(r'(?P<role>/?[\w-]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?(?: \[level=(?P<level>\d)\])?')


def told(nodes, depth=0):
    """Yield the landmarks and headings of an accessibility tree as Playwright writes it, one a line."""
    for node in nodes:
        for label, below in node.items() if isinstance(node, dict) else [(node, ())]:
            found = NODE.match(label)
            here = found["role"] in TOLD
            if here:
                role = " ".join(filter(None, (found["role"], found["level"])))
                yield "  " * depth + role + (f": {found['name']}" if found["name"] else "")
            if isinstance(below, list):
                yield from told(below, depth + here)


@pytest.mark.parametrize("path", HEARD["pages"])
def test_landmarks_and_headings_are_told_as_they_should_be(open_page, path):
    page = open_page(path)
    tree = yaml.safe_load(page.locator("body").aria_snapshot())
    heard = "\n".join(told(tree)) + "\n"
    assert heard == HEARD["pages"][path], f"Where tests/support/heard.yml has “{path}”, this is told now:\n{heard}"


def landmarks(page):
    """What a page is divided into, as it is written."""
    return [
        (part.tag, part.get("role"), part.get("aria-label") or part.get("aria-labelledby"))
        for part in page.document.body.iter("header", "nav", "main", "footer", "section", "aside", "form", "div")
        if part.tag != "div" or part.get("role")
    ]


def test_every_page_has_the_landmarks_of_one_that_was_heard(site):
    paths = {page.address: page for page in site.pages.values()}
    heard = [landmarks(paths[path if path in paths else "404.html"]) for path in HEARD["pages"]]
    assert all(len(parts) > 6 for parts in heard)
    strange = [name for name, page in site.pages.items() if landmarks(page) not in heard]
    assert not strange, f"Let these be heard too, in tests/support/heard.yml: {strange}"


def test_what_scripts_add_is_told_as_it_should_be(open_page, address):
    page = open_page("immediate-relief/", javascript=True)
    page.locator("[href='#use-a-towel'][role=button]").click()
    page.locator(".fc-share").wait_for()
    heard = {"share": page.locator(".fc-share").aria_snapshot()}
    page.locator(".fc-search[role=button]").click()
    page.locator("#search-field").fill("xyzzyxyzzy")
    heard["search"] = page.locator(".fc-dialog").aria_snapshot().replace(address, "")
    page.keyboard.press("Escape")
    page.locator(".fc-tool[role=button]").first.click()
    page.get_by_role("button", name="Pause").click()
    # The figure is not told, so that it may stand anywhere.
    heard["timer"] = page.locator(".fc-timer").aria_snapshot()
    page.goto(address + "when-to-see-a-doctor/")
    page.locator(".fc-tool[role=button]").first.click()
    page.get_by_role("checkbox", name="A cramp lasts more than 10 minutes").check()
    heard["check"] = page.locator(".fc-check").aria_snapshot().replace(address, "")
    heard["sign"] = page.locator(".fc-urgency--today li").first.aria_snapshot().replace(address, "")
    for name, tree in heard.items():
        assert tree + "\n" == HEARD[name], f"Where tests/support/heard.yml has “{name}”, this is told now:\n{tree}"
