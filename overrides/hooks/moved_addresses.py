"""An address that was shared leads to its section for ever, wherever that has gone.

`docs/addresses.yml` lists every address that was published, and under `moved` where those lead that are gone: a page
(`old-page/: new-page/`) or a section (`old-page/#old-name: new-page/#new-name`). A static host can send nobody on, so

- a section takes its former names along, as places in its heading;
- the page that it left says where it went, and sends on those whose browser runs scripts;
- a page that is gone leaves one at its address that leads on, and so does a former short address.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from short_addresses import FOLDER, onward_to, preview_of, write_onward

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
        if (move.page in places and not move.id) or move.id in everywhere:
            yield f"{move} is still there, so it cannot have moved. Give one of the two another name"
        if bool(move.id) != bool(move.new_id):
            yield f"{move}: a page moves to a page (`old/: new/`), a section to a section (`old/#a: new/#b`)"


def on_config(config):
    """Read the ledger, for the headings to take their former names along."""
    ledger = yaml.safe_load(Path(config.docs_dir, LEDGER).read_text(encoding="utf-8"))
    config.extra["moves"] = moves_of(ledger["moved"])
    return config


# When all sections are known.
@event_priority(-50)
def on_env(env, *, config, files):
    """Stop at moves that cannot be."""
    places = {
        address.removeprefix("./"): {section.id for section in sections if section.id}
        for address, sections in env.globals["sections"].items()
    }
    if problems := [f"docs/{LEDGER}: moved: {problem}." for problem in problems_of(config.extra["moves"], places)]:
        raise PluginError("\n".join(problems))
    return env


def on_page_context(context, *, page, config, nav):
    """Tell a page which sections have left it, and where to."""
    here = page.url.removeprefix("./")
    context["moved"] = [move for move in config.extra["moves"] if move.page == here != move.new_page]
    return context


def on_post_build(*, config):
    """Leave a page at each address that is gone."""
    env = config.extra["env"]
    pages = {page.url.removeprefix("./"): page for page in config.extra["reading_order"]}
    for move in config.extra["moves"]:
        page = pages[move.new_page]
        sections = {section.id: section for section in env.globals["sections"][page.url]}
        section = sections[move.new_id]
        preview = preview_of(page, section, config, FOLDER + f"{section.id}/" if section.id else None)
        if move.id:
            write_onward(
                f"{FOLDER}{move.id}/", preview, onward_to(page, section, f"{FOLDER}{move.id}/", config), config
            )
        if move.page not in pages:
            write_onward(move.page, preview, onward_to(page, sections[""], move.page, config), config)
