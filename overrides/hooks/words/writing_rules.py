"""An author is told at once what would harm or mislead a reader: file, line, what is wrong, what to do.

Each rule is an id, a sentence, a reason and a small function of parsed pages. A build reports all offenders of all
rules and stops; `make serve` shows them and goes on, unless the page could not be what its author meant: then it keeps
the last good one. RULES.md explains each rule, and every message of a rule leads to it.
"""

import html
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree

from beside import halved
from door.blocks import MARK, PRINTED, block_faults
from door.fault import Fault
from door.markup import (
    CODE,
    IN_A_PAGE,
    WRITTEN,
    link_problem,
    markup_faults,
    unknown_classes,
    unknown_markup,
    written_markup,
)
from door.names import id_problem, page_problem, plain
from words.cautions import CAUTIONS, Caution
from words.cautions import NAMED as CAUTION
from words.danger_signs import NAMED as SIGN
from words.source_page import ANSWER, SPOKEN, SourcePage, letters_of, words_of

# The most words of an answer.
ANSWER_WORDS = 50
# A picture, whose words stand apart from the text around it; a marker behind “!” is none.
PICTURE = re.compile(r"!\[(?!\^)([^\]]*)\](?:\([^)]*\))?")
# An address that is a link and its own words.
AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]*|[^<>\s@:]+@[^<>\s]+)>", re.I)
# What begins a line of Markdown and is not shown, and icons.
NOT_SHOWN = re.compile(r"^[ \t>]*(?:(?:[-*+:]|\d+[.)]|#+)[ \t]+)*|:[a-z0-9-]+:")
# An address on another host, as a browser reads it.
ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]{2}", re.I)
# The blocks whose text shows a bar: a table that its reader did not take for one, or a cell that others take for two.
BARS = (
    ".//text()[contains(., '|')][not(ancestor::code) or ancestor::table]"
    "/ancestor::*[not(self::a or self::em or self::strong or self::span or self::b or self::i or self::code)][1]"
)


@dataclass(frozen=True)
class Site:
    """What a rule may ask about: all pages by path, the paths of all files in `docs/`, and the cautions."""

    pages: dict[str, SourcePage]
    files: frozenset[str]
    cautions: dict[str, Caution] = field(default_factory=dict, kw_only=True)

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
    """`check` yields (line, what is wrong, what to do) for each offender on one page.

    A rule that `stops` leaves no page that its author could have meant: nothing is built from it.
    """

    id: str
    sentence: str
    reason: str
    check: Callable
    stops: bool = False

    def fault(self, path, line, wrong, mend):
        """Return what an author is told: a file, a line, what is wrong, what to do, and where the rule is explained."""
        return Fault(path, line, self.id, wrong, f"{mend} See RULES.md#{self.id}")


STOPS = True


def page_record(page, site):
    for fault in page.record_faults:
        yield fault.line, fault.wrong, fault.mend


def page_name(page, site):
    if found := page_problem(page.path):
        yield 1, *found
    if page.path.removesuffix(".md") + "/index.md" in site.pages:
        yield 1, "another page has the same address", f"Rename this one or {page.path.removesuffix('.md')}/index.md."


def answer_first(page, site):
    answers = page.body.xpath(f".//{ANSWER}")
    if not answers:
        if page.record is not None and page.states_health:
            yield (
                page.parts.body_line,
                "no answer opens this page",
                "Begin its text with /// answer and end it with ///.",
            )
        return
    line = page.line_of("/// answer")
    if answers != [page.body[0]]:
        yield (
            line,
            "an answer stands elsewhere than at the page's beginning",
            "Keep one, as the first block of the text.",
        )
    elif (count := len(page.answer_words.split())) > ANSWER_WORDS:
        yield line, f"the answer has {count} words; {ANSWER_WORDS} are the most", "Say less here, and the rest below."
    elif page.parts.record is not None and page.parts.record.line_of("description") != page.parts.record.line_of():
        yield page.parts.record.line_of("description"), "the answer says what this page is about", "Take the line out."


def details_plain(page, site):
    opened = []
    for number, line in enumerate(page.written.splitlines(), 1):
        # A closing line has no name.
        if (mark := MARK.fullmatch(line)) is not None:
            opened = [*opened, mark.group(2)] if mark.group(2) else opened[:-1]
        elif any(name.startswith("details") for name in opened) and (sign := SIGN.search(line)):
            wrong = f"the danger sign {sign.group()} stands in a closed block"
            yield number, wrong, "Keep a heading, or a danger sign, in the open."
    for details in page.body.iter("details"):
        summary = details.find("summary")
        line = page.line_of_words(words_of(summary))
        for inner in details.xpath(
            ".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6 | .//*[contains(@class, 'fc-urgency')]"
        ):
            wrong = f"“{words_of(inner)[:60]}” stands in the closed block “{words_of(summary)}”"
            yield line, wrong, "Keep a heading, or a danger sign, in the open."


