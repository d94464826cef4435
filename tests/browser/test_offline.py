"""The guide without a network: the site that a reader has used, the one file, and the archive."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from playwright.sync_api import Error
from pypdfium2 import PdfDocument

from support.built_site import Server

PHONE = {"width": 320, "height": 568}


@pytest.fixture
def visit(browser):
    """Open a window that may have a worker; returns its page, which notes all errors in `said`."""
    contexts = []

    def visit(**options):
        context = browser.new_context(viewport=PHONE, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        return page

    yield visit
    for context in contexts:
        context.close()


def listed(folder):
    """Return the list in a worker, as it is written and as {path: digits}."""
    (text,) = re.findall(r"Object\.entries\((\{.*?\})\)", (folder / "worker.js").read_text(encoding="utf-8"))
    return text, json.loads(text)


@pytest.fixture
def edition(site, tmp_path):
    """A copy of the site that a test may change: `edition.renewed("2")` writes the worker's list anew."""
    folder = tmp_path / "edition"
    shutil.copytree(site.folder, folder)

    def renewed(name):
        path = folder / "worker.js"
        text, files = listed(folder)
        contents = {path: folder / (f"{path}index.html" if path.endswith("/") or not path else path) for path in files}
        files = {
            path: hashlib.sha256(file.read_bytes()).hexdigest()[:16]
            for path, file in contents.items()
            if file.is_file()
        }
        worker = path.read_text(encoding="utf-8").replace(text, json.dumps(files))
        path.write_text(re.sub(r'(KEEP=OWN\+")[^"]*', rf"\g<1>{name}", worker), encoding="utf-8")

    return SimpleNamespace(folder=folder, root=site.root, files=listed(folder)[1], renewed=renewed)


LOADS = """(url) => new Promise((done) => {
  const image = new Image()
  image.onload = () => done(true)
  image.onerror = () => done(false)
  image.src = url
})"""
KEPT = """async () => {
  const names = await caches.keys()
  const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)))
  return Object.fromEntries(names.map((name, at) => [name, all[at]]))
}"""


def wait_until(page, true):
    """Wait until an expression, or what it promises, is true; Playwright's own way needs what the policy forbids."""
    for _ in range(600):
        if page.evaluate(true):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {true}")


def keep(page):
    """Do what a reader does, and wait until the browser has all pages."""
    page.locator(".fc-search[role=button]").wait_for()
    page.mouse.wheel(0, 300)
    wait_until(page, "navigator.serviceWorker.controller !== null")


def test_after_one_visit_every_page_opens_without_a_network(site, edition, visit):
    page = visit()
    server = Server(edition)
    with server as address:
        page.goto(address)
        keep(page)
    # The server is gone: a reload, each page, each drawing, the end of a shared address.
    page.reload()
    assert page.locator("h1").inner_text() == site.pages["index.html"].headings[0][2]
    drawings = 0
    for built in site.articles.values():
        page.goto(address + built.address)
        assert page.locator("h1").inner_text() == built.headings[0][2], built.path
        page.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager' })")
        wait_until(page, "[...document.images].every((image) => image.complete)")
        assert page.evaluate("[...document.images].every((image) => image.naturalWidth > 0)"), built.path
        drawings += page.evaluate("document.images.length")
    assert drawings > 15
    page.goto(address + "immediate-relief/#use-a-towel")
    assert page.locator("#use-a-towel").evaluate("e => e.matches(':target') && e.getBoundingClientRect().top < 300")
    # Links, the search, and an address without its last stroke.
    page.locator(".fc-header a", has_text="Causes").click()
    page.wait_for_url("**/causes/")
    page.locator(".fc-search[role=button]").click()
    page.locator("#search-field").fill("pregnant")
    assert page.locator(".fc-dialog ol a").count() > 0
    page.keyboard.press("Escape")
    page.goto(address + "take-along/")
    number = len(site.articles)
    wait_to_be_told(page, f"This device keeps the guide: {number} of {number} pages. They open without a network.")
    assert page.said == []


