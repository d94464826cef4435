"""What a reader can do, in the same words for every engine: open, look, touch, type, print.

An engine says in a file of its own how it does the few things of the first kind below. All else is made of them, so
that a story is written once.
"""

import json
import time
from abc import ABC, abstractmethod
from contextlib import suppress

PHONE, LAPTOP = (320, 568), (1280, 800)
# What is not there after so long is not coming. Nothing waits for it that can tell sooner.
PATIENCE = 10
MIDDLE = """(() => {
  const element = document.querySelector(%s)
  element.scrollIntoView({ block: "center", behavior: "instant" })
  const { x, y, width, height } = element.getBoundingClientRect()
  return [Math.round(x + width / 2), Math.round(y + height / 2)]
})()"""


class Refused(Exception):
    """The engine could not do it, or not on the page as it is now."""


class Reader(ABC):
    """One engine with one window. `begin` gives each story a window as if none had been there before."""

    @abstractmethod
    def begin(self, size=PHONE, dark=False, scripts=True, worker=False):
        """Make the window anew: of this size, by day or by night, with or without JavaScript and workers.

        What a page is must not depend on what a worker kept of another: there is none unless a story is about it.
        """

    @abstractmethod
    def open(self, url):
        """Open a page and wait until it is loaded. A page that cannot be had is refused."""

    @abstractmethod
    def evaluate(self, expression):
        """Return what an expression of JavaScript is, or what it promises. This goes without the page's own, too."""

    @abstractmethod
    def resize(self, size):
        """Make the window as wide and as high as this, inside."""

    @abstractmethod
    def touch(self, x, y):
        """Press and let go there."""

    @abstractmethod
    def type(self, text):
        """Type these letters on the keyboard."""

    @abstractmethod
    def press(self, key, control=False):
        """Press one key, perhaps with Control: a letter, Enter, Escape or Tab."""

    @abstractmethod
    def printed(self, paper):
        """Print the page on A4 or Letter, and return the PDF."""

    @abstractmethod
    def close(self):
        """End the engine, and all that was started for it."""

    # --- Made of these ---

    def until(self, expression):
        """Wait until this is true, and return it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            # A page that is just leaving cannot tell.
            with suppress(Refused):
                if found := self.evaluate(expression):
                    return found
            time.sleep(0.02)
        raise AssertionError(f"Never true on {self.evaluate('location.href')}: {expression}")

    def wait_for(self, selector):
        self.until(f"document.querySelector({json.dumps(selector)}) !== null")

    def click(self, selector):
        self.wait_for(selector)
        self.touch(*self.evaluate(MIDDLE % json.dumps(selector)))

    def box(self, selector):
        """Where an element is on the screen: left, top, right, bottom."""
        found = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        return self.evaluate(f"(({{ left, top, right, bottom }}) => [left, top, right, bottom])({found})")

    def text(self, selector):
        return self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText")
