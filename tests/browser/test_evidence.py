"""From a statement to its source in two taps, back in one: by finger, by keyboard, from a file, on paper."""

from collections import Counter
from itertools import pairwise

import pytest

from browser.visits import PHONE, ask

MARKER, NOTE = "[role=doc-noteref]", "[role=doc-endnotes] > ol > li"
# A phone as most readers hold it, and a laptop.
SIZES = ((390, 844), (1280, 800))
# Follows some markers of a page as links do, and back: the first, the last, and some between; what is folded lies open.
# Returns of each where its line stood before, with the note open, and after the way back; and the note's box.
FOLLOWED = """() => {
  for (const part of document.querySelectorAll('details')) part.open = true
  const markers = [...document.querySelectorAll('sup > [role=doc-noteref]')]
  const some = [...new Set([0, .3, .6, 1].map(part => markers[Math.floor(part * (markers.length - 1))]))]
  return markers.length ? some.map(link => {
    const marker = link.parentNode, note = document.getElementById(link.hash.slice(1))
    const top = () => marker.getBoundingClientRect().top
    marker.scrollIntoView({block: 'center'})
    const before = top()
    location.hash = link.hash
    const opened = top(), {top: from, bottom: to} = note.getBoundingClientRect()
    const back = note.querySelector(`[role=doc-backlink][href="#${marker.id}"]`)
    location.hash = back.hash
    return {id: marker.id, before, opened, after: top(), from, to}
  }) : []
}"""
# The page with a table that is drawn as cards on a phone.
TABLE = "when-to-see-a-doctor/"
# With the longest page a thumb has 22 screens to go.
SCREENS = 22


def test_a_note_opens_on_the_screen_of_its_marker_and_nothing_moves_without_a_script(open_page, address, site):
    page = open_page()
    followed, long = 0, {}
    for built in site.articles.values():
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[0], strict=True)))
        page.goto(address + built.address)
        height = page.evaluate("document.documentElement.scrollHeight")
        if height > SCREENS * SIZES[0][1]:
            long[built.address] = round(height / SIZES[0][1], 1)
        for size in SIZES:
            page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
            for met in page.evaluate(FOLLOWED):
                where = f"{built.address} at {size[0]}: {met}"
                assert abs(met["opened"] - met["before"]) <= 8, where
                assert 0 <= met["from"] < met["to"] <= size[1], where
                assert 0 <= met["after"] <= size[1] - 16, where
                followed += 1
    assert followed > 200
    assert not long, f"Longer than {SCREENS} screens of a phone: {long}"


def there_and_back(page):
    marker = page.locator(f"sup > {MARKER}").nth(3)
    note = marker.get_attribute("href")
    place = "#" + marker.locator("xpath=..").get_attribute("id")
    assert not page.locator(note).is_visible()
    marker.click()
    assert page.url.endswith(note)
    assert page.locator(note).is_visible()
    assert page.locator(f"{NOTE}:visible").count() == 1
    source = page.locator(f"{note} a:not([role])").first
    assert source.get_attribute("href").startswith("https://")
    page.locator(f"{note} [role=doc-backlink][href='{place}']").click()
    assert page.url.endswith(place)
    assert not page.locator(note).is_visible()
    return marker


def test_one_tap_opens_the_note_with_its_sources_and_one_tap_leads_back(open_page):
    there_and_back(open_page("immediate-relief/"))


def test_the_same_holds_for_a_page_kept_as_a_file(open_page, site):
    page = open_page("immediate-relief/")
    page.goto((site.folder / "immediate-relief" / "index.html").as_uri())
    there_and_back(page)


def test_the_keyboard_goes_from_marker_to_source_and_back(open_page):
    page = open_page("immediate-relief/")
    marker = page.locator(MARKER).first
    note, place = marker.get_attribute("href"), marker.locator("xpath=..").get_attribute("id")
    marker.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{note}")
    page.keyboard.press("Tab")
    assert page.locator(f"{note} a:focus").get_attribute("href").startswith("https://")
    page.locator(f"{note} [href='#{place}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/#{place}")
    page.keyboard.press("Tab")
    assert page.locator(f"#{place} a:focus").count() == 1


@pytest.mark.parametrize("way", ["Escape", "beside", "back", "browser"])
def test_with_a_script_a_note_closes_where_nothing_moves_and_the_marker_is_at_hand_again(open_page, way):
    page = open_page("immediate-relief/", size=SIZES[0], javascript=True)
    page.locator(".fc-search[role=button]").wait_for()
    marker = page.locator(f"sup > {MARKER}").nth(3)
    note, place = marker.get_attribute("href"), marker.locator("xpath=..").get_attribute("id")
    top = marker.evaluate("m => { m.scrollIntoView({block: 'center'}); return m.getBoundingClientRect().top }")
    marker.click()
    assert page.locator(note).is_visible()
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "beside":
        page.locator("h2").first.evaluate("heading => heading.click()")
    elif way == "back":
        page.locator(f"{note} [href='#{place}']").click()
    else:
        page.go_back()
    page.locator(note).wait_for(state="hidden")
    assert abs(marker.evaluate("m => m.getBoundingClientRect().top") - top) <= 8
    assert page.locator(f"#{place} a:focus").count() == (way != "browser")
    assert "#" not in page.url


