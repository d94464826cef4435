"""How it looks, measured: targets, line length, movement, layout shift, the reader's own colors, the sheet of paper."""

from itertools import pairwise

import pypdfium2
import pytest

from browser.visits import ask

SCREENS = pytest.mark.parametrize("screen", ["phone", "laptop"])
# What a thumb aims at. Links in running text are as high as their line, as WCAG 2.5.5 allows.
CONTROLS = (
    ", ".join(
        f".fc-{place} a" for place in ("header", "footer", "pointer", "doors", "trail", "contents", "section-heading")
    )
    + ", summary"
)
BOXES = ask(
    f"""() => {{
      const closed = document.querySelectorAll('details:not([open])')
      closed.forEach(part => {{ part.open = true }})
      const shown = a => a.getClientRects().length > 0
      const found = [...document.querySelectorAll('{CONTROLS}')].filter(shown).map(
        a => [a.innerText, a.getBoundingClientRect().width, a.getBoundingClientRect().height])
      closed.forEach(part => {{ part.open = false }})
      return found
    }}""",
    "phone",
    "laptop",
)
# Puts the words of each drawn line together again, and counts.
LONG_LINES = ask(
    """() => [...document.querySelectorAll('main p, main li, main dd')]
      .filter(block => !block.closest('table, .fc-list, .fc-notes') && !block.querySelector('p, ul, ol'))
      .flatMap(block => {
        // One line of a column after the other.
        const lines = []
        let last
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        for (let node; (node = walker.nextNode());) {
          for (const {0: word, index} of node.data.matchAll(/\\S+/g)) {
            range.setStart(node, index)
            range.setEnd(node, index + word.length)
            const line = Math.round(range.getBoundingClientRect().bottom / 8)
            if (line !== last) lines.push('')
            lines.push(lines.pop() + ' ' + word)
            last = line
          }
        }
        return lines.filter(line => line.trim().length > 66)
      })""",
    "phone",
    "laptop",
)
# Each drawing whose card has another shape. One that has not arrived yet has its size already.
ILL_FITTED = ask(
    """() => [...document.querySelectorAll('figure img')]
      .filter(image => image.getClientRects().length)
      .filter(image => Math.abs(image.width / image.height / (image.getAttribute('width') /
        image.getAttribute('height')) - 1) > 0.02 || !image.height)
      .map(image => `${image.src} is ${image.width} wide and ${image.height} high`)""",
    "phone",
    "laptop",
)


@SCREENS
def test_every_control_is_44_pixels_wide_and_high(answers, screen):
    seen = 0
    for path, boxes in answers(BOXES, screen).items():
        small = [box for box in boxes if box[1] < 43.99 or box[2] < 43.99]
        assert not small, f"{path}: {small}"
        seen += len(boxes)
    assert seen > 1000


@SCREENS
def test_no_line_of_text_is_longer_than_66_characters(answers, screen):
    for path, lines in answers(LONG_LINES, screen).items():
        assert lines == [], path


def test_nothing_moves_for_readers_who_asked_for_stillness_and_nothing_for_over_five_seconds(open_page):
    page = open_page("immediate-relief/", javascript=True)
    moving = "document.getAnimations().map(a => a.effect.getComputedTiming().endTime)"
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    times = page.evaluate(moving)
    assert times
    assert max(times) <= 5000
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    assert page.evaluate(moving) == []


def test_the_still_picture_is_where_the_movement_ends(open_page):
    page = open_page("", javascript=True)
    place = "JSON.stringify(document.querySelector('.fc-drawing .moves').getBoundingClientRect())"
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    page.evaluate("document.getAnimations().forEach(a => a.finish())")
    ended = page.evaluate(place)
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(place) == ended


@SCREENS
def test_the_card_of_a_drawing_has_its_shape_so_that_floors_reach_the_edge(answers, screen):
    for path, found in answers(ILL_FITTED, screen).items():
        assert found == [], path


@SCREENS
def test_nothing_shifts_while_a_page_arrives_and_is_scrolled(visits, screen):
    for path, visit in visits(screen).items():
        assert visit.shifted == [], path


def test_the_header_stays_in_reach_and_hides_no_section_that_a_link_leads_to(open_page):
    page = open_page("immediate-relief/#use-a-towel")
    header, section = page.locator(".fc-header").bounding_box(), page.locator("#use-a-towel").bounding_box()
    assert header["y"] == 0
    assert section["y"] >= header["height"]
    page.locator(".fc-header a", has_text="Doctor").click()
    page.wait_for_url("**/when-to-see-a-doctor/")


def test_a_low_screen_gives_its_height_to_the_text(open_page):
    page = open_page("immediate-relief/#use-a-towel", size=(320, 256))
    assert page.locator(".fc-header").bounding_box()["y"] < 0


def test_the_page_a_reader_is_on_is_marked_and_the_trail_leads_home(open_page):
    page = open_page("causes/")
    assert page.locator(".fc-header [aria-current=page]").inner_text() == "Causes"
    page.goto(page.url.replace("causes/", "special-situations/pregnancy/"))
    assert page.locator(".fc-trail").inner_text().split("\n") == ["Home", "Your situation"]
    assert page.locator(".fc-footer [aria-current=page]").inner_text() == "Pregnancy"
    page.locator(".fc-trail a").click()
    page.locator(".fc-now--first").wait_for()


