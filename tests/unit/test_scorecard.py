"""The scorecard: how it is written, what it scores, and each yardstick's own rule for a total."""

import sys
from types import SimpleNamespace

import jinja2
import lxml.html
import pytest

from door.fault import Refused
from door.records import Written
from evidence.counted import Count
from evidence.scorecard import (
    RECORD,
    Item,
    Place,
    begin_scores,
    place_of,
    print_scores,
    read_instruments,
    read_scorecard,
    score_of,
    scored,
    settled,
    total_of,
    unknown_places,
)
from support.counted_guide import guide, page

ONE = """- id: jama
  name: JAMA
  about: Who speaks, and from what.
  source: https://a.example/
  scores: points
  parts:
    - items:
        - id: JA-1
          asks: Names its authors.
          score: not met
          reason: No names.
          place: causes/#why
        - id: JA-4
          asks: Has a date.
          computed: dates
          reason: At the end.
          place: causes/
"""
PLACES = {"": [], "causes/": ["why"]}


def read(text):
    return read_instruments(Written("docs/data/scorecard.yml", text))


def test_an_item_has_a_score_or_a_count_and_a_place_to_see_it():
    (jama,), faults = read(ONE)
    assert not faults
    result = scored(jama, guide(page("<p>Words.</p>")), PLACES)
    first, second = result.parts[0].scored
    assert (first.in_words, first.count, first.place) == ("Not met", None, Place("causes/", "why"))
    assert (second.in_words, second.count.met, second.count.of) == ("Met", 1, 1)
    assert second.place == Place("causes/", "")
    assert result.parts[0].total == "1 of 2"
    assert (result.instrument, first.item, second.item) == (jama, *jama.parts[0].items)


def test_an_instrument_is_scored_on_its_own_scale_part_by_part():
    text = ONE.replace("scores: points", "scores: half points\n  percent: true").replace(
        "- items:", "- name: Who\n      items:"
    )
    (eqip,), faults = read(text)
    assert not faults
    (part,) = scored(eqip, guide(page(""), page("", record="<p></p>")), PLACES).parts
    assert (part.name, [one.score for one in part.scored], part.total) == (
        "Who",
        ["not met", "partly"],
        "25% (0.5 of 2)",
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (ONE.replace("computed: dates", "computed: days"), 15, "“days” is no count; these are: answers,"),
        (ONE.replace("          score: not met\n", ""), 8, "JA-1 has neither a score nor a count"),
        (ONE.replace("          place: causes/#why\n", ""), 8, "JA-1 has no place where a reader can see it"),
        (ONE.replace("JA-4", "JA-1"), 1, "JA-1 stands twice"),
        (ONE.replace("not met", "partly"), 1, "JA-1: “partly” is no score here; these are: does not apply, met,"),
        (ONE.replace("score: not met", "score: 4"), 1, "JA-1: “4” is no score here"),
        (ONE.replace("https://a", "http://a"), 4, "source"),
        (ONE.replace("  about:", "  topic:"), 3, "topic"),
        (ONE.replace("- id: jama\n  name: JAMA", "- name: JAMA"), 1, "instrument 1"),
        (ONE.replace("id: jama", "name: jama"), 2, "“name” stands on line 1 too"),
    ],
)
def test_what_does_not_hold_is_named_with_its_line(text, line, words):
    found, faults = read(text)
    assert found == []
    assert line in [fault.line for fault in faults], faults
    assert any(words in fault.wrong for fault in faults), faults


def test_what_waits_for_people_needs_no_place():
    text = ONE.replace("          place: causes/#why\n", "")
    for score in ("not yet", "does not apply"):
        (jama,), faults = read(text.replace("score: not met", f"score: {score}"))
        assert not faults
        item = scored(jama, guide(page("")), PLACES).parts[0].scored[0]
        assert (item.in_words, item.place) == (score.capitalize(), None)


def test_a_place_that_is_not_there_is_named_with_its_line():
    def told(text):
        written = Written("docs/data/scorecard.yml", text)
        found, _ = read_instruments(written)
        return [str(fault) for fault in unknown_places(written, found, PLACES)]

    assert told(ONE) == []
    assert told(ONE.replace("#why", "#how")) == [
        "docs/data/scorecard.yml:12: scorecard: JA-1: “causes/#how” leads nowhere. Write one of: why."
    ]
    assert told(ONE.replace("place: causes/\n", "place: cause/\n")) == [
        "docs/data/scorecard.yml:17: scorecard: JA-4: “cause/” leads nowhere. Write one of: causes/."
    ]
    assert place_of("", PLACES) == Place("", "")
    assert place_of(None, PLACES) is None


