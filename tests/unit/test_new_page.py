"""`make new-page` asks for what a page needs, writes all of it or nothing, and leaves a page that passes."""

import datetime
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support.built_site import PROJECT, not_source

TODAY = datetime.date(2026, 12, 1)
# Names that no author would give, as what is there already is refused.
ANSWERS = {
    "title": "Cramps: a page of a test",
    "group": "Your situation",
    "name": "A page of a test",
    "path": "",
    "health": "yes",
    "answer": "Get up once an hour and walk a few steps. Bend your toes up while you sit.",
    "claims of the answer": "R01 R04-stand-weight",
    "heading": "Words of a test",
    "id": "id-of-a-test",
    "section": "Bend your toes up ten times. Then draw circles with your feet. Do it once an hour, or each time you"
    " wake. Keep your bag out of the way, so that your feet have room.",
    "claims of the section": "own",
    "next review": "",
}
PAGE = """\
---
title: "Cramps: a page of a test"
reviewed: 2026-12-01
next_review: 2027-06-01
history:
  - date: 2026-12-01
    change: First published.
---

/// answer
Get up once an hour and walk a few steps. Bend your toes up while you sit.[^R01-stretch-first][^R04-stand-weight]
///

## Words of a test {#id-of-a-test}

Bend your toes up ten times. Then draw circles with your feet. Do it once an hour, or each time you wake. Keep your bag\
 out of the way, so that your feet have room.[^own]
"""
PATH = "docs/special-situations/cramps-a-page-of-a-test.md"


