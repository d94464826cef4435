"""On every page, on a phone and on a laptop, in every engine: nothing reaches past the screen or lies on another.

Today's Chromium is asked the same in `tests/browser/test_adapted.py`, and more.
"""

import pytest

from engines.conftest import ENGINES
from engines.reader import LAPTOP, PHONE
from support.audit import AUDIT

pytestmark = pytest.mark.program


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "chromium"], indirect=True)
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
            if faults := engine.evaluate(AUDIT)[0]:
                told.append(f"{path or 'home'}, {size[0]} px wide:\n  " + "\n  ".join(faults[:8]))
        sizes.reverse()
    assert not told, "\n".join(told)
