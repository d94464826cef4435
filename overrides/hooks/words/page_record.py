"""Each page tells its reader when it was checked, when it will be checked again, and what changed.

The facts stand in the page's front matter. `PageRecord` is the one place that says what belongs there;
the component `page-record` prints it at the end of the main text.
"""

import datetime

from babel.dates import format_date
from pydantic import BaseModel, ConfigDict, Field, model_validator

from build import step

# An author who makes a typo is shown the known names.
STRICT = ConfigDict(extra="forbid", strict=True)
# One line without what a template would take for markup; curly quotation marks are fine.
PLAIN = r"^[^<>\"\n\t\x00-\x1f]+$"


class HistoryEntry(BaseModel):
    """One change to a page: the day it was published and a sentence that says what changed."""

    model_config = STRICT
    date: datetime.date
    change: str = Field(min_length=10, description="A sentence: what changed, and why if that is not plain.")


class SearchRecord(BaseModel):
    """How the search treats a page, in the words that Material's own search reads."""

    model_config = STRICT
    boost: float = Field(gt=0, le=10, description="Above 1 for a page that must lead, below 1 for one that may follow.")


class PageRecord(BaseModel):
    """What the front matter of every page holds."""

    model_config = STRICT
    title: str = Field(
        min_length=3, max_length=70, pattern=PLAIN, description="The page's h1 and its name in the browser's tab."
    )
    description: str = Field(
        None,
        min_length=50,
        max_length=160,
        pattern=PLAIN,
        description="As a search result or a message shows it; only where no answer opens the page.",
    )
    reviewed: datetime.date = Field(description="The day the whole page was last checked against its sources.")
    next_review: datetime.date = Field(description="The day by which it will be checked again, within a year.")
    history: list[HistoryEntry] = Field(min_length=1, description="Changes, the newest first.")
    health: bool = Field(
        True, description="Only `false`, on pages that state nothing about health and need no markers."
    )
    # These are left out or have a value, as the description: a key without one is refused.
    search: SearchRecord = Field(None, description="Only where the search must know: `search: {boost: 2}`.")
    template: str = Field(
        None,
        pattern=r"^(home|direct|steps|card|sources|claims|sections|scorecard|take-along)\.html$",
        description="Only for pages that open with steps or danger signs of their own, or end with a list.",
    )

    @model_validator(mode="after")
    def dates_follow_each_other(self):
        """The next check lies after the last one, within a year; the history runs from new to old."""
        if not datetime.timedelta(0) < self.next_review - self.reviewed <= datetime.timedelta(days=366):
            raise ValueError("next_review must lie after reviewed, by a year at most")
        dates = [entry.date for entry in self.history]
        if dates != sorted(dates, reverse=True):
            raise ValueError("history must run from the newest change to the oldest")
        return self

    @property
    def meta(self):
        """The record as MkDocs and the templates read it."""
        return self.model_dump(exclude_unset=True)


def stand_in(path):
    """Return a record for a page whose own cannot be read, which an author sees while the server says what is wrong."""
    name = path.removesuffix(".md").rpartition("/")[2].replace("-", " ").capitalize()
    day = datetime.date(1970, 1, 1)
    return PageRecord.model_construct(
        title=name, description="This page's record has a fault.", reviewed=day, next_review=day, history=[]
    )


def newest_day(records):
    """Return the newest day on which any of these pages, given by their records, was checked or changed."""
    return max(day for record in records for day in [record.reviewed, *(entry.date for entry in record.history)])


def long_date(value):
    """Write a date as its reader says it: November 23, 2026."""
    return format_date(value, "long", locale="en_US")


@step(needs="records env")
def date_the_site_map(build, files):
    """Give templates the words for a date; give the site map the day of the last check, not of the build."""
    build.env.filters["long_date"] = long_date
    for file in files.documentation_pages():
        file.page.update_date = build.records[file.src_uri].reviewed.isoformat()
