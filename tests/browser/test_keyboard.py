"""By keyboard alone: every stop is met in the order of the page, is seen, lies under nothing, and lets go.

A browser takes some milliseconds for each press of a key, and the pages have 10,000 stops. So each stop of each page is
given the focus by a script that looks at it there, and each kind of stop is met by real presses of the Tab key.
"""

import base64
import io

import pytest
from PIL import Image

from browser.visits import LAPTOP, PHONE, ask
from support.kinds import STOPS, covering, is_stop, kinds

# Goes through all stops of a part of a page, forward and backward: returns how many there are, and what is wrong.
# `edge` is how much of a screen's height a stop may not fill, which else cannot be whole on it.
WALK = """(stops, edge, root) => {
  const closed = [...document.querySelectorAll('details:not([open])')]
  closed.forEach(part => { part.open = true })
  const found = [...document.querySelector(root).querySelectorAll(stops)]
  const all = found.filter(stop => stop.tabIndex >= 0 && stop.checkVisibility({visibilityProperty: true}))
  const faults = []
  const fault = (stop, what) => faults.push(`${what}: ${stop.outerHTML.slice(0, 120)}`)
  for (const stop of found) {
    // The order of the source is that of the page: nothing goes before its turn, and nothing is left out.
    if (stop.tabIndex > 0) fault(stop, 'goes before its turn')
    if (stop.tabIndex < 0) fault(stop, 'cannot be reached')
  }
  const shine = color => {
    const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(part => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a, b) => {
    const [dark, light] = [shine(a), shine(b)].sort((x, y) => x - y)
    return (light + 0.05) / (dark + 0.05)
  }
  const grounds = new Map()
  const ground = element => {
    if (!grounds.has(element)) {
      const {backgroundColor: color} = getComputedStyle(element)
      grounds.set(element, /, 0\\)$/.test(color) ? ground(element.parentElement) : color)
    }
    return grounds.get(element)
  }
  // What stays in place while the page moves below it.
  const stays = part => /sticky|fixed/.test(getComputedStyle(part).position)
  const covers = [...document.body.querySelectorAll('*')].filter(stays)
  const look = stop => {
    stop.focus()
    if (document.activeElement !== stop) return fault(stop, 'takes no focus')
    const style = getComputedStyle(stop)
    const thick = parseFloat(style.outlineWidth)
    if (!stop.matches(':focus-visible') || style.outlineStyle === 'none' || !(thick >= 2)) {
      fault(stop, 'is not seen to have the focus')
    } else if (contrast(style.outlineColor, ground(stop.parentElement)) < 3) {
      fault(stop, `has a pale outline, ${style.outlineColor} on ${ground(stop.parentElement)}`)
    }
    if (!stop.checkVisibility({opacityProperty: true})) fault(stop, 'is transparent')
    const whole = stop.getBoundingClientRect()
    if (whole.height <= innerHeight - edge && (whole.top < -0.5 || whole.bottom > innerHeight + 0.5)) {
      fault(stop, `is not whole on the screen, ${whole.top} to ${whole.bottom}`)
    }
    if (whole.left < -0.5 || whole.right > innerWidth + 0.5) fault(stop, 'is beside the screen')
    for (const cover of covers.filter(cover => !cover.contains(stop))) {
      const over = cover.getBoundingClientRect()
      for (const box of stop.getClientRects()) {
        const [left, right] = [Math.max(box.left, over.left), Math.min(box.right, over.right)]
        const [top, bottom] = [Math.max(box.top, over.top), Math.min(box.bottom, over.bottom)]
        // A pixel may be shared where one ends and the other begins.
        if (right - left < 1 || bottom - top < 1) continue
        if (cover.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2))) {
          fault(stop, `is hidden under ${cover.className}`)
        }
      }
    }
  }
  all.forEach(look)
  all.reverse().forEach(look)
  document.activeElement.blur()
  scrollTo(0, 0)
  all.reverse()
  // Below or further right comes later: what is above and not to the right of the one before goes back. A drawing
  // stands beside the text that follows it, which is held against the text before; so do the contents of a wide screen.
  const rail = document.querySelector('.fc-contents')
  const beside = rail && getComputedStyle(rail).position === 'absolute'
  let before, text
  for (const stop of all.filter(stop => stop.className !== 'fc-skip')) {
    const box = stop.getClientRects()[0]
    const inRail = beside && rail.contains(stop)
    // It is a column of its own: its first stop follows nothing, and the text goes on from where it was.
    if (inRail && text === undefined) [text, before] = [before, undefined]
    if (!inRail && text !== undefined) [text, before] = [undefined, text]
    if (before) {
      const above = box.bottom <= before.top + 1 && box.left < before.right - 1
      const level = box.bottom > before.top + 1 && box.top < before.bottom - 1
      if (above || (level && box.right <= before.left + 1)) fault(stop, 'comes after one that stands behind it')
    }
    if (!stop.closest('figure')) before = box
  }
  closed.forEach(part => { part.open = false })
  return [all.length, [...new Set(faults)]]
}"""


