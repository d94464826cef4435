"""A page as its author wrote it, read once: front matter, headings, links and pictures, each with its line."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import lxml.html
import markdown
from lxml import etree

from beside import halved
from build import step
from door.blocks import endless_blocks
from door.fault import Fault
from door.records import read_text, split_page
from words.cautions import tell_cautions
from words.danger_signs import tell_signs
from words.page_record import PageRecord, stand_in
from words.read_once import HandOn, Keep, Reading
from words.said import said
from words.stacked_tables import ReadTable

# What stands before the text of a line in a quotation or a list.
NOT_OF_THE_TEXT = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*")
RAW_HEADING = re.compile(r"^ {0,3}(#{1,6})\s")
# How sure a claim is, by its name.
SURE = re.compile(r"\{sure:\s*([^}]*?)\s*\}")
ANSWER = "div[contains(concat(' ', @class, ' '), ' fc-answer ')]"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SPOKEN = etree.XPath(".//text()[not(ancestor::sup[a/@role='doc-noteref'])]", smart_strings=False)
NOTES = etree.XPath(".//a[@role='doc-noteref']/@href", smart_strings=False)


def words_of(element):
    """Return the words of a parsed element as a reader says them: without the numbers of its notes."""
    return " ".join("".join(SPOKEN(element)).split()) if isinstance(element.tag, str) else ""


def notes_in(element):
    """Return the claim ids of the markers in a parsed element, in reading order."""
    return [href.removeprefix("#fn-") for href in NOTES(element)]


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), its words, its id, and the line it stands on."""

    level: int
    words: str
    id: str
    line: int


@dataclass(frozen=True)
class ReadText:
    """What the reader of Markdown made of a page's text: HTML, and the same for MkDocs to go on with.

    `tables` are as they were read, `blocks` the names of all kinds of block that are known, and `never_closed` of those
    that were still open at the end.
    """

    html: str
    reading: Reading | None
    tables: list[ReadTable]
    blocks: list[str]
    never_closed: list[str]


@dataclass(frozen=True)
class SourcePage:
    """One Markdown file. `path` is its name below `docs/`.

    `make_markdown` returns a fresh reader of Markdown with the extensions of the site and those that it is given.
    `faults` are those that kept the file from being read. `written` is the text while danger signs, cautions and
    certainties are still named in it, line by line the same as `text`, which tells them.
    """

    path: str
    text: str
    make_markdown: Callable
    faults: tuple[Fault, ...] = ()
    written: str = ""

    @cached_property
    def parts(self):
        """The front matter as it is written, the body, and the line on which that begins."""
        return split_page(self.text, f"docs/{self.path}")

    @cached_property
    def _record(self):
        if self.faults or self.parts.faults:
            return None, [*self.faults, *self.parts.faults]
        if self.parts.record is None:
            wrong = "this page has no front matter that can be read"
            mend = "Begin the file with --- and the keys of a record."
            return None, [Fault(f"docs/{self.path}", 1, "page-record", wrong, mend)]
        record, faults = self.parts.record.read_as(PageRecord, "page-record")
        if record is not None and record.description is None:
            if self.answer is None:
                wrong = "neither an answer nor a description tells what this page says"
                mend = "Begin its text with /// answer, or write a line “description: …” here."
                return None, [Fault(f"docs/{self.path}", 2, "page-record", wrong, mend)]
            # The same words serve the reader, the search, and a message.
            record = record.model_copy(update={"description": self.answer_words})
        return record, faults

    @property
    def record(self):
        """The page's record, or None where it has a fault."""
        return self._record[0]

    @property
    def record_faults(self):
        """What keeps the front matter from being a record."""
        return self._record[1]

    @cached_property
    def answer(self):
        """The block that answers the page's question, as parsed HTML, or None."""
        return next(iter(self.body.xpath(f"./{ANSWER}")), None)

    @property
    def answer_words(self):
        """What the answer says."""
        return " ".join(words_of(child) for child in self.answer if child.get("class") != "admonition-title")

    @property
    def states_health(self):
        """Whether the page needs markers: all do but those whose record says `health: false`."""
        return self.record is None or self.record.health

    @cached_property
    def read(self):
        """The text as the reader of Markdown read it."""
        keep = Keep()
        markdown = self.make_markdown(keep)
        html = markdown.convert(self.parts.body)
        processors = markdown.parser.blockprocessors
        tables = processors["table"].tables if "table" in processors else []
        known, still_open = [], []
        if "blocks" in processors:
            known, still_open = list(processors["blocks"].blocks), processors["blocks"].stack
        return ReadText(html, keep.reading, tables, known, [entry.block.NAME for entry in still_open])

    def take(self, read):
        """Take over what another process read."""
        self.__dict__["read"] = read

    @cached_property
    def body(self):
        """The text as parsed HTML, links still as the author wrote them."""
        # Not as a fragment: one that begins like a document would be taken for that.
        body = lxml.html.document_fromstring(f"<html><body>{self.read.html}</body></html>").body
        main = lxml.html.Element("main", dict(body.attrib))
        main.text = body.text
        main.extend(list(body))
        return main

    def hand_over(self):
        """Return what was read of the body, up to where MkDocs looks at it, and keep no more than the words.

        The trees of a thousand pages would fill the memory.
        """
        reading = self.read.reading
        for name in ("read", "body", "answer"):
            self.__dict__.pop(name, None)
        return reading

    @cached_property
    def lines(self):
        """(number, line) of each line of the body."""
        return list(enumerate(self.parts.body.split("\n"), self.parts.body_line))

    @cached_property
    def headings(self):
        """All headings in reading order."""
        raw = [number for number, line in self.lines if RAW_HEADING.match(line)]
        found = list(self.body.iter(*HEADINGS))
        # Headings written as raw HTML have no Markdown line to pair with: those are found by their words.
        paired = len(raw) == len(found)
        return [
            Heading(
                int(element.tag[1]),
                said(element),
                element.get("id", ""),
                raw[position] if paired else self.line_of_words(words_of(element)),
            )
            for position, element in enumerate(found)
        ]

    def attributes(self, *wanted):
        """Yield (element, value) for each of the attributes named like `a@href` or `*@src`."""
        for name in wanted:
            tag, attribute = name.split("@")
            for element in self.body.xpath(f".//{tag}[@{attribute}]"):
                yield element, element.get(attribute)

    @cached_property
    def ids(self):
        """The ids that a link to this page can end in."""
        return {element.get("id") for element in self.body.iter() if element.get("id")}

    @cached_property
    def all_lines(self):
        """Each line of the file."""
        return self.text.splitlines()

    def line_of(self, words):
        """Return the number of the first line of the body that holds these words, or 1."""
        return next((number for number, line in self.lines if words in line), 1)

    def line_of_element(self, element):
        """Return the line on which an element begins: by its address or its name, and by its words, or 1."""
        words, sought = letters_of(words_of(element))[:30], element.get("href") or element.get("src")
        sought = sought or f"<{element.tag}"
        there = [(number, line) for number, line in self.lines if sought in line]
        both = (number for number, line in there if words in letters_of(line))
        return next(both, there[0][0] if there else self.line_of_words(words_of(element)))

    def line_of_lines(self, wanted):
        """Return the number of the line on which these lines begin, in a list or a quotation too, or 1."""
        lines = [NOT_OF_THE_TEXT.sub("", line).strip() for _, line in self.lines]
        wanted = [line.strip() for line in wanted]
        found = (number for at, (number, _) in enumerate(self.lines) if lines[at : at + len(wanted)] == wanted)
        return next(found, 1)

    def line_of_words(self, words):
        """Return the line of the body on which its own words first go on like these, whatever its markup, or 1."""
        wanted = letters_of(words)[:30]
        letters, starts = self._letters
        at = letters.find(wanted) if wanted else -1
        return self.lines[bisect_right(starts, at) - 1][0] if at >= 0 else 1

    @cached_property
    def _letters(self):
        """The letters of the body, and where among them each line begins.

        In one text: an item of two paragraphs, or a short one that is broken over lines, stands on no line whole.
        """
        pieces = [letters_of(line) for _, line in self.lines]
        return "".join(pieces), list(accumulate(map(len, pieces), initial=0))


