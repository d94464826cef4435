"""Tools that come when a reader asks: the hold timer, the check of danger signs, a country's numbers, a voice.

The diary has tests of its own. Without JavaScript each tool is the section that its link leads to. The clock is a
browser's that stands still until a test moves it.
"""

import gzip
import re
from contextlib import contextmanager
from copy import deepcopy
from itertools import combinations
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from support.built_site import PROJECT
from tools.tools import TOOLS, plain
from words.danger_signs import DangerSign

RELIEF, PREVENT, DOCTOR, CARD = "immediate-relief/", "prevention/", "when-to-see-a-doctor/", "bedside-card/"
PHONE, LAPTOP = (320, 568), (1280, 800)
FILE = "foot-cramps.html"
COUNT, TICK, COUNTRY = "a.fc-tool[href$='#hold-timer']", "a.fc-tool[href$='#call-an-ambulance']", "My emergency number"
SIDEWAYS = "document.scrollingElement.scrollWidth > innerWidth"
LOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
# A device with two voices, of which one lives elsewhere; it notes what it is given, and is never done by itself.
VOICES = """
window.spoken = []
const voices = [
  { lang: "en-US", localService: false, name: "far" },
  { lang: "en-GB", localService: true, name: "near" },
]
window.SpeechSynthesisUtterance = function (text) { this.text = text }
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  speak: (part) => spoken.push(part),
  cancel: () => spoken.push("silence"),
} })
"""
SHIFTS = """
window.shifts = 0
const count = (list) => list.getEntries().forEach((entry) => { shifts += entry.value })
new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true })
"""
DEVICE = {
    "wakeLock": "Object.defineProperty(navigator, 'wakeLock', { value: { request: async (what) => "
    "{ told.push(what); return { release: () => told.push('released') } } } })",
    "vibrate": "Object.defineProperty(navigator, 'vibrate', { value: (pattern) => told.push(String(pattern)) })",
}


def ready(page, selector):
    """Wait until the page's script has made a button of a link; return it."""
    link = page.locator(f"{selector}[role=button]").first
    link.wait_for()
    return link


# --- Without JavaScript ---


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.section)
def test_a_tool_is_a_section_to_read_where_no_script_runs(site, open_page, tool):
    """Each link to a tool leads to a section that is there; on the page itself it can be read."""
    links = [
        (page, link)
        for page in site.articles.values()
        for link in page.document.xpath("//a[@class='fc-tool']/@href")
        if link.endswith(f"#{tool.section}")
    ]
    assert links
    targets = [
        site.pages[site.file_at(urlsplit(urljoin(f"https://x/{page.address}", link)).path)] for page, link in links
    ]
    assert all(tool.section in target.ids for target in targets)
    page = open_page(targets[0].address)
    assert page.locator(f"#{tool.section}").is_visible()
    assert page.locator(".fc-check, .fc-country, dialog").count() == 0


def test_the_count_can_be_read_where_no_script_runs(open_page):
    page = open_page(RELIEF)
    page.locator(COUNT).first.click()
    section = page.locator(".fc-section-heading:has(#hold-timer) + p").inner_text()
    assert "Hold for 20 seconds" in section
    assert "Let go for 5" in section


# --- The hold timer ---


@contextmanager
def counting(page, selector=COUNT, at=0):
    """Open a timer on a clock that stands still; move it by `page.clock.run_for`."""
    link = page.locator(f"{selector}[role=button]").nth(at)
    link.wait_for()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    link.click()
    dialog = page.get_by_role("dialog", name="Hold timer")
    dialog.wait_for()
    yield dialog


def phase(dialog):
    return dialog.get_by_role("status").inner_text()


def figure(dialog):
    return dialog.locator(".fc-timer__figure").inner_text()


