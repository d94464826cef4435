"""Search that comes when it is asked for, and a list of all sections where it cannot come."""

from functools import cache
from urllib.parse import urljoin

import lxml.html
import pytest

from support.tables import table
from words.sections import sections_of

PHONE = (320, 568)
TABLE = table("search_table")
STORIES = table("stories")
# The lists of all that needs an ambulance, and of all that needs help today.
LISTS = {"when-to-see-a-doctor/#call-an-ambulance", "when-to-see-a-doctor/#get-help-today"}
FIELD, RESULTS = "#search-field", ".fc-dialog ol a"


def ready(page):
    """The script comes once the page is there."""
    page.locator(".fc-search[role=button]").wait_for()
    return page


def searching(page):
    ready(page).locator(".fc-search").click()
    page.locator(FIELD).wait_for()
    return page.locator(FIELD)


# As the field tells it when a reader types: hundreds of questions are asked here.
TYPE = f"""(typed) => {{
  const field = document.querySelector("{FIELD}")
  field.value = typed
  field.dispatchEvent(new Event("input"))
}}"""


def found(page, address):
    return [href.removeprefix(address) for href in page.locator(RESULTS).evaluate_all("all => all.map(a => a.href)")]


@pytest.fixture(scope="module")
def places(site, sources):
    """Where each danger sign is told: {its name: the addresses of sections}."""
    told = {name: set() for name in sources.signs}
    for built in site.articles.values():
        article = lxml.html.fromstring(lxml.html.tostring(built.document.find(".//article")))
        for section in sections_of(article, "", ""):
            for name, sign in sources.signs.items():
                if section.id and sign.words.casefold() in section.text.casefold():
                    told[name].add(f"{built.address}#{section.id}")
    return told


@pytest.fixture
def ask(open_page, address):
    """Ask the search a question: the addresses that it finds."""
    page = open_page("causes/", javascript=True)
    searching(page)

    @cache
    def ask(question):
        page.evaluate(TYPE, question)
        return found(page, address)

    ask.page = page
    return ask


def test_the_right_section_leads(ask):
    """Each question of the table."""
    assert len(TABLE["questions"]) >= 130
    wrong = []
    for question, expected in TABLE["questions"].items():
        first = ask(question)[:1]
        if first != [expected]:
            wrong.append(f"“{question}” leads to {first}, not to {expected}")
    assert not wrong, "\n".join(wrong)


def test_a_question_about_a_danger_sign_leads_to_where_the_sign_is_told(ask, places, sources):
    asked = TABLE["signs"]
    urgent = {name for name, sign in sources.signs.items() if sign.level in ("emergency", "today")}
    assert urgent <= set(asked), f"No question asks about {urgent - set(asked)}: add what a scared reader types."
    wrong = []
    for name, questions in asked.items():
        for question in questions:
            first = ask(question)[:1]
            if not places[name].intersection(first):
                wrong.append(f"“{question}” leads to {first}, where {name} is not told")
    assert not wrong, "\n".join(wrong)


def test_a_story_of_danger_leads_to_where_it_says_what_to_do(ask, places):
    """Typed whole as a reader tells it, and phrase by phrase as the guide says it."""
    wrong, phrases, missed = [], 0, []
    for story in STORIES:
        if story["level"] not in ("emergency", "today"):
            continue
        right = places[story["sign"]]
        if not right.intersection(ask(story["story"])[:3]):
            wrong.append(f"“{story['story']}” finds {ask(story['story'])[:3]}, where {story['sign']} is not told")
        for phrase in story["means"].split(", "):
            phrases += 1
            if not (right | LISTS).intersection(ask(phrase)[:1]):
                missed.append(f"“{phrase}” ({story['sign']}) leads to {ask(phrase)[:1]}")
    assert not wrong, "\n".join(wrong)
    # A phrase alone can be harmless, such as “with diabetes”.
    assert len(missed) <= phrases * 0.08, "\n".join(missed)


