"""What `make bench` reads from a measurement, and what it measures: without clock and network."""

import re
from pathlib import Path

import lxml.html
import pytest
from bench.figures import (
    Target,
    build_targets,
    figures_of,
    load_figures,
    load_targets,
    medians,
    paint_targets,
    scores_of,
)
from bench.load import allow_open_files, asked, configuration
from bench.measure import PARTS, addresses_to_read, built, called_with
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


@pytest.mark.parametrize(("words", "parts"), [([], PARTS), (["load"], ["load"])])
def test_all_parts_are_measured_where_none_is_named(words, parts):
    assert called_with(["bench", *words]) == (Path("bench"), parts)


def test_the_pages_to_read_are_measured_once_and_not_again_by_each_address_that_leads_to_them(tmp_path):
    for name, html in {
        "index.html": "<h1>Home</h1>", "causes/index.html": "<h1>Causes</h1>", "404.html": "<h1>Not there</h1>",
        "foot-cramps.html": "<h1>All</h1>",
        "s/tired/index.html": '<meta http-equiv="refresh" content="0; url=../../causes/#tired">',
    }.items():  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(html, encoding="utf-8")
    assert addresses_to_read(tmp_path) == ["", "causes/"]


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


@pytest.mark.program
def test_the_pages_that_are_measured_can_be_built(tmp_path):
    """Ten of them by our own steps, from a folder of another name."""
    docs = tmp_path / "ours-docs-10"
    make_docs(PROJECT / "docs", docs, 10)
    built("ours", docs, tmp_path / "site")
    assert (tmp_path / "site" / "immediate-relief" / "index.html").is_file()


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


def test_a_request_fails_that_got_no_answer_or_another_than_the_page():
    rows = [(0, 200, 10_000), (500_000, 200, 30_000), (900_000, 200, 100_000), (0, 500, 5_000), (0, -1, 5_000)]
    assert load_figures(rows, 8, 3) == {
        "sent": 8, "failed": 5, "per_second": 3, "visits_per_second": 1, "median": 30, "p95": 100,
    }  # fmt: skip


def test_a_host_that_answers_nobody_fails_every_request():
    figures = load_figures([(0, -1, 5)], 8, 3)
    assert (figures["sent"], figures["failed"], figures["per_second"]) == (8, 8, 0)


def test_no_request_may_fail_and_a_reader_gets_half_the_bytes_of_stock_in_no_more_time():
    ours = {"failed": 0, "first_bytes": 50, "p95": 9}
    stock = {"failed": 1, "first_bytes": 100, "p95": 10}
    targets = load_targets({"ours": ours, "stock": stock})
    assert [(round(target.value, 2), target.holds) for target in targets] == [
        (0, True), (1, False), (0.5, True), (0.9, True),
    ]  # fmt: skip


def test_the_host_under_load_listens_on_this_machine_alone_and_writes_into_its_folder_alone(tmp_path):
    text = configuration(tmp_path, {8001: "/some/site", 8002: "/other/site"})
    listens = re.findall(r"listen (\S+)", text)
    assert listens == ["127.0.0.1:8001", "127.0.0.1:8002"]
    assert "daemon off;" in text
    written = re.findall(r"(?:pid|error_log|access_log|_temp_path) (\S+?)[ ;]", text)
    assert len(written) == 9
    assert all(name.startswith(str(tmp_path)) for name in written)


def test_what_was_asked_of_the_host_is_read_from_its_log(tmp_path):
    log = tmp_path / "log"
    log.write_text("8001 / 200 14000\n8001 /assets/a.js 404 7\n", encoding="utf-8")
    assert asked(log) == [("/", 200, 14000), ("/assets/a.js", 404, 7)]


def test_a_machine_that_allows_too_few_open_files_says_how_to_allow_more(monkeypatch):
    monkeypatch.setattr("resource.getrlimit", lambda kind: (256, 1000))
    with pytest.raises(SystemExit, match=r"1,000 readers at once need 1,200 open files.*ulimit -Hn 1200"):
        allow_open_files(1200)


def test_as_many_files_as_needed_are_allowed_where_the_machine_permits(monkeypatch):
    allowed = []
    monkeypatch.setattr("resource.getrlimit", lambda kind: (256, 4000))
    monkeypatch.setattr("resource.setrlimit", lambda kind, limits: allowed.append(limits))
    allow_open_files(1200)
    assert allowed == [(1200, 4000)]


def test_no_module_of_the_bench_stands_before_one_of_the_hooks():
    """A script's own folder comes first where Python looks for modules."""
    hooks = {path.stem for path in (PROJECT / "overrides" / "hooks").iterdir()}
    assert not hooks & {path.stem for path in (PROJECT / "tests" / "bench").glob("*.py")}