@pytest.mark.parametrize("path", ["", RELIEF, FILE], ids=["home", "relief", "file"])
def test_the_timer_says_take_hold_hold_let_go_and_again(open_page, path):
    page = open_page(path, javascript=True)
    with counting(page) as dialog:
        assert (phase(dialog), figure(dialog)) == ("Take hold", "5")
        page.clock.run_for(5000)
        assert (phase(dialog), figure(dialog)) == ("Hold, 20 seconds", "20")
        page.clock.run_for(19_000)
        assert (phase(dialog), figure(dialog)) == ("Hold, 20 seconds", "1")
        page.clock.run_for(1000)
        assert (phase(dialog), figure(dialog)) == ("Let go", "5")
        page.clock.run_for(5000)
        assert (phase(dialog), figure(dialog)) == ("Hold, 20 seconds", "20")


def test_the_bedtime_stretch_is_counted_three_times_ten_seconds_and_then_it_is_done(open_page):
    page = open_page(PREVENT, javascript=True)
    with counting(page) as dialog:
        page.clock.run_for(5000)
        assert phase(dialog) == "Hold 1 of 3, 10 seconds"
        page.clock.run_for(15_000)
        assert phase(dialog) == "Hold 2 of 3, 10 seconds"
        page.clock.run_for(25_000)
        assert phase(dialog) == "Done, 3 times. Next stretch: press Start"
        # No cramp, so no clock of one.
        assert dialog.get_by_text("Since it began").count() == 0
        dialog.get_by_role("button", name="Start").click()
        assert phase(dialog) == "Take hold 1 of 3"


def test_the_timer_can_be_paused_and_goes_on_where_it_was(open_page):
    page = open_page(RELIEF, javascript=True)
    with counting(page) as dialog:
        page.clock.run_for(8000)
        dialog.get_by_role("button", name="Pause").click()
        assert (phase(dialog), figure(dialog)) == ("Paused: Hold, 20 seconds", "17")
        page.clock.run_for(60_000)
        assert figure(dialog) == "17"
        dialog.get_by_role("button", name="Continue").click()
        page.clock.run_for(2000)
        assert (phase(dialog), figure(dialog)) == ("Hold, 20 seconds", "15")


def test_a_screen_reader_hears_each_phase_once_and_no_figure(open_page):
    page = open_page(RELIEF, javascript=True)
    with counting(page) as dialog:
        page.evaluate("""() => {
          window.heard = []
          const status = document.querySelector(".fc-timer [role=status]")
          new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true })
        }""")
        page.clock.run_for(30_000)
        assert page.evaluate("heard") == ["Hold, 20 seconds", "Let go", "Hold, 20 seconds"]
        assert dialog.locator(".fc-timer__figure[aria-hidden=true]").count() == 1


def test_after_ten_minutes_the_timer_says_what_the_guide_says_of_that(open_page, signs):
    page = open_page(RELIEF, javascript=True)
    with counting(page) as dialog:
        alarm = dialog.get_by_role("alert")
        page.clock.run_for(9 * 60_000 + 59_000)
        assert dialog.get_by_text("Since it began: 9 min").is_visible()
        assert alarm.inner_text() == ""
        page.clock.run_for(2000)
        assert alarm.inner_text().startswith(signs["ten-minutes"])
        # Wherever one has scrolled to, on a low screen too.
        page.set_viewport_size({"width": 320, "height": 400})
        for at in (0, 1000):
            page.evaluate(f"document.querySelector('dialog').scrollTo(0, {at})")
            box = alarm.bounding_box()
            assert 0 < box["y"] < box["y"] + box["height"] <= 400
        later, sooner = (dialog.get_by_role("button", name=name) for name in ("\u22121 min", "+1 min"))
        later.click()
        assert alarm.inner_text() == ""
        for _ in range(12):
            later.click()
        assert dialog.get_by_text("Since it began: 0 min").is_visible()
        for _ in range(2):
            dialog.get_by_role("button", name="+5 min").click()
        sooner.click()
        # A pause does not stop the cramp.
        dialog.get_by_role("button", name="Pause").click()
        page.clock.run_for(60_000)
        assert dialog.get_by_text("Since it began: 12 min").is_visible()
        alarm.get_by_role("link").click()
        page.wait_for_url("**/when-to-see-a-doctor/#get-help-today")


