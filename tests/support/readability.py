"""How hard a text is to read: school grade, sentence length, share of long words. As the site shows it, not its source.

Convention: headings and code are left out, each list item and table cell is a sentence, notes and sources are left out,
numerals are the words they are read as, and medical words that the glossary explains are not counted as long.
"""

import re
from dataclasses import dataclass

import inflect
import textstat

NUMERALS = inflect.engine()

# A colon before a capital ends a label such as “Warmth:”.
SENTENCE_END = re.compile(r"(?<=[.?!])[”\")]*\s+|(?<=:)\s+(?=[A-Z“])")
# What stands in a page beside its text.
NOT_TEXT = (
    "self::code or self::script or self::style or self::nav "
    "or self::sup[a/@role='doc-noteref'] or @role='doc-endnotes' "
    "or @class='fc-list' or contains(@class, 'fc-record') or contains(@class, 'admonition-title') "
    "or @aria-hidden='true'"
)
BLOCKS = ("p", "li", "td", "dd", "summary")


def spoken(text):
    """Return a text with its numerals written as they are read out."""

    def words(match):
        number = match.group()
        digits = re.sub(r"\D", "", number)
        # Phone numbers are read digit by digit.
        alone = number in ("911", "999", "112", "111", "000", "811") or len(digits) > 7
        return NUMERALS.number_to_words(digits, group=1 if alone else 0, andword="").replace(",", "")

    return re.sub(r"\d+(?:[ ,-]\d{2,4})*", words, text)


@dataclass(frozen=True)
class Reading:
    """`grade` is Flesch-Kincaid's US school grade; lengths are in words; long words have three or more syllables."""

    words: int
    grade: float
    mean: float
    longest: str
    long_words: tuple[str, ...]

    @property
    def long_share(self):
        return len(self.long_words) / max(self.words, 1)


def reading_of(sentences, explained=frozenset()):
    """Measure a list of sentences; `explained` holds words that are not counted as long."""
    said = [spoken(sentence) for sentence in sentences]
    words = [word for sentence in said for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", sentence)]
    text = " ".join(re.sub(r"[.?!:]+(?=.)", ",", sentence.rstrip(".?!: ")) + "." for sentence in said)
    lengths = [len(sentence.split()) for sentence in said]
    long_words = tuple(
        word for word in words if textstat.syllable_count(word) >= 3 and word.casefold() not in explained
    )
    return Reading(
        words=len(words),
        grade=textstat.flesch_kincaid_grade(text) if words else 0.0,
        mean=sum(lengths) / max(len(lengths), 1),
        longest=max(said, key=lambda sentence: len(sentence.split()), default=""),
        long_words=long_words,
    )


def sentences_by_section(document):
    """Return {section id: its sentences} of a built page.

    The text before the first section is under "", the safety notice, whose words are set, under its own id.
    """
    sections = {"": []}
    current = ""
    beside = set(document.xpath(f"//*[{NOT_TEXT}]/descendant-or-self::*"))
    for element in document.xpath("//main//*"):
        if element in beside:
            continue
        if element.tag in ("h2", "h3"):
            current = element.get("id", "")
        elif element.tag in BLOCKS:
            name = "safety-notice" if element.xpath("ancestor-or-self::*[@id='safety-notice']") else current
            sections.setdefault(name, []).extend(_own_sentences(element))
    return {name: sentences for name, sentences in sections.items() if sentences}


def _own_sentences(element):
    """The sentences of a block, without those of blocks inside it."""
    inner = " | ".join(f".//{tag}" for tag in BLOCKS)
    nested = set(element.xpath(inner))
    own = [
        text
        for text in element.xpath(f".//text()[not(ancestor::*[{NOT_TEXT}])]")
        if not nested.intersection(text.getparent().iterancestors())
        and (text.getparent() not in nested or text.is_tail)
    ]
    # The points of “a.m.” end no sentence.
    text = re.sub(
        r"\b([ap])\.m\.(?=( [a-z])?)", lambda m: f"{m[1]}m" if m[2] else f"{m[1]}m.", " ".join("".join(own).split())
    )
    return [part.strip() for part in SENTENCE_END.split(text) if re.search(r"\w", part)]
