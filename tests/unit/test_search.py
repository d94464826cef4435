"""Words that readers type belong to sections that are there."""

from door.records import Written
from sharing.search import unknown_words
from words.sections import Section

ONE, TWO = Section("one", 2, "One", ""), Section("two", 3, "Two", "")


def test_words_for_a_section_that_is_not_there_are_reported_with_those_that_are():
    pages = {"a.md": [Section("", 1, "Page", ""), ONE, TWO]}

    def unknown(text):
        written = Written("docs/search-words.yml", text)
        return [str(fault) for fault in unknown_words(written, written.value, pages)]

    assert unknown("a.md:\n  one: x\n  '': y\n") == []
    assert unknown("a.md:\n  one: x\n  won: x\n") == [
        "docs/search-words.yml:3: search-words: “a.md” has no section “won”. Write one of: one, two."
    ]
    assert unknown("b.md: {'': x}")[0].endswith("Write one of: a.md.")
