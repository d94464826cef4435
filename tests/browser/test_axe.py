"""axe finds nothing on any page: its rules for WCAG 2.2 A, AA, AAA and best practice, by day and by night."""

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


@pytest.fixture
def findings(open_page):
    def findings(page):
        # Not as a script element: a page's own policy would rightly refuse that.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        return page.evaluate(RUN)

    return findings


@pytest.mark.parametrize(("scheme", "size"), VIEWS, ids=[f"{scheme}-{size[0]}" for scheme, size in VIEWS])
def test_axe_finds_nothing_on_any_page(site, open_page, address, findings, scheme, size):
    assert AXE.exists(), "axe is not set up: run `make test` once."
    page = open_page(size=size, scheme=scheme, javascript=True)
    found = []
    for path in [built.address for built in site.articles.values()] + ["no/such/page/"]:
        page.goto(address + path)
        found += [f"{path}, {scheme}, {size[0]}x{size[1]}: {finding}" for finding in findings(page)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(("scheme", "size"), VIEWS, ids=[f"{scheme}-{size[0]}" for scheme, size in VIEWS])
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
