"""What each section of the guide is called and says: for the search, for lists, and for links that are shared."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import PurePosixPath

import lxml.html
from lxml import etree

from build import step
from words.said import said

STEPS = "components/relief-now/relief-now.html"
PARTS = etree.XPath(
    "//h2[@id] | //h3[@id] | //img | //svg[@role='img'] | //text()[not(ancestor::h2 or ancestor::h3 or ancestor::svg)]"
)
NOT_TEXT = "//sup[starts-with(@id, 'fnref')] | //*[@class='admonition-title'] | //div[@class='fc-section-heading']/a"
# The paragraph or item that a text stands in; what stands in a table or a caption makes no sense alone.
BLOCK = etree.XPath(
    "self::*[not(ancestor::table or ancestor::figcaption)]"
    "/ancestor-or-self::*[self::p or self::li or self::dt or self::dd][1]"
)
# As many characters as a search result and a message show.
SUMMARY, OPENING = 110, 160


@dataclass(frozen=True)
class Section:
    """A page (without id) or one of its sections: what it is called and what it says, headings and markers left out.

    `opening` is its beginning as a message shows it, `drawing` the name of its first drawing, if it has one.
    """

    id: str
    level: int
    heading: str
    text: str
    opening: str = ""
    drawing: str = ""

    @property
    def summary(self):
        """The beginning of the text, up to the end of a word."""
        return cut(self.text, SUMMARY)

    @property
    def other_words(self):
        """Each further word of the text once, in the order of its first use."""
        met = set(words_of(f"{self.heading} {self.summary}"))
        return " ".join(dict.fromkeys(word for word in words_of(self.text) if word not in met))


def cut(text, length):
    """Return the beginning of a text: at most `length` characters and “…”, up to the end of a word."""
    return text if len(text) <= length else text[: text.rfind(" ", 0, length)].rstrip(",.;:") + "…"


def opening_of(blocks):
    """Return the first sentences of some blocks of text, as many as a message shows; “…” tells that more follows."""
    text = "; ".join(blocks)
    # Only a block that ends without a mark needs one before the next.
    text = re.sub(r"(?<=[.?!:;…]); ", " ", text)
    whole = re.match(rf".{{,{OPENING - 3}}}[.?!](?= )", text)
    return f"{whole.group()} …" if whole and len(text) > OPENING else cut(text, OPENING - 1)


def words_of(text):
    """Return the words of a text in small letters."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def parsed(html):
    """Return a page's text as a tree."""
    return lxml.html.fragment_fromstring(html, create_parent="main")


def lines_in(svg):
    """Return the lines of a drawing, by which one that stands in a page is known: it has no name there."""
    return tuple(svg.xpath(".//@d"))


def sections_of(root, title, description, names=None):
    """Return the sections of a page's text, the page itself first.

    `root` is its tree, which may be changed; `names` are the names of drawings by their lines.
    """
    names = names or {}
    for element in root.xpath(NOT_TEXT):
        element.drop_tree()
    for broken in root.iter("br"):
        broken.tail = f" {broken.tail or ''}"
    found = [("", 1, title, [description, " "], {}, [])]
    for part in PARTS(root):
        *_, text, blocks, drawn = found[-1]
        if isinstance(part, str):
            text.append(part)
            for block in BLOCK(part.getparent()):
                blocks[block] = blocks.get(block, "") + part
        elif part.tag == "img":
            drawn.append(PurePosixPath(part.get("src")).name.partition(".")[0])
        elif part.tag == "svg":
            drawn.append(names.get(lines_in(part), ""))
        else:
            found.append((part.get("id"), int(part.tag[1]), said(part), [], {}, []))
    sections = [
        Section(id, level, heading, _spaced("".join(text)),
                opening_of(_said(blocks)), next(filter(None, drawn), ""))
        for id, level, heading, text, blocks, drawn in found
    ]  # fmt: skip
    sections[0] = replace(sections[0], opening=description)
    # A section of which all stands in its parts, or in a table, says what the parts are called, or what its page says.
    for at, section in enumerate(sections):
        if not section.opening:
            parts = takewhile(lambda part, level=section.level: part.level > level, sections[at + 1 :])
            sections[at] = replace(section, opening=opening_of(part.heading for part in parts) or description)
    return sections


def _said(blocks):
    spaced = ((block, _spaced(words)) for block, words in blocks.items())
    return [words + (":" if block.tag == "dt" else "") for block, words in spaced if words]


def _spaced(text):
    return " ".join(text.split())


@step(needs="texts")
def parse_text(build, html, page):
    """Parse a page's text, for all who read it."""
    build.texts[page.file.src_uri] = parsed(html)
    return html


@step(needs="records texts drawings drawing_in_templates env", gives="sections", ends="texts")
def find_sections(build, files):
    """Find the sections of every page, by its address, for templates too."""
    names = {lines_in(svg): name for name, svg in build.drawings.items()}
    build.sections = build.env.globals["sections"] = {}
    for file in files.documentation_pages():
        page, record = file.page, build.records[file.src_uri]
        text = build.texts[file.src_uri]
        if page.is_homepage:
            # It opens with the steps, which stand in its template.
            text = parsed(build.env.get_template(STEPS).render(page=page, base_url=".") + page.content)
        build.sections[page.url] = sections_of(text, record.title, record.description, names)
