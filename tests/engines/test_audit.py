"""On every page, on a phone and on a laptop, in every engine: nothing reaches past the screen or lies on another."""

from pathlib import Path

import pytest

from engines.reader import LAPTOP, PHONE

pytestmark = pytest.mark.program
# What stands before the function is for Prettier.
AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8").partition("\n;")[2]


def test_no_part_of_a_page_lies_on_another_or_past_the_screen(engine, site, address):
    sizes = [PHONE, LAPTOP]
    engine.begin(size=sizes[0])
    told = []
    for path in [*(page.address for page in site.articles.values()), "no/such/page/"]:
        engine.open(address + path)
        # Each page is loaded once, and the window changed once: that is what takes time.
        for turn, size in enumerate(sizes):
            if turn:
                engine.resize(size)
            if faults := engine.evaluate(AUDIT):
                told.append(f"{path or 'home'}, {size[0]} px wide:\n  " + "\n  ".join(faults[:8]))
        sizes.reverse()
    assert not told, "\n".join(told)
