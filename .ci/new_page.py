"""A new page comes to readers whole: its author is asked for all that a page needs, and it is written at the end.

`make new-page` asks one question at a time. Whoever breaks it off leaves nothing behind. What the rules of the house
would refuse is said at once, and asked again. Given answers, one a line, it reads those: `make new-page <answers.txt`.
"""

import datetime
import json
import re
import sys
import textwrap
from pathlib import Path

import yaml
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from door.fault import Refused
from door.names import id_problem, page_problem, plain
from evidence.evidence_rules import RULES, EvidencedSite
from evidence.register import CERTAINTIES, OWN
from words.source_page import SourcePage, markdown_maker
from words.writing_rules import ANSWER_WORDS, page_problems

GROUP = re.compile(r"^  - (.+):\n((?:      - .+\n)+)", re.M)
# The most words of a sentence and of a section, as the tests count them.
SENTENCE_WORDS, SECTION_WORDS = 20, 120
# With fewer in its answer and its first section a page says too little to stand alone.
FEWEST_OF_ANSWER, FEWEST_OF_SECTION = 6, 30
YES, NO = {"yes", "y"}, {"no", "n"}


def on_one_line(words):
    """Return words as a value of YAML, in quotes only where YAML would take them for something else."""
    plain_words = re.fullmatch(r"[A-Za-z][\w ,'’?()-]*", words) and isinstance(yaml.safe_load(words), str)
    return words if plain_words else json.dumps(words, ensure_ascii=False)


def groups(nav):
    """Return {group of the menu: the folder of its pages} of the text of mkdocs.yml."""
    found = {}
    for name, rows in GROUP.findall(nav):
        folders = [path.rpartition("/")[0] for path in re.findall(r": (\S+)\.md$", rows, re.M)]
        found[name] = max(folders, key=folders.count)
    return found


def with_row(nav, group, name, path):
    """Return the text of mkdocs.yml with a row for a page at the end of a group."""
    row = f"      - {on_one_line(name)}: {path}\n"
    return GROUP.sub(lambda match: match[0] + (row if match[1] == group else ""), nav)


def with_address(ledger, address, id):
    """Return the text of docs/addresses.yml with a page and its first section."""
    return ledger.replace("\nfiles:\n", f"\n  {address}:\n    [{id}]\nfiles:\n", 1)


def page_text(given, today):
    """Return a page made of what was given for it."""
    health = "" if given["health"] else "health: false\n"
    return f"""\
---
title: {on_one_line(given["title"])}
reviewed: {today}
next_review: {given["next_review"]}
history:
  - date: {today}
    change: First published.
{health}---

/// answer
{given["answer"]}
///

## {given["heading"]} {{#{given["id"]}}}

{given["section"]}
"""


def words_problem(words, most, fewest=1):
    """Return what to do about words that are no plain sentences, or None."""
    count = len(words.split())
    if not fewest <= count <= most:
        return f"It has {count} {'word' if count == 1 else 'words'}. Write {fewest} to {most}."
    if not re.match(r"[A-Z0-9“]", words) or not re.search(r"[.?]”?$", words):
        return "Write whole sentences, from a capital letter to a period."
    if "!" in words:
        return "Write it without an exclamation mark."
    for sentence in re.split(r"(?<=[.?])\s+", words):
        if (count := len(sentence.split())) > SENTENCE_WORDS:
            return f"“{sentence}” has {count} words; {SENTENCE_WORDS} are the most. Make two sentences of it."
    return None


def ask(question, example, problem=lambda answer: None, proposed=""):
    """Ask until there is an answer with no problem; an empty line takes what is proposed."""
    print(f"\n{textwrap.fill(question, 100)}\n  For example: {example}")
    while True:
        given = " ".join(input(f"  [{proposed}] > " if proposed else "  > ").split()) or proposed
        if given and not (wrong := problem(given)):
            return given
        print(f"  {wrong if given else 'Please write something.'}")


def ask_claims(register, what):
    """Ask for the claims that bear something; a word lists those that hold it."""
    known = {OWN: OWN}
    for id, claim in register.published.items():
        known |= {id.casefold(): id, claim.code.casefold(): id}
    print(
        f"\nWhich claims bear {what}? Write their names with blanks between, or a word to find claims by. Write own if"
        f"\nit is our own advice, which no source bears.\n  For example: magnesium\n  or then: P14-magnesium-older"
    )
    while True:
        written = input("  > ").replace(",", " ").casefold().split()
        if written and all(word in known for word in written):
            return list(dict.fromkeys(known[word] for word in written))
        found = [
            claim
            for id, claim in register.published.items()
            if all(word in f"{id} {claim.statement}".casefold() for word in written)
        ]
        for claim in found if written else ():
            print(textwrap.shorten(f"  {claim.id} ({CERTAINTIES[claim.certainty].label}): {claim.statement}", 140))
        if not written or not found:
            print("  No claim holds that. Try one other word, such as stretch.")


def markers(register, names):
    """Return the markers of claims; our own advice carries its own mark as well."""
    ours = all(name != OWN and register.published[name].publish == "our-advice" for name in names)
    return "".join(f"[^{name}]" for name in [*names, *([OWN] if ours else [])])


def ask_words(build, files, path, health, question, example, what, most, fewest):
    """Ask for sentences and the claims that bear them, until no rule refuses them."""
    while True:
        words = ask(question, example, lambda answer: words_problem(answer, most, fewest))
        marked = words + (markers(build.register, ask_claims(build.register, what)) if health else "")
        day = datetime.date(2000, 1, 1)
        given = dict.fromkeys(["title", "heading"], "Words") | {
            "health": health, "id": "words", "answer": marked, "section": marked,
            "next_review": day + datetime.timedelta(1),
        }  # fmt: skip
        page = SourcePage(path, page_text(given, day), markdown_maker(build.config), written=marked)
        site = EvidencedSite({path: page}, files | {path}, build.register, build.signs, cautions=build.cautions)
        faults = page_problems(page, site, RULES)
        if not faults:
            return marked
        for rule, wrong, mend in sorted({(fault.rule, fault.wrong, fault.mend) for fault in faults}):
            print(f"  {rule}: {wrong}. {mend}")


