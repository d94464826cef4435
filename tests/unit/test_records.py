"""The one reader of what people write: every fault has a file, a line and a mend, and none becomes a stack trace."""

from datetime import date

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from door.records import Written, keys_twice, read_text, split_page
from support.built_site import PROJECT


class Shoe(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: str = Field(description="What it is called.")
    size: int = 40


class Worn(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    day: date
    shoes: list[str] = Field([], description="Which ones.")


def told(text, kind="YAML", model=Shoe):
    return [str(fault) for fault in Written("docs/shoe.yml", text, kind).read_as(model, "shoe")[1]]


def assert_first(faults, line, wrong, mend):
    assert faults[0].startswith(f"docs/shoe.yml:{line}: "), faults
    assert wrong in faults[0]
    assert mend in faults[0]


def test_what_is_whole_is_read():
    record, faults = Written("docs/shoe.yml", "name: Boot\nsize: 41\n").read_as(Shoe, "shoe")
    assert (record, faults) == (Shoe(name="Boot", size=41), [])
    record, faults = Written("docs/shoe.json", '{"name": "Boot"}', "JSON").read_as(Shoe, "shoe")
    assert (record, faults) == (Shoe(name="Boot"), [])


@pytest.mark.parametrize(
    ("text", "line", "wrong", "mend"),
    [
        ("name: a\nsize: 1\nname: b\n", 3, "“name” stands on line 1 too", "Keep one of the two."),
        ("name: Causes: why\n", 1, "mapping values are not allowed", "in quotes"),
        ("name: a\n\tsize: 1\n", 2, "this is not YAML", "spaces, never with tabs"),
        ("name: 2026-11-23\n", 1, "“name” is not text: YAML reads a date there", "Put the value in quotes."),
        ("name: yes\n", 1, "“name” is not text: YAML reads yes or no there", "Put the value in quotes."),
        ("name: 12\n", 1, "“name” is not text: YAML reads a number there", "Put the value in quotes."),
        ("size: 1\nname:\n", 2, "“name” is empty", "What it is called."),
        ("size: 1\n", 1, "“name” is missing", "Add a line “name: …”. What it is called."),
        ("name: a\nsizes: 1\n", 2, "“sizes” is not a known key", "Did you mean “size”? Known keys: name, size."),
        ("name: a\nsize: big\n", 2, "“size” is text, not integer", "Mend the value."),
        ("name: 'a\n", 1, "unexpected end of stream", "opened and not closed"),
        ("name: *a\n", 1, "undefined alias", "in quotes"),
        ("name: !!python/name:os.system x\n", 1, "could not determine a constructor", "in quotes"),
        ("name: a\nsize: 2026-13-45\n", 2, "a value cannot be read: month must be in 1..12", "Mend the value"),
        ("name: a\n--- \nname: b\n", 2, "this is not YAML", ""),
        ("[a\n", 1, "this is not YAML", "Close the bracket"),
        ("- a\n- b\n", 1, "this is a list, not keys with values", ""),
        ("just words\n", 1, "this is text, not keys with values", ""),
        ("", 1, "nothing stands here", "put the file back"),
        ("# Only a comment.\n", 1, "nothing stands here", "put the file back"),
        ("name: a\x07b\n", 1, "this is not YAML", "control character"),
        ("a: " + "[" * 2000, 1, "this is not YAML", ""),
    ],
)
def test_a_fault_in_yaml_is_told_with_its_line_and_its_mend(text, line, wrong, mend):
    assert_first(told(text), line, wrong, mend)


@pytest.mark.parametrize(
    ("text", "line", "wrong", "mend"),
    [
        ('{"name": "a",\n}', 2, "this is not JSON", "Take out the comma before it."),
        ('{"name": "a"\n"size": 1}', 2, "this is not JSON", "Put a comma between the two"),
        ('{\n"name": "a",\n"name": "b"}', 3, "“name” stands on line 2 too", "Keep one of the two."),
        ('{\n\t"name": "a",\n\t"name": "b"}', 3, "“name” stands on line 2 too", "Keep one of the two."),
        (
            '{"name": "a\\/b",\n"name": "\\ud83d\\ude00"}',
            1,
            "“name” stands twice in one object",
            "Keep one of the two.",
        ),
        ('{"name": NaN}', 1, "NaN is no number of JSON", ""),
        ('{"name": 1}', 1, "“name” is not text", ""),
        ("", 1, "this is not JSON", ""),
        ("null", 1, "nothing stands here", ""),
        ("[" * 100_000, 1, "this is not JSON", ""),
    ],
)
def test_a_fault_in_json_is_told_too(text, line, wrong, mend):
    assert_first(told(text, "JSON"), line, wrong, mend)


def test_a_record_in_a_list_is_named_by_its_place():
    found = told("- name: a\n- name: 7\n", model=list[Shoe])
    assert found == [
        "docs/shoe.yml:2: shoe: “[2].name” is not text: YAML reads a number there. Put the value in quotes."
    ]


def test_a_merged_key_stands_once():
    assert told("a: &a {name: x}\nb:\n  <<: *a\n  name: y\n", model=dict[str, dict[str, str]]) == []


def test_a_file_may_begin_with_a_byte_order_mark_and_end_its_lines_as_windows_does(tmp_path):
    file = tmp_path / "a.yml"
    file.write_bytes(b"\xef\xbb\xbfname: a\r\nsize: 1\r\n")
    assert read_text(file, "docs/a.yml") == ("name: a\nsize: 1\n", [])


def test_what_is_not_utf_8_or_not_there_is_told(tmp_path):
    file = tmp_path / "a.yml"
    file.write_bytes(b"name: a\nsize: \xe4\n")
    (fault,) = read_text(file, "docs/a.yml")[1]
    assert str(fault) == "docs/a.yml:2: readable: byte 0xe4 is not UTF-8. Save the file as UTF-8."
    text, (fault,) = read_text(tmp_path / "gone.yml", "docs/gone.yml")
    told = "docs/gone.yml:1: readable: the file cannot be read: No such file or directory. Put it back."
    assert (text, str(fault)) == ("", told)


def test_front_matter_is_parted_from_the_text_with_its_line():
    page = split_page("---\ntitle: A\n---\n\n\nText.\n", "docs/a.md")
    assert (page.record.text, page.record.first, page.body, page.body_line) == ("title: A\n", 2, "Text.\n", 6)
    page = split_page("Note: this is a text.\n", "docs/a.md")
    assert (page.record, page.body, page.body_line) == (None, "Note: this is a text.\n", 1)
    (fault,) = split_page("---\ntitle: A\n", "docs/a.md").faults
    assert "docs/a.md:1: page-record: the front matter is not closed" in str(fault)


def test_a_fault_of_front_matter_has_the_line_of_the_page():
    page = split_page("---\nname: a\nsize: x\n---\nText.\n", "docs/a.md")
    assert page.record.read_as(Shoe, "page-record")[1][0].line == 3
    page = split_page("---\nsize: 1\n---\nText.\n", "docs/a.md")
    # What is missing is missing below the first line.
    assert page.record.read_as(Shoe, "page-record")[1][0].line == 1


def test_a_configuration_with_tags_is_looked_through_for_keys_that_stand_twice():
    assert keys_twice("mkdocs.yml", "a: !ENV [A, b]\nb: !!python/name:c\n") == []
    (fault,) = keys_twice("mkdocs.yml", "a: !ENV [A, b]\nb: 1\na: 2\n")
    assert str(fault) == "mkdocs.yml:3: key-once: “a” stands on line 1 too. Keep one of the two."
    assert keys_twice("mkdocs.yml", (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ('{"name": "a",\n}', "Take out the comma before it."),
        ('{"name": "a"\n"size": 1}', "Put a comma between the two, or close the bracket."),
        ('{"name": NaN}', "Mend this line or the one above."),
        # Where nobody knows the place of the fault, the end of the text says nothing of it.
        ('{"name": NaN},', "Mend this line or the one above."),
        ('{"name": a}', "Mend this line or the one above."),
        ("", "Mend this line or the one above."),
    ],
)
def test_an_author_of_json_is_told_what_to_do(text, mend):
    (fault,) = Written("docs/shoe.json", text, "JSON").faults
    assert fault.mend == mend


def test_each_fault_of_yaml_has_a_whole_sentence_for_its_author():
    assert told("name: a\nsize: 2026-13-45\n") == [
        "docs/shoe.yml:2: readable: a value cannot be read: month must be in 1..12. Mend the value, or put it in"
        " quotes."
    ]
    assert told("") == ["docs/shoe.yml:1: shoe: nothing stands here. Write what belongs there, or put the file back."]
    assert told("name:\n") == [
        "docs/shoe.yml:1: shoe: “name” is empty. Write its value, or take the line out. What it is called."
    ]
    assert told("- a\n") == ["docs/shoe.yml:1: shoe: this is a list, not keys with values. Mend the value."]
    assert told("a: 1\n", model=dict[str, str]) == [
        "docs/shoe.yml:1: shoe: “a” is not text: YAML reads a number there. Put the value in quotes."
    ]
    assert told("name: a\nwidth: 2\n", model=Shoe) == [
        "docs/shoe.yml:2: shoe: “width” is not a known key. Known keys: name, size."
    ]
    assert told("day: 12\n", model=Worn) == [
        "docs/shoe.yml:1: shoe: “day” is not a date. Write it as year-month-day, without quotes and time, such as"
        " 2026-11-23."
    ]
    assert told("day: 2026-11-23 10:00:00\n", model=Worn)[0].startswith("docs/shoe.yml:1: shoe: “day” is not a date. ")
    assert told("shoes: 7\nday: 2026-11-23\n", model=Worn) == [
        "docs/shoe.yml:1: shoe: “shoes” is a number, not a list. Mend the value. Which ones."
    ]


def test_the_line_of_a_value_that_cannot_be_read_is_found_in_lists_and_in_keys():
    assert told("- a: 1\n- b:\n  - 2\n  - 2026-02-30\n", model=list)[0].startswith("docs/shoe.yml:4: readable: ")
    assert told("a: 1\n? 2026-02-30\n: 1\n", model=dict)[0].startswith("docs/shoe.yml:2: readable: ")


def test_the_line_of_anything_is_that_of_the_nearest_thing_that_is_there():
    written = Written("docs/shoe.yml", "shoes:\n  - name: a\n  - name: b\n    size: 2\nday: 1\n", first=10)
    assert written.line_of("shoes", 1, "size") == 13
    assert written.line_of("shoes", 1, "width") == 12
    assert written.line_of("shoes", 7) == 10
    assert written.line_of("nothing") == 9
    assert Written("docs/shoe.yml", "a: 1\n").line_of("nothing") == 1
    assert Written("docs/shoe.yml", "a: 1\nb: 2\n").line_of("b", "c") == 2


def test_a_list_in_a_list_is_looked_through_for_keys_that_stand_twice():
    found = told("- - a: 1\n    b: 2\n    a: 3\n", model=list)
    assert found == ["docs/shoe.yml:3: key-once: “a” stands on line 1 too. Keep one of the two."]
    found = told("- a:\n    b: 1\n    b: 2\n", model=list)
    assert found == ["docs/shoe.yml:3: key-once: “b” stands on line 2 too. Keep one of the two."]


class Laced(Shoe):
    laces: int = Field(2, description="How many.")

    @field_validator("laces")
    @classmethod
    def come_in_pairs(cls, value):
        if value % 2:
            raise ValueError("laces come in pairs")
        return value


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        # What the reader of YAML calls it, on its line, which is never behind the last one.
        (
            "name: Causes: why\n",
            "1: readable: this is not YAML: mapping values are not allowed in this context. Put a value that holds a"
            ' colon and a blank in quotes, as in "Causes: why".',
        ),
        (
            "size: 1\nname: 'a\n\n\n",
            "2: readable: this is not YAML: found unexpected end of stream. A quotation mark is opened and not closed.",
        ),
        (
            "size: 1\nname: a\x07b\n",
            "2: readable: this is not YAML: control characters are not allowed. Take the control character out of this"
            " line.",
        ),
        # Letters that are more than one byte long, and lines below it.
        (
            "name: ÄÖÜäöü\nsize: \x07\na: 1\nb: 1\nc: \x07\n",
            "2: readable: this is not YAML: control characters are not allowed. Take the control character out of this"
            " line.",
        ),
        (
            "size: 1\nname: [a\n\n",
            "2: readable: this is not YAML: did not find expected ',' or ']'. Close the bracket, or quote a value that"
            " begins with [ or {.",
        ),
        (
            "name: %a\n",
            "1: readable: this is not YAML: found character that cannot start any token. Indent with spaces, and quote"
            " a value that begins with @ or `.",
        ),
        (
            "name: a\n--- \nname: b\n",
            "2: readable: this is not YAML: but found another document. Write one document: take the second --- out.",
        ),
        # A line of one tab, or of one letter, is the last one too.
        (
            "name: a\n\t",
            "2: readable: this is not YAML: found a tab character that violates indentation. Indent with spaces, never"
            " with tabs.",
        ),
        (
            "name: 'a\nX\n\n",
            "2: readable: this is not YAML: found unexpected end of stream. A quotation mark is opened and not closed.",
        ),
        (
            "size: 1\n? [a]\n: 1\n",
            "2: readable: this is not YAML: found unhashable key. Mend this line or the one above.",
        ),
        (
            "name: |x\n",
            "1: readable: this is not YAML: did not find expected comment or line break. Mend this line or"
            " the one above.",
        ),
    ],
)
def test_what_is_not_yaml_is_told_in_the_words_of_its_reader_with_its_line(text, fault):
    assert told(text) == [f"docs/shoe.yml:{fault}"]


