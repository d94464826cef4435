"""Builds the site once for all processes of a run, strictly, in a temporary folder, and serves it."""

import os

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from playwright.sync_api import sync_playwright

from evidence.evidence_rules import site_of
from evidence.register_downloads import publish_data
from page.licenses import publish_licenses
from page.published_files import keep_own_files
from support.built_site import PROJECT, BuiltSite, Server, once
from support.mend_first import tell_last
from support.moved_edition import make_moves
from words.source_page import read_pages

# What the publisher of the site below a path set.
PUBLISHED = {
    "REPO_URL": "https://code.example/someone/guide",
    "PUBLISHER_NAME": "Foot & Leg Trust",
    "PUBLISHER_ROLE": "a charity in Leeds",
    "PUBLISHER_CONTACT": "help@trust.example",
    "PUBLISHER_INTERESTS": "We sell nothing.",
}
# Whoever asks for one of these needs a browser, or another build than the one at a domain's root.
PROGRAMS = {"browser", "visits", "site_below_a_path", "moved_site"}


def pytest_xdist_auto_num_workers(config):
    """Let one process more than there are cores run the browser: its tests wait for frames most of the time."""
    return (os.cpu_count() or 1) + (0 if config.option.markexpr else 1)


def pytest_collection_modifyitems(items):
    """Mark what needs a program of its own by what it asks for, and begin with what takes longest.

    Then comes what asks for the site, which one process builds: it is there before others want it.
    """
    for item in items:
        if PROGRAMS & set(item.fixturenames):
            item.add_marker("program")
    # A fault takes a minute, most tests far less: no process ends while another still has one before it.
    items.sort(key=lambda item: (item.path.parent.name != "faults", "site" not in item.fixturenames))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Let no check be left out: what it needs is set up."""
    report = yield
    if report.skipped:
        report.outcome, report.longrepr = "failed", f"A check may not be skipped: {report.longrepr}"
    return report


def pytest_unconfigure(config):
    """Say at the very end what an author has to mend: above it stands all that follows from it."""
    if (reporter := config.pluginmanager.get_plugin("terminalreporter")) is not None:
        tell_last(reporter)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory):
    """The folder of this run, which all its processes share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(run_folder):
    """The site at a domain's root."""
    return BuiltSite(run_folder / "root", "https://guide.example/")


# Those below ask for `site` as well: pictures that no build drew yet are drawn by that one, and not by two at once.


@pytest.fixture(scope="session")
def site_below_a_path(run_folder, site):
    """The site as a project page of a host that serves many: below a path, with its publisher and its source named."""
    return BuiltSite(run_folder / "below", "https://host.example/some/guide/", **PUBLISHED)


@pytest.fixture(scope="session")
def moved_site(run_folder, site):
    """The site after an edition in which two sections and a page moved."""
    return BuiltSite(run_folder / "moved", "https://guide.example/", once(run_folder / "moved-source", make_moves))


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served for this run."""
    with Server(site) as address:
        yield address


@pytest.fixture(scope="session")
def playwright():
    """What drives Chromium: a process can have it only once."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def build():
    """A build that has begun: all but the pages is read, and no page is made."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    loaded = load_config(str(PROJECT / "mkdocs.yml"))
    return loaded.plugins.on_config(loaded).build


@pytest.fixture(scope="session")
def config(build):
    """The configuration, with what the steps add to it."""
    return build.config


@pytest.fixture(scope="session")
def sources(build):
    """All pages as their authors wrote them, and what a rule may ask about."""
    files = get_files(build.config)
    read_pages(build, files)
    keep_own_files(build, files)
    publish_licenses(build, files)
    publish_data(build, files)
    return site_of(build, files)
