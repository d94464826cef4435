"""The last step of each page: nothing idle in it, as few bytes as may be, and a policy that allows what it holds."""

import lxml.html
import minify
from content_policy import policy_of, with_policy
from evidence_notes import shorten_names
from theme_leftovers import drop_leftovers
from used_styles import classes_in, fitted

# End tags stay, and quotes in the head: simple programs read those, and they cost few bytes compressed.
KEPT = {"html-keep-document-tags": True, "html-keep-end-tags": True}


def minified(html):
    """Return a document of HTML as small as it can be."""
    parts = []
    for quotes in (True, False):
        minify.config(KEPT | {"html-keep-quotes": quotes})
        parts.append(minify.string("text/html", html).partition("</head>"))
    (head, end, _), (_, _, body) = parts
    return head + end + body


def finished(html, later=frozenset()):
    """Return a page from the templates as small as it can be.

    `later` are the custom properties of styles that come only when the reader asks for them.
    """
    document = lxml.html.document_fromstring(html)
    drop_leftovers(document)
    shorten_names(document)
    classes = classes_in(document)
    for style in document.iter("style"):
        style.text = fitted(style.text, classes, later)
    written = lxml.html.tostring(document, doctype="<!doctype html>", encoding="unicode")
    # libxml2 knows no SVG and writes all names of attributes small.
    return minified(written.replace(" viewbox=", " viewBox="))


def published(html, address, config):
    """Return a page from the templates as it is published at an address."""
    html = finished(html, config.extra["later_properties"])
    # The script of `make serve` that reloads a page is added after this, where no policy can know it.
    if config.extra["live_reload"]:
        return html
    policy = config.extra["policies"][address] = policy_of(html, config.site_url)
    return with_policy(html, policy)


def on_post_page(output, *, page, config):
    """Finish every page made from Markdown."""
    return published(output, page.url, config)


def on_post_template(output_content, *, template_name, config):
    """Finish the pages made from a template alone, such as 404.html."""
    return published(output_content, template_name, config) if template_name.endswith(".html") else output_content
