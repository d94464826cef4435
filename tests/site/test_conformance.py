"""What the page Accessibility says of each criterion of WCAG 2.2 is proved by a check, or gives its reason."""

import ast
import re
from collections import Counter

import pytest

from support.built_site import PROJECT
from support.tables import table

CRITERIA = table("wcag")
ANSWERS = {"Yes, tested", "Yes", "Partly", "No", "Does not apply"}
# Films, sounds, what others would fill, forms that send or ask who one is, and what moves on by itself.
ABSENT = (
    "//video | //audio | //iframe | //object | //embed | //canvas | //form | //input | //select | //textarea"
    " | //*[@autoplay or @draggable] | //meta[@http-equiv='refresh']"
)


@pytest.fixture(scope="module")
def table(site):
    """{number of a criterion: (its name, level, answer, reason)}, as the page tells it."""
    document = site.pages["about/accessibility/index.html"].document
    found = {}
    for level in ("a", "aa", "aaa"):
        rows = document.xpath(f"//*[@id='access-level-{level}']/following::table[1]/tbody/tr")
        for row in rows:
            rule, answer, reason = ("".join(cell.itertext()).strip() for cell in row)
            number, _, name = rule.partition(" ")
            assert number not in found, f"{number} stands twice"
            found[number] = (name, level.upper(), answer, reason)
    return found


def test_the_table_tells_every_criterion_once_with_its_name_and_level(table):
    assert Counter(known["level"] for known in CRITERIA.values()) == {"A": 31, "AA": 24, "AAA": 31}
    told = {number: {"name": name, "level": level} for number, (name, level, *_) in table.items()}
    assert told == {number: {key: known[key] for key in ("name", "level")} for number, known in CRITERIA.items()}


def test_every_criterion_has_a_plain_answer_and_a_reason(table):
    for number, (_, _, answer, reason) in table.items():
        assert answer in ANSWERS, f"{number}: “{answer}” is none of {sorted(ANSWERS)}"
        assert re.fullmatch(r"[A-Z].{8,}\.", reason), f"{number}: “{reason}” is no reason"


def test_a_criterion_is_called_tested_if_a_check_proves_it(table):
    unproved = [
        number for number, (_, _, answer, _) in table.items()
        if answer == "Yes, tested" and not CRITERIA[number].get("checks")
    ]  # fmt: skip
    assert not unproved, f"Name a check in tests/support/wcag.yml, or write “Yes” and say why: {unproved}"
    too_modest = [number for number, (_, _, answer, _) in table.items()
                  if answer == "Yes" and CRITERIA[number].get("checks")]  # fmt: skip
    assert not too_modest, f"These are tested: {too_modest}"


def test_every_check_that_is_named_is_there_and_is_run():
    named = {check for known in CRITERIA.values() for check in known.get("checks", ())}
    assert len(named) > 30
    for check in sorted(named):
        file, _, name = check.partition("::")
        path = PROJECT / "tests" / file
        assert path.name.startswith("test_"), check
        assert path.exists(), check
        functions = {
            node.name: " ".join(map(ast.unparse, node.decorator_list))
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        assert name.startswith("test_"), check
        assert name in functions, f"{check} is gone: name another in tests/support/wcag.yml"
        assert not re.search(r"skip|xfail", functions[name]), f"{check} is left out"


def test_what_does_not_apply_is_on_no_page(site):
    found = [
        f"{name}: {part.tag} {dict(part.attrib)}" for name, page in site.pages.items()
        for part in page.document.xpath(ABSENT)
    ]  # fmt: skip
    assert not found, "WCAG has rules for these, which the page Accessibility says do not apply:\n" + "\n".join(found)
    scripts = {
        name.split(".")[0]: (site.folder / name).read_text(encoding="utf-8")
        for name in site.files
        if name.endswith(".js")
    }
    assert sum(map(len, scripts.values())) > 9000
    # Nothing follows how the device is held.
    following = re.compile("devicemotion|deviceorientation|dragstart|touchmove|pointermove")
    assert not [name for name, text in scripts.items() if following.search(text)]
    # Nothing goes on by itself but the hold timer, which its reader starts and can pause.
    assert [name for name, text in scripts.items() if "setInterval" in text] == ["assets/hold-timer"]


def test_every_page_has_the_same_ways_in_the_same_order(site):
    def ways(page):
        links = page.document.xpath("//header//a | //footer//a")
        return [" ".join((link.get("aria-label") or link.text_content()).split()) for link in links]

    first, *others = site.pages.values()
    assert len(ways(first)) > 30
    strange = [page.path for page in others if ways(page) != ways(first)]
    assert not strange, f"Their menus are not those of {first.path}: {strange}"
