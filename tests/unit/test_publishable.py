"""What a host of one's own sends is made from the built site alone: its compressed forms, and its configuration."""

import gzip
import random

import brotli
import pytest

from headers_file import Rule, by_header, read_rules
from publishable import COMPRESSIBLE, KINDS, Place, address_of, compress, recipe

HEADERS = """\
/guide/*
  X-Content-Type-Options: nosniff
/guide/assets/*
  Cache-Control: immutable
/guide/*.md
  Content-Type: text/markdown; charset=utf-8
/guide/
  Content-Security-Policy: img-src 'self'; a
/guide/404.html
  Content-Security-Policy: b
"""
HOME = '<!doctype html><title>T</title><link rel="canonical" href="https://host.example/guide/">' + "<p>Words. " * 50


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(HOME, encoding="utf-8")
    (folder / "_headers").write_text(HEADERS, encoding="utf-8")
    (folder / "assets" / "a.js").write_text("go()\n" * 90, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"picture" * 90)
    (folder / "short.txt").write_text("ab", encoding="utf-8")
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_text_has_its_compressed_forms_beside_it_and_nothing_else_has_or_changes(site):
    before = contents(site)
    compress(site)
    after = contents(site)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"index.html.gz", "index.html.br", "assets/a.js.gz", "assets/a.js.br"}
    assert gzip.decompress(after["index.html.gz"]) == brotli.decompress(after["index.html.br"]) == before["index.html"]
    assert len(after["index.html.br"]) < len(after["index.html.gz"]) < len(before["index.html"])


def test_the_same_site_gives_the_same_compressed_bytes_whenever_and_wherever_it_is_made(site, tmp_path):
    sizes = compress(site)
    first = contents(site)
    # Once more over what is there, and in another folder under another time.
    assert compress(site) == sizes
    assert contents(site) == first
    other = site.rename(tmp_path / "other")
    for path in other.rglob("*.html"):
        path.touch()
    compress(other)
    assert contents(other) == first
    # Neither a time nor a name stands in it.
    assert first["index.html.gz"][3:8] == bytes(5)


def test_all_forms_of_a_file_tell_the_same_time(site):
    compress(site)
    times = {path.stat().st_mtime_ns for path in site.glob("index.html*")}
    assert len(times) == 1


def test_a_form_that_is_no_smaller_is_not_there_even_where_one_was_before(site):
    (site / "short.txt.gz").write_bytes(b"of a longer text")
    compress(site)
    assert not list(site.glob("short.txt.*"))
    assert not list(site.glob("picture.png.*"))


def test_what_a_site_weighs_is_told_for_each_form(site):
    noise = random.Random(1).randbytes(500)
    (site / "noise.svg").write_bytes(noise)
    sizes = compress(site)
    texts = [content for name, content in contents(site).items() if name.endswith(COMPRESSIBLE)]
    assert sizes[""] == sum(map(len, texts))
    assert len(noise) < sizes[".br"] < sizes[".gz"] < sizes[""]


def test_the_file_of_headers_is_read_in_its_order():
    rules = read_rules(HEADERS)
    assert rules[0] == Rule("/guide/*", {"X-Content-Type-Options": "nosniff"})
    assert [rule.pattern for rule in rules] == [
        "/guide/*",
        "/guide/assets/*",
        "/guide/*.md",
        "/guide/",
        "/guide/404.html",
    ]
    assert [(rule.pattern, value) for rule, value in by_header(rules)["Content-Security-Policy"]] == [
        ("/guide/", "img-src 'self'; a"), ("/guide/404.html", "b"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "fit", "others"),
    [
        ("/*", ["/", "/a/b.md"], []),
        ("/a/*", ["/a/", "/a/b/c"], ["/a", "/b/a/"]),
        ("/*.md", ["/a.md", "/a/b.md"], ["/a.md.gz", "/amd"]),
        ("/a/", ["/a/"], ["/a/b", "/c/a/", "/a"]),
        ("/a.b", ["/a.b"], ["/axb"]),
    ],
)
def test_a_pattern_of_the_file_of_headers_is_read_as_hosts_do(pattern, fit, others):
    rule = Rule(pattern, {})
    assert [path for path in fit + others if rule.fits(path)] == fit
    assert rule.path == (None if "*" in pattern else pattern)


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_configuration_holds_the_headers_of_the_build_its_address_and_its_folder(site, name):
    text = recipe(name, site, Place("/srv/x"))
    for words in (
        "nosniff",
        "img-src 'self'; a",
        "immutable",
        "text/markdown; charset=utf-8",
        "host.example",
        "/srv/x",
    ):
        assert words in text, words
    assert "127.0.0.1" not in text
    assert "{{" not in text
    changed = HEADERS.replace("nosniff", "sniff")
    (site / "_headers").write_text(changed, encoding="utf-8")
    assert recipe(name, site, Place("/srv/x")) == text.replace("nosniff", "sniff")


def test_a_site_without_an_address_is_no_site_to_publish(site):
    assert address_of(site) == "https://host.example/guide/"
    (site / "index.html").write_text("<title>T</title>", encoding="utf-8")
    with pytest.raises(
        SystemExit, match=r"built without an address.*SITE_URL=https://guide\.example/ make publishable"
    ):
        address_of(site)


def test_a_text_is_called_a_text_together_with_its_letters():
    kinds = [kind for kind in KINDS.values() if kind.startswith("text/") or "xml" in kind]
    assert len(kinds) > 4
    # An SVG is read as UTF-8 unless it says otherwise itself.
    assert [kind for kind in kinds if not kind.endswith("; charset=utf-8")] == ["image/svg+xml"]
