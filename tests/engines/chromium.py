"""Chromium, by Playwright: the one that the tests have chosen, and those that the phones of 2020 had."""

from playwright.sync_api import Error

from engines.reader import PHONE, Reader, Refused
from support.built_site import PROJECT
from support.chromium import SWITCHES, launched


class Chromium(Reader):
    def __init__(self, playwright, path=None):
        chromium = playwright.chromium
        self._browser = chromium.launch(executable_path=path, args=SWITCHES) if path else launched(chromium)
        self._context = self._page = None

    def begin(self, size=PHONE, dark=False, scripts=True, worker=False):
        if self._context:
            self._context.close()
        self._context = self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            service_workers="allow" if worker else "block",
            # Without a window, nobody could be asked for leave to copy.
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._page = self._context.new_page()

    def open(self, url):
        try:
            self._page.goto(url)
        except Error as error:
            raise Refused(error.message) from None

    def evaluate(self, expression):
        try:
            return self._page.evaluate(expression)
        except Error as error:
            raise Refused(error.message) from None

    def resize(self, size):
        self._page.set_viewport_size({"width": size[0], "height": size[1]})

    # By place, not by Playwright's ways of finding what can be pressed: old engines lack what those ask for.

    def touch(self, x, y):
        self._page.mouse.click(x, y)

    def type(self, text):
        self._page.keyboard.type(text)

    def press(self, key, control=False):
        self._page.keyboard.press(f"Control+{key}" if control else key)

    def printed(self, paper):
        return self._page.pdf(format=paper)

    def close(self):
        self._browser.close()


def old_chromium(playwright, version):
    """Start the Chromium of this version that `.ci/prepare engines` has unpacked."""
    path = PROJECT / ".venv" / "old-chromium" / version
    assert path.exists(), f"Chromium {version} is not set up: run `make engines`."
    return Chromium(playwright, path)
