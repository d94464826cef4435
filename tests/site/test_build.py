"""The build itself: it succeeds without a complaint, and leaves a whole site wherever and however it ends."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from zipfile import ZipFile

import pytest

from support.author_server import the_makefile_s_serve_command
from support.built_site import PROJECT, not_source

OLD = "the last good site"
UNSET = ("SITE_URL", "REPO_URL", "SOURCE_DATE_EPOCH", "LIVE_RELOAD", "COPIES", "PREVIEW_CACHE")


def test_the_strict_build_logs_no_warning(site):
    assert site.exit_code == 0, "\n" + site.log
    assert "WARNING" not in site.log, site.log


def test_the_build_works_below_a_path_too(site_below_a_path):
    assert site_below_a_path.exit_code == 0, "\n" + site_below_a_path.log
    assert "WARNING" not in site_below_a_path.log, site_below_a_path.log


def environment(**settings):
    return {name: value for name, value in os.environ.items() if name not in UNSET} | {
        "NO_MKDOCS_2_WARNING": "1", "PREVIEW_CACHE": "", "PYTHONUNBUFFERED": "1", **settings,
    }  # fmt: skip


@pytest.fixture
def downloaded(tmp_path):
    """The source as someone downloads it: without git, in a folder with a blank and a letter beyond ASCII."""
    copy = shutil.copytree(PROJECT, tmp_path / "Mes téléchargements" / "foot cramp", ignore=not_source)
    (copy / ".venv").symlink_to(PROJECT / ".venv")
    return copy


@pytest.fixture
def standing(downloaded):
    """A site that stands there already."""
    (downloaded / "site").mkdir()
    (downloaded / "site" / "index.html").write_text(OLD)
    return downloaded / "site"


def unfinished(folder):
    return [path.name for path in folder.iterdir() if "unfinished" in path.name]


@pytest.mark.program
def test_a_build_that_is_ended_leaves_the_last_good_site(downloaded, standing):
    build = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"], cwd=downloaded, env=environment(COPIES="false"),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        # Whoever runs the tests in the background passes on that Ctrl-C means nothing.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with build:
        said = next(line for line in build.stdout if "Building documentation" in line)
        build.send_signal(signal.SIGINT)
        rest = build.stdout.read()
    assert build.returncode != 0, said + rest
    assert {path.name: path.read_text() for path in standing.iterdir()} == {"index.html": OLD}
    assert not unfinished(downloaded)


# The configuration of the guide, and its steps at the beginning and the end of a build, over two pages.
SMALL = {
    "mkdocs.yml": (
        f"INHERIT: {PROJECT.as_posix()}/mkdocs.yml\ntheme: {{name: null, custom_dir: theme}}\nwatch: []\n"
        "markdown_extensions: []\nnav: [{Home: index.md}]\nhooks: [ends.py]\n"
    ),
    "ends.py": (
        "from types import SimpleNamespace\nimport steps\nsteps.WAY['post_build'] = ()\n"
        "on_pre_build, on_post_build = steps.on_pre_build, steps.on_post_build\n"
        "def on_config(config):\n    config.build = SimpleNamespace()\n"
    ),
    "theme/main.html": "{{ page.content }}",
    "docs/index.md": "the new site",
}


@pytest.mark.program
def test_a_strict_build_that_had_to_warn_leaves_the_last_good_site(tmp_path):
    """MkDocs tells only at the very end that it fails."""
    site = tmp_path / "site"
    for name, text in {**SMALL, "site/index.html": OLD, "docs/more.md": "a page that no list names"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    def built():
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, text=True,
            env=environment(PYTHONPATH=str(PROJECT / "overrides" / "hooks")),
        )  # fmt: skip

    build = built()
    assert build.returncode != 0
    assert "in strict mode" in build.stderr + build.stdout, build.stderr
    assert [path.name for path in site.iterdir()] == ["index.html"]
    assert (site / "index.html").read_text() == OLD
    assert not unfinished(tmp_path)
    # Without that page, it is built.
    (tmp_path / "docs/more.md").unlink()
    build = built()
    assert build.returncode == 0, build.stderr
    assert "the new site" in (site / "index.html").read_text()


@pytest.mark.program
def test_a_downloaded_copy_builds_a_site_that_names_no_address_of_its_own(downloaded, standing):
    for name in ("docs/Thumbs.db", "docs/causes.md~", "docs/images/desktop.ini", "docs/.DS_Store", "overrides/x.docx"):
        (downloaded / name).write_text("left behind")
    # What the set-up made is taken as it is.
    made = subprocess.run(
        ["make", "-o", ".venv/site.ready", "site"], cwd=downloaded, env=environment(), capture_output=True, text=True
    )
    said = made.stdout + made.stderr
    assert made.returncode == 0, said
    assert said.count("SITE_URL is not set: ") == 1
    assert "WARNING" not in said
    files = {path.relative_to(standing).as_posix() for path in standing.rglob("*") if path.is_file()}
    assert {"index.html", "s/use-a-towel/index.html", "llms.txt", "foot-cramps.epub"} <= files
    assert not {name for name in files if name.rpartition(".")[2] in ("db", "md~", "ini", "docx", "DS_Store")}
    # What would have to name an address is left out.
    assert not {name for name in files if name.startswith(("sitemap", "previews/"))}
    for name in files:
        content = (standing / name).read_bytes()
        assert b"127.0.0.1" not in content, name
        if name.endswith(".html"):
            for part in (b"canonical", b"og:url", b"og:image", b"ld+json"):
                assert part not in content, (name, part)
    for name in ("foot-cramps.epub", "foot-cramps-site.zip"):
        with ZipFile(standing / name) as entries:
            assert not [entry for entry in entries.namelist() if b"127.0.0.1" in entries.read(entry)]
    assert (standing / "_headers").read_text(encoding="utf-8").startswith("/*\n")
    assert "](causes/index.md)" in (standing / "llms.txt").read_text(encoding="utf-8")


@pytest.mark.program
def test_a_server_whose_port_is_taken_says_so_at_once_and_what_to_write_instead(downloaded):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        run = subprocess.run(
            the_makefile_s_serve_command(port), cwd=downloaded, env=environment(), capture_output=True, text=True
        )
    said = run.stdout + run.stderr
    assert run.returncode == 1
    assert f"The port {port} is taken. Write: make serve PORT=" in said
    assert "Traceback" not in said
    # Nobody had to wait for a build.
    assert "Building documentation to directory" not in said
    assert "Cleaning" not in said


@pytest.mark.parametrize(
    ("port", "told"), [("abc", "which is no number"), ("", "which is no number"), ("80 01", "no number")]
)
def test_a_port_that_is_no_number_is_told_by_its_name(port, told):
    run = subprocess.run(
        ["make", "-o", ".venv/site.ready", "serve", f"PORT={port}"], cwd=PROJECT, capture_output=True, text=True
    )
    assert run.returncode != 0
    assert told in run.stderr
    assert "make serve PORT=8001" in run.stderr
    assert "mkdocs serve" not in run.stdout
