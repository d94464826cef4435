"""A real browser: without JavaScript first."""

import os
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest

from browser.visits import ASKED, PHONE, Guest, Visits
from support.chromium import launched


@pytest.fixture(scope="session")
def browser(playwright):
    running = launched(playwright.chromium)
    yield running
    running.close()


@contextmanager
def window(browser, url, size=PHONE, scheme="light", javascript=False, workers="block", before=None):
    """Open an address in a window of its own, after `before` was done to it; it closes in the end."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=javascript,
        # What a page is must not depend on what a worker kept of another.
        service_workers=workers,
    )
    # What is missing from a page is not coming: a red run should not wait half a minute for each.
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    if before:
        before(page)
    try:
        page.goto(url)
        yield page
    finally:
        context.close()


@pytest.fixture
def open_page(browser, address):
    """Open a page of the site: `open_page("causes/", scheme="dark")`."""
    with ExitStack() as windows:
        yield lambda path="", *how, **named: windows.enter_context(window(browser, address + path, *how, **named))


@pytest.fixture(scope="session")
def paths(site):
    """The addresses of all pages below the site's root, that of a page that is not there too."""
    return [page.address for page in site.articles.values()] + ["no/such/page/"]


@pytest.fixture(scope="session")
def visits(request, run_folder, paths, address):
    """What came of the visits to all pages: `visits("phone")` is {path: visit}."""

    def open_window(*how, **named):
        # Only who has to visit a page needs a browser: what another process of this run met is read.
        return window(request.getfixturevalue("browser"), *how, **named)

    # Each process begins with other pages than the others do.
    first = len(paths) * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) // 3 % len(paths)
    return Visits(run_folder / "visits", paths[first:] + paths[:first], partial(Guest, open_window, address))


@pytest.fixture(scope="session")
def answers(visits):
    """What each page answered: `answers(QUESTION, "phone")` is {path: answer}."""
    return lambda question, view: {path: met.answers[ASKED.index(question)] for path, met in visits(view).items()}
