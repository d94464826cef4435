"""axe finds nothing on any page: its rules for WCAG 2.2 A, AA, AAA and best practice, by day and by night.

What pages share need not be seen on each of them: every element that differs from all others by its tag, classes or
attributes, or by those of what it stands in, is seen in each view, and every page in one at least. Colors are those of
the day or of the night, whatever the screen, and all else is as wide as the screen, by day as by night: so a view asks
what only it can tell, and each color and each width is asked for all.
"""

import re
from itertools import cycle

import pytest
import tinycss2

from browser.visits import LAPTOP, PHONE
from support.built_site import PROJECT
from support.kinds import covering, kinds

AXE = PROJECT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule, also those that axe leaves off until asked, such as the contrast and the targets of level AAA. Those that
# ask for colors take most of the time.
RUN = """(part) => {
  const colors = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']
  const known = axe.getRules().filter(rule => !rule.tags.includes('experimental')).map(rule => rule.ruleId)
  if (!colors.every(id => known.includes(id))) throw new Error('axe calls its rules by other names now')
  const asked = {all: () => true, colors: id => colors.includes(id), others: id => !colors.includes(id)}[part]
  return axe.run(document, {
    rules: Object.fromEntries(axe.getRules().map(({ruleId: id}) => [id, {enabled: known.includes(id) && asked(id)}])),
    resultTypes: ['violations'],
  }).then(found => found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(' ')}: ${(node.failureSummary ?? rule.help).replaceAll('\\n', ' ')}`)))
}"""
# {what is called so: scheme, size, rules}
VIEWS = {
    "phone by day": ("light", PHONE, "all"),
    "phone by night": ("dark", PHONE, "colors"),
    "laptop by day": ("light", LAPTOP, "others"),
}
ALL_RULES = {f"{scheme}, {size[0]}": (scheme, size, "all") for scheme in ("light", "dark") for size in (PHONE, LAPTOP)}
SEEN = pytest.mark.parametrize("view", VIEWS)
COLORED = re.compile(r"--.*|.*color|background.*|border(-(top|bottom|left|right))?|fill|stroke|opacity|filter|.*shadow")
# What has other colors on a phone than on a laptop: a page with some of it is seen with all rules in all four.
COLORED_BY_WIDTH = "fc-table"


@pytest.fixture(scope="module")
def kinds_of_pages(site):
    return {name: set(kinds(page)) for name, page in site.pages.items()}


@pytest.fixture(scope="module")
def plan(site, kinds_of_pages):
    """{view: the pages that axe sees in it}; a page that has no element of its own is seen in one, with all rules."""
    everywhere = set(covering(kinds_of_pages))
    planned = {view: sorted(everywhere) for view in VIEWS} | {view: [] for view in ALL_RULES}
    for name, view in zip(sorted(set(site.pages) - everywhere), cycle(ALL_RULES)):
        planned[view].append(name)
    fullest = max(site.pages, key=lambda name: site.pages[name].html.count(COLORED_BY_WIDTH))
    return {view: names + [fullest] * (view in ALL_RULES and fullest not in names) for view, names in planned.items()}


def test_axe_sees_every_page_and_in_each_view_every_kind_of_element_with_every_class(site, plan, kinds_of_pages):
    assert {name for names in plan.values() for name in names} == set(site.pages)
    classes = {
        name for page in site.pages.values() for value in page.document.xpath("//@class") for name in value.split()
    }
    assert len(classes) > 50
    every = set().union(*kinds_of_pages.values())
    for view in VIEWS:
        names = plan[view]
        assert not every - set().union(*(kinds_of_pages[name] for name in names)), view
        values = [
            value for name in names for value in site.pages[name].document.xpath("//body//@class | //body/@class")
        ]
        assert not classes - {name for value in values for name in value.split()}, view


def test_the_views_ask_every_rule_at_every_width_and_for_colors_by_day_and_night():
    asked = {(scheme, size) for scheme, size, rules in VIEWS.values() if rules in ("all", "colors")}
    assert {scheme for scheme, _ in asked} == {"light", "dark"}
    assert {size for _, size, rules in VIEWS.values() if rules in ("all", "others")} == {PHONE, LAPTOP}


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
def findings(open_page):
    def findings(page, rules="all"):
        # Not as a script element: a page's own policy would rightly refuse that.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        return page.evaluate(RUN, rules)

    return findings


@pytest.mark.parametrize("view", VIEWS | ALL_RULES)
def test_axe_finds_nothing_on_any_page(site, plan, open_page, address, findings, view):
    assert AXE.exists(), "axe is not set up: run `make test` once."
    scheme, size, rules = (VIEWS | ALL_RULES)[view]
    page = open_page(size=size, scheme=scheme, javascript=True)
    found = []
    for name in plan[view]:
        path = "no/such/page/" if name == "404.html" else site.pages[name].address
        page.goto(address + path)
        found += [f"{path}, {view}: {finding}" for finding in findings(page, rules)]
    assert not found, "\n" + "\n".join(found)


@SEEN
def test_axe_finds_nothing_in_the_single_file(open_page, findings, view):
    scheme, size, rules = VIEWS[view]
    page = open_page("foot-cramps.html", size=size, scheme=scheme, javascript=True)
    assert findings(page, rules) == []


@SEEN
def test_axe_finds_nothing_in_the_search(open_page, findings, view):
    scheme, size, rules = VIEWS[view]
    page = open_page("causes/", size=size, scheme=scheme, javascript=True)
    for text in ("", "stretch", "xyzzyxyzzy"):
        page.locator(".fc-search[role=button]").click()
        page.locator("#search-field").fill(text)
        assert findings(page, rules) == [], text
        page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ('<p data-style="color:#666;background:#fff">Grey on white: 5.7 to 1.</p>', "color-contrast-enhanced"),
        ("<button></button>", "button-name"),
        ("<h4>Far too deep</h4>", "heading-order"),
        ('<button data-style="all:unset;width:9px;height:9px">a</button>' * 2, "target-size"),
    ],
)
def test_axe_finds_a_fault(open_page, findings, fault, rule):
    page = open_page("causes/", javascript=True)
    before = findings(page)
    # A style written as an attribute would be refused by the page's policy; one set by a script is not.
    page.evaluate(
        """html => {
          document.querySelector('main article').insertAdjacentHTML('beforeend', html)
          document.querySelectorAll('[data-style]').forEach(e => { e.style.cssText = e.dataset.style })
        }""",
        fault,
    )
    assert [finding for finding in findings(page) if finding.startswith(f"{rule}: ") and finding not in before]
