"""An author at work: the server shows what is wrong, goes on, and shows the mended page."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest
from support.built_site import NOT_SOURCE, PROJECT


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(PROJECT, tmp_path / "copy", ignore=NOT_SOURCE)


@pytest.fixture
def free_port():
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


@pytest.mark.program
def test_the_server_shows_all_mistakes_goes_on_and_takes_the_mended_page(copy, free_port):
    page = copy / "docs" / "causes.md"
    good = page.read_text(encoding="utf-8")
    page.write_text("#### Deep\n\n[gone](nowhere.md)\n", encoding="utf-8")
    server = subprocess.Popen(
        the_makefile_s_serve_command(free_port),
        cwd=copy,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = Log(server.stdout)
    try:
        log = printed.until("Serving on http://127.0.0.1:")
        for rule in ("page-record", "heading-levels", "link-lands"):
            assert re.search(rf"docs/causes.md:\d+: {rule}: ", log), log
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/causes/") as answer:
            text = answer.read().decode()
        assert "id=safety-notice" in text
        # An author's browser keeps nothing that is not finished.
        script = re.search(r"data-script=\.\./([^ >]+)", text).group(1)
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/{script}") as answer:
            assert "worker" not in answer.read().decode()
        # Nor does the author wait for pictures.
        assert not (copy / ".preview_cache").exists()
        # The server may not watch yet when it says that it serves: save until it has seen it.
        mended = printed.until(
            "Documentation built",
            after=len(printed.lines),
            meanwhile=lambda: page.write_text(good, encoding="utf-8"),
        )
        assert "docs/causes.md" not in mended
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/causes/") as answer:
            assert b"id=causes-in-short" in answer.read()
    finally:
        server.terminate()
        server.wait()
        printed.reader.join()
        server.stdout.close()
