"""How a fault is looked for: in a copy of the source, by the one check that must catch it.

Faults that are looked for by tests share a copy, and so a build, where no two of them have the same check.
"""

import logging
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import groupby

import lxml.etree
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import get_files

from support.built_site import PROJECT, not_source


@dataclass(frozen=True)
class Look:
    """What came of a check: whether it turned red, and all that it said."""

    red: bool
    said: str


def copy_of_the_source(folder):
    """Make a copy that has what the set-up brought as well, such as the browser."""
    copy = shutil.copytree(PROJECT, folder / "copy", ignore=not_source)
    (copy / ".venv").symlink_to(PROJECT / ".venv")
    return copy


def look_by_rules(copy):
    """Begin a build and let it read and check all that is written, as far as no page is made.

    It happens in this process, by the steps of this tree: of the copy it sees what authors and publishers write.
    """
    said = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    try:
        config = load_config(str(copy / "mkdocs.yml"), hooks=[str(PROJECT / "overrides" / "hooks" / "steps.py")])
        config = config.plugins.on_config(config)
        config.plugins.on_files(get_files(config), config=config)
    except PluginError as refused:
        return Look(True, "\n".join([*said, str(refused)]))
    finally:
        log.removeHandler(handler)
    return Look(False, "\n".join(said))


def run_in(copy, *arguments, pictures=False, copies=False):
    """Run a module of Python in the copy."""
    cache = str(PROJECT / ".preview_cache") if pictures else ""
    # Nothing of the run that this one is part of.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PREVIEW_CACHE": cache, "COPIES": str(copies).lower()}
    return subprocess.run([sys.executable, "-m", *arguments], cwd=copy, env=environment, capture_output=True, text=True)


def look_by_build(copy, copies=False):
    """Build the whole site, strictly, as whoever publishes it does."""
    run = run_in(copy, "mkdocs", "build", "--site-dir", str(copy.with_name("site")), copies=copies)
    return Look(run.returncode != 0, run.stdout + run.stderr)


def look_by_tests(copy, names, pictures=False, copies=False):
    """Run the tests of these names. A test that was not found, could not be read or was left out is no check."""
    wanted = [f"tests/{name}" for name in names]
    beside = f"--basetemp={copy.with_name('pytest')}"
    run = run_in(copy, "pytest", "-q", "-p", "no:cacheprovider", beside, *wanted, pictures=pictures, copies=copies)
    said = run.stdout + run.stderr
    named = all(f"FAILED {name}" in said for name in wanted)
    # pytest ends with 1 if tests failed, with 2 and more if they could not be run.
    return Look(run.returncode == 1 and named, said)


def batches(faults):
    """Return these faults in few lists that may each be put into one copy.

    Each of a list is looked for by a check of its own: by a test, or by what a rule says of a page. What a fault in the
    words turns red is their tests, and often the build that others need.
    """

    def build(fault):
        # What is no page is read first, and what is wrong there ends a build before it looks at pages.
        ends = fault.kind == "build" or (fault.kind == "rules" and not fault.named[0].endswith(".md:"))
        alone = fault.id if fault.alone or ends else ""
        return fault.kind if fault.kind in ("rules", "content") else "others", alone

    found = []
    for _, alike in groupby(sorted(faults, key=build), key=build):
        lists = []
        for fault in alike:
            room = (one for one in lists if not any(overlap(fault.check, other.check) for other in one))
            if (free := next(room, None)) is None:
                lists.append(free := [])
            free.append(fault)
        found += lists
    return found


def overlap(one, other):
    """Whether two checks have a test in common: a file holds all of its tests, a test all that it is asked with."""
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith((f"{short}::", f"{short}["))


def caught_together(faults, copy):
    """Put some faults into one copy; return the ids of those that their own checks notice and name."""
    planted = []
    for fault in faults:
        try:
            fault.change(copy)
            planted.append(fault)
        except AssertionError:
            # Another of them changed the very place: it is looked for alone.
            continue
    said = (said_by_rules if faults[0].kind == "rules" else said_by_tests)(planted, copy)
    return [fault.id for fault in planted if all(words in said.get(fault.check, "") for words in fault.named)]


def said_by_rules(faults, copy):
    """Return {check: what its rule says of its file, or all rules if it names none}."""
    lines, said = look_by_rules(copy).said.splitlines(), {}
    for fault in faults:
        file, _, rule = fault.check.partition("::")
        said[fault.check] = "\n".join(
            line for line in lines if line.startswith(f"{file}:") and f" {rule}: ".lstrip() in line
        )
    return said


def said_by_tests(faults, copy):
    """Return {check: what it says} of those that turn red: a file, a test, or one thing that a test is asked with."""
    report = copy.with_name("report.xml")
    names = [f"tests/{fault.check}" for fault in faults]
    beside = ["-p", "no:cacheprovider", f"--basetemp={copy.with_name('pytest')}", f"--junitxml={report}"]
    needs = {"pictures": any(fault.pictures for fault in faults), "copies": any(fault.copies for fault in faults)}
    run_in(copy, "pytest", "-q", *beside, *names, **needs)
    said = {}
    # Without a report no test could be run.
    for failure in lxml.etree.parse(report).iterfind(".//failure") if report.exists() else ():
        case = failure.getparent()
        file = case.get("classname").removeprefix("tests.").replace(".", "/") + ".py"
        test = f"{file}::{case.get('name')}"
        for name in {file, test.partition("[")[0], test}:
            said[name] = said.get(name, "") + failure.get("message") + failure.text
    return said


def look(copy, kind, names, pictures=False, copies=False):
    """Look at a copy by the checks of one kind."""
    if kind == "rules":
        return look_by_rules(copy)
    if kind == "build":
        return look_by_build(copy, copies)
    return look_by_tests(copy, names, pictures, copies)


def unnoticed(fault, copy):
    """Put a fault into a copy; return what its check failed to notice, or "" if it is caught and named."""
    fault.change(copy)
    found = look(copy, fault.kind, [fault.caught_by], fault.pictures, fault.copies)
    if not found.red:
        return f"The fault {fault.id} was not noticed by {fault.caught_by}:\n{found.said}"
    missing = [words for words in fault.named if words not in found.said]
    return f"{fault.caught_by} turned red and never says {missing}:\n{found.said}" if missing else ""
