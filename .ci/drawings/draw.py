"""Makes the pictures of `docs/images/` from the poses of `docs/images/drawings.yml`: `make drawings`.

What it writes is committed; nobody who builds the site needs it, or the body that it draws from. A picture holds paths,
classes and the fingerprint of its pose; the build gives it the tokens' colors.
"""

import argparse
import math
import sys
from pathlib import Path

from lxml import etree

from door.fault import Refused
from drawings.drawing import SOURCE, load
from figures import COLORS, Placed
from lines import STEPS, art, curves, even, in_shadow, joined, number, path, shorter, softened

DOCS = Path(__file__).parents[2] / "docs"
# Where its joints are helps whoever poses a hand.
TOLD = ("spine", "hand", "foot", "heel", "toe1", "toe5", "shin", "forearm", "f_index.01", "f_middle.01", "f_pinky.01")
# Of which color what lies in the shadow is.
DARKER = {"skin": "far", "cloth": "far-cloth"}


def arrow(parent, step, kind, x1, y1, cx, cy, x2, y2):
    """Draw an arrow along a quadratic curve, or a line, its places to multiples of a step."""
    back, n = math.atan2(cy - y2, cx - x2), number
    (ax, ay), (bx, by) = ((x2 + 11 * math.cos(back + side), y2 + 11 * math.sin(back + side)) for side in (0.6, -0.6))
    bends = abs((cx - x1) * (y2 - y1) - (cy - y1) * (x2 - x1)) > math.dist((x1, y1), (x2, y2))
    shaft = f"M{n(x1)} {n(y1)}{f'Q{n(cx)} {n(cy)} ' if bends else 'L'}{n(x2)} {n(y2)}"
    head = f"M{n(ax)} {n(ay)}L{n(x2)} {n(y2)} {n(bx)} {n(by)}"
    etree.SubElement(parent, "path", {"class": kind, "d": shorter(shaft + head, step)})


def glow(parent, step, x, y, rx, ry, turn):
    """Draw a spot that fades: ellipses, one within the other, of which a thin one has room for two."""
    group, n = etree.SubElement(parent, "g", {"class": "glow"}), number
    for share in (1, 0.72, 0.42) if min(rx, ry) > 13 else (1, 0.6):
        dx, dy = (share * rx * part(math.radians(turn)) for part in (math.cos, math.sin))
        arc = f"A{n(share * rx)} {n(share * ry)} {n(turn)} 1 0"
        left, right = f"{n(x - dx)} {n(y - dy)}", f"{n(x + dx)} {n(y + dy)}"
        etree.SubElement(group, "path", d=shorter(f"M{left}{arc} {right}{arc} {left}Z", step))


def mark(parent, step, layer):
    """Draw a mark at its place, as large as it is told: its lines are thinner where it is smaller."""
    (x, y, size), n = layer.at, number
    if size != 1:
        parent = etree.SubElement(parent, "g", transform=f"translate({n(x)} {n(y)})scale({n(size)})")
        x, y = 0, 0
    for part in layer.mark.shapes:
        etree.SubElement(parent, "path", {"class": part.kind, "d": shorter(part.shape, step, (x, y))})


def face(parent, one, scale):
    """Draw the eyes, the brows, the mouth and the ears of a figure: a few strokes, as calm as it is."""
    eyes, ears, strokes = one.face()
    n = number
    for x, y in eyes:
        etree.SubElement(parent, "path", {"class": "eye", "d": f"M{n(x)} {n(y)}h.1"})
    d = "".join(
        f"M{n(x)} {n(y)}q{joined(map(n, (cx - x, cy - y, ex - x, ey - y)))}" for (x, y), (cx, cy), (ex, ey) in strokes
    )
    d += "".join(
        f"M{n(x)} {n(y - 0.02 * scale)}q{n(0.03 * scale)} {n(0.02 * scale)} 0 {n(0.045 * scale)}" for x, y in ears
    )
    if d:
        etree.SubElement(parent, "path", {"class": "details", "d": d})


def swinging(parent, x, y, way):
    """Return a group for what swings about a point; the animation itself is the style's."""
    n = number
    around = etree.SubElement(parent, "g", transform=f"translate({n(x)} {n(y)})")
    swing = etree.SubElement(around, "g", {"class": "moves" if way > 0 else "moves-back"})
    return etree.SubElement(swing, "g", transform=f"translate({n(-x)} {n(-y)})")