def test_the_words_of_most_stories_find_their_answer_among_the_first_five(ask, places):
    phrases, missed = 0, []
    for story in STORIES:
        path, _, section = story["at"].partition("#")
        page = path.removesuffix(".md") + "/"
        right = {page, f"{page}#{section}"} | places.get(story.get("sign"), set())
        for phrase in story["means"].split(", "):
            phrases += 1
            if not right.intersection(ask(phrase)[:5]):
                missed.append(f"“{phrase}” finds {ask(phrase)[:5]}, not {story['at']}")
    assert len(missed) <= phrases / 4, "\n".join(missed)


def test_every_section_that_the_table_names_is_there(site):
    for expected in TABLE["questions"].values():
        path, _, section = expected.partition("#")
        page = site.pages[path + "index.html"]
        assert not section or section in page.ids, expected


# Counts what the index is asked: the letters of each term, and of each that it looks for slips of the finger in.
COUNTING = """() => {
  window.asked = []
  window.compared = []
  const { query } = lunr.Index.prototype
  lunr.Index.prototype.query = function (ask) {
    return query.call(this, function (terms) {
      ask(terms)
      asked.push(...terms.clauses.map((clause) => clause.term.length))
    })
  }
  const { fromFuzzyString } = lunr.TokenSet
  lunr.TokenSet.fromFuzzyString = (text, distance) => {
    compared.push(text.length)
    return fromFuzzyString(text, distance)
  }
}"""
ODD = {
    "one long word": "a" * 100_000,
    "a word as long as any": "zqxwvkjzqxwvkjzqxwvkjzqx",
    "very many words": "zqxw ".join(map(str, range(20_000))),
    "a pasted page": "My foot cramps at night and I do not know what to do about it. " * 2_000,
    "emoji": "🦶🏽😭👨‍👩‍👧‍👦" * 200,
    "combining marks": "e" + "\u0301" * 50_000,
    "one letter that is eighteen": "\ufdfa" * 5_000,
    "right to left": "تشنج القدم في الليل " * 500,
    "marks of direction": "\u202efoot\u202c \u200fcramp",
    "without blanks": "足がつった時の対処法" * 500,
    "only symbols": "+-*/~^:!?<>{}[]|&%$#@;\u0000\u2028" * 100,
    "half a letter": "\ud83d foot",
    "a regular expression": "(a+)+$ [^x]{1,9}(?=.*) .*.*.*",
    "the syntax of the index": "heading:foot* +cramp -toe^10 calf~9 *:* a\\:b",
    "names of the language": "constructor __proto__ hasOwnProperty toString",
    "html": "<img src=x onerror=alert(1)><b>foot</b>",
}


def test_whatever_is_typed_or_pasted_costs_little_and_breaks_nothing(ask):
    page, errors = ask.page, []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    page.evaluate(COUNTING)
    for name, typed in ODD.items():
        page.evaluate("() => { asked.length = compared.length = 0 }")
        page.evaluate(TYPE, typed)
        # What a hundred thousand letters look like takes the browser seconds: nothing here waits for that.
        asked, compared, count, status = page.evaluate(
            "(results) => [asked, compared, document.querySelectorAll(results).length,"
            " document.querySelector('.fc-dialog [role=status]').textContent]",
            RESULTS,
        )
        assert len(asked) <= 80, f"{name}: the index is asked {len(asked)} times"
        assert len(compared) <= 24, f"{name}: {len(compared)} words are compared with all others"
        assert max(asked + compared, default=0) <= 25, f"{name}: a word of {max(asked)} letters is looked for"
        assert count <= 12, name
        assert status, name
    assert not errors
    assert page.locator(".fc-dialog img, .fc-dialog b").count() == 0
    assert ask("foot cramp") == ask("\u202efoot\u202c \u200fcrámp")


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
    page.wait_for_url("**/quinine/#tonic-water-facts")


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


# Keys of an input method, of the browser and of others.


