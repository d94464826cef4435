"""On every page, in every engine: nothing reaches past the screen, and nothing lies on anything else."""

from pathlib import Path

import pytest

from engines.reader import LAPTOP, PHONE

pytestmark = pytest.mark.program
AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8").lstrip("/ ").partition("\n;")[2]


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_part_of_a_page_lies_on_another_or_past_the_screen(engine, site, address, size):
    engine.begin(size=size)
    wrong = {}
    for path in [*(page.address for page in site.articles.values()), "no/such/page/"]:
        engine.open(address + path)
        if faults := engine.evaluate(AUDIT):
            wrong[path] = faults
    told = "\n".join(f"{path or 'home'}:\n  " + "\n  ".join(faults[:8]) for path, faults in wrong.items())
    assert not wrong, f"{len(wrong)} pages\n{told}"
