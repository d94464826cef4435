"""Each page tells its reader when it was checked, when it will be checked again, and what changed.

The facts stand in the page's front matter. `PageRecord` is the one place that says what belongs there;
the component `page-record` prints it at the end of the main text.
"""

import datetime
import difflib

from babel.dates import format_date
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

# An author who makes a typo is shown the known names.
STRICT = ConfigDict(extra="forbid", strict=True)


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
    title: str = Field(min_length=3, max_length=70, description="The page's h1 and its name in the browser's tab.")
    description: str = Field(
        min_length=50, max_length=160, description="One or two sentences, as a search result or a message shows them."
    )
    reviewed: datetime.date = Field(description="The day the whole page was last checked against its sources.")
    next_review: datetime.date = Field(description="The day by which it will be checked again, within a year.")
    history: list[HistoryEntry] = Field(min_length=1, description="Changes, the newest first.")
    health: bool = Field(
        True, description="Only `false`, on pages that state nothing about health and need no markers."
    )
    search: SearchRecord | None = Field(None, description="Only where the search must know: `search: {boost: 2}`.")
    template: str | None = Field(
        None,
        pattern=r"^(home|direct|steps|card|sources|claims|sections|take-along)\.html$",
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


def record_problems(meta):
    """Yield (key, what is wrong, what to do) for each fault in a page's front matter, as a dict read from YAML."""
    try:
        PageRecord.model_validate(meta)
    except ValidationError as error:
        for fault in error.errors():
            key = str(fault["loc"][0]) if fault["loc"] else "next_review"
            yield (key, *_in_words(fault, key))


def _in_words(fault, key):
    path = ".".join(str(part) for part in fault["loc"]) or key
    known = list(PageRecord.model_fields)
    match fault["type"]:
        case "missing":
            field = PageRecord.model_fields.get(key)
            hint = field.description if field and len(fault["loc"]) == 1 else "Every change has a date and a sentence."
            return f"“{path}” is missing from the front matter", f"Add a line “{path.split('.')[-1]}: …”. {hint}"
        case "extra_forbidden":
            near = difflib.get_close_matches(key, known, n=1)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            return f"“{path}” is not a known key", f"{meant}Known keys: {', '.join(known)}."
        case "date_type":
            return f"“{path}” is not a date", "Write it as year-month-day, without quotes, such as 2026-11-23."
    return f"“{path}”: {fault['msg']}", "Mend the value."


def newest_day(records):
    """Return the newest day on which any of these pages, given by their front matter, was checked or changed."""
    return max(
        day
        for record in records
        for day in [record.get("reviewed"), *(entry.get("date") for entry in record.get("history", []))]
        if isinstance(day, datetime.date)
    )


def long_date(value):
    """Write a date as its reader says it: November 23, 2026. What is not a date comes back as text."""
    if isinstance(value, datetime.date):
        return format_date(value, "long", locale="en_US")
    return str(value or "")


def on_env(env, *, config, files):
    """Give templates the words for a date; give the site map the day of the last check, not of the build."""
    env.filters["long_date"] = long_date
    for file in files.documentation_pages():
        if isinstance(reviewed := file.page.meta.get("reviewed"), datetime.date):
            file.page.update_date = reviewed.isoformat()
    return env
