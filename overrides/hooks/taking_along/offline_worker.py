"""The site itself opens without a network, once a reader has used it: `worker.js` keeps every page and what it needs.

The list of what it keeps is made from the finished files, with the beginning of each file's SHA-256, so that a new
edition fetches only what has changed.
"""

import hashlib
import json
from pathlib import Path

import minify

from build import step
from sharing.short_addresses import FOLDER

NAME = "worker.js"
# What pages need beside themselves.
BESIDE = ("assets/", "images/")
DIGITS = 16


def kept(files):
    """Return {path below the site's root: beginning of its SHA-256} of what is worth keeping of {name: content}."""
    return {
        name.removesuffix("index.html"): hashlib.sha256(content).hexdigest()[:DIGITS]
        for name, content in sorted(files.items())
        if name.startswith(BESIDE) or (name.endswith("index.html") and not name.startswith(FOLDER))
    }


@step(needs="settings env pages_written downloads")
def write_worker(build):
    """Write the worker beside the pages, for the whole site to be in its reach; none for an author."""
    if build.settings.live_reload:
        return
    folder = Path(build.config.site_dir)
    files = kept(
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    )
    edition = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:8]
    script = build.env.get_template("components/offline/worker.js").render(files=files, edition=edition)
    (folder / NAME).write_text(minify.string("application/javascript", script), encoding="utf-8")
