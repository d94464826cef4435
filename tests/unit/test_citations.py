"""Citations in AMA style, as the processor words them."""

import lxml.html

from evidence.citations import cite, shorten

PAPER = {
    "id": "a", "type": "article-journal", "title": "Do cramps & stretches mix?", "container-title": "Muscle & Nerve",
    "author": [{"family": "Smith", "given": "Ann B."}, {"family": "Jones", "given": "C."}],
    "issued": {"date-parts": [[2020, 5, 1]]}, "volume": "12", "issue": "3", "page": "45-49", "DOI": "10.1/x",
    "URL": "https://a.example/", "custom": {"note": "x"},
}  # fmt: skip


def words(citation):
    return lxml.html.fragment_fromstring(citation, create_parent="p").text_content()


def test_a_paper_is_cited_in_ama_style():
    citation = cite([PAPER])["a"]
    assert words(citation) == "Smith AB, Jones C. Do cramps & stretches mix? Muscle & Nerve. 2020;12(3):45-49."
    assert "<i>Muscle &amp; Nerve</i>" in citation


def test_a_page_without_author_names_its_title_once():
    assert words(cite([{"id": "b", "type": "webpage", "title": "Leg cramps"}])["b"]) == "Leg cramps."


def test_seven_authors_become_three_and_et_al():
    many = [{"family": f"Name{letter}", "given": "A."} for letter in "BCDEFGH"]
    citation = words(cite([{**PAPER, "author": many}])["a"])
    assert citation.startswith("NameB A, NameC A, NameD A, et al. ")


def test_every_citation_of_the_register_ends_as_a_sentence_and_has_no_address(build):
    for name, citation in build.citations.items():
        said = words(citation)
        assert said.endswith((".", "?")), (name, said)
        assert not said[0].isspace(), (name, said)
        assert "http" not in said, (name, said)
        assert ".." not in said, (name, said)


def test_nothing_to_cite_gives_nothing():
    assert cite([]) == {}


def short(*items):
    return [words(name) for name in shorten(items, cite(items)).values()]


def test_a_note_names_a_paper_by_its_authors_and_year():
    authors = [{"family": f"Name{letter}", "given": "A."} for letter in "BCD"]
    assert short(PAPER) == ["Smith and Jones, 2020"]
    assert short({**PAPER, "author": authors}) == ["NameB et al., 2020"]
    assert short({**PAPER, "author": [authors[0], {"literal": "et al."}]}) == ["NameB et al., 2020"]


def test_a_note_names_a_page_by_who_wrote_it():
    page = {"id": "b", "type": "webpage", "title": "Leg cramps", "author": [{"literal": "A Health Service"}]}
    assert short(page) == ["A Health Service"]
    assert short({**page, "issued": {"date-parts": [[2020]]}}) == ["A Health Service, 2020"]


def test_a_note_names_what_has_no_author_by_the_whole_citation():
    assert short({"id": "b", "type": "webpage", "title": "Leg cramps"}) == ["Leg cramps."]
    nameless = {key: value for key, value in PAPER.items() if key != "author"}
    assert short(nameless)[0].startswith("Do cramps & stretches mix? Muscle")


def test_two_sources_of_one_name_and_year_keep_their_whole_citations():
    first, second = short(PAPER, {**PAPER, "id": "b", "title": "Another"})
    assert first.startswith("Smith AB, Jones C. Do cramps")
    assert second.startswith("Smith AB, Jones C. Another.")
