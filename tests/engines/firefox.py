"""Firefox as it is installed, by Marionette, the line that it opens itself: no driver is needed beside it."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from engines.reader import PATIENCE, PHONE, Refused
from engines.webdriver import WebDriver
from support.built_site import PROJECT

PREFERENCES = {
    # Any port that is free; Firefox writes it into its profile.
    "marionette.port": 0,
    "browser.startup.page": 0,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # As on a phone, a bar for scrolling takes no room.
    "widget.gtk.overlay-scrollbars.enabled": True,
    "ui.useOverlayScrollbars": 1,
}
# The window cannot be as narrow as a phone; what it shows of a page can.
NARROWED = """
  const [width, height] = arguments
  const { style } = gBrowser.selectedBrowser
  for (const [side, length] of [["width", width], ["height", height]]) {
    for (const end of ["min", "max"]) style.setProperty(`${end}-${side}`, `${length}px`)
  }
"""
SET = """
  const [preferences] = arguments
  for (const [name, value] of Object.entries(preferences)) {
    Services.prefs[typeof value === "boolean" ? "setBoolPref" : "setIntPref"](name, value)
  }
"""


class Firefox(WebDriver):
    def __init__(self):
        chosen = PROJECT / ".venv" / "firefox-path"
        assert chosen.exists(), "No Firefox has been chosen yet: run `make test` once, it finds or installs one."
        self._profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
        (self._profile / "user.js").write_text("".join(lines), encoding="utf-8")
        self._process = subprocess.Popen(
            [chosen.read_text(encoding="utf-8").strip(), "--headless", "--marionette", "--remote-allow-system-access",
             "--no-remote", "--profile", self._profile],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Nothing of whoever runs the tests is read or kept.
            env={**os.environ, "HOME": str(self._profile)},
        )  # fmt: skip
        self._line = self._answers = None
        self._asked = 0
        self._scripts = True
        try:
            self._connect()
        except BaseException:
            self.close()
            raise

    def _connect(self):
        port = self._profile / "MarionetteActivePort"
        end = time.monotonic() + 6 * PATIENCE
        while not (port.exists() and port.read_text(encoding="utf-8")):
            assert self._process.poll() is None, "Firefox ended as soon as it was started."
            assert time.monotonic() < end, "Firefox was started and opens no line."
            time.sleep(0.02)
        self._line = socket.create_connection(("127.0.0.1", int(port.read_text(encoding="utf-8"))))
        self._answers = self._line.makefile("rb")
        # Firefox begins by saying who it is.
        self._answer()
        self.command("NewSession", capabilities={})

    def _answer(self):
        """Read a message: its length in bytes, a colon, JSON."""
        length = b""
        while (byte := self._answers.read(1)) != b":":
            assert byte, "Firefox has gone."
            length += byte
        return json.loads(self._answers.read(int(length)))

    def _ask(self, name, parameters):
        self._asked += 1
        message = json.dumps([0, self._asked, name, parameters]).encode()
        self._line.sendall(b"%d:%b" % (len(message), message))
        _, _, error, answer = self._answer()
        if error:
            raise Refused(f"{error['error']}: {error['message']}")
        return answer.get("value")

    def command(self, name, **parameters):
        return self._ask(f"WebDriver:{name}", parameters)

    def _in_the_browser(self, script, *arguments):
        """Run a script in Firefox itself, not in the page."""
        self._ask("Marionette:SetContext", {"value": "chrome"})
        try:
            self.command("ExecuteScript", script=script, args=arguments)
        finally:
            self._ask("Marionette:SetContext", {"value": "content"})

    def begin(self, size=PHONE, dark=False, scripts=True, worker=False):
        self._scripts = scripts
        self._in_the_browser(SET, {
            "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
            "javascript.enabled": scripts,
            "dom.serviceWorkers.enabled": worker,
        })  # fmt: skip
        self.open("about:blank")
        self.resize(size)

    def evaluate(self, expression):
        # Where the page has no scripts, only a room beside it has any.
        room = None if self._scripts else "default"
        return self.command("ExecuteScript", script=f"return {expression}", args=[], sandbox=room)

    def resize(self, size):
        self._in_the_browser(NARROWED, *size)
        self.until(f"innerWidth === {size[0]} && innerHeight === {size[1]}")

    def close(self):
        self._process.kill()
        self._process.wait()
        if self._line:
            self._answers.close()
            self._line.close()
        shutil.rmtree(self._profile, ignore_errors=True)
