"""Search that comes when it is asked for, and a list of all sections where it cannot come."""

from urllib.parse import urljoin

import pytest
import yaml

from support.built_site import PROJECT

PHONE = (320, 568)
TABLE = yaml.safe_load((PROJECT / "tests/support/search_table.yml").read_text(encoding="utf-8"))
FIELD, RESULTS = "#search-field", ".fc-dialog ol a"


def ready(page):
    """The script comes once the page is there."""
    page.locator(".fc-search[role=button]").wait_for()
    return page


def searching(page):
    ready(page).locator(".fc-search").click()
    page.locator(FIELD).wait_for()
    return page.locator(FIELD)


def found(page, address):
    return [href.removeprefix(address) for href in page.locator(RESULTS).evaluate_all("all => all.map(a => a.href)")]


def test_the_right_section_leads(open_page, address):
    """Each question of the table; the signs of danger are the ones that matter most."""
    assert len(TABLE) >= 40
    page = open_page("causes/", javascript=True)
    field = searching(page)
    wrong = []
    for question, expected in TABLE.items():
        field.fill(question)
        first = found(page, address)[:1]
        if first != [expected]:
            wrong.append(f"“{question}” leads to {first}, not to {expected}")
    assert not wrong, "\n".join(wrong)


def test_every_section_that_the_table_names_is_there(site):
    for expected in TABLE.values():
        path, _, section = expected.partition("#")
        page = site.pages[path + "index.html"]
        assert not section or section in page.ids, expected


def test_nothing_of_it_is_fetched_before_the_reader_acts(open_page, address):
    page = open_page("causes/", javascript=True)
    page.wait_for_load_state("networkidle")
    assert [url for url in page.requested if "/assets/search" in url] == []
    searching(page)
    fetched = [url for url in page.requested if "/assets/search" in url]
    assert len(fetched) == 2
    assert all(url.startswith(address) for url in fetched)
    page.locator(FIELD).fill("my left foot cramps")
    page.wait_for_load_state("networkidle")
    assert [url for url in page.requested if "/assets/search" in url] == fetched
    assert not [url for url in page.requested if "left" in url]


def test_a_touch_begins_to_fetch_it(open_page):
    page = open_page("causes/", javascript=True)
    with page.expect_request("**/assets/search.*.js"):
        ready(page).locator(".fc-search").dispatch_event("pointerdown")
    assert page.locator("dialog").count() == 0


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_leads_back_to_where_the_reader_was(open_page, key):
    page = ready(open_page("causes/", javascript=True))
    link = page.locator(".fc-header a", has_text="Doctor")
    link.focus()
    page.keyboard.press(key)
    page.locator(f"{FIELD}:focus").wait_for()
    page.keyboard.type("/k")
    assert page.locator(FIELD).input_value() == "/k"
    page.keyboard.press("Escape")
    page.locator("dialog:not([open])").wait_for(state="attached")
    assert link.evaluate("link => link === document.activeElement")


def test_the_keys_can_be_turned_off_and_on_again(open_page):
    page = open_page("causes/", javascript=True)
    searching(page)
    assert page.evaluate("localStorage.length") == 0
    page.get_by_label("Open search with the keys").uncheck()
    page.reload()
    ready(page)
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
    assert page.locator("dialog").count() == 0
    searching(page)
    page.get_by_label("Open search with the keys").check()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    ready(page).keyboard.press("/")
    page.locator(FIELD).wait_for()


def test_the_keyboard_goes_through_the_results_and_follows_one(open_page):
    page = ready(open_page("causes/", javascript=True))
    page.locator(".fc-search").focus()
    page.keyboard.press("Space")
    page.locator(f"{FIELD}:focus").wait_for()
    page.keyboard.type("tonic water")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(RESULTS).nth(1)
    assert second.evaluate("link => link === document.activeElement")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.locator(f"{FIELD}:focus").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/medicines/#tonic-water-facts")


def test_a_section_of_the_same_page_is_shown_once_the_dialog_is_gone(open_page):
    page = open_page("causes/", javascript=True)
    searching(page).fill("varicose")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/causes/#varicose-veins")
    assert not page.locator("dialog").is_visible()
    assert 0 <= page.locator("#varicose-veins").bounding_box()["y"] < PHONE[1]


def test_a_screen_reader_hears_name_field_count_and_results(open_page):
    page = ready(open_page("causes/", javascript=True))
    assert 'button "Search"' in page.locator(".fc-header").aria_snapshot()
    searching(page).fill("tonic water")
    heard = page.locator("dialog").aria_snapshot()
    for part in ('dialog "Search this guide"', 'searchbox "What are you looking for?"', "status:", "sections", "list:"):
        assert part in heard, f"{part}\n{heard}"
    page.locator(FIELD).fill("xyzzyxyzzy")
    assert "Nothing found" in page.get_by_role("status").inner_text()


def test_the_danger_line_stands_in_the_dialog(open_page):
    page = open_page("causes/", javascript=True)
    searching(page)
    assert page.locator("dialog").get_by_text("In an emergency, call your emergency number now.").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, (1280, 800)], ids=["phone", "laptop"])
def test_the_dialog_fits_and_its_controls_are_44_pixels_high(open_page, size, scheme):
    page = open_page("causes/", size=size, scheme=scheme, javascript=True)
    searching(page).fill("stretch")
    box = page.locator("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= size[1]
    assert page.evaluate("document.querySelector('dialog').scrollWidth") <= box["width"]
    for control in page.locator("dialog a, dialog button, dialog label:has(input), dialog [type=search]").all():
        assert control.bounding_box()["height"] >= 43.99, control.inner_text()
    brightness = page.evaluate("getComputedStyle(document.querySelector('dialog')).backgroundColor")
    assert (sum(map(int, brightness[4:-1].split(","))) > 380) == (scheme == "light")


def test_it_works_from_a_page_kept_as_a_file(open_page, site):
    page = open_page("causes/", javascript=True)
    page.goto((site.folder / "causes" / "index.html").as_uri())
    searching(page).fill("charley horse")
    assert page.locator(RESULTS).first.get_attribute("href").endswith("immediate-relief/index.html#foot-and-toe-steps")


def test_without_javascript_the_link_leads_to_all_sections(open_page, site):
    page = open_page("causes/")
    page.locator(".fc-search").click()
    page.wait_for_url("**/all-sections/")
    listed = {
        urljoin("https://guide.example/all-sections/", link) for link in site.pages["all-sections/index.html"].links
    }
    for name, built in site.articles.items():
        for level, section, _ in built.headings:
            # Templates add the notes and the home page's steps.
            if level in (2, 3) and section not in ("notes", "cramp-right-now", "every-section"):
                assert f"https://guide.example/{built.address}#{section}" in listed, (name, section)


def test_when_it_cannot_come_the_link_leads_to_all_sections(open_page):
    page = open_page("causes/", javascript=True)
    page.route("**/assets/search.*", lambda route: route.abort())
    ready(page).locator(".fc-search").click()
    page.wait_for_url("**/all-sections/")
