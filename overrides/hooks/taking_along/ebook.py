"""The guide as an e-book, `foot-cramps.epub`: a chapter for each page, and one for the notes.

A reading system has its own ground and letters, so the book brings few rules of its own; its drawings stand on paper
colors, because not every system knows the names of colors that the site uses. It opens at the steps: its contents,
which are the list of all sections too, stand behind the last chapter for systems that show them nowhere else.
"""

import copy
import io
import re
import uuid
from zipfile import ZipFile

import lxml.html
import lxml.html.builder
import tinycss2
from ebooklib import epub
from lxml import etree
from mkdocs.exceptions import PluginError

from page.finished_pages import inner
from styles.token_values import filled, values_of
from taking_along.ebook_cover import cover
from taking_along.site_archive import archived
from words.said import said

NAME = "foot-cramps.epub"
CONTENTS = "nav.xhtml"
STYLE = "components/ebook/ebook.css"
DRAWING_STYLES = ("stylesheets/tokens.css", "components/drawing/drawing.css")
SVG = "http://www.w3.org/2000/svg"
# What a screen reader's user is told before opening the book, in the words of schema.org.
ACCESSIBILITY = {
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": ["textual"],
    "accessibilityFeature": ["alternativeText", "structuralNavigation", "tableOfContents", "ARIA"],
    "accessibilityHazard": ["none"],
    "accessibilitySummary": ["Every drawing has a text alternative that says the same. All text can be enlarged."],
}


def paints_of(style):
    """Return the rules of a drawing's stylesheet as [(class, or "" for the drawing itself, {property: value})]."""
    found = []
    for rule in tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True):
        paint = {
            declaration.name: tinycss2.serialize(declaration.value).strip()
            for declaration in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True)
        }
        for selector in tinycss2.serialize(rule.prelude).split(","):
            if not (named := re.fullmatch(r"\.fc-drawing(?: \.([\w-]+))?", selector.strip())):
                raise PluginError(f"“{selector.strip()}” is no rule for one class of a drawing, as a book needs it.")
            found.append((named[1] or "", paint))
    return found


def painted(svg, paints):
    """Return a drawing as a file whose colors are attributes: some systems, such as MuPDF, read no stylesheet in it."""
    svg = etree.fromstring(etree.tostring(svg, with_tail=False))
    for element in svg.iter("{*}*"):
        classes = element.attrib.pop("class", "").split()
        for name, paint in paints:
            if name in classes or (not name and element is svg):
                element.attrib.update(paint)
    *_, width, height = svg.get("viewBox").split()
    root = etree.Element("svg", dict(svg.attrib) | {"width": width, "height": height}, nsmap={None: SVG})
    root.extend(svg)
    return etree.tostring(root, encoding="unicode")


def _in_reading_order(article):
    """Let the steps stand before their drawing, and what is folded lie open.

    A small page of a book shows one of the two.
    """
    for steps in article.find_class("fc-now"):
        steps.extend(steps.findall("figure"))
    for folded in article.iter("details", "summary"):
        folded.tag = "div" if folded.tag == "details" else "p"
        folded.attrib.pop("open", None)


def _drawn(article, paints, drawn):
    """Turn each drawing of an article into a file among `drawn`, {content: name}; leave out what only decorates."""
    for svg in article.xpath(".//*[local-name()='svg']"):
        if svg.get("role") != "img":
            svg.drop_tree()
            continue
        picture = etree.fromstring(etree.tostring(svg, with_tail=False))
        words = picture.attrib.pop("aria-label")
        del picture.attrib["role"]
        # The parser of HTML reads all names of attributes small.
        picture.set("viewBox", picture.attrib.pop("viewbox"))
        name = drawn.setdefault(painted(picture, paints), f"images/drawing-{len(drawn) + 1}.svg")
        image = lxml.html.Element("img", src=name, alt=words)
        image.tail = svg.tail
        svg.getparent().replace(svg, image)


