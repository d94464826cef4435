"""What a program can count of the scorecard's items: a reader sees how many of how many, counted in each build.

A count goes through the pages as their Markdown became HTML, through the record at their end as its template prints it,
and through the register. None of it is written by hand, so that no score can be better than the guide is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from words.source_page import ANSWER, words_of
from words.writing_rules import ANSWER_WORDS

LIST_ITEMS, CHUNK_WORDS, SENTENCE_WORDS, PARAGRAPH_SENTENCES, MEAN_WORDS, COLUMNS = 7, 120, 20, 3, 15, 4
# Pages that are tools on paper.
ON_PAPER = ("bedside-card/", "my-diary/")
WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
# The points of “a.m.” end no sentence; a colon before a capital ends a label such as “Warmth:”.
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[ap]\.m\.)[”\")]*\s+|(?<=:)\s+(?=[A-Z“])")
BLOCKS = ("p", "li", "td", "dd", "dt", "summary")
# “3 in 10”, “14 of 15”.
SHARE = re.compile(r"\b\d[\d,]* (?:in|of|out of) (?:every )?(\d[\d,]*\d|\d)\b")
PICTURES = etree.XPath(".//img | .//svg[@role = 'img']")
URGENCY = etree.XPath(".//div[contains(@class, 'fc-urgency')]")
# The numbers of notes are no words.
TEXTS = etree.XPath(".//text()[not(ancestor::sup[a/@role = 'doc-noteref'] or ancestor::svg)]")
# What stands in the open between headings, and the headings.
OPEN = etree.XPath(
    ".//h2 | .//h3 | .//text()[not(ancestor::h2 or ancestor::h3 or ancestor::sup or ancestor::details"
    " or ancestor::figcaption or ancestor::table or ancestor::svg or ancestor::p[@class = 'admonition-title'])]",
    smart_strings=False,
)


@dataclass(frozen=True)
class CountedPage:
    """A page as it is counted: its text and its record are trees; `cites` tells whether its notes name a source."""

    title: str
    address: str
    health: bool
    text: etree._Element
    record: etree._Element
    cites: bool

    @cached_property
    def texts(self):
        """All that is said on the page, piece by piece."""
        return TEXTS(self.text)

    @cached_property
    def blocks(self):
        """The sentences of each paragraph, list item and cell, without those of what stands inside it."""
        found = {}
        for text in self.texts:
            block = text.getparent() if text.is_text else text.getparent().getparent()
            while block is not None and block.tag not in BLOCKS:
                block = block.getparent()
            if block is not None:
                found.setdefault(block, []).append(text)
        said = [" ".join("".join(texts).split()) for texts in found.values()]
        return [[part for part in SENTENCE_END.split(words) if WORD.search(part)] for words in said]

    @cached_property
    def said_in_record(self):
        """The words of the record."""
        return words_of(self.record)


@dataclass(frozen=True)
class Guide:
    """All that is counted: the pages, for each source whether its year is known, and whether mistakes can be told."""

    pages: list[CountedPage]
    dated: list[bool]
    can_report: bool

    @property
    def health(self):
        """The pages that state something about health."""
        return [page for page in self.pages if page.health]


@dataclass(frozen=True)
class Count:
    """How many of how many things are as `words` say."""

    words: str
    met: int
    of: int

    @property
    def share(self):
        """The part that is met; of nothing, nothing is."""
        return self.met / self.of if self.of else 0


@dataclass(frozen=True)
class Measure:
    """`units` yields of each thing that is counted whether it is as `words` say."""

    words: str
    units: Callable[[Guide], Iterator[bool]]

    def of(self, guide):
        """Return the count in a guide."""
        found = list(self.units(guide))
        return Count(self.words, sum(found), len(found))


def answers(guide):
    for page in guide.health:
        found = page.text.xpath(f"./{ANSWER}")
        words = [words_of(part) for answer in found for part in answer if part.get("class") != "admonition-title"]
        yield len(found) == 1 and found == [page.text[0]] and len(" ".join(words).split()) <= ANSWER_WORDS


def captioned(picture):
    """Whether a picture has a caption."""
    return picture.xpath("boolean(ancestor::figure[1]/figcaption)")


def captions(guide):
    for page in guide.health:
        for picture in PICTURES(page.text):
            yield captioned(picture)


def captioned_pages(guide):
    for page in guide.health:
        yield any(map(captioned, PICTURES(page.text)))


def lists(guide):
    for page in guide.health:
        for found in page.text.iter("ul", "ol"):
            yield len(found.findall("li")) <= LIST_ITEMS


def chunks(guide):
    for page in guide.health:
        counts = [0]
        for part in OPEN(page.text):
            if isinstance(part, str):
                counts[-1] += len(WORD.findall(part))
            else:
                counts.append(0)
        for count in counts:
            yield count <= CHUNK_WORDS


def sentences(guide):
    for page in guide.pages:
        for block in page.blocks:
            for sentence in block:
                yield len(sentence.split()) <= SENTENCE_WORDS


def paragraphs(guide):
    for page in guide.health:
        for block in filter(None, page.blocks):
            yield len(block) <= PARAGRAPH_SENTENCES


def short_on_average(guide):
    for page in guide.pages:
        if lengths := [len(sentence.split()) for block in page.blocks for sentence in block]:
            yield sum(lengths) < MEAN_WORDS * len(lengths)


def whole_numbers(guide):
    for page in guide.health:
        yield not re.search(r"\d\.\d|\d ?%", " ".join(page.texts))


def one_base(guide):
    for page in guide.health:
        if bases := set(SHARE.findall(" ".join("".join(page.texts).split()))):
            yield len(bases) == 1


def dates(guide):
    for page in guide.pages:
        yield len(page.record.xpath(".//p[1]/time/@datetime")) == 2


def money(guide):
    for page in guide.pages:
        words = page.said_in_record
        yield all(part in words for part in ("Nobody pays for it", "no funding", "no sponsors", "no ads"))


def publisher(guide):
    for page in guide.pages:
        yield "Published by" in page.said_in_record


def disclosed(guide):
    for page, named in zip(guide.pages, publisher(guide), strict=True):
        yield named and "have not said what they may gain" not in page.said_in_record


def cited(guide):
    for page in guide.health:
        yield page.cites


def dated_sources(guide):
    yield from guide.dated


def feedback(guide):
    yield from [guide.can_report] * len(guide.pages)


def actions(guide):
    for page in guide.pages:
        for block in URGENCY(page.text):
            heading = next(block.iter("h2", "h3"), None)
            yield heading is not None and words_of(heading).endswith("if:")


def levels_in_words(guide):
    for page in guide.pages:
        for block in URGENCY(page.text):
            yield len(block) > 0 and block[0].get("class") == "admonition-title" and bool(words_of(block[0]))


def no_way_out(guide):
    """Nobody reads on in an emergency: the only links there are phone numbers (and the heading's own)."""
    for page in guide.pages:
        for block in URGENCY(page.text):
            if "fc-urgency--emergency" in block.get("class"):
                links = block.xpath(".//a[not(parent::*[@class = 'fc-section-heading'])]/@href")
                yield all(link.startswith("tel:") for link in links)


def tools(guide):
    """Steps to take, and something to take them with: a timer, a check, a diary, a card or a sheet."""
    for page in guide.health:
        if page.text.xpath(".//ol[not(ancestor::details)]"):
            links = page.text.xpath(".//a[contains(@class, 'fc-tool')]")
            paper = [link for link in page.text.xpath(".//a/@href") if link.partition("#")[0].endswith(ON_PAPER)]
            yield bool(links or paper) or page.address in ON_PAPER


def small_tables(guide):
    for page in guide.health:
        for table in page.text.iter("table"):
            columns = table.findall("thead/tr/th")
            named = all(row.find("th") is not None for row in table.iterfind("tbody/tr"))
            yield named and all(map(words_of, columns)) and len(columns) <= COLUMNS


MEASURES = {
    "answers": Measure(f"Pages on health with their answer first, set off, in {ANSWER_WORDS} words or fewer", answers),
    "captions": Measure("Pictures with a caption", captions),
    "captioned-pages": Measure("Pages on health with a picture and its caption", captioned_pages),
    "lists": Measure(f"Lists with {LIST_ITEMS} points or fewer", lists),
    "chunks": Measure(f"Parts between two headings with {CHUNK_WORDS} open words or fewer", chunks),
    "sentences": Measure(f"Sentences with {SENTENCE_WORDS} words or fewer", sentences),
    "paragraphs": Measure(f"Paragraphs and points with {PARAGRAPH_SENTENCES} sentences or fewer", paragraphs),
    "short-on-average": Measure(f"Pages whose sentences have under {MEAN_WORDS} words on average", short_on_average),
    "whole-numbers": Measure("Pages on health with whole numbers only, and no percent", whole_numbers),
    "one-base": Measure("Pages with shares, such as 3 in 10, that all count by the same number", one_base),
    "dates": Measure("Pages that tell the day of the last check and of the next", dates),
    "money": Measure("Pages that say who pays, and that there are no ads", money),
    "publisher": Measure("Pages that name who publishes them", publisher),
    "disclosed": Measure("Pages that name who publishes them, and what these may gain", disclosed),
    "cited": Measure("Pages on health whose notes name sources", cited),
    "dated-sources": Measure("Sources with their year", dated_sources),
    "feedback": Measure("Pages with a link to report a mistake", feedback),
    "actions": Measure("Urgency boxes whose heading says what to do, and ends with “if”", actions),
    "levels-in-words": Measure("Urgency boxes that name their level in words", levels_in_words),
    "no-way-out": Measure("Emergency boxes with no links but phone numbers", no_way_out),
    "tools": Measure("Pages with steps that lead to a tool, a card or a sheet", tools),
    "small-tables": Measure(
        f"Tables with a name for each row and column, and {COLUMNS} columns or fewer", small_tables
    ),
}
