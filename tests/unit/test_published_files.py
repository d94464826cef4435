"""Which files may leave the house."""

from types import SimpleNamespace

from page.published_files import from_docs


def test_only_files_of_docs_are_published():
    assert from_docs(SimpleNamespace(abs_src_path="/guide/docs/images/foot.svg"), "/guide/docs")
    assert not from_docs(SimpleNamespace(abs_src_path="/theme/assets/main.css"), "/guide/docs")
    assert not from_docs(SimpleNamespace(abs_src_path="/guide/docs-old/a.md"), "/guide/docs")
