"""The search knows every section, and the words that readers type belong to sections that are there."""

import json
import re

from door.records import Written
from sharing.search import script, unknown_words
from support.built_site import PROJECT
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
    pages["c.md"] = []
    assert unknown("b.md: {'': x}")[0].endswith("Write one of: a.md, c.md.")


def test_the_script_holds_every_section_with_its_page_its_words_and_what_readers_type():
    long = "Bend the toes up. " * 6 + "Banana"
    pages = [
        ("a.md", "a/", [Section("", 1, "Füße", "Rest."), Section("one", 2, "One", long)]),
        ("b.md", "b/", [Section("", 1, "Other", "")]),
    ]
    text = script(pages, {"a.md": {"one": "charley horse"}}, {"b.md": 2})
    (data,) = re.findall(r"^const guide = (.*);$", text, re.M)
    assert json.loads(data) == {
        "pages": [["a/", "Füße", 1], ["b/", "Other", 2]],
        "sections": [
            [0, "", "Füße", "Rest.", "", ""],
            [0, "one", "One", pages[0][2][1].summary, "charley horse", "banana"],
            [1, "", "Other", "", "", ""],
        ],
    }
    # Not a byte more than it takes.
    assert "ü" in data
    assert ", " not in data.replace(pages[0][2][1].summary, "")
    assert '": ' not in data


def test_the_script_is_the_library_the_sections_and_what_finds_and_shows_them():
    text = script([], {}, {})
    folder = PROJECT / "overrides" / "components" / "search"
    finding, dialog = ((folder / name).read_text(encoding="utf-8") for name in ("finding.js", "dialog.js"))
    assert text.endswith(f';\nconst guide = {{"pages":[],"sections":[]}};\n{finding};\n{dialog}')
    assert text.startswith("/**\n * lunr - ")
