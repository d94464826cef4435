"""As a reader has it: more space in the text, larger text, zoom, a phone on its side, paper, no movement.

Whatever is set, nothing is lost, cut off, laid over something else or beside the screen, on any page.
"""

import json

import pytest

from browser.visits import LAPTOP, PHONE
from support.audit import AUDIT
from support.chromium import launched

# The spacing that a text must bear: WCAG 1.4.12.
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }
"""
# How a reader has set it: (size, other settings).
SAME_WORDS = {
    "as it is": (PHONE, {}),
    "with more space in the text": (PHONE, {"spaced": True}),
    "with text of 125%": (PHONE, {"letters": 20}),
    "with text of 200%": (PHONE, {"letters": 32}),
    "at 400%": ((320, 256), {}),
    "on a narrow phone": ((280, 568), {}),
    "zoomed on a phone": ((240, 568), {}),
}
NARROW = {"as it is", "with text of 125%", "with text of 200%", "on a narrow phone", "zoomed on a phone"}
# Wider screens show some words that a phone only tells, and paper some that only it needs.
OTHER_WORDS = {
    "on its side": ((568, 320), {}),
    "on a laptop": (LAPTOP, {}),
    "with text of 200% on a laptop": (LAPTOP, {"letters": 32}),
    # Less margins of 18 mm.
    "on A4": ((794 - 136, 1000), {"media": "print"}),
    "on Letter": ((816 - 136, 1000), {"media": "print"}),
}


class Reader:
    """A reader's window, in which a page can be laid out in one way after the other."""

    def __init__(self, page, address):
        self.page, self.address, self._set = page, address, {}
        session = page.context.new_cdp_session(page)
        # Each lays out the page anew.
        self._ways = {
            "media": lambda media: page.emulate_media(media=media),
            "size": lambda size: page.set_viewport_size({"width": size[0], "height": size[1]}),
            "letters": lambda size: session.send("Page.setFontSizes", {"fontSizes": {"standard": size}}),
            # The page's own policy would rightly refuse a stylesheet from elsewhere.
            "spaced": lambda spaced: page.evaluate(
                """css => {
                  const sheet = new CSSStyleSheet()
                  sheet.replaceSync(css)
                  document.adoptedStyleSheets = [sheet]
                }""",
                SPACED if spaced else "",
            ),
        }

    def open(self, path):
        self.page.goto(self.address + path)
        # It went with the page before.
        self._set["spaced"] = False
        # The one file is not searched.
        if not path.endswith(".html"):
            self.page.locator(".fc-search[role=button]").wait_for()

    def see(self, size=PHONE, letters=16, spaced=False, media="screen"):
        """Return what is wrong, and how much can be read."""
        wanted = {"media": media, "size": size, "letters": letters, "spaced": spaced}
        for name, value in wanted.items():
            if self._set.get(name) != value:
                self._ways[name](value)
        self._set = wanted
        return self.page.evaluate(AUDIT)


@pytest.fixture
def reader(open_page, address):
    page = open_page(javascript=True)
    page.emulate_media(reduced_motion="reduce")
    return Reader(page, address)


@pytest.mark.parametrize("half", [0, 1])
def test_more_space_larger_text_zoom_a_phone_on_its_side_and_paper_take_nothing_from_any_page(site, reader, half):
    wrong = []
    pages = [*(page.address for page in site.articles.values()), "no/such/page/"]
    # Two processes do it in half the time.
    for name in [*pages, "foot-cramps.html"][half::2]:
        reader.open(name)
        ways = (SAME_WORDS | OTHER_WORDS).items()
        # The one file is laid out as the pages are, and is forty times as long: it is seen where a page is narrowest.
        seen = {how: reader.see(size, **settings) for how, (size, settings) in ways if name in pages or how in NARROW}
        wrong += [f"{name}, {how}: {fault}" for how, (faults, _) in seen.items() for fault in faults[:9]]
        whole = seen["as it is"][1]
        gone = {how: whole - letters for how, (_, letters) in seen.items() if how in SAME_WORDS}
        wrong += [f"{name}, {how}: {letters} letters are gone" for how, letters in gone.items() if letters]
        if moving := reader.page.evaluate("document.getAnimations().length"):
            wrong.append(f"{name}: {moving} things move for a reader who asked for stillness")
    assert not wrong, "\n".join(wrong)


def test_letters_of_20_pixels_at_least_take_nothing_from_any_page(paths, browser, address):
    settings = launched(browser.browser_type, also=["--blink-settings=minimumFontSize=20"])
    reader = Reader(settings.new_page(service_workers="block"), address)
    wrong = []
    for name in paths:
        reader.open(name)
        wrong += [f"{name}: {fault}" for fault in reader.see()[0]]
    small = (
        """[...document.querySelectorAll('body *')].filter(e => parseFloat(getComputedStyle(e).fontSize) < 20).length"""
    )
    assert reader.page.evaluate(small) == 0
    settings.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("width: 400px; background: red", "scrolls sideways: "),
        ("width: 9ch; overflow: hidden; white-space: nowrap", "cut by p. “A line of words that nobody may lose.”"),
        ("height: 2px; margin: 0", "one on the other: "),
        ("position: relative; left: -40px", "past the edge, from -24 to "),
    ],
)
def test_what_is_lost_is_seen(reader, style, said):
    reader.open("causes/")
    before, _ = reader.see()
    reader.page.evaluate(
        """style => {
          const line = document.createElement('p')
          line.textContent = 'A line of words that nobody may lose.'
          line.style.cssText = style
          document.querySelector('main article .fc-contents').before(line)
        }""",
        style,
    )
    faults, _ = reader.see()
    assert any(said in fault for fault in faults), (before, faults)


def test_no_way_of_holding_the_device_is_asked_for(site):
    manifest = json.loads((site.folder / "guide.webmanifest").read_text(encoding="utf-8"))
    assert "orientation" not in manifest
    assert not [name for name, page in site.pages.items() if "orientation" in page.text_of("//style")]
