"""Pictures of what to do: one set of body parts, bent at real joints into the pose of each drawing.

`docs/images/drawings.yml` holds the parts and the poses. Lengths are px of the drawing's own box, angles are degrees,
clockwise, from the parent's direction; a joint that is bent further than a body can bend it stops the build.
Each drawing is published as `images/<name>.svg`, and templates may set it into the page: `drawings["towel-loop"]`.
"""

import math
from pathlib import Path
from xml.etree import ElementTree

from lxml import etree
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from mkdocs.structure.files import File
from pydantic import BaseModel, ConfigDict, Field, model_validator

from build import step
from door.fault import Fault, Refused
from door.names import name_problem
from door.records import Written, read_text
from styles.used_styles import fitted

SOURCE = "images/drawings.yml"
STYLE = ("stylesheets/tokens.css", "components/drawing/drawing.css")
LINE = 2.5
STRICT = ConfigDict(extra="forbid")
Point = tuple[float, float]


class Part(BaseModel):
    """A piece of the body that runs downward from its joint: a drawn outline, or a bone of two round ends.

    `end` is where the next part hangs; `turns` is how far the joint bends each way, in degrees.
    """

    model_config = STRICT
    outline: str = ""
    bone: tuple[float, float, float] | None = Field(None, description="Length, and the radius at either end.")
    end: Point | None = None
    turns: tuple[float, float]
    fill: str = "skin"
    details: list[str] = []

    @model_validator(mode="after")
    def is_drawn_one_way(self):
        if bool(self.outline) == (self.bone is not None):
            raise ValueError("a part has either an outline or a bone")
        return self

    @property
    def path(self):
        return bone_path(*self.bone) if self.bone else self.outline

    @property
    def joint(self):
        return self.end or ((0, self.bone[0]) if self.bone else (0, 0))


class Posed(BaseModel):
    """A part in a drawing and what hangs from it. `layer` 1 lies over the rest of the limb, -1 under it."""

    model_config = STRICT
    part: str
    turn: float = 0
    at: Point | None = Field(None, description="Where its joint lies in the parent's frame, if not at its end.")
    layer: int = 0
    fill: str | None = None
    moves: int = Field(0, ge=-1, le=1, description="Swings here once from 14 degrees clockwise (1) or back (-1).")
    free: bool = Field(False, description="Not jointed to its parent, as a hand that holds a foot.")
    then: list["Posed"] = []


class Limb(Posed):
    """A tree of parts with one line around it."""

    at: Point
    scale: float = 1
    mirror: bool = False


class Layer(BaseModel):
    """One thing in a drawing, from back to front: a limb, a shape of a kind, or an arrow along a curve."""

    model_config = STRICT
    limb: Limb | None = None
    kind: str | None = None
    shape: str | None = None
    arrow: tuple[float, float, float, float, float, float] | None = None
    swings: tuple[float, float, int] | None = Field(None, description="Swings here about a point; 1 or -1 as `moves`.")


class Drawing(BaseModel):
    """A picture: the size of its box and what stands in it, from back to front."""

    model_config = STRICT
    size: tuple[int, int]
    layers: list[Layer]


class Drawings(BaseModel):
    """The file of parts and poses."""

    model_config = STRICT
    parts: dict[str, Part]
    drawings: dict[str, Drawing]
    poses: dict = Field({}, description="Parts of poses that several drawings share, by YAML anchors.")


def number(value):
    """Write a length with one decimal at most, as short as SVG reads it."""
    return f"{round(value, 1):g}".replace("-0.", "-.") if value else "0"


def bone_path(length, first, second):
    """Return the outline around two circles, `length` apart, and the lines that touch both."""
    sine = (first - second) / length
    cosine = math.sqrt(1 - sine * sine)
    x1, y1, x2, y2 = first * cosine, first * sine, second * cosine, length + second * sine
    n = number
    return (
        f"M{n(x1)} {n(y1)}A{n(first)} {n(first)} 0 {int(sine > 0)} 0 {n(-x1)} {n(y1)}"
        f"L{n(-x2)} {n(y2)}A{n(second)} {n(second)} 0 {int(sine < 0)} 0 {n(x2)} {n(y2)}Z"
    )


