"""From a statement to its source in two taps, back in one: by finger, by keyboard, from a file, on paper."""

from collections import Counter
from itertools import pairwise

from browser.visits import PHONE, ask

MARKER, NOTE = "[role=doc-noteref]", "[role=doc-endnotes] > ol > li"


def in_view(page, selector):
    """Return whether the top of an element is on the screen."""
    box = page.locator(selector).first.bounding_box()
    return box is not None and 0 <= box["y"] < page.viewport_size["height"]


def there_and_back(page):
    # The first of its note in a section: there the note leads back.
    marker = page.locator(f"sup[id] > {MARKER}").nth(3)
    note = marker.get_attribute("href")
    place = "#" + marker.locator("xpath=..").get_attribute("id")
    marker.click()
    assert page.url.endswith(note)
    assert in_view(page, note)
    source = page.locator(f"{note} a:not([role])").first
    assert source.get_attribute("href").startswith("https://")
    page.locator(f"{note} [role=doc-backlink][href='{place}']").click()
    assert page.url.endswith(place)
    assert in_view(page, place)


def test_one_tap_leads_to_the_note_with_its_sources_and_one_tap_back(open_page):
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


def boxes_of(selector):
    box = "(({x, y, width, height}) => ({x, y, width, height}))(element.getBoundingClientRect())"
    return ask(f"[...document.querySelectorAll('{selector}')].map(element => {box})", "phone without scripts")


MARKERS, WAYS_BACK = boxes_of(MARKER), boxes_of("[role=doc-backlink]")


def test_markers_and_ways_back_are_24_pixels_wide_and_high_and_do_not_overlap(answers):
    seen = 0
    markers, ways_back = (answers(asked, "phone without scripts") for asked in (MARKERS, WAYS_BACK))
    for path, boxes in markers.items():
        both = boxes + ways_back[path]
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
        page = open_page("what-works/", size=size, javascript=True)
        return page.evaluate(
            "[...document.querySelectorAll('td[data-column]')].map(c => getComputedStyle(c, '::before').content)"
        )

    phone, laptop = labels(PHONE), labels((1280, 800))
    assert len(phone) > 60
    assert all("attr" in label or ": " in label for label in phone), phone[0]
    assert set(laptop) == {"none"}


def test_a_table_that_is_drawn_as_cards_is_still_heard_as_a_table_and_its_columns_once(open_page):
    page = open_page("what-works/", size=PHONE)
    assert page.locator(".fc-table tr").nth(1).evaluate("row => getComputedStyle(row).display") == "block"
    heard = page.locator(".fc-table").first.aria_snapshot()
    for part in ("table", "rowgroup", 'columnheader "Verdict"', 'cell "May help"'):
        assert part in heard, part
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert {"table": 1, "columnheader": 4}.items() <= Counter(roles).items()
    assert roles.count("cell") == 3 * roles.count("rowheader") > 100
    # The name that stands before each cell is seen, and said by the column's header alone.
    said = Counter(node["name"]["value"].strip(" :") for node in nodes if node["role"]["value"] == "StaticText")
    assert [said[name] for name in ("Verdict", "What", "How sure", "What was tested")] == [1, 1, 1, 1]
