"""A page as its author wrote it, read once: front matter, headings, links and pictures, each with its line."""

import re
from dataclasses import dataclass
from functools import cached_property

import lxml.html
import markdown
from mkdocs.utils import meta

RAW_HEADING = re.compile(r"^ {0,3}(#{1,6})\s")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def words_of(element):
    """Return the words of a parsed element as a reader says them: without the numbers of its notes."""
    spoken = element.xpath(".//text()[not(ancestor::sup[a/@role='doc-noteref'])]")
    return " ".join("".join(spoken).split())


def notes_in(element):
    """Return the claim ids of the markers in a parsed element, in reading order."""
    return [href.removeprefix("#fn-") for href in element.xpath(".//a[@role='doc-noteref']/@href")]


@dataclass(frozen=True)
class Heading:
    """A heading: its level (1 to 6), its words, its id, and the line it stands on."""

    level: int
    words: str
    id: str
    line: int


@dataclass(frozen=True)
class SourcePage:
    """One Markdown file. `path` is its name below `docs/`; `make_markdown` returns a fresh Markdown reader."""

    path: str
    text: str
    make_markdown: object

    @cached_property
    def _split(self):
        return meta.get_data(self.text)

    @property
    def front_matter(self):
        """The front matter as a dict, empty where there is none that YAML can read."""
        return self._split[1]

    @cached_property
    def body(self):
        """The text as parsed HTML, links still as the author wrote them."""
        return lxml.html.fragment_fromstring(self.make_markdown().convert(self._split[0]), create_parent="main")

    @cached_property
    def headings(self):
        """All headings in reading order."""
        raw = [number for number, line in enumerate(self.text.splitlines(), 1) if RAW_HEADING.match(line)]
        found = list(self.body.iter(*HEADINGS))
        # Headings written as raw HTML have no Markdown line to pair with: those are found by their words.
        paired = len(raw) == len(found)
        return [
            Heading(
                int(element.tag[1]),
                " ".join(element.text_content().split()),
                element.get("id", ""),
                raw[position] if paired else self.line_of(element.text_content().strip()),
            )
            for position, element in enumerate(found)
        ]

    def attributes(self, *wanted):
        """Yield (element, value, line) for each of the attributes named like `a@href` or `*@src`."""
        for name in wanted:
            tag, attribute = name.split("@")
            for element in self.body.iter() if tag == "*" else self.body.iter(tag):
                if isinstance(element.tag, str) and attribute in element.attrib:
                    value = element.get(attribute)
                    yield element, value, self.line_of(value)

    @cached_property
    def ids(self):
        """The ids that a link to this page can end in."""
        return {element.get("id") for element in self.body.iter() if element.get("id")}

    def line_of(self, words):
        """Return the number of the first line that holds these words, or 1."""
        return next((number for number, line in enumerate(self.text.splitlines(), 1) if words in line), 1)

    def line_of_words(self, words):
        """Return the first line whose own words begin like these, whatever its markup, or 1."""
        wanted = _letters(words)[:30]
        return next(
            (number for number, line in enumerate(self.text.splitlines(), 1) if wanted and wanted in _letters(line)), 1
        )

    def line_of_key(self, key):
        """Return the line of a front-matter key, or 1 where it is missing."""
        pattern = re.compile(rf"^{re.escape(key)}\s*:")
        return next((number for number, line in enumerate(self.text.splitlines(), 1) if pattern.match(line)), 1)


def _letters(text):
    """Return the letters and digits of a line, without its markers and the targets of its links."""
    text = re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)|\{[^}]*\}", "", text)
    return "".join(character for character in text if character.isalnum())


def markdown_maker(config):
    """Return a function that makes the Markdown reader which a MkDocs configuration describes."""
    return lambda: markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
