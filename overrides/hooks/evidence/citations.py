"""Each source is cited in one established style, AMA (11th edition), worded by a citation processor."""

from collections import Counter
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = Path(__file__).parents[2] / "citation-style" / "american-medical-association.csl"
# The address is the link around the citation; the rest is not part of it.
NOT_CITED = {"DOI", "PMID", "PMCID", "URL", "custom"}


def cite(sources):
    """Return {id: citation as HTML without a link} for CSL-JSON items given as dicts."""
    bibliography, _ = _registered(sources)
    return dict(zip(bibliography.keys, map(_mended, bibliography.bibliography()), strict=True))


def shorten(sources, citations):
    """Return {id: what a note calls the source}: its author and year.

    A source without a known author, and two sources of one author and year, keep the whole citation: a link's words
    tell where it leads.
    """
    bibliography, cited = _registered(sources)
    named = {
        item["id"]: _mended(bibliography.cite(cited[item["id"]], None)).replace(" and et al.", " et al.")
        for item in sources
        if item.get("author")
    }
    met = Counter(named.values())
    return {name: named[name] if met[named.get(name)] == 1 else whole for name, whole in citations.items()}


def _registered(sources):
    items = CiteProcJSON([{key: value for key, value in item.items() if key not in NOT_CITED} for item in sources])
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(STYLE), validate=False), items, formatter.html)
    cited = {item["id"]: Citation([CitationItem(item["id"])]) for item in sources}
    for citation in cited.values():
        bibliography.register(citation)
    return bibliography, cited


def _mended(citation):
    # citeproc-py 0.11 leaves “&” as it is in HTML, and ends a title that asks with two marks.
    return str(citation).replace("&", "&amp;").replace("?.", "?")
