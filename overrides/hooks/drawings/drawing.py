"""Pictures of what to do: bodies drawn from poses, in the colors of the site's tokens.

`docs/images/drawings.yml` holds the poses, `make drawings` the pictures `docs/images/<name>.svg`, which are committed:
paths and classes without a color. A pose that no body can take stops the build, and so does a picture of another pose.
Each is published with its style, and templates may set it into the page: `drawing("towel-loop", "A towel …")`.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from mkdocs.structure.files import File

from build import step
from door.fault import Fault, Refused
from door.names import name_problem
from door.records import Written, read_text
from drawings.poses import LIMITS, Drawings
from styles.used_styles import fitted

SOURCE = "images/drawings.yml"
# Whom a picture of a danger says to call, by the level of its sign.
CALLED = {"emergency": "ambulance", "today": "doctor", "visit": "doctor"}
STYLE = ("stylesheets/tokens.css", "components/drawing/drawing.css")
# The shape of the room beside the text, width to height, as placed.css gives it: a lower drawing fills its width.
BESIDE = 18 / 11


def as_file(svg, style):
    """Return a drawing as a file of its own: with a size, and with the tokens and rules that color it."""
    svg = etree.fromstring(etree.tostring(svg))
    classes = " ".join(svg.xpath("//@class")).split()
    _, _, width, height = svg.get("viewBox").split()
    root = etree.Element("svg", dict(svg.attrib), nsmap={None: "http://www.w3.org/2000/svg"})
    root.set("width", width)
    root.set("height", height)
    # There is no other drawing in its file, and no `html`.
    style = re.sub(r"@media [^{]*\{html:root\{[^}]*\}\}", "", fitted(style, classes))
    etree.SubElement(root, "style").text = style.replace(".fc-drawing .", ".")
    root.extend(svg)
    return etree.tostring(root, encoding="unicode")


def book_of(written):
    """Return (poses, faults) as they are written: every impossible joint and unknown bone is named."""
    book, faults = written.read_as(Drawings, "drawing")
    if faults:
        return None, faults

    def fault(name, wrong, mend):
        return Fault(written.name, written.line_of("drawings", name), "drawing", f"{name}: {wrong}", mend)

    for name, drawing in book.drawings.items():
        if found := name_problem(name):
            faults.append(fault(name, *found))
        for figure in (figure for layer in drawing.layers for figure in layer.figures):
            for bone, axis, degrees, (low, high) in figure.impossible():
                if axis:
                    wrong = f"{bone} is turned {degrees:g} degrees about {axis}; it turns from {low:g} to {high:g}"
                    faults.append(fault(name, wrong, "No body bends like this: turn it less."))
                else:
                    bones = ", ".join(LIMITS)
                    faults.append(fault(name, f"“{bone}” is no bone that bends", f"Bones: {bones}."))
    return (None if faults else book), faults


def load(text):
    """Return the poses; raise `Refused` with every fault."""
    book, faults = book_of(Written(f"docs/{SOURCE}", text))
    if faults:
        raise Refused("\n".join(map(str, faults)))
    return book


def calls_at_fault(book, signs, written):
    """Return the faults of warnings that name no danger sign, or call somebody else than its level says."""
    faults = []
    # Without any sign, that their list could not be read has been told.
    for name, drawing in book.drawings.items() if signs else ():
        called = CALLED[signs[drawing.sign].level] if drawing.sign in signs else None
        if drawing.is_warning != bool(drawing.sign):
            wrong = "a picture that is framed as a danger names the danger sign that it shows, and no other names one"
            mend = "Write its `sign`, or take the frame away."
        elif drawing.sign and called is None:
            wrong = f"there is no danger sign “{drawing.sign}”"
            mend = "Write the id of one of docs/data/danger-signs.yml."
        elif drawing.sign and drawing.calls != {called, "phone"}:
            shown = " and ".join(sorted(drawing.calls)) or "nobody"
            wrong = f"it shows the sign “{drawing.sign}” and calls: {shown}"
            mend = f"The sign's level is {signs[drawing.sign].level}: place the marks “{called}” and “phone”."
        else:
            continue
        faults.append(Fault(written.name, written.line_of("drawings", name), "drawing", f"{name}: {wrong}", mend))
    return faults


# All that a picture may hold.
PARTS = {"svg": {"viewBox", "data-pose"}, "g": {"class", "transform"}, "path": {"class", "d"}}


def picture_of(text):
    """Return (a drawing, the fingerprint of its pose); raise `ValueError` for what `make drawings` never writes."""
    try:
        svg = etree.fromstring(text.encode(), etree.XMLParser(remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError as wrong:
        raise ValueError(str(wrong)) from None
    for element in svg.iter():
        element.tag = etree.QName(element).localname
        if set(element.attrib) - PARTS.get(element.tag, set()) or element.tag not in PARTS:
            raise ValueError(f"a drawing has no {element.tag} like this: {dict(element.attrib)}")
    etree.cleanup_namespaces(svg)
    drawn_from = svg.attrib.pop("data-pose", "")
    svg.attrib.update({"class": "fc-drawing", "viewBox": svg.attrib.pop("viewBox")})
    return svg, drawn_from


def pictures(book, written, folder):
    """Return ({name: its picture as an SVG element without style or name}, faults) of all poses."""
    drawn, faults = {}, []
    for name, drawing in book.drawings.items():
        at = f"docs/images/{name}.svg"
        text, unread = read_text(folder / f"{name}.svg", at)
        try:
            svg, drawn_from = picture_of(text)
        except ValueError as error:
            wrong = f"it has no picture {at}" if unread else f"its picture is not as it was made: {error}"
        else:
            drawn[name] = svg
            wrong = "" if drawn_from == drawing.fingerprint else "its picture is of another pose"
        if wrong:
            where = written.line_of("drawings", name)
            faults.append(Fault(written.name, where, "drawing", f"{name}: {wrong}", "Run make drawings."))
    return drawn, faults


def in_page(svg, words):
    """Return a drawing as an element to stand in a page, named for those who hear it: an `xml.etree` element."""
    element = ElementTree.fromstring(etree.tostring(svg))
    element.attrib = {"role": "img", "aria-label": words, **element.attrib}
    return element


def moves(svg):
    """Return whether a part of a drawing moves, which it does in a page only."""
    return bool(svg.xpath(".//g[starts-with(@class, 'moves')]"))


class PlacedDrawings(Treeprocessor):
    """A drawing that moves stands in its page; the others are files that may wait.

    Every one has its size in the page before it arrives: nothing shifts under the reader's thumb.
    """

    def __init__(self, md, drawn):
        super().__init__(md)
        self.drawn = drawn

    def run(self, root):
        around = {child: parent for parent in root.iter() for child in parent}
        for image in root.findall(".//img"):
            name = Path(image.get("src", "")).name.partition(".")[0]
            if name not in self.drawn:
                continue
            _, _, width, height = self.drawn[name].get("viewBox").split()
            # A drawing without words stays a picture, for the rule `picture-words` to find.
            if moves(self.drawn[name]) and image.get("alt", "").strip():
                # A browser's reader view takes a paragraph with nothing but a drawing in it for empty.
                old = around[image] if _is_alone(image, around[image]) else image
                drawing = in_page(self.drawn[name], image.get("alt"))
                drawing.tail = old.tail
                around[old][list(around[old]).index(old)] = drawing
            else:
                image.attrib.update(width=width, height=height, loading="lazy")
                if float(width) / float(height) > BESIDE:
                    image.set("class", "fc-low")


def _is_alone(child, parent):
    return parent.tag == "p" and len(parent) == 1 and not f"{parent.text or ''}{child.tail or ''}".strip()


class PlacedDrawingsExtension(Extension):
    """Runs after MkDocs has found the files of pictures and links (priority 0)."""

    def __init__(self, drawn):
        super().__init__()
        self.drawn = drawn

    def extendMarkdown(self, md):
        md.treeprocessors.register(PlacedDrawings(md, self.drawn), "placed-drawings", -1)


@step(needs="faults signs", gives="drawings")
def read_drawings(build):
    """Read every drawing, and ask whether it is of its pose, and calls whom its sign says."""
    at = Path(build.config.docs_dir, SOURCE)
    text, faults = read_text(at, f"docs/{SOURCE}")
    build.drawings = {}
    if not faults:
        written = Written(f"docs/{SOURCE}", text)
        book, faults = book_of(written)
        if book:
            build.drawings, faults = pictures(book, written, at.parent)
            faults += calls_at_fault(book, build.signs, written)
    build.faults += faults


@step(needs="accepted drawings")
def place_drawings(build):
    """Let pages place drawings."""
    build.config.markdown_extensions.append(PlacedDrawingsExtension(build.drawings))


@step(needs="drawings own_files", gives="drawing_files")
def publish_drawings(build, files):
    """Publish every drawing as a file, in the tokens' colors."""
    style = "".join(Path(build.config.theme.custom_dir, name).read_text(encoding="utf-8") for name in STYLE)
    for name, svg in build.drawings.items():
        plain = files.get_file_from_path(f"images/{name}.svg")
        if plain:
            files.remove(plain)
        files.append(File.generated(build.config, f"images/{name}.svg", content=as_file(svg, style)))
    build.drawing_files = True


@step(needs="drawings env", gives="drawing_in_templates")
def offer_drawings(build, env):
    """Let templates place a drawing: `drawing("towel-loop", "A towel …")`."""
    drawings = build.drawings

    def drawing(name, words):
        return Markup(ElementTree.tostring(in_page(drawings[name], words), encoding="unicode"))

    env.globals["drawing"] = drawing
    build.drawing_in_templates = True


@step(needs="drawings lasting_files")
def keep_shown_drawings(build, files):
    """Publish no file that no page shows."""
    shown = "".join(file.page.content for file in files.documentation_pages())
    for name in build.drawings:
        file = files.get_file_from_path(f"images/{name}.svg")
        if file.url not in shown:
            files.remove(file)
