"""The guide must stay free for every reader: what ten million of them a day ask of a host, worked out for publishers.

Bytes and requests are those of a built site, compressed with Brotli; all else is an assumption, which stands here with
its name and in the table. `make traffic` writes both into PUBLISHING.md.
"""

import argparse
import json
import re
from functools import cached_property
from math import floor, log10
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from headers_file import read_rules
from publishable import COMPRESSIBLE, FORMS, address_of

READERS = 10_000_000
FIRST, SECOND = "", "immediate-relief/"
# Of all readers; the others are new, or on another device.
RETURNING = 0.3
# Of the new readers: they scroll, tap or type, and their browser may keep the guide and does not save data.
KEEPING = 0.9
# Of the returning readers: the guide has changed since, and all of it is counted as changed.
NEW_EDITION = 0.1
# Of the documents that the other returning readers ask for: their browser still has them and is told so.
NOT_CHANGED = 0.5
# The busiest hour against the mean.
PEAK = 3
# Places of a CDN that each keep their own copy, and for how many seconds they keep a page.
EDGES, KEPT_FOR = 300, 300
DAYS = 30
# Of a line of 1 Gbit/s, so that it has room for a busier hour.
LINE_USED = 0.5
DAY = 86_400
# In bytes: what a host says beside the headers of `_headers`, such as the date and the kind. HTTP/2 sends less.
OWN_HEADERS = 300
# (up to so many TB of a month, US$ a GB). Amazon CloudFront, data transfer out to the internet, US and Europe.
CLOUDFRONT = ((10, 0.085), (50, 0.080), (150, 0.060), (500, 0.040), (1024, 0.030), (5120, 0.025), (10**9, 0.020))
# US$ a million reads of objects of Cloudflare R2 (class B), in standard storage.
R2_READS = 0.36
# In GB: GitHub Pages asks to stay below.
PAGES_LIMIT = 100
BEGIN, END = "<!-- figures: made by `make traffic` -->\n", "<!-- figures end -->\n"


def figure(number):
    """Return a number as a text with three digits that count."""
    rounded = float(f"{number:.3g}")
    digits = 2 - floor(log10(abs(rounded))) if rounded else 0
    return f"{rounded:,.{max(digits, 0)}f}"


class Site:
    """A built site: what a reader's browser asks for, and how many bytes come back."""

    def __init__(self, folder):
        self.folder = folder
        self.root = urlsplit(address_of(folder)).path
        self.rules = read_rules((folder / "_headers").read_text(encoding="utf-8"))
        worker = (folder / "worker.js").read_text(encoding="utf-8")
        self.kept = list(json.loads(re.search(r"Object\.entries\((\{.*?\})\)", worker)[1]))

    def head(self, path):
        """Return the bytes of the headers of an answer."""
        headers = {}
        for rule in self.rules:
            headers |= rule.headers if rule.fits(self.root + path) else {}
        return OWN_HEADERS + sum(len(name) + len(value) + 4 for name, value in headers.items())

    def sent(self, path):
        """Return the bytes of an answer."""
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        body = (self.folder / name).read_bytes()
        small = FORMS[".br"](body) if name.endswith(COMPRESSIBLE) else body
        return self.head(path) + min(len(small), len(body))

    def shows(self, path):
        """Return the paths of all that a browser asks for by itself to show a page, the page first."""
        page = lxml.html.fromstring((self.folder / path / "index.html").read_bytes())
        found = page.xpath("//img/@src | //link[@rel='icon']/@href | //script/@data-script")
        beside = {urljoin(f"/{path}", address)[1:] for address in found if not address.startswith("data:")}
        return [path, *sorted(beside)]

    @cached_property
    def parts(self):
        """Return {part of a visit: (requests, bytes)}."""
        first = self.shows(FIRST)
        second = [path for path in self.shows(SECOND) if path not in first]
        has = {*first, *second}
        rest = ["worker.js", "guide.webmanifest", *(path for path in self.kept if path not in has)]
        # What is there already is asked about, and not sent again.
        again = [path for path in self.kept if path in has]
        told = self.head("worker.js")
        return {
            "first": (len(first), sum(map(self.sent, first))),
            "second": (len(second), sum(map(self.sent, second))),
            "fill": (len(rest) + len(again), sum(map(self.sent, rest)) + sum(map(self.head, again))),
            "told": (3, self.head(FIRST) + self.head(SECOND) + told),
            "documents": (3, self.sent(FIRST) + self.sent(SECOND) + told),
        }