# What a reader types, follows or was sent, and where that leads.
LED = {
    "causes": "causes/", "causes?from=a-friend": "causes/?from=a-friend",
    "special-situations/pregnancy": "special-situations/pregnancy/",
    "immediate-relief#use-a-towel": "immediate-relief/#use-a-towel",
    "immediate-relief?a=b#use-a-towel": "immediate-relief/?a=b#use-a-towel",
    "causes/index.html": "causes/index.html", "index.html": "index.html",
    "s/use-a-towel/": "immediate-relief/#use-a-towel", "s/use-a-towel": "immediate-relief/#use-a-towel",
    "s/use-a-towel/index.html": "immediate-relief/#use-a-towel",
}  # fmt: skip
# The same in the edition in which two sections and a page have moved.
LED_ON = {
    "who-gets-cramps/": "how-common-are-cramps/", "who-gets-cramps": "how-common-are-cramps/",
    "s/use-one-hand/": "immediate-relief/#one-handed", "s/one-handed": "immediate-relief/#one-handed",
    "s/soap-in-bed/": "causes/#soap-and-cramps", "immediate-relief#use-one-hand": "immediate-relief/#use-one-hand",
}  # fmt: skip


def open_each(page, address, led):
    """Open addresses, each of which must lead to its page and section, whose links must lead on."""
    for asked, expected in led.items():
        page.goto(address + asked)
        assert page.url == address + expected, asked
        link = page.locator(".fc-header a", has_text="Causes")
        assert link.evaluate("(link) => link.href") == address + "causes/", asked
        assert page.locator(":target").count() == ("#" in expected), asked


def test_every_address_leads_without_a_network_where_it_led_with_one(moved_site, visit):
    page = visit()
    with Server(moved_site) as address:
        page.goto(address)
        keep(page)
    open_each(page, address, LED | LED_ON)
    assert page.said == []


def test_it_works_below_a_path_too(site_below_a_path, visit):
    page = visit()
    with Server(site_below_a_path) as address:
        assert address.endswith("/some/guide/")
        page.goto(address + "about/privacy/")
        keep(page)
    for path in ("", "special-situations/pregnancy/", "immediate-relief/#use-a-towel"):
        page.goto(address + path)
        assert page.locator(".fc-notice").is_visible()
    open_each(page, address, {asked: LED[asked] for asked in ("causes", "index.html", "s/use-a-towel")})
    assert page.said == []


def wait_to_be_told(page, words):
    """Wait until “Take it along” says some words about what is kept; return all that it says."""
    page.locator("[role=status]", has_text=words).wait_for()
    return page.locator("[role=status]").inner_text()


def test_nothing_is_fetched_to_keep_before_the_reader_acts(address, visit):
    page = visit()
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.locator(".fc-search[role=button]").wait_for()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "worker" in url]
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_reader_who_saves_data_is_sent_nothing_more(address, visit):
    page = visit()
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(address)
    page.locator(".fc-search[role=button]").wait_for()
    page.mouse.wheel(0, 300)
    wait_until(page, "scrollY > 0")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_only_files_of_the_guide_are_kept_and_nothing_about_the_reader(edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address + "causes/?from=a-friend")
        keep(page)
        (urls,) = page.evaluate(KEPT).values()
        assert set(urls) == {f"{address}{path}?{digits}" for path, digits in edition.files.items()}
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def change(edition, name, before, after):
    path = edition.folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_new_edition_is_shown_at_once_and_kept_without_touching_the_open_page(site, edition, visit):
    title = site.pages["causes/index.html"].headings[0][2]
    page = visit()
    server = Server(edition)
    port = server.port
    with server as address:
        page.goto(address + "causes/")
        keep(page)
    page.goto(address + "causes/")
    page.evaluate("window.stillHere = true")
    change(edition, "causes/index.html", f">{title}<", ">A new title<")
    drawing = next(name for name in sorted(edition.files) if name.startswith("images/") and "favicon" not in name)
    (edition.folder / drawing).unlink()
    edition.renewed("2")
    with Server(edition, port):
        # The reader goes on reading: the page stays, while the browser fetches what has changed.
        page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
        wait_until(page, "caches.keys().then((names) => names.includes('guide / 2'))")
        wait_until(
            page,
            "navigator.serviceWorker.controller.state === 'activated' && navigator.serviceWorker.getRegistration()"
            ".then((found) => !found.installing && !found.waiting)",
        )
        assert page.evaluate("window.stillHere")
        assert page.locator("h1").inner_text() == title
        # A drawing of the edition that is open, which the host has no more, is still there.
        assert page.evaluate(LOADS, address + drawing)
        assert not page.evaluate(LOADS, address + drawing + "x")
        page.reload()
        assert page.locator("h1").inner_text() == "A new title"
    page.reload()
    assert page.locator("h1").inner_text() == "A new title"
    editions = page.evaluate(KEPT)
    assert len(editions) == 2
    assert {url.removeprefix(address).partition("?")[0] for url in editions["guide / 2"]} == set(edition.files) - {
        drawing
    }