def caution_known(page, site):
    yield from CAUTIONS.unknown(enumerate(page.all_lines, 1), site.cautions)


def caution_once(page, site):
    met = {}
    for number, line in enumerate(page.written.splitlines(), 1):
        if line.startswith("## "):
            met = {}
        for name in CAUTION.findall(line):
            if name in met:
                wrong = f"the caution “{name}” stands in this section already, on line {met[name]}"
                yield number, wrong, "Say it once, where it limits all that follows."
            met.setdefault(name, number)


def block_closed(page, site):
    faults = list(block_faults(page.parts.body, page.parts.body_line, page.read.blocks))
    yield from faults
    if faults:
        return
    # What the reader of Markdown really did.
    for text in page.body.itertext():
        if (printed := PRINTED.search(text)) is not None:
            line = text[printed.start() :].split("\n")[0].strip()
            mend = "Begin the line at the margin of its text, with an empty line above it."
            yield page.line_of(line), f"“{line}” opens or closes nothing and is printed as text", mend
    for name in page.read.never_closed:
        yield page.line_of(f"/ {name}"), f"the block “{name}” is never closed", "End it with a line of ///."


def markup_closed(page, site):
    yield from markup_faults(page.parts.body, page.parts.body_line)


def markup_known(page, site):
    told = set()
    for line, tag, names in written_markup(page.parts.body, page.parts.body_line):
        for found in unknown_markup(tag, names, WRITTEN):
            told.add(found)
            yield line, *found
    # What really came out: by an attribute list too, and where this reads Markdown otherwise than its reader does.
    drawn = set(page.body.xpath(".//svg/descendant-or-self::*"))
    for element in page.body.iter(etree.Element):
        found = list(unknown_markup(element.tag, element.attrib, WRITTEN if _is_own_link(element) else IN_A_PAGE))
        if element not in drawn:
            found += unknown_classes(element.get("class", ""))
        for wrong, mend in found:
            if (wrong, mend) not in told:
                yield page.line_of_element(element), wrong, mend


def _is_own_link(element):
    """Whether a link is its author's: those of a marker and of a heading have names that a step gave them."""
    if element.tag != "a":
        return False
    around = element.getparent()
    marker = around.tag == "sup" and around.get("id", "").startswith("fnref")
    return not marker and around.get("class") != "fc-section-heading"


def urgency_apart(page, site):
    lines = {heading.id: heading.line for heading in page.headings}
    for block in page.body.xpath(".//*[contains(@class, 'fc-urgency')]"):
        name = words_of(block[0])
        outside = next((found.tag for found in block.iterancestors() if found.tag not in ("main", "div")), None)
        if outside is not None:
            line = page.line_of_words(words_of(block[1]) if len(block) > 1 else name)
            wrong = f"the block “{name}” stands inside <{outside}>"
            yield line, wrong, "Begin its line at the margin, with an empty line above it."
        for inner in block.xpath(".//*[contains(@class, 'fc-urgency')]"):
            line = page.line_of_words(words_of(inner[1]) if len(inner) > 1 else words_of(inner))
            wrong = f"the block “{words_of(inner[0])}” stands inside the block “{name}”"
            yield line, wrong, "Close the outer one before it."
        for heading in block.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6")[1:]:
            wrong = f"the heading “{words_of(heading)}” stands inside the block “{name}”, which has its own"
            line = lines.get(heading.get("id"), page.line_of_words(words_of(heading)))
            yield line, wrong, "Close the block before the heading."


def nothing_lost(page, site):
    shown = letters_of_page(page)
    for number, line in page.lines:
        if line.lstrip(" >\t").startswith("///") or all(piece in shown for piece in pieces_of(line)):
            continue
        wrong = f"“{line.strip()[:60]}” does not come out as text"
        mend = "Take it out if it is a comment or a definition; else write it without what Markdown takes for one."
        yield number, wrong, mend


def letters_of_page(page):
    """Return the letters of all that a page's text shows or says, without the numbers of its notes."""
    said = page.body.xpath(".//@alt | .//@title | .//@aria-label")
    text = page.body.xpath(".//text()[not(ancestor::sup[a/@role='doc-noteref'])]")
    return letters_of("".join(text).replace("{", " ")) + " " + " ".join(map(letters_of, said))


