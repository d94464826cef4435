"""A short address tells a message what a section is, and leads a person straight on to it."""

from types import SimpleNamespace

import jinja2
import lxml.html
import pytest

from sharing.short_addresses import LinkPreview, Onward, onward_to, preview_of, with_style, write_onward
from support.built_site import PROJECT
from words.sections import Section

PAGE = SimpleNamespace(url="relief/", canonical_url="https://a.example/g/relief/")
WHOLE = Section("", 1, "Relief", "", "What helps.")
TOWEL = Section("towel", 2, "Use a <towel> & pull", "", "Pull it “gently”.")


@pytest.fixture
def build(tmp_path):
    """As much of a build as a page that leads on needs: the templates are the site's own."""
    return SimpleNamespace(
        config=SimpleNamespace(
            site_name="Guide", site_url="https://a.example/g/", site_dir=str(tmp_path), theme={"favicon": "i/f.svg"}
        ),
        settings=SimpleNamespace(site_url="https://a.example/g/"),
        sections={"relief/": [WHOLE, TOWEL]},
        previews={("relief/", ""): "previews/relief.png", ("relief/", "towel"): "previews/towel.png"},
        env=jinja2.Environment(loader=jinja2.FileSystemLoader(PROJECT / "overrides"), autoescape=False),
        onward=("p{color:red}", "default-src 'none'"),
        policies={},
    )


def test_a_message_shows_a_section_with_its_page_its_opening_and_its_picture(build):
    assert preview_of(PAGE, TOWEL, build, "s/towel/") == LinkPreview(
        "Use a <towel> & pull - Relief",
        "Pull it “gently”.",
        "https://a.example/g/s/towel/",
        "https://a.example/g/previews/towel.png",
    )


def test_a_message_shows_a_page_by_its_own_title_and_address(build):
    assert preview_of(PAGE, WHOLE, build) == LinkPreview(
        "Relief", "What helps.", "https://a.example/g/relief/", "https://a.example/g/previews/relief.png"
    )


def test_a_short_address_leads_from_where_it_is_to_its_section_and_a_former_page_to_the_page(build):
    words = "Go on to this part of the guide"
    assert onward_to(PAGE, TOWEL, "s/towel/", build) == Onward(
        "Use a <towel> & pull - Relief", "Use a <towel> & pull", words, "../../relief/#towel",
        "https://a.example/g/relief/", "../../i/f.svg",
    )  # fmt: skip
    assert onward_to(PAGE, WHOLE, "old/", build) == Onward(
        "Relief", "Relief", words, "../relief/", "https://a.example/g/relief/", "../i/f.svg"
    )


def test_a_style_stands_last_in_the_head():
    page = "<head><title>a</title></head><body>&lt;/head> </head>"
    assert with_style(page, "p{}") == "<head><title>a</title><style>p{}</style></head><body>&lt;/head> </head>"


def test_the_page_at_a_short_address_is_whole_small_and_has_its_policy(build, tmp_path):
    preview = preview_of(PAGE, TOWEL, build, "s/towel/")
    write_onward("s/towel/", preview, onward_to(PAGE, TOWEL, "s/towel/", build), build)
    html = (tmp_path / "s" / "towel" / "index.html").read_text(encoding="utf-8")
    document = lxml.html.document_fromstring(html)
    assert document.findtext(".//title") == "Use a <towel> & pull - Relief - Guide"
    assert document.findtext(".//h1") == "Use a <towel> & pull"
    assert document.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../../relief/#towel"]
    assert document.xpath("//main//a/@href") == ["../../relief/#towel"]
    assert document.xpath("//link[@rel='canonical']/@href") == ["https://a.example/g/relief/"]
    assert document.xpath("//link[@rel='icon']/@href") == ["../../i/f.svg"]
    told = dict(zip(document.xpath("//meta/@property"), document.xpath("//meta[@property]/@content"), strict=True))
    assert told["og:site_name"] == "Guide"
    assert told["og:title"] == "Use a <towel> & pull - Relief"
    assert told["og:description"] == "Pull it “gently”."
    assert told["og:url"] == "https://a.example/g/s/towel/"
    assert told["og:image"] == "https://a.example/g/previews/towel.png"
    assert "This is general information, not a diagnosis." in document.text_content()
    # The policy comes first, and the style that it knows last.
    assert (document.head[0].get("http-equiv"), document.head[0].get("content")) == (
        "Content-Security-Policy",
        "default-src 'none'",
    )
    assert (document.head[-1].tag, document.head[-1].text) == ("style", "p{color:red}")
    assert "<!--" not in html
    assert "\n  " not in html


def test_all_short_addresses_have_one_policy_and_each_other_address_has_its_own(build, tmp_path):
    nothing = LinkPreview("", "", "", "")
    for address in ("s/one/", "s/two/", "special/old/"):
        write_onward(address, nothing, Onward("ü", "ü", "", "", "", ""), build)
        # A second time, where the folder is there already.
        write_onward(address, nothing, Onward("ü", "ü", "", "", "", ""), build)
        assert "ü" in (tmp_path / address / "index.html").read_bytes().decode()
    assert build.policies == {"s/*": "default-src 'none'", "special/old/": "default-src 'none'"}