# The stops of a page that can be seen now, by their place among all, and which of them has the focus.
SEEN = """stops => [...document.querySelectorAll(stops)].flatMap((stop, at) => stop.checkVisibility() ? [at] : [])"""
FOCUSED = """stops => [...document.querySelectorAll(stops)].indexOf(document.activeElement)"""
FOCUS = """([stops, at]) => document.querySelectorAll(stops)[at].focus()"""


def path_of(site, name):
    return "no/such/page/" if name == "404.html" else site.pages[name].address


def walked(page, edge, root="body"):
    return page.evaluate(f"([stops, edge, root]) => ({WALK})(stops, edge, root)", [STOPS, edge, root])


def shown(page, address, site, name, javascript):
    """Open a page and all that it keeps closed: its notes too, and where its former sections went."""
    page.goto(address + path_of(site, name))
    ready(page, javascript)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    hidden = "document.querySelectorAll('[role=doc-endnotes] > ol > li, .fc-moved')"
    page.evaluate(f"{hidden}.forEach(part => {{ part.style.display = 'list-item' }})")


def ready(page, javascript):
    """The script comes once the page is there."""
    if javascript:
        page.locator(".fc-search[role=button]").wait_for()


@pytest.fixture(scope="module")
def plan(site):
    """{name of a page: places of the stops to be met there}: few pages, and each kind of stop once."""
    found = {name: kinds(page, is_stop) for name, page in site.pages.items()}
    planned, met = {}, set()
    for name in covering(found):
        planned[name] = sorted(place for kind, place in found[name].items() if kind not in met)
        met |= set(found[name])
    assert met == set().union(*found.values())
    assert sum(map(len, planned.values())) == len(met) > 50
    return planned


WALKED = ask(f"() => ({WALK})('{STOPS}', 64, 'body')", "phone", "laptop without scripts")


@pytest.mark.parametrize("view", WALKED.views)
def test_every_stop_of_every_page_is_met_in_order_and_seen_and_under_nothing(answers, view):
    walks = answers(WALKED, view)
    wrong = [f"{path}: {fault}" for path, (_, faults) in walks.items() for fault in faults]
    assert not wrong, "\n".join(wrong)
    assert sum(count for count, _ in walks.values()) > 5000


@pytest.mark.parametrize("setting", ["night", "letters twice as large", "own colors"])
def test_as_a_reader_has_set_it_every_kind_of_stop_is_seen_and_under_nothing(site, open_page, address, plan, setting):
    page = open_page(scheme="dark" if setting == "night" else "light")
    page.emulate_media(reduced_motion="reduce", forced_colors="active" if setting == "own colors" else "none")
    if setting == "letters twice as large":
        sizes = {"fontSizes": {"standard": 32}}
        page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    wrong = []
    for name in plan:
        page.goto(address + path_of(site, name))
        wrong += [f"{name}: {fault}" for fault in walked(page, 192)[1]]
    assert not wrong, "\n".join(wrong)


SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])


def focused(page):
    return page.evaluate(FOCUSED, STOPS)


@SCRIPTS
def test_the_tab_key_reaches_every_kind_of_stop_and_leaves_it_both_ways(site, open_page, address, plan, javascript):
    page = open_page(javascript=javascript)
    wrong = []
    for name, places in plan.items():
        shown(page, address, site, name, javascript)
        seen = page.evaluate(SEEN, STOPS)
        # The first is the link that skips the header, which comes from outside the page: see the next test.
        for place in [place for place in places if seen.index(place)]:
            at = seen.index(place)
            page.evaluate(FOCUS, [STOPS, seen[at - 1]])
            page.keyboard.press("Tab")
            way = [focused(page)]
            page.keyboard.press("Shift+Tab")
            way.append(focused(page))
            page.evaluate(FOCUS, [STOPS, place])
            page.keyboard.press("Tab")
            way.append(focused(page))
            if way != [place, seen[at - 1], *(seen[at + 1 : at + 2] or [-1])]:
                wrong.append(f"{name}: stop {place} is met and left as {way}")
    assert not wrong, "\n".join(wrong)