# Presses a key where the reader is; gives whether the page took it for itself.
PRESS = """([key, more]) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more })
  const { activeElement } = document
  ;((activeElement.shadowRoot && activeElement.shadowRoot.activeElement) || activeElement).dispatchEvent(event)
  return event.defaultPrevented
}"""
COMPOSING = [{"isComposing": True}, {"keyCode": 229}]
HELD = [{"ctrlKey": True}, {"altKey": True}, {"metaKey": True}, {"shiftKey": True}]


def press(page, key, **more):
    return page.evaluate(PRESS, [key, more])


def test_keys_that_belong_to_an_input_method_or_to_the_browser_do_nothing_of_ours(open_page):
    page = open_page("causes/", javascript=True)
    where = page.url
    searching(page).fill("tonic water")
    for more in COMPOSING + HELD:
        for key in ("Enter", "ArrowDown", "ArrowUp", "Escape"):
            assert not press(page, key, **more), (key, more)
            assert page.locator(f"{FIELD}:focus").count() == 1, (key, more)
    # What is held down since before.
    press(page, "Enter", repeat=True)
    press(page, "Escape", repeat=True)
    assert page.locator("dialog[open]").count() == 1
    assert page.url == where
    press(page, "Enter")
    page.wait_for_url("**/quinine/#tonic-water-facts")


