"""Names that become ids, addresses and paths: small letters, digits and hyphens, bounded, never outside the site.

An id is shared as `#use-a-towel` and as `s/use-a-towel/`, so it must be the same on every system, in every app, in
large letters and small.
"""

import re
from pathlib import Path

from markdown.extensions.toc import slugify

from door.fault import Refused

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST = 60
# Ids that templates and scripts give, and the beginning of those of notes and markers.
TAKEN = {
    "cramp-right-now",
    "page-title",
    "safety-notice",
    "right-now",
    "notes",
    "all-notes",
    "search-field",
    "search-keys",
    "search-title",
}
TAKEN_BEGINNINGS = ("fn-", "fnref", "footer-", "page-", "drawing-")
# Folders of the published site that hold something else than pages.
TAKEN_FOLDERS = {"app", "assets", "data", "images", "previews", "s"}


def plain(name):
    """Return a name written as one that may stand in an address: `über uns` becomes `uber-uns`."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9-]", "-", slugify(str(name), "-"))).strip("-")[:LONGEST].rstrip("-")


def name_problem(name):
    """Return (what is wrong, what to do) with a name, or None."""
    if NAME.fullmatch(name) and len(name) <= LONGEST:
        return None
    better = plain(name)
    mend = f"Write “{better}”." if better else "Write a short name in small letters."
    if NAME.fullmatch(name):
        return f"the name “{name[:30]}…” has {len(name)} characters; it may have {LONGEST}", mend
    return f"the name “{name}” holds more than small letters a to z, digits and single hyphens", mend


def id_problem(name):
    """Return (what is wrong, what to do) with an id that an author gave, or None."""
    if found := name_problem(name):
        return found
    if name in TAKEN or name.startswith(TAKEN_BEGINNINGS):
        return f"the id “{name}” belongs to the template", "Choose another."
    return None


def address_problem(address):
    """Return (what is wrong, what to do) with an address below the site's root, such as `causes/#why`, or None."""
    page, mark, name = address.partition("#")
    if mark and (found := name_problem(name)):
        return found
    if page and not page.endswith("/"):
        return f"the address “{address}” names no page", "A page's address ends in /, as in `causes/`."
    for part in page.split("/")[:-1]:
        if found := name_problem(part):
            wrong, mend = found
            return f"in the address “{address}”, {wrong}", f"{mend} An address is as in `causes/#why`."
    if page.split("/")[0] in TAKEN_FOLDERS:
        return f"the folder “{page.split('/')[0]}” holds no pages", "Name the page itself."
    return None


def page_problem(path):
    """Return (what is wrong, what to do) with the path of a page below `docs/`, or None."""
    *folders, name = path.removesuffix(".md").split("/")
    for part in [*folders, name]:
        if found := name_problem(part):
            wrong, mend = found
            return f"{wrong}; a page's file gives its address", mend
    if folders and folders[0] in TAKEN_FOLDERS:
        return f"the folder “{folders[0]}” is published as something else", "Choose another folder."
    if not folders and name in TAKEN_FOLDERS:
        return f"the address “{name}/” is published as something else", "Choose another name."
    return None


def inside(folder, address):
    """Return the path of an address below a folder; end the build at one that leads out of it."""
    root = Path(folder).resolve()
    path = (root / address).resolve()
    if not path.is_relative_to(root):
        raise Refused(f"“{address}” leads outside the published site: nothing is written there.")
    return path
