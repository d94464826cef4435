"""What others made and we send is listed, with its license as its makers wrote it."""

import importlib.util
import re
from importlib.metadata import files
from pathlib import Path

import material
import pytest

from sharing.search import LUNR
from support.built_site import PROJECT

OVERRIDES = PROJECT / "overrides"
TEXTS = (OVERRIDES / "components" / "licenses" / "licenses.txt").read_text(encoding="utf-8")
PAGE = (PROJECT / "docs" / "about" / "licence.md").read_text(encoding="utf-8")
OTHERS = PAGE.partition("{#licence-others}")[2].partition("\n## ")[0]
# A set of icons: what the page calls it.
ICONS = {"material": "Material Design Icons"}
# A package with a font: what the page calls it.
FONTS = {"font_source_sans_pro": "Source Sans Pro", "font_source_serif_pro": "Source Serif Pro"}
# A package that the site is built with: what of it is sent, or nothing.
SENT = {"mkdocs": "lunr", "mkdocs-material": "Material for MkDocs"} | dict.fromkeys(
    [
        "brotli", "citeproc-py", "click", "ebooklib", "font-source-sans-pro", "font-source-serif-pro", "idna",
        "lightningcss", "lxml", "markdownify", "pillow", "pydantic", "pymdown-extensions", "resvg-py",
        "tdewolff-minify", "tinycss2",
    ], ""
)  # fmt: skip


def words(text):
    return " ".join(text.split())


def sources(*patterns):
    return "".join(path.read_text(encoding="utf-8") for pattern in patterns for path in sorted(PROJECT.glob(pattern)))


def test_every_set_that_an_icon_comes_from_is_listed():
    used = set(re.findall(r"\.icons/([a-z]+)/", sources("overrides/**/*.html")))
    known = {path.name for path in Path(material.__file__).parent.glob("templates/.icons/*") if path.is_dir()}
    used |= set(re.findall(rf":({'|'.join(known)})-[a-z-]+:", sources("docs/**/*.md")))
    assert used == set(ICONS)
    assert all(name in OTHERS for name in ICONS.values())


def test_every_font_that_pictures_are_drawn_in_is_listed():
    assert set(re.findall(r"^import (font_\w+)", sources("overrides/hooks/**/*.py"), re.M)) == set(FONTS)
    for package, name in FONTS.items():
        folder = Path(importlib.util.find_spec(package).origin).parent
        assert "SIL Open Font License, Version 1.1" in (folder / "files" / "LICENSE.txt").read_text(encoding="utf-8")
        assert name in OTHERS


def test_every_citation_style_is_listed_with_its_license_and_the_number_of_our_changes():
    (style,) = (OVERRIDES / "citation-style").glob("*.csl")
    text = style.read_text(encoding="utf-8")
    assert "licenses/by-sa/3.0/" in text
    (number,) = re.findall(r"Changed for the Foot Cramp Guide in (\w+) places", text)
    assert f"Citation Style Language project (CC BY-SA 3.0). We changed it in {number} places" in OTHERS
    assert f"with {number} changes" in words((PROJECT / "LICENSE").read_text(encoding="utf-8"))


def test_whoever_builds_with_another_package_says_whether_something_of_it_is_sent():
    asked = (
        (PROJECT / "pyproject.toml").read_text(encoding="utf-8").partition("dependencies = [")[2].partition("\n]")[0]
    )
    assert set(re.findall(r'"([a-z0-9-]+)[>!=<]', asked)) == set(SENT)
    assert all(name in OTHERS for name in SENT.values())


def test_the_license_of_the_theme_and_of_its_icons_travel_as_they_are():
    (license,) = (path for path in files("mkdocs-material") if path.match("*.dist-info/licenses/LICENSE"))
    icons = Path(material.__file__).parent / "templates" / ".icons" / "material" / "LICENSE"
    for path in (license.locate(), icons):
        assert words(Path(path).read_text(encoding="utf-8")) in words(TEXTS)
    # The icons' makers name this license, and it asks that its text goes along.
    assert "Apache License Version 2.0, January 2004" in words(TEXTS)
    assert "END OF TERMS AND CONDITIONS" in TEXTS


def test_the_license_of_the_search_names_the_version_and_the_maker_that_are_sent():
    head = LUNR.read_text(encoding="utf-8")[:300]
    version, maker = re.search(r"- ([\d.]+)\n \* (Copyright \(C\) .+)\n \* @license MIT", head).groups()
    (part,) = (part for part in TEXTS.split("=" * 72) if part.strip().startswith("lunr"))
    assert part.strip().startswith(f"lunr {version}: ")
    assert maker in part
    assert "Permission is hereby granted, free of charge" in part


@pytest.mark.parametrize("name", ["Material for MkDocs", "lunr", "Citation Style Language", *ICONS.values()])
def test_what_the_page_lists_has_its_text(name):
    assert name in OTHERS
    assert name in TEXTS
