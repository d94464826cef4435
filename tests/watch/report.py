"""Words what the weekly watch brought, so that a maintainer knows what to do before a reader meets it."""

from dataclasses import dataclass, field

# Of each list: who has mended these runs it again. An issue holds 65,536 characters.
MOST = 20
LONGEST = 60_000
WELL = "# All is well"


@dataclass
class Told:
    """What one asking brought: what somebody has to look at, what could not be asked, what is merely known.

    `mend` says what to do with what was found.
    """

    about: str
    mend: str = ""
    found: list[str] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def code(text):
    """Return what another program or host said as code, in one line: nothing in it names a person or is a link."""
    return f"`{' '.join(str(text).replace('`', '’').split())[:200]}`"


def last_line(text):
    """Return the last line with words in it of what a program said."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "it said nothing")


def _listed(lines):
    more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return [f"- {line}" for line in lines[:MOST] + more]


def report(tellings):
    """Return the report: what to do first, then what could not be asked, then what is merely known."""
    found = sum(len(told.found) for told in tellings)
    unasked = sum(len(told.unasked) for told in tellings)
    lines = [f"# {found} to look at, {unasked} could not be asked" if found or unasked else WELL]
    for told in tellings:
        if told.found:
            lines += ["", f"## {told.about}", "", told.mend, "", *_listed(told.found)]
    if unasked:
        lines += ["", "## What could not be asked", "", "Nothing is known of these, and they may not be well."]
        lines += ["Run `make watch` where these hosts can be reached.", ""]
        lines += [line for told in tellings for line in _listed([f"{told.about}: {each}" for each in told.unasked])]
    lines += ["", "## As it stands", ""]
    lines += [line for told in tellings for line in _listed([f"{told.about}: {each}" for each in told.known])]
    text = "\n".join(lines) + "\n"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n\nThe rest is too long for an issue.\n"
