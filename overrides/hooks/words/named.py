"""What is told alike everywhere is kept once, in a list below `docs/data/`, and a page takes it by its name."""

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from door.fault import Fault
from door.records import Written, read_text


def unknown_names(lines, word, known, calling, file):
    """Yield (line, what is wrong, what to do) for each `{word: name}` left in (number, line) of a text.

    What names one of `known`, which stand in `file`, has been told by then.
    """
    for number, line in lines:
        for match in re.finditer(rf"\{{{word}(?::\s*([\w-]*))?[^}}]*\}}?", line):
            near = difflib.get_close_matches(match[1] or "", known, n=2, cutoff=0.5) if match[1] not in known else ()
            mend = f"Did you mean {' or '.join(near)}? " if near else ""
            yield number, f"“{match.group()}” is no {calling}", f"{mend}{file} lists them."


@dataclass(frozen=True)
class NamedList:
    """Records of one `kind`, with an `id` each, which a page takes as `{word: id}`."""

    kind: type[BaseModel]
    word: str
    calling: str
    file: str

    def of(self, written):
        """Return ({id: record}, faults) of the list as it is written."""
        rule = self.calling.replace(" ", "-")
        found, faults = written.read_as(list[self.kind], rule, named=self._name)
        named = {}
        for at, record in enumerate(found or []):
            if record.id in named:
                wrong = f"the {self.calling} “{record.id}” stands twice"
                faults.append(Fault(written.name, written.line_of(at, "id"), rule, wrong, "Keep one."))
            named[record.id] = record
        return named, faults

    def _name(self, record, at):
        return str((isinstance(record, dict) and record.get("id")) or f"{self.calling} {at + 1}")

    def read(self, build):
        """Return {id: record}, read afresh for a build, which is told of the faults."""
        # The folder of the pages is called otherwise where copies of them are built.
        text, faults = read_text(Path(build.config.docs_dir, *Path(self.file).parts[1:]), self.file)
        named, wrong = ({}, faults) if faults else self.of(Written(self.file, text))
        build.faults += wrong
        return named

    def unknown(self, lines, known):
        """Yield what is wrong with each name that a page's lines still hold."""
        return unknown_names(lines, self.word, known, self.calling, self.file)
