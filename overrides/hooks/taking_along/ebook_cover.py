"""The cover of the e-book, drawn as the pictures of shared links are: the site's icon, its name and what it is for."""

import io

import font_source_sans_pro
import font_source_serif_pro
from PIL import Image, ImageDraw

from sharing.preview_pictures import LEADING, font_of, lines_of, raster

# Lengths are px; shelves of books show a cover that is half as high again as it is wide.
SIZE = WIDTH, HEIGHT = 1000, 1500
EDGE = 100
ICON = 240
TITLE, WORDS = 128, 48
# As few as keep the edges of letters smooth.
COLORS = 32


def cover(name, words, icon, colors):
    """Return the cover as the bytes of a PNG; `icon` is an SVG, `colors` are the values of the tokens."""
    image = Image.new("RGBA", SIZE, colors["--fc-ground"])
    draw = ImageDraw.Draw(image)
    image.alpha_composite(raster(icon, ICON, ICON), (EDGE, 2 * EDGE))
    top = 2 * EDGE + ICON + EDGE
    for text, size, font, color in (
        (name, TITLE, font_of(font_source_serif_pro, "SourceSerifProSemibold", TITLE), "--fc-text"),
        (words, WORDS, font_of(font_source_sans_pro, "SourceSansProSemibold", WORDS), "--fc-quiet"),
    ):
        for line in lines_of(text, font, WIDTH - 2 * EDGE):
            draw.text((EDGE, top + size * LEADING / 2), line, colors[color], font, anchor="lm")
            top += size * LEADING
        top += EDGE / 2
    written = io.BytesIO()
    image.convert("RGB").quantize(COLORS).save(written, "PNG", optimize=True)
    return written.getvalue()
