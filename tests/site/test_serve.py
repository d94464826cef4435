"""An author at work: the server shows what is wrong, goes on, and shows the mended page."""

import re
import shutil

import pytest

from evidence.evidence_rules import STOPPING
from support.author_server import serving
from support.built_site import PROJECT, not_source

pytestmark = pytest.mark.program
BUILDS, KEPT = "Building documentation...", "The pages stay as they were."
DOCTOR, CLAIMS, CAUSES = "when-to-see-a-doctor.md", "data/claims.yaml", "causes.md"
RESTART = "Restart: end this server with Ctrl-C, and begin anew with: make serve."


@pytest.fixture
def docs(tmp_path):
    return shutil.copytree(PROJECT, tmp_path / "copy", ignore=not_source) / "docs"


def changed(text, *changes):
    """Return a text in which the first match of each pattern is something else."""
    for pattern, replacement in changes:
        text, count = re.subn(pattern, replacement, text, count=1, flags=re.M | re.S)
        assert count, pattern
    return text


def test_the_server_tells_what_is_wrong_goes_on_and_takes_what_is_mended(docs):
    """All in one session, in the order in which the fewest pages are built: a build takes seconds."""
    page, overrides = docs / CAUSES, docs.parent / "overrides"
    good = page.read_text(encoding="utf-8")
    page.write_text("#### Deep\n\n[gone](nowhere.md)\n", encoding="utf-8")
    with serving(docs.parent) as server:
        # It shows all mistakes of a page, and the page.
        log = server.log.until("Serving on http://127.0.0.1:")
        for rule in ("page-record", "heading-levels", "link-lands"):
            assert re.search(rf"docs/causes.md:\d+: {rule}: ", log), log
        shown = server.page("causes/")
        assert "id=safety-notice" in shown
        # An author's browser keeps nothing that is not finished.
        assert "worker" not in server.page(re.search(r"data-script=\.\./([^ >]+)", shown).group(1))
        # Nor does the author wait for pictures.
        assert not (docs.parent / ".preview_cache").exists()

        # Code that changed asks for a new start, and nothing is built that would only look new.
        hook = overrides / "hooks/words/page_record.py"
        code = hook.read_text(encoding="utf-8")
        log = server.save(hook, code.replace('"long"', '"short"'))
        assert KEPT in log
        assert RESTART in log
        assert "overrides/hooks/words/page_record.py" in log
        assert BUILDS not in log
        assert lasting(server.page("causes/")) == lasting(shown)

        # The mended page is shown. An author who goes on writing is reminded of the code.
        log = server.save(page, good)
        assert KEPT not in log
        assert "docs/causes.md" not in log
        assert "Restart: " in log
        assert "id=causes-in-short" in server.page("causes/")

        # The last good page stays while a fault waits to be mended: of each kind that leaves nothing its author could
        # have meant, where each is looked for, and of the house itself.
        before = {path: server.page(path) for path in ("causes/", "when-to-see-a-doctor/")}
        opened = (docs / DOCTOR).read_text(encoding="utf-8").split("\n").index("/// today") + 1
        faults = [
            # Words and data.
            (docs / CLAIMS, [("^  certainty: ", "\tcertainty: ")], ["docs/data/claims.yaml:9: readable: "]),
            # Three at once, to spare two builds.
            (
                docs / DOCTOR,
                [
                    (r"(/// today\n.*?\n)///\n", r"\1"),
                    (r"\{#get-help-today\}", "{#../../../../../x}"),
                    ("^title: .*?$", "title: 2026-11-23"),
                ],
                [
                    f"docs/when-to-see-a-doctor.md:{opened}: block-closed: ",
                    "plain-id: the name “../../../../../x”",
                    "docs/when-to-see-a-doctor.md:2: page-record: ",
                ],
            ),
            # A template, and the configuration itself.
            (
                overrides / "components/relief-now/steps.html",
                [("fc-now__danger", "x")],
                ["stands beside the steps 0"],
            ),
            (docs.parent / "mkdocs.yml", [(r"\Z", "\n\t- x\n")], ["mkdocs.yml"]),
        ]
        # Each of the three would do alone.
        assert {"block-closed", "plain-id", "page-record"} <= STOPPING
        # What is mended is saved right before the next fault, so that nothing is built between them.
        hook.write_text(code, encoding="utf-8")
        for file, changes, told in faults:
            text = file.read_text(encoding="utf-8")
            log = server.save(file, changed(text, *changes))
            assert KEPT in log
            # What a look at code found before is over.
            assert "Restart: " not in log
            assert "Traceback" not in log
            for words in told:
                assert words in log
            for path, html in before.items():
                assert lasting(server.page(path)) == lasting(html), told
            file.write_text(text, encoding="utf-8")
        # A look of the home page alone is saved with the next, and shown with the next whole build.
        style = overrides / "components/relief-now/relief-now.css"
        style.write_text(style.read_text(encoding="utf-8") + "\n.fc-now { color: #123456; }\n", encoding="utf-8")
        # A page that is not UTF-8 is no text to change.
        log = server.save(page, good.encode().replace(b"cramp", b"cr\xe4mp", 1))
        assert KEPT in log
        assert "is not UTF-8" in log
        assert lasting(server.page("causes/")) == lasting(before["causes/"])

        # Words and looks need no new start.
        log = server.save(page, good.replace("## The causes in short", "## The causes, in short"))
        assert KEPT not in log
        assert "Restart: " not in log
        assert "The causes, in short" in server.page("causes/")
        assert "#123456" in server.page("")


def lasting(html):
    """Return a page without the script that reloads it, which names the time of the build."""
    return html.partition("var livereload")[0]
