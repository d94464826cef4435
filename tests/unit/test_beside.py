"""Work beside a build: it is done when it was waited for, and a fault in it ends the build."""

import multiprocessing
import os
import sys

import pytest
from mkdocs.exceptions import PluginError

from beside import WORTH_IT, beside, halved, workers

HELD = []


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
    assert beside(who)()[1] == HELD


def test_a_fault_ends_the_build(capfd):
    # Where the work is done at once, it raises by itself.
    with pytest.raises((PluginError, ValueError)) as raised:
        beside(fail)()
    assert "a fault" in f"{raised.value}{capfd.readouterr().err}"


@pytest.fixture
def otherwise():
    """A Python that by itself would begin a process that holds nothing of this one, as later ones do."""
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method("spawn", force=True)
    yield
    multiprocessing.set_start_method(before, force=True)


def who():
    return os.getpid(), list(HELD)


def test_where_a_copy_can_be_made_safely_it_does_the_work_with_all_that_this_one_holds(
    monkeypatch, tmp_path, otherwise
):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys.modules[who.__module__], "HELD", ["kept"])
    beside(lambda: write(tmp_path / "a.txt", f"{who()}"))()
    with workers() as pool:
        pid, held = pool.submit(who).result()
    assert (held, pid == os.getpid()) == (["kept"], False)
    written = (tmp_path / "a.txt").read_text(encoding="utf-8")
    assert written.endswith("['kept'])")
    assert written != f"{who()}"


def test_elsewhere_the_work_is_done_here_and_at_once(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "platform", "darwin")
    wait = beside(lambda: write(tmp_path / "a.txt", f"{who()}"))
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == f"{who()}"
    wait()
    with workers() as pool:
        assert pool.submit(who).result() == who()


@pytest.mark.parametrize("platform", ["linux", "darwin"])
@pytest.mark.parametrize("count", [0, 1, WORTH_IT - 1, WORTH_IT, WORTH_IT + 1, 100])
def test_what_is_halved_comes_back_whole_and_in_order(monkeypatch, platform, count):
    monkeypatch.setattr(sys, "platform", platform if sys.platform == "linux" else sys.platform)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert halved(lambda number: number * number, list(range(count))) == [number * number for number in range(count)]


def test_one_half_is_done_by_a_copy_of_this_process(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(sys.modules[who.__module__], "HELD", ["kept"])
    found = halved(lambda _: who(), list(range(10)))
    assert [held for _, held in found] == [["kept"]] * 10
    (here,), (there,) = {pid for pid, _ in found[:5]}, {pid for pid, _ in found[5:]}
    assert (here == os.getpid(), there == os.getpid()) == (True, False)


@pytest.mark.parametrize(("count", "processors", "processes"), [
    (WORTH_IT, 2, 2), (WORTH_IT - 1, 2, 1), (WORTH_IT, 1, 1)
])  # fmt: skip
def test_a_few_things_and_a_machine_with_one_processor_need_no_copy(monkeypatch, count, processors, processes):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert len({pid for pid, _ in halved(lambda _: who(), list(range(count)))}) == processes


@pytest.mark.parametrize("number", [0, 9])
def test_a_fault_in_either_half_ends_the_build(monkeypatch, capfd, number):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises((PluginError, ValueError)) as raised:
        halved(lambda each: each == number and fail(), list(range(10)))
    assert "a fault" in f"{raised.value}{capfd.readouterr().err}"


def test_a_half_that_breaks_off_ends_the_build(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(PluginError, match="broke off"):
        halved(lambda each: each == 9 and os._exit(3), list(range(10)))


def test_what_nobody_waits_for_any_more_ends_without_a_word(capfd):
    # More than a pipe takes at once.
    beside(lambda: "much" * 1_000_000)
    with pytest.raises(ValueError, match="a fault"):
        halved(lambda each: "much" * 1_000_000 if each else fail(), list(range(10)))
    for process in multiprocessing.active_children():
        assert process.daemon
        process.join(60)
        assert process.exitcode == 0
    assert capfd.readouterr().err == ""
