"""A small number after each statement leads to a note and back: how sure, what was studied, foot or calf, sources.

Authors write Markdown's own footnote syntax with a claim's id, `[^R03-strap]`. The notes themselves come from the
register in `docs/data/`; the component `evidence-notes` prints them.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from build import step
from evidence.citations import cite, shorten
from evidence.evidence_rules import MARKER
from evidence.register import CERTAINTIES, OWN, read_register
from words.said import said

# Which list holds the claims of a topic; all others stand in the first.
LISTS = {
    "safety": "about/danger-claims/", "look-alike": "about/danger-claims/", "red-flag": "about/danger-claims/",
    "medicine": "about/medicine-claims/", "special-group": "about/medicine-claims/",
    "doctor-visit": "about/medicine-claims/", "phone-number": "about/medicine-claims/",
}  # fmt: skip
# Where others tell about cramps, by source.
ELSEWHERE = {
    "nhs_legcramps": "NHS (UK)", "hse_legcramps": "HSE (Ireland)", "mayonlc": "Mayo Clinic (US)",
    "healthinfo_nz": "HealthInfo (New Zealand)",
}  # fmt: skip
# A note's or a marker's id or address, in this page or another; the code is the part before the readable words.
NAME = re.compile(r"((?:[^#]*#)?fn(?:ref\d*)?-[A-Z]+-?\d+)(?:-[a-z0-9]+)+")


class NumberedMarkers(Treeprocessor):
    """Number the markers as a reader meets them, and name them for a screen reader: “Note 3”, not “3”.

    Python-Markdown numbers them as it happens to work through the page, cells of a table out of turn. A marker right
    behind another is told apart, for the stylesheet to keep their targets from overlapping.
    """

    def run(self, root):
        places = {}
        for marker in root.iter("sup"):
            link = marker.find("a")
            if link is None or link.get("class") != "footnote-ref":
                continue
            claim_id = link.get("href").removeprefix("#fn-")
            places[claim_id] = places.get(claim_id, 0) + 1
            marker.set("id", f"fnref{places[claim_id] if places[claim_id] > 1 else ''}-{claim_id}")
            if claim_id == OWN:
                link.text, name = "◇", "Our own advice"
                marker.set("class", "fc-own")
            else:
                link.text = str([place for place in places if place != OWN].index(claim_id) + 1)
                name = f"Note {link.text}"
            # What differs from note to note stands together at the end, where it costs the fewest bytes.
            link.attrib = {"role": "doc-noteref", "aria-label": name, "href": link.get("href")}
        for parent in root.iter():
            for before, marker in pairwise(parent):
                if before.tag == marker.tag == "sup" and not before.tail:
                    marker.set("class", " ".join(filter(None, [marker.get("class"), "fc-next"])))


class EvidenceMarkers(FootnoteExtension):
    """Python-Markdown's footnotes, with every claim of the register defined beforehand and no list of its own."""

    def __init__(self, claim_ids):
        self.claim_ids = list(claim_ids)
        super().__init__(USE_DEFINITION_ORDER=False, SEPARATOR="-")

    def extendMarkdown(self, md):
        super().extendMarkdown(md)
        # After the inline patterns (20), which find the markers.
        md.treeprocessors.register(NumberedMarkers(md), "numbered-markers", 10)

    def reset(self):
        super().reset()
        for claim_id in (*self.claim_ids, OWN):
            self.setFootnote(claim_id, "")

    def makeFootnotesDiv(self, root):
        return None


@dataclass(frozen=True)
class Note:
    """What the component prints for one claim, or without one for our own advice.

    `places` are the markers that lead here, as (section, their ids).
    """

    claim: object
    certainty: object
    sources: tuple
    places: tuple


def notes_of(text, register, citations, page_title):
    """Return the notes that a page's text, given as a tree, asks for: in order, that of our own advice last.

    A place is named by the heading that it stands under.
    """
    places = {}
    heading = page_title
    for element in text.iter("h2", "h3", "sup"):
        if element.tag != "sup":
            heading = said(element)
        elif element.xpath("a[@role='doc-noteref']"):
            claim_id = element.xpath("string(a/@href)").removeprefix("#fn-")
            places.setdefault(claim_id, {}).setdefault(heading, []).append(element.get("id"))
    ours = places.pop(OWN, None)
    notes = [
        Note(
            register.claims[claim_id],
            CERTAINTIES[register.claims[claim_id].certainty],
            tuple((citations[source], register.sources[source].link) for source in register.claims[claim_id].sources),
            tuple(found.items()),
        )
        for claim_id, found in places.items()
    ]
    return notes + ([Note(None, None, (), tuple(ours.items()))] if ours else [])


