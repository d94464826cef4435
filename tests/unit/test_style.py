"""Code, Markdown and spelling keep to one style, so that a change shows only what it means."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.built_site import PROJECT

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    ["ruff check .", "ruff format --check .", "rumdl check .", "codespell"],
)
def test_the_tree_passes(command):
    program, *arguments = command.split()
    run = subprocess.run([BIN / program, *arguments], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
