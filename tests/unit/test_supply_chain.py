"""What the guide is made from is pinned, listed and watched, and nothing that watches turns a commit red."""

import re
import shutil
import subprocess

import pytest
import yaml

from support.built_site import PROJECT
from watch.weaknesses import LOCKS

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))


def read(name):
    return (PROJECT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_workflow_pins_each_action_to_a_commit_and_begins_without_rights_to_write(path):
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action) for action in used), used
    assert yaml.safe_load(text)["permissions"] in ({}, {"contents": "read"})


def test_the_weekly_watch_runs_by_the_calendar_alone():
    # YAML reads the key `on` as yes.
    watch = yaml.safe_load(read(".github/workflows/watch.yml"))
    assert set(watch[True]) == {"schedule", "workflow_dispatch"}
    assert next(step["run"] for step in watch["jobs"]["watch"]["steps"] if "run" in step) == "make watch"
    others = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS if path.name != "watch.yml")
    assert "make watch" not in others + read(".ci/run")


def test_a_release_is_checked_and_carries_its_list_of_parts_and_only_its_last_step_may_write():
    release = yaml.safe_load(read(".github/workflows/release.yml"))
    assert release[True] == {"push": {"tags": ["v*"]}}
    steps = release["jobs"]["release"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[:3] == ["make test", "make site", "make sbom"]
    assert re.fullmatch(r"gh release create .* site/foot-cramps\* sbom/\* SHA256SUMS", runs[4])
    assert [step for step in steps if "token" in str(step.get("env", ""))] == steps[-1:]


def test_whoever_takes_a_file_of_a_release_can_tell_that_it_is_whole(tmp_path):
    """The workflow's own line sums up all that its last line attaches, by the names that it is attached under."""
    runs = [
        step["run"] for step in yaml.safe_load(read(".github/workflows/release.yml"))["jobs"]["release"]["steps"][2:]
    ]
    attached = ("site/foot-cramps.html", "site/foot-cramps-site.zip", "site/foot-cramps.epub", "sbom/site.cdx.json")
    for name in (*attached, "site/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    subprocess.run(["bash", "-e", "-c", runs[3]], cwd=tmp_path, check=True)
    taken = tmp_path / "taken"
    taken.mkdir()
    for name in attached:
        shutil.copy(tmp_path / name, taken)
    shutil.copy(tmp_path / "SHA256SUMS", taken)

    def check():
        return subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=taken, capture_output=True, text=True)

    assert check().returncode == 0, check().stderr
    assert sorted(
        line.split()[1] for line in (taken / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    ) == sorted(path.name for path in taken.iterdir() if path.name != "SHA256SUMS")
    (taken / "foot-cramps.html").write_text("another", encoding="utf-8")
    assert check().returncode == 1


@pytest.mark.parametrize("name", LOCKS)
def test_every_lock_of_python_packages_holds_a_hash_for_each_and_no_address(name):
    text = read(name)
    packages = re.split(r"\n(?=[a-z0-9])", text)
    # What draws bodies is a handful.
    assert len(packages) > (6 if name == "requirements-drawings.txt" else 20)
    assert not [package for package in packages if not re.match(r"[a-z0-9._-]+==\S+", package)]
    assert not [package for package in packages if "--hash=sha256:" not in package]
    assert "://" not in text
    assert "--index-url" not in text


def test_the_tools_that_watch_are_locked_to_what_the_tests_are_locked_to():
    """They come into the same place, on top."""
    tests, watch = (dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", read(name), re.M)) for name in LOCKS[1:3])
    assert {"pip-audit", "cyclonedx-bom", "mutmut"} <= set(watch)
    assert {name: watch[name] for name in watch if name in tests} == {
        name: tests[name] for name in watch if name in tests
    }


def test_dependabot_asks_for_newer_pins_of_all_kinds():
    updates = yaml.safe_load(read(".github/dependabot.yml"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip", "npm"}
