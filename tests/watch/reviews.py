"""Tells which pages are past the day by which readers were promised another check."""

import datetime

from support.built_site import PROJECT
from watch.report import Told
from words.page_record import PageRecord
from words.source_page import split_page


def overdue(docs, today):
    """Return ([(page, the day by which it was to be checked)] of all pages that are past it, how many there are)."""
    found, paths = [], sorted(docs.rglob("*.md"))
    for path in paths:
        name = path.relative_to(docs).as_posix()
        record, faults = split_page(path.read_text(encoding="utf-8"), name).record.read_as(PageRecord, "page-record")
        if faults:
            raise ValueError("\n".join(map(str, faults)))
        if record.next_review < today:
            found.append((name, record.next_review))
    return found, len(paths)


def reviews(site):
    """Tell the pages that are due."""
    late, pages = overdue(PROJECT / "docs", datetime.datetime.now(datetime.UTC).date())
    return Told(
        "Reviews",
        "Check the whole page, then set `reviewed` and `next_review`.",
        [f"`docs/{page}` was to be checked by {day}" for page, day in late],
        known=[f"{len(late)} of {pages} pages are past their next review"],
    )
