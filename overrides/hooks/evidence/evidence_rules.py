"""An author is told at once where a statement rests on nothing, or says more than the register does.

Each function is the check of one rule: it yields (line, what is wrong, what to do). `RULES` are all rules of the house.
"""

import re
from collections import deque
from dataclasses import dataclass, field

from build import step
from door.fault import refuse, tell
from evidence.register import CERTAINTIES, OWN, Register
from words import writing_rules
from words.danger_signs import NAMED, SIGNS, DangerSign
from words.named import unknown_names
from words.source_page import notes_in, words_of
from words.writing_rules import STOPS, Rule, Site, file_faults, problems

MARKER = re.compile(r"\[\^([^\]\s]+)\]")
MARK = "Add a marker such as [^R03-strap], write [^own] if it is our own advice, or {: .no-fact } if it states no fact."
OURS = re.compile(r"\bour (own|advice|suggestion|reading|view)\b", re.I)
# The pages that explain the mark may tell what it stands for.
METHOD = {"about/accessibility.md", "about/evidence.md", "about/glossary.md", "about/how-we-check.md"}
# Where a sentence gives a sign its level, and the markers behind the sentences that they belong to.
LEVEL = re.compile(
    r"\b(?:call an ambulance|your emergency number|emergency room|is an emergency|today|same day)\b", re.I
)
MARKERS = re.compile(r"((?:\[\^[^\]\s]+\])+)")
# Which country's name must stand beside a number. 111 is advice in the UK and the emergency number in New Zealand.
COUNTRIES = {
    "911": ("US", "Canada"),
    "999": ("UK", "England", "Scotland", "Wales", "Ireland"),
    "112": ("Europe", "Ireland"),
    "111": ("UK", "England", "Scotland", "Wales", "New Zealand"),
    "000": ("Australia",),
    "811": ("Canada",),
    "1-800-222-1222": ("US",),
    "0800 611 116": ("New Zealand",),
    "1800 633 422": ("Australia",),
    "13 43 25 84": ("Queensland",),
}
# A long number with spaces or dashes, or three digits that stand alone as an emergency number does.
PHONE = re.compile(
    r"(?<![\d.,-])(?:\d{1,4}(?:[ -]\d{2,4}){2,}(?!\d)"
    r"|(?:911|999|112|111|000|811)(?!\d|[.,]\d| (?:people|adults|in \d)))"
)


@dataclass(frozen=True)
class EvidencedSite(Site):
    """What a rule about evidence may ask as well: the register and the danger signs."""

    register: Register
    signs: dict[str, DangerSign] = field(default_factory=dict)


def known_claim(page, site):
    """A marker names a claim of the register that may be published."""
    for number, line in enumerate(page.all_lines, 1):
        for name in MARKER.findall(line):
            if name == OWN or name in site.register.published:
                continue
            if name in site.register.claims:
                yield number, f"the claim “{name}” may not be published", "Leave the statement out."
                continue
            near = site.register.near(name)
            hint = f"Did you mean {' or '.join(near)}?" if near else "docs/data/claims.yaml lists the claims."
            yield number, f"“{name}” is no claim of the register", hint


def sure_known(page, site):
    """How sure we are is told of a claim that is there."""
    lines = enumerate(page.all_lines, 1)
    known = site.register.published
    yield from unknown_names(lines, "sure", known, "claim whose certainty can be told", "docs/data/claims.yaml")


def sign_known(page, site):
    """A danger sign that a page names is there."""
    yield from SIGNS.unknown(enumerate(page.all_lines, 1), site.signs)


def sign_by_name(page, site):
    """No page gives a danger sign its level in words of its own: it names the sign."""
    named = {}
    for sign in site.signs.values():
        for claim in sign.claims if sign.level != "visit" else ():
            named.setdefault(claim, sign.id)
    for number, line in enumerate(page.written.splitlines(), 1):
        # Each stretch of words, and the markers behind it; what stands behind the last has none.
        parts = MARKERS.split(NAMED.sub("", line))
        for stretch, markers in zip(parts[::2], parts[1::2], strict=False):
            signs = [named[claim] for claim in MARKER.findall(markers) if claim in named]
            if signs and (level := LEVEL.search(stretch)):
                wrong = f"“{level.group()}” and a marker of the danger sign “{signs[0]}” stand in words of their own"
                yield number, wrong, f"Write {{sign: {signs[0]}}}, so that the sign is told alike everywhere."


