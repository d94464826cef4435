"""A page is visited once in each view, and asked there all that the tests want to know.

Loading a page costs more than any question about it. A test module says at its top what it asks, in a script that
runs in the page: `WIDTH = ask("document.documentElement.scrollWidth", "phone", "laptop")`. Its tests read the answers
of all pages: `answers(WIDTH, "phone")`. The processes of a run share the visits.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass

from support.built_site import once

PHONE, LAPTOP = (320, 568), (1280, 800)


@dataclass(frozen=True)
class View:
    """How pages are met: on which screen, and what is done to a window before it opens one."""

    size: tuple[int, int] = PHONE
    javascript: bool = True
    before: Callable | None = None
    # What is waited for: that the script of all pages did its work, that the console says this, or nothing.
    until: str = "helped"


@dataclass(frozen=True, eq=False)
class Question:
    """What each page is asked in some views: an expression or a function, which leaves the page as it was."""

    script: str
    views: tuple[str, ...]


@dataclass
class Visit:
    """What came of a visit: what was asked for before the reader acted, all that was said, answers by question.

    `requested` are addresses below the site's root, foreign ones whole; `said` is what the console shows;
    `shifted` tells what moved by itself while the page came and was scrolled (layout shifts, as browsers count them).
    """

    requested: list[str]
    said: list[str]
    shifted: list[str]
    answers: list


SCREENS = ("phone", "laptop")
VIEWS = {
    "phone": View(),
    "laptop": View(LAPTOP),
    "phone without scripts": View(javascript=False, until=""),
    "laptop without scripts": View(LAPTOP, javascript=False, until=""),
}
ASKED = []

SHIFTED = """() => new Promise(done => {
  const moved = []
  new PerformanceObserver(list => list.getEntries().forEach(e => {
    const from = e.sources.map(({node, previousRect, currentRect}) =>
      (node?.outerHTML ?? node?.data) + JSON.stringify([previousRect, currentRect]))
    moved.push(`${e.value} at ${scrollY}: ${from.join('; ')}`)
  })).observe({type: 'layout-shift', buffered: true})
  const end = document.documentElement.scrollHeight
  // Only pictures come as one scrolls: a page that has none is gone through in long steps.
  const far = document.images.length ? innerHeight : Math.max(innerHeight, end / 6)
  let at = 0
  const step = () => {
    scrollTo(0, at += far)
    at < end ? requestAnimationFrame(step) : setTimeout(() => { scrollTo(0, 0); done(moved) }, 50)
  }
  step()
})"""


def ask(script, *views):
    """Have each page asked something in these views."""
    assert views
    assert set(views) <= set(VIEWS), views
    question = Question(script, views)
    ASKED.append(question)
    return question


class Guest:
    """Someone who meets pages in one view; `window(url, …)` is a new window.

    On a screen where it counts what is fetched each page is the first of the site; elsewhere one window shows them all.
    """

    def __init__(self, window, address, view):
        self._window, self._address, self._view, self._how = window, address, view, VIEWS[view]
        self._open, self._page, self._said = ExitStack(), None, []

    def _before(self, page):
        page.on("console", lambda message: self._said.append(message.text))
        page.on("pageerror", lambda error: self._said.append(str(error)))
        if self._how.before:
            self._how.before(page)

    def _go(self, path):
        if self._page is None or self._view in SCREENS:
            self._open.close()
            how = {"size": self._how.size, "javascript": self._how.javascript, "before": self._before}
            self._page = self._open.enter_context(self._window(self._address + path, **how))
        else:
            self._page.goto(self._address + path)

    def visit(self, path):
        """Meet a page, and ask it what is asked in this view."""
        self._said.clear()
        self._go(path)
        page, how = self._page, self._how
        # The script comes after the first frame.
        if how.until == "helped":
            page.locator(".fc-search[role=button]").wait_for()
            page.evaluate("new Promise(done => requestIdleCallback(done, {timeout: 1000}))")
        elif how.until:
            for _ in range(500):
                if any(how.until in line for line in self._said):
                    break
                page.wait_for_timeout(10)
        requested = [url.removeprefix(self._address) for url in page.requested]
        shifted = page.evaluate(SHIFTED) if self._view in SCREENS else []
        answers = [page.evaluate(asked.script) if self._view in asked.views else None for asked in ASKED]
        # That is Playwright's own: workers are kept out of these windows.
        own = "Service Worker registration blocked by Playwright"
        return Visit(requested, [line for line in self._said if not line.startswith(own)], shifted, answers)

    def close(self):
        self._open.close()


class Visits:
    """The visits to some pages: `guest(view)` makes them. Processes that share `folder` share them."""

    def __init__(self, folder, paths, guest):
        self._folder, self._paths, self._guest, self._known = folder, paths, guest, {}

    def __call__(self, view):
        """Return {path: its visit in this view}."""
        if view not in self._known:
            folder = self._folder / view.replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            with closing(self._guest(view)) as guest:
                self._known[view] = {path: self._met(folder, path, guest) for path in self._paths}
        return self._known[view]

    def _met(self, folder, path, guest):
        def write(file):
            file.write_text(json.dumps(asdict(guest.visit(path))), encoding="utf-8")

        name = path.replace("/", "-") or "home"
        return Visit(**json.loads(once(folder / f"{name}.json", write).read_text(encoding="utf-8")))
