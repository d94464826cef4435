"""axe finds nothing on any page: its rules for WCAG 2.2 A, AA, AAA and best practice, by day and by night.

What pages share need not be seen on each of them: every element that differs from all others by its tag, classes or
attributes, or by those of what it stands in, is seen in each view, and every page in one at least. Colors are those of
the day or of the night, whatever the screen, and all else is as wide as the screen, by day as by night: so two views
tell all. The contrast takes axe longest: of the words on a page that look alike, it is asked for one element.
"""

import re
from itertools import cycle, product

import pytest
import tinycss2

from browser.visits import LAPTOP, PHONE
from support.built_site import PROJECT
from support.kinds import ALIKE, covering, kinds

AXE = PROJECT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule, also those that axe leaves off until asked, such as the contrast and the targets of level AAA.
RUN = """async alike => {
  const contrast = ['color-contrast', 'color-contrast-enhanced']
  const known = axe.getRules().filter(rule => !rule.tags.includes('experimental')).map(rule => rule.ruleId)
  if (!contrast.every(id => known.includes(id))) throw new Error('axe calls its rules by other names now')
  axe.configure({noHtml: true, rules: contrast.map(id => ({id, selector: '[data-asked]'}))})
  const told = new Set()
  const run = async (rules, elements) => {
    const reporter = (results, _, done) => done(results.flatMap(({id, passes, violations}) => {
      if (contrast.includes(id)) [...passes, ...violations].forEach(({node}) => told.add(node.element))
      return violations.map(({node, any, all, none}) =>
        `${id}: ${node.selector}: ${[...any, ...all, ...none].map(check => check.message).join(' ')}`)
    }))
    elements.forEach(element => { element.dataset.asked = '' })
    const found = await axe.run(document, {runOnly: rules, reporter})
    elements.forEach(element => { delete element.dataset.asked })
    return found
  }
  const found = await run(known, alike.map(elements => elements.at(-1)))
  // Of the last, axe may be unable to tell it, as where a wide table is scrolled: then the others are asked as well.
  const left = alike.filter(elements => !told.has(elements.at(-1))).flatMap(all => all.slice(0, -1))
  return left.length ? [...found, ...await run(contrast, left)] : found
}"""
# Each is a scheme and a size.
VIEWS = [("light", PHONE), ("dark", LAPTOP)]
ALL_VIEWS = list(product(("light", "dark"), (PHONE, LAPTOP)))
COLORED = re.compile(r"--.*|.*color|background.*|border(-(top|bottom|left|right))?|fill|stroke|opacity|filter|.*shadow")
# What has other colors on a phone than on a laptop: a page with some of it is seen with all rules in all four.
COLORED_BY_WIDTH = "fc-table"


@pytest.fixture(scope="module")
def kinds_of_pages(site):
    return {name: set(kinds(page)) for name, page in site.pages.items()}


@pytest.fixture(scope="module")
def plan(site, kinds_of_pages):
    """{page: the views in which axe sees it}; one that has no element of its own is seen in one."""
    planned = dict.fromkeys(covering(kinds_of_pages), VIEWS)
    planned |= {name: [view] for name, view in zip(sorted(set(site.pages) - set(planned)), cycle(ALL_VIEWS))}
    return planned | {max(site.pages, key=lambda name: site.pages[name].html.count(COLORED_BY_WIDTH)): ALL_VIEWS}


def test_axe_sees_every_page_and_in_each_view_every_kind_of_element_with_every_class(site, plan, kinds_of_pages):
    assert {name for name, views in plan.items() if views} == set(site.pages)
    classes = set(" ".join(each for page in site.pages.values() for each in page.document.xpath("//@class")).split())
    assert len(classes) > 50
    for view in VIEWS:
        seen = set().union(*(kinds_of_pages[name] for name, views in plan.items() if view in views))
        assert seen == set().union(*kinds_of_pages.values()), view
        assert not classes - {name for kind in seen for _, value, *_ in kind for name in value.split()}, view


def test_the_views_are_of_day_and_night_and_of_every_width():
    assert {scheme for scheme, _ in VIEWS} == {"light", "dark"}
    assert {size for _, size in VIEWS} == {PHONE, LAPTOP}


def colored_by_width(rules, by_width=False):
    """Yield each declaration of a color that holds at some widths of the screen only."""
    for rule in rules:
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in ("media", "supports"):
            wide = by_width or "width" in tinycss2.serialize(rule.prelude)
            yield from colored_by_width(tinycss2.parse_rule_list(rule.content), wide)
        elif rule.type == "qualified-rule" and by_width:
            for part in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
                if part.type == "declaration" and COLORED.fullmatch(part.lower_name):
                    yield f"{tinycss2.serialize(rule.prelude)} {part.serialize()}"


