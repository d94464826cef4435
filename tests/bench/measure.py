"""Measures, side by side in one run, how the guide is read, sent and built: `make bench` writes bench/report.md."""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench import lighthouse, load
from bench.figures import (
    CATEGORIES,
    build_targets,
    figures_of,
    load_targets,
    medians,
    paint_targets,
    scores_of,
)
from bench.host import Host, free_port
from bench.pages import make_docs, make_stock, use_font_host, write_bare, write_font_host
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from support.built_site import PROJECT, TO_KEEP, BuiltPage

SITES = ("ours", "bare", "stock")
PAGES = {"home": "", "immediate-relief": "immediate-relief/"}
RUNS = 5
PARTS = ("paint", "builds", "load")
# {pages: builds of each engine}
BUILDS = {10: 5, 100: 5, 1000: 3}


def say(text):
    print(text, file=sys.stderr, flush=True)


def built(engine, docs, site, address="https://guide.example/"):
    """Build a site in a process of its own; return the seconds that took."""
    begun = time.perf_counter()
    run = subprocess.run(
        [sys.executable, Path(__file__).with_name("one_build.py"), engine, docs, site, address],
        capture_output=True,
        text=True,
    )
    if run.returncode:
        raise SystemExit(f"The build of {engine} failed:\n{run.stdout}{run.stderr}")
    return time.perf_counter() - begun


def documents(folder, count):
    """Write the same pages for both engines; return their folders."""
    folders = {engine: folder / f"{engine}-docs-{count}" for engine in ("ours", "stock")}
    for docs in folders.values():
        make_docs(PROJECT / "docs", docs, count)
    make_stock(folders["stock"], PROJECT / "overrides")
    return folders


def both_built(folder):
    """Build the real pages with both engines, each for a port of this machine; return {site: (port, folder)}."""
    docs = documents(folder, len(list((PROJECT / "docs").rglob("*.md"))))
    sites = {engine: (free_port(), folder / engine) for engine in ("ours", "stock")}
    for engine, (port, site) in sites.items():
        built(engine, docs[engine], site, f"http://127.0.0.1:{port}/")
    return sites


def addresses_to_read(folder):
    """Return the addresses of the pages in a built site; those that only lead on to one are none."""
    pages = [BuiltPage(path.relative_to(folder).as_posix(), path.read_text("utf-8")) for path in folder.rglob("*.html")]
    # Nor does anyone look for the page for addresses that do not exist, or open the file to keep over the network.
    return sorted(page.address for page in pages if not page.leads_on and page.path not in {"404.html", *TO_KEEP})


def measure_paint(folder, runs):
    """Return ({page: {site: medians}}, {page: (scores, costly audits)} of every page of ours)."""
    sites = {**both_built(folder), "bare": (free_port(), folder / "bare")}
    ports = {site: port for site, (port, _) in sites.items()}
    folders = {site: place for site, (_, place) in sites.items()}
    fonts, font_port = folder / "fonts", free_port()
    write_font_host(PROJECT / ".venv" / "node" / "node_modules" / "@fontsource", fonts)
    # By name, so that it is another host to the browser, and by TLS, as the real one is.
    use_font_host(folders["stock"], f"https://localhost:{font_port}/")
    write_bare(folders["ours"], folders["bare"], [f"{address}index.html" for address in PAGES.values()])
    with ExitStack() as hosts:
        hosts.enter_context(Host(fonts, font_port, secure="localhost"))
        for site in SITES:
            hosts.enter_context(Host(folders[site], ports[site]))
        taken = {page: {site: [] for site in SITES} for page in PAGES}
        for number in range(runs):
            # One after the other in each round, so that a slow minute of the machine hits all alike.
            for page, address in PAGES.items():
                for site in SITES:
                    say(f"Lighthouse, round {number + 1} of {runs}: {page}, {site}")
                    result = lighthouse.measure(f"http://127.0.0.1:{ports[site]}/{address}", ["performance"])
                    taken[page][site].append(figures_of(result))
        scores = {}
        for address in addresses_to_read(folders["ours"]):
            say(f"Lighthouse, all categories: {address or 'home'}")
            scores[address or "home"] = scores_of(
                lighthouse.measure(f"http://127.0.0.1:{ports['ours']}/{address}", CATEGORIES)
            )
    return {page: {site: medians(runs) for site, runs in sites.items()} for page, sites in taken.items()}, scores


def measure_builds(folder, builds):
    """Return {engine: {pages: median seconds of a build}}."""
    seconds = {"ours": {}, "stock": {}}
    for count, times in builds.items():
        docs = documents(folder, count)
        taken = {"ours": [], "stock": []}
        for number in range(times):
            for engine in taken:
                say(f"Build {number + 1} of {times}: {count:,} pages, {engine}")
                taken[engine].append(built(engine, docs[engine], folder / f"site-{engine}"))
        for engine in taken:
            seconds[engine][count] = median(taken[engine])
    return seconds


def browser_version():
    chromium = (PROJECT / ".venv" / "chromium-path").read_text(encoding="utf-8").strip()
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True).stdout
    return next(word for word in said.split() if word[0].isdigit())


def called_with(words=None):
    """Return the folder of the report, and what is to be measured: all, where no part is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    # Where none is named, Python 3.11 looks for an empty list among the choices, and for a default as a whole.
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="|".join(PARTS), help="all when none is given"
    )
    arguments = parser.parse_args(words)
    return arguments.folder, arguments.parts or PARTS


def main():
    """Measure all, or some parts of it, and write the report as Markdown and as JSON."""
    folder, parts = called_with()
    pages, scores, seconds, pressed = {}, {}, {}, {}
    versions = {"Chromium": browser_version(), "Python": platform.python_version()}
    versions |= {name: version(name) for name in ("mkdocs", "mkdocs-material")}
    # What is missing is told before anything is measured.
    if "load" in parts:
        versions |= {name: load.version(name) for name in ("nginx", "h2load")}
    with tempfile.TemporaryDirectory() as temporary:
        if "paint" in parts:
            versions["Lighthouse"] = lighthouse.version()
            pages, scores = measure_paint(Path(temporary, "paint"), RUNS)
        if "load" in parts:
            place = Path(temporary, "load")
            pressed = load.measure_load(place, both_built(place), PAGES.values(), say)
        if "builds" in parts:
            seconds = measure_builds(Path(temporary, "builds"), BUILDS)
    facts = {
        "versions": versions, "cores": os.cpu_count(), "runs": RUNS, "builds": BUILDS, "pages": pages,
        "seconds": seconds, "load": pressed, "readers": load.READERS, "rounds": load.ROUNDS,
        "scores": {page: found for page, (found, _) in scores.items()},
        "below": [page for page, (found, _) in scores.items() if min(found.values()) < 100],
        "costly": {page: audits for page, (_, audits) in scores.items() if audits},
    }  # fmt: skip
    targets = paint_targets(pages)
    if pressed:
        targets += load_targets(pressed)
    if seconds:
        targets += build_targets(seconds)
    folder.mkdir(exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
    report = environment.get_template("report.md.jinja").render(**facts, targets=targets)
    facts["targets"] = [{"name": t.name, "value": t.value, "limit": t.limit, "holds": t.holds} for t in targets]
    (folder / "report.md").write_text(report, encoding="utf-8")
    (folder / "report.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
