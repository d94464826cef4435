"""HTML that stands in a page's Markdown: what is opened is closed, and nothing can swallow the rest of the page.

It is of a few kinds that are listed here, and so are its attributes and the kinds of links. A library that cleans HTML
would take out what it does not know, and no author would learn of it.
"""

import re
from html.parser import HTMLParser

# Elements that have no end.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# Code, in which a tag is none; it ends with its paragraph.
CODE = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t>]*\n).)+?(?<!`)\1(?!`)", re.S)
# What authors may write as HTML, each with the attributes that it may carry beside those of `ANYWHERE`.
WRITTEN = {
    "a": {"href"}, "b": set(), "bdi": set(), "br": set(), "cite": set(), "code": set(), "div": set(), "em": set(),
    "i": set(), "img": {"alt", "src"}, "kbd": set(), "li": set(), "ol": {"start"}, "p": set(),
    "span": set(), "strong": set(), "sub": set(), "sup": set(), "ul": set(), "wbr": set(),
}  # fmt: skip
ANYWHERE = {"class", "dir", "id", "lang"}
# What the reader of Markdown and the steps of a build make beside it, of icons and drawings too.
MADE = {
    "a": {"aria-label", "role"}, "blockquote": set(), "dd": set(), "details": {"open"}, "dl": set(), "dt": set(),
    "figcaption": set(), "figure": set(), "g": {"transform"}, "h1": set(), "h2": set(), "h3": set(), "h4": set(),
    "h5": set(), "h6": set(), "hr": set(), "img": {"height", "loading", "width"},
    "main": set(), "path": {"d", "stroke-width"}, "pre": set(),
    "svg": {"aria-label", "role", "viewbox", "xmlns"}, "summary": set(), "table": set(), "tbody": set(),
    "td": {"data-column"}, "th": {"data-column", "scope"}, "thead": set(), "tr": set(),
}  # fmt: skip
IN_A_PAGE = {tag: WRITTEN.get(tag, set()) | MADE.get(tag, set()) for tag in WRITTEN.keys() | MADE.keys()}
# The classes that authors give, and those of what the steps make of a page's text.
CLASSES = {
    "fc-answer", "fc-card", "fc-card__emergency", "fc-card__mine", "fc-card__steps", "fc-card__strip",
    "fc-card__today", "fc-caution", "fc-doors", "fc-group", "fc-kept", "fc-screen", "fc-sheet", "fc-sheet__lines",
    "fc-sure", "fc-sure--0", "fc-sure--1", "fc-sure--2", "fc-sure--3",
    "fc-sure--4", "fc-tool", "fc-verdict", "fc-verdict--danger", "fc-verdict--doctor", "fc-verdict--little",
    "fc-verdict--may", "fc-verdict--unproven", "fc-verdict--untested", "fc-wide", "no-fact",
}  # fmt: skip
MADE_CLASSES = {
    "admonition", "admonition-title", "fc-low", "fc-next", "fc-own", "fc-section-heading", "fc-table", "fc-table--wide",
    "fc-urgency", "fc-urgency--emergency", "fc-urgency--today", "fc-urgency--visit", "twemoji",
}  # fmt: skip
# The kinds of links that name their kind, each as it is written.
LINKS = {
    "https": re.compile(r"https://[^/?#@\\\[\]]+(?:[/?#].*)?"),
    "mailto": re.compile(r"mailto:[^@?&:]+@[^@?&:]+"),
    "tel": re.compile(r"tel:\+?\d+(?:-\d+)*"),
}


