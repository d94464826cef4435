"""Every section can be shared: a named link stands beside each h2 and h3 that has an id."""

import html
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from build import step
from words.said import said_in_tree


class SectionLinks(Treeprocessor):
    """Wrap each h2 and h3 together with a link to itself.

    The link is the heading's neighbor, not its child, so that a screen reader's list of headings stays clean. `moves`
    tell the names that sections had before. The list “On this page” calls each section as its link does.
    """

    def __init__(self, md, moves=()):
        super().__init__(md)
        self.former = {}
        for move in moves:
            if move.id != move.new_id:
                self.former.setdefault(move.new_id, []).append(move.id)

    def run(self, root):
        names = {}
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag in ("h2", "h3") and child.get("id"):
                    name = names[child.get("id")] = said_in_tree(child, self.md)
                    parent[position] = with_link(child, name)
                    for name in self.former.get(child.get("id"), []):
                        place = Element("span", {"id": name})
                        place.tail, child.text = child.text, None
                        child.insert(0, place)
        for entry in entries_of(getattr(self.md, "toc_tokens", [])):
            if entry["id"] in names:
                # The template prints this name as HTML.
                entry["name"] = html.escape(names[entry["id"]], quote=False)


def entries_of(contents):
    """Yield every entry of a table of contents, as the extension `toc` makes it."""
    for entry in contents:
        yield entry
        yield from entries_of(entry["children"])


def with_link(heading, name):
    """Return a wrapper that holds the heading and a link named “Link to: <its words>”."""
    wrapper = Element("div", {"class": "fc-section-heading"})
    wrapper.tail, heading.tail = heading.tail, None
    wrapper.append(heading)
    link = SubElement(wrapper, "a", {"href": f"#{heading.get('id')}", "aria-label": f"Link to: {name}"})
    link.text = "#"
    return wrapper


class SectionLinksExtension(Extension):
    """Runs after the `toc` extension (priority 5), which settles the ids."""

    def __init__(self, moves=()):
        super().__init__()
        self.moves = moves

    def extendMarkdown(self, md):
        md.treeprocessors.register(SectionLinks(md, self.moves), "section-links", 4)


@step(needs="accepted moves")
def link_headings(build):
    """Add the links to whatever Markdown the site reads."""
    build.config.markdown_extensions.append(SectionLinksExtension(build.moves))
