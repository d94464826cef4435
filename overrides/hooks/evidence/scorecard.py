"""The guide scores itself, item by item, by seven yardsticks of others: what it reaches, why, and where to see it.

`docs/data/scorecard.yml` holds each item with its score, or with the name of a count (`counted.py`), or with both:
then the lower one holds. The totals are always worked out here. This stands among the evidence because it tells how far
the guide can be trusted, and needs no more than words and notes.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import lxml.html
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from beside import beside
from build import step
from door.fault import Fault, refuse
from door.records import Written, read_text
from evidence.counted import MEASURES, Count, CountedPage, Guide

FILE = "data/scorecard.yml"
PAGE = "about/scorecard.md"
RECORD = "components/page-record/page-record.html"
STRICT = ConfigDict(extra="forbid", strict=True)
# What each word is worth, where points are given.
POINTS = {"met": 1, "partly": 0.5, "not met": 0, "not yet": 0}
NOT_ASKED = "does not apply"
# The first of five steps, which is also what cannot be met yet.
LEAST, MOST = 1, 5
# Which scores an instrument gives.
SCORES = {
    "one to five": {*range(LEAST, MOST + 1), "not yet", NOT_ASKED},
    "points": {"met", "not met", "not yet", NOT_ASKED},
    "half points": {*POINTS, NOT_ASKED},
    "words": {*POINTS, NOT_ASKED},
}


class Item(BaseModel):
    """One item: what it asks, in our own words, and what we found."""

    model_config = STRICT
    id: str = Field(pattern=r"^[A-Z]+-\d+$", description="The number of the item, as in `DI-1`.")
    asks: str = Field(min_length=5)
    score: int | str | None = Field(None, description="As we judge it. Left out where a count alone decides.")
    computed: str | None = Field(None, description="The name of a count. With a score too, the lower one holds.")
    reason: str = Field(min_length=5)
    place: str | None = Field(None, description="Where to see it: an address of the guide, as in `causes/#menopause`.")

    @field_validator("computed")
    @classmethod
    def counted(cls, computed):
        """A count is known by its name."""
        if computed is not None and computed not in MEASURES:
            raise ValueError(f"“{computed}” is no count; these are: {', '.join(MEASURES)}")
        return computed

    @model_validator(mode="after")
    def scored(self):
        """Somebody has judged it and says where to look, or a program has counted it."""
        if self.score is None and self.computed is None:
            raise ValueError(f"{self.id} has neither a score nor a count: write “score: …” or “computed: …”")
        if self.place is None and self.computed is None and self.score not in ("not yet", NOT_ASKED):
            raise ValueError(f"{self.id} has no place where a reader can see it: write “place: …”")
        return self


class Part(BaseModel):
    """The items of which an instrument makes one total."""

    model_config = STRICT
    name: str = ""
    items: list[Item] = Field(min_length=1)


class Instrument(BaseModel):
    """A yardstick that others made: what its scores are, and where it is told."""

    model_config = STRICT
    id: str = Field(pattern=r"^[a-z]+$")
    name: str
    about: str = Field(min_length=10, description="What it asks about, and how it gives points.")
    source: str = Field(pattern=r"^https://[^\s\\]+$")
    scores: Literal["one to five", "points", "half points", "words"]
    percent: bool = Field(False, description="Whether its total is a percentage.")
    parts: list[Part] = Field(min_length=1)

    @model_validator(mode="after")
    def each_once_and_on_its_scale(self):
        """An item stands once, and has a score that the instrument gives."""
        items = [item for part in self.parts for item in part.items]
        if twice := [name for name, count in Counter(item.id for item in items).items() if count > 1]:
            raise ValueError(f"{', '.join(twice)} stands twice")
        known = SCORES[self.scores]
        for item in items:
            if item.score is not None and item.score not in known:
                raise ValueError(f"{item.id}: “{item.score}” is no score here; these are: {_listed(known)}")
        return self


def _listed(scores):
    return ", ".join(sorted(map(str, scores)))


@dataclass(frozen=True)
class Place:
    """Where a reader can see it: a page, and the id of a section or nothing."""

    page: str
    id: str


@dataclass(frozen=True)
class ScoredItem:
    """An item with what it reached: a number of one to five, or words; `count` is what was counted for it."""

    item: Item
    score: int | str
    count: Count | None
    place: Place | None

    @property
    def in_words(self):
        """The score as a reader reads it."""
        return f"{self.score} of {MOST}" if isinstance(self.score, int) else self.score.capitalize()


@dataclass(frozen=True)
class ScoredPart:
    """Items, and the total that the instrument makes of them."""

    name: str
    scored: list[ScoredItem]
    total: str

    @property
    def not_yet(self):
        """How many items wait for people."""
        return sum(one.score == "not yet" for one in self.scored)


@dataclass(frozen=True)
class ScoredInstrument:
    """An instrument with its parts as they were scored."""

    instrument: Instrument
    parts: list[ScoredPart]


def score_of(item, count, scores):
    """Return what an item reached: as it was judged or as the count has it, whichever is lower."""
    if count is None:
        return item.score
    if scores == "one to five":
        # A step for each quarter that is whole.
        counted = LEAST + int((MOST - LEAST) * count.share)
        return counted if item.score is None else min(counted, item.score, key=_worth)
    counted = "met" if count.share == 1 else "partly" if count.share and "partly" in SCORES[scores] else "not met"
    return counted if item.score is None else min(item.score, counted, key=_worth)


def _worth(score):
    return POINTS.get(score, score)


def total_of(items, scores, percent):
    """Return the total of scored items by the rule of their instrument; what does not apply is left out."""
    reached = [item.score for item in items if item.score != NOT_ASKED]
    if scores == "words":
        counts = Counter(reached)
        return ", ".join(f"{counts[word]} {word}" for word in POINTS if counts[word])
    if scores == "one to five":
        points = sum(score if isinstance(score, int) else LEAST for score in reached)
        return f"{points} of {MOST * len(reached)}"
    points = sum(POINTS[score] for score in reached)
    # Never rounded up: 89 and a half percent are not 90.
    total = f"{points:g} of {len(reached)}"
    return f"{int(100 * points / len(reached))}% ({total})" if percent and reached else total


def place_of(address, places):
    """Return the place at an address, of {page: ids of its sections}, or None."""
    if address is None:
        return None
    page, _, id = address.partition("#")
    return Place(page, id) if page in places and id in {"", *places[page]} else None


def settled(address, moves):
    """Return where what an address names is now: a section that moved by itself, or with its page."""
    page, _, id = address.partition("#")
    # The section's own move counts before that of its page.
    for move in sorted(moves, key=lambda move: not move.id):
        if move.page == page and move.id in ("", id):
            new = move.new_id or ("" if move.id else id)
            return move.new_page + (f"#{new}" if new else "")
    return address


def scored(instrument, guide, places):
    """Return an instrument with its scores and totals, counted in a guide."""
    parts = []
    for part in instrument.parts:
        items = []
        for item in part.items:
            count = MEASURES[item.computed].of(guide) if item.computed else None
            score = score_of(item, count, instrument.scores)
            items.append(ScoredItem(item, score, count, place_of(item.place, places)))
        parts.append(ScoredPart(part.name, items, total_of(items, instrument.scores, instrument.percent)))
    return ScoredInstrument(instrument, parts)


def unknown_places(written, instruments, places):
    """Yield a fault for each place that is not in {page: ids of its sections}."""
    for at, instrument in enumerate(instruments):
        for in_part, part in enumerate(instrument.parts):
            for number, item in enumerate(part.items):
                if item.place is not None and place_of(item.place, places) is None:
                    line = written.line_of(at, "parts", in_part, "items", number, "place")
                    known = places.get(item.place.partition("#")[0], places)
                    wrong = f"{item.id}: “{item.place}” leads nowhere"
                    mend = f"Write one of: {', '.join(filter(None, known))}."
                    yield Fault(written.name, line, "scorecard", wrong, mend)


def read_instruments(written):
    """Return (instruments, faults) as they are written."""
    found, faults = written.read_as(list[Instrument], "scorecard", named=_name)
    return found or [], faults


def _name(record, at):
    return str((isinstance(record, dict) and record.get("id")) or f"instrument {at + 1}")


@step(needs="faults", gives="scorecard")
def read_scorecard(build):
    """Read the scorecard afresh for each build."""
    name = f"docs/{FILE}"
    text, faults = read_text(Path(build.config.docs_dir, FILE), name)
    written = Written(name, text)
    instruments, wrong = ([], faults) if faults else read_instruments(written)
    build.faults += wrong
    build.scorecard = (written, instruments)


def _guide(build, files):
    """Return all that is counted."""
    template = build.env.get_template(RECORD)
    pages = []
    for file in files:
        page, record, notes = file.page, build.records[file.src_uri], build.notes[file.src_uri]
        printed = template.render(page=page, config=build.config, notes=notes, elsewhere=[], base_url=".")
        end, text = lxml.html.fragment_fromstring(printed), build.texts[file.src_uri]
        cites = any(note.sources for note in notes)
        pages.append(CountedPage(record.title, _address(page), record.health, text, end, cites))
    sources = build.register.sources
    dated = [sources[source.id].issued is not None for source in build.listed_sources]
    return Guide(pages, dated, bool(build.config.repo_url))


def _address(page):
    return page.url.removeprefix("./")


def _scores(build, files, places):
    guide = _guide(build, files)
    return [scored(instrument, guide, places) for instrument in build.scorecard[1]]


@step(needs="settings moves scorecard register listed_sources records texts notes env", gives="scores")
def begin_scores(build, files):
    """Begin to count what can be counted, now that every page is HTML, and to work out the totals."""
    files = files.documentation_pages()
    places = {
        _address(file.page): [found.get("id") for found in build.texts[file.src_uri].iter("h2", "h3")] for file in files
    }
    written, instruments = build.scorecard
    for item in (item for instrument in instruments for part in instrument.parts for item in part.items):
        item.place = item.place and settled(item.place, build.moves)
    # A page that is being mended has no sections for a while: its own fault is told, and no other.
    if not build.settings.live_reload:
        refuse(list(unknown_places(written, instruments, places)))
    build.scores = beside(_scores, build, files, places)


@step(needs="scores")
def print_scores(build, context, page):
    """Give the scorecard's page its scores, as soon as they are there."""
    if page.file.src_uri == PAGE:
        context["scores"] = build.scores()
