"""A page holds nothing that does nothing: what Material adds for a script that we do not send is taken out.

Its `base.html` writes two checkboxes, an overlay, a second skip link and an empty dialog outside any block, names for
its script, and links to the pages before and after, which our header, trail and footer already hold.
"""

from lxml import etree

LEFTOVERS = etree.XPath(
    "//input[@data-md-toggle] | //label[contains(@class, 'md-overlay')] | //div[contains(@class, 'md-dialog')]"
    " | //*[@data-md-component='skip' or @data-md-component='announce']"
    " | //link[@rel='prev' or @rel='next'] | //meta[@name='generator']"
)
NAMED = etree.XPath("//*[@data-md-component]")
DECLARED = etree.XPath("//svg[@xmlns]")
CLASSED = etree.XPath("//html[@class] | //div[@class] | //article[@class]")
IDLE_CLASSES = {"no-js", "md-container", "md-main__inner", "md-grid", "md-typeset"}


def drop_leftovers(document):
    """Take them out of a document of lxml."""
    for element in LEFTOVERS(document):
        element.drop_tree()
    for element in NAMED(document):
        del element.attrib["data-md-component"]
    for element in DECLARED(document):
        del element.attrib["xmlns"]
    for element in CLASSED(document):
        classes = [name for name in element.get("class").split() if name not in IDLE_CLASSES]
        if classes:
            element.set("class", " ".join(classes))
        else:
            del element.attrib["class"]