def marker_apart(page, site):
    """A marker never follows a digit, nor a phone number's period: “911” and note 25 would read as another number."""
    said = deque(maxlen=4)
    for marker in page.body.xpath(".//sup[a/@role='doc-noteref'] | .//text()[not(ancestor::sup)]"):
        if isinstance(marker, str):
            said.append(marker)
            continue
        before = "".join(said)
        number = before.rstrip(" .,;:)")
        if before[-1:].isdigit() or any(number.endswith(phone) for phone in COUNTRIES):
            wrong = f"a marker stands right after the number “{before.split()[-1]}”"
            yield page.line_of_words(words_of(marker.getparent())), wrong, "Put it after a word or a period."


def fact_marked(page, site):
    """Every paragraph, list item and table row carries a marker, stands under one, or says that it is our advice."""
    # Without front matter the page's first line is no text of its own; another rule says so.
    if page.parts.record is None or not page.states_health:
        return
    for block in page.body.iter("p", "li", "tr", "dd"):
        if not _covered(block):
            words = words_of(block)
            yield (
                page.line_of_words(words),
                f"“{words[:60]}” rests on nothing",
                MARK,
            )


def _covered(block):
    if _exempt(block) or notes_in(block) or not words_of(block):
        return True
    if block.tag == "p":
        after = block.getnext()
        return words_of(block).endswith(":") and after is not None and after.tag in ("ul", "ol", "table")
    return block.tag == "li" and _list_covered(block.getparent())


def _exempt(block):
    """Titles of blocks, rows of column names, what the author marks, and what its own list item already holds."""
    classes = block.get("class", "").split()
    inside = [ancestor.get("class") or "" for ancestor in block.iterancestors()]
    return (
        "no-fact" in classes
        or "admonition-title" in classes
        or (block.tag == "tr" and block.find("th") is not None and block.getparent().tag == "thead")
        or (block.tag == "p" and block.getparent().tag in ("li", "dd"))
        or any("fc-urgency--emergency" in names for names in inside)
    )


def _list_covered(items):
    """A list is covered by the markers of the paragraph before it, or of one after it that says so."""
    before, after = items.getprevious(), items.getnext()
    led = before is not None and before.tag == "p" and notes_in(before)
    followed = after is not None and after.tag == "p" and words_of(after).startswith("These ") and notes_in(after)
    return bool(led or followed)


def emergency_covered(page, site):
    """An emergency block holds no marker, so that nobody reads on; the text right after it names its claims."""
    for block in page.body.find_class("fc-urgency--emergency"):
        line = page.line_of_words(words_of(block[1]) if len(block) > 1 else "")
        if notes_in(block):
            yield line, "a marker stands in an emergency block", "Put it right after."
        found = []
        for after in block.itersiblings():
            if after.tag not in ("p", "ul", "details"):
                break
            found += notes_in(after)
        if not found and page.states_health:
            yield line, "no claim is named after this emergency block", "Add the markers."


def advice_said(page, site):
    """What only we advise carries the mark of our own advice, in the same block; no sentence says so."""
    ours = {name for name, claim in site.register.published.items() if claim.publish == "our-advice"}
    for block in page.body.iter("p", "li", "tr", "dd"):
        cited = ours.intersection(notes_in(block))
        others = set(notes_in(block)) - ours
        if cited and not others:
            wrong = f"{', '.join(sorted(cited))} is our own advice, and is not marked as that"
            yield page.line_of_words(words_of(block)), wrong, "Write [^own] beside the marker."
    if page.path in METHOD or not page.states_health:
        return
    for number, line in page.lines:
        if said := OURS.search(line):
            yield (
                number,
                f"“{said.group()}” says in a sentence what a mark says",
                "Write [^own], and take the words out.",
            )