def test_the_readers_own_colors_keep_marks_and_drawings(open_page):
    page = open_page("causes/", javascript=True)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    bar = "getComputedStyle(document.querySelector('.fc-header [aria-current]')).borderBottomWidth"
    assert page.evaluate(bar) == "3px"
    page.goto(page.url.replace("causes/", ""))
    colors = """(() => {
      const of = (selector, part) => getComputedStyle(document.querySelector(selector))[part]
      return [of('.fc-drawing .skin', 'fill'), of('.fc-drawing .edge', 'stroke'), of('html', 'color')]
    })()"""
    skin, line, text = page.evaluate(colors)
    assert line == text
    assert skin != line


def test_the_readers_own_colors_for_text_are_those_of_marks_too(open_page):
    """What lies under chosen text is no color to read by: numbers, arrows and icons stood out by 1.75:1 in Firefox."""
    page = open_page("", javascript=True)
    page.emulate_media(forced_colors="active")
    of_text = page.evaluate("""['CanvasText', 'LinkText'].map(name => {
      document.body.style.forcedColorAdjust = 'none'
      document.body.style.color = name
      return getComputedStyle(document.body).color
    })""")
    marks = page.evaluate("""[
      ['.fc-now li', 'color', '::marker'], ['.fc-drawing .arrow', 'stroke'], ['.fc-doors svg', 'fill'],
    ].map(([selector, part, of]) => getComputedStyle(document.querySelector(selector), of)[part])""")
    assert set(marks) <= set(of_text)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bedside_card_is_one_side_of_one_sheet_with_room_for_what_the_browser_prints(
    open_page, paper, scheme, tmp_path
):
    page = open_page("bedside-card/", scheme=scheme)
    page.pdf(path=tmp_path / "card.pdf", format=paper, display_header_footer=True)
    (sheet,) = pypdfium2.PdfDocument(tmp_path / "card.pdf")
    texts = sheet.get_textpage()

    def edges(words):
        searched = texts.search(words)
        first, _ = searched.get_next()
        boxes = [texts.get_charbox(at) for at in range(first, first + len(words)) if words[at - first] != " "]
        return max(top for *_, top in boxes), min(bottom for _, bottom, *_ in boxes)

    # From the top: the browser's line, the card, its last words, the browser's address.
    lines = [
        edges(words) for words in ("A card for your bedside -", "Foot cramp? Do this", "not a diagnosis", "http://")
    ]
    assert all(above[1] > below[0] for above, below in pairwise(lines)), lines


def test_no_bar_of_a_level_stands_alone_at_the_foot_of_a_sheet(open_page, tmp_path):
    page = open_page("when-to-see-a-doctor/", javascript=True)
    page.evaluate("document.querySelectorAll('.md-content__inner > :not(.fc-urgency)').forEach(part => part.remove())")
    seen = 0
    # Sheets of many heights, so that a bar comes to stand at every place of one.
    for height in range(120, 300, 10):
        page.pdf(path=tmp_path / "page.pdf", width="210mm", height=f"{height}mm")
        for sheet in pypdfium2.PdfDocument(tmp_path / "page.pdf"):
            lines = [line for line in sheet.get_textpage().get_text_range().splitlines() if line.strip()]
            seen += "Same day" in lines
            assert not lines[-1].endswith(("Same day", " if:")), f"{height} mm: {lines[-2:]}"
    assert seen >= 18


def test_no_words_that_lead_to_a_list_of_danger_signs_stand_alone_at_the_foot_of_a_sheet(open_page, tmp_path):
    page = open_page("immediate-relief/")
    seen = 0
    for height in range(120, 300, 5):
        page.pdf(path=tmp_path / "page.pdf", width="210mm", height=f"{height}mm")
        for sheet in pypdfium2.PdfDocument(tmp_path / "page.pdf"):
            words = sheet.get_textpage().get_text_range()
            seen += "Maybe more than a cramp:" in words
            assert "Maybe more than a cramp:" not in words or "Call an ambulance if one" in words, f"{height} mm"
    assert seen == 36


def test_what_is_closed_on_a_screen_is_printed_whole(open_page, tmp_path):
    page = open_page("special-situations/pregnancy/")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(tmp_path / "page.pdf"))
    assert "First published." in words.partition("Changes to this page")[2]


def test_paper_is_black_on_white_and_shows_addresses_and_notes(open_page):
    page = open_page("immediate-relief/", scheme="dark", javascript=True)
    page.emulate_media(media="print")
    style = "getComputedStyle(document.documentElement)"
    assert page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"
    after = "getComputedStyle(document.querySelector('.fc-notes a[href^=http]'), '::after').content"
    assert "http" in page.evaluate(after)
    assert not page.locator(".fc-header").is_visible()
    assert page.locator(".fc-notes li").last.is_visible()