class _Tags(HTMLParser):
    """Collects what does not fit, as (line, what is wrong, what to do), and what stands there."""

    def __init__(self, first):
        super().__init__()
        self.first, self.open, self.faults, self.met = first, [], [], []

    @property
    def line(self):
        """The line on which the reader stands."""
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag, attributes):
        # `<https://…>` is a link of Markdown.
        if not re.fullmatch(r"[a-z][a-z0-9-]*", tag):
            return
        self.met.append((self.line, tag, [name for name, _ in attributes]))
        if tag == "style":
            self.faults.append((self.line, "a page holds no <style>", "Styles live in overrides/."))
        if tag not in VOID:
            self.open.append((tag, self.line))

    def handle_startendtag(self, tag, attributes):
        # `<p/>` opens a paragraph, whatever its writer meant.
        self.handle_starttag(tag, attributes)

    def handle_comment(self, text):
        self.faults.append((self.line, "a comment stands here, which no reader sees", "Take it out."))

    def handle_decl(self, text):
        self.faults.append((self.line, "“<!” or “<?” begins nothing that a page holds", "Take it out."))

    unknown_decl = handle_pi = handle_decl

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            there = f"<{self.open[-1][0]}> of line {self.open[-1][1]} is open" if self.open else "nothing is open"
            self.faults.append((self.line, f"</{tag}> closes nothing: {there}", "Close what was opened last."))
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]


def _without_code(body):
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body)


def _tags(body, first):
    tags = _Tags(first)
    tags.feed(_without_code(body))
    tags.close()
    return tags


def markup_faults(body, first):
    """Yield (line, what is wrong, what to do) for HTML in a page's text; `body` begins on the line `first`."""
    blank = _without_code(body)
    for opened in re.finditer("<!--", blank):
        if "-->" not in blank[opened.end() :]:
            line = first + blank.count("\n", 0, opened.start())
            yield line, "a comment is opened here and never closed", "Take it out: a comment has no place here."
            return
    tags = _tags(body, first)
    yield from tags.faults
    for tag, line in tags.open:
        yield line, f"<{tag}> is opened here and never closed", f"End it with </{tag}>."


def written_markup(body, first):
    """Return (line, element, its attributes) for all HTML that an author wrote into a page's text."""
    return _tags(body, first).met


def unknown_markup(tag, attributes, known=IN_A_PAGE):
    """Yield (what is wrong, what to do) for an element, or for attributes of it, that are not among the known."""
    if tag not in known:
        yield (
            f"<{tag}> has no place in a page of words",
            f"Write it in Markdown, or take it out. HTML that may stand there: {', '.join(sorted(WRITTEN))}.",
        )
        return
    for name in attributes:
        if name not in known[tag] and name not in ANYWHERE:
            there = ", ".join(sorted(WRITTEN.get(tag, set()) | ANYWHERE))
            yield f"<{tag}> carries “{name}”, which no page needs", f"Take it out. It may carry: {there}."


def unknown_classes(names):
    """Yield (what is wrong, what to do) for classes that no author gives and no step makes."""
    for name in names.split():
        if name not in CLASSES and name not in MADE_CLASSES:
            yield f"“{name}” is no class of a page's text", f"Take it out. Known: {', '.join(sorted(CLASSES))}."


def link_problem(address, words):
    """Return (what is wrong, what to do) with the address of a link whose text are these words, or None.

    Read as a browser reads it, which passes over tabs and line breaks, and takes \\ for /.
    """
    if re.search(r"[\s\x00-\x20\x7f\\]", address):
        return f"the link “{' '.join(address.split())}” holds a blank, a line break or \\", "Write %20 or /."
    if address.startswith("//"):
        return f"the link “{address}” does not say how it is reached", f"Write https:{address}."
    kind = re.match(r"([a-z][a-z0-9+.-]*):", address, re.I)
    if kind is None:
        return None
    name = kind.group(1)
    if name.lower() == "http":
        return f"the link “{address}” could be read and changed on its way", f"Write https{address[4:]}."
    if name not in LINKS:
        mend = f"Name a file in docs/, or begin it with {', '.join(f'{known}:' for known in LINKS)}."
        return f"the link “{address}” is of the kind “{name}:”, which no page holds", mend
    if not LINKS[name].fullmatch(address):
        mend = "Write it as in https://who.int/, mailto:name@who.int or tel:1-800-222-1222."
        return f"the link “{address}” is not written as {name}: is", mend
    if name == "tel" and re.sub(r"\D", "", address) != re.sub(r"\D", "", words):
        return f"the link “{words}” calls {address.removeprefix('tel:')}", "Call the number that a reader sees."
    return None