def count(met, of):
    return Count("Pages", met, of)


@pytest.mark.parametrize(
    ("scores", "judged", "counted", "reached"),
    [
        ("points", None, count(3, 3), "met"),
        ("points", None, count(2, 3), "not met"),
        ("points", None, count(0, 0), "not met"),
        ("points", "not met", count(3, 3), "not met"),
        ("points", "met", count(2, 3), "not met"),
        ("points", "met", None, "met"),
        ("half points", None, count(2, 3), "partly"),
        ("half points", None, count(0, 3), "not met"),
        ("half points", "partly", count(3, 3), "partly"),
        ("words", "met", count(1, 3), "partly"),
        ("words", "not met", count(1, 3), "not met"),
        ("one to five", None, count(4, 4), 5),
        ("one to five", None, count(399, 400), 4),
        ("one to five", None, count(2, 4), 3),
        ("one to five", None, count(1, 5), 1),
        ("one to five", 3, count(4, 4), 3),
        ("one to five", 5, count(2, 4), 3),
        ("one to five", 4, None, 4),
        ("one to five", "not yet", count(4, 4), "not yet"),
    ],
)
def test_of_a_count_and_a_judgment_the_lower_one_holds(scores, judged, counted, reached):
    item = Item(id="A-1", asks="Is it so?", score=judged, computed="dates", reason="It is.", place="causes/")
    assert score_of(item, counted, scores) == reached


def total(scores, percent, *reached):
    return total_of([SimpleNamespace(score=score) for score in reached], scores, percent)


@pytest.mark.parametrize(
    ("scores", "percent", "reached", "words"),
    [
        # DISCERN: a sum, in which what is not yet there has the least that there is.
        ("one to five", False, [5, 4, 1, "not yet"], "11 of 20"),
        ("one to five", False, [5] * 16, "80 of 80"),
        # JAMA: a point each.
        ("points", False, ["met", "not met", "not yet", "met"], "2 of 4"),
        # CDC and PEMAT: the share of those that apply, never rounded up.
        ("points", True, ["met", "met", "not met", "does not apply"], "66% (2 of 3)"),
        ("points", True, ["met"] * 179 + ["not met"] * 21, "89% (179 of 200)"),
        ("points", True, ["does not apply"], "0 of 0"),
        # EQIP: half a point for a part.
        ("half points", True, ["met", "partly", "not met", "not yet", "does not apply"], "37% (1.5 of 4)"),
        # NHS and PIF: no points.
        ("words", False, ["met", "partly", "partly", "not yet", "does not apply"], "1 met, 2 partly, 1 not yet"),
    ],
)
def test_each_yardstick_has_its_own_rule_for_a_total(scores, percent, reached, words):
    assert total(scores, percent, *reached) == words


def test_a_total_counts_what_waits_for_people():
    (jama,), _ = read(ONE.replace("score: not met", "score: not yet"))
    assert scored(jama, guide(page("")), PLACES).parts[0].not_yet == 1


def test_the_scorecard_is_read_from_its_file_and_a_build_is_told_what_is_wrong(tmp_path):
    def told():
        build = SimpleNamespace(config=SimpleNamespace(docs_dir=str(tmp_path)), faults=["one before"])
        read_scorecard.run(build)
        return build.scorecard[1], [str(fault) for fault in build.faults]

    found, faults = told()
    assert found == []
    assert [fault.partition(": the file")[0] for fault in faults] == [
        "one before", "docs/data/scorecard.yml:1: readable",
    ]  # fmt: skip
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "scorecard.yml").write_text(ONE, encoding="utf-8")
    found, faults = told()
    assert [instrument.id for instrument in found] == ["jama"]
    assert faults == ["one before"]
    (tmp_path / "data" / "scorecard.yml").write_text(ONE.replace("id: JA-1", "id: one"), encoding="utf-8")
    assert told()[1][1].startswith("docs/data/scorecard.yml:8: scorecard: “jama: parts.0.items.0.id”")


def test_only_the_page_of_the_scorecard_is_given_the_scores():
    def given(path):
        context = {}
        build, page = SimpleNamespace(scores=lambda: ["s"]), SimpleNamespace(file=SimpleNamespace(src_uri=path))
        print_scores.run(build, context, page)
        return context

    assert given("about/scorecard.md") == {"scores": ["s"]}
    assert given("causes.md") == {}


