"""How the guide would fare with what is newest, as the weekly watch tells it: nothing is built or asked."""

import subprocess

import pytest

from support.built_site import BuiltPage
from watch import newest, zensical
from watch.report import Told


def page(name, html):
    return BuiltPage(name, f"<!doctype html><html><body>{html}</body></html>")


def test_what_would_move_is_told_package_by_package():
    locked = newest.versions("a==1.0 \\\n    --hash=sha256:0\nb-c==2.0 ; python_version > '3'\n    # via a\ngone==1\n")
    assert newest.moves(locked, {"a": "1.0", "b-c": "2.1", "new": "3"}) == [
        "b-c 2.0 → 2.1",
        "gone 1 goes",
        "new 3 comes",
    ]


def test_an_npm_package_that_stands_under_another_name_stays_as_it_is_and_one_that_is_not_told_of_is_said():
    package = {"devDependencies": {"axe": "1.0", "lost": "1.0"}, "optionalDependencies": {"old": "npm:chrome@3.1.1"}}

    def latest(name):
        if name == "lost":
            raise ValueError("ENOTFOUND")
        return {"axe": "2.0"}[name]

    told = Told("Newest packages")
    newest.tell_node(told, package, latest)
    assert told.known == ["`.ci/package.json`: 1 of 1 would move: `axe 1.0 → 2.0`"]
    assert told.unasked == ["npm about `lost`: `ENOTFOUND`"]


def ran(returncode, stdout="", stderr=""):
    return subprocess.CompletedProcess([], returncode, stdout, stderr)


@pytest.mark.parametrize(
    ("built", "checked", "found"),
    [
        (ran(0), ran(0, "== 9 passed in 1.00s ==\n"), []),
        (ran(1, stderr="INFO\nError: no theme\n"), None, ["the site does not build: `Error: no theme`"]),
        (
            ran(0), ran(1, "FAILED tests/a.py::test_b[c d] - assert 1\nERROR tests/e.py\n== 1 failed ==\n"),
            ["red: `tests/a.py::test_b[c d]`", "red: `tests/e.py`"],
        ),
        (ran(0), ran(4, stderr="no such option\n"), ["the quick checks did not run: `no such option`"]),
    ],
    ids=["green", "no site", "red", "no checks"],
)  # fmt: skip
def test_it_is_told_whether_the_guide_holds_with_the_newest_packages(built, checked, found):
    told = Told("Newest packages")
    newest.tell_checks(told, built, checked)
    assert told.found == found


def test_zensical_is_held_against_our_own_build_page_by_page_and_heading_by_heading():
    ours = {
        "a.html": page("a.html", "<h1 id=t>A</h1><h2 id=one>1</h2><h2>no id</h2>"),
        "b.html": page("b.html", "<h1 id=t>B</h1>"),
        "c.html": page("c.html", ""),
    }
    theirs = {
        "a.html": page("a.html", "<h1>A</h1><p>{sign: one-leg} said.[^R01-one]"),
        "b.html": page("b.html", "<h1>B</h1>"),
        "404.html": page("404.html", ""),
    }
    told = Told("Zensical")
    zensical.tell_comparison(told, ours, theirs, 1.25)
    assert told.found == []
    assert told.known == [
        "with its own templates: 2 of 3 pages in 1.2 s; 2 signs, cautions, certainties and markers of claims stand"
        " there as they are written",
        "missing page: `c.html`",
        "missing heading: `t` on 2 pages",
        "missing heading: `one` on `a.html`",
    ]


def test_our_templates_are_taken_out_of_a_copy_for_zensical(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("---\ntitle: A\ntemplate: a.html\n---\ntemplate: stays\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("theme:\n  name: material\n  custom_dir: overrides\n", encoding="utf-8")
    zensical.without_templates(tmp_path)
    assert (tmp_path / "docs" / "a.md").read_text(encoding="utf-8") == "---\ntitle: A\n---\ntemplate: stays\n"
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == "theme:\n  name: material\n"
