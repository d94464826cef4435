"""The test of the tests: each fault, put into a copy of the source, turns the checks red and is named."""

import os
import shutil
import subprocess
import sys

import pytest
from faults.faults import FAULTS
from support.built_site import NOT_SOURCE, PROJECT

# The checks that look at words and pages; a fault they find turns `make test` red, which runs them too.
CHECKS = ["tests/content", "tests/site", "-k", "not linkchecker and not serve", "-p", "no:cacheprovider", "-q"]


def run_checks(folder):
    return subprocess.run(
        [sys.executable, "-m", "pytest", *CHECKS],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(PROJECT, tmp_path / "copy", ignore=NOT_SOURCE)


def test_an_unchanged_copy_is_green(copy):
    run = run_checks(copy)
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_fault_turns_the_checks_red_and_is_named(copy, fault):
    fault.change(copy)
    run = run_checks(copy)
    assert run.returncode == 1, run.stdout + run.stderr
    missing = [words for words in fault.named if words not in run.stdout]
    assert not missing, f"The failing run never says {missing}:\n{run.stdout}"