@SCRIPTS
@pytest.mark.parametrize("name", ["index.html", "special-situations/index.html"])
def test_the_tab_key_goes_through_a_whole_page_and_out_of_it_at_both_ends(site, open_page, address, name, javascript):
    page = open_page(javascript=javascript)
    shown(page, address, site, name, javascript)
    seen = page.evaluate(SEEN, STOPS)
    way = []
    for _ in range(len(seen) + 1):
        page.keyboard.press("Tab")
        way.append(focused(page))
    # After the last stop the focus is with the browser.
    assert way == [*seen, -1], f"The Tab key does not go through {name} and out of it, but to the stops {way}"
    assert not page.evaluate("document.hasFocus()")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == seen[-1]
    page.evaluate(FOCUS, [STOPS, seen[0]])
    page.keyboard.press("Shift+Tab")
    assert focused(page) == -1


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_search_and_the_choices_for_sharing_are_walked_through_and_left(open_page, size):
    page = open_page("immediate-relief/", size=size, javascript=True)
    ready(page, True)
    button = page.locator(".fc-section-heading > [role=button]").nth(3)
    button.press("Enter")
    page.locator(".fc-share").wait_for()
    count, faults = walked(page, 64, ".fc-share")
    assert not faults, "\n".join(faults)
    assert count == 2
    button.focus()
    way = []
    for _ in range(4):
        page.keyboard.press("Tab")
        way.append(page.evaluate("document.activeElement.closest('.fc-share')?.ariaLabel"))
    assert way[:2] == [button.get_attribute("aria-label")] * 2
    assert way[2:] == [None, None]
    page.keyboard.press("/")
    page.locator("#search-field").fill("stretch")
    count, faults = walked(page, 128, ".fc-dialog")
    assert not faults, "\n".join(faults)
    assert count == 16
    page.locator("#search-field").focus()
    way = []
    for _ in range(count):
        page.keyboard.press("Tab")
        way.append(page.evaluate("[Boolean(document.activeElement.closest('dialog')), document.hasFocus()]"))
    # Nothing behind the dialog is met; whoever goes on is with the browser, and comes round.
    assert [True, True] in way
    assert [False, True] not in way
    assert [False, False] in way
    page.keyboard.press("Escape")
    page.locator("dialog:not([open])").wait_for(state="attached")


def shine(color):
    parts = [part / 255 for part in color]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def changed(before, after):
    """Return how many pixels of two pictures stand out from each other by 3 to 1 or more."""
    colors = [Image.open(io.BytesIO(picture)).convert("RGB").tobytes() for picture in (before, after)]
    pairs = [[data[at : at + 3] for data in colors] for at in range(0, len(colors[0]), 3)]
    both = [sorted(map(shine, pair)) for pair in pairs if pair[0] != pair[1]]
    return sum((light + 0.05) / (dark + 0.05) >= 3 for dark, light in both)


BOX = """([stops, at]) => {
  const stop = document.querySelectorAll(stops)[at]
  stop.focus()
  const {left, top, right, bottom, width, height} = stop.getBoundingClientRect()
  const x = Math.max(0, left - 8)
  const y = Math.max(0, top - 8)
  return {
    clip: {
      x,
      y: y + scrollY,
      width: Math.min(innerWidth, right + 8) - x,
      height: Math.min(innerHeight, bottom + 8) - y,
      scale: 1,
    },
    // A link that runs over several lines has a mark around all of them.
    needed: Math.min(
      4 * (width + height),
      [...stop.getClientRects()].reduce((sum, box) => sum + 4 * (box.width + box.height), 0),
    ),
  }
}"""


def test_the_mark_of_the_focus_is_drawn_two_pixels_thick_around_every_kind_of_stop(site, open_page, address, plan):
    page = open_page(javascript=True)
    page.emulate_media(reduced_motion="reduce")
    session = page.context.new_cdp_session(page)

    def picture(clip):
        # Much quicker than Playwright's own.
        return base64.b64decode(
            session.send("Page.captureScreenshot", {"clip": clip, "optimizeForSpeed": True})["data"]
        )

    thin = []
    for name, places in plan.items():
        shown(page, address, site, name, True)
        seen = page.evaluate(SEEN, STOPS)
        for place in [place for place in places if place in seen]:
            box = page.evaluate(BOX, [STOPS, place])
            after = picture(box["clip"])
            page.evaluate("document.activeElement.blur()")
            if (count := changed(picture(box["clip"]), after)) < box["needed"]:
                thin.append(f"{name}: stop {place}: {count} pixels of {box['needed']:.0f}")
    assert not thin, "\n".join(thin)