@pytest.fixture(scope="module")
def new_page():
    """The program as a module: it lies in no folder that others import from."""
    spec = importlib.util.spec_from_file_location("new_page", PROJECT / ".ci" / "new_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    for name in ("docs", "overrides"):
        shutil.copytree(PROJECT / name, folder / name, ignore=not_source)
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def run(new_page, project, monkeypatch):
    """Answer all questions with these lines, on the day of the tests."""

    def run(lines):
        left = list(lines)

        def line(prompt=""):
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("builtins.input", line)
        new_page.main(project, TODAY)
        assert not left, "these answers were asked for by no question"

    return run


def files(folder):
    found = (path for path in Path(folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def added(before, after):
    """Return the lines that a text has and another has not, where it is the same in all else."""
    before, after = before.decode().splitlines(), after.decode().splitlines()
    at = next(at for at, line in enumerate(after) if before[at] != line)
    count = len(after) - len(before)
    assert after[:at] + after[at + count :] == before
    return after[at : at + count]


def test_a_page_is_written_with_its_row_in_the_menu_and_its_addresses_and_nothing_else_changes(run, project):
    before = files(project)
    run(ANSWERS.values())
    after = files(project)
    assert {name for name in after if after[name] != before.get(name)} == {PATH, "mkdocs.yml", "docs/addresses.yml"}
    assert after[PATH].decode() == PAGE
    assert added(before["mkdocs.yml"], after["mkdocs.yml"]) == [
        "      - A page of a test: special-situations/cramps-a-page-of-a-test.md"
    ]
    assert added(before["docs/addresses.yml"], after["docs/addresses.yml"]) == [
        "  special-situations/cramps-a-page-of-a-test/:", "    [id-of-a-test]",
    ]  # fmt: skip
    published = yaml.safe_load(after["docs/addresses.yml"])["published"]
    assert published["special-situations/cramps-a-page-of-a-test/"] == ["id-of-a-test"]
    rows = re.search(r"  - Your situation:\n(?:      - .*\n)+", after["mkdocs.yml"].decode()).group().splitlines()
    assert rows[-1] == "      - A page of a test: special-situations/cramps-a-page-of-a-test.md"


@pytest.mark.parametrize("count", [0, 6, len(ANSWERS) - 1])
def test_who_breaks_off_leaves_nothing_behind(run, project, count):
    before = files(project)
    with pytest.raises(EOFError):
        run(list(ANSWERS.values())[:count])
    assert files(project) == before


def test_what_cannot_be_written_whole_is_not_written(new_page, tmp_path):
    nav, page, third = tmp_path / "mkdocs.yml", tmp_path / "page.md", tmp_path / "no folder" / "addresses.yml"
    nav.write_bytes(b"nav:\r\n")
    with pytest.raises(FileNotFoundError):
        new_page.write_all({nav: "other", page: "text", third: "more"})
    assert files(tmp_path) == {"mkdocs.yml": b"nav:\r\n"}


# A question, an answer that is refused, and what is said of it.
REFUSED = [
    ("title", "No", "Write 3 to 70 letters"),
    ("title", "a <b> c", "without < >"),
    ("group", "Home", "Write one of: More, Your situation, About."),
    ("path", "special-situations/children.md", "is, or was, another page"),
    ("path", "special-situations/On a plane.md", "Write “on-a-plane”."),
    ("path", "special-situations/on-a-plane", "End it with .md"),
    ("path", "travel/on-a-plane.md", "Folders there: , special-situations, about."),
    ("health", "perhaps", "Write yes or no."),
    ("answer", "Get up.", "It has 2 words. Write 6 to 50."),
    ("answer", "Walk now. " * 26, "It has 52 words. Write 6 to 50."),
    ("answer", "get up once an hour and walk", "Write whole sentences"),
    ("answer", "Get up once an hour! Walk a few steps.", "without an exclamation mark"),
    ("answer", f"Walk {'and walk ' * 10}on.", "has 22 words; 20 are the most"),
    ("claims of the answer", "p03-calf stretching", "P03-calf-alone ("),
    ("claims of the answer", "xylophone", "No claim holds that."),
    ("heading", "## Move", "Begin with a capital letter"),
    ("id", "use-a-towel", "“use-a-towel” is a section already."),
    ("id", "Use", "Write “use”."),
    ("section", "Bend your toes up ten times.", "It has 6 words. Write 30 to 120."),
    ("section", "Bend.", "It has 1 word. "),
    ("next review", "soon", "Write the year, the month and the day"),
    ("next review", "2026-12-01", "Choose a day after 2026-12-01, within a year."),
    ("next review", "2027-12-03", "within a year."),
]


def test_each_answer_that_would_not_do_is_refused_with_what_to_do_and_asked_again(run, project, capsys):
    lines = [
        line
        for name, answer in ANSWERS.items()
        for line in [*(refused for question, refused, _ in REFUSED if question == name), answer]
    ]
    run(lines)
    told = capsys.readouterr().out
    for _, answer, words in REFUSED:
        assert words in told, answer
    assert (project / PATH).read_text(encoding="utf-8") == PAGE


def test_what_a_rule_refuses_is_asked_again_with_its_message(run, project, capsys):
    lines = list(ANSWERS.values())
    lines[5:5] = ["See a doctor today if your one leg swells.", "S01-clot"]
    run(lines)
    told = capsys.readouterr().out
    assert "sign-by-name: “today” and a marker of the danger sign “" in told
    assert "See RULES.md#sign-by-name" in told
    assert (project / PATH).read_text(encoding="utf-8") == PAGE


def test_a_page_without_health_facts_is_asked_for_no_claim(run, project):
    answers = {**ANSWERS, "title": "A second page of a test", "group": "About", "name": "", "health": "no", "id": ""}
    run([answer for name, answer in answers.items() if not name.startswith("claims")])
    text = (project / "docs/about/a-second-page-of-a-test.md").read_text(encoding="utf-8")
    assert "\nhealth: false\n---\n" in text
    assert "[^" not in text
    assert "{#words-of-a-test}" in text


def test_our_own_advice_gets_its_mark_beside_the_claim(run, project):
    run({**ANSWERS, "claims of the answer": "p41-soap"}.values())
    assert "while you sit.[^P41-soap][^own]\n" in (project / PATH).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["Yes", "A: b", "#1", "Null", "It's 3 a.m.?", "Über", "- a"])
def test_a_name_is_read_from_the_menu_as_it_was_written(new_page, name):
    nav = "nav:\n  - Home: index.md\n  - More:\n      - A: a.md\ntheme: b\n"
    read = yaml.safe_load(new_page.with_row(nav, "More", name, "b.md"))
    assert read == {"nav": [{"Home": "index.md"}, {"More": [{"A": "a.md"}, {name: "b.md"}]}], "theme": "b"}


@pytest.mark.program
def test_a_new_page_passes_the_checks_as_it_is(tmp_path, run, project):
    copy = tmp_path / "whole"
    shutil.copytree(PROJECT, copy, ignore=not_source)
    run(ANSWERS.values())
    for name in (PATH, "mkdocs.yml", "docs/addresses.yml"):
        shutil.copy(project / name, copy / name)
    (copy / ".venv").symlink_to(PROJECT / ".venv")
    checked = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "not program", "tests/content", "tests/site"],
        cwd=copy, env={"PATH": "/usr/bin:/bin", "PREVIEW_CACHE": "", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout[-4000:]
