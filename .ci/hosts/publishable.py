"""A reader gets the guide as small and as safe from a host of one's own as from any: `make publishable` makes it ready.

Beside each text of a built site come its compressed forms, and into a folder of their own the configurations of nginx
and of Caddy, with the headers that the build wrote into `_headers`.
"""

import argparse
import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import brotli
import lxml.html
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from headers_file import by_header, read_rules

# What a host says a file is, by its ending. `_headers` adds what most hosts would not know.
KINDS = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "xml": "application/xml; charset=utf-8", "svg": "image/svg+xml",
    "json": "application/json", "webmanifest": "application/manifest+json", "png": "image/png",
    "epub": "application/epub+zip", "zip": "application/zip", "gz": "application/gzip",
}  # fmt: skip
# All that is text. What else there is, is compressed as it is.
COMPRESSIBLE = (".html", ".css", ".js", ".svg", ".json", ".csv", ".md", ".txt", ".xml", ".webmanifest")
FORMS = {
    # Neither name nor time: the same text gives the same bytes.
    ".gz": lambda text: gzip.compress(text, 9, mtime=0),
    ".br": lambda text: brotli.compress(text, mode=brotli.MODE_TEXT, quality=11),
}
RECIPES = ("nginx.conf", "Caddyfile")
# What `_headers` names no rule for is asked about anew each time, as hosts that read that file do by themselves: a
# warning that was mended reaches everyone.
ELSE = {"Cache-Control": "no-cache"}


def compress(site):
    """Put beside each text of a site its compressed forms where they are smaller; return the bytes of all, by form."""

    def put(path):
        text, times = path.read_bytes(), path.stat()
        sizes = {"": len(text)}
        for ending, form in FORMS.items():
            made, beside = form(text), path.with_name(path.name + ending)
            sizes[ending] = min(len(made), len(text))
            if len(made) < len(text):
                beside.write_bytes(made)
                # A host tells a file by its time, too: all its forms are of one edition.
                os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
            else:
                beside.unlink(missing_ok=True)
        return sizes

    texts = sorted(path for path in site.rglob("*") if path.suffix in COMPRESSIBLE and path.is_file())
    with ThreadPoolExecutor() as threads:
        sizes = list(threads.map(put, texts))
    return {ending: sum(each[ending] for each in sizes) for ending in sizes[0]}


def address_of(site):
    """Return the address that a site was built for."""
    page = lxml.html.fromstring((site / "index.html").read_bytes())
    found = page.xpath("string(//link[@rel='canonical']/@href)")
    if not found:
        raise SystemExit(
            f"{site} was built without an address, and a host needs one. Set it, as in"
            " SITE_URL=https://guide.example/ make publishable"
        )
    return found


@dataclass(frozen=True)
class Place:
    """Where a site is served: `folder` holds it on the host, `listen` are what nginx listens at without and with TLS.

    `certificate` and `key` are files; Caddy gets its own where none are named. `bind` is the one address that Caddy
    listens at.
    """

    folder: str
    listen: tuple = (("80", "[::]:80"), ("443", "[::]:443"))
    certificate: str = ""
    key: str = ""
    bind: str = ""


def recipe(name, site, place):
    """Return the text of a host's configuration for a built site."""
    address = urlsplit(address_of(site))
    rules = read_rules((site / "_headers").read_text(encoding="utf-8"))
    kinds = KINDS | {
        PurePosixPath(rule.pattern).suffix[1:]: rule.headers["Content-Type"]
        for rule in rules if "Content-Type" in rule.headers
    }  # fmt: skip
    headers = {
        header: {
            # What holds for all stands once.
            "always": next((value for rule, value in found if rule.pattern == f"{address.path}*"), ""),
            "else": ELSE.get(header, ""),
            "rules": [each for each in found if each[0].pattern != f"{address.path}*"],
        }
        for header, found in by_header(rules).items() if header != "Content-Type"
    }  # fmt: skip
    missing = next(rule.headers for rule in rules if rule.path == f"{address.path}404.html")
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip
    return environment.get_template(f"{name}.jinja").render(
        host=address.hostname, origin=f"https://{address.netloc}", root=address.path, headers=headers, kinds=kinds,
        missing=missing, place=place,
    )  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("recipes", type=Path)
    parser.add_argument("--folder", required=True, help="where the site is to lie on the host")
    arguments = parser.parse_args()
    address_of(arguments.site)
    sizes = compress(arguments.site)
    told = ", ".join(f"{size:,} as {ending}" for ending, size in sizes.items() if ending)
    print(f"{arguments.site}: {sizes['']:,} bytes of text, {told}")
    arguments.recipes.mkdir(exist_ok=True)
    for name in RECIPES:
        path = arguments.recipes / name
        path.write_text(recipe(name, arguments.site, Place(arguments.folder)), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
