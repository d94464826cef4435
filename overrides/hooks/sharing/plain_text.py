"""Programs that answer questions get the safe text whole: each page as Markdown, a list of them, and leave to read all.

`llms.txt` lists the pages as assistants look for them (llmstxt.org), each with its twin `index.md`, which holds every
caution, note and source of the page. `robots.txt` forbids nothing.
"""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
from bs4 import Tag
from lxml import etree
from markdownify import ATX, MarkdownConverter

from beside import beside
from build import step
from evidence.register import OWN
from page.finished_pages import inner

LISTS = ("llms.txt", "robots.txt")
# Marks that have a plain neighbor.
PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u2060": ""}
)
# Ways around a page, and back from its notes.
AROUND = (
    ".//nav | .//div[@class='fc-section-heading']/a | .//p[@class='fc-moved'] | .//p[@class='fc-pointer']"
    " | .//p[a[@role='doc-backlink']]"
)
# What Markdown has no sign for.
UNSAID = ("span", "time")
UNSAID_ATTRIBUTES = (
    "aria-hidden", "aria-label", "aria-labelledby", "class", "data-column", "datetime", "id", "role", "scope",
)  # fmt: skip


class _Tag(Tag):
    """An element that finds an element around it by name at once: markdownify asks every one whether a `pre` is."""

    def find_parent(self, name):
        parent = self.parent
        while parent is not None and parent.name != name:
            parent = parent.parent
        return parent


CONVERTER = MarkdownConverter(
    bs4_options={"features": "lxml", "element_classes": {Tag: _Tag}},
    heading_style=ATX, bullets="-", escape_asterisks=False, escape_underscores=False,
)  # fmt: skip


def _as_markdown(html):
    text = CONVERTER.convert(html)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.M)).strip()


# A note stands on several pages.
@lru_cache(maxsize=1024)
def _note_as_markdown(html):
    return re.sub(r"\s*\n\s*", " ", _as_markdown(html))


def _words_for_drawings(article):
    for drawing in article.xpath(".//img | .//svg[@role='img']"):
        words = etree.Element("span")
        words.text = f"[Drawing: {drawing.get('alt') or drawing.get('aria-label')}]"
        words.tail = drawing.tail
        drawing.getparent().replace(drawing, words)
    for icon in article.xpath(".//svg"):
        icon.drop_tree()


def in_ascii(text):
    """Return a text in letters that look the same whatever a host says of them: many name no character set for `.txt`.

    What has no plain neighbor is written as a character reference, which Markdown knows too.
    """
    return text.translate(PLAIN).encode("ascii", "xmlcharrefreplace").decode()


def plain_text(document, address):
    """Return a finished page, given as a tree that may be changed, as Markdown with footnotes.

    `address` is where the page itself is; without one its links stay as they are, seen from where it stands.
    """
    (article,) = document.xpath("//article")
    notes = {
        OWN if note.get("id") == f"fn-{OWN}" else number: note
        for number, note in enumerate(article.xpath(".//section[@class='fc-notes']/ol/li"), 1)
    }
    for element in article.xpath(AROUND):
        element.drop_tree()
    _words_for_drawings(article)
    for marker in article.xpath(".//sup[a/@role='doc-noteref']"):
        name = OWN if marker.find("a").get("href") == f"#fn-{OWN}" else marker.text_content()
        marker.clear(keep_tail=True)
        marker.tag, marker.text = "span", f"[^{name}]"
    for link in article.xpath(".//a[@href]"):
        link.set("href", urljoin(address or "", link.get("href")))
    etree.strip_tags(article, *UNSAID)
    etree.strip_attributes(article, *UNSAID_ATTRIBUTES)
    lines = []
    for name, note in notes.items():
        lines.append(f"[^{name}]: {_note_as_markdown(inner(note))}")
        note.drop_tree()
    return (
        "\n\n".join(
            [
                *([f"Source: <{address}>"] if address else []),
                _as_markdown(lxml.html.tostring(article, encoding="unicode")),
                *lines,
            ]
        )
        + "\n"
    )


class Twins:
    """The twins of pages, which are written beside the build, so many at a time."""

    AT_A_TIME = 100

    def __init__(self, folder):
        self.folder, self.waiting, self.begun = folder, {}, []

    def add(self, page, finished):
        """Take the twin of a page on the list."""
        self.waiting[page.file.dest_uri] = (finished, page.canonical_url)
        if len(self.waiting) == self.AT_A_TIME:
            self.begin()

    def begin(self):
        """Begin to write those that are waiting, if any are."""
        if not self.waiting:
            return
        self.begun.append(beside(self._write, self.waiting))
        self.waiting = {}

    def _write(self, pages):
        for name, (finished, address) in pages.items():
            twin = Path(self.folder, name).with_suffix(".md")
            # Its page may not be written yet.
            twin.parent.mkdir(parents=True, exist_ok=True)
            twin.write_text(plain_text(finished.copy(), address), encoding="utf-8")

    def end(self):
        """Wait until all are written."""
        for wait in self.begun:
            wait()


@step(needs="settings", gives="twins")
def begin_twins(build, files):
    """Begin the list of twins."""
    build.twins = Twins(build.config.site_dir)


@step(needs="settings finished offer twins")
def twin_page(build, html, page):
    """Write the twin of every page but of the one that will tell of the downloads; none where no copies are made."""
    if build.settings.copies and (build.offer is None or page is not build.offer[0]):
        build.twins.add(page, build.finished[page.file.dest_uri])
    return html


@step(needs="twins pages_written")
def twin_last_pages(build):
    """Begin to write the last of them while the downloads are made."""
    build.twins.begin()


@step(needs="settings env reading_order offer finished twins downloads")
def end_twins(build):
    """Write the last twin, and the lists, when all others are there."""
    if not build.settings.copies:
        return
    if build.offer:
        page = build.offer[0]
        build.twins.add(page, build.finished[page.file.dest_uri])
        build.twins.begin()
    folder = Path(build.config.site_dir)
    for name in LISTS:
        template = build.env.get_template(f"components/plain-text/{name}")
        text = template.render(config=build.config, pages=build.reading_order)
        (folder / name).write_text(in_ascii(text) + "\n", encoding="ascii")
    build.twins.end()
