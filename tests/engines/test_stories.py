"""What readers do, once for all engines: the first screen, a note, a shared link, the search, night, paper, no network.

Each story is told in `reader.py`'s words. There is no cell without a check: what an engine cannot do by its driver,
its own file does in another way.
"""

import json
import re
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from engines.reader import LAPTOP, PHONE, Refused
from support.built_site import Server

pytestmark = pytest.mark.program
RELIEF, CARD, DOCTOR, DIARY = "immediate-relief/", "bedside-card/", "when-to-see-a-doctor/", "my-diary/"
PUBLIC = "https://guide.example/s/use-a-towel/"
FIRST = (".fc-now ol > li:first-child", ".fc-now ol > li:last-child", ".fc-now__danger", ".fc-notice")
# The search, once its code has come.
SEARCH, FOUND = ".fc-search[role=button]", ".fc-dialog ol a"
# How bright the ground is, from 0 to 765.
GROUND = (
    "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).slice(0, 3).reduce((a, b) => +a + +b)"
)


def whole_on(size, box):
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]


def first_screen(reader, size, parts=FIRST):
    boxes = {part: reader.box(part) for part in parts}
    cut = {part: box for part, box in boxes.items() if not whole_on(size, box)}
    assert not cut, f"not whole on the first screen of {size[0]} x {size[1]}: {cut}"
    assert reader.evaluate("document.scrollingElement.scrollWidth") <= size[0]


def lands_below_the_header(reader, selector):
    """Wait until a section stands in the upper half of the screen; it must be under nothing."""
    top = f"document.querySelector('{selector}').getBoundingClientRect().top"
    reader.until(f"{top} >= 0 && {top} < innerHeight / 2")
    # The header may have scrolled away.
    assert reader.box(selector)[1] >= reader.box(".fc-header")[3]


def open_search(reader):
    reader.click(SEARCH)
    reader.until("document.activeElement.id === 'search-field'")


def search_for(reader, words):
    open_search(reader)
    reader.type(words)
    reader.wait_for(FOUND)


def title(page):
    return page.headings[0][2]


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_steps_the_danger_line_and_the_notice_are_on_the_first_screen(reader, address, size):
    reader.resize(size)
    reader.open(address)
    first_screen(reader, size)


def test_without_javascript_the_steps_the_danger_line_and_the_notice_are_on_the_first_screen(engine, address):
    engine.begin(scripts=False)
    engine.open(address)
    first_screen(engine, PHONE)
    # It was really off.
    assert engine.evaluate(f"document.querySelector('{SEARCH}')") is None


def test_a_note_opens_where_its_marker_stands_and_the_way_back_leaves_it_there(reader, address):
    reader.open(address + RELIEF)
    # Before the script has come, the way back is a link like others, and leaves its name in the address.
    reader.wait_for(SEARCH)
    marker = "sup[id] > [role=doc-noteref]"
    note = reader.evaluate(f"document.querySelector('{marker}').getAttribute('href')")
    place = "#" + reader.evaluate(f"document.querySelector('{marker}').parentElement.id")
    before = reader.box(place)[1]
    reader.click(marker)
    reader.until(f"location.hash === '{note}'")
    left, top, right, _ = reader.box(note)
    assert whole_on(PHONE, (left, top, right, top + 48)), f"the note begins at {left}, {top}"
    assert len(reader.text(note)) > 40
    assert abs(reader.box(place)[1] - before) <= 8, "the line moved"
    reader.click(f"{note} [role=doc-backlink][href='{place}']")
    reader.until("location.hash === ''")
    assert abs(reader.box(place)[1] - before) <= 8, "the line moved"


def test_each_tool_opens_and_answers(reader, address):
    reader.open(address)
    reader.click(".fc-now .fc-tool[role=button]")
    reader.wait_for(".fc-timer [role=status]")
    assert reader.text(".fc-timer [role=status]").startswith("Take hold")
    reader.press("Escape")
    reader.until("document.querySelector('.fc-timer') === null")
    reader.open(address + DOCTOR)
    reader.click(".fc-tool[href='#call-an-ambulance'][role=button]")
    reader.click("#emergency-0")
    reader.until("document.querySelector('.fc-check strong').textContent === 'Call an ambulance now.'")
    left, _, right, bottom = reader.box(".fc-check")
    assert (left, right, bottom) == (0, PHONE[0], PHONE[1])
    reader.open(address + DIARY)
    reader.click(".fc-tool[role=button]")
    reader.wait_for(".fc-diary")
    assert reader.evaluate("document.scrollingElement.scrollWidth") <= PHONE[0]


def test_a_link_to_a_section_lands_below_the_header(reader, address):
    reader.open(f"{address}{RELIEF}#use-a-towel")
    lands_below_the_header(reader, "#use-a-towel")
    # What an app that drops the end of an address is given.
    reader.open(f"{address}s/use-a-towel/")
    reader.until("location.hash === '#use-a-towel'")
    lands_below_the_header(reader, "#use-a-towel")


