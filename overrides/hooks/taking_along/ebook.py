"""The guide as an e-book, `foot-cramps.epub`: a chapter for each page, and one for the notes.

A reading system has its own ground and letters, so the book brings few rules of its own; its drawings stand on paper
colors, because not every system knows the names of colors that the site uses.
"""

import copy
import io
import uuid
from zipfile import ZipFile

import lxml.html
from ebooklib import epub
from lxml import etree

from drawings.drawing import as_file
from page.finished_pages import inner
from styles.token_values import filled, values_of
from taking_along.site_archive import archived
from words.said import said

NAME = "foot-cramps.epub"
STYLE = "components/ebook/ebook.css"
DRAWING_STYLES = ("stylesheets/tokens.css", "components/drawing/drawing.css")
# What a screen reader's user is told before opening the book, in the words of schema.org.
ACCESSIBILITY = {
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeature": ["alternativeText", "structuralNavigation", "tableOfContents", "ARIA"],
    "accessibilityHazard": ["none"],
    "accessibilitySummary": ["Every drawing has a text alternative that says the same. All text can be enlarged."],
}


def _drawn(article, style, drawn):
    """Turn each drawing of an article into a file among `drawn`, {content: name}; leave out what only decorates."""
    for svg in article.xpath(".//*[local-name()='svg']"):
        if svg.get("role") != "img":
            svg.drop_tree()
            continue
        picture = etree.fromstring(etree.tostring(svg, with_tail=False))
        box = picture.attrib.pop("viewbox", None) or picture.get("viewBox")
        words = picture.attrib.pop("aria-label")
        del picture.attrib["role"]
        picture.set("viewBox", box)
        name = drawn.setdefault(as_file(picture, style), f"images/drawing-{len(drawn) + 1}.svg")
        image = lxml.html.Element("img", src=name, alt=words)
        image.tail = svg.tail
        svg.getparent().replace(svg, image)


def _link(elements):
    """Let each link of {chapter: its element} name the chapter that it leads to."""
    places = {id: chapter for chapter, element in elements.items() for id in element.xpath("descendant-or-self::*/@id")}
    for element in elements.values():
        for link in element.xpath(".//a[starts-with(@href, '#')]"):
            name = link.get("href")[1:]
            link.set("href", f"{places[name]}#{name}")


def _notes_chapter(notes):
    chapter = lxml.html.fragment_fromstring('<section role="doc-endnotes" aria-labelledby="notes"></section>')
    etree.SubElement(chapter, "h1", id="notes").text = "How sure we are, note by note"
    items = etree.SubElement(chapter, "ol")
    for note in notes.values():
        item = lxml.html.fragment_fromstring(inner(note.item), create_parent="li")
        item.set("id", note.name)
        back = etree.SubElement(item, "p")
        back.text = "Back to "
        for place, title in note.places:
            link = etree.SubElement(back, "a", href=f"#{place}")
            link.text, link.tail = title, ", "
        link.tail = ""
        items.append(item)
    return chapter


def _contents(name, title, element):
    sections = [
        epub.Link(f"{name}#{heading.get('id')}", said(heading), heading.get("id"))
        for heading in element.xpath(".//div[@class='fc-section-heading']/h2")
    ]
    return (epub.Section(title, name), sections) if sections else epub.Link(name, title, name)


def ebook(pages, notes, *, env, config, day):
    """Return the bytes of the book, made of joined pages and their notes; `day` is the day of this edition."""
    tokens, drawing = (env.get_template(name).render() for name in DRAWING_STYLES)
    style = filled(drawing, values_of(tokens))
    book = epub.EpubBook()
    book.set_identifier(uuid.uuid5(uuid.NAMESPACE_URL, f"{config.site_url}{day}").urn)
    book.set_title(config.site_name)
    book.set_language("en")
    book.add_author(f"The people who maintain the {config.site_name}")
    book.add_metadata("DC", "date", str(day))
    book.add_metadata("DC", "description", config.site_description)
    if config.site_url:
        book.add_metadata("DC", "source", config.site_url)
    for name, values in ACCESSIBILITY.items():
        for value in values:
            book.add_metadata(None, "meta", value, {"property": f"schema:{name}"})
    elements = {f"{page.name}.xhtml": copy.deepcopy(page.article) for page in pages}
    drawn = {}
    for element in elements.values():
        _drawn(element, style, drawn)
    elements["notes.xhtml"] = _notes_chapter(notes)
    _link(elements)
    sheet = epub.EpubItem("style", "style.css", "text/css", env.get_template(STYLE).render().encode())
    book.add_item(sheet)
    chapters = []
    titles = {name: element.xpath("string(.//h1)") for name, element in elements.items()}
    for name, element in elements.items():
        chapter = epub.EpubHtml(name.removesuffix(".xhtml"), name, title=titles[name], lang="en")
        chapter.content = lxml.html.tostring(element, encoding="unicode")
        chapter.add_item(sheet)
        book.add_item(chapter)
        chapters.append(chapter)
    for content, name in drawn.items():
        book.add_item(epub.EpubItem(name[7:-4], name, "image/svg+xml", content.encode()))
    book.toc = [_contents(name, titles[name], element) for name, element in elements.items()]
    book.spine = ["nav", *chapters]
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    written = io.BytesIO()
    epub.write_epub(written, book, {"mtime": day, "raise_exceptions": True})
    with ZipFile(written) as entries:
        files = {name: entries.read(name) for name in entries.namelist()}
    # A reading system looks at this first, uncompressed.
    return archived(files, day, first="mimetype")
