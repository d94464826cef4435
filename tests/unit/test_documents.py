"""The documents say what the code does."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from steps import WAY
from support.built_site import PROJECT
from words.page_record import PageRecord


def read(name):
    return (PROJECT / name).read_text(encoding="utf-8")


def makefile_targets():
    return set(re.findall(r"^([a-z-]+):", read("Makefile"), re.M))


def test_the_readme_leads_with_the_two_commands():
    blocks = re.findall(r"```sh\n(.*?)\n```", read("README.md"), re.S)
    assert blocks == ["make serve", "make test"]
    assert read("README.md").index("make test") < read("README.md").index("\n## ")


def test_every_command_that_a_document_names_exists():
    documents = read("README.md") + read("CONTRIBUTING.md") + read("PUBLISHING.md")
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", documents, re.M))
    assert {"new-page", "publishable", "traffic", "serve", "check", "test", "site", "screens", "lock"} <= named
    assert named <= makefile_targets()


def test_the_commands_can_run():
    for target in ("new-page", "serve", "check", "test", "site", "screens", "lock"):
        run = subprocess.run(["make", "--dry-run", target], cwd=PROJECT, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr


def test_the_readme_tells_of_the_short_check_in_one_sentence():
    sentences = re.split(r"(?<=[.:])\s", read("README.md"))
    assert len([sentence for sentence in sentences if "make check" in sentence]) == 1


def test_what_runs_before_a_commit_is_a_part_of_the_short_check():
    (source,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert source["repo"] == "local"
    for hook in source["hooks"]:
        assert hook["language"] == "system"
        assert (found := re.fullmatch(r'make check TESTS="([^"]+)"', hook["entry"])), hook["entry"]
        assert all((PROJECT / name).exists() for name in found.group(1).split()), hook["entry"]


def test_the_build_server_and_the_workflows_run_the_same_commands():
    assert "exec make test" in read(".ci/run")
    runs = re.findall(r"run: (.*)", read(".github/workflows/check.yml") + read(".github/workflows/publish.yml"))
    assert runs == ["make test", "make test", "make site"]


def test_every_action_is_pinned_to_a_commit():
    for name in ("check", "publish"):
        used = re.findall(r"uses: (\S+)", read(f".github/workflows/{name}.yml"))
        assert used
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in used), used


def test_a_workflow_may_do_no_more_than_it_needs():
    publish = yaml.safe_load(read(".github/workflows/publish.yml"))
    assert publish["permissions"] == {}
    assert publish["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert publish["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}


PATHS = (
    "Fix a sentence", "Add a claim with its source", "Add a section", "Add a drawing", "Add a page", "Retire a page",
)  # fmt: skip


def test_the_guide_for_contributors_begins_with_the_paths_and_the_readme_leads_to_each():
    guide = read("CONTRIBUTING.md")
    assert re.findall(r"^## (.+)", guide, re.M)[: len(PATHS) + 1] == ["Before the first time", *PATHS]
    for path in PATHS:
        anchor = f"#{path.lower().replace(' ', '-')}"
        assert f"\n- [{path}]({anchor})\n" in guide
        assert f"](CONTRIBUTING.md{anchor})" in read("README.md")


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_short_and_ends_with_the_check_and_a_commit(path):
    text = read("CONTRIBUTING.md").partition(f"\n## {path}\n")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d\. (.+)", text, re.M)
    assert 5 <= len(steps) <= 8
    assert "make check" in "".join(steps[-4:-1])
    assert "git commit" in steps[-1]


def test_each_place_in_a_document_that_a_document_names_is_there():
    for name in ("README.md", "CONTRIBUTING.md", "RULES.md"):
        # What stands in code is an example.
        for file, anchor in re.findall(r"\]\(([A-Z]+\.md)?#([a-z0-9-]+)\)", re.sub("`[^`\n]+`", "", read(name))):
            headings = re.findall(r"^#+ (.+)", read(file or name), re.M)
            known = {heading.lower().replace(" ", "-") for heading in headings}
            assert anchor in known, f"{name}: {file}#{anchor}"


def test_the_guide_for_contributors_lists_every_key_of_a_record():
    keys = re.findall(r"^\| `([a-z_]+)` \| ", read("CONTRIBUTING.md"), re.M)
    assert keys == list(PageRecord.model_fields)


def tree():
    """The README's tree as {path: its line of words}."""
    found, folders = {}, []
    for line in re.search(r"```text\n(.*?)```", read("README.md"), re.S).group(1).splitlines():
        blanks, name, words = re.fullmatch(r"( *)(\S+) +(.*)", line).groups()
        del folders[len(blanks) // 2 :]
        found["".join(folders) + name] = words
        folders.append(name)
    return found


@pytest.fixture
def listed(tmp_path):
    """Ask git for files of the project; a copy that was downloaded has no history, so git keeps its own elsewhere."""
    git = ["git", f"--git-dir={tmp_path}", f"--work-tree={PROJECT}"]
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path)], check=True)

    def ask(*options):
        run = subprocess.run([*git, "ls-files", "--others", *options], cwd=PROJECT, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout.split()

    return ask


def test_the_readme_names_every_folder_that_is_there(listed):
    tracked = listed("--exclude-standard")
    folders = {parent.as_posix() + "/" for name in tracked for parent in list(Path(name).parents)[:-1]}
    # What a folder that is named holds is for its own place to tell.
    told = {"docs/", ".github/", ".ci/", "overrides/components/", "overrides/partials/"}
    deep = {folder for folder in folders if any(folder.startswith(name) and folder != name for name in told)}
    listed = {name for name in tree() if name.endswith("/")}
    assert folders - deep == listed


def test_the_readme_says_of_each_room_what_the_room_says_of_itself():
    rooms = {
        path.parent.name: path.read_text(encoding="utf-8") for path in PROJECT.glob("overrides/hooks/*/__init__.py")
    }
    assert len(rooms) == 9
    for name, text in rooms.items():
        words = tree()[f"overrides/hooks/{name}/"]
        assert text == f'"""{words[0].upper()}{words[1:]}."""\n', name


def test_every_file_that_the_guide_for_contributors_names_is_there():
    named = re.findall(r"`((?:[a-z_-]+/)*[a-z_-]+\.(?:py|js|css|html|yml|yaml|json|md))`", read("CONTRIBUTING.md"))
    places = [".", "overrides", "overrides/hooks", "overrides/hooks/door", "docs", "overrides/components/share"]
    missing = [name for name in named if not any((PROJECT / place / name).is_file() for place in places)]
    # What a build writes is in no folder of the source.
    assert set(missing) <= {"foot-cramps.html", "worker.js", "index.md"}, missing
    assert len(named) > 15


def test_every_step_and_step_field_of_the_worked_example_is_there():
    guide = read("CONTRIBUTING.md")
    example = guide[guide.index("For example, the “Share” button") : guide.index("## What people write")]
    listed = {each.run.__name__ for row in WAY.values() for each in row}
    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", example))
    assert named
    assert named <= listed


def test_the_locked_requirements_hold_hashes_and_no_address():
    for name in ("requirements-site.txt", "requirements-test.txt"):
        text = read(name)
        pinned = re.findall(r"^[a-z0-9._-]+==", text, re.M)
        assert len(pinned) > 20
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
        assert "--index-url" not in text


def test_the_locked_node_packages_hold_hashes_and_no_address():
    locked = json.loads(read(".ci/package-lock.json"))["packages"]
    # Where a package was fetched from; the lock also says how to give money to its authors, which is no such address.
    assert not [name for name, package in locked.items() if "resolved" in package]
    package = json.loads(read(".ci/package.json"))
    asked = {**package["devDependencies"], **package["optionalDependencies"]}
    # A package that stands here twice has a name of ours: “npm:its-name@its-version”.
    versions = {name: version.rpartition("@")[2] for name, version in asked.items()}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == versions
    # What comes within another package is in the hash of that.
    hashed = [package for name, package in locked.items() if name and not package.get("inBundle")]
    assert all(package["integrity"].startswith("sha512-") for package in hashed)


def test_everything_the_project_asks_for_is_locked():
    asked = re.findall(r'"([a-z-]+)[>!=<\d., ]*"', read("pyproject.toml").split("[project.optional")[0])
    for name in {"mkdocs", "mkdocs-material", "pymdown-extensions"} & set(asked):
        assert re.search(rf"^{name}==", read("requirements-site.txt"), re.M)
    assert {"mkdocs", "mkdocs-material", "pymdown-extensions"} <= set(asked)


def test_git_ignores_no_source(listed):
    ignored = listed("--ignored", "--exclude-standard", "--", "docs", "overrides", "tests")
    assert not [name for name in ignored if not re.search(r"__pycache__|_cache/", name)]