def test_a_value_that_its_own_rule_refuses_is_told_in_the_words_of_that_rule():
    assert told("name: a\nlaces: 3\n", model=Laced) == [
        "docs/shoe.yml:2: shoe: “laces”: laces come in pairs. Mend the value. How many."
    ]


def test_a_key_inside_a_record_gets_no_hint_that_belongs_to_another_one():
    found = told("a:\n  name: 7\n  laces: big\n", model=dict[str, Laced])
    assert found[1] == "docs/shoe.yml:3: shoe: “a.laces” is text, not integer. Mend the value."

    # Though it has the same name.
    class Sizes(BaseModel):
        sizes: dict[str, list[int]] = Field(description="Of each shoe.")

    assert told("sizes:\n  sizes: 7\n", model=Sizes) == [
        "docs/shoe.yml:2: shoe: “sizes.sizes” is a number, not a list. Mend the value."
    ]
    assert told("sizes: 7\n", model=Sizes)[0].endswith("Mend the value. Of each shoe.")


def test_what_is_wrong_with_a_whole_record_is_told_of_no_key():
    class Pair(BaseModel):
        left: int
        right: int

        @model_validator(mode="after")
        def go_together(self):
            if self.left != self.right:
                raise ValueError("the two are no pair")
            return self

    assert told("left: 40\nright: 41\n", model=Pair) == ["docs/shoe.yml:1: shoe: the two are no pair. Mend the value."]


