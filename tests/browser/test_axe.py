"""axe finds nothing on any page: its rules for WCAG 2.2 A, AA, AAA and best practice, by day and by night.

What pages share need not be seen on each of them: every element that differs from all others by its tag, classes or
attributes, or by those of what it stands in, is seen in all four views, and every page in one at least.
"""

from itertools import cycle

import pytest

from support.built_site import PROJECT

AXE = PROJECT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule, also those that axe leaves off until asked, such as the contrast and the targets of level AAA.
RUN = """() => axe.run(document, {
  rules: Object.fromEntries(axe.getRules().filter(rule => !rule.tags.includes('experimental'))
    .map(rule => [rule.ruleId, {enabled: true}])),
  resultTypes: ['violations'],
}).then(found => found.violations.flatMap(rule => rule.nodes.map(
  node => `${rule.id}: ${node.target.join(' ')}: ${(node.failureSummary ?? rule.help).replaceAll('\\n', ' ')}`)))"""
VIEWS = [(scheme, size) for scheme in ("light", "dark") for size in ((320, 568), (1280, 800))]


def kinds(built):
    """The elements of a page, as far as a rule of style or of axe can tell one from another."""

    found = set()

    def look_below(element, above):
        if isinstance(element.tag, str):
            kind = (*above, (element.tag, element.get("class", ""), *sorted(set(element.keys()) - {"class"})))
            found.add(kind)
            for child in element:
                look_below(child, kind)

    look_below(built.document.body, ())
    return found


def covering(found):
    """Return few names of {name: a set} whose sets hold all that any of the sets holds."""
    left, chosen = set().union(*found.values()), []
    while left:
        chosen.append(max(sorted(found), key=lambda name: len(found[name] & left)))
        left -= found[chosen[-1]]
    return chosen


@pytest.fixture(scope="module")
def kinds_of_pages(site):
    return {name: kinds(page) for name, page in site.pages.items()}


@pytest.fixture(scope="module")
def plan(site, kinds_of_pages):
    """{view: the pages that axe sees in it}."""
    everywhere = set(covering(kinds_of_pages))
    planned = {view: [] for view in VIEWS}
    turn = cycle(VIEWS)
    for name in sorted(site.pages):
        for view in VIEWS if name in everywhere else [next(turn)]:
            planned[view].append(name)
    return planned


def test_axe_sees_every_page_and_in_each_view_every_kind_of_element_with_every_class(site, plan, kinds_of_pages):
    assert {name for names in plan.values() for name in names} == set(site.pages)
    classes = {
        name for page in site.pages.values() for value in page.document.xpath("//@class") for name in value.split()
    }
    assert len(classes) > 50
    every = set().union(*kinds_of_pages.values())
    for view, names in plan.items():
        assert not every - set().union(*(kinds_of_pages[name] for name in names)), view
        values = [
            value for name in names for value in site.pages[name].document.xpath("//body//@class | //body/@class")
        ]
        assert not classes - {name for value in values for name in value.split()}, view


def test_few_pages_are_chosen_and_none_is_missed():
    assert covering({"a": {1, 2}, "b": {2}, "c": {3}, "d": {1, 2}}) == ["a", "c"]


@pytest.fixture
def findings(open_page):
    def findings(page):
        # Not as a script element: a page's own policy would rightly refuse that.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        return page.evaluate(RUN)

    return findings


@pytest.mark.parametrize(("scheme", "size"), VIEWS, ids=[f"{scheme}-{size[0]}" for scheme, size in VIEWS])
def test_axe_finds_nothing_on_any_page(site, plan, open_page, address, findings, scheme, size):
    assert AXE.exists(), "axe is not set up: run `make test` once."
    page = open_page(size=size, scheme=scheme, javascript=True)
    found = []
    for name in plan[scheme, size]:
        path = "no/such/page/" if name == "404.html" else site.pages[name].address
        page.goto(address + path)
        found += [f"{path}, {scheme}, {size[0]}x{size[1]}: {finding}" for finding in findings(page)]
    assert not found, "\n" + "\n".join(found)


# Both schemes and both sizes: its styles are those of the pages, which are seen in all four.
@pytest.mark.parametrize(("scheme", "size"), [VIEWS[0], VIEWS[-1]], ids=["light-320", "dark-1280"])
def test_axe_finds_nothing_in_the_single_file(open_page, findings, scheme, size):
    assert findings(open_page("foot-cramps.html", size=size, scheme=scheme, javascript=True)) == []


@pytest.mark.parametrize(("scheme", "size"), VIEWS, ids=[f"{scheme}-{size[0]}" for scheme, size in VIEWS])
def test_axe_finds_nothing_in_the_search(open_page, findings, scheme, size):
    page = open_page("causes/", size=size, scheme=scheme, javascript=True)
    for text in ("", "stretch", "xyzzyxyzzy"):
        page.locator(".fc-search[role=button]").click()
        page.locator("#search-field").fill(text)
        assert findings(page) == [], text
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
