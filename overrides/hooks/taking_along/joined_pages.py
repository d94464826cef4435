"""All pages as one text: each id once, each link to its place in it, each note once, whatever page it stands on.

A section keeps its id, so that the end of a shared address leads to it here too. The single file and the e-book are
two forms of this text.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import lxml.html
from mkdocs.exceptions import PluginError

from drawings.drawing import in_page
from evidence.register import OWN

# Ways around a page, and what stands at its end, all of which such a text has once.
FURNITURE = (
    ".//nav[@class='fc-trail' or @class='fc-contents'] | .//section[@id='right-now' or @class='fc-notes']"
    " | .//div[@class='fc-section-heading']/a | .//p[@class='fc-moved' or @class='fc-elsewhere']"
)
# The steps at a page's end are those of the home page.
STEPS, HOME_STEPS = "right-now", "cramp-right-now"
# All that a browser would fetch, or run.
LOADED = ".//*[not(self::img)]/@src | .//@srcset | .//@poster | .//@data | .//link | .//script | .//style"
# The note of our own advice, which all pages share.
OWN_NOTE = f"fn-{OWN}"
SITE = "https://site.invalid/"


def article_name(address):
    """Return the id of the article of the page at an address: `page-special-situations-pregnancy`."""
    return f"page-{address.strip('./').replace('/', '-') or 'home'}"


@dataclass
class Page:
    """A finished page and what it becomes: an article of the text. `source` names it to its author.

    `document` is its tree, of which the article is taken out and changed.
    """

    source: str
    address: str
    title: str
    document: lxml.html.HtmlElement
    article: lxml.html.HtmlElement = None
    notes: list = field(default_factory=list)

    @property
    def name(self):
        """The id of its article."""
        return article_name(self.address)


@dataclass
class Note:
    """A note of the text: what the pages print, and (id, title) of the first place on each page that rests on it.

    That of our own advice has no number.
    """

    name: str
    number: int | None
    item: lxml.html.HtmlElement
    places: list = field(default_factory=list)


def _parse(page):
    """Read a page's article, without its furniture."""
    (page.article,) = page.document.xpath("//article")
    page.notes = page.article.xpath(".//section[@class='fc-notes']/ol/li")
    for element in page.article.xpath(FURNITURE):
        element.drop_tree()
    # Here nobody looks for what is closed, and every program shows it.
    for closed in page.article.iter("details"):
        closed.set("open", "")
    # Each page has a part of this name: those who move by such parts must be able to tell them apart.
    for record in page.article.xpath(".//section[@class='fc-record']"):
        record.set("aria-label", f"{record.get('aria-label')}: {page.title}")


def _rename(pages, notes):
    """Make ids unique; return {(address, id, or "" for the page): its name in the text}, and what is wrong."""
    count = Counter(id for page in pages for id in page.article.xpath(".//@id"))
    names, problems, taken = {}, [], Counter([*notes, *(page.name for page in pages)])
    for page in pages:
        names[page.address, ""] = names[page.address, "page-title"] = page.name
        names |= {(page.address, note): note for note in [*notes, "notes", "all-notes"]}
        here = Counter(page.article.xpath(".//@id"))
        problems += [f"{page.source}: the id “{id}” stands here twice." for id, times in here.items() if times > 1]
        for element in page.article.xpath(".//*[@id]"):
            old = element.get("id")
            if old == "page-title":
                del element.attrib["id"]
                continue
            new = old if count[old] == 1 else f"{page.name}-{old}"
            element.set("id", new)
            names[page.address, old] = new
            taken[new] += 1
        page.article.set("id", page.name)
        for element in page.article.xpath(".//*[@aria-labelledby]"):
            old = element.get("aria-labelledby")
            element.set("aria-labelledby", names.get((page.address, old), old))
    if steps := names.get((pages[0].address, HOME_STEPS)):
        names |= {(page.address, STEPS): steps for page in pages}
    problems += [f"Two things are called “{id}”." for id, times in taken.items() if times > 1]
    return names, problems