SEED = """async (stores) => {
  for (const [name, urls] of stores) {
    const store = await caches.open(name)
    const page = () => new Response("<h1>Not ours</h1>", { headers: { "Content-Type": "text/html" } })
    for (const url of urls) await store.put(url, page())
  }
}"""


def test_older_editions_are_removed_and_nothing_of_another_site_on_the_origin(site, tmp_path, visit):
    """Two copies of the guide, at /a/ and /b/, and other sites beside them, whose stores may be called anything."""
    origin = SimpleNamespace(folder=tmp_path / "origin", root="/")
    for name in ("a", "b"):
        shutil.copytree(site.folder, origin.folder / name, ignore=shutil.ignore_patterns("previews"))
    title = site.pages["causes/index.html"].headings[0][2]
    path = origin.folder / "a/causes/index.html"
    path.write_text(path.read_text(encoding="utf-8").replace(f">{title}<", ">Copy A<"), encoding="utf-8")
    text, files = listed(origin.folder / "a")
    worker = (origin.folder / "a/worker.js").read_text(encoding="utf-8")
    files["causes/"] = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    (origin.folder / "a/worker.js").write_text(worker.replace(text, json.dumps(files)), encoding="utf-8")
    page = visit()
    with Server(origin) as address:
        page.goto(address + "b/")
        own = ["guide-0123abcd", "guide-00000002", "guide /b/ 1", "guide /b/ 2"]
        foreign = ["guide-1", "guide-tours", "guide-deadbeef", "guide-0000000a", "guide /a/ 1", "guide / 1", "other"]
        causes = [address + "b/causes/"]
        kept = {name: [address + "b/?0123456789abcdef"] for name in own[:2]}
        kept |= {"guide-0000000a": [address + "a/?0123456789abcdef"], "guide-deadbeef": [address, *causes]}
        page.evaluate(SEED, [[name, kept.get(name, causes)] for name in foreign])
        page.evaluate(SEED, [[name, kept.get(name, [])] for name in own])
        keep(page)
        wait_until(page, "caches.keys().then((names) => !names.includes('guide /b/ 1'))")
        page.goto(address + "a/")
        keep(page)
        names = page.evaluate("caches.keys()")
        assert set(own) & set(names) == {"guide /b/ 2"}
        # The other copy's store of old gives way to its own edition: only its newest old one is left.
        assert set(foreign) - set(names) <= {"guide-0000000a", "guide /a/ 1"}
        assert len([name for name in names if name.startswith("guide /b/ ")]) == 2
    for copy, expected in (("a/", "Copy A"), ("b/", title)):
        page.goto(address + copy + "causes/")
        assert page.locator("h1").inner_text() == expected


def asleep(page):
    """Let the worker sleep, as a browser does soon; it wakes at the next question."""
    browser = page.context.new_cdp_session(page)
    browser.send("ServiceWorker.enable")
    browser.send("ServiceWorker.stopAllWorkers")


