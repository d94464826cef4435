"""What a shared link looks like in a message: a picture for each page and section, with its title and its drawing.

Pictures are drawn once and kept in a folder beside the source, by what stands in them; a build takes from there what
it needs. Lengths are px.
"""

import hashlib
import io
import json
import secrets
from dataclasses import asdict, astuple, dataclass
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import lxml.html
import resvg_py
from lxml import etree
from mkdocs.exceptions import PluginError
from PIL import Image, ImageDraw, ImageFont

from beside import workers
from build import step
from drawings.drawing import as_file
from styles.token_values import filled, values_of

FOLDER = "previews"
SIZE = WIDTH, HEIGHT = 1200, 630
EDGE = 72
ICON = 64
# A drawing keeps this box at the right edge.
DRAWING = (430, 380)
TITLES = range(96, 40, -4)
LEADING = 1.15
SMALL, SMALL_LINE = 34, 42
DANGER, DANGER_LINE = 30, 38
# As few as keep the edges of letters smooth.
COLORS = 64
# What a picture ends with, if it is there to its end.
PNG_END = b"\0\0\0\0IEND\xae\x42\x60\x82"
STEPS = "components/relief-now/steps.html"
STYLE = ("stylesheets/tokens.css", "components/drawing/drawing.css")
# What draws the pictures: with another version, or other code, they are drawn anew.
DRAWN_BY = [version("pillow"), version("resvg-py"), Path(__file__).read_text(encoding="utf-8")]


@dataclass(frozen=True)
class Look:
    """What all pictures share: the name of the site, its icon as SVG, and the values of its tokens."""

    site_name: str
    icon: str
    colors: dict


@dataclass(frozen=True)
class Preview:
    """What stands in a picture: the title, the page it is from, a drawing as SVG, and the signs of danger."""

    title: str
    page: str
    drawing: str
    danger: str


def namer(look):
    """Return a function that names the file of a picture, from all that it depends on; `look` is what they share."""
    shared = hashlib.sha256(json.dumps([asdict(look), DRAWN_BY]).encode())

    def name_of(preview):
        whole = shared.copy()
        whole.update(json.dumps(astuple(preview)).encode())
        return f"{FOLDER}/{whole.hexdigest()[:10]}.png"

    return name_of


