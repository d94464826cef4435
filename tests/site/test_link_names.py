"""A link says by its name where it leads: for those who hear the links of a page one after the other."""

import re
from urllib.parse import urljoin

BARE = {"here", "this", "this page", "link", "click here", "tap here", "read more", "more", "learn more", "go", "next"}
ADDRESS = re.compile(r"https?:|www\.|\w+\.(html|md)\b")
# Named themselves, so that a name in them is another than the same name in the text.
APART = "ancestor::nav or ancestor::footer or ancestor::*[@role='doc-endnotes']"


def words(text):
    return " ".join(text.split())


def seen(link):
    """What a link shows, pictures by their words."""
    return words("".join([*link.itertext(), *link.xpath(".//img/@alt")]))


def name(link):
    return words(link.get("aria-label") or seen(link))


def all_links(site):
    return [(path, link) for path, page in site.pages.items() for link in page.document.xpath("//a[@href]")]


def test_every_link_has_a_name_that_says_something(site):
    links = all_links(site)
    bare = [
        f"{path}: “{name(link)}” ({link.get('href')})"
        for path, link in links
        if len(re.findall(r"[^\W_]", name(link))) < 2 or name(link).casefold() in BARE or ADDRESS.match(name(link))
    ]
    assert not bare, "Name what these links lead to:\n" + "\n".join(bare)
    assert len(links) > 9000


def test_a_link_is_called_by_what_it_shows(site):
    """Those who speak to their device say what they see."""
    other = [
        f"{path}: “{seen(link)}” is called “{name(link)}”"
        for path, link in all_links(site)
        if re.search(r"\w", seen(link)) and seen(link).casefold() not in name(link).casefold()
    ]
    assert not other, "\n".join(other)


def section_of_each_id(page, address):
    """{address of a place: address of the section that it is in}."""
    sections, current = {f"{address}#page-title": address}, address
    for element in page.document.body.iter():
        if element.tag in ("h2", "h3"):
            current = f"{address}#{element.get('id')}"
        if id := element.get("id"):
            sections.setdefault(f"{address}#{id}", current)
    return sections


def test_links_of_one_name_in_a_text_lead_to_one_section(site):
    """On the page that lists all sections a name stands below that of its page."""
    base = "https://guide.example/"
    sections = {}
    for page in site.pages.values():
        sections |= section_of_each_id(page, base + page.address)
    torn, met = [], 0
    for path, page in site.pages.items():
        targets = {}
        for link in page.document.xpath(f"//main//a[@href and not({APART})]"):
            target = urljoin(base + page.address, link.get("href"))
            targets.setdefault(name(link).casefold(), set()).add(sections.get(target, target))
        met += len(targets)
        if path != "all-sections/index.html":
            torn += [f"{path}: “{said}” leads to {sorted(to)}" for said, to in targets.items() if len(to) > 1]
    assert not torn, "\n".join(torn)
    assert met > 2000
