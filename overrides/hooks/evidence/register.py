"""The evidence register: every claim of the guide and every source, read from `docs/data/`, checked one by one.

`docs/data/claims.yaml` holds the claims, `docs/data/sources.json` the sources in CSL-JSON, the format of Zotero and of
every citation processor. The page `about/evidence.md` explains the fields to readers.
"""

import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from door.fault import Fault
from door.records import Written, read_text, words_for

STRICT = ConfigDict(extra="forbid", strict=True)


@dataclass(frozen=True)
class Certainty:
    """How sure one can be: the word on the page, how many of four dots are filled (None: not graded), the meaning."""

    label: str
    dots: int | None
    meaning: str


# What marks our own advice, where a claim's name marks what is known.
OWN = "own"
# The first four are GRADE's words. The meanings stand on about/how-we-check.md too.
CERTAINTIES = {
    "high": Certainty("High", 4, "Good studies agree."),
    "moderate": Certainty("Moderate", 3, "The truth is likely close to this, but it could differ."),
    "low": Certainty("Low", 2, "The truth could be quite different."),
    "very-low": Certainty("Very low", 1, "Too little is known to rely on it."),
    "consensus": Certainty("Experts agree, not tested", None, "Advice that no good study has tested."),
    "harm-reports": Certainty("Known from reports of harm", None, "It has harmed people; nobody will test that."),
    "unknown": Certainty("Not known", 0, "We looked and found no answer."),
}


class Claim(BaseModel):
    """One fact in our own words, and what it rests on."""

    model_config = STRICT
    id: str = Field(pattern=r"^[A-Z]+-?\d+(-[a-z0-9]+)+$", description="Permanent: a prefix and a readable slug.")
    topic: str
    urgency: Literal["emergency", "urgent", "routine", "self-care"] | None = None
    statement: str = Field(min_length=10)
    detail: str = Field(min_length=10)
    population: str
    design: str
    certainty: Literal["high", "moderate", "low", "very-low", "consensus", "harm-reports", "unknown"]
    certainty_basis: str = Field(min_length=3)
    indirectness: str
    sources: list[str]
    verified: bool
    safety_note: str = ""
    priority: Literal["core", "extra"]
    also: list[str] = []
    publish: Literal["fact", "our-advice", "never"] = "fact"

    @property
    def code(self):
        """The part of the id before its readable words, which is enough to tell claims apart: `R02`."""
        return re.match(r"[A-Z]+-?\d+", self.id).group()

    @model_validator(mode="after")
    def a_fact_rests_on_something(self):
        """Without a source, or without an excerpt seen, a claim is our advice or is not published."""
        if self.publish == "fact" and not self.sources:
            raise ValueError("it has no source; add one, or set “publish: our-advice” or “publish: never”")
        if self.publish == "fact" and not self.verified:
            raise ValueError(
                "it is not verified, yet published as a fact; set “publish: our-advice” or “publish: never”"
            )
        return self


class Name(BaseModel):
    """A person or an organization, as CSL-JSON writes names."""

    model_config = STRICT
    family: str | None = None
    given: str | None = None
    literal: str | None = None


class Dates(BaseModel):
    """A date, as CSL-JSON writes it."""

    model_config = ConfigDict(extra="forbid")
    date_parts: list[list[int]] = Field(alias="date-parts")


class SourceNote(BaseModel):
    """What CSL-JSON has no field for: how much of the source was seen."""

    model_config = STRICT
    verified: bool = True
    title_verified: bool = True
    copy_only: bool = False
    address_opened: bool = True
    authority: str = ""
    note: str = ""