def letters_of(text):
    """Return the letters and digits of a line, without its markers and the targets of its links."""
    return re.sub(r"[\W_]+", "", re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)|\{[^}]*\}", "", text))


def markdown_maker(config):
    """Return a function that makes the Markdown reader which a MkDocs configuration describes, and more extensions."""
    extensions = list(config.markdown_extensions)
    return lambda *more: markdown.Markdown(extensions=[*extensions, *more], extension_configs=config.mdx_configs)


def read_page(path, file, make_markdown, tell=lambda text, path: text):
    """Return the page in a file; `path` is its name below `docs/`, and `tell` puts words in the place of names."""
    name = f"docs/{path}"
    text, faults = read_text(file, name)
    faults = [*faults, *(Fault(name, line, "readable", *told) for line, *told in endless_blocks(text))]
    if faults:
        # Nobody reads on.
        text = ""
    return SourcePage(path, tell(text, path), make_markdown, tuple(faults), text)


def tell_sure(text, sure):
    """Return a page's text with how sure a claim is in place of `{sure: its-id}`; one not known stays as it is."""
    return SURE.sub(lambda match: sure.get(match[1], match[0]), text)


@step(needs="accepted signs cautions sure", gives="pages records hand_on texts")
def read_pages(build, files):
    """Read every page as its author wrote it; a page without a record that holds gets one that says so."""
    make = markdown_maker(build.config)
    signs, cautions, sure = build.signs, build.cautions, build.sure

    def tell(text, path):
        return tell_sure(tell_cautions(tell_signs(text, signs), cautions, path), sure)

    build.pages = {
        file.src_uri: read_page(file.src_uri, file.abs_src_path, make, tell) for file in files.documentation_pages()
    }
    whole = [page for page in build.pages.values() if not (page.faults or page.parts.faults)]
    for page, read in zip(whole, halved(lambda page: page.read, whole), strict=True):
        page.take(read)
    build.texts = {}
    build.hand_on = HandOn()
    build.config.markdown_extensions.append(build.hand_on)
    build.records = {path: page.record or stand_in(path) for path, page in build.pages.items()}


@step(needs="pages records hand_on")
def hand_on_text(build, text, page):
    """Give MkDocs a page's text and record as they were read and checked here."""
    source = build.pages[page.file.src_uri]
    page.meta = build.records[source.path].meta
    build.hand_on.reading = source.hand_over()
    return source.parts.body


@step()
def hand_on_source(build, page):
    """Keep MkDocs from reading the file in its own way, which takes a first line like “Note: rest” for a record."""
    return ""