def test_all_notes_of_a_page_are_shown_at_once_to_those_who_ask(open_page):
    page = open_page("immediate-relief/")
    notes = page.locator(NOTE)
    assert not any(note.is_visible() for note in notes.all())
    page.locator(".fc-notes__all").click()
    assert all(note.is_visible() for note in notes.all())


# All that is closed lies open while it is measured.
SHOWN = f"""const hidden = [...document.querySelectorAll('{NOTE}')]
  const closed = [...document.querySelectorAll('details:not([open])')]
  for (const note of hidden) note.style.display = 'list-item'
  for (const part of closed) part.open = true"""
AGAIN = """for (const note of hidden) note.style.display = ''
  for (const part of closed) part.open = false"""
# A marker takes no room of its own: its target lies over the text, around its middle.
TARGETS = ask(
    f"""() => {{
      {SHOWN}
      const markers = [...document.querySelectorAll('{MARKER}')].map(marker => {{
        const {{x, y, width, height}} = marker.getBoundingClientRect(), target = getComputedStyle(marker, '::after')
        const wide = parseFloat(target.width), high = parseFloat(target.height)
        return {{x: x + (width - wide) / 2, y: y + (height - high) / 2, width: wide, height: high}}
      }})
      const back = [...document.querySelectorAll('[role=doc-backlink]')].map(link => {{
        const {{x, y, width, height}} = link.getBoundingClientRect()
        return {{x, y, width, height}}
      }})
      {AGAIN}
      return [markers, back]
    }}""",
    "phone without scripts",
)


def test_markers_and_ways_back_are_24_pixels_wide_and_high_and_do_not_overlap(answers):
    seen = 0
    for path, (boxes, ways_back) in answers(TARGETS, "phone without scripts").items():
        both = boxes + ways_back
        small = [box for box in both if box["width"] < 24 or box["height"] < 24]
        assert not small, f"{path}: {small}"
        for a, b in pairwise(boxes):
            same_line = abs(a["y"] - b["y"]) < 12
            assert not same_line or b["x"] >= a["x"] + a["width"] - 0.5, f"{path}: markers overlap at {a}"
        seen += len(both)
    assert seen > 500


def test_a_marker_is_named_and_the_notes_are_a_landmark_of_their_own(open_page):
    page = open_page("immediate-relief/")
    tree = page.locator("main").aria_snapshot()
    assert "Note 1" in tree
    assert page.locator("[role=doc-endnotes]").get_attribute("aria-labelledby") == "notes"


def test_the_notes_are_printed(open_page):
    page = open_page("immediate-relief/")
    page.emulate_media(media="print")
    notes = page.locator(NOTE)
    assert notes.count() > 20
    assert all(note.is_visible() for note in notes.all())


def test_a_table_shows_the_name_of_each_column_in_each_cell_on_a_phone_and_once_on_a_laptop(open_page):
    def labels(size):
        page = open_page(TABLE, size=size, javascript=True)
        return page.evaluate(
            "[...document.querySelectorAll('td[data-column]')].map(c => getComputedStyle(c, '::before').content)"
        )

    phone, laptop = labels(PHONE), labels((1280, 800))
    assert len(phone) >= 14
    assert all("attr" in label or ": " in label for label in phone), phone[0]
    assert set(laptop) == {"none"}


def test_a_table_that_is_drawn_as_cards_is_still_heard_as_a_table_and_its_columns_once(open_page):
    page = open_page(TABLE, size=PHONE)
    assert page.locator(".fc-table tr").nth(1).evaluate("row => getComputedStyle(row).display") == "block"
    heard = page.locator(".fc-table").first.aria_snapshot()
    for part in ("table", "rowgroup", 'columnheader "Country"', 'rowheader "UK"', 'cell "911"'):
        assert part in heard, part
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert {"table": 1, "columnheader": 3}.items() <= Counter(roles).items()
    assert roles.count("cell") == 2 * roles.count("rowheader") >= 14
    # The name that stands before each cell is seen, and said by the column's header alone.
    said = Counter(node["name"]["value"].strip(" :") for node in nodes if node["role"]["value"] == "StaticText")
    assert [said[name] for name in ("Country", "Emergency", "Advice by phone")] == [1, 1 + 1, 1]