def ask_all(build, files, nav, ledger, today):
    """Ask for all that a page needs."""
    addresses = yaml.safe_load(ledger)
    ids = {id for sections in addresses["published"].values() for id in sections}
    used = {*addresses["published"], *(old.partition("#")[0] for old in addresses["moved"])}
    folders = groups(nav)

    def title_problem(title):
        fine = 3 <= len(title) <= 70 and not re.search('[<>"]', title)
        return None if fine else "Write 3 to 70 letters, without < > and straight quotation marks."

    def path_problem(path):
        if not path.endswith(".md"):
            return "End it with .md"
        if found := page_problem(path):
            return f"{found[0]}. {found[1]}"
        if path in files or path.removesuffix("md").rstrip(".") + "/" in used:
            return f"“{path}” is, or was, another page. Choose another name."
        return None if path.rpartition("/")[0] in folders.values() else f"Folders there: {', '.join(folders.values())}."

    def section_problem(id):
        found = id_problem(id)
        if found:
            return f"{found[0]}. {found[1]}"
        return f"“{id}” is a section already. Put a word of your page before it." if id in ids else None

    def day_problem(day):
        try:
            days = (datetime.date.fromisoformat(day) - today).days
        except ValueError:
            return "Write the year, the month and the day, as in the example."
        return None if 0 < days <= 366 else f"Choose a day after {today}, within a year."

    given = {"title": ask("What is the page called? It is the heading, too.", "Foot cramps on a plane", title_problem)}
    given["group"] = ask(
        f"In which part of the menu does it stand: {', '.join(folders)}?", next(iter(folders)),
        lambda group: None if group in folders else f"Write one of: {', '.join(folders)}.",
    )  # fmt: skip
    given["name"] = ask("What is it called in the menu?", "On a plane", title_problem, proposed=given["title"])
    folder = folders[given["group"]]
    given["path"] = ask(
        "What is its file in docs/ called? It becomes the address, for ever.", "special-situations/on-a-plane.md",
        path_problem, proposed=f"{folder}/{plain(given['title'])}.md".lstrip("/"),
    )  # fmt: skip
    given["health"] = ask(
        "Does the page state anything about health? Then each statement needs its claim.", "yes",
        lambda answer: None if answer.casefold() in YES | NO else "Write yes or no.", proposed="yes",
    ).casefold() in YES  # fmt: skip
    words = (build, files, given["path"], given["health"])
    given["answer"] = ask_words(
        *words, f"What is the answer, in {ANSWER_WORDS} words or fewer? It opens the page.",
        "Get up once an hour and walk a few steps.", "the answer", ANSWER_WORDS, FEWEST_OF_ANSWER,
    )  # fmt: skip
    given["heading"] = ask(
        "What is the heading of the first section?", "Move in your seat",
        lambda heading: None if re.fullmatch(r"[A-Z0-9][^#{}<>|!\[\]*_`]*", heading) and len(heading) <= 60
        else "Begin with a capital letter, write 60 letters at most, and no signs such as # or {.",
    )  # fmt: skip
    given["id"] = ask(
        "What is the id of that section? It ends its link, for ever.", "plane-move-in-your-seat", section_problem,
        proposed=plain(given["heading"]),
    )  # fmt: skip
    given["section"] = ask_words(
        *words, f"What does that section say, in {FEWEST_OF_SECTION} to {SECTION_WORDS} words? You can go on in the"
        " file later.", "Bend your toes up ten times. Then draw circles with your feet. … Stop if it hurts.", "that",
        SECTION_WORDS, FEWEST_OF_SECTION,
    )  # fmt: skip
    half_a_year = str(today + datetime.timedelta(182))
    given["next_review"] = ask(
        "By which day will you check the page again?", half_a_year, day_problem, proposed=half_a_year
    )
    return given


def write_all(texts):
    """Write all of these files, or, whatever happens, none."""
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise


def main(project, today):
    """Ask for a page and write it, with its row in the menu and its addresses."""
    nav, ledger = project / "mkdocs.yml", project / "docs" / "addresses.yml"
    config = load_config(str(nav))
    build = config.plugins.on_config(config).build
    files = frozenset(file.src_uri for file in get_files(build.config))
    nav_text, ledger_text = (path.read_text(encoding="utf-8") for path in (nav, ledger))
    print("A new page. Ctrl-C breaks it off: nothing is written before the last answer.")
    given = ask_all(build, files, nav_text, ledger_text, today)
    page = project / "docs" / given["path"]
    texts = {
        page: page_text(given, today),
        nav: with_row(nav_text, given["group"], given["name"], given["path"]),
        ledger: with_address(ledger_text, given["path"].removesuffix(".md") + "/", given["id"]),
    }
    write_all(texts)
    print("\nWritten:", *(f"  {path.relative_to(project)}" for path in texts), sep="\n")
    print("Run make serve to read the page and go on with it, and make check to have it checked.")


if __name__ == "__main__":
    try:
        main(Path(__file__).resolve().parents[1], datetime.date.today())
    except (EOFError, KeyboardInterrupt):
        sys.exit("\nBroken off: nothing was written.")
    except Refused as fault:
        sys.exit(f"{fault} Mend that first: no page was asked for.")
