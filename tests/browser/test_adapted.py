"""As a reader has set it: more space in the text, larger text, zoom, a phone on its side, own colors, no movement.

Whatever is set, nothing is lost, cut off, laid over something else or beside the screen, on any page.
"""

import json

import pytest

from browser.visits import LAPTOP, PHONE
from support.chromium import launched

# The spacing that a text must bear: WCAG 1.4.12.
SPACED = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }
"""
# What is wrong with the words and pictures of a page as it is laid out now, and how much of them there is.
LOOK = """() => {
  const faults = []
  const wide = document.documentElement.scrollWidth
  if (wide > innerWidth) faults.push(`goes ${wide - innerWidth} px sideways`)
  scrollTo(0, 0)
  const hidden = new Map()
  // Only heard: made a point, or put beside the screen until it has the focus.
  const onlyHeard = part => {
    if (!part) return false
    if (!hidden.has(part)) {
      const style = getComputedStyle(part)
      const point = style.clipPath !== 'none' && part.getBoundingClientRect().width <= 1
      hidden.set(part, point || part.className === 'fc-skip' || onlyHeard(part.parentElement))
    }
    return hidden.get(part)
  }
  const frames = new Map()
  // What cuts off whatever reaches out of it.
  const framesOf = part => {
    if (!part || part === document.body) return []
    if (!frames.has(part)) {
      const cuts = getComputedStyle(part).overflowX !== 'visible'
      frames.set(part, [...(cuts ? [part.getBoundingClientRect()] : []), ...framesOf(part.parentElement)])
    }
    return frames.get(part)
  }
  const boxes = []
  let length = 0
  const add = (part, box, said) => {
    if (box.width < 1 || box.height < 1) return
    const outside = frame => box.left < frame.left - 1 || box.right > frame.right + 1 ||
      box.top < frame.top - 1 || box.bottom > frame.bottom + 1
    if (box.left < -1 || box.right > innerWidth + 1) faults.push(`“${said}” reaches beside the screen`)
    else if (framesOf(part).some(outside)) faults.push(`“${said}” is cut off`)
    boxes.push({box, said, part})
  }
  const range = document.createRange()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode());) {
    const said = node.data.trim()
    if (!said || !node.parentElement.checkVisibility() || onlyHeard(node.parentElement)) continue
    length += said.length
    // A marker may reach into the space that follows it.
    const start = node.data.indexOf(said)
    range.setStart(node, start)
    range.setEnd(node, start + said.length)
    for (const box of range.getClientRects()) add(node.parentElement, box, said.slice(0, 40))
  }
  for (const picture of document.querySelectorAll('img, body svg')) {
    if (picture.checkVisibility() && !onlyHeard(picture)) {
      length++
      // A drawing may be cut where its frame is.
      boxes.push({box: picture.getBoundingClientRect(), said: 'a picture', part: picture})
    }
  }
  boxes.sort((a, b) => a.box.top - b.box.top)
  boxes.forEach(({box, said}, at) => {
    for (let next = at + 1; next < boxes.length && boxes[next].box.top < box.bottom; next++) {
      const other = boxes[next]
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
      const down = Math.min(box.bottom, other.box.bottom) - other.box.top
      // Lines of a heading stand close, and a marker is raised into the line above.
      if (across > 2 && down > 0.4 * Math.min(box.height, other.box.height)) {
        faults.push(`“${said}” and “${other.said}” lie on each other`)
      }
    }
  })
  return [[...new Set(faults)].slice(0, 9), length]
}"""


class Reader:
    """A reader's window, in which a page can be laid out in one way after the other."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.session = page.context.new_cdp_session(page)

    def open(self, path):
        self.page.goto(self.address + path)
        self.page.locator(".fc-search[role=button]").wait_for()
        self.page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")

    def see(self, size=PHONE, letters=16, spaced=False):
        """Return what is wrong, and how much can be read."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.session.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
        # The page's own policy would rightly refuse a stylesheet from elsewhere.
        self.page.evaluate(
            """css => {
              const sheet = new CSSStyleSheet()
              sheet.replaceSync(css)
              document.adoptedStyleSheets = [sheet]
            }""",
            SPACED if spaced else "",
        )
        return self.page.evaluate(LOOK)


@pytest.fixture
def reader(open_page, address):
    page = open_page(javascript=True)
    page.emulate_media(reduced_motion="reduce")
    return Reader(page, address)


def test_more_space_larger_text_zoom_and_a_phone_on_its_side_take_nothing_from_any_page(paths, reader):
    wrong = []
    for name in paths:
        reader.open(name)
        faults, all_of_it = reader.see()
        seen = {
            "as it is": (faults, all_of_it),
            "with more space in the text": reader.see(spaced=True),
            "with text of 200%": reader.see(letters=32),
            "at 400%": reader.see((320, 256)),
        }
        for how, (faults, length) in seen.items():
            wrong += [f"{name}, {how}: {fault}" for fault in faults]
            if length != all_of_it:
                wrong.append(f"{name}, {how}: {all_of_it - length} letters are gone")
        # Wider screens show some words that a phone only tells.
        for how, (faults, _) in {
            "on its side": reader.see((568, 320)),
            "with text of 200% on a laptop": reader.see(LAPTOP, letters=32),
        }.items():
            wrong += [f"{name}, {how}: {fault}" for fault in faults]
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
        ("width: 400px; background: red", "px sideways"),
        ("width: 9ch; overflow: hidden; white-space: nowrap", "“A line of words that nobody may lose.” is cut off"),
        ("height: 2px; margin: 0", "lie on each other"),
        ("position: relative; left: -40px", "reaches beside the screen"),
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
          document.querySelector('main article p').before(line)
        }""",
        style,
    )
    faults, _ = reader.see()
    assert any(said in fault for fault in faults), (before, faults)


def test_no_way_of_holding_the_device_is_asked_for(site):
    manifest = json.loads((site.folder / "guide.webmanifest").read_text(encoding="utf-8"))
    assert "orientation" not in manifest
    assert not [name for name, page in site.pages.items() if "orientation" in page.text_of("//style")]
