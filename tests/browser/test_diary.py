"""The two-week sheet: a blank to print without scripts; with them filled in on the device, kept only on request."""

import csv
import gzip
import io
import json
import re

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.built_site import PROJECT

AXE = PROJECT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
PHONE, LAPTOP = (320, 568), (1280, 800)
DIARY = "my-diary/"
LINK = "Fill it in here"
COLUMNS = ["Night", "Time", "Where", "How long, in minutes", "Pain, 0 to 10", "What I tried", "How I slept"]
HEAD = 'Night,Time,Where,"How long, in minutes","Pain, 0 to 10",What I tried,How I slept\r\n'
NIGHTS = [
    ["2026-11-01", "02:30", "Left arch", "5", "7", "Toes up", "Badly"],
    ["2026-11-03", "", "Right big toe", "", "4", "Stood, foot flat", ""],
    ["2026-11-14", "23:05", "Both feet", "9", "", "", "Well after it"],
]
TEXTS = {"medicines": "Amlodipine, since March 2024\nWater pill, since October", "questions": "A test?"}
NOT_KEPT = "This browser kept nothing: save it to a file."
BLOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("not here", "SecurityError") },
})"""
FULL = """Storage.prototype.setItem = function setItem() {
  throw new DOMException("full", "QuotaExceededError")
}"""


def told(nights=NIGHTS, /, **more):
    """Return a diary as its file holds it."""
    return json.dumps({"diary": 1, "nights": nights, **TEXTS, **more})


def tool(page):
    return page.get_by_role("region", name=LINK)


def opened(page):
    page.get_by_role("button", name=LINK).click()
    tool(page).wait_for()
    return page


def take(page, file):
    page.evaluate("file => window['fc-diary'].take(file)", file)


def data(page):
    return json.loads(page.evaluate("window['fc-diary'].json()"))


def kept(page):
    return page.evaluate("localStorage.getItem('diary')")


def status(page):
    return tool(page).get_by_role("status").inner_text()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def field(page, name):
    return tool(page).get_by_label(name, exact=True)


def area(page, name):
    return page.get_by_role("textbox", name=name)


def box(page):
    return page.get_by_role("checkbox", name="Keep it on this device")


def write(page, cells):
    for name, text in zip(COLUMNS, cells, strict=True):
        field(page, name).fill(text)


def bring(page, text, name="diary.json"):
    """Take a file back in, as a reader does."""
    with page.expect_file_chooser() as chosen:
        press(page, "Open a saved file")
    content = text if isinstance(text, bytes) else text.encode()
    before = status(page)
    chosen.value.set_files({"name": name, "mimeType": "text/plain", "buffer": content})
    page.wait_for_function(
        "before => document.querySelector('.fc-diary [role=status]').innerText !== before", arg=before
    )
    return status(page)


def saved(page, name):
    with page.expect_download() as coming:
        press(page, name)
    return coming.value.suggested_filename, coming.value.path().read_bytes().decode()


@pytest.fixture
def diary(open_page):
    """The page of the diary with the tool open and nothing in it."""
    return opened(open_page(DIARY, javascript=True))


@pytest.fixture
def filled(diary):
    take(diary, told())
    return diary


# Without JavaScript.


def printed(page, paper, folder):
    page.pdf(path=folder / "sheet.pdf", format=paper, display_header_footer=True)
    return [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(folder / "sheet.pdf")]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("javascript", [False, True], ids=["without-scripts", "opened-and-left-empty"])
def test_the_blank_sheet_is_one_side_of_paper(open_page, javascript, paper, tmp_path):
    page = open_page(DIARY, javascript=javascript)
    if javascript:
        opened(page)
    (words,) = printed(page, paper, tmp_path)
    for expected in (
        "Fourteen nights",
        "14",
        "All pills and inhalers",
        "I take: ____",
        "times in ____",
        "not a diagnosis",
    ):
        assert expected in words
    for other in (LINK, "Add this night", "Cramp right now?"):
        assert other not in words


def test_without_javascript_the_link_leads_to_the_sheet(open_page):
    page = open_page(DIARY)
    page.get_by_role("link", name=LINK).click()
    assert page.url.endswith("/my-diary/#diary-nights")
    assert page.locator(".fc-sheet tbody tr").count() == 14
    assert page.locator("form, input, textarea, .fc-diary").count() == 0
    assert "____" in page.locator("#say-this").locator("xpath=../following-sibling::ul").inner_text()


# Filling it in.


def test_the_form_opens_below_its_link_with_the_names_of_the_columns_and_the_first_field_ready(diary):
    assert diary.locator(".fc-sheet thead th").all_text_contents() == COLUMNS
    assert tool(diary).locator("form label").all_inner_texts() == COLUMNS
    assert field(diary, "Night").evaluate("field => field === document.activeElement")
    assert diary.locator(".fc-screen:has(.fc-tool) + .fc-diary").count() == 1
    # A second press opens no second one.
    field(diary, "Where").fill("Arch")
    press(diary, LINK)
    assert diary.locator(".fc-diary").count() == 1
    assert field(diary, "Where").input_value() == "Arch"


def test_the_night_is_today_until_another_is_chosen(open_page):
    page = open_page(DIARY, javascript=True, before=lambda page: page.clock.set_fixed_time("2026-12-05T03:10:00"))
    assert field(opened(page), "Night").input_value() == "2026-12-05"


def test_a_night_is_added_changed_and_taken_out(diary):
    write(diary, NIGHTS[0])
    press(diary, "Add this night")
    assert status(diary) == "Added: Nov 1, 2026."
    assert data(diary)["nights"] == NIGHTS[:1]
    assert diary.locator(".fc-sheet").is_hidden()
    assert field(diary, "Where").input_value() == ""
    press(diary, "Change: Nov 1, 2026 02:30")
    assert field(diary, "What I tried").input_value() == "Toes up"
    field(diary, "Pain, 0 to 10").fill("10")
    press(diary, "Save the change")
    assert data(diary)["nights"] == [[*NIGHTS[0][:4], "10", *NIGHTS[0][5:]]]
    press(diary, "Take out: Nov 1, 2026 02:30")
    assert len(data(diary)["nights"]) == 1
    press(diary, "Yes, take out: Nov 1, 2026 02:30")
    assert data(diary)["nights"] == []
    assert diary.locator(".fc-sheet").is_visible()
    assert field(diary, "Night").evaluate("field => field === document.activeElement")


def test_who_takes_one_of_several_out_stays_in_the_list(filled):
    press(filled, "Take out: Nov 3, 2026")
    press(filled, "Yes, take out: Nov 3, 2026")
    assert data(filled)["nights"] == [NIGHTS[0], NIGHTS[2]]
    assert filled.locator(":focus").get_attribute("aria-label") == "Take out: Nov 14, 2026 23:05"


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(diary):
    for name, text, why in (
        ("Night", "", 'Night is "", not a date like 2026-11-27.'),
        ("How long, in minutes", "1000", 'How long is "1000", not 0 to 999.'),
        ("Pain, 0 to 10", "12", 'Pain is "12", not 0 to 10.'),
        ("Where", "a" * 201, 'Where is "aaaaaaaaaaaaaaaaaaa, not 200 characters at most.'),
    ):
        write(diary, NIGHTS[0])
        field(diary, name).fill(text)
        press(diary, "Add this night")
        assert status(diary) == why
        assert field(diary, name).get_attribute("aria-invalid") == "true"
        assert diary.locator(".fc-diary [aria-invalid=true]").count() == 1
        assert field(diary, name).evaluate("field => field === document.activeElement")
        assert field(diary, "How I slept").input_value() == "Badly"
    assert data(diary)["nights"] == []


def test_it_works_by_keyboard_alone(open_page):
    page = open_page(DIARY, size=LAPTOP, javascript=True)
    link = page.get_by_role("button", name=LINK)
    link.focus()
    page.keyboard.press("Enter")
    tool(page).wait_for()
    assert page.locator(":focus").get_attribute("type") == "date"
    page.keyboard.type("11012026")
    # A date and a time have a part and a button each for what they hold: on from the next field.
    field(page, "Time").focus()
    page.keyboard.type("0230AM")
    field(page, "Where").focus()
    for text in NIGHTS[0][2:]:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Add this night"
    assert page.locator(":focus").evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert data(page)["nights"] == NIGHTS[:1]
    # Each control is reached, in the order in which it is seen.
    page.get_by_role("button", name="Add this night").focus()
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").evaluate("control => control.textContent || control.type"))
    assert reached == [
        "checkbox", "Save to a file", "Nights for a spreadsheet", "Open a saved file", "Print the summary",
        "Erase everything",
    ]  # fmt: skip


def test_it_works_by_touch(browser, address):
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 568})
    page = context.new_page()
    page.goto(address + DIARY)
    page.get_by_role("button", name=LINK).tap()
    tool(page).wait_for()
    write(page, NIGHTS[0])
    page.get_by_role("button", name="Add this night").tap()
    assert data(page)["nights"] == NIGHTS[:1]
    box(page).tap()
    assert json.loads(kept(page))["nights"] == NIGHTS[:1]
    context.close()


# What it makes of the nights.


def said(page):
    return page.locator("#say-this").locator("xpath=../following-sibling::ul[1]/li").all_inner_texts()


def test_the_three_sentences_are_made_from_the_diary_or_stay_blank(diary):
    blank = said(diary)
    assert len(blank) == 3
    assert all("____" in sentence for sentence in blank)
    write(diary, NIGHTS[0])
    press(diary, "Add this night")
    area(diary, "My medicines").fill("Amlodipine, since March\n\nWater pill")
    assert said(diary) == [
        "My foot cramps at night: 1 time in 1 night, for about 5 minutes.",
        "I take: Amlodipine, since March; Water pill.",
        "I tried: Toes up. Could something else help, or could one of my medicines add to it?",
    ]
    take(diary, told(medicines="", questions=""))
    assert said(diary)[0] == "My foot cramps at night: 3 times in 14 nights, for about 9 minutes."
    assert "Toes up; Stood, foot flat." in said(diary)[2]


def test_the_chart_says_its_numbers_and_shows_them(filled):
    chart = filled.get_by_role("img", name="Worst pain of each night, 0 to 10: Nov 1, 2026: 7; Nov 3, 2026: 4")
    assert chart.locator("text").all_text_contents() == ["7", "4"]
    high, low = (bar.bounding_box()["height"] for bar in chart.locator("rect").all())
    assert high > low > 10
    take(filled, told([[f"2026-10-{day:02}", *NIGHTS[0][1:4], str(day % 11), "", ""] for day in range(1, 31)]))
    assert filled.locator(".fc-diary__nights rect").count() == 14


def test_what_is_shared_of_a_section_holds_no_diary(filled):
    """Only the sentences that are there to be shown."""
    filled.evaluate("""() => Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (text) => { window.copied = text } },
    })""")
    for name in ("Fourteen nights", "My medicines, with start dates", "My questions"):
        press(filled, f"Share: {name}")
        press(filled, "Copy as text")
        filled.wait_for_function("name => (window.copied || '').startsWith(name)", arg=name)
        copied = filled.evaluate("copied")
        for private in ("Left arch", "Toes up", "Amlodipine", "A test?", "Nov"):
            assert private not in copied


# On paper.


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_was_filled_in_is_printed_on_one_side_and_the_blank_is_not(filled, paper, tmp_path):
    (words,) = printed(filled, paper, tmp_path)
    flat = " ".join(words.split())
    for expected in (
        "Nov 1, 2026", "02:30", "Left arch", "Stood, foot flat", "Well after it", "Worst pain",
        "Amlodipine, since March 2024", "A test?", "3 times in 14 nights", "I take: Amlodipine", "not a diagnosis",
    ):  # fmt: skip
        assert expected in flat
    for other in (LINK, "Add this night", "Take out", "____", "Cramp right now?", "All pills"):
        assert other not in flat


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("length", [8, 24, 60, 200])
@pytest.mark.parametrize("lines", [1, 12])
def test_of_many_nights_one_side_has_the_newest_and_says_so(diary, paper, length, lines, tmp_path):
    words = ("many words " * 20)[:length].strip()
    nights = [
        [f"2026-{1 + at // 28:02}-{1 + at % 28:02}", "02:30", words, "5", "7", words, str(at)] for at in range(60)
    ]
    take(diary, told(nights, medicines="Amlodipine, since March 2024\n" * lines))
    (sheet,) = printed(diary, paper, tmp_path)
    assert sheet.count("02:30") >= (1 if length > 100 else 3)
    assert f"On paper: the newest {sheet.count('02:30')} of 60 cramps." in sheet
    assert "Mar 4, 2026" in sheet
    assert "Jan 1, 2026" not in sheet
    assert "Could something else help" in " ".join(sheet.split())


def test_the_summary_is_printed_when_asked(filled):
    filled.evaluate("window.print = () => { window.asked = true }")
    press(filled, "Print the summary")
    assert filled.evaluate("window.asked")


# Keeping.


def test_what_is_written_is_kept_only_after_the_reader_says_so_and_no_longer_once_they_say_not(diary):
    assert not box(diary).is_checked()
    write(diary, NIGHTS[0])
    press(diary, "Add this night")
    area(diary, "My questions").fill("Why?")
    assert diary.evaluate("localStorage.length + sessionStorage.length") == 0
    box(diary).check()
    assert status(diary) == "Kept on this device."
    area(diary, "My medicines").fill("Iron")
    assert json.loads(kept(diary)) == data(diary)
    diary.reload()
    opened(diary)
    assert box(diary).is_checked()
    assert data(diary) == {"diary": 1, "nights": NIGHTS[:1], "medicines": "Iron", "questions": "Why?"}
    box(diary).uncheck()
    assert kept(diary) is None
    assert data(diary)["nights"] == NIGHTS[:1]
    diary.reload()
    opened(diary)
    assert data(diary)["nights"] == []
    assert not box(diary).is_checked()


@pytest.mark.parametrize("fault", [BLOCKED, FULL], ids=["blocked", "full"])
def test_a_browser_that_keeps_nothing_is_told_and_nothing_is_lost(open_page, fault):
    page = opened(open_page(DIARY, javascript=True, before=lambda page: page.add_init_script(fault)))
    if fault is BLOCKED:
        assert status(page) == NOT_KEPT
    write(page, NIGHTS[0])
    press(page, "Add this night")
    assert status(page) == "Added: Nov 1, 2026."
    box(page).click()
    assert status(page) == NOT_KEPT
    assert not box(page).is_checked()
    area(page, "My medicines").fill("Iron")
    assert data(page) == {"diary": 1, "nights": NIGHTS[:1], "medicines": "Iron", "questions": ""}
    assert json.loads(saved(page, "Save to a file")[1]) == data(page)
    press(page, "Erase everything")
    press(page, "Yes")
    assert data(page)["nights"] == []


def test_a_store_that_fills_up_later_keeps_what_it_had_and_says_so(filled):
    box(filled).check()
    before = kept(filled)
    filled.evaluate(f"() => {{ {FULL} }}")
    write(filled, ["2026-11-20", *NIGHTS[0][1:]])
    press(filled, "Add this night")
    assert status(filled) == NOT_KEPT
    assert kept(filled) == before
    assert box(filled).is_checked()
    assert len(data(filled)["nights"]) == 4


def test_what_is_kept_and_no_diary_is_left_as_it_is_until_it_is_erased(open_page):
    page = open_page(DIARY, javascript=True)
    page.evaluate("localStorage.setItem('diary', '{\"other\": true}')")
    opened(page)
    assert status(page) == NOT_KEPT
    box(page).click()
    assert status(page) == NOT_KEPT
    assert kept(page) == '{"other": true}'
    press(page, "Erase everything")
    press(page, "Yes")
    assert kept(page) is None


def test_two_tabs_lose_nothing_of_each_other(filled, address):
    box(filled).check()
    other = filled.context.new_page()
    other.goto(address + DIARY)
    opened(other)
    assert data(other) == data(filled)
    write(other, ["2026-12-01", *NIGHTS[0][1:]])
    press(other, "Add this night")
    filled.wait_for_function("JSON.parse(window['fc-diary'].json()).nights.length === 4")
    assert status(filled) == "Another tab changed this diary."
    # What one takes out is gone in the other.
    press(other, "Take out: Nov 3, 2026")
    press(other, "Yes, take out: Nov 3, 2026")
    filled.wait_for_function("JSON.parse(window['fc-diary'].json()).nights.length === 3")
    # A tab that was not told adds to what is kept.
    filled.evaluate("addEventListener('storage', event => event.stopImmediatePropagation(), true)")
    filled.evaluate(
        "localStorage.setItem('diary', JSON.stringify({ diary: 1, nights: [], medicines: 'B', questions: '' }))"
    )
    area(filled, "My medicines").fill("A")
    assert {"A", "B"} == set(json.loads(kept(filled))["medicines"].split("\n"))
    assert len(json.loads(kept(filled))["nights"]) == 3


def test_a_tab_is_told_that_another_one_removed_what_was_kept(filled, address):
    box(filled).check()
    other = filled.context.new_page()
    other.goto(address + DIARY)
    opened(other)
    box(other).uncheck()
    filled.get_by_text("Another tab keeps it no longer.").wait_for()
    assert not box(filled).is_checked()
    assert data(filled)["nights"] == NIGHTS


def test_erasing_asks_once_and_erases_all_that_was_kept_too(filled):
    box(filled).check()
    press(filled, "Erase everything")
    assert filled.locator(":focus").inner_text() == "No"
    press(filled, "No")
    assert data(filled)["nights"] == NIGHTS
    assert filled.locator(":focus").inner_text() == "Erase everything"
    press(filled, "Erase everything")
    press(filled, "Yes")
    assert status(filled) == "All erased."
    assert data(filled) == {"diary": 1, "nights": [], "medicines": "", "questions": ""}
    assert kept(filled) is None
    assert not box(filled).is_checked()
    assert filled.locator(".fc-sheet").is_visible()


# Files.


def test_a_file_and_a_table_come_out_and_go_in_again(filled):
    before = data(filled)
    name, file = saved(filled, "Save to a file")
    assert name == "foot-cramp-diary.json"
    assert json.loads(file) == before == json.loads(told())
    name, table = saved(filled, "Nights for a spreadsheet")
    assert name == "foot-cramp-diary.csv"
    assert status(filled) == "Saved: foot-cramp-diary.csv."
    assert table.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(table[1:], newline=""), strict=True)) == [COLUMNS, *NIGHTS]
    # Added to what is there, and nothing twice.
    assert bring(filled, file) == "Nights added: 0."
    assert data(filled) == before
    press(filled, "Erase everything")
    press(filled, "Yes")
    assert bring(filled, table, "diary.csv") == "Nights added: 3."
    assert data(filled)["nights"] == NIGHTS
    later = ["2026-12-01", *NIGHTS[0][1:]]
    assert bring(filled, told([later], medicines="Iron", questions="")) == "Nights added: 1."
    assert data(filled)["nights"] == [*NIGHTS, later]
    area(filled, "My medicines").fill("Zinc")
    bring(filled, told([], medicines="Iron", questions="How?"))
    assert data(filled)["medicines"] == "Zinc\nIron"
    assert data(filled)["questions"] == "How?"


MANY = [[f"20{at // 300:02}-{1 + at // 25 % 12:02}-{1 + at % 25:02}", *[""] * 6] for at in range(998)]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("", "This is no cramp diary."),
        ("Date,Amount\r\n2026-11-01,5\r\n", "This is no cramp diary."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", "This is no cramp diary."),
        ('"a', "Line 1 has a stray quotation mark."),
        (HEAD + '"2026-11-01",,,"a"b,,,', "Line 2 has a stray quotation mark."),
        (HEAD + "2026-11-01,,,,,,\r\n2026-11-02,,,,", "Line 3: has 5 fields, 7 are needed."),
        (HEAD + "2026-11-01,,,,12,,", 'Line 2: Pain is "12", not 0 to 10.'),
        (HEAD + "2026-02-30,,,,,,", 'Line 2: Night is "2026-02-30", not a date like 2026-11-27.'),
        (HEAD + "11/1/2026,,,,,,", 'Line 2: Night is "11/1/2026", not a date like 2026-11-27.'),
        (HEAD + "2026-11-01,2:30,,,,,", 'Line 2: Time is "2:30", not a time like 02:30.'),
        (told()[:-9], "This is no cramp diary, or it is cut short."),
        ("{}", "This is no cramp diary."),
        (told(diary=2), "This is no cramp diary."),
        (told(medicines=None), "This is no cramp diary."),
        (told({}), "This is no cramp diary."),
        (told([None]), "Night 1: has 1 fields, 7 are needed."),
        (told([*NIGHTS, [*NIGHTS[0][:4], True, "", ""]]), "Night 4: Pain is true, not 0 to 10."),
        (told([["2026-11-01", "", None, "", "", "", ""]]), "Night 1: Where is null, not 200 characters at most."),
        (told(MANY), "1001 nights are too many, 1000 the most."),
        (told(medicines="a" * 2001), "A text would be over 2000 letters."),
        (told() + " " * 1_000_000, "It is larger than 1 MB."),
    ],
    ids=lambda value: re.sub(r"\W+", "-", str(value))[-40:] if len(value) < 60 else "",
)
def test_a_file_that_is_no_diary_is_refused_with_the_reason_and_nothing_is_lost(filled, file, why):
    before = data(filled)
    assert bring(filled, file) == f"Nothing was changed. {why}"
    assert data(filled) == before


# Takes in each file, and returns what went wrong. Where many nights came together it begins anew.
TAKE_EACH = r"""([files, base]) => {
  const diary = window["fc-diary"]
  const button = (name) => [...document.querySelectorAll(".fc-diary button")].find(each => each.textContent === name)
  const begin = () => {
    button("Erase everything").click()
    button("Yes").click()
    diary.take(base)
  }
  const day = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text + "T00:00Z").toISOString().startsWith(text)
  const valid = (night) =>
    night.length === 7 && night.every((cell) => typeof cell === "string" && cell.length <= 200) && day(night[0]) &&
    /^$|^([01]\d|2[0-3]):[0-5]\d$/.test(night[1]) && (!night[3] || Number(night[3]) >= 0) &&
    (!night[4] || (Number(night[4]) >= 0 && Number(night[4]) <= 10))
  const PLAIN = /^(This is no cramp diary|Line \d+|Night \d+: |It is larger |\d+ nights are too many|A text would be )/
  const told = { taken: 0, refused: 0, wrong: [] }
  begin()
  for (const file of files) {
    const before = diary.json()
    let why
    try {
      diary.take(file)
    } catch (reason) {
      why = reason.message
    }
    const after = diary.json()
    if (why !== undefined) {
      told.refused += 1
      if (after !== before) told.wrong.push(["changed", file])
      if (!PLAIN.test(why)) told.wrong.push([why, file])
      continue
    }
    told.taken += 1
    const was = JSON.parse(before)
    const is = JSON.parse(after)
    const now = is.nights.map((night) => night.join("\0"))
    if (!was.nights.every((night) => now.includes(night.join("\0")))) told.wrong.push(["lost", file])
    if (!is.medicines.includes(was.medicines) || !is.questions.includes(was.questions)) told.wrong.push(["lost", file])
    if (!is.nights.every(valid) || is.nights.length > 1000) told.wrong.push(["invalid", file])
    if (document.querySelectorAll(".fc-diary__nights tbody tr").length !== is.nights.length)
      told.wrong.push(["not shown", file])
    if (is.nights.length > 50) begin()
  }
  return told
}"""
WORDS = st.one_of(
    st.text(st.one_of(st.sampled_from("\",;\n\t=+-@' {}[]"), st.characters(exclude_categories=["Cs"])), max_size=12),
    st.sampled_from(["=1+2", "'=1", "''@a", "'", "-5", "'\t", '\U0001f9b6, "a"\n=b']),
)
# What is nearly what a column holds.
NEARLY = [
    (0, "2026-02-30"), (0, "2026-13-01"), (0, "2026-1-1"), (0, ""), (1, "24:00"), (1, "2:30"), (3, "1000"), (3, "-1"),
    (4, "11"), (4, "5.5"), (4, " 5"), (4, "5\n"), (2, "a" * 201), (5, "a" * 201),
]  # fmt: skip
NIGHT = st.tuples(
    st.dates().map(str),
    st.one_of(st.just(""), st.times().map(lambda time: f"{time:%H:%M}")),
    WORDS,
    st.one_of(st.just(""), st.integers(0, 999).map(str)),
    st.one_of(st.just(""), st.integers(0, 10).map(str)),
    WORDS,
    WORDS,
).map(list)
ANY = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=8), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)
FOREIGN = [
    "Date,Description,Amount\n2026-11-01,Shop,-5.20\n", "Time;Glucose\r\n08:00;5,4\r\n", "<html><p>404</p></html>",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", '[{"date": "2026-11-01"}]', "\x00\x01\x02PNG\ufffd\ufffd", "null", "{", "}",
    '{"__proto__": {"diary": 1}, "nights": []}', "{" * 5000, '{"a":' * 5000, '"' * 999, "," * 9999, "\n" * 9999,
    "[]", "a" * 99999,
]  # fmt: skip


def table_of(nights):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, *nights])
    return out.getvalue()


@st.composite
def files(draw):
    """A diary, in one of its two forms, with something done to it; or what another program made."""
    kind = draw(st.sampled_from(["cut", "spliced", "changed", "typed", "added", "nearly", "foreign", "words", "whole"]))
    nights = draw(st.lists(NIGHT, max_size=3))
    file = draw(st.sampled_from([told(nights), table_of(nights)]))
    at, to = sorted(draw(st.integers(0, len(file))) for _ in range(2))
    if kind == "cut":
        return file[:at]
    if kind == "spliced":
        return file[:at] + draw(st.sampled_from([told(), table_of(NIGHTS), *FOREIGN]))[at:]
    if kind == "changed":
        return file[:at] + draw(WORDS) + file[to:]
    if kind == "added":
        return file[:at] + file[at:to] * 2 + file[to:]
    if kind == "nearly":
        night = list(NIGHTS[0])
        column, cell = draw(st.sampled_from(NEARLY))
        night[column] = cell
        return draw(st.sampled_from([told, table_of]))([*nights, night])
    if kind == "foreign":
        return draw(st.sampled_from(FOREIGN))
    if kind == "words":
        return draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
    if kind == "typed":
        key = draw(st.sampled_from(["diary", "nights", "medicines", "questions", "night", "cell"]))
        if key == "night":
            return told([*nights, draw(ANY)])
        if key == "cell":
            night = list(NIGHTS[0])
            night[draw(st.integers(0, 6))] = draw(ANY)
            return told([*nights, night])
        return told(nights, **{key: draw(ANY)})
    return file


# Always the same files, however long this machine takes.
SAME = {
    "derandomize": True, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck),
}  # fmt: skip


def test_whatever_file_is_taken_in_it_is_refused_whole_or_only_adds(diary):
    counted = {"taken": 0, "refused": 0}

    @settings(max_examples=110, **SAME)
    @given(st.lists(files(), min_size=10, max_size=10))
    def take_each(batch):
        found = diary.evaluate(TAKE_EACH, [batch, told()])
        for kind in counted:
            counted[kind] += found[kind]
        assert not found["wrong"]

    take_each()
    assert counted["taken"] + counted["refused"] >= 1000
    assert counted["refused"] > 500
    assert counted["taken"] > 100


# Out and in again, by both ways; then what they hold.
ROUND = """(file) => {
  const diary = window["fc-diary"]
  const button = (name) => [...document.querySelectorAll(".fc-diary button")].find(each => each.textContent === name)
  const begin = (file) => {
    button("Erase everything").click()
    button("Yes").click()
    diary.take(file)
  }
  begin(file)
  const [json, csv] = [diary.json(), diary.csv()]
  begin(csv)
  const table = diary.json()
  begin(json)
  return [json, diary.json(), table, csv]
}"""


def test_what_goes_out_comes_in_the_same_by_either_way_and_no_cell_is_a_formula(diary):
    # A field of a page knows one kind of line's end.
    whole = WORDS.map(lambda text: text.replace("\r", "\n"))
    nights = st.lists(NIGHT.map(lambda night: [cell.replace("\r", "\n") for cell in night]), max_size=8)

    @settings(max_examples=100, **SAME)
    @given(nights, whole, whole)
    def round_trip(nights, medicines, questions):
        once, again, table, text = diary.evaluate(ROUND, told(nights, medicines=medicines, questions=questions))
        assert json.loads(once) == json.loads(again)
        held = json.loads(once)
        assert sorted(held["nights"]) == sorted(map(list, {tuple(night) for night in nights}))
        assert (held["medicines"], held["questions"]) == (medicines, questions)
        assert json.loads(table)["nights"] == held["nights"]
        rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
        assert [len(row) for row in rows] == [7] * (len(held["nights"]) + 1)
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]

    round_trip()


# How it looks, and that nothing leaves.


def test_nothing_is_asked_for_once_it_is_there(diary):
    # The browser itself may still fetch pages that links lead to.
    before = len(diary.requested)
    write(diary, NIGHTS[0])
    press(diary, "Add this night")
    area(diary, "My medicines").fill("Iron")
    box(diary).check()
    saved(diary, "Save to a file")
    saved(diary, "Nights for a spreadsheet")
    bring(diary, told())
    bring(diary, "nothing")
    press(diary, "Erase everything")
    press(diary, "Yes")
    assert [url for url in diary.requested[before:] if not url.startswith("blob:")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_it_is_seen_and_pressed_on_every_screen_by_day_and_by_night(open_page, scheme, size):
    page = opened(open_page(DIARY, size=size, scheme=scheme, javascript=True))
    long = "Anunusuallylongwordthatfitsnowhereatallandhastobebroken"
    take(page, told([*NIGHTS, ["2026-11-20", "02:30", long, "999", "10", long, long]], medicines=long))
    press(page, "Erase everything")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    controls = page.locator(".fc-diary, .fc-diary__nights").locator(
        "button:visible, input:not([type=checkbox]):visible"
    )
    controls = controls.or_(page.locator(".fc-diary textarea, .fc-sheet__lines textarea, .fc-diary > label"))
    assert controls.count() > 20
    for control in controls.all():
        measured = control.bounding_box()
        assert min(measured["width"], measured["height"]) >= 44, control.inner_text()
        assert float(control.evaluate("control => parseFloat(getComputedStyle(control).fontSize)")) >= 16
    page.evaluate(AXE.read_text(encoding="utf-8"))
    rules = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        """async rules => {
          // Nothing lies under the header.
          scrollTo(0, 0)
          const { violations } = await axe.run(document, { runOnly: rules })
          return violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary])
        }""",
        rules,
    )
    assert found == []


def test_nothing_moves_for_readers_who_asked_for_stillness_and_the_reader_s_own_colors_show_all(filled):
    filled.emulate_media(reduced_motion="reduce", forced_colors="active")
    assert filled.evaluate("document.getAnimations().length") == 0
    bar = filled.locator(".fc-diary__nights rect").first
    ground = filled.evaluate("getComputedStyle(document.body).backgroundColor")
    assert bar.evaluate("bar => getComputedStyle(bar).fill") != ground
    assert bar.evaluate("bar => getComputedStyle(bar).stroke") != ground


def test_if_its_script_cannot_come_the_link_leads_to_the_sheet(open_page):
    page = open_page(DIARY, javascript=True)
    page.route("**/assets/diary.*", lambda route: route.abort())
    page.get_by_role("button", name=LINK).click()
    page.wait_for_url("**/my-diary/#diary-nights")


def test_the_script_is_small(site):
    """What it weighs on its way, compressed as hosts do."""
    (script,) = [name for name in site.files if re.fullmatch(r"assets/diary\.\w+\.js", name)]
    assert len(gzip.compress((site.folder / script).read_bytes(), 6)) < 4000


def test_a_kept_diary_is_there_when_the_page_is_opened_again_and_nothing_jumps(filled):
    filled.get_by_label("Keep it on this device").check()
    here = filled.url
    filled.goto(here.replace("my-diary/", ""))
    filled.goto(here)
    filled.locator(".fc-diary").wait_for()
    assert len(data(filled)["nights"]) == len(NIGHTS)
    assert filled.locator(".fc-diary__nights").is_visible()
    assert filled.evaluate("[document.activeElement === document.body, scrollY]") == [True, 0]


def test_who_leaves_with_a_diary_that_is_kept_nowhere_is_asked_and_others_are_not(filled):
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    filled.on("dialog", stay)
    filled.evaluate("location.reload()")
    filled.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert len(data(filled)["nights"]) == len(NIGHTS)
    filled.get_by_label("Keep it on this device").check()
    filled.reload()
    assert asked == ["beforeunload"]


def test_a_night_is_more_than_its_day_and_what_was_done_is_told_in_sight(filled):
    filled.set_viewport_size({"width": 320, "height": 568})
    press(filled, "Add this night")
    assert status(filled) == "Write more than the day."
    assert len(data(filled)["nights"]) == len(NIGHTS)
    field(filled, "Where").fill("Toes")
    press(filled, "Add this night")
    told = filled.locator(".fc-diary [role=status]").bounding_box()
    header = filled.locator(".fc-header").bounding_box()
    assert header["y"] + header["height"] <= told["y"] < told["y"] + told["height"] <= 568
