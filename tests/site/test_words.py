"""How many words stand in the open on each page, and that nothing is said twice where once is enough."""

import re

import lxml.html
import pytest

from words.source_page import ANSWER

# What a page may hold in open words: notes, closed blocks, record, contents, notice and captions are left out.
BUDGETS = {
    "": 500, "immediate-relief/": 950, "causes/": 1200, "prevention/": 1200, "when-to-see-a-doctor/": 1500,
    "what-works/": 1300, "is-it-a-cramp/": 1200, "medicines/": 1300, "where-experts-disagree/": 1500,
    "who-gets-cramps/": 950, "about/safety/": 900, "after-the-cramp/": 700, "bedside-card/": 550, "quinine/": 700,
}  # fmt: skip
SITUATION = 550
# The words of an answer.
ANSWER_WORDS = 50
APART = (
    "self::script or self::style or self::nav or self::details or self::figcaption or self::sup or self::svg"
    " or @id='safety-notice' or @id='right-now' or @class='fc-pointer' or @class='admonition-title'"
    " or contains(@class, 'fc-notes') or contains(@class, 'fc-record') or contains(@class, 'fc-moved')"
    " or self::a[parent::*[@class='fc-section-heading']]"
)
# Sentences that only say where advice comes from, which a mark says.
PROVENANCE = re.compile(
    r"\bour (own |)(advice|reading|suggestion|view)\b|\b(is|was|are) our own\b",
    re.I,
)


def words_in(text):
    return re.findall(r"[^\W_]+(?:[-'’.,][^\W_]+)*", text)


def open_text(main):
    """Return the text of a page that a reader meets without opening anything."""
    return " ".join(main.xpath(f".//text()[not(ancestor::*[{APART}])]"))


@pytest.fixture(scope="module")
def texts(site):
    """{address: article} of all pages that have a budget: those about health."""
    return {
        page.address: page.document.xpath("//article")[0]
        for page in site.articles.values()
        if page.address in BUDGETS or page.address.startswith("special-situations/")
    }


@pytest.fixture(scope="module")
def counted(texts):
    """{address: (open words, words in closed blocks)}."""
    return {
        address: (len(words_in(open_text(main))), len(words_in(" ".join(main.xpath(".//details//text()")))))
        for address, main in texts.items()
    }


def test_every_page_keeps_to_its_budget_of_open_words(counted):
    table = [f"{'page':<55}{'open':>6}{'budget':>8}{'closed':>8}"]
    over = []
    for address, (words, closed) in sorted(counted.items()):
        budget = BUDGETS.get(address, SITUATION)
        table.append(f"{address or 'home':<55}{words:>6}{budget:>8}{closed:>8}")
        if words > budget:
            source = f"docs/{address.rstrip('/') or 'index'}.md"
            over.append(f"{source}: {words} open words, {budget} are the most. Say it shorter, or fold explanations.")
    print("\n".join(table))
    assert not over, "\n" + "\n".join(over)
    assert set(BUDGETS) <= set(counted)
    assert len(counted) >= len(BUDGETS) + 11


def test_the_measure_leaves_out_what_is_closed_and_sees_what_is_open():
    main = lxml.html.fragment_fromstring(
        "<article><h1>Two words</h1><p>One<sup>1</sup> is <b>open.</b></p><ul><li>So.</li><li>This too.</li></ul>"
        "<details><summary>More</summary><p>Closed.</p></details><figcaption>Below.</figcaption></article>"
    )
    assert words_in(open_text(main)) == ["Two", "words", "One", "is", "open", "So", "This", "too"]


def test_every_page_about_health_opens_with_its_answer(texts):
    for address, main in texts.items():
        (answer,) = main.xpath(f".//{ANSWER}")
        assert answer.getprevious().get("id") == "page-title", address
        assert 5 < len(words_in(open_text(answer))) <= ANSWER_WORDS, address


def test_no_sentence_says_what_the_mark_of_our_own_advice_says(texts):
    for address, main in texts.items():
        said = " ".join(main.xpath(".//text()[not(ancestor::*[contains(@class, 'fc-notes')])]"))
        found = PROVENANCE.findall(" ".join(said.split()))
        assert not found, f"{address}: {found}"
    assert PROVENANCE.search("Lie still, which is our own advice.")


def test_no_caution_stands_twice_in_a_section(texts):
    seen = 0
    for address, main in texts.items():
        section, met = "", set()
        for part in main.xpath(".//h2 | .//*[@class='fc-caution']"):
            if part.tag == "h2":
                section, met = part.get("id"), set()
                continue
            words = " ".join(part.xpath(".//text()[not(ancestor::sup)]"))
            assert words not in met, f"{address}#{section}: “{words}” stands twice"
            met.add(words)
            seen += 1
    assert seen > 50