def test_what_the_host_cannot_give_is_a_gap_that_is_told_and_filled_later(site, edition, visit, tmp_path):
    """A page and a drawing are missing at the host; for another page stands what a hotel's network says."""
    wanted = len(site.articles)
    drawing = next(name for name in edition.files if name.startswith("images/"))
    (edition.folder / "sources/index.html").rename(tmp_path / "sources")
    (edition.folder / drawing).rename(tmp_path / "drawing")
    causes = (edition.folder / "causes/index.html").read_bytes()
    change(edition, "causes/index.html", "</body>", "<p>Sign in first.</p></body>")
    page = visit()
    with Server(edition) as address:
        page.goto(address + "take-along/")
        wait_to_be_told(page, "Your browser does not keep the guide yet.")
        keep(page)
        told = wait_to_be_told(page, "Your browser tries again each time you open this page.")
        assert f"This device keeps a part of the guide: {wanted - 2} of {wanted} pages." in told
        titles = page.locator("[role=status] li").all_inner_texts()
        assert titles == [site.pages[f"{name}/index.html"].headings[0][2] for name in ("causes", "sources")]
        assert "Drawings or the search may be missing too." in told
        (urls,) = page.evaluate(KEPT).values()
        assert {url.removeprefix(address).partition("?")[0] for url in urls} == set(edition.files) - {
            "causes/", "sources/", drawing
        }  # fmt: skip
        page.goto(address + "causes/")
        assert "Sign in first." in page.inner_text("body")
        # The host is mended: a later visit fills a gap, and so does asking how much is kept.
        (tmp_path / "sources").rename(edition.folder / "sources/index.html")
        asleep(page)
        page.goto(address)
        wait_until(page, f"caches.match('{address}sources/', {{ ignoreSearch: true }}).then(Boolean)")
        (edition.folder / "causes/index.html").write_bytes(causes)
        (tmp_path / "drawing").rename(edition.folder / drawing)
        page.goto(address + "take-along/")
        wait_to_be_told(page, f"This device keeps the guide: {wanted} of {wanted} pages.")
    page.goto(address + "causes/")
    assert page.locator("h1").inner_text() == site.pages["causes/index.html"].headings[0][2]


def test_a_page_that_a_new_edition_lacks_is_shown_as_it_was(site, edition, visit):
    path = edition.folder / "causes/index.html"
    page = visit()
    with Server(edition) as address:
        page.goto(address + "take-along/")
        keep(page)
        for name in ("2", "3"):
            path.write_bytes(path.read_bytes() + b" ")
            edition.renewed(name)
            aside = path.rename(path.with_name("aside"))
            # A browser that is looking already may have seen the edition before: it is asked until it sees this one.
            found = "navigator.serviceWorker.getRegistration()"
            wait_until(page, f"{found}.then((found) => found.update()).then(() => caches.has('guide / {name}'))")
            wait_until(page, f"{found}.then((found) => !found.installing && !found.waiting)")
            wait_until(page, "caches.keys().then((names) => names.length === 2)")
            aside.rename(path)
        path.unlink()
        # The page that was open all the time tells it too.
        told = wait_to_be_told(page, "Of these pages it keeps an older edition:")
        assert f"{len(site.articles)} of {len(site.articles)} pages" in told
    page.goto(address + "causes/")
    assert page.locator("h1").inner_text() == site.pages["causes/index.html"].headings[0][2]


def test_where_nothing_is_what_is_meant_there_is_no_worker_and_the_reader_is_told(site, edition, visit):
    for name in edition.files:
        path = edition.folder / (f"{name}index.html" if name.endswith("/") or not name else name)
        path.write_bytes(path.read_bytes() + b" ")
    page = visit()
    with Server(edition) as address:
        page.goto(address + "take-along/")
        page.locator(".fc-search[role=button]").wait_for()
        page.mouse.wheel(0, 300)
        wait_to_be_told(page, "Your browser could not keep the guide.")
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_store_that_is_full_holds_what_is_needed_most(edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address + "take-along/")
        browser = page.context.new_cdp_session(page)
        browser.send("Storage.overrideQuotaForOrigin", {"origin": address.rstrip("/"), "quotaSize": 400_000})
        keep(page)
        told = wait_to_be_told(page, "This device has no room for the rest.")
        assert "a part of the guide" in told
        (urls,) = page.evaluate(KEPT).values()
        urls = {url.removeprefix(address).partition("?")[0] for url in urls}
        assert {"", "immediate-relief/", "when-to-see-a-doctor/", "bedside-card/"} <= urls < set(edition.files)


