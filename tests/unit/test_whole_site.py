"""The site that stands there is whole at any moment, whoever ends a build, fails in one or begins a second one."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from page import whole_site
from page.whole_site import SiteInMaking
from support.built_site import PROJECT


def made(site, page):
    making = SiteInMaking(site)
    (making.folder / "s").mkdir()
    (making.folder / "s" / "index.html").write_text(page)
    (making.folder / "index.html").write_text(page)
    return making


def standing(site):
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*") if path.is_file()}


def whole(page):
    return {"index.html": page, "s/index.html": page}


@pytest.fixture
def site(tmp_path):
    """A site that stands there already, with a page that the next one will not have."""
    folder = tmp_path / "out" / "my site é"
    making = made(folder, "old")
    (making.folder / "gone.html").write_text("old")
    making.put_in_place()
    return folder


def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(site):
    site.chmod(0o750)
    making = made(site, "new")
    assert standing(site) == whole("old") | {"gone.html": "old"}
    making.put_in_place()
    assert standing(site) == whole("new")
    assert site.stat().st_mode & 0o777 == 0o750
    assert os.listdir(site.parent) == [site.name]


def test_a_build_that_is_given_up_leaves_the_old_site(site):
    making = made(site, "half")
    del making
    assert standing(site) == whole("old") | {"gone.html": "old"}
    assert os.listdir(site.parent) == [site.name]


def test_of_two_builds_at_once_each_is_whole_and_the_later_one_stays(site):
    first, second = made(site, "first"), made(site, "second")
    assert first.folder != second.folder
    first.put_in_place()
    assert standing(site) == whole("first")
    second.put_in_place()
    assert standing(site) == whole("second")
    assert os.listdir(site.parent) == [site.name]


def test_a_build_that_was_killed_is_swept_by_the_next_one_and_one_that_runs_is_not(site):
    script = f"import sys, time; sys.path.insert(0, {str(PROJECT / 'overrides/hooks')!r})\n"
    script += "from page.whole_site import SiteInMaking\n"
    script += f"making = SiteInMaking({str(site)!r}); print(making.folder, flush=True); time.sleep(600)"
    other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    with other:
        try:
            folder = Path(other.stdout.readline().strip())
            made(site, "mine").put_in_place()
            assert folder.is_dir()
        finally:
            other.send_signal(signal.SIGKILL)
    made(site, "new").put_in_place()
    assert os.listdir(site.parent) == [site.name]


def test_hidden_files_stay_as_in_a_branch_that_is_published(site):
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref")
    made(site, "new").put_in_place()
    assert standing(site) == whole("new") | {".git/HEAD": "ref"}
    assert os.listdir(site.parent) == [site.name]


def test_a_folder_that_cannot_be_moved_is_filled(site, monkeypatch):
    """One that another disk is mounted on."""
    rename = Path.rename

    def busy(path, target):
        if path == site:
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    made(site, "new").put_in_place()
    assert standing(site) == whole("new")
    assert os.listdir(site.parent) == [site.name]


def test_where_nothing_may_stand_beside_a_site_it_is_made_elsewhere(site, tmp_path, monkeypatch):
    mkdir, rename = Path.mkdir, Path.rename

    def refused(path, *given, **named):
        if path.parent == site.parent and path != site:
            raise PermissionError(13, "Permission denied")
        return mkdir(path, *given, **named)

    def moved(path, target):
        if path == site:
            raise PermissionError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr(Path, "rename", moved)
    monkeypatch.setattr("page.whole_site.tempfile.gettempdir", lambda: str(tmp_path))
    making = made(site, "new")
    assert making.folder.parent == tmp_path
    making.put_in_place()
    assert standing(site) == whole("new")
    assert os.listdir(tmp_path) == [site.parent.name]


def test_whoever_ends_a_build_between_two_moves_keeps_the_old_site(site, monkeypatch):
    rename, making = Path.rename, made(site, "new")

    def ended(path, target):
        if path == making.folder:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", ended)
    with pytest.raises(KeyboardInterrupt):
        making.put_in_place()
    assert standing(site) == whole("old") | {"gone.html": "old"}


def test_a_site_behind_a_link_is_replaced_where_it_is(site):
    link = site.parent / "current"
    link.symlink_to(site)
    made(link, "new").put_in_place()
    assert link.is_symlink()
    assert standing(site) == whole("new")


def test_a_site_may_stand_in_folders_that_are_not_there_yet(tmp_path):
    made(tmp_path / "a" / "b" / "site", "new").put_in_place()
    assert standing(tmp_path / "a" / "b" / "site") == whole("new")


def test_what_a_build_of_another_site_left_is_not_ours_to_sweep(site):
    names = [f".{name}.unfinished-1" for name in ("a", "b", site.name, "c", "d", f"{site.name}2")]
    for name in names:
        (site.parent / name).mkdir()
    # Nor can this be swept.
    (site.parent / f".{site.name}.unfinished-2").symlink_to("nowhere")
    made(site, "new").put_in_place()
    mine = names.pop(2)
    assert mine not in os.listdir(site.parent)
    assert set(os.listdir(site.parent)) == {*names, site.name, f".{site.name}.unfinished-2"}


def test_where_a_system_has_no_locks_a_site_is_put_in_its_place_all_the_same(site, monkeypatch):
    close, closed = os.close, []

    def closing(file):
        closed.append(file)
        close(file)

    monkeypatch.setattr(whole_site, "fcntl", None)
    monkeypatch.setattr(os, "close", closing)
    made(site, "new").put_in_place()
    assert standing(site) == whole("new")
    # What the program writes to stays open.
    assert not {0, 1, 2} & set(closed)


def test_a_build_whose_folder_another_one_sweeps_before_it_is_locked_makes_a_new_one(site, monkeypatch):
    locked, swept = whole_site._locked, []

    def late(folder):
        if not swept:
            swept.append(folder)
            folder.rmdir()
        return locked(folder)

    monkeypatch.setattr(whole_site, "_locked", late)
    making = made(site, "new")
    assert making.folder not in swept
    assert len(swept) == 1
    making.put_in_place()
    assert standing(site) == whole("new")


def test_a_build_whose_folder_another_one_is_just_sweeping_makes_a_new_one_and_does_not_wait(site, monkeypatch):
    locked, held = whole_site._locked, {}

    def late(folder):
        if not held:
            held[folder] = os.open(folder, os.O_RDONLY)
            whole_site.fcntl.flock(held[folder], whole_site.fcntl.LOCK_EX)
        return locked(folder)

    monkeypatch.setattr(whole_site, "_locked", late)
    making = made(site, "new")
    assert making.folder not in held
    making.put_in_place()
    os.close(*held.values())
    assert standing(site) == whole("new")


def test_on_a_disk_that_keeps_no_locks_a_site_is_put_in_its_place_and_nothing_is_swept(site, monkeypatch):
    def refused(lock, how):
        raise OSError(errno.ENOLCK, "No locks available")

    close, closed = os.close, []

    def closing(file):
        closed.append(file)
        if file > 2:
            close(file)

    monkeypatch.setattr(whole_site.fcntl, "flock", refused)
    monkeypatch.setattr(os, "close", closing)
    other = site.parent / f".{site.name}.unfinished-1"
    other.mkdir()
    made(site, "new").put_in_place()
    assert standing(site) == whole("new")
    assert set(os.listdir(site.parent)) == {site.name, other.name}
    # What the program writes to stays open.
    assert not {0, 1, 2} & set(closed)


def test_a_build_that_is_done_or_given_up_holds_no_file_open(site, monkeypatch):
    opened, closed, held = os.open, os.close, []

    def opening(*given, **named):
        held.append(opened(*given, **named))
        return held[-1]

    def closing(file):
        held.remove(file)
        closed(file)

    # That of a build that was killed is swept, and let go.
    (site.parent / f".{site.name}.unfinished-1").mkdir()
    monkeypatch.setattr(os, "open", opening)
    monkeypatch.setattr(os, "close", closing)
    made(site, "new").put_in_place()
    making = made(site, "half")
    assert len(held) == 1
    del making
    assert held == []


def test_a_site_that_another_build_moves_at_the_same_moment_is_replaced_all_the_same(site, monkeypatch):
    rename, making, met = Path.rename, made(site, "new"), []

    def moved_before(path, target):
        if path == site and not met:
            met.append(rename(path, path.with_name("elsewhere")))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", moved_before)
    making.put_in_place()
    assert standing(site) == whole("new")
    assert standing(met[0]) == whole("old") | {"gone.html": "old"}


def test_a_site_that_another_build_put_there_between_two_moves_is_replaced_by_the_later_one(site, monkeypatch):
    rename, making, met = Path.rename, made(site, "later"), []

    def put_before(path, target):
        if path == making.folder and not met:
            met.append(shutil.copytree(path, target))
            (target / "other.html").write_text("earlier")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", put_before)
    making.put_in_place()
    assert len(met) == 1
    assert standing(site) == whole("later")
    assert os.listdir(site.parent) == [site.name]


def test_while_a_folder_is_filled_its_first_page_is_the_first_to_go_and_the_last_to_come(site, monkeypatch):
    (site / ".git").mkdir()
    clean, move, came = whole_site.clean_directory, shutil.move, []

    def cleaned(folder):
        assert not (site / "index.html").exists()
        clean(folder)

    def moved(entry, target):
        came.append(target.name)
        return move(entry, target)

    monkeypatch.setattr(whole_site, "clean_directory", cleaned)
    monkeypatch.setattr(whole_site.shutil, "move", moved)
    making = made(site, "new")
    for name in ("404.html", "worker.js"):
        (making.folder / name).write_text("new")
    making.put_in_place()
    assert len(came) == 4
    assert came[-1] == "index.html"
    # A site that has no first page yet is filled too.
    (site / "index.html").unlink()
    made(site, "newer").put_in_place()
    assert standing(site) == whole("newer")
