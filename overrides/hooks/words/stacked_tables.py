"""A table reads well on a phone: each row becomes a card whose cells carry the names of their columns.

The stylesheet does the stacking; this gives it the names, and makes the cell of a row that begins in bold its header.
To screen readers it stays a table: since Safari 17.0 (2023) no browser takes that from a table whose `display` changes.
"""

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from build import step
from words.said import said_in_tree


class StackedTables(Treeprocessor):
    """Add column names and row headers to every table."""

    def run(self, root):
        for table in root.iter("table"):
            names = [said_in_tree(cell, self.md) for cell in table.iterfind("thead/tr/th")]
            for row in table.iterfind("tbody/tr"):
                for name, cell in zip(names, row, strict=True):
                    cell.set("data-column", name)
                    if len(cell) and cell[0].tag == "strong" and not (cell.text or "").strip():
                        cell.tag = "th"
                        cell.set("scope", "row")
            table.set("class", "fc-table fc-table--wide" if len(names) > 3 else "fc-table")


class StackedTablesExtension(Extension):
    """Runs after the inline patterns, which find what is bold."""

    def extendMarkdown(self, md):
        md.treeprocessors.register(StackedTables(md), "stacked-tables", 3)


@step(needs="accepted")
def stack_tables(build):
    """Add it to whatever Markdown the site reads."""
    build.config.markdown_extensions.append(StackedTablesExtension())