def bodies(parent, layer, size, shaded):
    """Draw the figures of a layer, one side in the shadow if they are shaded; return how they lie."""
    placed = [Placed(figure) for figure in layer.figures]
    # A whole person is small in its picture: no line for each knuckle.
    fine = max(figure.fine or (1 if figure.scale > 400 else 2.2) for figure in layer.figures)
    areas, within, sight = art(placed, size, 2.2 * fine, 6 * fine)
    drawn = etree.SubElement(parent, "g", {"transform": f"scale({number(1 / STEPS)})", "class": "body"})
    # How far a curve may run beside the line that it follows.
    close = 1.3 if fine <= 1 else 2.6
    for color, rings in areas.items():
        name = COLORS[color]
        d = "".join(path(curves(ring, close, True), True) for ring in rings)
        if d:
            etree.SubElement(drawn, "path", {"class": name, "d": d})
    for name, darker in DARKER.items() if shaded else ():
        rings = in_shadow(sight, placed, size, COLORS.index(name))
        if d := "".join(path(curves(ring, 2.2, True), True) for ring in rings):
            etree.SubElement(drawn, "path", {"class": f"{darker} grown", "d": d})
    if d := "".join(path(curves(even(softened(line, 1.5)), close)) for line in within):
        etree.SubElement(drawn, "path", {"class": "inner", "d": d})
    for figure, one in zip(layer.figures, placed, strict=True):
        if not figure.limbs:
            face(parent, one, figure.scale)
    return placed


def draw(drawing, tell=lambda at, one: None):
    """Return a drawing as an SVG element; `tell` is called with the number of a layer and each figure in it."""
    width, height = drawing.size
    about = {"viewBox": f"0 0 {width} {height}", "data-pose": drawing.fingerprint}
    svg = etree.Element("svg", about, nsmap={None: "http://www.w3.org/2000/svg"})
    moves, place = None, svg
    # The hands of a whole person, who is small, are finer than things.
    step = 1 if all(figure.limbs for layer in drawing.layers for figure in layer.figures) else 0.5
    # A warning has one color to a skin, which says something; and the light would swing with what swings.
    shaded = drawing.shaded and not (drawing.is_warning or any(layer.moves for layer in drawing.layers))
    for at, layer in enumerate(drawing.layers, 1):
        # What swings together is one group.
        if layer.moves != moves:
            moves, place = layer.moves, swinging(svg, *layer.moves) if layer.moves else svg
        if layer.figures:
            for one in bodies(place, layer, drawing.size, shaded):
                tell(at, one)
        elif layer.arrow:
            arrow(place, step, layer.kind or "arrow", *layer.arrow)
        elif layer.glow:
            glow(place, step, *layer.glow)
        elif layer.mark:
            mark(place, step, layer)
        else:
            etree.SubElement(
                place, "path", {"class": layer.kind, "d": shorter(layer.shape, 1 if layer.kind == "thing" else step)}
            )
    return svg


def tell_joints(at, one):
    """Print where the joints of a figure lie in its picture."""
    told = {name: xyz for name, xyz in one.joints.items() if name.startswith(TOLD) and ":" not in name}
    print(f"  layer {at}:", ", ".join(f"{name} {[round(float(value)) for value in xyz]}" for name, xyz in told.items()))


def main():
    """Draw what is named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these drawings")
    parser.add_argument("--joints", action="store_true", help="tell where the joints lie")
    parser.add_argument("--poses", type=Path, default=DOCS / SOURCE, help="another file of poses")
    parser.add_argument("--into", type=Path, default=DOCS / "images", help="another folder for the pictures")
    arguments = parser.parse_args()
    try:
        book = load(arguments.poses.read_text(encoding="utf-8"))
    except Refused as refused:
        sys.exit(str(refused))
    if unknown := set(arguments.names) - set(book.drawings):
        sys.exit(f"No such drawing: {', '.join(sorted(unknown))}. There are: {', '.join(book.drawings)}.")
    for name in arguments.names or book.drawings:
        svg = draw(book.drawings[name], *([tell_joints] if arguments.joints else []))
        (arguments.into / f"{name}.svg").write_bytes(etree.tostring(svg) + b"\n")
        print(name)


if __name__ == "__main__":
    main()
