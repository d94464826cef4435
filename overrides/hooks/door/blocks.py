"""Blocks, `/// today` to `///`: each one that is opened is known and closed, and nothing of it is dropped in silence.

The Markdown reader (pymdownx.blocks) prints a name that it does not know as text, closes at the page's end what its
author left open, and takes an indented line behind an opening for settings. Urgency is told by such blocks, so that a
lost line of three strokes could put a whole page into the wrong level.
"""

import difflib
import re

# A line that opens or closes a block, in a list or a quotation too.
MARK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(/{3,})[ \t]*(.*?)[ \t]*")
# One behind the mark of a quotation or of a list's item, on the same line.
BEHIND = re.compile(r"^[ \t]*(?:>|(?:[-*+]|\d+[.)])[ \t])[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*/{3,}", re.M)
PRINTED = re.compile(r"^[ \t]*/{3,}", re.M)
URGENCY = ("emergency", "today", "visit")


def opened(rest):
    """Return (name, what stands behind |) of an opening."""
    name, bar, argument = rest.partition("|")
    return name.strip(), argument.strip() if bar else None


def endless_blocks(text):
    """Yield (line, what is wrong, what to do) for each line of a page over which its reader may never come to an end.

    That is pymdownx.blocks, where a block behind a mark is followed by another at the margin.
    """
    for found in BEHIND.finditer(text):
        line = text.count("\n", 0, found.end()) + 1
        wrong = f"“{found.group().strip()}” stands behind the mark of a quotation or a list, where it may never end"
        yield line, wrong, "Give the block lines of its own; in a list, indent them by four."


def block_faults(body, first, known):
    """Yield (line, what is wrong, what to do) for each opening and closing of a page that does not fit.

    `body` begins on the line `first`; `known` are the names of blocks that the Markdown reader knows.
    """
    lines, stack = body.split("\n"), []
    for at, line in enumerate(lines):
        if not (mark := MARK.fullmatch(line)):
            continue
        strokes, rest = mark.groups()
        if not rest:
            if not stack:
                yield first + at, "this line closes a block, and none is open", "Take it out, or open the block above."
            elif stack[-1][1] != strokes:
                _, wanted, opening = stack[-1]
                wrong = f"{strokes} does not close the block of line {opening}, which {wanted} opens"
                yield first + at, wrong, f"Write {wanted}."
                stack.pop()
            else:
                stack.pop()
            continue
        name, argument = opened(rest)
        if name.lower() not in known:
            near = difflib.get_close_matches(name.lower(), known, n=2, cutoff=0.5)
            meant = f"Did you mean {' or '.join(near)}? " if near else ""
            yield first + at, f"“{name}” is no block", f"{meant}Known blocks: {', '.join(sorted(known))}."
        elif name.lower() in URGENCY and argument is not None:
            wrong = f"“| {argument}” would take the place of the words that tell the urgency"
            yield first + at, wrong, f"Write {strokes} {name} alone."
        elif name.lower() == "details" and not argument:
            yield first + at, "this closed block does not say what is in it", f"Write {strokes} details | More about …"
        following = lines[at + 1] if at + 1 < len(lines) else ""
        indent = len(line) - len(line.lstrip(" "))
        if re.match(rf" {{{indent + 4},}}\S|\t", following):
            wrong = "an indented line right behind an opening is read as a setting, and never shown"
            yield first + at + 1, wrong, "Put an empty line between, or do not indent it."
        if name.lower() in known:
            stack.append((name, strokes, first + at))
        else:
            # Its end is no fault of its own.
            stack.append((name, strokes, None))
    for name, strokes, line in stack:
        if line is not None:
            yield line, f"the block “{name}” is opened here and never closed", f"End it with a line of {strokes}."
