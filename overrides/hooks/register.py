"""The evidence register: every claim of the guide and every source, read from `docs/data/`, checked one by one.

`docs/data/claims.yaml` holds the claims, `docs/data/sources.json` the sources in CSL-JSON, the format of Zotero and of
every citation processor. The page `about/evidence.md` explains the fields to readers.
"""

import difflib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

STRICT = ConfigDict(extra="forbid", strict=True)
# The same reader in C, ten times as fast, where PyYAML was built with it.
YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Certainty:
    """How sure one can be: the word on the page, how many of four dots are filled (None: not graded), the meaning."""

    label: str
    dots: int | None
    meaning: str


# The first four are GRADE's words. The meanings stand on about/how-we-check.md too.
CERTAINTIES = {
    "high": Certainty("High", 4, "Good studies agree."),
    "moderate": Certainty("Moderate", 3, "The truth is likely close to this, but it could differ."),
    "low": Certainty("Low", 2, "The truth could be quite different."),
    "very-low": Certainty("Very low", 1, "Too little is known to rely on it."),
    "consensus": Certainty("Experts agree, not tested", None, "Advice that no good study has tested."),
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
    certainty: Literal["high", "moderate", "low", "very-low", "consensus", "unknown"]
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
    id: str
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
    URL: str = ""
    custom: SourceNote = SourceNote()

    @property
    def link(self):
        """Where a reader finds it: the DOI, else PubMed, else the issuer's own page, else nowhere. Never a copy."""
        if self.DOI:
            return f"https://doi.org/{self.DOI}"
        if self.PMID:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.PMID}/"
        return "" if self.custom.copy_only else self.URL


@dataclass(frozen=True)
class Register:
    """The claims and sources that hold, by id, and what is wrong with the others."""

    claims: dict[str, Claim]
    sources: dict[str, Source]
    problems: tuple[str, ...]

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


def read_register(folder):
    """Read `claims.yaml` and `sources.json` from a folder."""
    claims_text = (Path(folder) / "claims.yaml").read_text(encoding="utf-8")
    sources_text = (Path(folder) / "sources.json").read_text(encoding="utf-8")
    return register_of(yaml.load(claims_text, Loader=YAML), json.loads(sources_text))


def register_of(claims, sources):
    """Return the register of two lists of records, as dicts; every fault names its record."""
    problems = []
    good_sources = dict(_valid(Source, sources, "sources.json", problems))
    good_claims = {}
    for name, claim in _valid(Claim, claims, "claims.yaml", problems):
        for unknown in [source for source in claim.sources if source not in good_sources]:
            meant = difflib.get_close_matches(unknown, good_sources, n=3)
            hint = f"Did you mean {', '.join(meant)}?" if meant else "Add it to sources.json."
            problems.append(f"docs/data/claims.yaml: {name}: sources: “{unknown}” is not a known source. {hint}")
        good_claims[name] = claim
    return Register(good_claims, good_sources, tuple(problems))


def _valid(model, records, file, problems):
    seen = set()
    for position, record in enumerate(records, 1):
        name = str(record.get("id") or f"record {position}")
        if name in seen:
            problems.append(f"docs/data/{file}: {name}: this id stands twice. Give one record another id.")
            continue
        seen.add(name)
        try:
            yield name, model.model_validate(record)
        except ValidationError as error:
            for fault in error.errors():
                where = ".".join(str(part) for part in fault["loc"]) or "the record"
                wrong = fault["msg"].removeprefix("Value error, ")
                problems.append(f"docs/data/{file}: {name}: {where}: {wrong}.")
