"""Links: every one leads somewhere, at a domain's root and below a path, and the checkers prove that they looked."""

import csv
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from support.built_site import Server

HOST = "https://guide.example"


def internal_links(site):
    """Yield (page, href, path, fragment) of every link inside the site; the 404 page is served at any depth."""
    for name, page in site.pages.items():
        for href in page.links:
            # A link within the page stays on it, wherever the host shows it.
            elsewhere = name == "404.html" and not href.startswith("#")
            addresses = [page.address, "no/such/page/"] if elsewhere else [page.address]
            for address in addresses:
                target = urlsplit(urljoin(f"{HOST}{site.root}{address}", href))
                if f"{target.scheme}://{target.netloc}" == HOST:
                    yield name, href, unquote(target.path), unquote(target.fragment)


def test_every_link_has_words_of_its_own(site):
    """A text browser shows neither drawings nor labels."""
    silent = [
        f"{name}: {link.get('href')}"
        for name, page in site.pages.items()
        for link in page.document.iter("a")
        if not (link.text_content().strip() or "".join(link.xpath(".//img/@alt")).strip())
    ]
    assert not silent


@pytest.mark.parametrize("where", ["site", pytest.param("site_below_a_path", marks=pytest.mark.program)])
def test_every_link_and_fragment_lands(request, where):
    site = request.getfixturevalue(where)
    checked, dead = 0, []
    for name, href, path, fragment in internal_links(site):
        checked += 1
        target = site.file_at(path)
        if target is None:
            dead.append(f"{name}: “{href}” leads to no published file")
        elif fragment and fragment not in site.pages[target].ids:
            known = sorted(id for level, id, _ in site.pages[target].headings if id)
            dead.append(f"{name}: “{href}” leads to no section of {target}. Sections there: {known}")
    assert not dead, "\n" + "\n".join(dead)
    # Every page links to the five main pages, the about pages and its own sections.
    assert checked > 10 * len(site.pages), f"only {checked} links were seen"


def linkchecker(address, home, *options):
    """Run LinkChecker over a served site, without a user's own settings; return the process and its rows."""
    settings = home / "linkcheckerrc"
    # It waits between requests for up to six times as long as this leaves it, even where a server lets it ask at once.
    settings.write_text("[checking]\nmaxrequestspersecond=10000\n", encoding="utf-8")
    how = ["--no-status", "--verbose", "--threads=0", "--output=csv", f"--config={settings}"]
    run = subprocess.run(
        [Path(sys.executable).parent / "linkchecker", *how, *options, address],
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    lines = [line for line in run.stdout.splitlines() if not line.startswith("#")]
    return run, list(csv.DictReader(lines, delimiter=";"))


def linkchecker_finds_no_broken_link(site, home, *options):
    """Return the paths that LinkChecker saw."""
    with Server(site) as address:
        run, rows = linkchecker(address, home, *options)
    broken = [f"{row['parentname']} → {row['urlname']}: {row['result']}" for row in rows if row["valid"] != "True"]
    assert not broken, "\n" + "\n".join(broken)
    assert run.returncode == 0, run.stdout + run.stderr
    # It lists each address once: every page and the icon at least.
    assert len(rows) > len(site.articles), f"only {len(rows)} links were checked"
    return {urlsplit(row["url"]).path for row in rows}


@pytest.mark.program
def test_linkchecker_finds_no_broken_link_and_saw_every_page(site, tmp_path):
    seen = linkchecker_finds_no_broken_link(site, tmp_path)
    asked = {path for name, _, path, _ in internal_links(site) if name != "404.html"}
    assert asked >= {f"{site.root}{page.address}" for page in site.articles.values()}
    assert asked <= seen, f"LinkChecker never saw {asked - seen}"


@pytest.mark.program
def test_linkchecker_finds_no_broken_link_below_a_path_where_every_page_has_the_links_that_it_has_at_the_root(
    site, site_below_a_path, tmp_path
):
    """So it need not follow the same links again: from the home page it asks for every page, and reads that one."""
    for name, page in site.articles.items():
        below = [
            href.replace("https://host.example/some/guide/", f"{HOST}/")
            for href in site_below_a_path.pages[name].links
            # What only a publisher sets.
            if not href.startswith(("https://code.example/", "mailto:"))
        ]
        assert below == page.links, name
    seen = linkchecker_finds_no_broken_link(site_below_a_path, tmp_path, "--recursion-level=1")
    asked = {f"{site_below_a_path.root}{page.address}" for page in site_below_a_path.articles.values()}
    assert asked <= seen, f"LinkChecker never saw {asked - seen}"


@pytest.mark.program
def test_linkchecker_reports_a_dead_link(tmp_path):
    """A checker that finds nothing must be shown to find something."""
    (tmp_path / "index.html").write_text('<!doctype html><title>x</title><a href="gone/">gone</a>', encoding="utf-8")
    (tmp_path / "404.html").write_text("<!doctype html><title>404</title>", encoding="utf-8")
    with Server(SimpleNamespace(folder=tmp_path, root="/")) as address:
        run, rows = linkchecker(address, tmp_path)
    assert run.returncode == 1, run.stdout + run.stderr
    assert [row["urlname"] for row in rows if row["valid"] != "True"] == ["gone/"]


def test_every_page_is_reached_from_home(site):
    reached, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        base = f"{HOST}/{site.pages[name].address}"
        targets = [site.file_at(urlsplit(urljoin(base, href)).path) for href in site.pages[name].links]
        waiting += [target for target in targets if target in site.articles]
    assert reached == set(site.articles)


def test_the_404_page_works_at_any_depth_below_a_path(site_below_a_path):
    page = site_below_a_path.pages["404.html"]
    inside = [href for href in page.links if not href.startswith(("#", "http"))]
    assert inside
    assert all(href.startswith("/some/guide/") for href in inside), inside
    assert page.document.xpath("//ol/li"), "the 404 page has no steps for a cramp"
