"""What a browser fetches, allows and keeps: measured on the real requests of a real browser."""

import gzip

import pytest

from support.built_site import Server
from support.chromium import launched

PAGE, SCRIPT = 30_000, 3_000


@pytest.mark.parametrize("screen", ["phone", "laptop"])
def test_what_a_page_loads_before_the_reader_acts_is_small_and_ours(site, visits, screen):
    def compressed(name):
        return len(gzip.compress((site.folder / name).read_bytes(), 6, mtime=0))

    # A browser without a window fetches no icon, which a phone does.
    icon = next(name for name in site.files if name.startswith("images/favicon."))
    for path, visit in visits(screen).items():
        foreign = [url for url in visit.requested if "://" in url]
        assert not foreign, f"{path}: {foreign}"
        loaded = {site.file_at(site.root + url) or "404.html" for url in visit.requested}
        scripts = [name for name in loaded if name.endswith(".js")]
        # One more where the guide is offered to take along: it tells how much of it the browser keeps.
        assert len(scripts) == 1 + (path == "take-along/"), f"{path}: {scripts}"
        assert all(compressed(name) <= SCRIPT for name in scripts), path
        total = sum(map(compressed, loaded | {icon}))
        # The document has a budget of its own; beside it come the script, the icon, and drawings that stand near.
        assert total <= PAGE + SCRIPT, f"{path}: {total:,} bytes: {sorted(loaded)}"


def test_no_page_breaks_the_policy(visits, paths):
    assert set(visits("phone")) == set(visits("laptop")) == set(paths)
    for view in ("phone", "laptop"):
        for path, visit in visits(view).items():
            missing = [line for line in visit.said if "404" in line] if path.startswith("no/") else []
            assert [line for line in visit.said if line not in missing] == [], path


def kind_of_policy(page):
    """What a page may load and run, but for the hashes of what stands in it."""
    (policy,) = page.document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return frozenset(
        (name, *(s for s in rest if "sha256" not in s)) for name, *rest in map(str.split, policy.split(";"))
    )


def test_no_feature_breaks_the_policy(site, open_page):
    """On one page of each kind of policy at least."""
    kinds = {kind_of_policy(page): page.address for page in [site.pages["404.html"], *site.articles.values()]}
    for path in kinds.values():
        page = open_page("no/such/page/" if path == "404.html" else path, javascript=True, workers="allow")
        said = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.locator(".fc-search[role=button]").click()
        page.locator("#search-field").fill("stretch")
        assert page.locator(".fc-dialog ol a").count() > 3, path
        page.keyboard.press("Escape")
        share = page.locator(".fc-section-heading > [role=button]")
        if share.count():
            share.first.click()
            page.locator(".fc-share button").first.wait_for()
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        page.locator(".fc-footer a").first.hover()
        page.wait_for_load_state("networkidle")
        assert said == [], path


def test_the_policy_stops_what_is_not_ours(open_page):
    """The same page, with blocks that an attacker might add."""
    page = open_page(javascript=True)
    html = page.content().replace(
        "</main>",
        "<script>window.stolen = 1</script><img src=x onerror='window.stolen = 2'><style>h1 {top: 7px}</style></main>",
    )
    page.route("**/attacked/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(page.url + "attacked/")
    assert page.evaluate("window.stolen") is None
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).top") == "auto"
    refused = page.evaluate("fetch(location.href).then(() => 'sent', () => 'refused')")
    assert refused == "refused"


def test_a_page_is_fetched_while_the_reader_points_at_its_link_and_no_other_is(browser, site):
    with (server := Server(site)) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address + "causes/")
        page.wait_for_load_state("networkidle")
        assert server.fetched_ahead == []
        page.locator(".fc-header a", has_text="Doctor").hover()
        for _ in range(100):
            if server.fetched_ahead:
                break
            page.wait_for_timeout(100)
        assert server.fetched_ahead == ["/when-to-see-a-doctor/"]
        page.locator(".fc-header a", has_text="Doctor").click()
        page.wait_for_url("**/when-to-see-a-doctor/")
        page.close()


def test_pages_fade_into_each_other_unless_the_reader_asked_for_stillness(site, open_page, address):
    assert all("@view-transition" in built.text_of("//style") for built in site.pages.values())
    page = open_page("causes/", javascript=True)
    shown = """new Promise(done => addEventListener('pagereveal', event => done(Boolean(event.viewTransition))))"""
    for wish, expected in (("no-preference", True), ("reduce", False)):
        page.emulate_media(reduced_motion=wish)
        page.goto(address + "causes/")
        page.add_init_script(f"window.shown = {shown}")
        page.locator(".fc-header a", has_text="Relief").click()
        page.wait_for_url("**/immediate-relief/")
        assert page.evaluate("window.shown") is expected, wish


def test_back_and_forward_show_the_page_that_was_kept(browser, address):
    # Playwright turns this cache off unless asked not to; the headless shell has none.
    keeping = launched(browser.browser_type, whole=True, without=["--disable-back-forward-cache"])
    page = keeping.new_page()
    page.goto(address + "causes/")
    page.evaluate("window.kept = true")
    page.goto(address + "prevention/")
    page.evaluate("history.back()")
    page.wait_for_url("**/causes/", wait_until="commit")
    assert page.evaluate("window.kept") is True
    keeping.close()
