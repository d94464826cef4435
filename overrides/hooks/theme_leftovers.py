"""A page holds nothing that does nothing: what Material adds for a script that we do not send is taken out.

Its `base.html` writes two checkboxes, an overlay, a second skip link and an empty dialog outside any block.
"""

import lxml.html

LEFTOVERS = (
    "//input[@data-md-toggle] | //label[contains(@class, 'md-overlay')] | //div[contains(@class, 'md-dialog')]"
    " | //*[@data-md-component='skip' or @data-md-component='announce']"
)


def without_leftovers(html):
    """Return a finished page without them."""
    document = lxml.html.document_fromstring(html)
    for element in document.xpath(LEFTOVERS):
        element.drop_tree()
    written = lxml.html.tostring(document, doctype="<!doctype html>", encoding="unicode")
    # libxml2 knows no SVG and writes all names of attributes small.
    return written.replace(" viewbox=", " viewBox=") + "\n"


def on_post_page(output, *, page, config):
    """Clean every page made from Markdown."""
    return without_leftovers(output)


def on_post_template(output_content, *, template_name, config):
    """Clean the pages made from a template alone, such as 404.html."""
    return without_leftovers(output_content) if template_name.endswith(".html") else output_content