def test_the_search_finds_in_the_readers_words_and_leads_there(reader, address):
    reader.open(address)
    search_for(reader, "charley horse")
    goal = reader.evaluate(f"document.querySelector('{FOUND}').href")
    reader.click(FOUND)
    reader.until(f"location.href === '{goal}' && document.readyState === 'complete'")
    lands_below_the_header(reader, ":target")


def test_a_section_is_shared_by_its_short_address(reader, address):
    reader.open(address + RELIEF)
    share = ".fc-section-heading > [href='#use-a-towel'][role=button]"
    reader.click(share)
    reader.click(".fc-share button")
    reader.until("document.querySelector('.fc-share [role=status]').textContent === 'Copied'")
    # Pasted, it is what was promised.
    open_search(reader)
    reader.press("v", control=True)
    reader.until(f"document.querySelector('#search-field').value === '{PUBLIC}'")


def test_where_a_page_may_not_copy_the_reader_can(reader, address):
    reader.open(address + RELIEF)
    reader.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined }) && true")
    reader.click(".fc-section-heading > [href='#use-a-towel'][role=button]")
    reader.click(".fc-share button")
    reader.wait_for(".fc-share textarea")
    assert reader.evaluate("document.querySelector('.fc-share textarea').value") == PUBLIC
    assert reader.text(".fc-share [role=status]") == "Copy the text in the box"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_page_is_dark_by_night_and_light_by_day(engine, address, scripts):
    bright = []
    for dark in (False, True):
        engine.begin(dark=dark, scripts=scripts)
        engine.open(address)
        bright.append(engine.evaluate(GROUND))
    day, night = bright
    assert day > 600
    assert night < 150


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_bedside_card_is_printed_on_one_sheet(reader, address, paper):
    reader.open(address + CARD)
    sheets = PdfDocument(reader.printed(paper))
    words = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets]
    assert len(words) == 1, f"{len(words)} sheets: the second holds “{words[1][:80]}”"
    assert "In an emergency, call your emergency number now." in words[0]


def letters(text):
    """What paper keeps of a text, wherever its lines and pages break."""
    return re.sub(r"[\W_]", "", text)


def test_all_notes_are_printed(reader, site, address):
    """On the page of the steps: the first words of each note, each on its sheet."""
    page = site.pages[f"{RELIEF}index.html"]
    reader.open(address + RELIEF)
    printed = letters("".join(sheet.get_textpage().get_text_range() for sheet in PdfDocument(reader.printed("A4"))))
    notes = page.document.xpath("//*[@role='doc-endnotes']/ol/li")
    assert len(notes) > 10
    missing = [note.text_content() for note in notes if letters(note.text_content())[:40] not in printed]
    assert not missing, missing


def test_after_one_visit_every_page_opens_without_a_network(engine, site):
    engine.begin(worker=True)
    # A place of its own: nothing was kept of it before.
    with Server(site) as address:
        engine.open(address)
        engine.wait_for(SEARCH)
        engine.press("Tab")
        engine.until("navigator.serviceWorker.controller !== null")
    pages = {page.address: title(page) for page in site.articles.values()}
    # Also as apps give an address, without its end, and as people type one, without its last stroke.
    pages |= {"s/use-a-towel/": pages[RELIEF], "causes": pages["causes/"]}
    lost = [path for path in pages if not shows(engine, address + path, pages[path])]
    assert not lost, f"{len(lost)} of {len(pages)} addresses do not open: {lost}"
    # Or its links would lead elsewhere.
    assert engine.evaluate("location.pathname") == "/causes/"


def shows(reader, url, title):
    """Whether a page opens and has this title: where none opens, an engine may show its own words about that."""
    try:
        reader.open(url)
    except Refused:
        return False
    return reader.evaluate(f"document.querySelector('h1')?.innerText === {json.dumps(title)}")


def test_the_one_file_opens_from_the_disk(reader, site):
    file = (site.folder / "foot-cramps.html").as_uri()
    reader.open(file)
    # Its notice only begins there: it names the file as well.
    first_screen(reader, PHONE, FIRST[:-1])
    reader.open(f"{file}#use-a-towel")
    lands_below_the_header(reader, "#use-a-towel")


def test_the_archive_opens_from_the_disk_and_is_searched_there(reader, site, tmp_path):
    with ZipFile(site.folder / "foot-cramps-site.zip") as entries:
        entries.extractall(tmp_path)
    home = (tmp_path / "foot-cramp-guide" / "index.html").as_uri()
    reader.open(home)
    first_screen(reader, PHONE)
    search_for(reader, "banana")
    reader.click(FOUND)
    reader.wait_for(":target")
    lands_below_the_header(reader, ":target")
    reader.open(home.replace("index.html", f"{RELIEF}index.html#use-a-towel"))
    lands_below_the_header(reader, "#use-a-towel")