def certainty_matches(page, site):
    """A table's column “How sure”, and a paragraph that begins with it, say what the register says."""
    graded = "|".join(certainty.label for certainty in CERTAINTIES.values())
    for block in page.body.iter("p"):
        said = re.match(rf"How sure: ({graded})\b", words_of(block))
        cited = [name for name in notes_in(block) if name in site.register.claims]
        if said and cited and said[1] != _label(site, cited[0]):
            wrong = f"“{said[1]}” is not how sure {cited[0]} is"
            yield page.line_of_words(words_of(block)), wrong, f"The register says “{_label(site, cited[0])}”."
    for table in page.body.iter("table"):
        names = [words_of(cell) for cell in table.iterfind("thead/tr/th")]
        if "How sure" not in names:
            continue
        column = names.index("How sure")
        for row in table.iterfind("tbody/tr"):
            cell = row[column]
            line = page.line_of_words(words_of(row))
            cited = [name for name in notes_in(cell) if name in site.register.claims]
            if not cited:
                yield line, "a cell under “How sure” has no marker", "Name the claim whose certainty it gives."
                continue
            if words_of(cell) != _label(site, cited[0]):
                wrong = f"“{words_of(cell)}” is not how sure {cited[0]} is"
                yield line, wrong, f"The register says “{_label(site, cited[0])}”."


def _label(site, name):
    return CERTAINTIES[site.register.claims[name].certainty].label


def phone_country(page, site):
    """A phone number stands in one sentence, list item or table row with its country."""
    for block in page.body.iter("p", "li", "tr", "dd"):
        if block.tag == "p" and block.getparent().tag in ("li", "dd"):
            continue
        words = words_of(block)
        row = " | ".join(words_of(cell) for cell in block)
        for part in [row] if block.tag == "tr" else re.split(r"(?<=[.?!])\s+", words):
            for number in PHONE.findall(part):
                wanted = COUNTRIES.get(number)
                if wanted is None:
                    yield (
                        page.line_of_words(words),
                        f"the number {number} is not in the register",
                        "Add it with its source.",
                    )
                elif not any(re.search(rf"\b{country}", part) for country in wanted):
                    yield (
                        page.line_of_words(words),
                        f"the number {number} stands without its country",
                        f"Name it in the same sentence: {' or '.join(wanted)}.",
                    )


RULES = [
    *writing_rules.RULES,
    Rule("known-claim", "A marker names a claim of the register.", "A note must lead to evidence.", known_claim),
    Rule("sure-known", "A certainty that is named is there.", "A meter must show something.", sure_known),
    Rule("sign-known", "A danger sign that is named is there.", "No sign may vanish.", sign_known, STOPS),
    Rule("sign-by-name", "A danger sign is told by its name.", "One sign, one level, one wording.", sign_by_name),
    Rule("marker-apart", "A marker never follows a digit.", "A phone number must stay what it is.", marker_apart),
    Rule("fact-marked", "A statement of fact carries a marker.", "Readers can check every statement.", fact_marked),
    Rule(
        "emergency-plain",
        "An emergency block is plain; its claims follow it.",
        "Nobody reads on there.",
        emergency_covered,
    ),
    Rule("advice-said", "Our own advice carries its mark.", "It rests on no source.", advice_said),
    Rule("certainty-matches", "“How sure” says what the register says.", "One truth, in one place.", certainty_matches),
    Rule("phone-country", "A phone number stands with its country.", "111 helps here and alarms there.", phone_country),
]
STOPPING = {rule.id for rule in RULES if rule.stops}


def site_of(build, files):
    """Return what the rules may ask about."""
    files = frozenset(file.src_uri for file in files)
    return EvidencedSite(build.pages, files, build.register, build.signs, cautions=build.cautions)


@step(needs="settings pages register signs cautions data_files lasting_files")
def check_pages(build, files):
    """Report every problem before the pages are made.

    A build stops there. A server goes on showing pages that break a rule; from one that its author cannot have meant,
    nothing is built where a good one is there.
    """
    # What a step made is no file that an author put there.
    written = [file for file in files if file.abs_src_path and file.inclusion.is_included()]
    others = {file.src_uri for file in written if not file.is_documentation_page()}
    found = sorted([*problems(site_of(build, files), RULES), *file_faults(others)])
    stopping = [fault for fault in found if fault.rule in STOPPING]
    if build.config.strict or (stopping and not build.settings.goes_on):
        refuse(found)
    tell(found)
