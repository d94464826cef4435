"""The one reader of YAML and JSON that people write: strict, and every fault has a file, a line and a mend.

It takes UTF-8 with or without a byte order mark, refuses a key that stands twice, and hands on validated records only.
YAML is PyYAML's, which MkDocs reads with too, JSON the standard library's. The lines are those of PyYAML's node tree,
of which JSON is a subset.
"""

import difflib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from door.fault import Fault

# The same reader in C, ten times as fast, where PyYAML was built with it.
YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
# What PyYAML says, and what an author can do about it.
MENDS = {
    "mapping values are not allowed": 'Put a value that holds a colon and a blank in quotes, as in "Causes: why".',
    "found character '\\t'": "Indent with spaces, never with tabs.",
    "found character that cannot start any token": "Indent with spaces, and quote a value that begins with @ or `.",
    "found a tab character": "Indent with spaces, never with tabs.",
    "did not find expected ',' or": "Close the bracket, or quote a value that begins with [ or {.",
    "did not find expected '-'": "Begin each entry of the list with -, all at one indentation.",
    "did not find expected key": "Indent it like the line above, and quote a value that holds quotation marks.",
    "could not find expected ':'": "Write a key, a colon and a blank: `key: value`.",
    "found unknown escape": "Write the value in single quotes.",
    "did not find expected alphabetic": "A value that begins with & or * stands in quotes.",
    "found undefined alias": "A value that begins with * stands in quotes.",
    "found unexpected end of stream": "A quotation mark is opened and not closed.",
    "found character '@'": "A value that begins with @ stands in quotes.",
    "found character '`'": "A value that begins with ` stands in quotes.",
    # The reader in C and the one in Python.
    "control characters are not allowed": "Take the control character out of this line.",
    "special characters are not allowed": "Take the control character out of this line.",
    "expected <block end>": "Indent it like the line above, or quote a value that begins with a special character.",
    "could not determine a constructor": "A value that begins with ! stands in quotes.",
    "expected a single document": "Write one document: take the second --- out.",
}
# What YAML reads where an author wrote plain words.
KINDS = {bool: "yes or no", int: "a number", float: "a number", datetime: "a time", date: "a date", list: "a list",
         dict: "keys with values", str: "text", type(None): "nothing"}  # fmt: skip

KEYED = {"dict_type": "keys with values", "model_type": "keys with values", "list_type": "a list"}


