"""The weekly watch tells what it found in one issue, and turns nothing red."""

import os
import subprocess
from pathlib import Path

import pytest
import yaml

from support.built_site import PROJECT
from watch.report import WELL, Told, report

WORKFLOW = yaml.safe_load((PROJECT / ".github" / "workflows" / "watch.yml").read_text(encoding="utf-8"))


def test_an_issue_is_opened_by_a_job_of_its_own_that_alone_may_write_unless_all_is_well():
    watch, tell = WORKFLOW["jobs"]["watch"], WORKFLOW["jobs"]["tell"]
    assert "permissions" not in watch
    assert tell["permissions"] == {"issues": "write"}
    assert tell["needs"] == "watch"
    assert tell["if"] == f"${{{{ !startsWith(needs.watch.outputs.report, '{WELL}') }}}}"
    assert report([Told("Reviews", known=["0 of 2"])]).startswith(WELL)
    assert not report([Told("Reviews", unasked=["x"])]).startswith(WELL)
    assert "token" not in str(watch)


def test_the_watch_turns_nothing_red():
    asking = next(step for step in WORKFLOW["jobs"]["watch"]["steps"] if step.get("run") == "make watch")
    assert asking["continue-on-error"] is True
    assert asking["timeout-minutes"] < WORKFLOW["jobs"]["watch"]["timeout-minutes"]
    assert [step["continue-on-error"] for step in WORKFLOW["jobs"]["tell"]["steps"]] == [True]


def run_step(step, folder, **environment):
    """Run a step of the workflow as the build server does, with the programs of a folder first."""
    path = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=folder, env={**os.environ, "PATH": path, **environment}, check=True
    )


@pytest.mark.parametrize("written", ["# 1 to look at, 0 could not be asked\n", None], ids=["a report", "none"])
def test_the_report_is_handed_on_whole_and_a_watch_that_broke_says_so(tmp_path, written):
    if written:
        (tmp_path / "bench").mkdir()
        (tmp_path / "bench" / "watch.md").write_text(written, encoding="utf-8")
    step = next(step for step in WORKFLOW["jobs"]["watch"]["steps"] if step.get("id") == "report")
    output, summary = tmp_path / "output", tmp_path / "summary"
    run_step(step, tmp_path, GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary), RUN="https://run.example/1")
    expected = written or "# The watch broke\n\nRead its run: https://run.example/1\n"
    first, *lines, last = output.read_text(encoding="utf-8").splitlines()
    assert first == f"report<<{last}"
    assert "\n".join(lines) + "\n" == expected == summary.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "told"),
    [("", "issue create --title Weekly watch --label watch --body-file -"), ("7", "issue comment 7 --body-file -")],
    ids=["none is open", "one is open"],
)
def test_one_issue_is_opened_or_the_open_one_is_told_more_and_none_is_closed(tmp_path, number, told):
    (tmp_path / "bin").mkdir()
    stand_in = tmp_path / "bin" / "gh"
    stand_in.write_text(
        f'#!/bin/sh\necho "$*" >>calls\ncase "$1 $2" in\n"issue list") echo "{number}";;\n'
        '"issue create"|"issue comment") cat >body;;\nesac\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    run_step(WORKFLOW["jobs"]["tell"]["steps"][0], tmp_path, REPORT='# 1 to look at\n\n`$HOME` "it\'s"')
    label, listed, last = Path(tmp_path, "calls").read_text(encoding="utf-8").splitlines()
    assert label.startswith("label create watch --force ")
    assert listed.startswith("issue list --label watch --state open ")
    assert last == told
    assert Path(tmp_path, "body").read_text(encoding="utf-8") == '# 1 to look at\n\n`$HOME` "it\'s"\n'
