"""Tells which sources were retracted, doubted, corrected or replaced, before a reader goes on relying on them.

Crossref holds what publishers say of their articles, and what Retraction Watch collected; PubMed holds what journals
print. An article is asked about by its DOI and by its number at PubMed.
"""

import http.client
import json
import os
import re
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

from door.settings import contact_of
from evidence.register import read_register
from support.built_site import PROJECT
from watch.report import Told, code

CROSSREF = "https://api.crossref.org"
PUBMED = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
# Crossref answers a list once a second, and an address stays short enough.
AT_ONCE = 20
PAUSE = 1.0
TIMEOUT = 30
# What may stand around a name in a sentence.
EDGES = ".:()“”"
# The worst first. Each kind with what the hosts' own words for it hold.
KINDS = {
    "retracted": ("retract", "withdraw", "removal"),
    "doubted": ("concern",),
    "corrected": ("correct", "corrigend", "errat", "addend", "clarif"),
    "replaced": ("new_version", "new_edition", "update in"),
}


@dataclass(frozen=True)
class Notice:
    """What a host says of an article: of which kind that is, in which words, and what tells it."""

    kind: str
    words: str
    id: str
    link: str


def kind_of(words):
    """Return the kind of a host's words, or ""."""
    return next((kind for kind, parts in KINDS.items() if any(part in words.casefold() for part in parts)), "")


def crossref_notices(work):
    """Return the notices on a work, as Crossref records it."""
    return [
        Notice(kind_of(update["type"]) or "updated", f"{update['type']}, says {update.get('source', 'Crossref')}",
               update["DOI"].lower(), f"https://doi.org/{update['DOI']}")
        for update in work.get("updated-by", [])
    ]  # fmt: skip


def pubmed_notices(summary):
    """Return the notices on an article, as PubMed sums it up: “Erratum in”, never “Erratum for” or “Comment in”."""
    return [
        Notice(kind_of(each["reftype"]), f"{each['reftype']} {each['refsource']}, says PubMed", str(each["pmid"] or ""),
               f"https://pubmed.ncbi.nlm.nih.gov/{each['pmid'] or summary['uid']}/")
        for each in summary.get("references", [])
        if each["reftype"].endswith(" in") and kind_of(each["reftype"])
    ]  # fmt: skip


class Hosts:
    """Asks both hosts, a list at a time, and keeps what could not be asked. `contact` is whom Crossref may write to."""

    def __init__(self, crossref=CROSSREF, pubmed=PUBMED, contact="", pause=PAUSE):
        self.crossref, self.pubmed, self.contact, self.pause = crossref, pubmed, contact, pause
        self.failed = defaultdict(list)

    def _answer(self, host, address, ids):
        """Return the JSON that an address gives, or None where it gives none."""
        time.sleep(self.pause)
        who = f"foot-cramp-guide-watch{f' (mailto:{self.contact})' if self.contact else ''}"
        try:
            with urllib.request.urlopen(
                urllib.request.Request(address, headers={"User-Agent": who}), timeout=TIMEOUT
            ) as answer:
                return json.load(answer)
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.failed[host, str(error)] += ids
            return None

    def _each(self, host, ids, address, read):
        """Return {id: notices} for all ids that the host knows."""
        found = {}
        ids = sorted(ids)
        for part in (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)):
            answer = self._answer(host, address(part), part)
            try:
                found |= read(answer) if answer is not None else {}
            except (KeyError, TypeError, AttributeError) as error:
                self.failed[host, f"its answer has another form than we know: {error!r}"] += part
        return found

    def of_dois(self, dois):
        """Return {DOI: notices} as Crossref knows them."""

        def address(part):
            asked = {"filter": ",".join(f"doi:{doi}" for doi in part), "select": "DOI,updated-by", "rows": len(part)}
            return f"{self.crossref}/works?{urlencode(asked | ({'mailto': self.contact} if self.contact else {}))}"

        def read(answer):
            return {work["DOI"].lower(): crossref_notices(work) for work in answer["message"]["items"]}

        return self._each("Crossref", dois, address, read)

    def of_pmids(self, pmids):
        """Return {number: notices} as PubMed knows them."""

        def address(part):
            return f"{self.pubmed}/esummary.fcgi?{urlencode({'db': 'pubmed', 'retmode': 'json', 'id': ','.join(part)})}"

        def read(answer):
            result = answer["result"]
            known = [result[pmid] for pmid in result["uids"] if "error" not in result[pmid]]
            return {summary["uid"]: pubmed_notices(summary) for summary in known}

        return self._each("PubMed", pmids, address, read)


