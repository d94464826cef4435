"""Changes the hooks' pure functions, one place at a time, and asks the tests: `make mutants` writes bench/mutants.md.

mutmut makes the changes and runs the tests that reach each, in a copy of the project in .mutation_cache/. It changes
no function that is decorated, so the thin steps are left out by themselves; properties are too. What was killed stays
so until its function changes; what survived is tried again, for tests may have come. A run that is ended goes on
where it was.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from support.built_site import PROJECT, not_source

HERE = Path(__file__).parent
KILLED_AT_LEAST = 0.9
CACHE = PROJECT / ".mutation_cache"
# A list of steps for MkDocs; and what draws pictures, which are looked at, not compared.
LEFT_OUT = ("steps.py", "sharing/preview_pictures.py", "taking_along/home_screen.py")
# These ask no hook, or build, or draw.
NO_JUDGES = (
    "style", "documents", "bench", "mutation", "supply_chain", "watch", "watch_issue", "retractions", "newest",
    "readability", "tokens", "preview_pictures", "publishable",
)  # fmt: skip
# What mutmut writes down for a test that failed, an error, and one that went on for ever.
KILLED = {1, 3, -24, 24, 36, 152, 255}
UNTRIED = {None, 2}


def configuration(text):
    """Return the configuration for mutmut and its pytest from the project's own."""
    mutmut = {
        "source_paths": ["src"],
        "do_not_mutate": [f"src/{name}" for name in LEFT_OUT],
        "pytest_add_cli_args_test_selection": ["tests/unit"],
        "pytest_add_cli_args": [
            "-p",
            "mutation.quick_first",
            *(f"--ignore=tests/unit/test_{name}.py" for name in NO_JUDGES),
        ],
        # Seconds beside what the tests take: on a busy machine a slow one is not one that goes on for ever.
        "timeout_constant": 4.0,
        "use_git_change_detection": False,
        "on_dependency_change": "ignore",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in mutmut.items()]
    text = text.replace('pythonpath = ["overrides/hooks", ', 'pythonpath = ["src", ')
    return "\n".join([text, "[tool.mutmut]", *lines, ""])


def prepare(folder):
    """Lay out what mutmut works in: the hooks as `src`, and below `mutants` all that tests read."""
    copy = folder / "mutants"
    overrides = copy / "overrides"
    (copy / "src").mkdir(parents=True, exist_ok=True)
    for name in ("docs", "tests", "overrides"):
        shutil.rmtree(copy / name, ignore_errors=True)

    def left_out(at, names):
        # The code as nobody changed it.
        return not_source(at, names) | ({"hooks"} if Path(at) == PROJECT / "overrides" else set())

    shutil.copytree(PROJECT, copy, ignore=left_out, dirs_exist_ok=True)
    # mutmut wants the code to stand in `src`, the project in `overrides/hooks`; what hooks read stands beside them.
    links = {folder / "src": PROJECT / "overrides" / "hooks", copy / ".venv": PROJECT / ".venv"}
    links |= {copy / path.name: path for path in overrides.iterdir()} | {overrides / "hooks": copy / "src"}
    for link, target in links.items():
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    (folder / "pyproject.toml").write_text(
        configuration((PROJECT / "pyproject.toml").read_text(encoding="utf-8")), encoding="utf-8"
    )


def chosen(name, rooms):
    """Return whether a file of the hooks is one of those that were named, or lies in one; all are if none was."""
    return not rooms or any(f"{name.removesuffix('.py')}/".startswith(f"{room.rstrip('/')}/") for room in rooms)


def untried(folder, rooms):
    """Return the names of what is to be tried: all of a file that changed, of others what has no verdict."""
    names, hooks = [], folder / "src"
    for source in sorted(hooks.resolve().rglob("*.py")):
        name = source.relative_to(hooks.resolve()).as_posix()
        if name in LEFT_OUT or not chosen(name, rooms):
            continue
        meta = folder / "mutants" / "src" / f"{name}.meta"
        if not meta.exists() or meta.stat().st_mtime < source.stat().st_mtime:
            names.append(f"{name[:-3].replace('/', '.')}.*")
        else:
            codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
            names += [mutant for mutant, code in codes.items() if code not in KILLED]
    return names