# What a browser without a worker, or with one that may keep nothing, does; and what the page says then.
UNKEPT = {
    "delete Navigator.prototype.serviceWorker": "This browser cannot keep the guide by itself.",
    """for (const name of ["getRegistration", "register"]) {
      ServiceWorkerContainer.prototype[name] = async () => { throw new DOMException("", "SecurityError") }
    }""":
        "Your browser could not keep the guide.",
    "ServiceWorkerContainer.prototype.register = async () => { throw new DOMException('', 'SecurityError') }":
        "Your browser could not keep the guide.",
    "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })":
        "Your browser is asked to save data, so it does not keep the guide.",
}  # fmt: skip


def test_the_page_says_where_a_browser_keeps_nothing_and_nothing_without_scripts(address, visit):
    for script, words in UNKEPT.items():
        page = visit()
        page.add_init_script(script)
        page.goto(address + "take-along/")
        page.locator(".fc-search[role=button]").wait_for()
        page.mouse.wheel(0, 300)
        assert wait_to_be_told(page, words).endswith("Take one of the files below instead."), script
        assert page.said == []
    page = visit(java_script_enabled=False)
    page.goto(address + "take-along/")
    assert page.locator("[role=status]").count() == 0


def broken_script(edition):
    (edition.folder / "worker.js").write_text("this is no script", encoding="utf-8")


def missing_script(edition):
    (edition.folder / "worker.js").unlink()


@pytest.mark.parametrize("fault", [broken_script, missing_script])
def test_a_worker_that_fails_never_breaks_the_site(site, edition, visit, fault):
    fault(edition)
    page = visit()
    with Server(edition) as address:
        for built in list(site.articles.values())[:5]:
            page.goto(address + built.address)
            page.locator(".fc-search[role=button]").wait_for()
            page.mouse.wheel(0, 300)
            wait_until(page, "scrollY > 0")
            assert page.locator("h1").inner_text() == built.headings[0][2]
        page.locator(".fc-search[role=button]").click()
        page.locator("#search-field").fill("toe")
        assert page.locator(".fc-dialog ol a").count() > 0
        page.goto(address + "take-along/")
        page.locator(".fc-search[role=button]").wait_for()
        page.mouse.wheel(0, 300)
        wait_to_be_told(page, "Your browser could not keep the guide.")
    # That the worker's own script is missing or broken, and nothing else.
    assert not [line for line in page.said if "worker" not in line.lower() and "404" not in line]


def test_a_worker_whose_store_was_emptied_leaves_the_site_to_the_network(site, edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address)
        keep(page)
        page.evaluate("caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))")
        for built in list(site.articles.values())[:5]:
            page.goto(address + built.address)
            assert page.locator("h1").inner_text() == built.headings[0][2]
        page.goto(address + "no/such/page/")
        assert page.locator("h1").inner_text() == site.pages["404.html"].headings[0][2]


def test_a_reader_whose_line_is_too_weak_gets_the_page_that_was_kept(site, edition, visit):
    page = visit()
    server = Server(edition)
    with server as address:
        page.goto(address)
        keep(page)
        server.flowing.clear()
        try:
            page.goto(address + "immediate-relief/")
            assert page.locator("h1").inner_text() == site.pages["immediate-relief/index.html"].headings[0][2]
            page.goto(address + "causes")
            assert page.url == address + "causes/"
        finally:
            server.flowing.set()


REFUSED, BUSY = "Promise.reject(new TypeError('no line'))", "Promise.resolve(new Response('Busy', { status: 503 }))"
NEVER, NOTHING = "new Promise(() => {})", "undefined"
ERROR = "Promise.resolve(Response.error())"
HALF = """Promise.resolve(new Response(new ReadableStream({ start(body) {
  body.enqueue(new TextEncoder().encode('<h1>Half'))
  body.error(new TypeError('broken off'))
} }), { headers: { 'Content-Type': 'text/html' } }))"""
HOST = """Promise.resolve(new Response('<h1>From the host</h1>', {
  status: %d, headers: { 'Content-Type': 'text/html' },
}))"""
# What the browser got early, as Firefox gives an error there; what it gets when the worker asks; what is shown.
ANSWERS = [
    *[(early, REFUSED, "kept") for early in (ERROR, REFUSED, NOTHING, BUSY, NEVER, HALF)],
    *[(NOTHING, late, "kept") for late in (BUSY, NEVER, HALF)],
    *[(early, HOST % 200, "host") for early in (ERROR, REFUSED, NOTHING)],
    *[(HOST % status, REFUSED, "host") for status in (200, 404, 410)],
]


