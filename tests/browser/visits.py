"""A page is visited once in each view, and asked there all that the tests want to know.

Loading a page costs more than any question about it. A test module says at its top what it asks, in a script that
runs in the page: `WIDTH = ask("document.documentElement.scrollWidth", "phone", "laptop")`. Its tests read the answers
of all pages: `answers(WIDTH, "phone")`. The processes of a run share the visits.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from support.built_site import once

PHONE, LAPTOP = (320, 568), (1280, 800)
# The widths of A4 and Letter less margins of 18 mm, in CSS px.
SHEETS = {"A4": 794 - 136, "Letter": 816 - 136}


@dataclass(frozen=True)
class View:
    """How pages are met: on which screen or sheet of paper, and what is done to a window before it opens one."""

    size: tuple[int, int] = PHONE
    javascript: bool = True
    paper: bool = False
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
    **{name: View((width, 1000), paper=True) for name, width in SHEETS.items()},
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


def visit(window, address, path, view):
    """Meet a page as the first of the site, and ask it what is asked in this view; `window(url, …)` opens it."""
    how = VIEWS[view]
    said = []

    def before(page):
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        if how.before:
            how.before(page)

    with window(address + path, size=how.size, javascript=how.javascript, before=before) as page:
        # The script comes after the first frame.
        if how.until == "helped":
            page.locator(".fc-search[role=button]").wait_for()
            page.evaluate("new Promise(done => requestIdleCallback(done, {timeout: 1000}))")
        elif how.until:
            for _ in range(500):
                if any(how.until in line for line in said):
                    break
                page.wait_for_timeout(10)
        requested = [url.removeprefix(address) for url in page.requested]
        if how.paper:
            page.emulate_media(media="print")
        shifted = page.evaluate(SHIFTED) if view in SCREENS else []
        answers = [page.evaluate(asked.script) if view in asked.views else None for asked in ASKED]
    # That is Playwright's own: workers are kept out of these windows.
    said = [line for line in said if not line.startswith("Service Worker registration blocked by Playwright")]
    return Visit(requested, said, shifted, answers)


class Visits:
    """The visits to some pages: `meet(path, view)` makes one. Processes that share `folder` share them."""

    def __init__(self, folder, paths, meet):
        self._folder, self._paths, self._meet, self._known = folder, paths, meet, {}

    def __call__(self, view):
        """Return {path: its visit in this view}."""
        if view not in self._known:
            folder = self._folder / view.replace(" ", "-")
            folder.mkdir(parents=True, exist_ok=True)
            self._known[view] = {path: self._met(folder, path, view) for path in self._paths}
        return self._known[view]

    def _met(self, folder, path, view):
        def write(file):
            file.write_text(json.dumps(asdict(self._meet(path, view))), encoding="utf-8")

        name = path.replace("/", "-") or "home"
        return Visit(**json.loads(once(folder / f"{name}.json", write).read_text(encoding="utf-8")))
