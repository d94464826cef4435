"""Each source is cited in one established style, AMA (11th edition), worded by a citation processor."""

from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

STYLE = Path(__file__).parents[1] / "citation-style" / "american-medical-association.csl"
# The address is the link around the citation; the rest is not part of it.
NOT_CITED = {"DOI", "PMID", "PMCID", "URL", "custom"}


def cite(sources):
    """Return {id: citation as HTML without a link} for CSL-JSON items given as dicts."""
    if not sources:
        return {}
    items = CiteProcJSON([{key: value for key, value in item.items() if key not in NOT_CITED} for item in sources])
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(STYLE), validate=False), items, formatter.html)
    for item in sources:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return dict(zip(bibliography.keys, map(_mended, bibliography.bibliography()), strict=True))


def _mended(citation):
    # citeproc-py 0.11 leaves “&” as it is in HTML, and ends a title that asks with two marks.
    return str(citation).replace("&", "&amp;").replace("?.", "?")
