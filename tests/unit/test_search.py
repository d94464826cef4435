"""Words that readers type belong to sections that are there."""

from search import unknown_words
from sections import Section

ONE, TWO = Section("one", 2, "One", ""), Section("two", 3, "Two", "")


def test_words_for_a_section_that_is_not_there_are_reported_with_those_that_are():
    pages = {"a.md": [Section("", 1, "Page", ""), ONE, TWO]}
    assert not list(unknown_words({"a.md": {"one": "x", "": "y"}}, pages))
    (problem,) = unknown_words({"a.md": {"won": "x"}}, pages)
    assert "“a.md” has no section “won”. Write one of: one, two." in problem
    (problem,) = unknown_words({"b.md": {"": "x"}}, pages)
    assert "Write one of: a.md." in problem
