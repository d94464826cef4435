"""The guide to keep: one file, an archive and an e-book, made from the finished pages; “Take it along” offers them.

Each carries the day of the edition: that of SOURCE_DATE_EPOCH where it is set, else the newest day that any page
names. No clock is asked, so that one commit gives the same bytes on any day.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from beside import beside
from build import step
from page import licenses
from page.finished_pages import finish
from taking_along import ebook, one_file, site_archive
from taking_along.joined_pages import Page, joined
from words.page_record import newest_day

PAGE = "take-along.md"
# What stands beside the pages in the archive.
BESIDE = ("assets/", "data/", "images/", licenses.NAME)

# What each file is to a reader.
TITLES = {
    one_file.NAME: "The guide in one file",
    ebook.NAME: "The guide as an e-book",
    site_archive.NAME: "The whole site in an archive",
}


@dataclass(frozen=True)
class Download:
    """A file to take along: its name, what it is to a reader, and its bytes."""

    name: str
    title: str
    content: bytes

    @property
    def size(self):
        return len(self.content)

    @property
    def digest(self):
        """The SHA-256 of the file, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


@step(needs="lasting_files", gives="reading_order")
def order_pages(build, nav, files):
    """Remember the order in which a reader turns the pages."""
    others = [file.page for file in files.documentation_pages() if file.page not in nav.pages]
    build.reading_order = [*nav.pages, *others]


@step(gives="offer")
def begin_offer(build):
    """No page offers the files yet."""
    build.offer = None


@step(needs="offer", gives="")
def keep_offer(build, context, page):
    """Keep what the page that offers the files is made from; until they are there it is the page of a copy."""
    context["downloads"] = []
    if page.file.src_uri == PAGE:
        build.offer = (page, context)


def _write(path, make, *given):
    path.write_bytes(make(*given))


def _made(build, day):
    """Make the files of an edition from what this build has written so far, put them beside the pages, return them.

    The book and the archive are made in processes of their own.
    """
    config, env = build.config, build.env
    folder = Path(config.site_dir)
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    beside_pages = {name: (folder / name).read_bytes() for name in files if name.startswith(BESIDE)}
    # The list of all sections is the contents of one file, right behind the steps; a book has contents of its own.
    lists = [page.url for page in build.reading_order if build.records[page.file.src_uri].template == "sections.html"]
    order = sorted(build.reading_order, key=lambda page: (not page.is_homepage, page.url not in lists))
    finished = {page.file.dest_uri: build.finished[page.file.dest_uri] for page in order}
    archive = beside(_write, folder / site_archive.NAME, site_archive.archive, finished, beside_pages, day)
    pages = [Page(finished[page.file.dest_uri].source, page.url, page.title, finished[page.file.dest_uri].copy())
             for page in order]  # fmt: skip
    site_url = build.settings.site_url
    notes = joined(pages, drawings=build.drawings, files=beside_pages, site_url=site_url, moves=build.moves)
    icon = beside_pages[config.theme["favicon"]].decode()
    contents = next((page for page in pages if page.address in lists), None)
    book = beside(_write, folder / ebook.NAME, ebook.ebook, pages, notes, contents, icon, env, config, day)
    one = one_file.one_file(pages, notes, build, icon=icon, day=day)
    (folder / one_file.NAME).write_text(one, encoding="utf-8")
    book()
    archive()
    return [Download(name, title, (folder / name).read_bytes()) for name, title in TITLES.items()]


@step(
    needs="settings records drawings keys_style tool_styles tool_scripts env moves reading_order offer"
    " later_properties policies finished pages_written onward_pages",
    gives="downloads",
)
def make_downloads(build):
    """Make the files and put them beside the pages; then tell the reader their size and their SHA-256."""
    build.downloads, day = [], build.settings.day or newest_day(build.records.values())
    # Not while an author waits for a page, nor where a few pages are built without this one.
    if not build.settings.copies or build.offer is None:
        return
    page, context = build.offer
    build.downloads = _made(build, day)
    template = build.env.get_template(build.records[page.file.src_uri].template)
    html = template.render(context | {"downloads": build.downloads, "day": day})
    done = build.finished[page.file.dest_uri] = finish(html, page.url, f"docs/{page.file.src_uri}", build)
    Path(build.config.site_dir, page.file.dest_uri).write_text(done.html, encoding="utf-8")
