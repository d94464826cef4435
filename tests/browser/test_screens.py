"""`make screens` cuts a tall page without a gap, and its index leaves out nothing that it took."""

import lxml.html
import pytest
from PIL import Image

from browser import screens


@pytest.fixture
def few_views(monkeypatch):
    """One view of each kind: all of them would take a quarter of a minute."""
    chosen = ["320 light", "Forced colors, dark", "Zoom 400%", "Print, A4"]
    monkeypatch.setattr(screens, "VIEWS", [view for view in screens.VIEWS if view.name in chosen])
    monkeypatch.setattr(screens, "TILE", 800)
    return chosen


def test_the_index_lists_every_picture_and_none_is_blank(browser, address, tmp_path, few_views):
    taken = screens.take_pages(browser, address, ["404.html"], tmp_path)
    screens.write_index(tmp_path, {"404.html": "Not found"}, taken)
    index = lxml.html.fromstring((tmp_path / "index.html").read_text(encoding="utf-8"))
    files = {file.relative_to(tmp_path).as_posix() for file in tmp_path.glob("*/*")}
    assert set(index.xpath("//a/@href")) == files
    assert set(index.xpath("//img/@src")) == {file for file in files if file.endswith(".png")}
    assert taken.keys() == {("404.html", name) for name in few_views}
    for file in tmp_path.glob("*/*.png"):
        with Image.open(file) as picture:
            assert len(picture.getcolors()) > 1, f"{file.name} is blank"


def test_a_tall_page_is_cut_without_a_gap(open_page, tmp_path, few_views):
    page = open_page("404.html")
    whole = next(view for view in screens.VIEWS if view.name == "320 light")
    heights = []
    for file in whole.take(page, tmp_path / "cut"):
        with Image.open(file) as picture:
            heights.append(picture.height)
    assert len(heights) > 1
    assert sum(heights) == page.evaluate("document.documentElement.scrollHeight")
