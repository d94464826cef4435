"""Work beside a build: it is done when it was waited for, and a fault in it ends the build."""

import sys

import pytest
from mkdocs.exceptions import PluginError

from sharing.beside import beside


def write(path, text):
    path.write_text(text, encoding="utf-8")


def fail():
    raise ValueError("a fault")


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_work_is_done_when_it_was_waited_for(monkeypatch, tmp_path, platform):
    monkeypatch.setattr(sys, "platform", platform if sys.platform == "linux" else sys.platform)
    wait = beside(write, tmp_path / "a.txt", "done")
    wait()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "done"


def test_a_fault_ends_the_build(capfd):
    # Where the work is done at once, it raises by itself.
    with pytest.raises((PluginError, ValueError)) as raised:
        beside(fail)()
    assert "a fault" in f"{raised.value}{capfd.readouterr().err}"
