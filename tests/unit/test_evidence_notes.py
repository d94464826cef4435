"""Markers and notes: standard footnote syntax in, numbers, names and ways back out."""

import lxml.html
import markdown
import pytest

from evidence.evidence_notes import (
    EvidenceMarkers,
    ListedSource,
    certainty_words,
    claim_page,
    listed_sources,
    notes_of,
    shorten_names,
    source_page,
    uses_of,
)
from support.fixture_scope import shared
from support.registers import register

SOURCES = [
    {"id": "b2020", "type": "webpage", "title": "Beta", "URL": "https://b.example/"},
    {"id": "a2020", "type": "webpage", "title": "Alpha"},
    {"id": "unused", "type": "webpage", "title": "Unused"},
]


def claim(name, **changes):
    good = {
        "id": name, "topic": "relief", "statement": "A statement.", "detail": "Some figures.", "population": "adults",
        "design": "a survey", "certainty": "low", "certainty_basis": "Our own rating.", "indirectness": "The calf.",
        "sources": ["b2020"], "verified": True, "priority": "core",
    }  # fmt: skip
    return {**good, **changes}


@pytest.fixture(scope=shared, name="register")
def two_claims():
    return register([claim("R1-one"), claim("R2-two", sources=["a2020", "b2020"])], SOURCES)


@pytest.fixture
def html(register):
    reader = markdown.Markdown(extensions=[EvidenceMarkers(register.published)])
    return reader.convert("Lead.[^R2-two]\n\n## Here\n\nOne.[^R1-one] Again.[^R2-two] Unknown.[^R9-nine]")


def test_markers_are_numbered_in_reading_order_and_named(html):
    links = lxml.html.fragment_fromstring(html, create_parent="main").xpath("//a[@role='doc-noteref']")
    assert [(link.text, link.get("aria-label"), link.get("href")) for link in links] == [
        ("1", "Note 1", "#fn-R2-two"),
        ("2", "Note 2", "#fn-R1-one"),
        ("1", "Note 1", "#fn-R2-two"),
    ]


def test_the_cells_of_a_table_are_numbered_in_their_turn(register):
    reader = markdown.Markdown(extensions=["tables", EvidenceMarkers(register.published)])
    html = reader.convert("| a | b |\n| --- | --- |\n| x[^R2-two] | y[^R1-one] |\n| z[^R2-two] | w |\n\nEnd.[^R1-one]")
    sups = lxml.html.fragment_fromstring(html, create_parent="main").xpath("//sup")
    assert [(sup.get("id"), sup.text_content()) for sup in sups] == [
        ("fnref-R2-two", "1"),
        ("fnref-R1-one", "2"),
        ("fnref2-R2-two", "1"),
        ("fnref2-R1-one", "2"),
    ]


def test_our_own_advice_is_marked_without_a_number_and_noted_once_behind_all_claims(register):
    reader = markdown.Markdown(extensions=[EvidenceMarkers(register.published)])
    html = reader.convert("So.[^own]\n\n## Here\n\nOne.[^R1-one][^own] Two.[^own]")
    tree = lxml.html.fragment_fromstring(html, create_parent="main")
    assert [(link.text, link.get("aria-label"), link.getparent().get("class")) for link in tree.iter("a")] == [
        ("◇", "Our own advice", "fc-own"), ("1", "Note 1", None), ("◇", "Our own advice", "fc-own fc-next"),
        ("◇", "Our own advice", "fc-own"),
    ]  # fmt: skip
    claim, own = notes_of(tree, register, {"b2020": "Beta."}, "The page")
    assert (claim.claim.id, own.claim, own.certainty, own.sources) == ("R1-one", None, None, ())
    assert own.places == (("The page", ["fnref-own"]), ("Here", ["fnref2-own", "fnref3-own"]))


def test_how_sure_a_claim_is_stands_in_words_with_its_marker_and_its_meter_is_the_stylesheets(register):
    sure = register.claims["R1-one"]
    assert certainty_words(sure) == '<span class="fc-sure fc-sure--2">Low</span>[^R1-one]'
    agreed = sure.model_copy(update={"certainty": "consensus"})
    assert certainty_words(agreed) == '<span class="fc-sure">Experts agree, not tested</span>[^R1-one]'


def test_an_unknown_claim_stays_as_it_was_written_for_the_rule_to_find(html):
    assert "[^R9-nine]" in html


def test_numbers_begin_anew_on_each_page(register):
    reader = markdown.Markdown(extensions=[EvidenceMarkers(register.published)])
    first, second = (reader.reset().convert(text) for text in ("x[^R1-one]", "x[^R2-two]"))
    assert ">1</a>" in first
    assert ">1</a>" in second


def test_a_repeated_claim_has_one_note_with_a_named_way_back_to_each_place(html, register):
    notes = notes_of(
        lxml.html.fragment_fromstring(html, create_parent="main"),
        register,
        {"a2020": "Alpha.", "b2020": "Beta."},
        "The page",
    )
    assert [note.claim.id for note in notes] == ["R2-two", "R1-one"]
    assert notes[0].places == (("The page", ["fnref-R2-two"]), ("Here", ["fnref2-R2-two"]))
    assert notes[0].sources == (("Alpha.", ""), ("Beta.", "https://b.example/"))
    assert notes[1].certainty.label == "Low"


