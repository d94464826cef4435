"""The test of the tests: each fault, put into a copy of the source, turns the checks red and is named."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from faults.faults import FAULTS
from support.built_site import NOT_SOURCE, PROJECT

# The checks that look at words and pages; a fault they find turns `make test` red, which runs them too. Those that
# need a program of their own (LinkChecker, the Nu checker, EPUBCheck), a server or another build are left to the
# ordinary run.
SLOW = ("checker", "compiler", "vocabulary", "epubcheck", "serve", "two_builds", "moved")
CHECKS = [
    "tests/content", "tests/site", "-k", " and ".join(f"not {name}" for name in SLOW), "-p", "no:cacheprovider", "-q",
]  # fmt: skip


def run_checks(folder):
    return subprocess.run(
        [sys.executable, "-m", "pytest", *CHECKS],
        cwd=folder,
        # No copy draws again what was drawn here.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PREVIEW_CACHE": str(PROJECT / ".preview_cache")},
        capture_output=True,
        text=True,
    )


def unchanged(folder):
    """The fault that is none: what fails here is the copying."""


@pytest.fixture(scope="module")
def runs(request, tmp_path_factory):
    """The check runs of all selected faults, under way side by side: {what was done to the copy: its run}."""
    items = [item for item in request.session.items if "runs" in item.fixturenames and hasattr(item, "callspec")]
    wanted = [item.callspec.params["fault"].change for item in items]

    def checked(change):
        folder = shutil.copytree(PROJECT, tmp_path_factory.mktemp("fault") / "copy", ignore=NOT_SOURCE)
        change(folder)
        return run_checks(folder)

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield {change: pool.submit(checked, change) for change in [unchanged, *wanted]}


def test_an_unchanged_copy_is_green(runs):
    run = runs[unchanged].result()
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_fault_turns_the_checks_red_and_is_named(runs, fault):
    run = runs[fault.change].result()
    assert run.returncode == 1, run.stdout + run.stderr
    missing = [words for words in fault.named if words not in run.stdout]
    assert not missing, f"The failing run never says {missing}:\n{run.stdout}"
