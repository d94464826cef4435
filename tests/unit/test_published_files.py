"""Which files may leave the house."""

from types import SimpleNamespace

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from page.published_files import from_docs, keep_own_files, left_behind
from support.built_site import PROJECT
from words.writing_rules import file_faults


def test_only_files_of_docs_are_published():
    assert from_docs(SimpleNamespace(abs_src_path="/guide/docs/images/foot.svg"), "/guide/docs")
    assert not from_docs(SimpleNamespace(abs_src_path="/theme/assets/main.css"), "/guide/docs")
    assert not from_docs(SimpleNamespace(abs_src_path="/guide/docs-old/a.md"), "/guide/docs")


@pytest.mark.parametrize(
    "path",
    ["Thumbs.db", "images/thumbs.db", "desktop.ini", "Desktop.INI", "causes.md~", "a/.b~", "~$notes.docx",
     "#causes.md#", "causes.md.orig", "images/foot.svg.bak", "causes.md.swp", "x.tmp", "__MACOSX/causes.md",
     "a/__MACOSX/b/c.svg", "Icon\r"],
)  # fmt: skip
def test_what_a_system_or_an_editor_left_is_no_file_of_ours(path):
    assert left_behind(path)


@pytest.mark.parametrize("path", ["causes.md", "images/foot.svg", "data/swap.json", "thumbs.md", "temp/a.svg", "a.b"])
def test_what_an_author_wrote_is(path):
    assert not left_behind(path)


@pytest.mark.parametrize(
    "path",
    ["notes.docx", "readme", "data/notes.yml", "Causes.MD", "film.mp4", "a.svgz", "copy.zip", "page.html", "a.js"],
)
def test_a_kind_of_file_that_nobody_is_sent_is_told_to_its_author(path):
    told = [fault for fault in file_faults([path]) if fault.rule == "file-kind"]
    assert [fault.path for fault in told] == [f"docs/{path}"]
    assert "Take it out of docs/, or make it .csv, .json, .png, .svg." in str(told[0])


def test_what_is_left_behind_is_left_out_and_hidden_files_are_told_of_to_nobody(tmp_path):
    for name in ("Thumbs.db", "causes.md~", ".DS_Store", ".causes.md.swp", "notes.docx"):
        (tmp_path / name).write_text("x")
    config = load_config(str(PROJECT / "mkdocs.yml"), docs_dir=str(tmp_path))
    files = get_files(config)
    keep_own_files.run(SimpleNamespace(config=config), files)
    assert {file.src_uri for file in files if file.inclusion.is_included()} == {"notes.docx"}