def test_a_place_follows_what_it_names():
    moves = [
        SimpleNamespace(page="a/", id="own", new_page="c/", new_id="way"),
        SimpleNamespace(page="a/", id="", new_page="b/", new_id=""),
        SimpleNamespace(page="a/", id="gone", new_page="e/", new_id=""),
    ]
    found = [settled(address, moves) for address in ("a/#own", "a/#other", "a/", "d/#own", "", "a/#gone")]
    assert found == ["c/#way", "b/#other", "b/", "d/#own", "", "e/"]


COUNTED = """- id: cdc
  name: CDC
  about: What a page tells.
  source: https://a.example/
  scores: points
  parts:
    - items:
"""


def counted_item(number, name, place):
    return (
        f"        - id: CD-{number}\n          asks: Is it so?\n          computed: {name}\n"
        f"          reason: It is counted.\n          place: {place}\n"
    )


def build_of(**told):
    """A build of two pages: its own record is printed for each, with all that its template is given."""
    record = "<section><p>{{ 'Published by' if page.title == 'Why' }} {{ config.site_name }}{% if not elsewhere %}"
    record += "{% for note in notes %}, {{ base_url }}{% endfor %}{% endif %}</p></section>"
    env = jinja2.Environment(loader=jinja2.DictLoader({RECORD: record}), undefined=jinja2.StrictUndefined)
    files = [
        SimpleNamespace(src_uri=f"{name}.md", page=SimpleNamespace(title=title, url=url))
        for name, title, url in (("index", "Home", "./"), ("causes", "Why", "causes/"))
    ]
    names = ("publisher", "cited", "feedback", "dated-sources", "lists", "paragraphs")
    items = "".join(counted_item(number, name, "old/#why") for number, name in enumerate(names, 1))
    text = COUNTED + items + counted_item(9, "sentences", '""')
    build = SimpleNamespace(
        running=None,
        settings=SimpleNamespace(live_reload=False),
        config=SimpleNamespace(repo_url="https://code.example/", site_name="Guide"),
        moves=[SimpleNamespace(page="old/", id="", new_page="causes/", new_id="")],
        register=SimpleNamespace(sources={"a": SimpleNamespace(issued=1), "b": SimpleNamespace(issued=None)}),
        listed_sources=[SimpleNamespace(id="a"), SimpleNamespace(id="b")],
        records={
            "index.md": SimpleNamespace(title="Home", health=False),
            "causes.md": SimpleNamespace(title="Why", health=True),
        },
        texts={
            "index.md": lxml.html.fragment_fromstring("<p>So.</p>", create_parent="main"),
            "causes.md": lxml.html.fragment_fromstring(
                "<h2 id='why'>Why</h2><ul><li>One. Two.</li></ul>", create_parent="main"
            ),
        },
        notes={
            "index.md": [SimpleNamespace(sources=())],
            "causes.md": [SimpleNamespace(sources=()), SimpleNamespace(sources=("a",))],
        },
        env=env,
        scorecard=(Written("docs/data/scorecard.yml", text), read(text)[0]),
    )
    vars(build).update(told)
    return build, SimpleNamespace(documentation_pages=lambda: files)


@pytest.fixture
def at_once(monkeypatch):
    """What is done beside a build is done here, where what tests run can be traced."""
    monkeypatch.setattr(sys, "platform", "darwin")


def test_all_pages_of_a_build_are_counted_with_their_records_and_notes(at_once):
    build, files = build_of()
    begin_scores(build, files)
    (instrument,) = build.scores()
    (part,) = instrument.parts
    assert {one.item.computed: (one.count.met, one.count.of) for one in part.scored} == {
        "publisher": (1, 2),
        "cited": (1, 1),
        "feedback": (2, 2),
        "dated-sources": (1, 2),
        "lists": (1, 1),
        "paragraphs": (1, 1),
        "sentences": (3, 3),
    }
    assert [one.place for one in part.scored] == [Place("causes/", "why")] * 6 + [Place("", "")]
    build, files = build_of(config=SimpleNamespace(repo_url="", site_name="Guide"))
    begin_scores(build, files)
    assert build.scores()[0].parts[0].scored[2].count.met == 0


def test_a_place_that_leads_nowhere_ends_a_build_but_not_a_server_whose_page_is_being_mended(caplog):
    build, files = build_of(moves=[])
    with pytest.raises(Refused):
        begin_scores(build, files)
    assert "CD-1: “old/#why” leads nowhere" in caplog.text
    build, files = build_of(moves=[], settings=SimpleNamespace(live_reload=True))
    begin_scores(build, files)
    assert build.scores()[0].parts[0].scored[0].place is None
