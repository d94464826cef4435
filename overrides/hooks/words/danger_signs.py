"""A danger sign has one level and one wording: `docs/data/danger-signs.yml`, from which every page takes it by name.

An author writes `{sign: one-leg}`, and the page says “**Get help today** if one leg becomes swollen, warm or a new
color.” with its care and its markers. `{sign: one-leg in full}` is the line of the page on when to see a doctor, whose
heading tells the level, and `{sign: one-leg in short}` that of the bedside card.
"""

import re
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from build import step
from words.named import NamedList

NAMED = re.compile(r"\{sign:\s*([^}]*?)(?:\s+in\s+(full|short))?\s*\}")
# What each level says before its signs; the levels are named as the blocks that hold them.
CALLS = {"emergency": "Call an ambulance", "today": "Get help today", "visit": "Book a visit"}
# Innermost brackets: the ways in which a sign can be met.
CHOICE = re.compile(r"\[([^\[\]]*)\]")


def said(clause):
    """Return a clause as it is read: “[swollen | warm | a new color]” is “swollen, warm or a new color”."""
    while (found := CHOICE.search(clause)) is not None:
        *first, last = (way.strip() for way in found[1].split("|"))
        # What holds an “or” of its own is parted by more than another “or”.
        comma = "," if any(" or " in way for way in (*first, last)) else ""
        clause = f"{clause[: found.start()]}{', '.join(first)}{comma} or {last}{clause[found.end() :]}"
    return clause


def ways_of(clause):
    """Return each way to meet a clause: “one leg is swollen”, “one leg is warm” …"""
    found = CHOICE.search(clause)
    if found is None:
        return [clause]
    before, after = clause[: found.start()], clause[found.end() :]
    return [way for choice in found[1].split("|") for way in ways_of(before + choice.strip() + after)]


class DangerSign(BaseModel):
    """One sign: its level, in which words it is told, and what these rest on."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    level: Literal["emergency", "today", "visit"]
    clause: str = Field(alias="if", description="The words behind “if”; [a | b] holds what may stand for each other.")
    call: str = Field("", description="Whom to call, where that is not the same for all signs of the level.")
    care: str = Field("", description="What must stand beside it wherever it is told.")
    short: str = Field("", description="The line of the bedside card, where the words behind “if” are too long for it.")
    more: str = Field("", description="What the page on when to see a doctor says as well.")
    claims: list[str] = Field(description="The claims that it rests on.")

    @field_validator("clause")
    @classmethod
    def parted(cls, clause):
        """What may stand for each other is in brackets, so that each way to meet the sign can be tried."""
        if any(" or " in way for way in ways_of(clause)) or "[" in said(clause) or "]" in said(clause):
            raise ValueError("an “or” stands outside of [a | b], or a bracket is not closed")
        return clause

    @cached_property
    def words(self):
        """The clause as it is read."""
        return said(self.clause)

    @property
    def call_words(self):
        """Whom to call."""
        return self.call or CALLS[self.level]

    def told(self, form=None):
        """Return the sign as Markdown: as a sentence, `full` or `short`."""
        markers = "".join(f"[^{claim}]" for claim in self.claims)
        if form == "short":
            return self.short or ". ".join(filter(None, [_capital(self.words), self.call, self.care.rstrip(".")]))
        if form is None:
            return " ".join(filter(None, [f"**{self.call_words}** if {self.words}.", self.care])) + markers
        # An emergency block holds no markers, so that nobody reads on there.
        call = f"{self.call}." if self.call else ""
        text = " ".join(filter(None, [f"**{_capital(self.words)}.**", call, self.care, self.more]))
        return text + ("" if self.level == "emergency" else markers)


def _capital(words):
    return words[:1].upper() + words[1:]


SIGNS = NamedList(DangerSign, "sign", "danger sign", "docs/data/danger-signs.yml")


def tell_signs(text, signs):
    """Return a page's text with each sign in its own words; one that is not known stays as it is."""

    def words(match):
        return signs[match[1]].told(match[2]) if match[1] in signs else match[0]

    return NAMED.sub(words, text)


@step(needs="faults", gives="signs")
def read_signs(build):
    """Read the danger signs afresh for each build."""
    build.signs = SIGNS.read(build)
