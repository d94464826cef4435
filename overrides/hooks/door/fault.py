"""What is wrong with something that an author or a publisher wrote: where, what, and how to mend it."""

import logging
from dataclasses import dataclass

from mkdocs.exceptions import PluginError

log = logging.getLogger("mkdocs.hooks.door")


@dataclass(frozen=True, order=True)
class Fault:
    """One fault, as its author reads it. `path` is below the project's folder, `line` counts from 1."""

    path: str
    line: int
    rule: str
    wrong: str
    mend: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.wrong}. {self.mend}"


class Refused(PluginError):
    """What was written cannot be built: every fault has been told, and nothing is made from it."""


def tell(faults):
    """Log every fault, in order of file and line, each once."""
    for fault in sorted(set(faults)):
        log.warning(str(fault))


def refuse(faults):
    """Tell every fault and end the build, if there is any."""
    if faults:
        tell(faults)
        count = len(set(faults))
        raise Refused(f"{count} {'fault' if count == 1 else 'faults'} to mend, told above: nothing was built.")
