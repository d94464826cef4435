"""A real browser: without JavaScript first."""

import pytest

from support.chromium import chosen_chromium

SMALL_PHONE = (320, 568)


@pytest.fixture(scope="session")
def browser():
    with chosen_chromium() as running:
        yield running


@pytest.fixture
def open_page(browser, address):
    """Open a page of the site in a window of its own: `open_page("causes/", scheme="dark")`."""
    contexts = []

    def open_page(path="", size=SMALL_PHONE, scheme="light", javascript=False, workers="block"):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            java_script_enabled=javascript,
            # What a page is must not depend on what a worker kept of another.
            service_workers=workers,
        )
        contexts.append(context)
        # What is missing from a page is not coming: a red run should not wait half a minute for each.
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.requested = []
        page.on("request", lambda request: page.requested.append(request.url))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
