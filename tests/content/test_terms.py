"""Medical words: each is explained where it first stands on a page, and in the glossary."""

import re

import pytest

from support.tables import table
from words.source_page import words_of

TERMS = table("terms")
BLOCKS = ".//p[not(ancestor::li)] | .//li | .//tr | .//dd"


def plain(text):
    return text.replace("’", "'").casefold()


def first_block(blocks, term):
    """Return the first of some blocks that holds a term as a word of its own, in capitals where it has them."""
    word = re.compile(rf"(?<![\w-]){re.escape(term)}(?!\w)", 0 if term.isupper() else re.I)
    return next((block for block, said in blocks if word.search(said)), None)


@pytest.fixture(scope="module")
def blocks(sources):
    """The blocks of each page, and what they say."""
    return {
        page.path: [(block, words_of(block)) for block in page.body.xpath(BLOCKS)] for page in sources.pages.values()
    }


@pytest.fixture(scope="module")
def entries(sources):
    """The glossary's terms, as written there."""
    return [words_of(term) for term in sources.pages["about/glossary.md"].body.iter("dt")]


def test_the_glossary_and_the_list_of_terms_agree(entries):
    listed = {plain(entry).removesuffix("'s") for entry in entries}
    checked = {plain(term) for term in TERMS}
    short = {"cochrane"}
    missing = {entry for entry in listed if entry not in checked and not any(entry.startswith(name) for name in short)}
    assert not missing, f"tests/support/terms.yml lacks {sorted(missing)}"
    unknown = {term for term in checked if not any(entry.startswith(term) for entry in listed)}
    assert not unknown, f"docs/about/glossary.md lacks {sorted(unknown)}"


@pytest.mark.parametrize("term", [term for term, words in TERMS.items() if words])
def test_a_medical_word_is_explained_where_it_first_stands(sources, blocks, term):
    found = []
    for page in sources.pages.values():
        # The glossary explains each word in its own entry.
        if not page.states_health or page.path == "about/glossary.md":
            continue
        block = first_block(blocks[page.path], term)
        if block is None:
            continue
        linked = any("glossary" in href for href in block.xpath(".//a/@href"))
        said = plain(words_of(block))
        if not linked and not any(plain(word) in said for word in TERMS[term]):
            found.append(
                f"docs/{page.path}:{page.line_of_words(words_of(block))}: “{words_of(block)[:90]}” uses “{term}” "
                f"without one of {TERMS[term]}: say it in plain words there, or link to the glossary."
            )
    assert not found, "\n" + "\n".join(found)
