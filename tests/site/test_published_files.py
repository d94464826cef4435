"""What is published, and what a page asks for: only our own, only what is used."""

from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

EXPECTED_KINDS = {".html", ".svg", ".xml", ".gz", ".json", ".csv"}


def test_only_expected_kinds_of_file_are_published(site):
    unexpected = sorted(name for name in site.files if PurePosixPath(name).suffix not in EXPECTED_KINDS)
    assert not unexpected, unexpected
    assert {name for name in site.files if name.endswith((".xml", ".gz"))} == {"sitemap.xml", "sitemap.xml.gz"}
    assert "index.html" in site.files


def test_no_page_asks_another_host_for_anything(site):
    for name, page in site.pages.items():
        foreign = [address for address in page.loaded if urlsplit(address).netloc]
        assert not foreign, f"{name} pulls in {foreign} from another host. Keep a copy in docs/ or leave it out."
        assert page.loaded, f"{name}: not even the icon was seen"


def test_no_style_reaches_another_host(site):
    for name, page in site.pages.items():
        styles = page.text_of("//style") + " ".join(page.document.xpath("//@style"))
        assert styles, name
        assert "url(" not in styles, name
        assert "@import" not in styles, name


def test_everything_a_page_asks_for_is_published(site):
    for name, page in site.pages.items():
        for address in page.loaded:
            target = urlsplit(urljoin(f"https://guide.example/{page.address}", address)).path
            assert site.file_at(target), f"{name} asks for {address}, which is not published"


def test_a_page_is_complete_without_scripts(site):
    """Until a script is written on purpose, none may slip in from the theme."""
    scripts = {name: page.document.xpath("//script") for name, page in site.pages.items()}
    assert not any(scripts.values()), {name for name, found in scripts.items() if found}


def test_no_theme_stylesheet_is_sent(site):
    for name, page in site.pages.items():
        assert not page.document.xpath("//link[@rel='stylesheet']"), name