def test_no_width_of_the_screen_changes_a_color_of_anything_else(site):
    """So that a color need not be looked for at each width."""
    styles = {style for page in site.pages.values() for style in page.document.xpath("//style/text()")}
    styles |= {(site.folder / name).read_text(encoding="utf-8") for name in site.files if name.endswith(".css")}
    assert len(styles) > 10
    found = {each for style in styles for each in colored_by_width(tinycss2.parse_stylesheet(style))}
    elsewhere = {each for each in found if not each.startswith(f".{COLORED_BY_WIDTH}")}
    assert not elsewhere, "\n".join(sorted(elsewhere))
    faulty = "@media (min-width:9em){p{margin:0;border-color:red}}"
    assert list(colored_by_width(tinycss2.parse_stylesheet(faulty))) == ["p border-color:red"]


def test_few_pages_are_chosen_and_none_is_missed():
    assert covering({"a": {1, 2}, "b": {2}, "c": {3}, "d": {1, 2}}) == ["a", "c"]


@pytest.fixture
def open_with_axe(open_page):
    """Open a page that has axe; not as a script element, which a page's own policy would rightly refuse."""
    return lambda path="": open_page(path, javascript=True, before=lambda page: page.add_init_script(path=AXE))


def findings(page, views=VIEWS):
    """What axe finds on a page that is open, in some views."""
    found = []
    for scheme, size in views:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        answer = page.evaluate(RUN, page.evaluate_handle(ALIKE))
        found += [f"{page.url}, {scheme}, {size[0]}: {finding}" for finding in answer]
    return found


@pytest.mark.parametrize("share", range(4))
def test_axe_finds_nothing_on_any_page(site, plan, open_with_axe, address, share):
    assert AXE.exists(), "axe is not set up: run `make test` once."
    page, found = open_with_axe(), []
    for name in sorted(plan)[share::4]:
        page.goto(address + ("no/such/page/" if name == "404.html" else site.pages[name].address))
        found += findings(page, plan[name])
    assert not found, "\n" + "\n".join(found)


def test_axe_finds_nothing_in_the_single_file(open_with_axe):
    assert findings(open_with_axe("foot-cramps.html")) == []


@pytest.mark.parametrize("text", ["", "stretch", "xyzzyxyzzy"])
def test_axe_finds_nothing_in_the_search(open_with_axe, text):
    page = open_with_axe("about/licence/")
    page.locator(".fc-search[role=button]").click()
    page.locator("#search-field").fill(text)
    assert findings(page) == []


TOOLS = {
    "hold-timer": ("", "[href$='#hold-timer']", "dialog"),
    "check": ("when-to-see-a-doctor/", "[href$='#call-an-ambulance']", ".fc-check"),
    "country": ("when-to-see-a-doctor/", "[href$='#numbers-by-country']", ".fc-country"),
    "diary": ("my-diary/", "[href$='#diary-nights']", ".fc-diary"),
}


@pytest.mark.parametrize("tool", TOOLS)
def test_axe_finds_nothing_in_a_tool(open_with_axe, tool):
    path, link, opened = TOOLS[tool]
    page = open_with_axe(path)
    page.locator(f".fc-tool[role=button]{link}").first.click()
    page.locator(opened).wait_for()
    for choice in page.locator("select").all():
        choice.select_option("UK")
    for box in page.locator(".fc-urgency--emergency input").all()[:1]:
        box.check()
    assert findings(page) == []


@pytest.mark.parametrize(
    ("fault", "style", "rule"),
    [
        # Grey on white: 5.7 to 1.
        ("<p>Pale</p>", "article > p:last-child { color: #666; background: #fff }", "color-contrast-enhanced"),
        # One of many that differ in nothing else.
        ("", "article > p:first-of-type { color: #aaa }", "color-contrast"),
        ("", "article { opacity: 0.3 }", "color-contrast"),
        ("", "article a { color: #555 !important; text-decoration: none !important }", "link-in-text-block"),
        ("<button></button>", "", "button-name"),
        ("<h4>Far too deep</h4>", "", "heading-order"),
        ("<button>a</button>" * 2, "button { all: unset; width: 9px; height: 9px }", "target-size"),
    ],
)
def test_axe_finds_a_fault(open_with_axe, fault, style, rule):
    page = open_with_axe("about/licence/")
    # A style written into the page would be refused by its policy; one that a script makes is not.
    page.evaluate(
        """([html, style]) => {
          document.querySelector('main article').insertAdjacentHTML('beforeend', html)
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(style)
          document.adoptedStyleSheets = [sheet]
        }""",
        [fault, style],
    )
    assert [finding for finding in findings(page, [("light", PHONE)]) if f": {rule}: " in finding]