def impossible(limb, parts):
    """Yield (part, turn, range) for every joint that is bent further than a body can bend it."""
    for posed in limb.then:
        if posed.part in parts:
            low, high = parts[posed.part].turns
            if not posed.free and not low <= posed.turn <= high:
                yield posed.part, posed.turn, (low, high)
        yield from impossible(posed, parts)


def _layers(posed, base=0):
    yield base + posed.layer
    for child in posed.then:
        yield from _layers(child, base + posed.layer)


def _group(parent, *, at=(0, 0), turn=0, scale=1, mirror=False):
    steps = []
    if any(at):
        steps.append(f"translate({number(at[0])} {number(at[1])})")
    if mirror:
        steps.append("scale(-1 1)")
    if turn:
        steps.append(f"rotate({number(turn)})")
    if scale != 1:
        steps.append(f"scale({scale:g})")
    group = etree.SubElement(parent, "g")
    if steps:
        group.set("transform", "".join(steps))
    return group


PASSES = ("line", "flesh", "details")


def _pose(parent, posed, parts, wanted, kind, line, base=0, at=None):
    """Add a part, and what hangs from it, to an SVG group: one pass of what lies in the wanted layer."""
    part = parts[posed.part]
    root = isinstance(posed, Limb)
    group = outer = _group(
        parent, at=posed.at or at or (0, 0), turn=posed.turn,
        scale=posed.scale if root else 1, mirror=root and posed.mirror,
    )  # fmt: skip
    if posed.moves:
        group = etree.SubElement(group, "g", {"class": "moves" if posed.moves > 0 else "moves-back"})
    here = base + posed.layer
    # What hangs from a part is filled before it: a sleeve lies over the arm that leaves it.
    for child in posed.then:
        _pose(group, child, parts, wanted, kind, line, here, part.joint)
    if here == wanted:
        if kind == "line":
            etree.SubElement(group, "path", {"d": part.path, "stroke-width": number(2 * line)})
        elif kind == "flesh":
            etree.SubElement(group, "path", {"d": part.path, "class": posed.fill or part.fill})
        else:
            for detail in part.details:
                etree.SubElement(group, "path", {"d": detail, "stroke-width": number(line * 0.7)})
    if len(group) == 0:
        parent.remove(outer)


def _swinging(parent, x, y, way):
    swing = etree.SubElement(_group(parent, at=(x, y)), "g", {"class": "moves" if way > 0 else "moves-back"})
    return _group(swing, at=(-x, -y))


def _arrow(parent, curve):
    x1, y1, cx, cy, x2, y2 = curve
    group = etree.SubElement(parent, "g", {"class": "arrow"})
    n = number
    etree.SubElement(group, "path", d=f"M{n(x1)} {n(y1)}Q{n(cx)} {n(cy)} {n(x2)} {n(y2)}")
    back = math.atan2(cy - y2, cx - x2)
    ends = [(x2 + 11 * math.cos(back + side), y2 + 11 * math.sin(back + side)) for side in (0.55, -0.55)]
    etree.SubElement(
        group, "path", d=f"M{n(ends[0][0])} {n(ends[0][1])}L{n(x2)} {n(y2)}L{n(ends[1][0])} {n(ends[1][1])}"
    )


def draw(drawing, parts):
    """Return a drawing as an SVG element without style or name."""
    width, height = drawing.size
    svg = etree.Element("svg", {"class": "fc-drawing", "viewBox": f"0 0 {width} {height}"})
    for layer in drawing.layers:
        place = _swinging(svg, *layer.swings) if layer.swings else svg
        if layer.limb:
            line = LINE / layer.limb.scale
            for wanted in sorted(set(_layers(layer.limb))):
                for kind in PASSES:
                    group = etree.SubElement(place, "g", {"class": kind})
                    _pose(group, layer.limb, parts, wanted, kind, line)
                    if len(group) == 0:
                        place.remove(group)
        elif layer.arrow:
            _arrow(place, layer.arrow)
        else:
            etree.SubElement(place, "path", {"d": layer.shape, "class": layer.kind})
    return svg


def as_file(svg, style):
    """Return a drawing as a file of its own: with a size, and with the tokens and rules that color it."""
    svg = etree.fromstring(etree.tostring(svg))
    classes = " ".join(svg.xpath("//@class")).split()
    _, _, width, height = svg.get("viewBox").split()
    root = etree.Element("svg", dict(svg.attrib), nsmap={None: "http://www.w3.org/2000/svg"})
    root.set("width", width)
    root.set("height", height)
    etree.SubElement(root, "style").text = fitted(style, classes)
    root.extend(svg)
    return etree.tostring(root, encoding="unicode")