def test_a_cramp_goes_on_while_the_timer_is_put_away(open_page):
    page = open_page(RELIEF, javascript=True)
    with counting(page) as dialog:
        page.keyboard.press("Escape")
        dialog.page.locator(".fc-timer").wait_for(state="detached")
        assert page.evaluate("document.activeElement.matches('.fc-tool')")
        page.clock.run_for(4 * 60_000)
        page.locator(COUNT).first.click()
        assert dialog.get_by_text("Since it began: 4 min").is_visible()


def test_vibration_and_tone_are_off_until_asked_for_and_the_screen_stays_on(open_page):
    before = f"window.told = []; {';'.join(DEVICE.values())}"
    page = open_page(RELIEF, javascript=True, before=lambda page: page.add_init_script(before))
    with counting(page) as dialog:
        page.clock.run_for(30_000)
        assert page.evaluate("told") == ["screen"]
        shake, tone = dialog.get_by_label("Vibrate"), dialog.get_by_label("Soft tone")
        assert not shake.is_checked()
        assert not tone.is_checked()
        shake.check()
        page.clock.run_for(20_000)
        assert page.evaluate("told") == ["screen", "100,100,100"]
        dialog.get_by_role("button", name="Close").click()
        dialog.page.locator(".fc-timer").wait_for(state="detached")
        assert page.evaluate("told.includes('released')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP, (568, 320)], ids=["phone", "laptop", "phone on its side"])
def test_the_figure_is_large_and_the_keys_are_on_the_screen(open_page, size, scheme):
    page = open_page(RELIEF, javascript=True, size=size, scheme=scheme)
    with counting(page) as dialog:
        assert dialog.locator(".fc-timer__figure").bounding_box()["height"] >= size[1] / 4
        pause = dialog.get_by_role("button", name="Pause").bounding_box()
        assert pause["y"] + pause["height"] <= size[1]
        assert pause["height"] >= 44
        assert not page.evaluate(SIDEWAYS)
        # It moves nothing but its figures.
        assert page.evaluate("document.querySelector('dialog').getAnimations({ subtree: true }).length") == 0


def test_a_browser_without_dialogs_follows_the_link(open_page):
    before = "delete window.HTMLDialogElement"
    page = open_page("", javascript=True, before=lambda page: page.add_init_script(before))
    ready(page, COUNT).click()
    page.wait_for_url("**/immediate-relief/#hold-timer")


# --- The check of danger signs ---

LEVELS = ("emergency", "today", "visit")
SAYS = {"emergency": "Call an ambulance now.", "today": "Get help today.", "visit": "Book a visit."}
# Ticks some boxes, and returns the first words of the answer.
ANSWERS = """(choices) => {
  const boxes = [...document.querySelectorAll(".fc-tick > input")]
  return choices.map((ticked) => {
    boxes.forEach((box, at) => { box.checked = ticked.includes(at) })
    boxes[0].dispatchEvent(new Event("change"))
    return document.querySelector(".fc-check strong").textContent
  })
}"""


@pytest.fixture(scope="module")
def signs():
    """What each danger sign says on most pages, by its name."""
    listed = yaml.safe_load((PROJECT / "docs" / "data" / "danger-signs.yml").read_text(encoding="utf-8"))
    return {each["id"]: plain(DangerSign(**each).told()) for each in listed}


def checking(page):
    """Open the check; return the panel with the answer."""
    ready(page, TICK).click()
    panel = page.get_by_role("region", name="Your answer")
    panel.wait_for()
    return panel


def levels_of(page):
    return page.evaluate(
        "[...document.querySelectorAll('.fc-tick > input')].map((box) =>"
        " box.closest('.fc-urgency').className.match(/--(\\w+)/)[1])"
    )


@pytest.mark.parametrize("path", [DOCTOR, FILE], ids=["page", "file"])
def test_the_answer_is_always_the_most_urgent_level_that_is_ticked(open_page, path):
    page = open_page(path, javascript=True)
    checking(page)
    levels = levels_of(page)
    assert len(levels) > 45
    assert set(levels) == set(LEVELS)
    # Each sign alone, each pair, and each choice of levels whole: the answer knows of a sign its level alone.
    choices = [list(pair) for size in (1, 2) for pair in combinations(range(len(levels)), size)]
    for size in (1, 2, 3):
        for some in combinations(LEVELS, size):
            choices.append([at for at, level in enumerate(levels) if level in some])
    told = page.evaluate(ANSWERS, choices)
    urgent = [min((levels[at] for at in choice), key=LEVELS.index) for choice in choices]
    assert told == [SAYS[level] for level in urgent]
    assert len(choices) > 1000


def test_every_sign_of_the_lists_is_a_box_and_no_other_words_are(site, open_page):
    page = open_page(DOCTOR, javascript=True)
    document = site.pages[DOCTOR + "index.html"].document
    items = deepcopy(document).xpath("//div[contains(@class, 'fc-urgency')]//li")
    for item in items:
        for marker in item.xpath(".//sup"):
            marker.drop_tree()
    checking(page)
    labels = page.evaluate("""() => [...document.querySelectorAll(".fc-tick")].map((label) => {
      const copy = label.cloneNode(true)
      copy.querySelectorAll("sup").forEach((marker) => marker.remove())
      return copy.textContent.replace(/\\s+/g, " ").trim()
    })""")
    assert labels == [" ".join(item.text_content().split()) for item in items]


def test_an_ordinary_cramp_ticks_nothing_and_is_told_what_would_change_that(open_page):
    page = open_page(DOCTOR, javascript=True)
    panel = checking(page)
    answer = panel.get_by_role("status").first.inner_text()
    assert "Nothing is ticked yet." in answer
    assert "cannot say that all is well" in answer
    assert "changes the answer" in answer
    assert "When in doubt, call." in answer
    assert page.get_by_role("checkbox", name=re.compile("very painful|one leg hurts a little", re.I)).count() == 0


def test_the_answer_says_what_to_do_with_the_number_of_the_chosen_country(open_page):
    page = open_page(DOCTOR, javascript=True)
    panel = checking(page)
    answer = panel.get_by_role("status").first
    page.get_by_role("checkbox", name=re.compile("^You have chest pain")).check()
    assert "Call an ambulance now." in answer.inner_text()
    for number in ("911", "999", "112", "000", "111"):
        assert answer.get_by_role("link", name=number, exact=True).count() >= 1
    panel.get_by_label("My country").select_option("UK")
    assert answer.get_by_role("link").all_inner_texts() == ["999"]
    page.get_by_role("checkbox", name=re.compile("^You have chest pain")).uncheck()
    page.get_by_role("checkbox", name=re.compile("more than 10 minutes")).check()
    assert "Call your doctor or, if closed, your advice line." in answer.inner_text()
    assert "England, Scotland, Wales: 111" in answer.inner_text()
    page.get_by_role("checkbox", name=re.compile("more than 10 minutes")).uncheck()
    page.get_by_role("checkbox", name=re.compile("when you walk")).check()
    assert "In the next day or two." in answer.inner_text()


def test_ticks_are_forgotten_when_the_page_is_left(open_page):
    page = open_page(DOCTOR, javascript=True)
    checking(page)
    page.get_by_role("checkbox", name=re.compile("^You have chest pain")).check()
    page.reload()
    checking(page)
    assert page.locator(".fc-tick > input:checked").count() == 0
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []


def test_the_check_is_closed_and_opened_again(open_page):
    page = open_page(DOCTOR, javascript=True)
    panel = checking(page)
    page.get_by_role("checkbox", name=re.compile("^You have chest pain")).check()
    panel.get_by_role("button", name="Untick all").click()
    assert page.locator(".fc-tick > input:checked").count() == 0
    panel.get_by_role("button", name="Close").click()
    panel.wait_for(state="hidden")
    page.get_by_role("checkbox", name=re.compile("^You have chest pain")).check()
    assert "Call an ambulance now." in panel.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_answer_leaves_room_for_the_list_and_what_is_reached_is_seen(open_page, size, scheme):
    page = open_page(DOCTOR, javascript=True, size=size, scheme=scheme)
    panel = checking(page)
    assert panel.bounding_box()["height"] <= size[1] / 2
    assert not page.evaluate(SIDEWAYS)
    for _ in range(60):
        box = page.evaluate("(({ top, bottom }) => [top, bottom])(document.activeElement.getBoundingClientRect())")
        if page.evaluate("document.activeElement.matches('.fc-tick > input')"):
            assert 0 <= box[0] < box[1] <= panel.bounding_box()["y"]
        page.keyboard.press("Tab")


# --- The numbers of a country ---


def choosing(page):
    link = page.get_by_role("button", name=COUNTRY)
    link.wait_for()
    link.click()
    select = page.get_by_label("My country")
    select.wait_for()
    return select


def kept(page):
    return page.evaluate("localStorage.getItem('country')")


@pytest.fixture
def british(browser, address):
    """A window of a device that is set to British English."""
    context = browser.new_context(viewport={"width": 320, "height": 568}, locale="en-GB", service_workers="block")
    page = context.new_page()
    page.goto(address + DOCTOR)
    yield page
    context.close()


def test_the_devices_country_is_offered_first_and_never_chosen(british):
    select = choosing(british)
    options = select.locator("option").all_inner_texts()
    assert options[:2] == ["All countries", "UK (this device)"]
    assert sorted(options[1:]) == sorted(
        ["UK (this device)", "US", "Canada", "Ireland", "European Union", "Australia", "New Zealand"]
    )
    assert select.input_value() == ""
    assert british.locator(".fc-number:visible").count() == 0


def test_the_countries_of_the_table_are_those_that_a_device_can_be_of(open_page):
    page = open_page(DOCTOR, javascript=True)
    listed = page.locator("#numbers-by-country").locator("xpath=following::table[1]//tbody/tr/*[1]").all_inner_texts()
    code = (PROJECT / "overrides/components/country-numbers/country-numbers.js").read_text(encoding="utf-8")
    assert sorted(set(re.findall(r'[A-Z]{2}: "([^"]+)"|\] = "([^"]+)"', code))) == sorted(
        (name, "") if name != "European Union" else ("", name) for name in listed
    )


def test_a_choice_is_kept_only_if_the_reader_asks_and_is_shown_wherever_a_number_is_needed(british):
    choosing(british).select_option("UK")
    assert british.locator(".fc-urgency--emergency .fc-number").inner_text().strip() == "UK: 999"
    assert "England, Scotland, Wales: 111" in british.locator(".fc-urgency--today .fc-number").inner_text()
    assert kept(british) is None
    british.get_by_label("Keep my choice on this device").check()
    assert kept(british) == "UK"
    root = british.url.replace(DOCTOR, "")
    for path, place in (("", ".fc-now__danger"), (CARD, ".fc-card__mine"), ("causes/", ".fc-now__danger")):
        british.goto(root + path)
        number = british.locator(f"{place} .fc-number")
        number.wait_for()
        assert number.inner_text().strip() == ("UK: 999" if path == CARD else "Call 999.")
        if not path:
            notice = british.locator(".fc-notice").bounding_box()
            assert notice["y"] + notice["height"] <= PHONE[1], "the first screen holds all with the number too"
    british.goto(root + RELIEF)
    british.locator("#stop-and-get-help").wait_for()
    british.locator(".fc-number").first.wait_for()
    calls = british.get_by_role("listitem").filter(has_text="Call an ambulance (UK: 999)")
    assert calls.count() == 3
    british.goto(root + DOCTOR)
    british.locator(".fc-urgency--emergency .fc-number").wait_for()
    # All others are still there.
    assert "New Zealand: 111" in british.locator(".fc-urgency--emergency").inner_text()
    select = choosing(british)
    assert select.input_value() == "UK"
    select.select_option("")
    assert kept(british) is None
    assert british.locator(".fc-number:visible").count() == 0


@pytest.mark.parametrize("fault", [LOCKED, FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_it_is_said_and_the_choice_holds_on_the_page(open_page, fault):
    page = open_page(DOCTOR, javascript=True, before=lambda page: page.add_init_script(fault))
    choosing(page).select_option("Canada")
    page.get_by_label("Keep my choice on this device").click()
    assert "This browser keeps nothing" in page.locator(".fc-country [role=status]").inner_text()
    assert page.locator(".fc-urgency--emergency .fc-number").inner_text().strip() == "Canada: 911"


# --- A voice ---


def listening(open_page, path, voices=VOICES):
    page = open_page(path, javascript=True, before=lambda page: page.add_init_script(voices))
    if path != FILE:
        ready(page, ".fc-section-heading > [href='#use-a-towel']").click()
        page.locator(".fc-share").wait_for()
    return page


@pytest.mark.parametrize("path", [RELIEF, FILE], ids=["page", "file"])
def test_a_section_is_read_aloud_by_a_voice_of_the_device(open_page, path):
    page = listening(open_page, path)
    within = ".fc-share" if path == RELIEF else ".fc-section-heading:has(#use-a-towel)"
    asked = len(page.requested)
    page.locator(within).get_by_role("button", name="Listen").click()
    spoken = page.evaluate("spoken.map(({ text, voice }) => [text, voice.name])")
    assert {voice for _, voice in spoken} == {"near"}
    words = [text for text, _ in spoken]
    assert words[0] == "Use a towel"
    assert "2. Keep your leg straight. Pull gently toward you, and do not jerk." in words
    # What limits the advice is heard too.
    assert any(text.startswith("Never force") for text in words)
    assert len(page.requested) == asked, "what is read aloud asks for nothing"
    page.locator(within).get_by_role("button", name="Stop").click()
    assert page.evaluate("spoken[spoken.length - 1]") == "silence"
    assert page.locator(within).get_by_role("button", name="Listen").count() == 1


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_page_is_read_aloud_from_what_is_read_now(open_page, size):
    before = f"{VOICES};{SHIFTS}"
    page = open_page(RELIEF, javascript=True, size=size, before=lambda page: page.add_init_script(before))
    key = page.locator(".fc-contents").get_by_role("button", name="Listen")
    key.wait_for()
    assert page.evaluate("shifts") == 0
    box, title = key.bounding_box(), page.locator("h1").bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    assert box["y"] < title["y"] + size[1]
    key.click()
    page.locator(".fc-contents").get_by_role("button", name="Stop").wait_for()
    words = page.evaluate("spoken.filter(({ text }) => text).map(({ text }) => text)")
    assert words[:2] == ["Stop a foot cramp right now", "Most cramps let go within minutes."]
    assert "Do this first" in words
    assert "What next" in words
    assert len([text for text in words if text.startswith("Never force")]) >= 2
    page.locator(".fc-contents").get_by_role("button", name="Stop").click()
    page.evaluate("document.querySelector('#use-a-towel').scrollIntoView()")
    page.evaluate("spoken.length = 0")
    page.locator(".fc-contents > button").evaluate("key => key.click()")
    assert page.evaluate("spoken.find(({ text }) => text).text") == "Use a towel"


def test_reading_ends_with_the_section(open_page):
    page = listening(open_page, RELIEF)
    page.locator(".fc-share").get_by_role("button", name="Listen").click()
    page.evaluate("spoken[spoken.length - 1].onend()")
    assert page.locator(".fc-share").get_by_role("button", name="Listen").count() == 1


def test_the_voice_falls_silent_with_the_panel(open_page):
    page = listening(open_page, RELIEF)
    page.locator(".fc-share").get_by_role("button", name="Listen").click()
    page.keyboard.press("Escape")
    assert page.evaluate("spoken[spoken.length - 1]") == "silence"


@pytest.mark.parametrize(
    "voices",
    [
        VOICES.replace("localService: true", "localService: false"),
        VOICES.replace("getVoices: () => voices", "getVoices: () => []"),
        "delete window.speechSynthesis; Object.defineProperty(window, 'speechSynthesis', { value: undefined })",
    ],
    ids=["voices elsewhere", "no voices", "no speech"],
)
@pytest.mark.parametrize("path", [RELIEF, FILE], ids=["page", "file"])
def test_nothing_is_offered_where_the_device_has_no_voice_of_its_own(open_page, path, voices):
    page = listening(open_page, path, voices)
    assert page.get_by_role("button", name="Listen").count() == 0


# --- All of them ---


@pytest.mark.parametrize("way", ["mouse", "touch", "keys"])
def test_every_tool_opens_by_mouse_touch_and_keys_and_asks_for_nothing_more(browser, address, way):
    context = browser.new_context(
        viewport={"width": 320, "height": 568},
        has_touch=way == "touch",
        service_workers="block",
        reduced_motion="reduce",
    )
    page = context.new_page()

    def press(locator):
        if way == "keys":
            locator.focus()
            page.keyboard.press("Enter")
        elif way == "touch":
            locator.tap()
        else:
            locator.click()

    def tick(locator):
        if way == "keys":
            locator.focus()
            page.keyboard.press("Space")
        else:
            press(locator)

    asked = []
    page.goto(address + RELIEF)
    press(ready(page, COUNT))
    dialog = page.get_by_role("dialog", name="Hold timer")
    dialog.wait_for()
    page.on("request", lambda request: asked.append(request.url))
    press(dialog.get_by_role("button", name="Pause"))
    assert phase(dialog).startswith("Paused")
    press(dialog.get_by_role("button", name="Continue"))
    press(dialog.get_by_role("button", name="+5 min"))
    tick(dialog.get_by_label("Soft tone"))
    assert dialog.get_by_label("Soft tone").is_checked()
    press(dialog.get_by_role("button", name="Close"))
    dialog.page.locator(".fc-timer").wait_for(state="detached")
    assert asked == []
    page.goto(address + DOCTOR)
    link = ready(page, TICK)
    press(link)
    panel = page.get_by_role("region", name="Your answer")
    panel.wait_for()
    # Pictures that come as one scrolls are none of the tool's.
    page.evaluate(
        "Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode() }))"
    )
    asked.clear()
    tick(page.get_by_role("checkbox", name=re.compile("^You have chest pain")))
    assert "Call an ambulance now." in panel.inner_text()
    panel.get_by_label("My country").select_option("Ireland")
    assert "Ireland: 112 or 999" in panel.inner_text()
    tick(panel.get_by_label("Keep my choice on this device"))
    assert kept(page) == "Ireland"
    press(page.get_by_role("button", name=COUNTRY))
    assert asked == []
    context.close()


def test_every_tool_is_small(site):
    tools = [name for name in site.files if re.match(r"assets/(hold-timer|danger-check|diary|share)\.\w+\.js$", name)]
    assert len(tools) == 4
    for name in tools:
        assert len(gzip.compress((site.folder / name).read_bytes(), 6, mtime=0)) <= 4000, name
