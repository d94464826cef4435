"""What the steps of one build share: one object with a field for each thing that a step makes for later ones.

`steps.py` lists the steps in order. A step says which fields it needs and which it gives; a step that stands before
one that gives what it needs is refused before anything is built, and no step touches a field that it does not name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree
from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.pages import Page

    from door.fault import Fault
    from door.records import Written
    from door.settings import Settings
    from evidence.evidence_notes import ListedSource, Note
    from evidence.register import Register
    from evidence.scorecard import Instrument, ScoredInstrument
    from page.finished_pages import FinishedPage
    from sharing.moved_addresses import Move
    from sharing.plain_text import Twins
    from sharing.preview_pictures import Look, Preview
    from taking_along.take_along import Download
    from words.cautions import Caution
    from words.danger_signs import DangerSign
    from words.page_record import PageRecord
    from words.read_once import HandOn
    from words.sections import Section
    from words.source_page import SourcePage

    # A field that only tells that a step has run: what it made are files of MkDocs, or of the published site.
    Done = bool

# Every element of every tree is an HtmlElement. Left alone, lxml asks for each one, each time, whether it is a form or
# one of its fields, which have classes of their own: to walk through a page takes three times as long then.
lxml.html.html_parser.set_element_class_lookup(
    etree.ElementDefaultClassLookup(
        element=lxml.html.HtmlElement,
        comment=lxml.html.HtmlComment,
        pi=lxml.html.HtmlProcessingInstruction,
        entity=lxml.html.HtmlEntity,
    )
)


class Build:
    """One build of the site. Pages are named by their file below `docs/`, or by their address where that is said."""

    # What came in at the door.
    settings: Settings
    faults: list[Fault]
    accepted: Done

    # Words.
    signs: dict[str, DangerSign]
    cautions: dict[str, Caution]
    pages: dict[str, SourcePage]
    records: dict[str, PageRecord]
    hand_on: HandOn
    texts: dict[str, lxml.html.HtmlElement]  # what the Markdown of each page became, until its sections are found
    sections: dict[str, list[Section]]  # by address; the page itself comes first
    reading_order: list[Page]

    # Evidence.
    register: Register
    sure: dict[str, str]  # how sure each claim is, as Markdown
    citations: dict[str, str]  # by source, as HTML
    short_citations: dict[str, str]
    listed_sources: list[ListedSource]
    uses: dict[str, File]  # the first page that cites each claim
    notes: dict[str, list[Note]]  # by page
    data_files: Done
    scorecard: tuple[Written, list[Instrument]]
    scores: Callable[[], list[ScoredInstrument]]  # waits until they are worked out

    # Styles and drawings.
    later_properties: frozenset[str]  # custom properties that only styles ask for that come later
    drawings: dict[str, etree._Element]
    drawing_files: Done
    drawing_in_templates: Done

    # Pages, finished.
    env: jinja2.Environment
    own_files: Done
    lasting_files: Done
    keys_style: str  # of the buttons that come later
    page_script: str
    finished: dict[str, FinishedPage]  # by the name of the published file
    policies: dict[str, str]  # by address
    pages_written: Done

    # Tools.
    numbers: list[list]  # of each country: its name, and what its cells say
    tool_styles: dict[str, str]  # by the name of the script that brings them
    tool_scripts: dict[str, str]
    tools: dict[str, list[str]]  # by section: the function that does it, and the address of its script

    # Finding and sharing.
    moves: list[Move]
    search_words: tuple[Written, dict[str, dict[str, str]]]  # by page and section
    search: str  # address of its script
    share: str
    dialog_style: str  # of the search, and of the ways to share: they come when a reader asks
    panel_style: str
    previews: dict[tuple[str, str], str]  # addresses, by the page's address and the section's id
    pictures: tuple[Look, dict[str, Preview]]
    moves_hold: Done
    twins: Twins
    onward: tuple[str, str]  # the style and the policy of all pages that lead on
    former_pages: Done
    onward_pages: Done

    # Taking along.
    home_screen: dict[str, str]
    kept: dict[str, str]  # the script that tells what is kept
    offer: tuple[Page, dict]  # the page that offers the files, and what its template was given
    downloads: list[Download]

    def __init__(self, config: MkDocsConfig):
        self.config = config
        self.making = None  # the site in its making, from the moment when anything is written
        self.running = None

    def __getattribute__(self, name):
        if name in MADE and (step := self.__dict__.get("running")) and name not in step.needs + step.gives:
            raise PluginError(f"The step {step.name} uses “{name}” and does not say so: name it in its `needs`.")
        return super().__getattribute__(name)

    def __getattr__(self, name):
        """Say of a field that no step has made yet that it is not there."""
        if name in MADE:
            raise PluginError(
                f"“{name}” is not made yet: overrides/hooks/steps.py tells which step gives it, and when."
            )
        raise AttributeError(name)


# The annotated fields: each is not there until its step has run.
MADE = frozenset(Build.__annotations__)


@dataclass(frozen=True)
class Step:
    """A function that is called at one event of MkDocs, with the build and what MkDocs hands on."""

    run: Callable
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    ends: tuple[str, ...] = ()

    @property
    def name(self):
        """Where it stands: `sharing.search.publish_search`."""
        return f"{self.run.__module__}.{self.run.__name__}"

    def __call__(self, build, *arguments, **named):
        before, build.running = build.running, self
        try:
            return self.run(build, *arguments, **named)
        finally:
            build.running = before
            for name in self.ends:
                build.__dict__.pop(name, None)


def step(needs="", gives="", ends=""):
    """Make a step of a function; `needs`, `gives` and `ends` are names of fields of `Build`, parted by spaces.

    What a step `ends` is gone after it: no later step can need it.
    """

    def decorate(run):
        unknown = sorted(set(f"{needs} {gives} {ends}".split()) - MADE)
        if unknown:
            raise PluginError(f"{run.__module__}.{run.__name__}: {', '.join(unknown)}: no such field of Build.")
        return Step(run, tuple(needs.split()), tuple(gives.split()), tuple(ends.split()))

    return decorate


def order_problems(way):
    """Yield what is wrong with the order of steps in {event: steps}, whose events are in the order of MkDocs."""
    order = [step for steps in way.values() for step in steps]
    giver = {name: step for step in reversed(order) for name in step.gives}
    there, ended = set(), {}
    for step in order:
        for name in step.needs:
            if name in there:
                continue
            if name in ended:
                yield f"{step.name} needs “{name}”, which {ended[name].name} ends. Move it before that one."
            elif name not in giver:
                yield f"{step.name} needs “{name}”, which no step gives. Put the step back that gave it."
            else:
                yield f"{step.name} needs “{name}”, which {giver[name].name} gives only later. Move it behind that one."
        there.update(step.gives)
        there.difference_update(step.ends)
        ended |= dict.fromkeys(step.ends, step)
