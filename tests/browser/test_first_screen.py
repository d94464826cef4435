"""The first second: on a small phone, in the dark, without JavaScript, and with nothing but the page itself."""

import pytest

from browser.visits import PHONE


def whole_on_screen(page, selector):
    """Return whether every element that matches is on the screen from top to bottom and from side to side."""
    boxes = [element.bounding_box() for element in page.locator(selector).all()]
    assert boxes, selector
    return all(
        box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= PHONE[0] and box["y"] + box["height"] <= PHONE[1]
        for box in boxes
    )


PARTS = (
    ".fc-now h2", ".fc-now ol > li", ".fc-now svg", ".fc-now__danger", ".fc-now__danger a", "#safety-notice",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "no/such/page/"])
def test_question_steps_drawing_danger_line_and_notice_need_no_scrolling(open_page, path, scheme):
    page = open_page(path, size=PHONE, scheme=scheme)
    cut = [part for part in PARTS if not whole_on_screen(page, part)]
    assert not cut, f"not whole on {PHONE[0]} x {PHONE[1]}: {cut}"


def test_the_steps_are_the_first_thing_below_the_header(open_page):
    page = open_page("", size=PHONE)
    top = page.locator(".fc-now h2").bounding_box()["y"]
    header = page.locator(".fc-header").bounding_box()
    assert 0 <= top - (header["y"] + header["height"]) <= 16
    assert page.locator("h1").bounding_box()["y"] > top
    # Those who hear the page still begin with its question.
    assert page.locator("h1, h2").first.inner_text() == page.locator("h1").inner_text()


def test_the_four_doors_come_before_the_short_answer(open_page):
    page = open_page("", size=PHONE)
    doors = page.locator(".fc-doors a")
    assert [door.get_attribute("href") for door in doors.all()] == [
        "immediate-relief/", "causes/", "prevention/", "when-to-see-a-doctor/",
    ]  # fmt: skip
    last = doors.last.bounding_box()
    assert last["y"] < page.locator("#the-short-answer").bounding_box()["y"]


def test_the_pointer_leads_to_the_steps_on_the_same_page_without_loading_another(site, open_page, address):
    page = open_page(size=PHONE)
    pointed = 0
    for built in site.articles.values():
        page.goto(address + built.address)
        pointer = page.locator(".fc-pointer a")
        if pointer.count():
            pointer.click()
            assert page.url == f"{address}{built.address}#right-now"
            box = page.locator("#right-now ol").bounding_box()
            assert 0 <= box["y"] < PHONE[1], built.path
            pointed += 1
    assert pointed > 5
