"""A table reads well on a phone: each row becomes a card whose cells carry the names of their columns.

The stylesheet does the stacking; this gives it the names, and makes the first cell of a row that begins in bold its
header.
To screen readers it stays a table: since Safari 17.0 (2023) no browser takes that from a table whose `display` changes.
"""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from build import step
from words.said import said_in_tree


@dataclass(frozen=True)
class ReadTable:
    """A table as it was read: its lines, of which the second only parts the first from the others, and their cells."""

    element: Element
    lines: list[str]
    cells: list[list[str]]

    @property
    def columns(self):
        """What each column is called."""
        return [cell.get("data-column") for cell in self.element.find("tbody/tr")]

    def faults(self):
        """Yield (which of the lines, what is wrong, what to do) for what is dropped, filled up or read otherwise."""
        columns = len(self.cells[0])
        if len(self.lines) < 3:
            yield 0, "this table has no row", "Write its rows below, without an empty line between."
        if any(":" in cell for cell in self.cells[1]):
            yield 1, "“:” aligns a column by a style, which no page may carry", "Write | --- | without it."
        for number, cells in enumerate(self.cells):
            if number > 1 and len(cells) != columns:
                count = f"{len(cells)} cell{'s' if len(cells) > 1 else ''}"
                yield number, f"this row has {count}, the first row {columns}", "Give it a cell for each column."
            elif number > 1 and not any(cell.strip() for cell in cells):
                yield number, "this row is empty", "Take it out."


class ReadTables(TableProcessor):
    """Reads tables, and keeps what it read."""

    def __init__(self, parser):
        # Which says how a column is aligned: none is.
        super().__init__(parser, {})
        self.tables = []

    def run(self, parent, blocks):
        lines = blocks[0].split("\n")
        # A style is what an aligned column would carry.
        self.separator = ["-"] * len(self.separator)
        super().run(parent, blocks)
        cells = [self._split_row(line.strip(" ")) for line in lines]
        self.tables.append(ReadTable(parent[-1], lines, cells))


def _begins_in_bold(cell):
    return len(cell) > 0 and cell[0].tag == "strong" and not (cell.text or "").strip()


class StackedTables(Treeprocessor):
    """Add column names and row headers to every table."""

    def run(self, root):
        for table in root.iter("table"):
            names = [said_in_tree(cell, self.md) for cell in table.iterfind("thead/tr/th")]
            for row in table.iterfind("tbody/tr"):
                for name, cell in zip(names, row, strict=True):
                    cell.set("data-column", name)
                header = next((cell for cell in row if _begins_in_bold(cell)), None)
                if header is not None:
                    header.tag = "th"
                    header.set("scope", "row")
            table.set("class", "fc-table fc-table--wide" if len(names) > 3 else "fc-table")


class StackedTablesExtension(Extension):
    """Takes the place of the reader of tables, and runs after the inline patterns, which find what is bold."""

    def extendMarkdown(self, md):
        md.parser.blockprocessors.register(ReadTables(md.parser), "table", 75)
        md.treeprocessors.register(StackedTables(md), "stacked-tables", 3)


@step(needs="accepted")
def stack_tables(build):
    """Add it to whatever Markdown the site reads."""
    build.config.markdown_extensions.append(StackedTablesExtension())