def _link(page, names, files, site_url):
    """Lead every link of a page to its place in the text; return what is wrong."""
    problems = []
    for link in page.article.xpath(".//a[@href]"):
        href = link.get("href")
        # Most links lead to a note of the same page.
        if href.startswith("#") and (found := names.get((page.address, href[1:]))):
            link.set("href", f"#{found}")
            continue
        target = urlsplit(urljoin(SITE + page.address, href))
        if not target.geturl().startswith(SITE):
            continue
        address = target.path.removeprefix("/")
        if found := names.get((address, target.fragment)):
            link.set("href", f"#{found}")
        elif address in files:
            # What is no page, such as the evidence as data, stays where it is; nobody can go there without an address.
            if site_url:
                link.set("href", urljoin(site_url, address))
            else:
                link.drop_tag()
        else:
            problems.append(f"{page.source}: “{href}” leads nowhere.")
    return problems


def _picture(page, drawings):
    """Set every drawing into a page's article; return what cannot be."""
    problems = []
    for image in page.article.xpath(".//img"):
        name = PurePosixPath(image.get("src")).name.partition(".")[0]
        if name in drawings:
            element = lxml.html.fragment_fromstring(ElementTree.tostring(in_page(drawings[name], image.get("alt"))))
            element.tail = image.tail
            image.getparent().replace(image, element)
        else:
            problems.append(f"{page.source}: the picture “{image.get('src')}” cannot be taken along.")
    problems += [
        f"{page.source}: “{getattr(found, 'tag', found)}” cannot be taken along."
        for found in page.article.xpath(LOADED)
    ]
    return problems


def _number(pages):
    """Number the markers through the text; return {name: Note} in the order of the numbers."""
    notes = {}
    for at, page in enumerate(pages):
        texts = {item.get("id"): item for item in page.notes}
        met = set()
        for link in page.article.xpath(".//sup/a[@role='doc-noteref']"):
            name = link.get("href").removeprefix("#")
            if name not in notes:
                for back in texts[name].xpath("p[a[@role='doc-backlink']]"):
                    back.drop_tree()
                number = None if name == OWN_NOTE else sum(name != OWN_NOTE for name in notes) + 1
                notes[name] = Note(name, number, texts[name])
            if name != OWN_NOTE:
                link.text = str(notes[name].number)
                del link.attrib["aria-label"]
            marker = link.getparent()
            marker.attrib.pop("id", None)
            if name not in met:
                met.add(name)
                marker.set("id", f"m{at}-{name.removeprefix('fn-')}")
                notes[name].places.append((marker.get("id"), page.title))
    # So that each other one stands where its number says.
    if OWN_NOTE in notes:
        notes[OWN_NOTE] = notes.pop(OWN_NOTE)
    return notes


def joined(pages, *, drawings, files, site_url, moves=()):
    """Make the articles of the pages, in their order; return their notes as {name: Note}.

    An article takes along the former names of its page, which `moves` tell. `files` are the addresses of all that is
    published beside the pages, which stays where it is. Raise `PluginError` naming each page that cannot be joined.
    """
    problems = []
    for page in pages:
        _parse(page)
        problems += _picture(page, drawings)
    notes = _number(pages)
    names, wrong = _rename(pages, notes)
    problems += wrong
    articles = {page.name: page.article for page in pages}
    for move in moves:
        if not move.id:
            place = lxml.html.Element("span", id=article_name(move.page))
            articles[article_name(move.new_page)].insert(0, place)
    for page in pages:
        problems += _link(page, names, files, site_url)
    if problems:
        raise PluginError("These pages cannot be taken along:\n" + "\n".join(problems))
    sources = {
        item.xpath("string(p[1]/a/@href)"): item.get("id")
        for page in pages for item in page.article.xpath(".//ul[@class='fc-list']/li[p[1]/a]")
    }  # fmt: skip
    for note in notes.values():
        for link in note.item.xpath(".//a[@href]"):
            if (source := sources.get(link.get("href"))) is not None:
                link.set("href", f"#{source}")
    return notes