def test_a_kept_page_is_shown_wherever_the_network_has_none_to_give(site, edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address)
        keep(page)
        (worker,) = page.context.service_workers
        wrong = []
        for early, late, expected in ANSWERS:
            given = f"{{ configurable: true, get: () => {early} }}"
            worker.evaluate(f"Object.defineProperty(FetchEvent.prototype, 'preloadResponse', {given})")
            worker.evaluate(f"() => {{ self.fetch = () => {late} }}")
            try:
                page.goto(address + "causes/")
                shown = page.locator("h1").inner_text()
            except Error:
                shown = "no page"
            if shown != (site.pages["causes/index.html"].headings[0][2] if expected == "kept" else "From the host"):
                wrong.append((early, late, shown))
        assert wrong == [], "\n".join(f"early {early}, late {late}: {shown}" for early, late, shown in wrong)


def test_the_browser_would_put_the_guide_on_the_home_screen(edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address)
        assert page.locator("link[rel=manifest]").count() == 0
        keep(page)
        browser = page.context.new_cdp_session(page)
        wrong = {fault["errorId"] for fault in browser.send("Page.getInstallabilityErrors")["installabilityErrors"]}
        # Playwright's windows are private ones, where nothing can be installed.
        assert wrong <= {"in-incognito"}
        manifest = browser.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert '"Foot Cramp Guide"' in manifest["data"]
        assert page.said == []


def test_what_the_host_says_of_a_page_holds(site, edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address)
        keep(page)
        shutil.rmtree(edition.folder / "causes")
        page.goto(address + "causes/")
        assert page.locator("h1").inner_text() == site.pages["404.html"].headings[0][2]


TOOLS = {"#hold-timer": ".fc-timer", "#call-an-ambulance": ".fc-check", "#numbers-by-country": ".fc-country"}
TOOLS["#diary-nights"] = ".fc-diary"


def test_every_tool_opens_without_a_network_on_a_site_that_was_used(site, edition, visit):
    page = visit()
    with Server(edition) as address:
        page.goto(address)
        keep(page)
    pages = {"#hold-timer": "", "#diary-nights": "my-diary/"}
    for goal, opened in TOOLS.items():
        page.goto(address + pages.get(goal, "when-to-see-a-doctor/"))
        page.locator(f".fc-tool[href$='{goal}'][role=button]").first.click()
        page.locator(opened).wait_for()
    assert page.said == []


# --- What was taken along ---------------------------------------------------------------------------------------------


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def from_disk(request, visit):
    """Open a file from the disk, with every network refused."""
    page = visit(offline=True, java_script_enabled=request.param)
    page.asked = []
    page.on("request", lambda asked: page.asked.append(asked.url))
    page.scripts = request.param
    return page


def test_the_file_opens_from_the_disk_and_asks_for_nothing(site, from_disk):
    path = site.folder / "foot-cramps.html"
    from_disk.goto(path.as_uri())
    for built in site.articles.values():
        (_, _, title), *_ = built.headings
        name = f"#page-{built.address.strip('/').replace('/', '-') or 'home'}"
        article = from_disk.locator(name)
        assert article.locator("h2").first.inner_text() == title
        assert article.locator("h2").first.is_visible()
        drawings = article.locator("svg[role=img]")
        for at in range(drawings.count()):
            box = drawings.nth(at).bounding_box()
            assert box["width"] > 60, (name, at)
            assert box["height"] > 30, (name, at)
    # Once where the file begins, and on the card, which is printed alone.
    assert from_disk.locator(".fc-notice").count() == 2
    assert from_disk.locator("#page-home .fc-notice").is_visible()
    assert [url for url in from_disk.asked if not url.startswith("data:")] == [path.as_uri()]
    assert from_disk.said == []


