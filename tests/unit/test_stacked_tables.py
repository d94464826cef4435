"""Tables that become cards on a phone and stay tables for a screen reader."""

import lxml.html
import markdown
import pytest

from words.stacked_tables import StackedTablesExtension

TABLE = """\
| Verdict | What |
| --- | --- |
| May help | **Stretch** |
| No | a **bold** word |
| No | **This** and **that** |
"""


def read():
    html = markdown.markdown(TABLE, extensions=["tables", StackedTablesExtension()])
    return lxml.html.fragment_fromstring(html, create_parent="main").find("table")


def test_a_table_is_written_whole():
    text = "| `A` & <i>B</i> | C |\n| --- | --- |\n| **One** | 2 |"
    html = markdown.markdown(text, extensions=["tables", StackedTablesExtension()])
    assert "".join(html.split("\n")) == (
        '<table class="fc-table"><thead><tr><th><code>A</code> &amp; <i>B</i></th><th>C</th></tr></thead><tbody><tr>'
        '<th data-column="A &amp; B" scope="row"><strong>One</strong></th><td data-column="C">2</td></tr>'
        "</tbody></table>"
    )


def test_each_cell_carries_the_name_of_its_column():
    assert read().xpath("tbody/tr/*/@data-column") == ["Verdict", "What"] * 3


def test_a_cell_that_begins_in_bold_is_the_header_of_its_row():
    headers = read().xpath("tbody/tr/th")
    assert [(header.text_content(), header.get("scope")) for header in headers] == [
        ("Stretch", "row"),
        ("This and that", "row"),
    ]


def faults_of(text):
    """What is wrong with the one table of a text: [(which of its lines, what is wrong, what to do)]."""
    reader = markdown.Markdown(extensions=["tables", StackedTablesExtension()])
    reader.convert(text)
    (table,) = reader.parser.blockprocessors["table"].tables
    return list(table.faults())


CELLS = "Give it a cell for each column."
ALIGNED = (1, "“:” aligns a column by a style, which no page may carry", "Write | --- | without it.")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (TABLE, []),
        ("| A |\n| - |\n| 1 |", []),
        # A blank that does not break behind the last bar is a cell for the reader of Markdown.
        ("| A | B |\n| - | - |\n| 1 | 2 |\u00a0", [(2, "this row has 3 cells, the first row 2", CELLS)]),
        # A cross for a cell.
        ("A | X\n- | -\nX | 2\nX | X", []),
        ("A | B\n- | -\n1 | 2", []),
        (" | A | B |\n | - | - |\n | 1 | 2 |", []),
        (
            "| A | B |\n| - | - |",
            [(0, "this table has no row", "Write its rows below, without an empty line between.")],
        ),
        ("| A | B |\n| - | :- |\n| 1 | 2 |", [ALIGNED]),
        ("| A | B |\n| - | - |\n| 1 | 2 |\n| 1 |", [(3, "this row has 1 cell, the first row 2", CELLS)]),
        ("| A |\n| - |\n| 1 | 2 |", [(2, "this row has 2 cells, the first row 1", CELLS)]),
        ("| A | B |\n| - | - |\n| | |", [(2, "this row is empty", "Take it out.")]),
        ("| A | B |\n| - | - |\n| | 2 |", []),
    ],
)
def test_what_a_table_would_lose_or_show_otherwise_is_named_with_its_line(text, faults):
    assert faults_of(text) == faults


def test_no_column_is_aligned_by_a_style_and_the_reader_is_told_its_cells():
    reader = markdown.Markdown(extensions=["tables", StackedTablesExtension()])
    html = reader.convert("| A | B |\n| :-: | -: |\n| 1 | 2 |")
    assert "style" not in html
    assert "align" not in html
    (table,) = reader.parser.blockprocessors["table"].tables
    assert [[cell.strip() for cell in row] for row in table.cells] == [["A", "B"], [":-:", "-:"], ["1", "2"]]
    assert table.lines == ["| A | B |", "| :-: | -: |", "| 1 | 2 |"]
    assert table.columns == ["A", "B"]


@pytest.mark.parametrize(("columns", "wide"), [(1, False), (3, False), (4, True)])
def test_only_a_table_of_many_columns_is_wide(columns, wide):
    text = "\n".join(f"| {' | '.join([cell] * columns)} |" for cell in ("A", "-", "1"))
    html = markdown.markdown(text, extensions=["tables", StackedTablesExtension()])
    table = lxml.html.fragment_fromstring(html)
    assert table.get("class") == ("fc-table fc-table--wide" if wide else "fc-table")


def test_what_is_bold_is_known_before_a_cell_becomes_the_header_of_its_row():
    md = markdown.Markdown(extensions=["tables", StackedTablesExtension()])
    place = md.treeprocessors.get_index_for_name
    assert place("stacked-tables") > place("inline")
    # The reader of tables stands in the place of the one that it is made of.
    assert type(md.parser.blockprocessors["table"]).__name__ == "ReadTables"
