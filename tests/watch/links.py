"""Tells which links to other hosts would lead a reader nowhere."""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from watch.report import Told, code

PROGRAM = Path(sys.executable).with_name("linkchecker")
# Where the site is not: its own links are the tests' concern.
HERE = "https://guide.example/"
# What a host says of a page that is gone; others forbid programs to look, or were busy.
GONE = ("404 ", "410 ")


def outgoing(pages):
    """Return the addresses on other hosts that the pages of a built site link to."""
    links = {link for page in pages for link in page.links if link.startswith("http")}
    return sorted({link.partition("#")[0] for link in links if not link.startswith(HERE)})


def sorted_out(rows):
    """Return ([what is gone], [what could not be looked at]) of LinkChecker's rows."""
    bad = [row for row in rows if row["valid"] == "False"]
    gone = [f"{row['urlname']}: {row['result']}" for row in bad if row["result"].startswith(GONE)]
    return gone, [f"{row['urlname']}: {row['result']}" for row in bad if not row["result"].startswith(GONE)]


def told_of(asked, rows):
    """Return what is told of so many links and of LinkChecker's rows about them.

    A few hosts let no program look. Where most cannot be looked at, it is the network that is missing.
    """
    gone, unknown = sorted_out(rows)
    told = Told(
        "Links",
        "Find where the source lives now, and set its `URL` in `docs/data/sources.json`; or take the link away.",
        [code(each) for each in gone],
        known=[f"{asked} asked about, {len(gone)} gone, {len(unknown)} could not be looked at"],
    )
    if not asked:
        told.unasked.append("the site links to no other host; that cannot be")
    elif len(unknown) > asked / 2:
        told.unasked.append(f"{len(unknown)} of {asked} links; the first: {code(unknown[0])}")
    return told


def links(site):
    """Tell what is wrong with the links to other hosts: LinkChecker asks for each once, four at a time."""
    asked = outgoing(site.pages.values())
    with tempfile.TemporaryDirectory() as temporary:
        # LinkChecker gives up root's rights, and must still write here.
        Path(temporary).chmod(0o777)
        table = Path(temporary, "links.csv")
        subprocess.run(
            [PROGRAM, "--stdin", "--recursion-level=0", "--threads=4", "--timeout=30", "--no-status",
             "--no-warnings", "--output=none", f"--file-output=csv/utf-8/{table}", "--verbose"],
            cwd=temporary, input="\n".join(asked), text=True, stdout=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        lines = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return told_of(len(asked), csv.DictReader(lines, delimiter=";"))