def test_what_only_yaml_knows_is_called_by_its_kind():
    assert told("name: !!binary aGk=\n") == [
        "docs/shoe.yml:1: shoe: “name” is not text: YAML reads bytes there. Put the value in quotes."
    ]


def test_json_that_yaml_cannot_read_has_no_fault_if_each_key_stands_once():
    assert told('{"name": "\\ud83d\\ude00", "size": 1}', "JSON") == []


def test_a_key_where_none_are_known_is_to_be_taken_out():
    class Bare(BaseModel):
        model_config = ConfigDict(extra="forbid")

    assert told("name: a\n", model=Bare) == ["docs/shoe.yml:1: shoe: “name” is not a known key. Take it out."]


def test_a_day_is_told_to_be_one_whatever_is_wrong_with_it():
    mend = "Write it as year-month-day, without quotes and time, such as 2026-11-23."
    for day in ("12", "soon", "2026-11-23 10:00:00", "'2026-11-23'"):
        assert told(f"day: {day}\n", model=Worn) == [f"docs/shoe.yml:1: shoe: “day” is not a date. {mend}"], day


def test_a_record_is_called_by_the_name_that_its_list_gives_it():
    written = Written("docs/shoe.yml", "- name: a\n- name: b\n  size: [1]\n- size: 2\n")
    _, faults = written.read_as(list[Shoe], "shoe", named=lambda each, at: each.get("name", f"number {at + 1}"))
    assert [str(fault) for fault in faults] == [
        "docs/shoe.yml:3: shoe: “b: size” is a list, not integer. Mend the value.",
        "docs/shoe.yml:4: shoe: “number 3: name” is missing. Add a line “name: …”.",
    ]
    deep = Written("docs/shoe.yml", "- pairs:\n  - 1\n  - x\n")
    _, (fault,) = deep.read_as(list[dict[str, list[int]]], "shoe", named=lambda each, at: "first")
    assert fault.wrong.startswith("“first: pairs.1”")


