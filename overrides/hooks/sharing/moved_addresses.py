"""An address that was shared leads to its section for ever, wherever that has gone.

`docs/addresses.yml` lists every address that was published, and under `moved` where those lead that are gone: a page
(`old-page/: new-page/`) or a section (`old-page/#old-name: new-page/#new-name`). A static host can send nobody on, so

- a section takes its former names along, as places in its heading; one that went to another page may keep its name;
- the page that it left says where it went, and sends on those whose browser runs scripts;
- a page that is gone leaves one at its address that leads on, and so does a former short address.
"""

from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError
from pydantic import BaseModel, ConfigDict, Field

from build import step
from door.fault import Fault
from door.names import address_problem
from door.records import Written, read_text
from sharing.short_addresses import FOLDER, onward_to, preview_of, write_onward

LEDGER = "addresses.yml"


@dataclass(frozen=True)
class Move:
    """Where a page (without ids) or a section went: addresses below the site's root, "" for the home page, and ids."""

    page: str
    id: str
    new_page: str
    new_id: str

    def __str__(self):
        return f"“{self.page}{'#' if self.id else ''}{self.id}”"


def moves_of(moved):
    """Return the moves that the ledger lists as {old address: new address}."""
    found = []
    for old, new in (moved or {}).items():
        page, _, name = old.partition("#")
        new_page, _, new_name = new.partition("#")
        found.append(Move(page, name, new_page, new_name))
    return found


def problems_of(moves, places):
    """Yield what is wrong with the moves; `places` are the sections of every page as {address: {id}}."""
    everywhere = set().union(*places.values())
    for move in moves:
        if move.new_page not in places or (move.new_id and move.new_id not in places[move.new_page]):
            yield f"{move} leads to no page or section that is there. Name one that is"
        kept = move.id == move.new_id and move.page != move.new_page
        if (move.page in places and not move.id) or (move.id in everywhere and not kept):
            yield f"{move} is still there, so it cannot have moved. Give one of the two another name"
        if bool(move.id) != bool(move.new_id):
            yield f"{move}: a page moves to a page (`old/: new/`), a section to a section (`old/#a: new/#b`)"


class Ledger(BaseModel):
    """Every address that was ever published, and where those lead that are gone."""

    model_config = ConfigDict(extra="forbid", strict=True)
    published: dict[str, list[str]] = Field(description="Each page's address, with the ids of its sections.")
    files: list[str] = Field(description="Each file that people keep or link.")
    moved: dict[str, str] = Field(description="Where an address leads that is gone, as in `old-page/: new-page/`.")


def ledger_of(written):
    """Return (moves, faults) of the ledger as it is written."""
    ledger, faults = written.read_as(Ledger, "ledger")
    if faults:
        return [], faults
    names = [(page, ("published", page)) for page in ledger.published]
    names += [
        (f"{page}#{id}", ("published", page, at)) for page, ids in ledger.published.items() for at, id in enumerate(ids)
    ]
    names += [(address, ("moved", old)) for old, new in ledger.moved.items() for address in (old, new)]
    for address, path in names:
        if found := address_problem(address):
            faults.append(Fault(written.name, written.line_of(*path), "address", *found))
    return moves_of(ledger.moved), faults


@step(needs="faults", gives="moves")
def read_ledger(build):
    """Read the ledger, for the headings to take their former names along."""
    name = f"docs/{LEDGER}"
    text, faults = read_text(Path(build.config.docs_dir, LEDGER), name)
    build.moves, wrong = ([], faults) if faults else ledger_of(Written(name, text))
    build.faults += wrong


@step(needs="moves sections", gives="moves_hold")
def check_moves(build, files):
    """Stop at moves that cannot be."""
    places = {
        address.removeprefix("./"): {section.id for section in sections if section.id}
        for address, sections in build.sections.items()
    }
    if problems := [f"docs/{LEDGER}: moved: {problem}." for problem in problems_of(build.moves, places)]:
        raise PluginError("\n".join(problems))
    build.moves_hold = True


@step(needs="moves")
def print_moves(build, context, page):
    """Tell a page which sections have left it, and where to."""
    here = page.url.removeprefix("./")
    context["moved"] = [move for move in build.moves if move.page == here != move.new_page]


def led_on(moves, pages):
    """Return {address: where it leads} of the pages that are gone, where `pages` are those that are there.

    A page leads where its own row says, wherever its sections went.
    """
    own_last = sorted(moves, key=lambda move: not move.id)
    return {move.page: move.new_page for move in own_last if move.page not in pages}


@step(needs="settings moves sections previews env onward policies reading_order pages_written", gives="former_pages")
def write_former_pages(build):
    """Leave a page at each address that is gone."""
    pages = {page.url.removeprefix("./"): page for page in build.reading_order}
    for move in build.moves:
        page = pages[move.new_page]
        section = next(each for each in build.sections[page.url] if each.id == move.new_id)
        # A section that kept its name has this address still.
        if move.id != move.new_id:
            former = f"{FOLDER}{move.id}/"
            preview = preview_of(page, section, build, FOLDER + f"{section.id}/" if section.id else None)
            write_onward(former, preview, onward_to(page, section, former, build), build)
    for former, address in led_on(build.moves, pages).items():
        page = pages[address]
        whole = build.sections[page.url][0]
        write_onward(former, preview_of(page, whole, build), onward_to(page, whole, former, build), build)
    build.former_pages = True