def book_of(written):
    """Return (parts and poses, faults) as they are written: every impossible joint and unknown part is named."""
    book, faults = written.read_as(Drawings, "drawing")
    if faults:
        return None, faults

    def fault(name, wrong, mend):
        return Fault(written.name, written.line_of("drawings", name), "drawing", f"{name}: {wrong}", mend)

    for name, drawing in book.drawings.items():
        if found := name_problem(name):
            faults.append(fault(name, *found))
        for at, layer in enumerate(drawing.layers):
            if not layer.limb:
                continue
            unknown = sorted(set(_names(layer.limb)) - set(book.parts))
            faults += [
                fault(name, f"“{part}” in layer {at + 1} is no part", f"Parts: {', '.join(book.parts)}.")
                for part in unknown
            ]
            faults += [
                fault(name, f"{part} is turned {turn:g} degrees; it turns from {low:g} to {high:g}",
                      "No body bends like this: turn it less.")
                for part, turn, (low, high) in impossible(layer.limb, book.parts)
            ]  # fmt: skip
    return (None if faults else book), faults


def load(text):
    """Return parts and poses; raise `Refused` with every fault."""
    book, faults = book_of(Written(f"docs/{SOURCE}", text))
    if faults:
        raise Refused("\n".join(map(str, faults)))
    return book


def _names(posed):
    yield posed.part
    for child in posed.then:
        yield from _names(child)


def in_page(svg, words):
    """Return a drawing as an element to stand in a page, named for those who hear it: an `xml.etree` element."""
    element = ElementTree.fromstring(etree.tostring(svg))
    element.attrib = {"role": "img", "aria-label": words, **element.attrib}
    return element


class PlacedDrawings(Treeprocessor):
    """The first drawing of a page stands in it, so that it is there at once; the others are files that may wait.

    Every one has its size in the page before it arrives: nothing moves under the reader's thumb.
    """

    def __init__(self, md, drawn):
        super().__init__(md)
        self.drawn = drawn

    def run(self, root):
        placed = False
        around = {child: parent for parent in root.iter() for child in parent}
        for image in root.findall(".//img"):
            name = Path(image.get("src", "")).name.partition(".")[0]
            if name not in self.drawn:
                continue
            _, _, width, height = self.drawn[name].get("viewBox").split()
            # A drawing without words stays a picture, for the rule `picture-words` to find.
            if not placed and image.get("alt", "").strip():
                # A browser's reader view takes a paragraph with nothing but a drawing in it for empty.
                old = around[image] if _is_alone(image, around[image]) else image
                drawing = in_page(self.drawn[name], image.get("alt"))
                drawing.tail = old.tail
                around[old][list(around[old]).index(old)] = drawing
            else:
                image.attrib.update(width=width, height=height, loading="lazy")
            placed = True


def _is_alone(child, parent):
    return parent.tag == "p" and len(parent) == 1 and not f"{parent.text or ''}{child.tail or ''}".strip()


class PlacedDrawingsExtension(Extension):
    """Runs after MkDocs has found the files of pictures and links (priority 0)."""

    def __init__(self, drawn):
        super().__init__()
        self.drawn = drawn

    def extendMarkdown(self, md):
        md.treeprocessors.register(PlacedDrawings(md, self.drawn), "placed-drawings", -1)


@step(needs="faults", gives="drawings")
def draw_all(build):
    """Draw every drawing."""
    text, faults = read_text(Path(build.config.docs_dir, SOURCE), f"docs/{SOURCE}")
    book, wrong = (None, faults) if faults else book_of(Written(f"docs/{SOURCE}", text))
    build.faults += wrong
    drawings = book.drawings if book else {}
    build.drawings = {name: draw(drawing, book.parts) for name, drawing in drawings.items()}


@step(needs="accepted drawings")
def place_drawings(build):
    """Let pages place drawings."""
    build.config.markdown_extensions.append(PlacedDrawingsExtension(build.drawings))


@step(needs="drawings own_files", gives="drawing_files")
def publish_drawings(build, files):
    """Publish every drawing as a file."""
    style = "".join(Path(build.config.theme.custom_dir, name).read_text(encoding="utf-8") for name in STYLE)
    for name, svg in build.drawings.items():
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
