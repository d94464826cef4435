"""A caution has one wording: `docs/data/cautions.yml`, from which every page takes it by name.

An author writes `{caution: force}`, and the page says “Never force a foot that is cold, numb or hurt.” with its markers
and in the look of all cautions. They are read and told as danger signs are, through the same door: an include of
Markdown (pymdownx.snippets) would be read after the rules have looked at a page, and would hide its lines from them.
"""

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

from build import step
from words.named import NamedList

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


CAUTIONS = NamedList(Caution, "caution", "caution", "docs/data/cautions.yml")


def tell_cautions(text, cautions, path=""):
    """Return a page's text with each caution in its own words; one that is not known stays as it is.

    A caution's links are written as from `docs/`; `path` is the page's name below that.
    """
    up = "../" * path.count("/")

    def words(match):
        return cautions[match[1]].told().replace("](", f"]({up}") if match[1] in cautions else match[0]

    return NAMED.sub(words, text)


@step(needs="faults", gives="cautions")
def read_cautions(build):
    """Read the cautions afresh for each build."""
    build.cautions = CAUTIONS.read(build)
