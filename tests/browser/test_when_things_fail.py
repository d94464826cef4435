"""Whatever fails around a page, its notice, its steps and its danger signs are seen and can be used, on every page."""

import pytest

from browser.conftest import window
from browser.visits import VIEWS, View, ask

# What protects a reader, and how much of it there must be: looked at as a reader does, not only found in the page.
PROTECTED = """(() => {
  const problems = []
  const relief = document.querySelector('#stop-and-get-help')
  const name = part => [part.localName, part.id || part.className, part.textContent.trim().slice(0, 40)].join(' ')
  const look = part => {
    const shown = part.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})
    if (!shown) return 'is not shown'
    if (part.localName === 'a' && !part.getAttribute('href')) return 'leads nowhere'
    const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    let word
    do word = words.nextNode()
    while (word && !word.data.trim())
    if (!word) return 'says nothing'
    const letter = document.createRange()
    letter.setStart(word, word.data.search(/\\S/))
    letter.setEnd(word, word.data.search(/\\S/) + 1)
    scrollBy({top: letter.getBoundingClientRect().y - innerHeight / 2, behavior: 'instant'})
    const {x, y, width, height} = letter.getBoundingClientRect()
    if (width < 2 || height < 8) return 'is too small'
    if (x < 0 || x + width > innerWidth) return 'begins outside the screen'
    const there = document.elementFromPoint(x + width / 2, y + height / 2)
    if (!part.contains(there)) return 'is covered by ' + (there?.outerHTML.slice(0, 60) ?? 'nothing')
  }
  const guard = (least, selector) => {
    const parts = [...document.querySelectorAll(selector)]
    if (parts.length < least) problems.push(selector + ': ' + parts.length + ' of at least ' + least)
    for (const part of parts) {
      const wrong = look(part)
      if (wrong) problems.push(name(part) + ' ' + wrong)
    }
  }
  guard(1, '#safety-notice')
  const steps = '.fc-section-heading:has(#foot-and-toe-steps) ~ ol > li'
  if (relief) guard(11, `#page-title, .fc-answer li, #foot-and-toe-steps, ${steps}`)
  else guard(3, '.fc-now ol > li')
  guard(1, relief ? '#stop-and-get-help' : '.fc-now__danger')
  guard(1, relief ? '.fc-section-heading:has(#stop-and-get-help) ~ ul > li' : '.fc-now__danger a')
  guard(0, '.fc-urgency .admonition-title, .fc-urgency li')
  scrollTo(0, 0)
  return problems
})"""


def refusing(*kinds):
    """Refuse all that a page asks for that is of one of these kinds, or but the page itself."""

    def before(page):
        page.route("**/*", lambda route: route.abort() if route.request.resource_type in kinds else route.continue_())

    return before


def throwing(page):
    page.route("**/assets/*.js", lambda route: route.fulfill(body="throw new Error('as its first line')\n"))


