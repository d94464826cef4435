"""HTML that stands in a page's Markdown: what is opened is closed, and nothing can swallow the rest of the page."""

import re
from html.parser import HTMLParser

# Elements that have no end.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# Code, in which a tag is none.
CODE = re.compile(r"(`+).+?\1", re.S)


class _Tags(HTMLParser):
    """Collects what does not fit, as (line, what is wrong, what to do)."""

    def __init__(self, first):
        super().__init__()
        self.first, self.open, self.faults = first, [], []

    @property
    def line(self):
        """The line on which the reader stands."""
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag, attributes):
        # `<https://…>` is a link of Markdown.
        if not re.fullmatch(r"[a-z][a-z0-9-]*", tag):
            return
        if tag == "style":
            self.faults.append((self.line, "a page holds no <style>", "Styles live in overrides/."))
        if tag not in VOID:
            self.open.append((tag, self.line))

    def handle_startendtag(self, tag, attributes):
        # `<p/>` opens a paragraph, whatever its writer meant.
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            there = f"<{self.open[-1][0]}> of line {self.open[-1][1]} is open" if self.open else "nothing is open"
            self.faults.append((self.line, f"</{tag}> closes nothing: {there}", "Close what was opened last."))
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]


def markup_faults(body, first):
    """Yield (line, what is wrong, what to do) for HTML in a page's text; `body` begins on the line `first`."""
    blank = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body)
    for opened in re.finditer("<!--", blank):
        if "-->" not in blank[opened.end() :]:
            line = first + blank.count("\n", 0, opened.start())
            yield line, "a comment is opened here and never closed", "Take it out: a comment has no place here."
            return
    tags = _Tags(first)
    tags.feed(blank)
    tags.close()
    yield from tags.faults
    for tag, line in tags.open:
        yield line, f"<{tag}> is opened here and never closed", f"End it with </{tag}>."