def pieces_of(line):
    """Return the letters of a line of Markdown that a reader must meet, those of each picture's words apart."""
    line = NOT_SHOWN.sub("", line)
    if "<" in line:
        line = CODE.sub(lambda code: html.escape(code.group()), AUTOLINK.sub(r"\1", line))
        line = lxml.html.fragment_fromstring(f"<p>{line}", create_parent="div").text_content()
    return [letters_of(html.unescape(piece)) for piece in PICTURE.split(line)]


def nothing_hidden(page, site):
    for element in page.body.iter():
        hiding = [name for name in element.attrib if name in ("hidden", "style", "inert") or name.startswith("on")]
        if hiding:
            what = f"“{words_of(element)[:60]}”" if words_of(element) else f"<{element.tag}>"
            wrong = f"{what} carries “{hiding[0]}”, which hides it or which its policy forbids"
            yield page.line_of_element(element), wrong, "Take the attribute out."
    for code in page.body.iter("pre"):
        words = words_of(code)
        wrong = f"“{words[:60]}” is indented so far that it is shown as code"
        yield (
            page.line_of_words(words),
            wrong,
            "Indent it by two blanks for each list that it belongs to, or not at all.",
        )


def plain_id(page, site):
    lines = {heading.id: heading.line for heading in page.headings}
    for element in page.body.xpath(".//*[@id][not(self::sup)]"):
        id = element.get("id")
        if (found := id_problem(id)) is not None:
            yield lines.get(id, page.line_of(id)), *found


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
        if heading.level in (2, 3) and f"#{heading.id}}}" not in page.all_lines[heading.line - 1]:
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
    for link, href in page.attributes("a@href"):
        target = urlsplit(href)
        # The notes are not part of the text; the rule `known-claim` looks after their markers.
        if target.scheme or target.netloc or link.get("role") == "doc-noteref":
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target.path)))
        path = path if target.path else page.path
        if path not in site.files:
            wrong = f"the link “{href}” leads to no file"
            yield page.line_of(href), wrong, "Name a file in docs/, relative to this one."
        elif (
            target.fragment and path in site.pages
            and not site.pages[path].record_faults and target.fragment not in site.pages[path].ids
        ):  # fmt: skip
            known = ", ".join(sorted(heading.id for heading in site.pages[path].headings if heading.id))
            wrong = f"the link “{href}” leads to no section of docs/{path}"
            yield page.line_of(href), wrong, f"Sections there: {known}."


def link_kind(page, site):
    for link, address in page.attributes("*@href", "*@src"):
        # What a page pulls in from another host is the rule `own-host`'s.
        if "src" in link.attrib and ELSEWHERE.match(address):
            continue
        if (found := link_problem(address, words_of(link))) is not None:
            yield page.line_of_element(link), *found


def heading_words(page, site):
    for heading in page.headings:
        if not letters_of(heading.words):
            yield heading.line, "a heading says nothing in words", "Write what stands below it."
    for table in page.read.tables:
        for number, name in enumerate(table.columns, 1):
            if not letters_of(name):
                wrong = f"column {number} of this table says nothing in words"
                yield page.line_of_lines(table.lines), wrong, "Name what stands in it."


def table_whole(page, site):
    for table in page.read.tables:
        first = page.line_of_lines(table.lines)
        for number, wrong, mend in table.faults():
            yield first + number, wrong, mend
    for block in page.body.xpath(BARS):
        line = next(line for line in "".join(SPOKEN(block)).split("\n") if "|" in line).strip()
        wrong = f"“{line[:60]}” shows a bar, which parts the cells of a table"
        mend = "Put an empty line above a table, and | --- | below its first row, once a cell; else leave the bar out."
        yield page.line_of_words(line) if letters_of(line) else page.line_of(line), wrong, mend


def picture_words(page, site):
    for image, source in page.attributes("img@src"):
        if not image.get("alt", "").strip():
            yield (
                page.line_of(source),
                f"the picture “{source}” has no text alternative",
                "Say between [ and ] what it teaches.",
            )


def own_host(page, site):
    for element, address in page.attributes("*@src", "*@srcset", "*@data", "*@poster", "link@href", "form@action"):
        if ELSEWHERE.match(address):
            wrong = f"<{element.tag}> pulls in “{address}” from another host"
            yield (
                page.line_of(address),
                wrong,
                "Keep a copy in docs/, or leave it out: a reader's visit is nobody else's business.",
            )


