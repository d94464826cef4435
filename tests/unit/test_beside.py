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


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere the work is done at once, and raises by itself.")
def test_a_fault_ends_the_build(capfd):
    wait = beside(fail)
    with pytest.raises(PluginError, match="fail broke off"):
        wait()
    assert "a fault" in capfd.readouterr().err