def test_no_key_opens_the_search_while_it_is_another_ones(open_page):
    page = ready(open_page("causes/", javascript=True))
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("afterbegin", `
        <p id="edited" contenteditable="true">x</p><textarea id="area"></textarea><p id="host" tabindex="0"></p>
        <dialog id="other"><button id="inside">x</button><input id="box"></dialog>`)
      document.getElementById("host").attachShadow({ mode: "open" }).innerHTML = "<input>"
    }""")
    k = {"ctrlKey": True}
    for place in ("edited", "area", "host"):
        page.evaluate(
            "(id) => { const e = document.getElementById(id); (e.shadowRoot?.firstChild || e).focus() }", place
        )
        assert not press(page, "/"), place
        assert not press(page, "k", **k), place
    page.evaluate("other.showModal()")
    for place in ("inside", "box"):
        page.evaluate("(id) => document.getElementById(id).focus()", place)
        assert not press(page, "/"), place
        assert not press(page, "k", **k), place
    page.evaluate("other.close()")
    page.evaluate("document.activeElement.blur()")
    for more in COMPOSING:
        assert not press(page, "/", **more)
        assert not press(page, "k", **k, **more)
    for more in ({"ctrlKey": True}, {"altKey": True}, {"metaKey": True}):
        assert not press(page, "/", **more)
    for more in ({"shiftKey": True}, {"altKey": True}, {"metaKey": True}):
        assert not press(page, "k", **k, **more)
    assert not press(page, "k")
    page.evaluate("addEventListener('keydown', (event) => event.preventDefault(), { capture: true, once: true })")
    press(page, "/")
    assert page.locator("dialog.fc-dialog").count() == 0
    # Where / stands on another key, it is typed with Shift.
    assert press(page, "/", shiftKey=True)
    page.locator(FIELD).wait_for()


def test_a_key_that_is_held_presses_once(open_page):
    page = ready(open_page("causes/", javascript=True))
    # Nor does the browser get what is repeated before the field is there.
    assert page.evaluate(f"[['/', {{}}], ['/', {{repeat: true}}]].map({PRESS})") == [True, True]
    page.locator(f"{FIELD}:focus").wait_for()
    assert page.locator(FIELD).input_value() == ""
    assert page.locator("dialog").count() == 1


@pytest.mark.parametrize("way", ["Escape", "Close", "beside", "the device"])
def test_focus_goes_back_by_our_own_code(open_page, way):
    """Not every browser gives it back when a dialog closes: here none does."""
    page = open_page("causes/", javascript=True)
    page.evaluate("""() => {
      const { close } = HTMLDialogElement.prototype
      HTMLDialogElement.prototype.close = function () {
        close.call(this)
        document.activeElement.blur()
      }
    }""")
    searching(page)
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "Close":
        page.get_by_role("button", name="Close").click()
    elif way == "beside":
        page.mouse.click(2, 560)
    else:
        page.locator("dialog").dispatch_event("cancel")
    assert page.locator("dialog[open]").count() == 0
    assert page.locator(".fc-search:focus").count() == 1


def test_a_press_with_another_key_is_the_browsers(open_page):
    page = ready(open_page("causes/", javascript=True))
    link = page.locator(".fc-search")
    for more in HELD:
        taken = link.evaluate(
            """(link, more) => {
              const event = new MouseEvent("click", { bubbles: true, cancelable: true, ...more })
              let taken
              const look = () => {
                taken = event.defaultPrevented
                event.preventDefault()
              }
              addEventListener("click", look, { once: true })
              link.dispatchEvent(event)
              return taken
            }""",
            more,
        )
        assert taken is False, more
    assert page.locator("dialog").count() == 0


# What cannot come.


def stay(page):
    """Let the page lead nowhere: what is tried again must be tried on the same page."""
    ready(page)
    page.evaluate("document.querySelector('.fc-search').href = '#led-on'")


@pytest.mark.parametrize("fault", ["missing", "throws"])
def test_after_a_failed_load_the_next_press_tries_again(open_page, fault):
    page = open_page("causes/", javascript=True)
    stay(page)
    script = "**/assets/search.*.js"
    if fault == "missing":
        page.route(script, lambda route: route.abort())
    else:
        # All of it, and then an error: what it declared must not be in its own way.
        page.route(script, lambda route: route.fulfill(body=route.fetch().text()[:-1] + ";throw new Error('x')}"))
        page.evaluate("Object.defineProperty(window, 'openSearch', { set() {}, configurable: true })")
    page.locator(".fc-search").click()
    page.wait_for_url("**/causes/#led-on")
    page.locator("head script[src*='assets/search']").wait_for(state="detached")
    page.unroute(script)
    page.evaluate("delete window.openSearch")
    searching(page).fill("tonic water")
    assert page.locator(RESULTS).count() > 3


@pytest.mark.parametrize("fault", ["missing", "waits"])
def test_without_its_style_the_search_opens_plain_and_the_next_press_tries_again(open_page, fault):
    page = open_page("causes/", javascript=True)
    page.clock.install()
    ready(page)
    style, waiting = "**/assets/search.*.css", []
    page.route(style, lambda route: waiting.append(route) if fault == "waits" else route.abort())
    page.locator(".fc-search").click()
    page.clock.fast_forward(3000)
    page.locator(FIELD).wait_for()
    page.keyboard.press("Escape")
    for route in waiting:
        route.continue_()
    page.unroute(style)
    searching(page)
    assert page.locator("dialog").evaluate("dialog => getComputedStyle(dialog).borderRadius") != "0px"
    assert page.locator("head link[href*='assets/search']").count() == 1


def test_a_second_press_while_the_first_one_waits_undoes_nothing(open_page):
    page = ready(open_page("immediate-relief/", javascript=True))
    waiting = []
    page.route("**/assets/share.*.js", lambda route: waiting.append(route))
    button = page.locator("[href='#use-a-towel'][role=button]")
    with page.expect_request("**/assets/share.*.js"):
        button.click()
    button.click()
    for route in waiting:
        route.continue_()
    page.locator(".fc-share").wait_for()


def test_a_refused_storage_neither_stops_the_search_nor_its_keys(open_page):
    page = open_page("causes/", javascript=True)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
    )
    page.reload()
    ready(page).keyboard.press("/")
    page.locator(FIELD).wait_for()
    assert page.get_by_label("Open search with the keys").is_disabled()


def test_a_full_storage_is_told_by_the_box_that_stays_as_it_was(open_page):
    page = open_page("causes/", javascript=True)
    searching(page)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') } }")
    box = page.get_by_label("Open search with the keys")
    box.evaluate("box => box.click()")
    assert box.is_checked()
    assert box.is_disabled()