def run(folder, names, minutes):
    """Let mutmut try these, for no longer than so many minutes."""
    command = [Path(sys.executable).with_name("mutmut"), "run", "--max-children", "1", *names]
    paths = os.pathsep.join(map(str, (folder / "mutants" / "tests", folder / "mutants" / "src")))
    mutmut = subprocess.Popen(command, cwd=folder, env={**os.environ, "PREVIEW_CACHE": "", "PYTHONPATH": paths})
    try:
        return mutmut.wait(minutes * 60)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        mutmut.terminate()
        return mutmut.wait()


def verdict(code):
    """Return what became of a mutant: a change that no test reaches survives."""
    return "killed" if code in KILLED else "untried" if code in UNTRIED else "survived"


def verdicts(folder):
    """Return {file of the hooks: {mutant: "killed", "survived" or "untried"}}."""
    found = {}
    source = folder / "mutants" / "src"
    for path in sorted(source.rglob("*.py.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        name = path.relative_to(source).as_posix().removesuffix(".meta")
        if codes:
            found[name] = {mutant: verdict(code) for mutant, code in codes.items()}
    return found


def function_of(mutant):
    """Return what a person calls the function of a mutant: `words.sections.Section.told`."""
    module, _, name = mutant.partition("__mutmut_")[0].rpartition(".")
    return f"{module}.{name.removeprefix('x_').removeprefix('xǁ').replace('ǁ', '.')}"


def change_of(diff):
    """Return the lines that a mutant puts in, without the blanks that indent them."""
    lines = diff.splitlines()
    return "\n".join(line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++"))


def survivors(folder, found):
    """Return [(function, change, diff)] of what survived."""
    os.chdir(folder)
    # It reads its configuration in the folder where it is imported.
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    alive = []
    for name, mutants in found.items():
        for mutant, verdict in mutants.items():
            if verdict == "survived":
                diff = get_diff_for_mutant(mutant, path=f"src/{name}")
                alive.append((function_of(mutant), change_of(diff), diff.strip()))
    return alive


def reason(function, change, listed):
    """Return why no test notices a change, or "": `listed` tells it of one change, or of all that are like one."""
    for each in listed:
        if re.search(each["like"], change) if "like" in each else (each["in"], each["becomes"]) == (function, change):
            return each["why"]
    return ""


def main():
    """Try what is untried, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rooms", nargs="*", help="such as words/sections or evidence: no others")
    parser.add_argument("--minutes", type=float, default=60)
    arguments = parser.parse_intermixed_args()
    report = arguments.folder.resolve() / "mutants.md"
    report.parent.mkdir(exist_ok=True)
    prepare(CACHE)
    names = untried(CACHE, arguments.rooms)
    failed = run(CACHE, names, arguments.minutes) if names else 0
    found = verdicts(CACHE)
    counts = {name: Counter(mutants.values()) for name, mutants in found.items()}
    total = sum(counts.values(), Counter())
    tried = total["killed"] + total["survived"]
    share = total["killed"] / tried if tried else 0
    listed = yaml.safe_load((HERE / "survivors.yml").read_text(encoding="utf-8"))
    alive = [(name, diff, reason(name, change, listed)) for name, change, diff in survivors(CACHE, found)]
    environment = Environment(
        loader=FileSystemLoader(HERE), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
    text = environment.get_template("mutants.md.jinja").render(
        counts=counts, total=total, tried=tried, share=share, at_least=KILLED_AT_LEAST, alive=alive
    )
    report.write_text(text, encoding="utf-8")
    print(f"{total['killed']:,} of {tried:,} killed ({share:.1%}), {total['untried']:,} untried: bench/mutants.md")
    sys.exit(bool(failed) or share < KILLED_AT_LEAST)


if __name__ == "__main__":
    main()