def resting_pages(pages):
    """Return {code of a claim: [addresses of the pages that have a note on it]}."""
    found = defaultdict(list)
    for page in pages:
        for name in page.ids:
            if name.startswith("fn-"):
                found[name.removeprefix("fn-")].append(f"/{page.address}")
    return found


def mail_of(contact):
    """Return the mail address of a publisher's contact; "" where that is none or an address of the web."""
    address = contact_of(contact)
    return address.removeprefix("mailto:") if address.startswith("mailto:") else ""


def named_in(note):
    """Return the DOIs and numbers that a source's note names, each whole: one may begin like another."""
    words = (word.strip(EDGES) for word in re.split(r"[\s,;]+", note.lower()))
    return {word.removeprefix("https://doi.org/").removeprefix("doi:") for word in words if word}


def told_of(register, pages, hosts):
    """Return what the hosts tell of the register's sources, with the claims and pages that rest on them.

    A notice that the source's own note names was read by a maintainer, and readers see it there.
    """
    told = Told(
        "Sources",
        "Read the notice, check each claim that rests on the source, and change or drop it. Then name the notice's DOI"
        " or PubMed number in the source's `custom.note`: it is told no more.",
    )
    sources = register.sources.values()
    # What would be HTML in a page is written as an address writes it.
    dois = {source.id: unquote(source.DOI).lower() for source in sources if source.DOI}
    pmids = {source.id: source.PMID for source in sources if source.PMID}
    by_doi, by_pmid = hosts.of_dois(set(dois.values())), hosts.of_pmids(set(pmids.values()))
    on_pages = resting_pages(pages)
    order = [*KINDS, "updated"]
    lines = []
    for source in sources:
        notices = by_doi.get(dois.get(source.id), []) + by_pmid.get(pmids.get(source.id), [])
        fresh = [each for each in notices if each.id.strip(EDGES) not in named_in(source.custom.note)]
        if not fresh:
            continue
        claims = register.resting_on(source.id)
        where = sorted({page for claim in claims for page in on_pages[claim.code]})
        worst = min((each.kind for each in fresh), key=order.index)
        said = "; ".join(f"{code(each.words)} {each.link}" for each in dict.fromkeys(fresh))
        rests = f"{', '.join(claim.id for claim in claims) or 'no claim'}, on {', '.join(where) or 'no page'}"
        lines.append((order.index(worst), f"**{worst}**: `{source.id}`. {said}. On it rest: {rests}"))
    told.found = [line for _, line in sorted(lines)]
    told.unasked = [f"{host}: {len(ids)} articles: {code(why)}" for (host, why), ids in hosts.failed.items()]
    missed = {each for ids in hosts.failed.values() for each in ids}
    for host, asked, known in (("Crossref", dois, by_doi), ("PubMed", pmids, by_pmid)):
        answered = set(asked.values()) - missed
        strange = sorted(answered - set(known))
        line = f"{host} knows {len(answered) - len(strange)} of {len(answered)} articles"
        line += f"; not {', '.join(map(code, strange))}" if strange else ""
        if len(strange) > len(answered) / 2:
            told.unasked.append(f"{line}. Is it still asked in the right way?")
        elif answered:
            told.known.append(line)
    told.known.append(
        f"{sum(not (source.DOI or source.PMID) for source in sources)} of {len(sources)} sources have neither a DOI nor"
        " a PubMed number: no host can be asked whether they still hold"
    )
    return told


def retractions(site):
    """Tell what became of the register's sources."""
    hosts = Hosts(
        os.environ.get("CROSSREF_URL", CROSSREF), os.environ.get("PUBMED_URL", PUBMED),
        mail_of(os.environ.get("WATCH_CONTACT", "")),
    )  # fmt: skip
    return told_of(read_register(PROJECT / "docs"), site.articles.values(), hosts)
