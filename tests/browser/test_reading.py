"""The site in a real browser, without JavaScript, on a small phone and on a laptop, by day and by night."""

import pytest

from browser.visits import LAPTOP, PHONE, ask

BOX = "(({{top, bottom, height}}) => ({{top, bottom, height}}))(document.querySelector('{}').getBoundingClientRect())"
NOTICE = ask(BOX.format("#safety-notice"), "phone without scripts", "laptop without scripts")
HEADER = ask(BOX.format(".fc-header"), "phone without scripts")
WIDTH = ask("document.documentElement.scrollWidth", "phone", "laptop")
KEPT = ask("localStorage.length + sessionStorage.length + document.cookie.length", "phone")
SCREENS = pytest.mark.parametrize(("screen", "size"), [("phone", PHONE), ("laptop", LAPTOP)], ids=["phone", "laptop"])


@SCREENS
def test_the_whole_notice_stands_on_the_first_screen_of_every_page(answers, screen, size):
    for path, box in answers(NOTICE, f"{screen} without scripts").items():
        assert box["height"] > 0, path
        assert box["top"] >= 0, path
        assert box["bottom"] <= size[1], f"{path}: the notice ends at {box['bottom']:.0f} px"


def test_the_header_is_one_row_on_a_small_phone(answers):
    for path, box in answers(HEADER, "phone without scripts").items():
        assert 0 < box["height"] <= 56, f"{path}: the header is {box['height']:.0f} px high"


@pytest.mark.parametrize("path", ["", "no/such/page/", "immediate-relief/"])
def test_the_steps_begin_on_the_first_screen_of_a_small_phone(open_page, path):
    page = open_page(path)
    box = page.locator("main ol > li").nth(1).bounding_box()
    assert box["y"] + box["height"] <= PHONE[1], f"the second step ends at {box['y'] + box['height']:.0f} px"


@SCREENS
def test_no_page_scrolls_sideways(answers, screen, size):
    for path, width in answers(WIDTH, screen).items():
        assert width <= size[0], f"{path}: {width} px wide"


def test_a_row_of_markers_can_break_between_any_two(open_page):
    """The glue that keeps a marker with its word stands before the first of a row only: in Firefox it held them all."""
    page = open_page("bedside-card/", javascript=True)
    breaks = "marker => getComputedStyle(marker).whiteSpace"
    assert page.locator("sup:not(.fc-next)").first.evaluate(breaks) == "nowrap"
    assert set(page.locator(".fc-next").evaluate_all(f"all => all.map({breaks})")) == {"normal"}


def test_the_sign_on_the_contents_is_no_part_of_their_name(open_page):
    summary = open_page("causes/").locator(".fc-contents summary")
    assert summary.aria_snapshot().rstrip(":").endswith("On this page")


def test_the_page_is_light_or_dark_as_the_device_is(open_page):
    def brightness(scheme):
        page = open_page(scheme=scheme, javascript=True)
        color = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return sum(int(part) for part in color[4:-1].split(","))

    assert brightness("light") > 650
    assert brightness("dark") < 120


def test_the_first_tab_stop_leads_to_the_text(open_page):
    page = open_page("causes/")
    page.keyboard.press("Tab")
    skip = page.locator(".fc-skip:focus")
    assert skip.inner_text() == "Skip to content"
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/causes/#page-title")
    page.keyboard.press("Tab")
    page.locator(".fc-answer a:focus").wait_for()


def test_a_section_is_shared_by_keyboard_through_a_named_link(open_page):
    page = open_page("immediate-relief/")
    link = page.get_by_role("link", name="Link to: Use a towel", exact=True)
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/immediate-relief/#use-a-towel")
    assert page.get_by_role("heading", name="Use a towel", exact=True).is_visible()


def test_the_contents_open_without_javascript(open_page):
    page = open_page("causes/")
    summary = page.get_by_text("On this page", exact=True)
    first = page.locator(".fc-contents a").first
    assert not first.is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    first.wait_for(state="visible")


def test_nothing_is_asked_of_another_host_and_nothing_is_kept(answers, visits):
    for path, visit in visits("phone").items():
        assert len(visit.requested) > 1, path
        assert [url for url in visit.requested if "://" in url] == [], path
    assert set(answers(KEPT, "phone").values()) == {0}


def test_a_fragment_lands_on_its_section(open_page):
    page = open_page("when-to-see-a-doctor/#get-help-today")
    box = page.locator("#get-help-today").bounding_box()
    assert 0 <= box["y"] < PHONE[1]
