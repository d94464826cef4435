"""Each danger sign catches its danger and lets the ordinary cramp go, and stands at one level wherever it is told."""

import re

import pytest

from support.tables import table
from words.danger_signs import CALLS, ways_of
from words.source_page import words_of

STORIES = table("stories")
LEVELS = ["home", "visit", "today", "emergency"]
# Words without which a sign and a story say the same.
SMALL = {
    "a", "an", "the", "and", "or", "in", "on", "at", "of", "to", "for", "with", "by", "from", "your", "you",
    "i", "my", "it", "its", "is", "are", "am", "be", "been", "was", "has", "have", "had", "get", "gets",
    "that", "this", "than", "then", "as", "so", "such", "too", "very", "when", "while", "after", "become", "come",
    "bring", "feel", "go",
}  # fmt: skip
# A sentence that tells a reader how fast to act; what a health service says is a report, not a level of the guide.
TELLING = {
    "emergency": re.compile(r"\b(call an ambulance|call your emergency number|go to an emergency room now)\b", re.I),
    "today": re.compile(r"\b(get|go for|needs?|call for) (medical )?(help|advice) (today|the same day)\b", re.I),
    "visit": re.compile(r"\bbook a visit\b", re.I),
}  # fmt: skip
SECTION_LEVELS = {
    "call-an-ambulance": "emergency", "card-emergency": "emergency", "get-help-today": "today", "card-today": "today",
    "book-a-visit": "visit",
}  # fmt: skip


@pytest.fixture(scope="module")
def signs(sources):
    return sources.signs


def key_words(text):
    """Return what a text says, word by word: small words left out, plurals and the like made alike."""
    words = re.findall(r"[a-z]+|\d+", text.casefold().replace("'", ""))
    return {re.sub(r"(?<=\w{3})s$", "", word) for word in words} - SMALL


def met(story, signs):
    """Return the signs that a story meets: it says all that one way of meeting them asks for."""
    says = key_words(f"{story['story']} {story['means']}")
    return [sign for sign in signs.values() if any(key_words(way) <= says for way in ways_of(sign.clause))]


def named(story):
    return story["story"][:40]


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_a_story_meets_signs_of_its_level_and_of_none_above(signs, story):
    found = met(story, signs)
    above = [sign.words for sign in found if LEVELS.index(sign.level) > LEVELS.index(story["level"])]
    assert not above, f"“{story['story']}” would be told: {above}. Make the sign say what an ordinary story does not."
    if story["level"] != "home":
        assert story["sign"] in [sign.id for sign in found if sign.level == story["level"]], [sign.id for sign in found]


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_a_story_is_answered_in_its_section(sources, signs, story):
    path, _, name = story["at"].partition("#")
    text = section_text(sources.pages[path], name)
    wanted = story.get("words") or [signs[story["sign"]].words]
    lacking = [words for words in wanted if words.casefold() not in text.casefold()]
    assert not lacking, f"docs/{story['at']} does not say {lacking}: “{story['story']}” finds no answer there."


def section_text(page, name):
    """Return the words of a section, its subsections included."""
    heading = next((found for found in page.body.iter("h2", "h3") if found.get("id") == name), None)
    assert heading is not None, f"docs/{page.path} has no section “{name}”."
    words = []
    # A heading stands in a box with its link.
    box = heading.getparent() if heading.getparent().get("class") == "fc-section-heading" else heading
    for after in box.itersiblings():
        headings = [after] if after.tag in ("h2", "h3") else after.xpath("self::div/h2 | self::div/h3")
        if any(found.tag <= heading.tag for found in headings):
            break
        words.append(words_of(after))
    return " ".join(words)


def test_every_sign_of_help_has_a_story(signs):
    told = {story.get("sign") for story in STORIES}
    assert not {sign.id for sign in signs.values()} - told
    assert len(STORIES) >= 40


def told(page, signs):
    """Yield (sign, level, words) for each sentence of a page that holds a sign's own words."""
    for block in page.body.iter("p", "li", "td", "figcaption", "dd"):
        if block.tag == "p" and block.getparent().tag in ("li", "td"):
            continue
        words = words_of(block)
        for sign in signs.values():
            for sentence in re.split(r"(?<=[.?!:])\s+", words):
                if sign.words.casefold() in sentence.casefold():
                    yield sign, level_of(block, sentence, sign), sentence


def level_of(block, sentence, sign):
    """Return the level that a sentence gives: its own, or that of the block or section it stands in."""
    if sentence.casefold().startswith(sign.call_words.casefold()):
        return sign.level
    for level, telling in TELLING.items():
        if telling.search(sentence):
            return level
    for around in block.iterancestors("div"):
        for heading in around.xpath("./h2[@id] | ./div[@class='fc-section-heading']/h2[@id]"):
            if heading.get("id") in SECTION_LEVELS:
                return SECTION_LEVELS[heading.get("id")]
    return None


def test_each_sign_stands_at_one_level_on_all_pages(sources, signs):
    wrong = [
        f"docs/{page.path}:{page.line_of_words(words)}: “{words}” tells “{sign.id}” as {level}, not as {sign.level}"
        for page in sources.pages.values()
        for sign, level, words in told(page, signs)
        if level != sign.level
    ]
    assert not wrong, "\n" + "\n".join(wrong)
    places = {sign.id for page in sources.pages.values() for sign, _, _ in told(page, signs)}
    assert places == set(signs), f"told nowhere: {set(signs) - places}"


def test_no_level_is_given_but_by_a_sign(sources, signs):
    """A sentence that tells how fast to act is a sign's own, leads to the lists, or says that it is our own advice."""
    wrong = []
    for page in sources.pages.values():
        if not page.states_health or page.path.startswith("about/"):
            continue
        for block in page.body.iter("p", "li", "td", "figcaption"):
            if block.tag == "p" and block.getparent().tag in ("li", "td"):
                continue
            words = words_of(block)
            ours = re.search(r"\bour (own )?(advice|reading|suggestion)\b", words)
            leads = any(re.search("#|when-to-see-a-doctor", link.get("href") or "") for link in block.iter("a"))
            for sentence in re.split(r"(?<=[.?!])\s+", words):
                if not any(TELLING[level].search(sentence) for level in ("emergency", "today")):
                    continue
                if ours or leads or any(sign.words.casefold() in sentence.casefold() for sign in signs.values()):
                    continue
                if re.search(r"\b(says?|said|calls?) ", sentence) and "Call" not in sentence.split()[0]:
                    continue
                wrong.append(f"docs/{page.path}:{page.line_of_words(words)}: {sentence}")
    assert not wrong, "Name the sign, so that it is told alike everywhere:\n" + "\n".join(wrong)


def test_a_level_is_never_below_what_the_register_gives(sources, signs):
    least = {"emergency": "emergency", "urgent": "today", "routine": "visit", "self-care": "home", None: "home"}
    below = [
        f"{sign.id} is below {claim}, which says {given}"
        for sign in signs.values()
        for claim in sign.claims
        if LEVELS.index(sign.level) < LEVELS.index(least[given := sources.register.claims[claim].urgency])
    ]
    # The same claim tells who is poisoned and ill, and who came near and is well: the line to call is for both.
    assert below == ["near-poison is below RF-08-poison, which says emergency"]


def test_the_calls_of_the_levels_are_three():
    assert list(CALLS) == ["emergency", "today", "visit"]
