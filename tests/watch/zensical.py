"""Builds the guide with Zensical, which follows MkDocs and Material, to know how far readers could be served by it.

It runs no hook, so our templates, which are given values by hooks, cannot be filled; it is tried with them, and then
with its own. That it cannot do all is no fault of the guide.
"""

import re
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from support.built_site import BuiltPage
from watch.newest import PATIENCE, copy_of_the_source, installed
from watch.report import Told, code, last_line

PROGRAM = Path(".venv", "bin", "zensical")
# What a hook would have made something of.
LEFT = re.compile(r"\{(?:sign|caution|sure): |\[\^[A-Za-z]")


def without_templates(copy):
    """Take our templates out of a copy's settings and pages."""
    settings = copy / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"^  custom_dir: .*\n", "", text, flags=re.M), encoding="utf-8")
    for page in (copy / "docs").rglob("*.md"):
        record, line, text = page.read_text(encoding="utf-8").partition("\n---\n")
        page.write_text(re.sub(r"\ntemplate: .*", "", record) + line + text, encoding="utf-8")


def built(copy):
    """Build a copy; return (what Zensical complained of, or "", the seconds that it took)."""
    begun = time.perf_counter()
    run = subprocess.run(
        [copy / PROGRAM, "build", "--clean"], cwd=copy, capture_output=True, text=True, timeout=PATIENCE
    )
    return last_line(run.stdout + run.stderr) if run.returncode else "", time.perf_counter() - begun


def pages_of(folder):
    """Return {name: page} of all pages that a folder holds."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return {name: BuiltPage(name, (folder / name).read_text(encoding="utf-8")) for name in names}


def missing(ours, theirs):
    """Return ([pages that only we have], {id: [pages where only ours has a heading of that id]})."""
    lost = defaultdict(list)
    for name in sorted(ours.keys() & theirs.keys()):
        there = {id for _, id, _ in theirs[name].headings}
        for _, id, _ in ours[name].headings:
            if id and id not in there:
                lost[id].append(name)
    return sorted(ours.keys() - theirs.keys()), dict(lost)


def tell_comparison(told, ours, theirs, seconds):
    """Add what Zensical made, beside what we make."""
    pages, headings = missing(ours, theirs)
    raw = sum(len(LEFT.findall(page.document.text_content())) for page in theirs.values())
    told.known.append(
        f"with its own templates: {len(ours.keys() & theirs.keys())} of {len(ours)} pages in {seconds:.1f} s; {raw:,}"
        " signs, cautions, certainties and markers of claims stand there as they are written"
    )
    told.known += [f"missing page: {code(name)}" for name in pages]
    told.known += [
        f"missing heading: {code(id)} on {code(names[0]) if len(names) == 1 else f'{len(names)} pages'}"
        for id, names in headings.items()
    ]


def zensical(site):
    """Tell how far the newest Zensical comes with this guide."""
    told = Told("Zensical")
    with tempfile.TemporaryDirectory() as temporary:
        copy = copy_of_the_source(temporary)
        if complaint := installed(copy, ["zensical"]):
            told.unasked.append(code(complaint))
            return told
        said = subprocess.run([copy / PROGRAM, "--version"], capture_output=True, text=True, check=True)
        told.known.append(f"version {code(said.stdout.strip())}")
        complaint, seconds = built(copy)
        told.known.append(f"with our templates: {f'no: {code(complaint)}' if complaint else f'in {seconds:.1f} s'}")
        without_templates(copy)
        complaint, seconds = built(copy)
        if complaint:
            told.known.append(f"with its own templates: no: {code(complaint)}")
        else:
            tell_comparison(told, site.articles, pages_of(copy / "site"), seconds)
    return told