def test_the_list_of_sources_is_sorted_and_leaves_out_what_nothing_rests_on(register):
    listed = listed_sources(register, {"a2020": "Alpha.", "b2020": "Beta.", "unused": "Unused."})
    assert [(source.id, [claim.id for claim in source.claims]) for source in listed] == [
        ("a2020", ["R2-two"]),
        ("b2020", ["R1-one", "R2-two"]),
    ]


def test_a_claim_is_looked_up_on_the_first_page_that_cites_it():
    assert uses_of([("first", "x[^R1-one] y[^R2-two]"), ("second", "z[^R1-one]")]) == {
        "R1-one": "first",
        "R2-two": "first",
    }


def test_only_a_marker_right_behind_another_is_told_apart(register):
    reader = markdown.Markdown(extensions=[EvidenceMarkers(register.published)])
    html = reader.convert("One.[^R1-one][^R2-two] Two.[^R1-one] Three.[^R2-two]")
    sups = lxml.html.fragment_fromstring(html, create_parent="main").xpath("//sup")
    assert [sup.get("class") for sup in sups] == [None, "fc-next", None, None]


def test_a_marker_is_written_as_browsers_and_readers_of_screens_take_it(register):
    reader = markdown.Markdown(extensions=[EvidenceMarkers(register.published)])
    assert reader.convert("So.[^R1-one][^own]") == (
        '<p>So.<sup id="fnref-R1-one"><a aria-label="Note 1" href="#fn-R1-one" role="doc-noteref">1</a></sup>'
        '<sup class="fc-own fc-next" id="fnref-own"><a aria-label="Our own advice" href="#fn-own" role="doc-noteref">◇'
        "</a></sup></p>"
    )


def test_raised_letters_are_no_marker_and_hide_none(register):
    reader = markdown.Markdown(extensions=["pymdownx.caret", EvidenceMarkers(register.published)])
    html = reader.convert("10^2^ and ^[a](b.md)^ so.[^R1-one]")
    tree = lxml.html.fragment_fromstring(html, create_parent="main")
    assert [(sup.get("id"), sup.text_content()) for sup in tree.iter("sup")] == [
        (None, "2"), (None, "a"), ("fnref-R1-one", "1"),
    ]  # fmt: skip
    links = [(link.get("href"), link.get("aria-label")) for link in tree.iter("a")]
    assert links == [("b.md", None), ("#fn-R1-one", "Note 1")]


def test_names_of_notes_end_with_the_code_of_their_claim():
    document = lxml.html.document_fromstring(
        "<sup id='fnref2-R02-foot-how-to'><a href='#fn-RF-02-cold-foot'>1</a></sup><a href='../relief/#fn-R1-one'>a</a>"
        "<li id='fn-LA-05-clot'><a role='doc-backlink' href='#fnref2-R02-foot-how-to'>x</a></li>"
        "<sup id='fnref-A1-b'></sup><a href='#fn-and-games' id='R02-foot'>y</a>"
    )
    shorten_names(document)
    assert document.xpath("//@id") == ["fnref2-R02", "fn-LA-05", "fnref-A1", "R02-foot"]
    assert document.xpath("//@href") == ["#fn-RF-02", "../relief/#fn-R1", "#fnref2-R02", "#fn-and-games"]


def test_a_way_back_is_named_by_the_nearest_heading_of_either_level(register):
    text = lxml.html.fragment_fromstring(
        "<h2>One</h2><sup id='a'><a role='doc-noteref' href='#fn-R1-one'>1</a></sup><sup>2</sup>"
        "<h3>One  <b>and</b> more</h3><sup id='b'><a role='doc-noteref' href='#fn-R1-one'>1</a></sup>",
        create_parent="main",
    )
    (note,) = notes_of(text, register, {"b2020": "Beta."}, "The page")
    assert note.places == (("One", ["a"]), ("One and more", ["b"]))


@pytest.mark.parametrize(
    ("topic", "address"),
    [
        ("relief", "about/claims/"), ("red-flag", "about/danger-claims/"), ("safety", "about/danger-claims/"),
        ("medicine", "about/medicine-claims/"), ("phone-number", "about/medicine-claims/"),
    ],
)  # fmt: skip
def test_a_claim_stands_in_the_list_of_its_topic(register, topic, address):
    assert claim_page(register.claims["R1-one"].model_copy(update={"topic": topic})) == address


@pytest.mark.parametrize(
    ("citation", "address"),
    [
        ("<i>Lancet</i>. 2020.", "sources/"), ("Allen R.", "sources/"), ("Ünal K.", "sources/"),
        ("<i>Muscle</i>. 2020.", "about/sources-m-to-z/"), ("“Magnesium.”", "about/sources-m-to-z/"),
        ("Zhou Y.", "about/sources-m-to-z/"), ("2020 census.", "sources/"),
    ],
)  # fmt: skip
def test_a_source_stands_in_the_list_of_its_first_letter(citation, address):
    assert source_page(ListedSource("id", citation, "", "", ())) == address


def test_a_listed_source_leads_to_where_a_reader_finds_it_and_says_how_much_of_it_was_seen():
    seen = {**SOURCES[0], "custom": {"note": "Abstract alone."}}
    (source,) = listed_sources(register([claim("R1-one")], [seen]), {"b2020": "Beta."})
    assert (source.citation, source.link, source.seen) == ("Beta.", "https://b.example/", "Abstract alone.")
