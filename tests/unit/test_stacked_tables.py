"""Tables that become cards on a phone and stay tables for a screen reader."""

import lxml.html
import markdown

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


def test_each_cell_carries_the_name_of_its_column():
    assert read().xpath("tbody/tr/*/@data-column") == ["Verdict", "What"] * 3


def test_a_cell_that_begins_in_bold_is_the_header_of_its_row():
    headers = read().xpath("tbody/tr/th")
    assert [(header.text_content(), header.get("scope")) for header in headers] == [
        ("Stretch", "row"),
        ("This and that", "row"),
    ]