def read_text(path, name):
    """Return (text, faults) of a file; `name` is what an author calls it. The text is empty if it cannot be read."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        return "", [Fault(name, 1, "readable", f"the file cannot be read: {error.strerror}", "Put it back.")]
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"byte {content[error.start]:#04x} is not UTF-8"
        return "", [Fault(name, line, "readable", wrong, "Save the file as UTF-8.")]


@dataclass(frozen=True)
class Written:
    """A document of YAML or JSON as it was written. `first` is its first line in the file called `name`.

    `faults` are those that keep it from being read; then `value` is None.
    """

    name: str
    text: str
    kind: str = "YAML"
    first: int = 1

    @cached_property
    def _read(self):
        """(value, node tree, faults)."""
        faults = []
        value = node = None
        twice, lost = [], []
        if self.kind == "JSON":
            try:
                value = json.loads(self.text, parse_constant=_no_constant, object_pairs_hook=partial(_pairs, lost))
            except (ValueError, RecursionError) as error:
                line = getattr(error, "lineno", 1)
                wrong = f"this is not JSON: {getattr(error, 'msg', error)}"
                return None, None, [self._fault(line, "readable", wrong, _json_mend(self.text, error))]
        try:
            # Between the tokens of JSON a tab is a blank, and inside them it cannot stand; YAML knows no such tabs.
            loader = YAML(self.text.replace("\t", " ") if self.kind == "JSON" else self.text)
            try:
                node = loader.get_single_node()
                # Before values are made of it, which writes merged keys (<<) into it.
                twice = list(_twice(node))
                if self.kind == "YAML" and node is not None:
                    value = loader.construct_document(node)
            finally:
                loader.dispose()
        except yaml.YAMLError as error:
            # JSON that YAML cannot read has lines that nobody can name; what it holds is known all the same.
            if self.kind == "YAML":
                faults.append(self._unreadable(error))
            twice = [(1, "key-once", f"“{name}” stands twice in one object", "Keep one of the two.") for name in lost]
        except RecursionError:
            faults.append(self._fault(1, "readable", "it is nested too deeply", "Take the brackets apart."))
        except ValueError as error:
            # A day or a number that there is not, such as 2026-13-01.
            line = next((at for at in _unreadable_values(node)), 1)
            mend = "Mend the value, or put it in quotes."
            faults.append(self._fault(line, "readable", f"a value cannot be read: {error}", mend))
        faults += [self._fault(*each) for each in twice]
        return (None if faults else value), node, faults

    def _fault(self, line, rule, wrong, mend):
        return Fault(self.name, line + self.first - 1, rule, wrong, mend)

    def _unreadable(self, error):
        if isinstance(error, yaml.reader.ReaderError):
            # It counts letters or bytes, as it is the reader in Python or the one in C: the first such letter is meant.
            line, problem = self.text.partition(chr(error.character))[0].count("\n") + 1, error.reason
        else:
            line, problem = error.problem_mark.line + 1, error.problem
        # A mark at the end of the text stands behind its last line.
        line = min(line, self.text.rstrip("\n").count("\n") + 1)
        mend = next((mend for words, mend in MENDS.items() if words in str(error)), "Mend this line or the one above.")
        return self._fault(line, "readable", f"this is not YAML: {problem}", mend)

    @property
    def value(self):
        """What it holds, as lists and dicts; None where it cannot be read."""
        return self._read[0]

    @property
    def faults(self):
        return self._read[2]

    def line_of(self, *path):
        """Return the line of what stands at a path of keys and positions, or of the nearest thing that is there."""
        # What is missing from a page's record is missing below the line of ---.
        node, line = self._read[1], 1 if self.first == 1 else 0
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                found = next(((key, child) for key, child in node.value if key.value == str(step)), None)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step], node.value[step])
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line + self.first - 1

    def read_as(self, model, rule, named=None):
        """Return (record, faults): what is written as a pydantic model, or None and every reason why it is none.

        `named` returns what an author calls the record at a position of a list.
        """
        if self.faults:
            return None, list(self.faults)
        if self.value is None:
            mend = "Write what belongs there, or put the file back."
            return None, [self._fault(1, rule, "nothing stands here", mend)]
        try:
            return TypeAdapter(model).validate_python(self.value), []
        except ValidationError as error:
            return None, [self._in_words(fault, model, rule, named) for fault in error.errors()]

    def _in_words(self, fault, model, rule, named):
        # The last part of a key's own place says only that it is a key.
        path = tuple(part for part in fault["loc"] if part != "[key]")
        place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
        if named and path and isinstance(path[0], int):
            place = ": ".join(filter(None, [named(self.value[path[0]], path[0]), ".".join(map(str, path[1:]))]))
        line = self.line_of(*path)
        wrong, mend = words_for(fault, place, model)
        return Fault(self.name, line, rule, wrong, mend)


def words_for(fault, place, model):
    """Return (what is wrong, what to do) for one fault of pydantic; `place` is what an author calls it."""
    key, value = str(fault["loc"][-1]) if fault["loc"] else "", fault["input"]
    field = getattr(model, "model_fields", {}).get(key) if len(fault["loc"]) == 1 else None
    hint = f" {field.description}" if field is not None and field.description else ""
    what = f"“{place}”" if place else "this"
    match fault["type"]:
        case "missing":
            return f"{what} is missing", f"Add a line “{key}: …”.{hint}"
        case "extra_forbidden":
            known = list(getattr(model, "model_fields", {}))
            near = difflib.get_close_matches(key, known, n=1)
            meant = f"Did you mean “{near[0]}”? " if near else ""
            return f"{what} is not a known key", f"{meant}Known keys: {', '.join(known)}." if known else "Take it out."
    read = KINDS.get(type(value), type(value).__name__)
    if value is None:
        return f"{what} is empty", f"Write its value, or take the line out.{hint}"
    if fault["type"] == "date_type":
        return f"{what} is not a date", "Write it as year-month-day, without quotes and time, such as 2026-11-23."
    if fault["type"] == "string_type":
        return f"{what} is not text: YAML reads {read} there", "Put the value in quotes."
    if fault["type"].endswith("_type"):
        wanted = KEYED.get(fault["type"], fault["msg"].removeprefix("Input should be ").removeprefix("a valid "))
        return f"{what} is {read}, not {wanted}", f"Mend the value.{hint}"
    said = fault["msg"].removeprefix("Value error, ")
    return (f"{what}: {said}" if place else said), f"Mend the value.{hint}"


def _unreadable_values(node):
    """Yield the line of each single value of a node tree that cannot be made."""
    if isinstance(node, yaml.ScalarNode):
        try:
            YAML("").construct_object(node)
        except ValueError:
            yield node.start_mark.line + 1
        return
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from _unreadable_values(part)


def keys_twice(name, text):
    """Return a fault for each key that stands twice in a text of YAML with tags that only its program can read."""
    loader = YAML(text)
    try:
        return [Fault(name, *twice) for twice in _twice(loader.get_single_node())]
    finally:
        loader.dispose()


def _pairs(lost, pairs):
    """Make a dict of the pairs of an object; note the keys that it loses because they stand there twice."""
    keys = [key for key, _ in pairs]
    lost += [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
    return dict(pairs)


def _no_constant(name):
    raise ValueError(f"{name} is no number of JSON")


def _json_mend(text, error):
    position = getattr(error, "pos", None)
    before = text[:position].rstrip() if position is not None else ""
    if before.endswith(","):
        return "Take out the comma before it."
    if "delimiter" in str(error):
        return "Put a comma between the two, or close the bracket."
    return "Mend this line or the one above."


def _twice(node):
    """Yield (line, rule, what is wrong, what to do) for each key that stands twice in one mapping of a node tree."""
    if isinstance(node, yaml.MappingNode):
        met = {}
        for key, child in node.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key.value, str) else None
            if name in met and name is not None:
                yield line, "key-once", f"“{name}” stands on line {met[name]} too", "Keep one of the two."
            met.setdefault(name, line)
            yield from _twice(child)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _twice(child)


FENCE = re.compile(r"-{3}[ \t]*")


@dataclass(frozen=True)
class PageText:
    """A page as its author wrote it: its front matter, its body, and the line on which the body begins."""

    record: Written | None
    body: str
    body_line: int
    faults: tuple[Fault, ...] = ()


def split_page(text, name):
    """Part a page's front matter, between two lines of ---, from its body."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return PageText(None, text, 1)
    end = next((at for at, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line) or line.rstrip() == "..."), None)
    if end is None:
        fault = Fault(name, 1, "page-record", "the front matter is not closed", "End it with a line of ---.")
        return PageText(None, "", len(lines), (fault,))
    body = lines[end + 1 :]
    while len(body) > 1 and not body[0]:
        body.pop(0)
    return PageText(Written(name, "\n".join(lines[1:end]) + "\n", first=2), "\n".join(body), len(lines) - len(body) + 1)
