"""Every page can be read by a tired person: measured on the site as built."""

import json
import re

import pytest

from support.built_site import once
from support.readability import reading_of, sentences_by_section, spoken

PAGE_GRADE, SECTION_GRADE, LONGEST, MEAN, LONG_SHARE = 5.0, 7.0, 20, 12.0, 0.08


@pytest.fixture(scope="module")
def explained(site):
    """The medical words that the glossary explains."""
    terms = site.pages["about/glossary/index.html"].document.xpath("//main//dt")
    words = {word.casefold() for term in terms for word in re.findall(r"[^\W_]+", term.text_content())}
    assert len(words) > 40
    return words


@pytest.fixture(scope="module")
def sections(site, run_folder):
    """{file of a page: {section: its sentences, as they are read out}}: found once for all processes of a run."""

    def read_all(result):
        said = {
            page.source: {
                part: list(map(spoken, written)) for part, written in sentences_by_section(page.document).items()
            }
            for page in site.pages.values()
        }
        result.write_text(json.dumps(said), encoding="utf-8")

    return json.loads(once(run_folder / "sentences.json", read_all).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def readings(sections, explained):
    """Each page's figures as a whole."""
    return {
        name: reading_of([sentence for part in parts.values() for sentence in part], explained)
        for name, parts in sections.items()
    }


def test_every_page_reads_at_grade_five_or_less(readings):
    hard = [
        f"{name}: it reads at grade {reading.grade:.1f}; {PAGE_GRADE} is the most. Shorten sentences and long words."
        for name, reading in readings.items()
        if reading.grade > PAGE_GRADE
    ]
    assert not hard, "\n" + "\n".join(hard)


def test_every_section_reads_at_grade_seven_or_less(sections):
    hard = [
        f"{name}: #{section} reads at grade {grade:.1f}; {SECTION_GRADE} is the most. Shorten sentences and long words."
        for name, parts in sections.items()
        for section, sentences in parts.items()
        if section != "safety-notice" and (grade := reading_of(sentences).grade) > SECTION_GRADE
    ]
    assert not hard, "\n" + "\n".join(hard)


def test_no_sentence_has_more_than_twenty_words(sections):
    long = [
        f"{name}: {len(sentence.split())} words in #{section}, {LONGEST} are the most: “{sentence}” Cut it in two."
        for name, parts in sections.items()
        for section, sentences in parts.items()
        for sentence in sentences
        if len(sentence.split()) > LONGEST
    ]
    assert not long, "\n" + "\n".join(long)


def test_sentences_are_twelve_words_long_on_average_at_most(readings):
    means = {name: reading.mean for name, reading in readings.items()}
    assert all(mean <= MEAN for mean in means.values()), means


def test_long_words_are_few(readings):
    """Medical words that the glossary explains are left out of the count."""
    for name, reading in readings.items():
        assert reading.long_share <= LONG_SHARE, (name, round(reading.long_share, 3), sorted(set(reading.long_words)))


def test_the_measure_saw_the_text(readings):
    words = {name: reading.words for name, reading in readings.items()}
    assert all(count > 150 for count in words.values()), words