@dataclass(frozen=True)
class ListedSource:
    """What the list of sources prints for one source; `claims` are those that rest on it."""

    id: str
    citation: str
    link: str
    seen: str
    claims: tuple

    @cached_property
    def initial(self):
        """The first letter or digit of its citation, by which it is looked up."""
        return re.sub(r"<[^>]+>|[^\w<]", "", self.citation)[:1].upper()


def shorten_names(document):
    """Let the ids and addresses of notes and markers end with a claim's code: `#fn-R02`, not `#fn-R02-foot-how-to`.

    They stand hundreds of times in a finished page, where nobody reads them. Takes a document of lxml.
    """
    for element in document.iter("a", "li", "sup"):
        for key in ("id", "href"):
            if (found := NAME.fullmatch(element.get(key, ""))) is not None:
                element.set(key, found.group(1))


def uses_of(texts):
    """Return {claim id: the first page that cites it} of (page, text) pairs."""
    uses = {}
    for page, text in texts:
        for claim_id in MARKER.findall(text):
            uses.setdefault(claim_id, page)
    return uses


def listed_sources(register, citations):
    """Return every source that a published claim rests on, in the order of the citations' letters."""
    listed = [
        ListedSource(
            name,
            citations[name],
            source.link,
            source.custom.note,
            tuple(register.resting_on(name)),
        )
        for name, source in register.sources.items()
    ]
    return sorted((source for source in listed if source.claims), key=lambda source: source.citation.casefold())


def certainty_words(claim):
    """Return how sure a claim is as Markdown, with its marker; the dots before the words are its stylesheet's."""
    certainty = CERTAINTIES[claim.certainty]
    meter = "" if certainty.dots is None else f" fc-sure--{certainty.dots}"
    return f'<span class="fc-sure{meter}">{certainty.label}</span>[^{claim.id}]'


@step(needs="faults", gives="register sure")
def read_evidence(build):
    """Read the register afresh for each build."""
    build.register = read_register(build.config.docs_dir)
    build.sure = {name: certainty_words(claim) for name, claim in build.register.published.items()}
    build.faults += build.register.faults


@lru_cache(maxsize=1)
def worded(items):
    """Return the citations of sources, whole and in short; who builds again after a change elsewhere need not wait.

    `items` is their CSL-JSON.
    """
    sources = json.loads(items)
    citations = cite(sources)
    return citations, shorten(sources, citations)


@step(needs="accepted register", gives="citations short_citations listed_sources")
def word_citations(build):
    """Word every source as it is cited, whole and in short."""
    items = [item.model_dump(by_alias=True, exclude_defaults=True) for item in build.register.sources.values()]
    build.citations, build.short_citations = worded(json.dumps(items))
    build.listed_sources = listed_sources(build.register, build.citations)


@step(needs="accepted register")
def number_markers(build):
    """Let the Markdown reader know the claims."""
    build.config.markdown_extensions.append(EvidenceMarkers(build.register.published))


@step(needs="pages", gives="uses notes")
def find_uses(build, files):
    """Find out which page cites which claim, for the list of claims; the main pages first."""
    build.notes = {}
    pages = sorted(files.documentation_pages(), key=lambda file: file.src_uri.count("/"))
    build.uses = uses_of((file, build.pages[file.src_uri].text) for file in pages)


@step(needs="register short_citations records texts notes")
def find_notes(build, html, page):
    """Find the notes of this page, and tell MkDocs, which looks for dead fragments, where they will stand."""
    source = page.file.src_uri
    notes = notes_of(build.texts[source], build.register, build.short_citations, build.records[source].title)
    page.present_anchor_ids |= {f"fn-{note.claim.id if note.claim else OWN}" for note in notes}
    build.notes[source] = notes
    return html


def claim_page(claim):
    """Return the address of the page that lists a claim: they are too many for one."""
    return LISTS.get(claim.topic, "about/claims/")


def source_page(source):
    """Return the address of the page that lists a source, by the first letter of its citation."""
    return "about/sources-m-to-z/" if "M" <= source.initial <= "Z" else "sources/"


@step(needs="register notes listed_sources uses")
def print_notes(build, context, page):
    """Give the components the notes of this page, and what the lists of sources and claims print."""
    context["notes"] = build.notes[page.file.src_uri]
    sources = build.register.sources
    context["elsewhere"] = [
        (name, sources[id].link) for id, name in ELSEWHERE.items() if id in sources and context["notes"]
    ]
    context["sources"] = [source for source in build.listed_sources if source_page(source) == page.url]
    context["source_pages"] = {source.id: source_page(source) for source in build.listed_sources}
    context["claims"] = [claim for claim in build.register.published.values() if claim_page(claim) == page.url]
    context["claim_page"] = claim_page
    context["uses"], context["certainties"] = build.uses, CERTAINTIES
