"""The Nu HTML checker, which reads a page as browsers do, finds no error in any page, drawing or style.

It starts once in a run and reads all at once: what is published, and beside it files with a fault each.
"""

import json
from pathlib import PurePosixPath
from types import SimpleNamespace

import pytest

from support.built_site import PROJECT, TO_KEEP, Server, once
from support.java import java

CHECKER = PROJECT / ".venv" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# A rule of CSS View Transitions (2024) that vnu 26.9 does not know; a browser that does not know it passes over it.
NEWER = "CSS: Unrecognized at-rule “@view-transition”"
# Nor does it know that data is not run: HTML asks for leave only after it has found out that a block is a script.
INLINE = "Inline script violates Content Security Policy"
# The checker reads styles alone only in a run of their own: here each is a page's, in lines that are the same.
STYLE = '<!doctype html><html lang="en"><title>A stylesheet</title><style>{}</style>'
PAGE = '<!doctype html>\n<html lang="en"><head><title>T</title>{}</head>\n<body>{}</body></html>'
# {what it is called here: (the file's name, its text, how the finding begins)}
FAULTS = {
    "block-in-paragraph": ("page.html", PAGE.format("", "<p><div></div></p>"), ":3: No “p” element in scope"),
    "no-words": ("page.html", PAGE.format("", '<img src="a.svg">'), ":3: An “img” element must have an “alt”"),
    "link-in-link": ("page.html", PAGE.format("", '<a href="#x"><a href="#y">z</a></a>'), ":3: Start tag “a” seen"),
    "style-in-page": ("page.html", PAGE.format("<style>p { colour: red }</style>", ""), ":2: CSS: “colour”"),
    # Only a warning, which counts as well.
    "language": ("page.html", PAGE.format("", "").replace(' lang="en"', ""), ":2: Consider adding a “lang”"),
    "drawing": ("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg">\n<limb/></svg>', ":2: Element “limb” not"),
    "style": ("style.css", "p { margin: 0; }\np { colour: red; }", ":2: CSS: “colour”"),
}

pytestmark = pytest.mark.program


def is_passed_over(message):
    data = "application/ld+json" in message.get("extract", "")
    return message["message"] == NEWER or (message["message"].startswith(INLINE) and data)


def put(folder, name, text):
    """Write a file into a folder as the checker can read it among others; return its path."""
    if name.endswith(".css"):
        assert "</" not in text
        name, text = f"{name}.html", STYLE.format(text)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def with_each_style_once(pages):
    """Return {name: HTML} of pages: a stylesheet that several have is left in the first, so that it is read once."""
    read, texts = set(), {}
    for name, page in sorted(pages.items()):
        texts[name] = page.html
        for style in page.document.xpath("//style/text()"):
            if style in read:
                assert page.html.count(f">{style}</style>") == 1
                texts[name] = texts[name].replace(f">{style}</style>", "></style>")
            read.add(style)
    return texts


@pytest.fixture(scope="module")
def said(site, run_folder):
    """{file: what the checker says of it, warnings too}; `site/` is before the name of what is published."""

    def check(result):
        assert CHECKER.exists(), "The checker is not set up: run `make test` once."
        folder = run_folder / "markup"
        faults = [put(folder, f"{name}/{file}", text) for name, (file, text, _) in FAULTS.items()]
        # Pages as they are served: a file has no origin that the policy's 'self' could mean.
        texts = with_each_style_once(site.pages | {page.path: page for page in site.short.values()})
        texts |= {name: (site.folder / name).read_text(encoding="utf-8") for name in TO_KEEP}
        pages = sorted(texts)
        for name in pages:
            put(folder, f"served/{name}", texts[name])
        files = [
            put(folder, f"site/{name}", (site.folder / name).read_text(encoding="utf-8"))
            for name in sorted(site.files - set(pages))
            if name.endswith((".html", ".svg", ".css"))
        ]
        # The checker asks no server on this machine unless told to.
        local = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
        how = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg"]
        with Server(SimpleNamespace(folder=folder / "served", root="/")) as address:
            run = java(local, "-jar", CHECKER, *how, *[f"{address}{name}" for name in pages], *faults, *files)
        assert run.stdout, run.stderr
        found = {f"site/{name}": [] for name in pages} | {
            path.relative_to(folder).as_posix(): [] for path in [*faults, *files]
        }
        for message in json.loads(run.stdout)["messages"]:
            if not is_passed_over(message):
                where = message["url"].removeprefix(f"file:{folder}/")
                where = f"site/{where.removeprefix(address)}" if where.startswith(address) else where
                found[where].append(f"{where}:{message.get('lastLine', 0)}: {message['message']}")
        result.write_text(json.dumps(found), encoding="utf-8")

    return json.loads(once(run_folder / "markup.json", check).read_text(encoding="utf-8"))


def test_the_checker_finds_no_fault_in_what_is_published(site, said):
    assert site.pages, site.log
    found = {name.removeprefix("site/"): lines for name, lines in said.items() if name.startswith("site/")}
    # The checker passes over a file that is not there without a word.
    wanted = {name for name in site.files if PurePosixPath(name).suffix in (".html", ".svg")}
    wanted |= {f"{name}.html" for name in site.files if name.endswith(".css")}
    assert set(found) == wanted
    assert len(wanted) > 300
    problems = [line for name in sorted(found) for line in found[name]]
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("name", FAULTS)
def test_the_checker_finds_a_fault(said, name):
    file, _, finding = FAULTS[name]
    where = f"{name}/{file}" + (".html" if file.endswith(".css") else "")
    assert any(line.startswith(where + finding) for line in said[where]), said[where]
