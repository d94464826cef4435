"""The guide to keep: one file, an archive and an e-book, made from the finished pages; “Take it along” offers them.

Each carries the day of the edition: that of SOURCE_DATE_EPOCH where it is set, else the newest day that any page
names. No clock is asked, so that one commit gives the same bytes on any day.
"""

import datetime
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import ebook
import finished_pages
import one_file
import site_archive
from joined_pages import Page, joined
from page_record import newest_day

PAGE = "take-along.md"
# What stands beside the pages in the archive.
BESIDE = ("assets/", "data/", "images/")


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


def day_of(records):
    """Return the day of this edition, in UTC; `records` are the front matter of its pages."""
    if (seconds := os.environ.get("SOURCE_DATE_EPOCH")) is not None:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    return newest_day(records)


def on_nav(nav, *, config, files):
    """Remember the order in which a reader turns the pages."""
    others = [file.page for file in files.documentation_pages() if file.page not in nav.pages]
    config.extra["reading_order"] = [*nav.pages, *others]
    return nav


def on_env(env, *, config, files):
    """Keep the templates at hand: the files are made after the pages."""
    config.extra["env"] = env
    return env


def on_page_context(context, *, page, config, nav):
    """Keep what the page that offers the files is made from; until they are there it is the page of a copy."""
    context["downloads"] = []
    if page.file.src_uri == PAGE:
        config.extra["take_along"] = (page, context)
    return context


def _made(config, env, day):
    """Return the files of an edition, from what this build has written so far."""
    folder = Path(config.site_dir)
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    beside = {name: (folder / name).read_bytes() for name in files if name.startswith(BESIDE)}
    # The list of all sections is the contents of one file, right behind the steps.
    order = sorted(
        config.extra["reading_order"],
        key=lambda page: (not page.is_homepage, page.meta.get("template") != "sections.html"),
    )
    html = {page.file.dest_uri: (folder / page.file.dest_uri).read_text(encoding="utf-8") for page in order}
    pages = [Page(f"docs/{page.file.src_uri}", page.url, page.title, html[page.file.dest_uri]) for page in order]
    notes = joined(pages, drawings=config.extra["drawings"], files=beside, site_url=config.site_url,
                   moves=config.extra["moves"])  # fmt: skip
    book = ebook.ebook(pages, notes, env=env, config=config, day=day)
    icon = beside[config.theme["favicon"]].decode()
    file = one_file.one_file(pages, notes, env=env, config=config, icon=icon, day=day)
    return [
        Download(one_file.NAME, "The guide in one file", file.encode()),
        Download(ebook.NAME, "The guide as an e-book", book),
        Download(site_archive.NAME, "The whole site in an archive", site_archive.archive(html, beside, day)),
    ]


def on_post_build(*, config):
    """Make the files and put them beside the pages; then tell the reader their size and their SHA-256."""
    # Not while an author waits for a page, nor where a few pages are built without this one.
    if config.extra["live_reload"] or "take_along" not in config.extra:
        return
    page, context = config.extra["take_along"]
    env = config.extra["env"]
    day = day_of([page.meta for page in config.extra["reading_order"]])
    downloads = _made(config, env, day)
    for download in downloads:
        Path(config.site_dir, download.name).write_bytes(download.content)
    html = env.get_template(page.meta["template"]).render(context | {"downloads": downloads, "day": day})
    html = finished_pages.published(html, page.url, config)
    Path(config.site_dir, page.file.dest_uri).write_text(html, encoding="utf-8")
