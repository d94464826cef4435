"""The source works on the machine of whoever takes it, as their git was set up to give it."""

import os
import shutil
import subprocess

from support.built_site import PROJECT

SCRIPTS = (".ci/run", ".ci/prepare")
TAKEN = (".gitattributes", "Makefile", "mkdocs.yml", *SCRIPTS)


def git(folder, *arguments):
    own = ("-c", "user.name=A", "-c", "user.email=a@guide.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *own, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_clone_made_as_on_windows_ends_its_lines_as_scripts_need_them(tmp_path):
    source = tmp_path / "source"
    (source / ".ci").mkdir(parents=True)
    for name in TAKEN:
        shutil.copy2(PROJECT / name, source / name)
    picture = bytes(range(256)) + b"\r\n\n"
    (source / "photo.png").write_bytes(picture)
    git(source, "init", "-q")
    git(source, "add", ".")
    git(source, "commit", "-q", "-m", "All")
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", "source", "clone")
    clone = tmp_path / "clone"
    assert (clone / "photo.png").read_bytes() == picture
    for name in TAKEN:
        assert b"\r" not in (clone / name).read_bytes(), name
        # What can be run stays so.
        assert os.access(clone / name, os.X_OK) == os.access(PROJECT / name, os.X_OK) == (name in SCRIPTS), name
