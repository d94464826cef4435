"""A caution has one wording: `docs/data/cautions.yml`, from which every page takes it by name.

An author writes `{caution: force}`, and the page says “Never force a foot that is cold, numb or hurt.” with its markers
and in the look of all cautions. They are read and told as danger signs are, through the same door: an include of
Markdown (pymdownx.snippets) would be read after the rules have looked at a page, and would hide its lines from them.
"""

import difflib
import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from build import step
from door.fault import Fault
from door.records import Written, read_text

NAMED = re.compile(r"\{caution:\s*([^}]*?)\s*\}")
WORDS = 25


class Caution(BaseModel):
    """What limits a piece of advice, and what that rests on."""

    model_config = ConfigDict(extra="forbid", strict=True)
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    say: str = Field(description=f"The caution in {WORDS} words or fewer; what it forbids stands first, in bold.")
    claims: list[str] = Field(min_length=1, description="The claims that it rests on, or `own`.")

    @field_validator("say")
    @classmethod
    def short(cls, say):
        """A caution is short, or nobody reads it."""
        if (count := len(say.split())) > WORDS:
            raise ValueError(f"it has {count} words; {WORDS} are the most")
        return say

    def told(self):
        """Return the caution as Markdown."""
        return f'<span class="fc-caution">{self.say}{"".join(f"[^{claim}]" for claim in self.claims)}</span>'


def cautions_of(written):
    """Return ({id: caution}, faults) of the cautions as they are written."""
    found, faults = written.read_as(list[Caution], "caution", named=_name)
    cautions = {}
    for at, caution in enumerate(found or []):
        if caution.id in cautions:
            wrong = f"the caution “{caution.id}” stands twice"
            faults.append(Fault(written.name, written.line_of(at, "id"), "caution", wrong, "Keep one."))
        cautions[caution.id] = caution
    return cautions, faults


def _name(record, at):
    return str(record.get("id") or f"caution {at + 1}") if isinstance(record, dict) else f"caution {at + 1}"


def tell_cautions(text, cautions, path=""):
    """Return a page's text with each caution in its own words; one that is not known stays as it is.

    A caution's links are written as from `docs/`; `path` is the page's name below that.
    """
    up = "../" * path.count("/")

    def words(match):
        return cautions[match[1]].told().replace("](", f"]({up}") if match[1] in cautions else match[0]

    return NAMED.sub(words, text)


def unknown_cautions(lines, cautions):
    """Yield (line, what is wrong, what to do) for each name of a caution that is none, in (number, line) of a text."""
    for number, line in lines:
        for match in re.finditer(r"\{caution[^}]*\}?", line):
            name = NAMED.fullmatch(match.group())
            near = difflib.get_close_matches(name[1] if name else "", cautions, n=2, cutoff=0.5)
            mend = f"Did you mean {' or '.join(near)}? " if near else ""
            yield number, f"“{match.group()}” is no caution", f"{mend}docs/data/cautions.yml lists them."


@step(needs="faults", gives="cautions")
def read_cautions(build):
    """Read the cautions afresh for each build."""
    name = "docs/data/cautions.yml"
    text, faults = read_text(Path(build.config.docs_dir, "data", "cautions.yml"), name)
    build.cautions, wrong = ({}, faults) if faults else cautions_of(Written(name, text))
    build.faults += wrong
