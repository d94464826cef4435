"""Drawings as they are published: small, in the tokens' colors, still, with words that teach the same."""

import gzip

import lxml.etree
import pytest

from support.built_site import PROJECT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def files(site):
    return {name: (site.folder / name).read_text(encoding="utf-8") for name in site.files if name.endswith(".svg")}


def test_every_drawing_is_four_kilobytes_at_most_when_compressed(files, site):
    in_pages = {
        f"{name}, in the page": lxml.etree.tostring(drawing, encoding="unicode")
        for name, page in site.pages.items()
        for drawing in page.document.xpath("//svg[@role='img']")
    }
    assert len(files) > 10
    assert len(in_pages) > 3
    texts = {**files, **in_pages}
    sizes = {name: len(gzip.compress(text.encode(), 9, mtime=0)) for name, text in texts.items()}
    assert not {name: size for name, size in sizes.items() if size > 4000}


def test_drawings_hold_no_words_no_color_of_their_own_and_nothing_from_elsewhere(files):
    for name, text in files.items():
        if name.startswith("images/favicon."):
            continue
        root = lxml.etree.fromstring(text)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "style", "g", "path"}, name
        attributes = {key for element in root.iter() for key in element.attrib}
        assert not attributes & {"fill", "stroke", "style", "href"}, name
        # What moves stands in its page, where a reader's wish for stillness is known.
        assert "animation" not in text, name


def test_every_class_that_a_drawing_uses_has_a_rule(files):
    folder = PROJECT / "overrides/components/drawing"
    rules = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.css"))
    used = {
        name
        for text in files.values()
        for names in lxml.etree.fromstring(text).xpath("//@class")
        for name in names.split()
    }
    # The group of fills holds only paths that have a class of their own.
    assert {name for name in used - {"flesh"} if f".{name}" not in rules} == set()


def test_every_drawing_has_a_caption_and_words_that_teach_the_same(site):
    seen = 0
    for page in site.articles.values():
        for figure in page.document.iter("figure"):
            # A strip of pictures is for who cannot read.
            wordless = "fc-card__strip" in figure.get("class", "")
            shown = figure.xpath(".//img | .//svg")
            assert wordless or len(shown) == 1
            for picture in shown:
                words = picture.get("alt") or picture.get("aria-label")
                assert len(words.split()) >= 8, f"{page.path}: “{words}” teaches too little"
                assert wordless or figure.findtext("figcaption/p"), f"{page.path}: “{words}” has no caption"
                seen += 1
    assert seen > 30
