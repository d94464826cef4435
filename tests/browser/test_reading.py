"""The site in a real browser, without JavaScript, on a small phone and on a laptop, by day and by night."""

import pytest

PHONE, LAPTOP = (320, 568), (1280, 800)
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])


def addresses(site):
    return [page.address for page in site.articles.values()] + ["no/such/page/"]


@SIZES
def test_the_whole_notice_stands_on_the_first_screen_of_every_page(site, open_page, address, size):
    page = open_page(size=size)
    for path in addresses(site):
        page.goto(address + path)
        box = page.locator("#safety-notice").bounding_box()
        assert box, path
        assert box["y"] >= 0, path
        assert box["y"] + box["height"] <= size[1], f"{path}: the notice ends at {box['y'] + box['height']:.0f} px"


def test_the_header_is_one_row_on_a_small_phone(site, open_page, address):
    page = open_page()
    for path in addresses(site):
        page.goto(address + path)
        height = page.locator(".fc-header").bounding_box()["height"]
        assert height <= 56, f"{path}: the header is {height:.0f} px high"


@pytest.mark.parametrize("path", ["", "no/such/page/", "immediate-relief/"])
def test_the_steps_begin_on_the_first_screen_of_a_small_phone(open_page, path):
    page = open_page(path)
    box = page.locator("main ol > li").nth(1).bounding_box()
    assert box["y"] + box["height"] <= PHONE[1], f"the second step ends at {box['y'] + box['height']:.0f} px"


@SIZES
def test_no_page_scrolls_sideways(site, open_page, address, size):
    page = open_page(size=size, javascript=True)
    for path in addresses(site):
        page.goto(address + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"{path}: {width} px wide"


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
    page.locator(".fc-pointer a:focus").wait_for()


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


def test_nothing_is_asked_of_another_host_and_nothing_is_kept(site, open_page, address):
    page = open_page(javascript=True)
    for path in addresses(site):
        page.goto(address + path)
    assert len(page.requested) > len(site.articles)
    assert [url for url in page.requested if not url.startswith(address)] == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_fragment_lands_on_its_section(open_page):
    page = open_page("when-to-see-a-doctor/#get-help-today")
    box = page.locator("#get-help-today").bounding_box()
    assert 0 <= box["y"] < PHONE[1]
