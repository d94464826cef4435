"""An author at work: the server shows what is wrong, goes on, and shows the mended page."""

import re
import shutil

import pytest

from support.author_server import serving
from support.built_site import NOT_SOURCE, PROJECT

pytestmark = pytest.mark.program
BUILT, KEPT = "Documentation built", "The pages stay as they were."
DOCTOR, CLAIMS, CAUSES = "when-to-see-a-doctor.md", "data/claims.yaml", "causes.md"


@pytest.fixture
def docs(tmp_path):
    return shutil.copytree(PROJECT, tmp_path / "copy", ignore=NOT_SOURCE) / "docs"


def test_the_server_shows_all_mistakes_goes_on_and_takes_the_mended_page(docs):
    page = docs / CAUSES
    good = page.read_text(encoding="utf-8")
    page.write_text("#### Deep\n\n[gone](nowhere.md)\n", encoding="utf-8")
    with serving(docs.parent) as server:
        log = server.log.until("Serving on http://127.0.0.1:")
        for rule in ("page-record", "heading-levels", "link-lands"):
            assert re.search(rf"docs/causes.md:\d+: {rule}: ", log), log
        text = server.page("causes/")
        assert "id=safety-notice" in text
        # An author's browser keeps nothing that is not finished.
        assert "worker" not in server.page(re.search(r"data-script=\.\./([^ >]+)", text).group(1))
        # Nor does the author wait for pictures.
        assert not (docs.parent / ".preview_cache").exists()
        assert "docs/causes.md" not in server.save(page, good, BUILT)
        assert "id=causes-in-short" in server.page("causes/")


def test_code_that_changed_asks_for_a_new_start_and_words_and_looks_do_not(docs):
    hook, page = docs.parent / "overrides/hooks/words/page_record.py", docs / CAUSES
    style = docs.parent / "overrides/stylesheets/prose.css"
    good, code = page.read_text(encoding="utf-8"), hook.read_text(encoding="utf-8")
    with serving(docs.parent) as server:
        server.log.until("Serving on http://127.0.0.1:")
        before = server.page("causes/")
        log = server.save(hook, code.replace('"long"', '"short"'), "The pages stay as they were.")
        assert "Restart: end this server with Ctrl-C, and begin anew with: make serve." in log
        assert "overrides/hooks/words/page_record.py" in log
        assert BUILT not in log
        assert lasting(server.page("causes/")) == lasting(before)
        # An author who goes on writing is reminded.
        assert "Restart: " in server.save(
            page, good.replace("## The causes in short", "## The causes, in short"), BUILT
        )
        assert "The causes, in short" in server.page("causes/")
        assert "Restart: " not in server.save(hook, code, BUILT)
        server.save(style, style.read_text(encoding="utf-8") + "\np { color: #123456; }\n", BUILT)
        assert "#123456" in server.page("causes/")


def once(pattern, replacement):
    def change(text):
        changed, count = re.subn(pattern, replacement, text, count=1, flags=re.M | re.S)
        assert count
        return changed

    return change


def test_the_server_keeps_the_last_good_page_while_a_fault_waits_to_be_mended(docs):
    """One fault of each kind that leaves nothing its author could have meant, and one of the house itself."""
    faults = [
        (docs / DOCTOR, once(r"(/// today\n.*?\n)///\n", r"\1"), "docs/when-to-see-a-doctor.md:76: block-closed: "),
        (docs / CLAIMS, once("^  certainty: ", "\tcertainty: "), "docs/data/claims.yaml:9: readable: "),
        (docs / CAUSES, once(r"\{#varicose-veins\}", "{#../../../../../x}"), "plain-id: the name “../../../../../x”"),
        (docs / CAUSES, once("^title: .*?$", "title: 2026-11-23"), "docs/causes.md:2: page-record: "),
        (
            docs.parent / "overrides/components/relief-now/steps.html",
            once("fc-now__danger", "x"),
            "stands beside the steps 0",
        ),
    ]
    page = docs / CAUSES
    good = page.read_bytes()
    with serving(docs.parent) as server:
        server.log.until("Serving on http://127.0.0.1:")
        before = {path: server.page(path) for path in ("causes/", "when-to-see-a-doctor/")}
        for file, change, told in faults:
            text = file.read_text(encoding="utf-8")
            log = server.save(file, change(text), KEPT)
            file.write_text(text, encoding="utf-8")
            assert told in log
            assert "Traceback" not in log
            for path, shown in before.items():
                assert lasting(server.page(path)) == lasting(shown), told
        # The configuration itself.
        settings = docs.parent / "mkdocs.yml"
        kept = settings.read_text(encoding="utf-8")
        assert "mkdocs.yml" in server.save(settings, kept + "\n\t- x\n", KEPT)
        assert lasting(server.page("causes/")) == lasting(before["causes/"])
        settings.write_text(kept, encoding="utf-8")
        # A page that is not UTF-8 is no text to change.
        assert "is not UTF-8" in server.save(page, good.replace(b"cramp", b"cr\xe4mp", 1), KEPT)
        assert lasting(server.page("causes/")) == lasting(before["causes/"])
        server.save(page, good.replace(b"## The causes in short", b"## The causes, in short"), BUILT)
        assert "The causes, in short" in server.page("causes/")


def lasting(html):
    """Return a page without the script that reloads it, which names the time of the build."""
    return html.partition("var livereload")[0]
