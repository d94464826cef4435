"""The last step of each page: nothing idle in it, as few bytes as may be, and a policy that allows what it holds."""

import copy
from dataclasses import dataclass

import lxml.html
import minify

from build import step
from evidence.evidence_notes import shorten_names
from page.content_policy import policy_element, policy_of, with_policy
from page.theme_leftovers import drop_leftovers
from styles.used_styles import classes_in, fitted
from words.source_page import ANSWER

# End tags stay, and quotes in the head: simple programs read those, and they cost few bytes compressed.
KEPT = {"html-keep-document-tags": True, "html-keep-end-tags": True}


def minified(html):
    """Return a document of HTML as small as it can be."""
    head, end, body = html.partition("</head>")
    return _minified(head + end, quotes=True) + _minified(body, quotes=False)


def _minified(html, quotes):
    minify.config(KEPT | {"html-keep-quotes": quotes})
    return minify.string("text/html", html)


def answer_first(document):
    """Put a page's answer right under its title, before notice and contents; takes a document of lxml."""
    title = document.find(".//h1[@id='page-title']")
    answer = next(iter(document.xpath(f"//{ANSWER}")), None)
    if title is not None and answer is not None:
        title.addnext(answer)


def _fit(document, later):
    """Put a page's tree in order, take out of it what is idle, and fit its styles."""
    answer_first(document)
    drop_leftovers(document)
    shorten_names(document)
    classes = classes_in(document)
    for style in document.iter("style"):
        style.text = fitted(style.text, classes, later)


def as_html(document):
    """Return a tree as the text of a document."""
    # libxml2 knows no SVG and reads all names of attributes small.
    for drawing in document.xpath("//svg[@viewbox]"):
        names = [("viewBox" if name == "viewbox" else name, value) for name, value in drawing.items()]
        drawing.attrib.clear()
        drawing.attrib.update(names)
    return lxml.html.tostring(document, doctype="<!doctype html>", encoding="unicode")


def written(document):
    """Return a tree as the text of a document, as small as it can be."""
    return minified(as_html(document))


def finished(html, later=frozenset()):
    """Return a page from the templates as small as it can be.

    `later` are the custom properties of styles that come only when the reader asks for them.
    """
    document = lxml.html.document_fromstring(html)
    _fit(document, later)
    return written(document)


def inner(element):
    """Return what stands in an element, as HTML."""
    return (element.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in element)


@dataclass
class FinishedPage:
    """A page as it is published. `source` names it to its author; `document` is its tree, for all who read it.

    Who changes the tree takes a copy.
    """

    source: str
    html: str
    document: lxml.html.HtmlElement

    def copy(self):
        """Return the tree of the page, to be changed."""
        return copy.deepcopy(self.document)


def finish(html, address, source, build):
    """Return a page from the templates as it is published at an address."""
    html = finished(html, build.later_properties)
    document = lxml.html.document_fromstring(html)
    # The script of `make serve` that reloads a page is added after this, where no policy can know it.
    if not build.settings.live_reload:
        policy = build.policies[address] = policy_of(document, build.settings.site_url)
        html = with_policy(html, policy)
        document.head.insert(0, policy_element(policy))
    return FinishedPage(source, html, document)


@step(needs="accepted", gives="finished policies")
def begin_finished_pages(build):
    """Begin the list of the finished pages, and of their policies."""
    build.finished, build.policies = {}, {}


@step(needs="settings later_properties finished policies moves_hold pictures page_script")
def finish_page(build, html, page):
    """Finish every page made from Markdown."""
    source = f"docs/{page.file.src_uri}"
    done = build.finished[page.file.dest_uri] = finish(html, page.url, source, build)
    return done.html


@step(needs="settings later_properties finished policies moves_hold pictures page_script")
def finish_template(build, html, name):
    """Finish the pages made from a template alone, such as 404.html."""
    if not name.endswith(".html"):
        # A map of addresses, which MkDocs leaves out if it is empty.
        return html if build.settings.site_url else ""
    done = build.finished[name] = finish(html, name, f"overrides/{name}", build)
    return done.html


@step(needs="finished", gives="pages_written")
def end_finished_pages(build):
    """All pages are written."""
    build.pages_written = True
