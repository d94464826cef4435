"""The emergency and advice numbers of each country, read from the one table that tells them."""

from build import step
from words.said import said

PAGE, SECTION = "when-to-see-a-doctor.md", "numbers-by-country"
ROWS = "//*[@id=$section]/following::table[1]/tbody/tr"


def _pieces(cell):
    """Return a cell as [words, address] pairs, without markers; the address is empty where the words lead nowhere."""
    pieces = [[cell.text or "", ""]]
    for part in cell:
        if part.tag == "a":
            pieces.append([said(part), part.get("href")])
        elif part.tag != "sup":
            pieces[-1][0] += said(part)
        pieces.append([part.tail or "", ""])
    return [piece for piece in pieces if piece[0].strip()]


def numbers_in(text):
    """Return [country, emergency, advice] of each row of the table in a page's text, the last two as pieces."""
    rows = text.xpath(ROWS, section=SECTION)
    return [[said(country), _pieces(emergency), _pieces(advice)] for country, emergency, advice in rows]


@step(needs="texts", gives="numbers")
def find_numbers(build, files):
    """Find the numbers of each country; a guide without that page has none."""
    build.numbers = numbers_in(build.texts[PAGE]) if PAGE in build.texts else []
