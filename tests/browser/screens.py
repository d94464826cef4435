"""Takes pictures of every page in every way that readers meet it, for a person to look at: `make screens`."""

import argparse
import re
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pypdfium2
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image

from support.built_site import BuiltSite, Server
from support.chromium import chosen_chromium

# Chromium without a GPU paints no bitmap higher than 16,384 pixels, and few programs show one well.
TILE = 6000
# One browser each. Two suit a small machine; a third gains little.
WORKERS = 2
PRINT_SCALE = 1.25
# What a browser's print dialog begins with; Playwright begins with none.
PRINT_MARGIN = "0.4in"


def save(picture, file):
    """Keep 128 colors: half the size of a good JPEG, with sharper text; fewer would visibly change small areas."""
    few = picture.convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file)


@dataclass(frozen=True)
class View:
    """One way to meet a page on a screen: a column of the index. `limit` is in device pixels."""

    name: str
    size: tuple[int, int]
    scheme: str = "light"
    scale: int = 1
    forced_colors: str = "none"
    limit: int | None = None
    only: tuple[str, ...] | None = None

    @property
    def note(self):
        extent = f"the first {self.limit:,} pixels" if self.limit else "the whole page"
        return f"{self.size[0]} × {self.size[1]}, {extent}"

    @property
    def context(self):
        """What Playwright needs to know to open a window for this view."""
        return {
            "viewport": {"width": self.size[0], "height": self.size[1]},
            "color_scheme": self.scheme,
            "device_scale_factor": self.scale,
            "forced_colors": self.forced_colors,
        }

    def shows(self, address):
        return self.only is None or address in self.only

    def take(self, page, stem):
        """Take pictures of the page that is open; return their files in reading order."""
        height = page.evaluate("document.documentElement.scrollHeight")
        if self.limit:
            height = min(height, self.limit // self.scale)
        tile = TILE // self.scale
        files = []
        for top in range(0, height, tile):
            files.append(stem.with_name(f"{stem.name}-{len(files) + 1}.png"))
            clip = {"x": 0, "y": top, "width": self.size[0], "height": min(tile, height - top)}
            save(Image.open(BytesIO(page.screenshot(full_page=True, clip=clip, animations="disabled"))), files[-1])
        return files


@dataclass(frozen=True)
class Print(View):
    """A page on paper: a PDF, then a picture of each sheet."""

    size: tuple[int, int] = (1280, 800)
    paper: str = "A4"
    note = "the PDF and its sheets"

    def take(self, page, stem):
        pdf = stem.with_suffix(".pdf")
        page.pdf(path=pdf, format=self.paper, margin=dict.fromkeys(("top", "right", "bottom", "left"), PRINT_MARGIN))
        files = [pdf]
        with pypdfium2.PdfDocument(pdf) as document:
            for sheet in document:
                files.append(stem.with_name(f"{stem.name}-{len(files)}.png"))
                save(sheet.render(scale=PRINT_SCALE).to_pil(), files[-1])
        return files


SIZES = [(320, 568), (390, 844), (768, 1024), (1280, 800)]
STEPS = ("", "immediate-relief/")
VIEWS = [
    View("First screen, light", (320, 568), limit=568, only=STEPS),
    View("First screen, dark", (320, 568), "dark", limit=568, only=STEPS),
    *[View(f"{size[0]} light", size) for size in SIZES],
    # Long pages are laid out in the dark as in the light: the colors show in the first part.
    *[View(f"{size[0]} dark", size, "dark", limit=12_000) for size in SIZES],
    View("Forced colors, light", (390, 844), forced_colors="active", limit=6000),
    View("Forced colors, dark", (390, 844), "dark", forced_colors="active", limit=6000),
    # What browser zoom does to a window of 1280 by 1024: fewer CSS pixels, more device pixels for each.
    View("Zoom 200%", (640, 512), scale=2, limit=6000),
    View("Zoom 400%", (320, 256), scale=4, limit=6000),
    Print("Print, A4"),
    Print("Print, Letter", paper="Letter"),
]


def folder_name(address):
    return address.removesuffix(".html").strip("/").replace("/", "-") or "home"


def file_name(view):
    return re.sub(r"\W+", "-", view.name.lower()).strip("-")


def take_pages(browser, root, addresses, folder):
    """Take all views of some pages; return the files by page and view."""
    taken = {}
    for view in VIEWS:
        context = browser.new_context(**view.context)
        page = context.new_page()
        for address in filter(view.shows, addresses):
            page.goto(root + address)
            # What waits for a reader to scroll is wanted now.
            page.evaluate("Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode() }))")
            stem = folder / folder_name(address) / file_name(view)
            stem.parent.mkdir(exist_ok=True)
            files = view.take(page, stem)
            taken[address, view.name] = [file.relative_to(folder).as_posix() for file in files]
        context.close()
    return taken


def take_share(*share):
    """Take some of the pages in a process and a browser of their own."""
    with chosen_chromium() as browser:
        return take_pages(browser, *share)


def write_index(folder, pages, taken):
    """Write the table of all pictures, so that anyone can look again without this program."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    shown = [view for view in VIEWS if any((address, view.name) in taken for address in pages)]
    index = templates.get_template("screens.html").render(pages=pages, views=shown, taken=taken)
    (folder / "index.html").write_text(index, encoding="utf-8")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="where the pictures go; it is emptied first")
    arguments.add_argument("pages", nargs="*", help="addresses such as causes/ or / for home (all when none is given)")
    asked = arguments.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as built:
        site = BuiltSite(Path(built, "site"), "https://guide.example/")
        if site.exit_code:
            sys.exit(site.log)
        pages = {page.address: page.text_of("//h1") for page in site.pages.values()}
        wanted = [address.removeprefix("/") for address in asked.pages] or list(pages)
        unknown = [f"/{address}" for address in wanted if address not in pages]
        if unknown:
            sys.exit(f"No such page: {' '.join(unknown)}\nThere are: {' '.join(f'/{address}' for address in pages)}")
        pages = {address: pages[address] for address in wanted}
        if asked.folder.exists():
            shutil.rmtree(asked.folder)
        asked.folder.mkdir(parents=True)
        taken = {}
        # A forked process would inherit the server's thread half-way.
        with Server(site) as root, ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:
            shares = [list(pages)[first::WORKERS] for first in range(WORKERS)]
            for done in [pool.submit(take_share, root, share, asked.folder) for share in shares if share]:
                taken |= done.result()
    write_index(asked.folder, pages, taken)
    files = [file for some in taken.values() for file in some]
    megabytes = sum((asked.folder / file).stat().st_size for file in files) / 1_000_000
    seconds = time.monotonic() - began
    print(f"{len(files)} pictures and PDFs, {megabytes:.0f} MB, in {seconds:.0f} seconds: {asked.folder}/index.html")


if __name__ == "__main__":
    main()
