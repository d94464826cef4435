"""What `make bench` reads from a measurement, and what it measures: without clock and network."""

import lxml.html
import pytest
from bench.figures import Target, build_targets, figures_of, medians, paint_targets, scores_of
from bench.pages import bare, copied, make_docs, make_stock, without_strangers

from support.built_site import PROJECT

RESULT = {
    "audits": {
        "first-contentful-paint": {"numericValue": 600.5}, "largest-contentful-paint": {"numericValue": 700},
        "total-blocking-time": {"numericValue": 3}, "cumulative-layout-shift": {"numericValue": 0.01},
        "network-requests": {"details": {"items": [
            {"transferSize": 14000, "resourceType": "Document"}, {"transferSize": 700, "resourceType": "Script"},
        ]}},
        "good": {"score": 1, "scoreDisplayMode": "binary"}, "bad": {"score": 0, "scoreDisplayMode": "binary"},
        "idle": {"score": None, "scoreDisplayMode": "notApplicable"},
    },
    "categories": {
        name: {"score": 1, "auditRefs": [{"id": "good", "weight": 1}, {"id": "idle", "weight": 1}]}
        for name in ("performance", "accessibility", "best-practices")
    } | {"seo": {"score": 0.93, "auditRefs": [{"id": "bad", "weight": 1}, {"id": "bad", "weight": 0}]}},
}  # fmt: skip


def test_the_figures_of_a_lighthouse_result():
    assert figures_of(RESULT) == {
        "fcp": 600.5, "lcp": 700, "tbt": 3, "cls": 0.01, "requests": 2, "bytes": 14700, "script": 700,
    }  # fmt: skip


def test_the_scores_and_what_cost_points():
    scores, costly = scores_of(RESULT)
    assert scores == {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 93}
    assert costly == ["bad"]


def test_medians_are_taken_figure_by_figure():
    assert medians([{"a": 1, "b": 9}, {"a": 5, "b": 7}, {"a": 3, "b": 8}]) == {"a": 3, "b": 8}


def test_a_target_holds_up_to_its_limit():
    assert Target("x", 1.2, 1.2).holds
    assert not Target("x", 1.21, 1.2).holds


def test_paint_is_held_against_the_bare_page_and_against_stock():
    def site(time):
        return {"fcp": time, "lcp": time * 2, "tbt": 0, "cls": 0}

    targets = paint_targets({"home": {"ours": site(600), "bare": site(500), "stock": site(1500)}})
    assert [round(target.value, 3) for target in targets] == [1.2, 0.4, 1.2, 0.4, 0, 0]
    assert all(target.holds for target in targets)


def test_builds_are_held_against_fewer_pages_and_against_stock_by_the_page():
    seconds = {"ours": {10: 1, 100: 5, 1000: 45}, "stock": {10: 1, 100: 4, 1000: 30}}
    assert [target.value for target in build_targets(seconds)] == [pytest.approx(0.9), pytest.approx(1.5)]


def test_a_copy_has_ids_of_its_own_and_links_to_the_originals():
    text = "## A {#a}\n[b](#a) [c](../b.md#x) [d](https://d.example/#a) [e](tel:911) ![f](../images/f.svg)"
    assert copied(text, "part/page.md", 7) == (
        "## A {#a-7}\n[b](#a-7) [c](../../../b.md#x) [d](https://d.example/#a) [e](tel:911) ![f](../../../images/f.svg)"
    )


def test_a_link_to_a_page_that_is_not_there_leads_home():
    text = "[a](../a.md) [b](../b.md#x) [c](#y) [d](../data/claims.csv)"
    expected = "[a](../a.md) [b](../index.md) [c](#y) [d](../data/claims.csv)"
    assert without_strangers(text, "part/page.md", {"a.md"}) == expected


@pytest.mark.parametrize("count", [10, 80])
def test_as_many_pages_are_made_as_were_asked_for(tmp_path, count):
    names = make_docs(PROJECT / "docs", tmp_path / "docs", count)
    made = {path.relative_to(tmp_path / "docs").as_posix() for path in (tmp_path / "docs").rglob("*.md")}
    assert len(names) == count
    assert made == set(names)
    assert "index.md" in made


def test_stock_material_gets_the_notes_in_writing_and_the_drawings_as_files(tmp_path):
    make_docs(PROJECT / "docs", tmp_path / "docs", 10)
    make_stock(tmp_path / "docs", PROJECT / "overrides")
    text = (tmp_path / "docs" / "immediate-relief.md").read_text(encoding="utf-8")
    assert "\n[^R03-strap]: **" in text
    assert "template:" not in text
    assert (tmp_path / "docs" / "images" / "towel-loop.svg").read_text(encoding="utf-8").startswith("<svg")


def test_the_bare_page_has_the_words_and_nothing_that_loads_or_looks():
    page = """<html><head><title>T</title><style>p{}</style></head><body><header>H</header><main class="m">
      <nav>N</nav><h1 id="a" class="b">One</h1><p>Two <svg><path/></svg><a href="x" role="y">three</a></p>
      <img src="i.svg" alt="i"><details><summary>Four</summary></details><script>5</script></main></body></html>"""
    document = lxml.html.document_fromstring(bare(page))
    assert " ".join(document.body.itertext()).split() == ["One", "Two", "three", "Four"]
    assert not document.xpath("//style | //script | //img | //svg | //nav | //header | //@class | //@role | //@src")
    assert document.xpath("//h1/@id | //a/@href") == ["a", "x"]
