"""A copy of the source a year on: a section was renamed, one went to another page, and a page got another address.

That page had a section once that had left it before. Another page has headings and columns of all kinds that authors
may write.
"""

import re
import shutil

from support.built_site import PROJECT, not_source
from support.spoken import SPOKEN

MOVED = """\
moved:
  immediate-relief/#use-one-hand: immediate-relief/#one-handed
  prevention/#soap-in-bed: causes/#soap-and-cramps
  who-gets-cramps/: how-common-are-cramps/
  who-gets-cramps/#why-they-cramp: causes/#why-at-night
"""


def make_moves(folder):
    """Make the copy in a folder that is not there yet; return the folder."""
    shutil.copytree(PROJECT, folder, ignore=not_source)

    def edit(name, change):
        path = folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    edit("docs/immediate-relief.md", lambda text: text.replace("{#use-one-hand}", "{#one-handed}"))
    prevention = (folder / "docs/prevention.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^### [^\n]* \{#soap-in-bed\}\n.*?(?=^##)", prevention, re.M | re.S)
    edit("docs/prevention.md", lambda text: text.replace(section, ""))
    edit("docs/causes.md", lambda text: f"{text}\n{section.strip().replace('soap-in-bed', 'soap-and-cramps')}\n")
    edit("docs/what-works.md", lambda text: text.replace("prevention.md#soap-in-bed", "causes.md#soap-and-cramps"))
    (folder / "docs/who-gets-cramps.md").rename(folder / "docs/how-common-are-cramps.md")
    for path in [*(folder / "docs").rglob("*.md"), folder / "docs/search-words.yml", folder / "mkdocs.yml"]:
        edit(path, lambda text: text.replace("who-gets-cramps.md", "how-common-are-cramps.md"))
    edit("docs/addresses.yml", lambda text: text.replace("moved:\n", MOVED))
    sections = "".join(f"\n## {written} {{#said-{number}}}\n\nOne.\n" for number, written in enumerate(SPOKEN))
    table = f"\n| {' | '.join(SPOKEN)} |\n|{' --- |' * len(SPOKEN)}\n|{' One. |' * len(SPOKEN)}\n"
    edit("docs/about/licence.md", lambda text: f"{text}{sections}{table}")
    return folder