class Source(BaseModel):
    """One source, in CSL-JSON (`custom` is CSL-JSON's own place for more)."""

    model_config = STRICT
    id: str = Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=60)
    type: Literal["article-journal", "webpage", "report"]
    title: str
    author: list[Name] = []
    issued: Dates | None = None
    container_title: str = Field("", alias="container-title")
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    DOI: str = ""
    PMID: str = ""
    PMCID: str = ""
    URL: str = Field("", pattern=r"^$|^https?://[^\s\\]+$")
    custom: SourceNote = SourceNote()

    @model_validator(mode="after")
    def words_are_no_markup(self):
        """A citation is printed as HTML: a title or a name that held some would become part of the page."""
        if re.search("[<>]", self.model_dump_json()):
            raise ValueError("it holds “<” or “>”, which a page would take for HTML; write it in words")
        return self

    @property
    def link(self):
        """Where a reader finds it: the DOI, else PubMed, else the issuer's own page, else nowhere. Never a copy."""
        if self.DOI:
            return f"https://doi.org/{quote(self.DOI, safe='/():;')}"
        if self.PMID:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.PMID}/"
        return "" if self.custom.copy_only else self.URL


@dataclass(frozen=True)
class Register:
    """The claims and sources that hold, by id, and what is wrong with the others."""

    claims: dict[str, Claim]
    sources: dict[str, Source]
    faults: tuple[Fault, ...]

    @cached_property
    def published(self):
        """The claims that readers may see, by id."""
        return {name: claim for name, claim in self.claims.items() if claim.publish != "never"}

    def resting_on(self, source):
        """Return the published claims that name a source, in the register's order."""
        return [claim for claim in self.published.values() if source in claim.sources]

    def near(self, name):
        """Return the ids of published claims that someone who wrote `name` may have meant."""
        begins = [known for known in self.published if known.casefold().startswith(name.casefold())]
        return begins or difflib.get_close_matches(name, self.published, n=3, cutoff=0.5)


def read_register(docs):
    """Read `data/claims.yaml` and `data/sources.json` from the folder of pages."""
    written, faults = [], []
    for name, kind in (("claims.yaml", "YAML"), ("sources.json", "JSON")):
        text, wrong = read_text(Path(docs, "data", name), f"docs/data/{name}")
        faults += wrong
        written.append(Written(f"docs/data/{name}", text, kind))
    return Register({}, {}, tuple(faults)) if faults else register_of(*written)


def register_of(claims, sources):
    """Return the register of two lists of records as they are written; every fault names its record and its line."""
    good_sources, source_faults = _valid(Source, sources)
    good_claims, claim_faults = _valid(Claim, claims)
    faults, codes = claim_faults + source_faults, {}
    for name, (at, claim) in good_claims.items():
        if codes.setdefault(claim.code, name) != name:
            # Notes are called by it: `#fn-R02`.
            wrong = f"{name}: {codes[claim.code]} begins with {claim.code} too"
            faults.append(Fault(claims.name, claims.line_of(at, "id"), "claim", wrong, "Give one another number."))
        # Where a source has a fault, that fault is told, and not each claim that rests on it.
        for position, source in enumerate(claim.sources if not source_faults else []):
            if source not in good_sources:
                meant = difflib.get_close_matches(source, good_sources, n=3)
                mend = f"Did you mean {', '.join(meant)}?" if meant else "Add it to sources.json."
                wrong = f"{name}: sources: “{source}” is not a known source"
                faults.append(Fault(claims.name, claims.line_of(at, "sources", position), "claim", wrong, mend))
    return Register(
        {name: claim for name, (_, claim) in good_claims.items()},
        {name: source for name, (_, source) in good_sources.items()},
        tuple(faults),
    )


def _valid(model, written):
    """Return ({id: (position, record)}, faults) of a list of records as it is written."""
    rule = model.__name__.lower()
    records, faults = written.read_as(list, rule)
    if not faults and not records:
        faults = [Fault(written.name, written.line_of(), rule, "the list is empty", "Put its records back.")]
    found = {}
    for at, record in enumerate(records or []):
        name = str(record.get("id") or f"record {at + 1}") if isinstance(record, dict) else f"record {at + 1}"
        if name in found:
            wrong = f"{name}: this id stands twice"
            faults.append(Fault(written.name, written.line_of(at, "id"), rule, wrong, "Give one record another id."))
            continue
        try:
            found[name] = (at, model.model_validate(record))
        except ValidationError as error:
            for fault in error.errors():
                wrong, mend = words_for(fault, ".".join(map(str, fault["loc"])), model)
                line = written.line_of(at, *fault["loc"])
                faults.append(Fault(written.name, line, rule, f"{name}: {wrong}", mend))
    return found, faults
