"""A section is shared: without JavaScript by its link, with it by copying, by the device's own sheet, as text."""

import re
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import lxml.html
import pytest

from support.built_site import PROJECT, Server

PHONE, LAPTOP = (320, 568), (1280, 800)
RELIEF = "immediate-relief/"
TOWEL = ".fc-section-heading > [href='#use-a-towel']"
PUBLIC = "https://guide.example/s/use-a-towel/"
HELP = "When to get help: https://guide.example/s/call-an-ambulance/"
# Stands in for the sheet that phones have and this browser has not.
SHEET = """
window.shared = []
navigator.share = (what) => { shared.push(what); return Promise.reject(new DOMException("", "AbortError")) }
"""
SHIFTS = """
window.shifts = 0
const count = (list) => list.getEntries().forEach((entry) => { shifts += entry.value })
new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true })
"""
# A browser that lets a page copy, and one that lets none.
HEARING = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { window.copied = text } },
})"""
DEAF = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


def control(page):
    """The link that has become a button."""
    return page.locator(f"{TOWEL}[role=button]")


def opened(page):
    control(page).click()
    panel = page.locator(".fc-share")
    panel.wait_for()
    return panel


@pytest.fixture
def relief(open_page):
    """The relief page with scripts, in a browser that may read what was copied."""
    page = open_page(RELIEF, size=LAPTOP, javascript=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


# Without JavaScript.


@pytest.mark.parametrize("touch", [True, False], ids=["finger", "mouse"])
def test_a_finger_sees_every_link_and_a_mouse_the_one_beside_its_heading(browser, address, touch):
    context = browser.new_context(java_script_enabled=False, has_touch=touch, is_mobile=touch)
    page = context.new_page()
    page.goto(address + RELIEF)

    def seen(link):
        return float(link.evaluate("link => getComputedStyle(link).opacity"))

    links = page.locator(".fc-section-heading > a")
    assert links.count() > 15
    if touch:
        assert {seen(link) for link in links.all()} == {1}
    else:
        assert {seen(link) for link in links.all()} == {0}
        page.locator("#use-a-towel").hover()
        assert seen(page.locator(TOWEL)) == 1
        page.mouse.move(0, 0)
        assert seen(page.locator(TOWEL)) == 0
        # By keyboard: from the link before.
        before = "links[links.findIndex(link => link.matches(towel)) - 1]"
        page.evaluate(f"towel => {{ const links = [...document.links]; {before}.focus() }}", TOWEL)
        page.keyboard.press("Tab")
        assert page.locator(f"{TOWEL}:focus").count() == 1
        assert seen(page.locator(TOWEL)) == 1
    context.close()


def test_without_javascript_the_link_is_a_link_to_its_section(open_page):
    page = open_page(RELIEF)
    link = page.get_by_role("link", name="Link to: Use a towel", exact=True)
    assert link.inner_text() == "#"
    link.click()
    assert page.url.endswith("/immediate-relief/#use-a-towel")
    assert page.locator(".fc-share").count() == 0


# With JavaScript.


def test_the_link_becomes_a_button_that_says_what_it_shares(relief):
    button = relief.get_by_role("button", name="Share: Use a towel", exact=True)
    button.wait_for()
    assert button.inner_text() == "Share"
    assert button.get_attribute("aria-expanded") == "false"
    assert button.get_attribute("href") == "#use-a-towel"
    panel = opened(relief)
    assert button.get_attribute("aria-expanded") == "true"
    assert relief.get_by_role("group", name="Share: Use a towel", exact=True).count() == 1
    for choice in panel.get_by_role("button").all():
        box = choice.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    button.click()
    panel.wait_for(state="detached")
    assert button.get_attribute("aria-expanded") == "false"


def test_the_short_address_is_copied_and_this_is_said_and_seen(relief):
    panel = opened(relief)
    status = panel.get_by_role("status")
    assert status.inner_text() == ""
    panel.get_by_role("button", name="Copy link").click()
    panel.get_by_text("Copied", exact=True).wait_for()
    assert status.inner_text() == "Copied"
    assert copied(relief) == PUBLIC


# Presses “Copy as text” at every section of a page; gives what was copied.
COPY_ALL = """async () => {
  const copied = {}
  let last
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { last = text } } })
  const links = [...document.querySelectorAll(".fc-section-heading > [role=button]")]
  links[0]?.click()
  while (links.length && !document.querySelector(".fc-share")) await new Promise(requestAnimationFrame)
  for (const link of links) {
    if (link.getAttribute("aria-expanded") === "false") await toggleSharing(link, "", () => true)
    last = undefined
    for (const choice of link.parentElement.nextElementSibling.querySelectorAll("button")) {
      if (choice.textContent === "Copy as text") choice.click()
    }
    copied[link.hash.slice(1)] = last
    await toggleSharing(link, "", () => true)
  }
  return copied
}"""
# Words by which a reader is held back, or told to hurry.
CAUTION = re.compile(
    r"\b(stop|do not|never|avoid|without force|gently|slowly|hold on|ask (your|a)|call|get help|go to|emergency|"
    r"ambulance|danger|warn|urgent|clot|harm)", re.I
)  # fmt: skip


@pytest.fixture(scope="module")
def copies(browser, site, address):
    """What “Copy as text” gives for every section: {address of the page: {id: text}}."""
    context = browser.new_context(viewport={"width": 320, "height": 568}, service_workers="block")
    page, found = context.new_page(), {}
    for built in site.articles.values():
        page.goto(address + built.address)
        page.locator(".fc-search[role=button]").wait_for()
        found[built.address] = page.evaluate(COPY_ALL)
    context.close()
    return found


def spaced(text):
    return " ".join(text.replace("\u2060", "").split())


def said(element):
    """The words of an element as they are read, without its markers."""
    copy = lxml.html.fromstring(lxml.html.tostring(element, with_tail=False))
    for left_out in copy.xpath(".//sup[a[@role='doc-noteref']] | .//svg"):
        left_out.drop_tree()
    for block in copy.xpath(".//p | .//li | .//br"):
        block.tail = f" {block.tail or ''}"
    return spaced(copy.text_content())


# Captions, what is told of the reader's own browser, what is folded, what opens a tool, and what is met again as items.
NOT_COPIED = (
    "ancestor::figure | ancestor::div[@class='fc-kept'] | ancestor::details | self::p[a[@class='fc-tool']] | ul | ol"
)


def sections(built):
    """Yield (id, elements) for each section of a page: what stands in its block below its heading, up to the next."""
    found = {}
    for element in built.document.find(".//article").iter("h2", "h3", "p", "li", "dt", "dd", "td", "section"):
        if element.tag == "section" and "fc-now--first" not in element.get("class", ""):
            # What ends each page.
            break
        if element.tag in ("h2", "h3"):
            block = element.getparent().getparent()
            current = found.setdefault(element.get("id"), [])
        elif found and block in element.iterancestors() and not element.xpath(NOT_COPIED):
            current.append(element)
    return found.items()


def test_every_section_of_every_page_can_be_shared(site, copies):
    onward = "string(//meta[@http-equiv='refresh']/@content)"
    # A former name leads to a section of another one.
    names = {id for id, page in site.short.items() if page.document.xpath(onward).endswith(f"#{id}")}
    assert {id for of_page in copies.values() for id in of_page} == names


def test_what_is_copied_holds_the_whole_section_and_ends_with_where_it_stands(site, copies):
    """Every step, paragraph, item and cell; of these, no caution may be left behind above all."""
    lost, cautions = [], 0
    for built in site.articles.values():
        for id, elements in sections(built):
            copied = copies[built.address][id]
            text = spaced(copied)
            for element in elements:
                words = said(element)
                for sentence in re.split(r"(?<=[.?!:])\s+", words):
                    cautions += bool(CAUTION.search(sentence))
                    if sentence not in text:
                        lost.append(f"{built.address}#{id}: “{sentence}”")
            link, *help = copied.split("\n")[-1 if id == "call-an-ambulance" else -2 :]
            assert link.removeprefix("Read on: ") == f"https://guide.example/s/{id}/"
            assert help == ([] if id == "call-an-ambulance" else [HELP])
            assert not re.search(r"…$|\n\n\n| \n", copied), copied
    assert not lost, "\n".join(lost)
    assert cautions > 750


def test_a_mistake_is_told_and_a_page_is_edited_from_each_section(site_below_a_path, open_page, browser):
    """The section is filled in; nobody is asked for more than what is wrong, and told that others read it."""
    seen = 0
    with Server(site_below_a_path) as address:
        page = browser.new_page(service_workers="block")
        for built in list(site_below_a_path.articles.values())[::6]:
            page.goto(address + built.address)
            links = page.locator(".fc-section-heading > [role=button]")
            links.first.wait_for()
            id = links.first.get_attribute("href")[1:]
            links.first.click()
            tell = page.get_by_role("link", name="Tell us what is wrong or unclear")
            asked = urlsplit(tell.get_attribute("href"))
            assert asked.geturl().startswith("https://code.example/someone/guide/issues/new?")
            told = parse_qs(asked.query)
            assert told["title"] == [page.locator(f"[id='{id}']").inner_text()]
            (body,) = told["body"]
            assert body.startswith(f"https://host.example/some/guide/s/{id}/\n")
            assert "leave out your name and your health" in body
            edit = page.get_by_role("link", name="Edit this page").get_attribute("href")
            below = edit.removeprefix("https://code.example/someone/guide/edit/main/")
            assert (PROJECT / below).is_file(), edit
            assert (PROJECT / below).read_text(encoding="utf-8").count(f"{{#{id}}}") <= 1
            seen += 1
        page.close()
    assert seen > 5


def test_where_no_source_is_told_nobody_is_sent_there(relief):
    assert opened(relief).get_by_role("link").count() == 0


def test_the_steps_are_copied_with_their_numbers_and_what_limits_them(relief, site):
    panel = opened(relief)
    panel.get_by_role("button", name="Copy as text").click()
    panel.get_by_text("Copied", exact=True).wait_for()
    assert copied(relief).replace("\r", "").split("\n") == [
        "Use a towel",
        "",
        "1. Loop a towel, a belt or an old tie around the ball of your foot.",
        "2. Keep your leg straight. Pull gently toward you, and do not jerk.",
        "3. Hold for about 20 seconds, let go, and repeat.",
        "",
        # The caution of the frame that the steps stand in.
        "If you cannot reach your foot",
        "Never force a foot that is cold, numb or hurt. Stop at a sharp or tearing pain.",
        "",
        PUBLIC,
        HELP,
    ]
    # The preview in a message stays short.
    (preview,) = site.short["use-a-towel"].document.xpath("//meta[@property='og:description']/@content")
    assert len(preview) <= 160


def test_a_part_is_copied_with_what_holds_for_the_whole_and_a_whole_with_its_parts(copies):
    part = copies[RELIEF]["toes-curl-under"]
    assert part.index("Hold all your toes") < part.index("Which way is your foot pulling?\n")
    assert "Never force a foot that is cold, numb or hurt." in part
    whole = copies[RELIEF]["cannot-reach-your-foot"]
    assert "\n- Use a towel\n- Use no hands at all\n" in whole
    assert "\nRead on: https://guide.example/s/cannot-reach-your-foot/\n" in whole
    row = "- Canada / Emergency: 911 / Advice by phone: 811 in most provinces."
    assert row in copies["when-to-see-a-doctor/"]["numbers-by-country"].split("\n")
    assert "\n1. Sit up, hold your toes.\n" in copies[""]["cramp-right-now"]


def test_the_sheet_of_the_device_gets_the_same_and_may_be_closed(open_page):
    page = open_page(javascript=True)
    said = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(SHEET)
    page.goto(page.url + RELIEF)
    opened(page).get_by_role("button", name="Send…").click()
    assert page.evaluate("shared") == [{"title": "Use a towel", "text": "Use a towel", "url": PUBLIC}]
    page.wait_for_timeout(100)
    assert said == []


def test_a_browser_without_a_sheet_offers_none(relief):
    assert opened(relief).get_by_role("button").all_inner_texts() == ["Copy link", "Copy as text"]


def test_where_a_page_may_not_copy_the_reader_can(open_page):
    page = open_page(javascript=True)
    page.add_init_script(DEAF)
    page.goto(page.url + RELIEF)
    panel = opened(page)
    for choice, text in (("Copy link", PUBLIC), ("Copy as text", "Use a towel\n")):
        panel.get_by_role("button", name=choice).click()
        field = panel.get_by_label("Text to copy")
        assert field.count() == 1
        assert field.input_value().startswith(text)
        assert page.evaluate("getSelection().toString()") == field.input_value()
        assert panel.get_by_role("status").inner_text() == "Copy the text in the box"


@pytest.mark.parametrize("error", ["NotAllowedError", "InvalidStateError", "DataError", "TypeError"])
@pytest.mark.parametrize("clipboard", [True, False], ids=["copies", "may-not-copy"])
def test_a_sheet_that_is_refused_is_told_and_the_link_copied_instead(open_page, error, clipboard):
    page = open_page(javascript=True)
    refusal = (
        "throw new TypeError()" if error == "TypeError" else f"return Promise.reject(new DOMException('', '{error}'))"
    )
    page.add_init_script(f"navigator.share = () => {{ {refusal} }}")
    page.add_init_script(HEARING if clipboard else DEAF)
    page.goto(page.url + RELIEF)
    panel = opened(page)
    panel.get_by_role("button", name="Send…").click()
    told = "No list of apps opened. "
    text = f"Use a towel\n{PUBLIC}"
    if clipboard:
        panel.get_by_text(told + "The link is copied.", exact=True).wait_for()
        assert page.evaluate("copied") == text
    else:
        panel.get_by_text(told + "Copy the text in the box.", exact=True).wait_for()
        assert panel.get_by_label("Text to copy").input_value() == text
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_escape_closes_the_panel_only_if_it_is_meant(relief):
    opened(relief)
    for more in ("{isComposing: true}", "{keyCode: 229}", "{ctrlKey: true}", "{repeat: true}"):
        relief.evaluate(
            f"document.body.dispatchEvent(new KeyboardEvent('keydown', {{key: 'Escape', bubbles: true, ...{more}}}))"
        )
        assert relief.locator(".fc-share").count() == 1, more
    # The search above it is closed by the first, and the panel by the next.
    relief.keyboard.press("Control+k")
    relief.locator("#search-field").wait_for()
    relief.keyboard.press("Escape")
    relief.locator("dialog:not([open])").wait_for(state="attached")
    assert relief.locator(".fc-share").count() == 1
    relief.keyboard.press("Escape")
    assert relief.locator(".fc-share").count() == 0


def test_by_keyboard_alone_and_escape_leads_back(relief):
    control(relief).focus()
    relief.keyboard.press(" ")
    relief.locator(".fc-share").wait_for()
    relief.keyboard.press("Tab")
    assert relief.locator(".fc-share button:focus").inner_text() == "Copy link"
    relief.keyboard.press("Enter")
    relief.get_by_text("Copied", exact=True).wait_for()
    relief.keyboard.press("Escape")
    assert relief.locator(".fc-share").count() == 0
    assert control(relief).evaluate("link => link === document.activeElement")


def test_only_one_section_is_open_at_a_time(relief):
    opened(relief)
    relief.locator("[href='#stand-and-walk'][role=button]").click()
    assert relief.locator(".fc-share").count() == 1
    assert control(relief).get_attribute("aria-expanded") == "false"


def test_the_panel_stays_within_a_small_phone_and_moves_nothing_before_it_is_asked_for(open_page):
    page = open_page(javascript=True)
    page.add_init_script(SHEET + SHIFTS)
    page.goto(page.url + RELIEF)
    control(page).wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("shifts") == 0
    panel = opened(page)
    panel.get_by_role("button", name="Copy as text").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert panel.bounding_box()["width"] <= PHONE[0]


def test_nothing_of_it_is_fetched_before_it_is_asked_for(relief):
    control(relief).wait_for()
    assert not [url for url in relief.requested if "/assets/share." in url]
    opened(relief)
    assert len([url for url in relief.requested if "/assets/share." in url]) == 2


def test_if_the_panel_cannot_come_the_link_leads_to_its_section(open_page):
    page = open_page(RELIEF, javascript=True)
    page.route("**/assets/share.*", lambda route: route.abort())
    control(page).click()
    page.wait_for_url("**/immediate-relief/#use-a-towel")


def test_a_copy_without_an_address_keeps_its_links(open_page, site, tmp_path):
    with ZipFile(site.folder / "foot-cramps-site.zip") as archive:
        archive.extractall(tmp_path)
    page = open_page(javascript=True)
    page.goto((tmp_path / "foot-cramp-guide" / RELIEF / "index.html").as_uri())
    page.locator(".fc-search[role=button]").wait_for()
    assert page.get_by_role("link", name="Link to: Use a towel", exact=True).count() == 1
    assert page.locator(".fc-section-heading > [role=button]").count() == 0


# Arriving.


@pytest.mark.parametrize("javascript", [False, True], ids=["without-scripts", "with-scripts"])
def test_a_short_address_takes_a_person_straight_to_the_section_and_back_leads_out(open_page, address, javascript):
    page = open_page(javascript=javascript)
    page.goto(address + "causes/")
    page.goto(address + "s/use-a-towel/")
    page.wait_for_url("**/immediate-relief/#use-a-towel")
    assert page.locator("#use-a-towel").bounding_box()["y"] < PHONE[1]
    page.go_back()
    page.wait_for_url("**/causes/")


def test_a_reader_who_is_not_sent_on_sees_the_notice_the_words_and_the_way(open_page, address):
    page = open_page()
    html = page.request.get(address + "s/use-a-towel/").text()
    still = html.replace('http-equiv="refresh"', 'name="still"')
    page.route("**/s/use-a-towel/", lambda route: route.fulfill(body=still, content_type="text/html"))
    page.goto(address + "s/use-a-towel/")
    assert page.get_by_role("heading", level=1).inner_text() == "Use a towel"
    assert "not a diagnosis" in page.locator("#safety-notice").inner_text()
    link = page.get_by_role("link", name="Go on to this part of the guide")
    assert link.bounding_box()["height"] >= 44
    link.click()
    page.wait_for_url("**/immediate-relief/#use-a-towel")


# Where a section stands, and where the header ends: as the page arrived, and then for each section that is gone to.
ARRIVE = """(ids) => [location.hash.slice(1), ...ids].map((id) => {
  location.hash = id
  return [
    document.getElementById(id).getBoundingClientRect().top,
    document.querySelector(".fc-header").getBoundingClientRect().bottom,
  ]
})"""


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_heading_that_a_link_leads_to_is_hidden_under_the_header(site, open_page, address, size):
    page = open_page(size=size)
    seen = 0
    for built in site.articles.values():
        ids = built.document.xpath("//div[@class='fc-section-heading']/*[@id]/@id")
        page.goto(f"{address}{built.address}#{ids[-1]}")
        places = page.evaluate(ARRIVE, ids)
        # The one that came with the page itself.
        assert places[0] == places[-1], f"{built.address}#{ids[-1]}"
        for id, (top, below) in zip([ids[-1], *ids], places, strict=True):
            assert below <= top < size[1], f"{built.address}#{id}: {top:.0f} px, the header ends at {below:.0f} px"
        seen += len(ids)
    assert seen > 250


def marked(page):
    """The style and color of the line around the section that a link led to."""
    return page.locator("#use-a-towel").evaluate(
        "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).outlineColor]"
    )


def test_the_section_that_a_link_led_to_is_marked_for_a_moment(open_page, address):
    page = open_page()
    page.goto(f"{address}{RELIEF}")
    assert marked(page)[0] == "none"
    page.goto(f"{address}{RELIEF}#use-a-towel")
    assert marked(page) == ["solid", "rgb(7, 86, 91)"]
    name, seconds = page.locator("#use-a-towel").evaluate(
        "element => [getComputedStyle(element).animationName, parseFloat(getComputedStyle(element).animationDuration)]"
    )
    assert name == "fc-arrive"
    assert seconds <= 5
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
    assert marked(page) == ["solid", "rgba(0, 0, 0, 0)"]


def test_for_readers_who_asked_for_stillness_the_mark_stays(open_page, address):
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}{RELIEF}#use-a-towel")
    assert marked(page) == ["solid", "rgb(7, 86, 91)"]
    assert page.evaluate("document.getAnimations().length") == 0


# What has moved.


@pytest.mark.parametrize("javascript", [False, True], ids=["without-scripts", "with-scripts"])
def test_what_has_moved_is_found_at_its_old_addresses(browser, moved_site, javascript):
    context = browser.new_context(java_script_enabled=javascript, viewport={"width": 320, "height": 568})
    page = context.new_page()

    def in_view(id):
        return 0 <= page.locator(f"#{id}").bounding_box()["y"] < PHONE[1]

    with Server(moved_site) as address:
        # A section with another name.
        page.goto(address + "immediate-relief/#use-one-hand")
        assert in_view("one-handed")
        outline = "h3 => getComputedStyle(h3).outlineStyle"
        assert page.locator("#one-handed").evaluate(outline) == "solid"
        for old, new in (("use-one-hand", "immediate-relief/#one-handed"), ("soap-in-bed", "causes/#soap-and-cramps")):
            page.goto(f"{address}s/{old}/")
            page.wait_for_url(address + new)
            assert in_view(new.split("#")[1])
        # A section on another page.
        assert not page.goto(address + "prevention/") or not page.locator("#soap-in-bed").is_visible()
        page.goto(address + "404.html")
        page.goto(address + "prevention/#soap-in-bed")
        if not javascript:
            note = page.locator("#soap-in-bed")
            assert note.is_visible()
            assert in_view("soap-in-bed")
            note.locator("a").click()
        page.wait_for_url(address + "causes/#soap-and-cramps")
        assert in_view("soap-and-cramps")
        # A page at another address.
        page.goto(address + "who-gets-cramps/")
        page.wait_for_url(address + "how-common-are-cramps/")
    # In the single file.
    for old, new in (
        ("use-one-hand", "one-handed"),
        ("soap-in-bed", "soap-and-cramps"),
        ("page-who-gets-cramps", "page-how-common-are-cramps"),
    ):
        page.goto((moved_site.folder / "foot-cramps.html").as_uri() + f"#{old}")
        assert in_view(new), old
    context.close()
