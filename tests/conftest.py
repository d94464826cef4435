"""Builds the site once, strictly, in a temporary folder, and serves it."""

import os

import pytest
from evidence.evidence_rules import site_of
from evidence.register_downloads import publish_data
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from page.published_files import keep_own_files
from support.built_site import PROJECT, BuiltSite, Server
from support.moved_edition import make_moves
from words.source_page import read_pages


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site at a domain's root."""
    return BuiltSite(tmp_path_factory.mktemp("root"), "https://guide.example/")


@pytest.fixture(scope="session")
def site_below_a_path(tmp_path_factory):
    """The site as a project page of a host that serves many: below a path."""
    return BuiltSite(tmp_path_factory.mktemp("below"), "https://host.example/some/guide/")


@pytest.fixture(scope="session")
def moved_site(tmp_path_factory):
    """The site after an edition in which two sections and a page moved."""
    source = make_moves(tmp_path_factory.mktemp("source") / "copy")
    return BuiltSite(tmp_path_factory.mktemp("moved"), "https://guide.example/", source)


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served for this run."""
    with Server(site) as address:
        yield address


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
    publish_data(build, files)
    return site_of(build, files)
