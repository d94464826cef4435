"""Starts the browser that `.ci/prepare` chose, in the same way for tests and for pictures."""

from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from support.built_site import PROJECT

SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def launched(browser_type, whole=False, without=(), also=()):
    """Start the chosen browser.

    The tests take Chromium's headless shell where there is one: the same engine without its windows, and quicker.
    `whole` takes the browser itself, for what only that does; `without` names switches of Playwright's that are left
    out, `also` such as are added.
    """
    chosen = PROJECT / ".venv" / "headless-shell-path"
    if whole or not chosen.exists():
        chosen = PROJECT / ".venv" / "chromium-path"
    assert chosen.exists(), "No browser has been chosen yet: run `make test` once, it finds or installs one."
    path = Path(chosen.read_text(encoding="utf-8").strip())
    return browser_type.launch(executable_path=path, args=[*SWITCHES, *also], ignore_default_args=list(without))


@contextmanager
def chosen_chromium():
    with sync_playwright() as playwright:
        running = launched(playwright.chromium)
        yield running
        running.close()
