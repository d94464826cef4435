"""The site as a reader receives it: built once into a folder, every page parsed once, served on request."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cached_property
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html

PROJECT = Path(__file__).resolve().parents[2]
# Files to take along that are no pages of the site.
TO_KEEP = {"foot-cramps.html"}
# Where the short addresses of sections are.
SHORT = "s/"
# What the commands of the Makefile put beside the source (`tests/site` is source).
_MADE = {"site", "screens", "bench", "sbom", "hosts"}
_ANYWHERE = shutil.ignore_patterns(".git", ".venv", ".*_cache", ".hypothesis", ".*.unfinished-*")


def not_source(folder, names):
    """Return which of a folder's names a copy of the source leaves behind.

    Python's own caches go along: they hold what did not change.
    """
    return _ANYWHERE(folder, names) | (_MADE.intersection(names) if Path(folder) == PROJECT else set())


def once(path, make):
    """Return the file or folder that `make(path)` makes: the first process of a run to ask makes it, others wait."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = path.with_name(f"{path.name}.unfinished")
            make(unfinished)
            unfinished.rename(path)
    return path


@dataclass(frozen=True)
class BuiltPage:
    """One published HTML file. `path` is its name in the site, such as `causes/index.html`."""

    path: str
    html: str

    @cached_property
    def document(self):
        return lxml.html.document_fromstring(self.html)

    @property
    def address(self):
        """The page's address below the site's root: `causes/` for `causes/index.html`."""
        return self.path.removesuffix("index.html")

    @property
    def source(self):
        """The file that its author wrote, for messages; what a template alone makes has none."""
        return f"docs/{self.address.rstrip('/') or 'index'}.md" if self.path.endswith("index.html") else self.path

    @property
    def leads_on(self):
        """Whether this is no page to read, but the way to one."""
        return 'http-equiv="refresh"' in self.html

    @cached_property
    def ids(self):
        return self.document.xpath("//@id")

    @cached_property
    def headings(self):
        """(level, id, words) of every heading in reading order."""
        found = self.document.xpath("//h1|//h2|//h3|//h4|//h5|//h6")
        return [(int(h.tag[1]), h.get("id", ""), " ".join(h.text_content().split())) for h in found]

    @property
    def links(self):
        """The address of every link, as written."""
        return self.document.xpath("//a/@href")

    @property
    def loaded(self):
        """Every address that a browser would fetch by itself to show the page."""
        fetching = "//link[not(@rel='canonical' or @rel='prev' or @rel='next')]/@href"
        return self.document.xpath(f"//@src | //@srcset | //@poster | //object/@data | {fetching}")

    def text_of(self, xpath):
        return " ".join(" ".join(element.text_content().split()) for element in self.document.xpath(xpath))


class BuiltSite:
    """The result of one build: the folder, what the build printed, and the pages.

    What was built into the folder before, perhaps by another process of this run, is taken as it is. `settings` are
    further variables that its publisher set.
    """

    def __init__(self, folder, site_url, project=PROJECT, **settings):
        self.folder = folder
        self.root = urlsplit(site_url).path

        def build(record):
            run = subprocess.run(
                [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)],
                cwd=project,
                env={
                    "PREVIEW_CACHE": str(PROJECT / ".preview_cache"),
                    **os.environ,
                    "SITE_URL": site_url,
                    **settings,
                    "NO_MKDOCS_2_WARNING": "1",
                },
                capture_output=True,
                text=True,
            )
            record.write_text(json.dumps([run.returncode, run.stdout + run.stderr]), encoding="utf-8")

        record = once(folder.with_name(f"{folder.name}.json"), build)
        self.exit_code, self.log = json.loads(record.read_text(encoding="utf-8"))

    @cached_property
    def files(self):
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    @cached_property
    def _documents(self):
        return {
            name: BuiltPage(name, (self.folder / name).read_text(encoding="utf-8"))
            for name in sorted(self.files)
            if name.endswith(".html") and name not in TO_KEEP
        }

    @cached_property
    def pages(self):
        return {name: page for name, page in self._documents.items() if not page.leads_on}

    @cached_property
    def short(self):
        """The pages at short addresses, which lead on to a section: {its id: the page}."""
        return {name.split("/")[1]: page for name, page in self._documents.items() if name.startswith(SHORT)}

    @cached_property
    def moved(self):
        """The pages that stand where one was before: {name: page}."""
        return {name: page for name, page in self._documents.items() if page.leads_on and not name.startswith(SHORT)}

    @property
    def articles(self):
        """The pages made from Markdown: all but the one for addresses that do not exist."""
        return {name: page for name, page in self.pages.items() if name != "404.html"}

    def file_at(self, path):
        """Return the name of the published file that an absolute URL path asks for, or None."""
        if not path.startswith(self.root):
            return None
        name = path.removeprefix(self.root)
        name += "index.html" if name.endswith("/") or not name else ""
        return name if name in self.files else None


class _Handler(SimpleHTTPRequestHandler):
    """Serves one site below its path, and its 404 page for all else, as a static host does."""

    site = None
    fetched_ahead = None
    flowing = None

    def translate_path(self, path):
        below = urlsplit(path).path.removeprefix(self.site.root.rstrip("/"))
        return super().translate_path(below)

    def send_error(self, code, message=None, explain=None):
        body = (self.site.folder / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.flowing.wait()
        # It knows a file's time to the second: what changed twice in one would never be sent again.
        del self.headers["If-Modified-Since"]
        if "prefetch" in self.headers.get("Sec-Purpose", ""):
            self.fetched_ahead.append(self.path)
        super().do_GET()

    def end_headers(self):
        # LinkChecker asks a server that sends this header without a pause between requests.
        self.send_header("LinkChecker", "allow")
        # A browser would otherwise keep a page for a tenth of its age, and a test would hang on how old that is.
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *args):
        pass


class _Host(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # A browser may go before it has all that it asked for.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Server:
    """Serves a built site on this machine for as long as the `with` block runs; gives its address.

    `fetched_ahead` are the paths that a browser asked for before its reader did; `port` is chosen unless it is given.
    While `flowing` is cleared, it takes every question and answers none, as a line does that is too weak.
    """

    def __init__(self, site, port=0):
        self.fetched_ahead = []
        self.flowing = threading.Event()
        self.flowing.set()
        handler = type(
            "Handler", (_Handler,), {"site": site, "fetched_ahead": self.fetched_ahead, "flowing": self.flowing}
        )
        self._server = _Host(("127.0.0.1", port), lambda *args: handler(*args, directory=str(site.folder)))
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}{site.root}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self.address

    def __exit__(self, *exception):
        self._server.shutdown()
        self._server.server_close()
