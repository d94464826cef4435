"""What is published, and what a page asks for: only our own, only what is used."""

import hashlib
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from page.lasting_names import LASTING
from words.writing_rules import KINDS

EXPECTED_KINDS = {".html", ".md", ".svg", ".js", ".css", ".xml", ".gz", ".json", ".csv", ".png"}
ONLY_ONCE = {
    "_headers", "licenses.txt", "llms.txt", "robots.txt", "foot-cramps.epub", "foot-cramps-site.zip",
    "guide.webmanifest",
}  # fmt: skip


def test_only_expected_kinds_of_file_are_published(site):
    assert {name for name in site.files if PurePosixPath(name).suffix not in EXPECTED_KINDS} == ONLY_ONCE
    assert {name for name in site.files if name.endswith((".xml", ".gz"))} == {"sitemap.xml", "sitemap.xml.gz"}
    assert "index.html" in site.files


def test_what_an_author_may_add_is_of_an_expected_kind():
    assert set(KINDS) <= EXPECTED_KINDS


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


def test_a_page_has_one_script_of_ours_and_rules_for_the_next_page_and_none_of_the_theme(site):
    for name, page in site.pages.items():
        *data, rules, script = page.document.xpath("//script")
        assert [element.get("type") for element in data] in ([], ["application/ld+json"]), name
        assert rules.get("type") == "speculationrules", name
        assert PurePosixPath(script.get("data-script")).match("assets/guide.*.js"), name
        # All that stands in the page waits for the page to be there, and then asks for the file.
        assert script.text.count("addEventListener") == script.text.count('"load"') == 1, name
        assert len(script.text) < 300, name


def test_every_picture_script_and_style_is_used(site):
    """Each name stands in a page, in the script that asks for it later, or in the manifest."""
    wanted = (site.folder / "guide.webmanifest").read_text(encoding="utf-8")
    wanted += "".join(page.html for page in site.pages.values())
    wanted += "".join((site.folder / name).read_text(encoding="utf-8") for name in site.files if name.endswith(".js"))
    files = {name for name in site.files if name.startswith(LASTING)}
    assert len(files) > 15
    assert {name for name in files if PurePosixPath(name).name not in wanted} == set()


def test_every_picture_script_and_style_carries_the_hash_of_its_content(site):
    for name in sorted(site.files):
        if name.startswith(LASTING):
            digest = hashlib.sha256((site.folder / name).read_bytes()).hexdigest()
            assert PurePosixPath(name).suffixes[0] == f".{digest[:8]}", name


def test_no_source_map_is_published_or_asked_for(site):
    for name in site.files:
        if name.endswith((".js", ".css")):
            assert "sourceMappingURL" not in (site.folder / name).read_text(encoding="utf-8"), name


def test_no_theme_stylesheet_is_sent(site):
    for name, page in site.pages.items():
        assert not page.document.xpath("//link[@rel='stylesheet']"), name
