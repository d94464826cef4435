"""WebKit, the nearest to Safari that Linux has: Debian's driver, and a window of our own on a screen of its own."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from engines.reader import PATIENCE, PHONE, Refused
from engines.webdriver import WebDriver

# The system's own Python: it has GTK, ours has not.
PYTHON = "/usr/bin/python3"
WINDOW = Path(__file__).with_name("webkit_window.py")
# Where each command of WebDriver goes.
WAYS = {"Navigate": "url", "ExecuteScript": "execute/sync", "PerformActions": "actions"}
PAPERS = {"A4": "iso_a4", "Letter": "na_letter"}


class WebKit(WebDriver):
    def __init__(self):
        self._folder = Path(tempfile.mkdtemp(prefix="webkit-"))
        self._started = []
        self._window = None
        try:
            self._start()
        except BaseException:
            self.close()
            raise

    def _start(self):
        hears, says = os.pipe()
        # Whichever screen is free: Xvfb tells its number.
        self._run("Xvfb", "-displayfd", str(says), "-screen", "0", "1600x1200x24", "-nolisten", "tcp", pass_fds=[says])
        os.close(says)
        with os.fdopen(hears) as told:
            display = told.readline().strip()
        assert display, "Xvfb opened no screen."
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        # No service of a desktop is asked for, neither for help for the blind nor for one's own choices.
        alone = {"DISPLAY": f":{display}", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory"}
        self._run("WebKitWebDriver", f"--port={self._port}", env={**os.environ, **alone})
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(self._folder / "line"))
            door.listen()
            door.settimeout(6 * PATIENCE)
            options = {"binary": PYTHON, "args": [str(WINDOW), str(self._folder / "line")]}
            wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            self._wait_for_the_driver()
            self._session = self._post("/session", {"capabilities": wanted})["sessionId"]
            line, _ = door.accept()
        line.settimeout(6 * PATIENCE)
        with line:
            self._window = line.makefile("rw", encoding="utf-8")

    def _run(self, *command, **options):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._started.append(subprocess.Popen(command, **quiet, **options))

    def _wait_for_the_driver(self):
        end = time.monotonic() + 6 * PATIENCE
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self._port)).close()
            except ConnectionRefusedError:
                assert time.monotonic() < end, "WebKit's driver was started and does not listen."
                time.sleep(0.02)

    def _post(self, path, parameters):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}",
            json.dumps(parameters).encode(),
            {"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=6 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(error.read().decode()) from None

    def command(self, name, **parameters):
        return self._post(f"/session/{self._session}/{WAYS[name]}", parameters)

    def _tell(self, *what):
        """Tell the window something, and wait until it is done."""
        self._window.write(json.dumps(what) + "\n")
        self._window.flush()
        if problem := json.loads(self._window.readline()):
            raise Refused(problem)

    def begin(self, size=PHONE, dark=False, scripts=True, worker=False):
        self._tell("choose", dark, scripts, worker)
        self.open("about:blank")
        self.resize(size)

    def resize(self, size):
        self._tell("size", *size)
        self.until(f"innerWidth === {size[0]} && innerHeight === {size[1]}")

    def printed(self, paper):
        sheets = self._folder / "printed.pdf"
        self._tell("printed", PAPERS[paper], sheets.as_uri())
        return sheets.read_bytes()

    def close(self):
        if self._window:
            self._window.close()
        for process in reversed(self._started):
            process.terminate()
            process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