def test_every_tool_opens_in_the_file_from_the_disk_and_asks_for_nothing(site, visit):
    page = visit(offline=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for goal, opened in TOOLS.items():
        page.goto((site.folder / "foot-cramps.html").as_uri())
        page.locator(f".fc-tool[href$='{goal}'][role=button]").first.click()
        page.locator(opened).wait_for()
    assert {url for url in asked if not url.startswith("data:")} == {(site.folder / "foot-cramps.html").as_uri()}
    assert page.said == []


def test_the_end_of_a_shared_address_leads_to_its_section_in_the_file(site, from_disk):
    from_disk.goto((site.folder / "foot-cramps.html").as_uri() + "#use-a-towel")
    box = from_disk.locator("#use-a-towel").bounding_box()
    # Below the header that stays, and near the top of the screen.
    assert 40 < box["y"] < 200
    from_disk.locator(".fc-header a", has_text="Causes").click()
    assert 0 < from_disk.locator("#page-causes h2").first.bounding_box()["y"] < 300


def test_the_first_screen_of_the_file_is_what_to_do(site, visit):
    page = visit(offline=True, java_script_enabled=False)
    page.goto((site.folder / "foot-cramps.html").as_uri())
    for part in (".fc-now--first ol li", ".fc-now--first svg"):
        for at in range(page.locator(part).count()):
            box = page.locator(part).nth(at).bounding_box()
            assert 0 <= box["y"] < box["y"] + box["height"] <= PHONE["height"], (part, at, box)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_file_never_scrolls_sideways(site, visit, width):
    page = visit(offline=True)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((site.folder / "foot-cramps.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_file_prints_whole_with_the_card_on_one_sheet(site, visit):
    page = visit(offline=True)
    page.goto((site.folder / "foot-cramps.html").as_uri())
    sheets = [sheet.get_textpage().get_text_range() for sheet in PdfDocument(page.pdf(format="A4"))]
    printed = " ".join(" ".join(sheets).split())
    for built in site.articles.values():
        # The card's sheet is the card, without the page's title.
        if built.path != "bedside-card/index.html":
            assert built.headings[0][2] in printed, built.path
    (card,) = [sheet for sheet in sheets if "Foot cramp? Do this" in sheet and "My emergency number" in sheet]
    assert "In an emergency, call your emergency number now." in card
    assert "A card for your bedside" not in card


def test_the_file_has_a_night_of_its_own(site, visit):
    grounds = set()
    for scheme in ("light", "dark"):
        page = visit(offline=True, color_scheme=scheme)
        page.goto((site.folder / "foot-cramps.html").as_uri())
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert len(grounds) == 2


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick")
    with ZipFile(site.folder / "foot-cramps-site.zip") as entries:
        entries.extractall(folder)
    return folder / "foot-cramp-guide"


def test_every_page_of_the_archive_opens_from_the_disk(site, unpacked, from_disk):
    for name, built in site.articles.items():
        from_disk.goto((unpacked / name).as_uri())
        assert from_disk.locator("h1").inner_text() == built.headings[0][2]
        assert from_disk.locator(".fc-notice").is_visible()
        if from_disk.scripts:
            from_disk.locator(".fc-search[role=button]").wait_for()
            from_disk.mouse.wheel(0, 300)
            from_disk.evaluate("document.querySelectorAll('img').forEach((image) => { image.loading = 'eager' })")
            wait_until(from_disk, "[...document.images].every((image) => image.complete)")
            assert from_disk.evaluate("[...document.images].every((image) => image.naturalWidth > 0)"), name
    assert from_disk.said == []
    assert all(url.startswith(unpacked.as_uri()) for url in from_disk.asked), from_disk.asked
    assert all(Path(url.removeprefix("file://")).is_file() for url in from_disk.asked)


def test_the_archive_is_walked_by_links_and_searched(unpacked, visit):
    page = visit(offline=True)
    page.goto((unpacked / "index.html").as_uri())
    page.locator(".fc-header a", has_text="Relief").click()
    page.wait_for_url("**/immediate-relief/index.html")
    page.locator(".fc-search[role=button]").click()
    page.locator("#search-field").fill("banana")
    page.locator(".fc-dialog ol a").first.click()
    page.wait_for_url("**/index.html#*")
    assert page.evaluate("document.querySelector(':target') !== null")
    assert page.said == []