def without_storage(page):
    page.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
          Object.defineProperty(window, name, {get() { throw new DOMException('Refused', 'SecurityError') }})
        }
        for (const [owner, name] of [[document, 'cookie'], [navigator, 'serviceWorker']]) {
          Object.defineProperty(owner, name, {get() { throw new DOMException('Refused', 'SecurityError') }})
        }"""
    )


def slow(page):
    """A weak connection of the third generation, as browsers' tools for developers imitate it.

    They let 50 kB a second through, and a host sends a page at a quarter of its size, which the tests' own does not.
    """
    browser = page.context.new_cdp_session(page)
    browser.send("Network.enable")
    browser.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 4 * 50_000, "uploadThroughput": 50_000},
    )


ALL = ("script", "stylesheet", "image", "font", "fetch", "xhr", "manifest", "media", "other")
HARD = {
    "all but the page refused": View(before=refusing(*ALL), until="net::ERR_FAILED"),
    "all but the page refused, without scripts": View(before=refusing(*ALL), javascript=False, until=""),
    "scripts refused": View(before=refusing("script"), until="net::ERR_FAILED"),
    "scripts that throw": View(before=throwing, until="as its first line"),
    "pictures refused": View(before=refusing("image")),
    "storage refused": View(before=without_storage),
    "slow line": View(before=slow, until=""),
    "translated": View(),
}
VIEWS.update(HARD)
SAFE = ask(PROTECTED, "phone", "phone without scripts", *(view for view in HARD if view != "translated"))
STORAGE = ask("(() => { try { return localStorage.length } catch (error) { return error.name } })()", "storage refused")
# What a browser does for its reader to a page that is there, and how it is undone.
CHANGES = {
    "right to left": ("page.dir = 'rtl'", "page.dir = ''"),
    "letters of 32 px": ("page.style.fontSize = '32px'", "page.style.fontSize = ''"),
    # As translators do: each text stands in two elements more, and is longer.
    "translated": (
        """page.lang = 'de'
        const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const all = []
        while (words.nextNode()) if (words.currentNode.data.trim()) all.push(words.currentNode)
        for (const text of all) {
          const [outer, inner] = [document.createElement('font'), document.createElement('font')]
          inner.append(text.data.replace(/[a-z]{4,}/g, word => word + word.slice(0, 3)))
          outer.append(inner)
          text.replaceWith(outer)
        }""",
        "",
    ),
}


def ask_changed(change, view):
    do, undo = CHANGES[change]
    script = f"const page = document.documentElement; {do}; const found = {PROTECTED}(); {undo}; return found"
    return ask(f"(() => {{ {script} }})()", view)


SAFE_CHANGED = {change: ask_changed(change, "translated" if change == "translated" else "phone") for change in CHANGES}


def told(answers):
    return [f"{path}: {problem}" for path, problems in answers.items() for problem in problems]


@pytest.mark.parametrize("view", SAFE.views)
def test_notice_steps_and_signs_are_seen_and_can_be_used_on_every_page(answers, view):
    problems = told(answers(SAFE, view))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("change", CHANGES)
def test_they_are_on_a_page_that_the_browser_changes_for_its_reader(answers, change):
    asked = SAFE_CHANGED[change]
    problems = told(answers(asked, *asked.views))
    assert not problems, "\n".join(problems)


def test_each_hardship_is_real(visits, answers):
    """A hardship that does nothing would prove nothing."""
    signs = {view: how.until for view, how in HARD.items() if how.until not in ("", "helped")}
    assert len(signs) == 3
    silent = [(view, path) for view, sign in signs.items()
              for path, visit in visits(view).items() if sign not in " ".join(visit.said)]  # fmt: skip
    assert not silent
    assert any("ERR_FAILED" in line for visit in visits("pictures refused").values() for line in visit.said)
    assert set(answers(STORAGE, "storage refused").values()) == {"SecurityError"}


def test_a_picture_that_is_missing_takes_nothing_else_away(site, browser, address):
    """One at a time: each picture of each page."""
    tried = 0
    for built in site.articles.values():
        for source in built.document.xpath("//main//img/@src"):
            name = source.rpartition("/")[2]
            with window(
                browser,
                address + built.address,
                before=lambda page, name=name: page.route(f"**/{name}", lambda route: route.abort()),
            ) as page:
                assert page.evaluate(PROTECTED) == [], (built.path, name)
                tried += 1
    assert tried > 10


# What comes only when a reader asks for it, of two features that know nothing of each other.
@pytest.mark.parametrize(("search", "share"), [("search.*.js", "share.*.css"), ("search.*.css", "share.*.js")])
def test_what_comes_late_and_is_missing_takes_nothing_away(site, browser, address, search, share):
    """One file of each at a time, on each page: without a style it comes plain, without a script the link leads on."""
    refused = []

    def before(page):
        # While one page fades into another, neither can be pressed.
        page.emulate_media(reduced_motion="reduce")
        for file in (search, share):
            page.route(f"**/assets/{file}", lambda route: (refused.append(route.request.url), route.abort()))

    wrong = []
    with window(browser, address, javascript=True, before=before) as page:
        for built in site.articles.values():
            page.goto(address + built.address)
            page.locator(".fc-search[role=button]").wait_for()
            button = page.locator(".fc-section-heading > [role=button]")
            if button.count():
                button.first.click()
                if share.endswith("css"):
                    page.locator(".fc-share").wait_for()
                else:
                    page.wait_for_url(f"**/{built.address}{button.first.get_attribute('href')}")
                wrong += [f"{built.path}, without {share}: {fault}" for fault in page.evaluate(PROTECTED)]
            if search.endswith("css"):
                page.locator(".fc-search").click()
                page.locator("#search-field").wait_for()
                page.keyboard.press("Escape")
                page.locator("dialog").wait_for(state="hidden")
                wrong += [f"{built.path}, without {search}: {fault}" for fault in page.evaluate(PROTECTED)]
            else:
                # What stands there is looked at as that page is.
                with page.expect_navigation(url="**/all-sections/**", wait_until="commit"):
                    page.locator(".fc-search").click()
    assert not wrong, "\n".join(wrong)
    assert len(refused) > 60