# Pictures and data keep it too.
PAGE_NAME = Rule(
    "page-name", "A page's file name can be an address.", "A shared link works anywhere.", page_name, STOPS
)
RULES = [
    Rule(
        "page-record", "Front matter holds the page's record.", "Readers see how fresh a page is.", page_record, STOPS
    ),
    PAGE_NAME,
    Rule("answer-first", "A page opens with its answer.", "A tired reader needs it first.", answer_first),
    Rule("details-plain", "What is closed holds no heading and no signs.", "All must see them.", details_plain, STOPS),
    Rule("caution-known", "A caution that is named is there.", "No caution may vanish.", caution_known, STOPS),
    Rule("caution-once", "A section says a caution once.", "Said twice, it is read never.", caution_once),
    Rule("block-closed", "Every block is known and closed.", "A sign keeps its level.", block_closed, STOPS),
    Rule("markup-closed", "HTML in a page is closed.", "No warning may vanish in silence.", markup_closed, STOPS),
    Rule("markup-known", "HTML in a page is of a kind that is known.", "Nothing runs that nobody sees.", markup_known),
    Rule("link-kind", "A link is of a kind that is known.", "A tap leads where it says.", link_kind, STOPS),
    Rule("table-whole", "A table's rows have a cell a column.", "No warning may vanish.", table_whole, STOPS),
    Rule("urgency-apart", "An urgency block has one heading.", "A sign keeps its level.", urgency_apart, STOPS),
    Rule("nothing-lost", "All that an author writes is shown.", "No warning may vanish.", nothing_lost, STOPS),
    Rule("nothing-hidden", "No text is hidden or shown as code.", "A sign is for everyone.", nothing_hidden, STOPS),
    Rule("one-h1", "The title is the only h1.", "A screen reader's user lands on it.", one_h1),
    Rule("heading-levels", "Heading levels rise by one.", "Headings are how many readers move.", heading_levels),
    Rule("heading-words", "A heading or a column has words.", "Lists and screen readers say it.", heading_words),
    Rule("heading-once", "A page says each heading once.", "Two equal headings cannot be told apart.", heading_once),
    Rule("heading-id", "Every h2 and h3 has an id written by hand.", "Shared links must never rot.", heading_id),
    Rule("plain-id", "An id is small letters, digits and hyphens.", "A shared link works anywhere.", plain_id, STOPS),
    Rule("id-once", "An id stands once on the whole site.", "A short address names one section.", id_once),
    Rule("link-lands", "A link leads to a file and a section.", "A dead end at 3 a.m. helps nobody.", link_lands),
    Rule("picture-words", "A picture has words that teach the same.", "Some readers hear the page.", picture_words),
    Rule("own-host", "Nothing is pulled in from another host.", "No one learns who reads about health.", own_host),
]


# What is published as it is.
KINDS = (".csv", ".json", ".png", ".svg")


def file_faults(files):
    """Yield a fault for each of these files, by their paths below `docs/`, that is no page.

    Its name must be an address everywhere, and its kind one that readers are sent.
    """
    for path in sorted(files):
        name = path.rpartition("/")[2]
        if not re.fullmatch(r"(?:[a-z0-9-]+/)*[a-z0-9-]+(?:\.[a-z0-9-]+)*", path):
            wrong = f"the name “{path}” holds more than small letters a to z, digits, hyphens and a file's ending"
            yield PAGE_NAME.fault(f"docs/{path}", 1, wrong, f"Write “{plain(name.partition('.')[0])}…”.")
        if not path.endswith(KINDS):
            wrong = f"“{name}” is no kind of file that the guide publishes"
            yield Fault(f"docs/{path}", 1, "file-kind", wrong, f"Take it out of docs/, or make it {', '.join(KINDS)}.")


def page_problems(page, site, rules):
    """Return every problem of one page.

    A page that is not what its author meant has no other faults that are worth telling.
    """
    found = set()
    for stops in (True, False):
        told = {
            rule.fault(f"docs/{page.path}", line, wrong, mend)
            for rule in rules
            if rule.stops is stops
            for line, wrong, mend in rule.check(page, site)
        }
        found |= told
        if {fault.rule for fault in told} - {"page-record"}:
            break
    return found


def problems(site, rules):
    """Return every problem of every page, in order of path, line and rule."""
    # All need it, and it is worked out of all pages.
    _ = site.places
    pages = list(site.pages.values())
    return sorted(set().union(*halved(lambda page: page_problems(page, site, rules), pages)))
