"""An author is told at once what would harm or mislead a reader: file, line, what is wrong, what to do.

Each rule is an id, a sentence, a reason and a small function of parsed pages. A build reports all offenders of all
rules as warnings, which stop it; `make serve` shows them and goes on. CONTRIBUTING.md lists the rules.
"""

import logging
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from evidence_rules import (
    advice_said,
    certainty_matches,
    emergency_covered,
    fact_marked,
    known_claim,
    marker_apart,
    phone_country,
)
from page_record import record_problems
from register import Register
from source_page import SourcePage, markdown_maker

log = logging.getLogger("mkdocs.hooks.writing_rules")


@dataclass(frozen=True)
class Site:
    """What a rule may ask about: all pages by path, the paths of all files in `docs/`, and the evidence register."""

    pages: dict[str, SourcePage]
    files: frozenset[str]
    register: Register

    @cached_property
    def places(self):
        """{id: the places of the headings that have it}, each as `docs/causes.md:12`."""
        found = {}
        for page in self.pages.values():
            for heading in page.headings:
                found.setdefault(heading.id, []).append(f"docs/{page.path}:{heading.line}")
        return found


@dataclass(frozen=True)
class Rule:
    """`check` yields (line, what is wrong, what to do) for each offender on one page."""

    id: str
    sentence: str
    reason: str
    check: Callable


@dataclass(frozen=True)
class Problem:
    """One offender, as an author reads it."""

    path: str
    line: int
    rule: str
    wrong: str
    mend: str

    def __str__(self):
        return f"docs/{self.path}:{self.line}: {self.rule}: {self.wrong}. {self.mend}"


def page_record(page, site):
    if not page.front_matter:
        yield 1, "this page has no front matter that can be read", "Begin the file with --- and the keys of a record."
        return
    for key, wrong, mend in record_problems(page.front_matter):
        yield page.line_of_key(key), wrong, mend


def one_h1(page, site):
    for heading in page.headings:
        if heading.level == 1:
            yield heading.line, f"“{heading.words}” is a second h1", "The title is the h1: begin the text with ##."


def heading_levels(page, site):
    level = 1
    for heading in page.headings:
        if heading.level > level + 1:
            wrong = f"“{heading.words}” is an h{heading.level} below an h{level}"
            yield heading.line, wrong, f"Write {'#' * (level + 1)}: levels rise by one."
        level = heading.level


def heading_once(page, site):
    seen = {}
    for heading in page.headings:
        words = heading.words.casefold()
        if words in seen:
            yield (
                heading.line,
                f"the heading “{heading.words}” stands on line {seen[words]} too",
                "Give one other words.",
            )
        seen.setdefault(words, heading.line)


def heading_id(page, site):
    for heading in page.headings:
        if heading.level in (2, 3) and f"#{heading.id}}}" not in page.text.splitlines()[heading.line - 1]:
            yield (
                heading.line,
                f"the heading “{heading.words}” has no id of its own",
                "End the line with {#short-name}.",
            )


def id_once(page, site):
    for heading in page.headings:
        here = f"docs/{page.path}:{heading.line}"
        others = [place for place in site.places[heading.id] if place != here]
        if heading.id and others:
            yield heading.line, f"the id “{heading.id}” is also at {', '.join(others)}", "Choose another id for one."


def link_lands(page, site):
    for link, href, line in page.attributes("a@href"):
        target = urlsplit(href)
        # The notes are not part of the text; the rule `known-claim` looks after their markers.
        if target.scheme or target.netloc or link.get("role") == "doc-noteref":
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target.path)))
        path = path if target.path else page.path
        if path not in site.files:
            yield line, f"the link “{href}” leads to no file", "Name a file in docs/, relative to this one."
        elif target.fragment and path in site.pages and target.fragment not in site.pages[path].ids:
            known = ", ".join(sorted(heading.id for heading in site.pages[path].headings if heading.id))
            yield line, f"the link “{href}” leads to no section of docs/{path}", f"Sections there: {known}."


def picture_words(page, site):
    for image, source, line in page.attributes("img@src"):
        if not image.get("alt", "").strip():
            yield line, f"the picture “{source}” has no text alternative", "Say between [ and ] what it teaches."


def own_host(page, site):
    for element, address, line in page.attributes(
        "*@src", "*@srcset", "*@data", "*@poster", "link@href", "form@action"
    ):
        if urlsplit(address).netloc:
            wrong = f"<{element.tag}> pulls in “{address}” from another host"
            yield line, wrong, "Keep a copy in docs/, or leave it out: a reader's visit is nobody else's business."


RULES = [
    Rule("page-record", "Front matter holds the page's record.", "Readers see how fresh a page is.", page_record),
    Rule("one-h1", "The title is the only h1.", "A screen reader's user lands on it.", one_h1),
    Rule("heading-levels", "Heading levels rise by one.", "Headings are how many readers move.", heading_levels),
    Rule("heading-once", "A page says each heading once.", "Two equal headings cannot be told apart.", heading_once),
    Rule("heading-id", "Every h2 and h3 has an id written by hand.", "Shared links must never rot.", heading_id),
    Rule("id-once", "An id stands once on the whole site.", "A short address names one section.", id_once),
    Rule("link-lands", "A link leads to a file and a section.", "A dead end at 3 a.m. helps nobody.", link_lands),
    Rule("picture-words", "A picture has words that teach the same.", "Some readers hear the page.", picture_words),
    Rule("known-claim", "A marker names a claim of the register.", "A note must lead to evidence.", known_claim),
    Rule("marker-apart", "A marker never follows a digit.", "A phone number must stay what it is.", marker_apart),
    Rule("fact-marked", "A statement of fact carries a marker.", "Readers can check every statement.", fact_marked),
    Rule(
        "emergency-plain",
        "An emergency block is plain; its claims follow it.",
        "Nobody reads on there.",
        emergency_covered,
    ),
    Rule("advice-said", "Our own advice says that it is ours.", "It rests on no source.", advice_said),
    Rule("certainty-matches", "“How sure” says what the register says.", "One truth, in one place.", certainty_matches),
    Rule("phone-country", "A phone number stands with its country.", "111 helps here and alarms there.", phone_country),
    Rule("own-host", "Nothing is pulled in from another host.", "No one learns who reads about health.", own_host),
]


def problems(site, rules=RULES):
    """Return every problem of every page, in order of path, line and rule."""
    found = [
        Problem(page.path, line, rule.id, wrong, mend)
        for page in site.pages.values()
        for rule in rules
        for line, wrong, mend in rule.check(page, site)
    ]
    return sorted(found, key=lambda problem: (problem.path, problem.line, problem.rule))


def site_of(files, config):
    """Read all pages among MkDocs' files."""
    make = markdown_maker(config)
    pages = {file.src_uri: SourcePage(file.src_uri, file.content_string, make) for file in files.documentation_pages()}
    return Site(pages, frozenset(file.src_uri for file in files), config.extra["register"])


def on_files(files, *, config):
    """Report every problem before the pages are made."""
    for problem in problems(site_of(files, config)):
        log.warning(str(problem))
    return files
