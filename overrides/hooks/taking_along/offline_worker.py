"""The site itself opens without a network, once a reader has used it: `worker.js` keeps every page and what it needs.

The list of what it keeps is made from the finished files, with the beginning of each file's SHA-256, so that a new
edition fetches only what has changed. "Take it along" tells how much of it the reader's browser keeps.
"""

import hashlib
import json
from pathlib import Path

import minify

from build import step
from page.lasting_names import add
from sharing.moved_addresses import led_on
from sharing.short_addresses import FOLDER

NAME = "worker.js"
# The steps and the danger signs, in the order in which someone with a cramp and a bad line needs them.
ESSENTIAL = ("", "immediate-relief/", "when-to-see-a-doctor/", "bedside-card/")
# What pages need beside themselves.
BESIDE = ("assets/", "images/")
DIGITS = 16
# What tells on the page "Take it along" what is kept.
TELLS = "components/offline/kept.js"


def kept(files, pages):
    """Return {path below the site's root: beginning of its SHA-256} of what is worth keeping, the most needed first.

    `files` are all that are published, as {name: content}, `pages` the addresses of all pages in reading order.
    """
    first = [path for path in ESSENTIAL if path in pages]
    order = [*first, *sorted(name for name in files if name.startswith(BESIDE)), *pages]
    contents = {path: files[path + "index.html" if path in pages else path] for path in order}
    return {path: hashlib.sha256(content).hexdigest()[:DIGITS] for path, content in contents.items()}


def former(moves, pages):
    """Return {address: where it leads} of the pages and the short addresses that are gone.

    A section that took its name to another page is found by that name.
    """
    return led_on(moves, pages) | {
        f"{FOLDER}{move.id}/": f"{move.new_page}#{move.new_id}" for move in moves if move.id != move.new_id
    }


def _written(value):
    # The order is kept, which the filter of templates would change.
    return json.dumps(value, ensure_ascii=False)


@step(needs="sections env lasting_files", gives="kept")
def publish_kept(build, files):
    """Publish the script that tells what is kept, and tell the page's script its name."""
    titles = {address: heading.heading for address, (heading, *_) in build.sections.items()}
    text = build.env.get_template(TELLS).render(titles=_written(titles))
    script = add("assets/kept.js", minify.string("application/javascript", text), files=files, config=build.config)
    build.kept = build.env.globals["kept"] = {"script": script}


@step(needs="settings env sections moves reading_order pages_written downloads")
def write_worker(build):
    """Write the worker beside the pages, for the whole site to be in its reach; none for an author."""
    if build.settings.live_reload:
        return
    folder = Path(build.config.site_dir)
    pages = [page.url for page in build.reading_order]
    files = kept(
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}, pages
    )
    script = build.env.get_template("components/offline/worker.js").render(
        files=_written(files),
        sections=_written({page: [section.id for section in build.sections[page] if section.id] for page in pages}),
        moved=_written(former(build.moves, pages)),
        short=FOLDER.replace("/", r"\/"),
        edition=hashlib.sha256(_written(files).encode()).hexdigest()[:8],
    )
    (folder / NAME).write_text(minify.string("application/javascript", script), encoding="utf-8")