def test_a_position_behind_the_end_of_a_list_has_the_line_of_the_list():
    written = Written("docs/shoe.yml", "shoes:\n  - a\n  - b\n")
    assert [written.line_of("shoes", at) for at in (0, 1, 2, 3)] == [2, 3, 1, 1]


def test_a_key_that_is_wrong_has_the_line_on_which_it_stands():
    found = told("a: x\n7: y\n", model=dict[str, str])
    assert found[0].startswith("docs/shoe.yml:2: ")
    assert "[key]" not in found[0]


def test_front_matter_ends_at_its_second_line_and_the_text_begins_at_its_first_word():
    for end in ("---", "--- ", "...", "...  "):
        page = split_page(f"---\ntitle: A\nsize: 1\n{end}\nText.\n\nMore.", "docs/a.md")
        assert (page.record.name, page.record.text) == ("docs/a.md", "title: A\nsize: 1\n")
        assert (page.body, page.body_line, page.faults) == ("Text.\n\nMore.", 5, ())
    page = split_page("---\ntitle: A\n---\n\n\n", "docs/a.md")
    assert (page.body, page.body_line) == ("", 6)


def test_front_matter_that_is_not_closed_leaves_no_text():
    page = split_page("---\ntitle: A\nText.\n", "docs/a.md")
    assert (page.record, page.body, page.body_line) == (None, "", 4)
    assert [str(fault) for fault in page.faults] == [
        "docs/a.md:1: page-record: the front matter is not closed. End it with a line of ---."
    ]


def test_old_ends_of_lines_and_a_fault_in_them_have_their_line(tmp_path):
    file = tmp_path / "a.yml"
    file.write_bytes(b"a: 1\rb: 2\r")
    assert read_text(file, "docs/a.yml") == ("a: 1\nb: 2\n", [])
    file.write_bytes(b"\na: 1\n\xff")
    text, (fault,) = read_text(file, "docs/a.yml")
    assert (text, fault.line) == ("", 3)
