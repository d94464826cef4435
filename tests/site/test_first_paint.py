"""A page's first screen arrives in one round trip: small, with all that it needs, and nothing that holds it up."""

import gzip
import re
import zlib

# Ten packets of 1,460 bytes: what a server may send before it hears from the reader's device.
ROUND_TRIP = 14_600
PAGE = 30_000
SCRIPT = 3_000
# As most servers compress by themselves.
LEVEL = 6


def compressed(data):
    return len(gzip.compress(data, LEVEL, mtime=0))


def arriving(html, end):
    """Return how many bytes have come when a page is there up to a place in its text."""
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, wbits=31)
    return len(stream.compress(html[:end].encode()) + stream.flush(zlib.Z_SYNC_FLUSH))


def test_the_first_screen_of_every_page_arrives_in_one_round_trip(site):
    """Head, style, header, title, answer, notice, the steps of home, and the first section: no screen shows more."""
    sizes = {}
    for name, page in site.articles.items():
        second = re.search(r"<h2 .*?<h2 ", page.html[page.html.index("</header>") :], re.S)
        end = page.html.index("</header>") + second.end() if second else len(page.html)
        sizes[name] = arriving(page.html, end)
    late = {name: size for name, size in sizes.items() if size > ROUND_TRIP}
    assert not late, f"{ROUND_TRIP:,} bytes fit into one round trip: {late}"
    assert len(sizes) > 30
    assert min(sizes.values()) > 3_000


def test_the_measure_of_what_has_arrived_grows_with_the_text():
    html = "".join(f"<p>{number}</p>" for number in range(9_000))
    assert arriving(html, 100) < arriving(html, 5_000) < arriving(html, len(html)) <= compressed(html.encode()) + 64


def test_no_page_is_larger_than_its_budget(site):
    sizes = {name: compressed(page.html.encode()) for name, page in site.pages.items()}
    assert not {name: size for name, size in sizes.items() if size > PAGE}


def test_the_script_of_all_pages_is_small(site):
    (name,) = [name for name in site.files if name.startswith("assets/guide.")]
    assert 0 < compressed((site.folder / name).read_bytes()) <= SCRIPT


def test_nothing_holds_up_the_first_paint(site):
    for name, page in site.pages.items():
        document = page.document
        assert not document.xpath("//link[@rel='stylesheet' or @rel='preload' or @rel='modulepreload']"), name
        assert not document.xpath("//script[@src] | //head//script"), name
        assert document.xpath("//head/style"), name


def test_pictures_wait_their_turn_and_keep_their_place(site):
    seen = 0
    for name, page in site.pages.items():
        for picture in page.document.iter("img"):
            assert picture.get("loading") == "lazy", name
            assert int(picture.get("width")) > 0, name
            assert int(picture.get("height")) > 0, name
            seen += 1
    assert seen > 15


def test_a_page_carries_only_rules_that_it_uses(site):
    """The home page has doors, the page of sources has none: neither carries the other's rules."""
    home, sources = site.pages["index.html"], site.pages["sources/index.html"]
    assert ".fc-doors" in home.text_of("//style")
    assert ".fc-doors" not in sources.text_of("//style")
    assert ".fc-list" in sources.text_of("//style")
    assert ".fc-list" not in home.text_of("//style")


def test_pages_are_minified(site):
    for name, page in site.pages.items():
        assert "<!--" not in page.html, name
        assert "\n  <" not in page.html, name
        assert "/*" not in page.text_of("//style"), name