# The signs of danger stand in nearly every picture.
@lru_cache(maxsize=64)
def lines_of(text, font, width):
    """Return a text in as few lines as a width allows, about equally long."""
    length = cache(font.getlength)

    def broken(width):
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and length(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    lines = broken(width)
    while len(narrower := broken(width := width - 20)) == len(lines) and _width(narrower, font) <= width:
        lines = narrower
    return lines


def _width(lines, font):
    return max(map(font.getlength, lines))


@cache
def font_of(package, cut, size):
    """Return a cut of a font, such as `SourceSerifProSemibold`, from its package."""
    return ImageFont.truetype(getattr(package, cut), size)


@lru_cache(maxsize=64)
def raster(svg, width, height):
    """Return an SVG as a picture, as large as fits."""
    _, _, own_width, own_height = map(float, etree.fromstring(svg.encode()).get("viewBox").split())
    scale = min(width / own_width, height / own_height)
    png = resvg_py.svg_to_bytes(svg_string=svg, width=round(own_width * scale), height=round(own_height * scale))
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


def picture(preview, look):
    """Return a picture as the bytes of a PNG."""
    colors = look.colors
    image = Image.new("RGBA", SIZE, colors["--fc-ground"])
    draw = ImageDraw.Draw(image)
    sans = font_of(font_source_sans_pro, "SourceSansProSemibold", SMALL)
    image.alpha_composite(raster(look.icon, ICON, ICON), (EDGE, EDGE - 16))
    draw.text((EDGE + ICON + 20, EDGE + 16), look.site_name, colors["--fc-quiet"], sans, anchor="lm")

    bottom = HEIGHT - EDGE + 16
    if preview.danger:
        font = font_of(font_source_sans_pro, "SourceSansProSemibold", DANGER)
        lines = lines_of(preview.danger, font, WIDTH - 2 * EDGE)
        top = HEIGHT - len(lines) * DANGER_LINE - 36
        draw.rectangle((0, top, WIDTH, HEIGHT), colors["--fc-emergency-ground"])
        for number, line in enumerate(lines):
            middle = top + 18 + (number + 0.5) * DANGER_LINE
            draw.text((EDGE, middle), line, colors["--fc-emergency"], font, anchor="lm")
        bottom = top - 24

    width = WIDTH - 2 * EDGE
    if preview.drawing:
        drawn = raster(preview.drawing, DRAWING[0], min(DRAWING[1], bottom - EDGE))
        image.alpha_composite(drawn, (WIDTH - EDGE - drawn.width, (EDGE - 24 + bottom - drawn.height) // 2))
        width -= DRAWING[0] + 40

    top = EDGE + ICON + 24
    page = lines_of(preview.page, sans, width) if preview.page else []
    room = bottom - top - len(page) * SMALL_LINE - 20
    for size in TITLES:
        serif = font_of(font_source_serif_pro, "SourceSerifProSemibold", size)
        lines = lines_of(preview.title, serif, width)
        if len(lines) * size * LEADING <= room and _width(lines, serif) <= width:
            break
    for line in lines:
        draw.text((EDGE, top + size * LEADING / 2), line, colors["--fc-text"], serif, anchor="lm")
        top += size * LEADING
    for number, line in enumerate(page):
        draw.text((EDGE, top + 20 + (number + 0.5) * SMALL_LINE), line, colors["--fc-quiet"], sans, anchor="lm")

    written = io.BytesIO()
    # The quickest way that Pillow has to choose colors, and a tenth more bytes than the best it could: who builds anew
    # would wait three times as long for them.
    image.convert("RGB").quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def danger_line(steps):
    """Return the signs of danger, as they stand beside the steps, without their links; `steps` is that HTML."""
    lines = lxml.html.fragment_fromstring(steps, create_parent="div").find_class("fc-now__danger")
    if len(lines) != 1:
        raise PluginError(f"overrides/{STEPS}: the danger line stands beside the steps {len(lines)} times, not once.")
    (line,) = lines
    for link in line.findall("a"):
        link.drop_tree()
    return " ".join(line.text_content().split()).rstrip(" ,")


@step(needs="sections records drawings env", gives="previews pictures")
def name_previews(build, files):
    """Tell the templates the address of each page's and section's picture: `previews[page.url, id]`."""
    env, config = build.env, build.config
    tokens, style = (env.get_template(name).render() for name in STYLE)
    icon = Path(config.docs_dir, "images", "favicon.svg").read_text(encoding="utf-8")
    look = Look(config.site_name, icon, values_of(tokens, night=True))
    drawings = {name: as_file(svg, filled(style, look.colors)) for name, svg in build.drawings.items()}
    name_of = namer(look)
    names, wanted = {}, {}
    # The same on every page: only its links differ, which are left out.
    signs = danger_line(env.get_template(STEPS).render(page=files.documentation_pages()[0].page, base_url="."))
    for file in files.documentation_pages():
        page, record = file.page, build.records[file.src_uri]
        sections = build.sections[page.url]
        danger = signs if record.health else ""
        drawn = next((section.drawing for section in sections if section.drawing), "")
        for section in sections:
            above = record.title if section.id else ""
            drawing = drawings.get(section.drawing if section.id else drawn, "")
            preview = Preview(section.heading, above, drawing, danger)
            name = names[page.url, section.id] = name_of(preview)
            wanted[name] = preview
    build.previews = env.globals["previews"] = names
    build.pictures = (look, wanted)


def whole(content):
    """Return whether some bytes are a picture of ours, from its first byte to its last."""
    if not content.endswith(PNG_END):
        return False
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
            image.verify()
    # Pillow raises this of a wrong check sum.
    except (OSError, SyntaxError, ValueError):
        return False
    return image.size == SIZE


def kept(file):
    """Return the bytes of a picture that was kept in a file, or None if it is not there, or not whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content if whole(content) else None


def _keep(look, file, preview):
    """Draw a picture, keep it in a file and return its bytes."""
    content = picture(preview, look)
    # Another build may be drawing the same one, or may end here.
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    unfinished.write_bytes(content)
    unfinished.replace(file)
    return content


@step(needs="settings pictures")
def put_previews(build):
    """Put the pictures beside the pages; draw those that no build drew before. An author does not wait for them.

    A page that names no address of its own names no picture either.
    """
    settings = build.settings
    if settings.live_reload or settings.preview_cache is None or not settings.site_url:
        return
    cache, site = settings.preview_cache, Path(build.config.site_dir)
    look, wanted = build.pictures
    contents = {name: kept(cache / name) for name in wanted}
    missing = [name for name, content in contents.items() if content is None]
    try:
        (cache / FOLDER).mkdir(parents=True, exist_ok=True)
        if missing:
            # Nearly all the time goes into work that holds on to its thread's interpreter.
            with workers() as pool:
                files, previews = [cache / name for name in missing], [wanted[name] for name in missing]
                drawn = pool.map(partial(_keep, look), files, previews, chunksize=8)
                contents |= dict(zip(missing, drawn, strict=True))
    except OSError as error:
        raise PluginError(
            f"PREVIEW_CACHE: no picture can be kept in “{cache}”: {error.strerror}. Name another folder, as in"
            " PREVIEW_CACHE=.preview_cache, or leave it empty for no pictures."
        ) from error
    (site / FOLDER).mkdir(exist_ok=True)
    for name, content in contents.items():
        (site / name).write_bytes(content)