def worked_out(parts):
    """Return what follows for a host of all readers: {name: figure}."""

    def times(share, *names):
        return [share * READERS * sum(parts[name][part] for name in names) for part in (0, 1)]

    groups = {
        "new": times(1 - RETURNING, "first", "second"),
        "fill": times((1 - RETURNING) * KEEPING, "fill"),
        "edition": times(RETURNING * NEW_EDITION, "documents"),
        "edition fill": times(RETURNING * NEW_EDITION, "fill"),
        "told": times(RETURNING * (1 - NEW_EDITION) * NOT_CHANGED, "told"),
        "documents": times(RETURNING * (1 - NEW_EDITION) * (1 - NOT_CHANGED), "documents"),
    }  # fmt: skip
    requests, size = (sum(group[part] for group in groups.values()) for part in (0, 1))
    fill_requests, fill_size = (groups["fill"][part] + groups["edition fill"][part] for part in (0, 1))
    return {"requests": requests, "bytes": size, "fill requests": fill_requests, "fill bytes": fill_size}


def cost(terabytes, tiers):
    """Return the price of so many TB by a list of (up to so many TB, price of a GB)."""
    total, below = 0, 0
    for limit, price in tiers:
        total += max(0, min(terabytes, limit) - below) * 1000 * price
        below = limit
    return total


def figures(site):
    """Return the text of all figures for a built site, as Markdown."""
    day = worked_out(site.parts)
    pages = sum(path == "" or path.endswith("/") for path in site.kept)
    # At most: each place asks for each page again as soon as it may.
    misses = pages * EDGES * DAY / KEPT_FOR
    terabytes = day["bytes"] * DAYS / 1e12
    gigabits = day["bytes"] * 8 / DAY * PEAK / 1e9
    # What readers would ask for if no browser kept the guide by itself.
    plain = day["bytes"] - day["fill bytes"]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, autoescape=False,
    )  # fmt: skip
    environment.filters |= {"figure": figure, "share": lambda part: f"{100 * part:.3g}%"}
    return environment.get_template("traffic.md.jinja").render(
        assumed={
            "readers": READERS,
            "returning": RETURNING,
            "keeping": KEEPING,
            "new_edition": NEW_EDITION,
            "not_changed": NOT_CHANGED,
            "peak": PEAK,
            "edges": EDGES,
            "kept_for": KEPT_FOR,
            "days": DAYS,
        },
        parts=site.parts,
        millions_a_day=day["requests"] / 1e6,
        peak_requests=day["requests"] / DAY * PEAK,
        peak_gigabits=gigabits,
        terabytes=terabytes,
        plain_terabytes=plain * DAYS / 1e12,
        by_worker=day["fill requests"] / day["requests"],
        a_reader=day["bytes"] / READERS,
        misses=misses / 1e6,
        misses_a_second=misses / DAY,
        hits=1 - misses / day["requests"],
        billions_a_month=day["requests"] * DAYS / 1e9,
        cloudfront=cost(terabytes, CLOUDFRONT),
        plain_cloudfront=cost(plain * DAYS / 1e12, CLOUDFRONT),
        tens_of_thousands=day["requests"] * DAYS / 1e4,
        r2=misses * DAYS / 1e6 * R2_READS,
        pages_limit=PAGES_LIMIT,
        pages_readers=PAGES_LIMIT * 1e9 / DAYS / (day["bytes"] / READERS),
        lines=gigabits / LINE_USED,
    )


def with_figures(text, made):
    """Return a document with these figures in their place."""
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("document", type=Path)
    arguments = parser.parse_args()
    made = figures(Site(arguments.site))
    text = arguments.document.read_text(encoding="utf-8")
    arguments.document.write_text(with_figures(text, made), encoding="utf-8")
    print(made)


if __name__ == "__main__":
    main()