def _link(elements, listed):
    """Let each link of {chapter: its element} name the chapter that it leads to; `listed` are ids of the contents."""
    places = {id: f"{chapter}#{id}" for chapter, element in elements.items() for id in _ids(element)}
    places |= dict.fromkeys(listed, CONTENTS)
    for element in elements.values():
        for link in element.xpath(".//a[starts-with(@href, '#')]"):
            link.set("href", places[link.get("href")[1:]])


def _ids(element):
    return element.xpath("descendant-or-self::*/@id")


def _notes_chapter(notes):
    chapter = lxml.html.fragment_fromstring(
        '<section id="all-notes" role="doc-endnotes" aria-labelledby="notes"></section>'
    )
    etree.SubElement(chapter, "h1", id="notes").text = "How sure we are, note by note"
    items = etree.SubElement(chapter, "ol")
    for note in notes.values():
        item = lxml.html.fragment_fromstring(inner(note.item), create_parent="li")
        item.set("id", note.name)
        if not note.number:
            item.set("class", "fc-notes__own")
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


def ebook(pages, notes, contents, icon, env, config, day):
    """Return the bytes of the book, made of joined pages and their notes; `day` is the day of this edition.

    `contents` is the page in whose place the book has its own contents, or None; `icon` is the text of the site's icon.
    """
    tokens, drawing = (env.get_template(name).render() for name in DRAWING_STYLES)
    paints = paints_of(filled(drawing, values_of(tokens)))
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
    elements = {f"{page.name}.xhtml": copy.deepcopy(page.article) for page in pages if page is not contents}
    drawn = {}
    for element in elements.values():
        _in_reading_order(element)
        _drawn(element, paints, drawn)
    elements["notes.xhtml"] = _notes_chapter(notes)
    _link(elements, _ids(contents.article) if contents else [])
    sheet = epub.EpubItem("style", "style.css", "text/css", env.get_template(STYLE).render().encode())
    book.add_item(sheet)
    chapters = []
    titles = {name: element.xpath("string(.//h1)") for name, element in elements.items()}
    for name, element in elements.items():
        chapter = epub.EpubHtml(name.removesuffix(".xhtml"), name, title=titles[name])
        chapter.content = lxml.html.tostring(element, encoding="unicode")
        chapter.add_item(sheet)
        book.add_item(chapter)
        chapters.append(chapter)
    for content, name in drawn.items():
        book.add_item(epub.EpubItem(name[7:-4], name, "image/svg+xml", content.encode()))
    book.toc = [_contents(name, titles[name], element) for name, element in elements.items()]
    picture = cover(config.site_name, config.site_description, icon, values_of(tokens, night=True))
    book.set_cover("images/cover.png", picture, create_page=False)
    front = epub.EpubHtml("cover", "cover.xhtml", title="Cover")
    front.content = lxml.html.tostring(
        lxml.html.builder.IMG(src="images/cover.png", alt=f"Cover: {config.site_name}. {config.site_description}"),
        encoding="unicode",
    )
    front.add_item(sheet)
    book.add_item(front)
    list_of_all = epub.EpubNav()
    book.add_item(list_of_all)
    book.add_item(epub.EpubNcx())
    # Nobody turns pages to get through these two.
    book.spine = [(front, "no"), *chapters, (list_of_all, "no")]
    book.guide = [
        {"type": kind, "title": title, "href": name}
        for kind, title, name in (
            ("text", "Cramp right now?", chapters[0].file_name), ("cover", "Cover", front.file_name),
            ("toc", "Contents", CONTENTS),
        )
    ]  # fmt: skip
    written = io.BytesIO()
    epub.write_epub(written, book, {"mtime": day, "landmark_title": "Where to begin"})
    with ZipFile(written) as entries:
        files = {name: entries.read(name) for name in entries.namelist()}
    # A reading system looks at this first, uncompressed.
    return archived(files, day, first="mimetype")
