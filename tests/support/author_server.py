"""The server of `make serve`, over a copy of the source that a test may change: an author at work."""

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager

from support.built_site import PROJECT


def free_port():
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def the_makefile_s_serve_command(port):
    """The command of `make serve`, with this run's Python and port."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    setting, command = re.search(r"^\t(\S+=\S+) \.venv/bin/(mkdocs serve .*)$", makefile, re.M).groups()
    return ["env", setting, sys.executable, "-m", *command.replace("$(PORT)", str(port)).split()]


class Log:
    """What a running program prints, read as it comes."""

    def __init__(self, stream):
        self.lines = []
        self._arrived = threading.Condition()
        self.reader = threading.Thread(target=self._read, args=[stream], daemon=True)
        self.reader.start()

    def _read(self, stream):
        for line in stream:
            with self._arrived:
                self.lines.append(line)
                self._arrived.notify_all()

    def until(self, words, after=0, meanwhile=lambda: None):
        """Return what came after a number of lines up to these words; do something each second while waiting."""
        for _ in range(120):
            meanwhile()
            with self._arrived:
                found = [number for number, line in enumerate(self.lines) if number >= after and words in line]
                if found:
                    return "".join(self.lines[after : found[0] + 1])
                self._arrived.wait(1)
        raise AssertionError(f"“{words}” never came:\n{''.join(self.lines)}")


class AuthorServer:
    """What the server prints, and the pages that it shows."""

    def __init__(self, folder, port, log):
        self.folder, self.port, self.log = folder, port, log

    def page(self, path):
        """Return the text of a page; one that takes over a minute fails the test."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as answer:
            return answer.read().decode()

    def save(self, file, text):
        """Save a file as editors do, in one go; return what the server printed until it was done with that.

        It may not watch yet when it says that it serves: what it has not seen after some seconds is saved again. It
        asks browsers to look again after each attempt, built or kept. How long a build took is no sign of its end:
        MkDocs says the same words only once, and two builds may take the same hundredths of a second.
        """
        seen, waited = len(self.log.lines), 0
        draft = self.folder.with_name("draft")

        def write():
            nonlocal waited
            if waited % 5 == 0 and not any("Detected file changes" in line for line in self.log.lines[seen:]):
                draft.write_bytes(text.encode() if isinstance(text, str) else text)
                draft.replace(file)
            waited += 1

        return self.log.until("Reloading browsers", after=seen, meanwhile=write)


@contextmanager
def serving(folder):
    """Serve a copy of the source as `make serve` does, for as long as the `with` block runs."""
    port = free_port()
    server = subprocess.Popen(
        the_makefile_s_serve_command(port),
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    log = Log(server.stdout)
    try:
        yield AuthorServer(folder, port, log)
    finally:
        server.terminate()
        server.wait()
        log.reader.join()
        server.stdout.close()
