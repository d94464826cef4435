"""The whole guide as one file, `foot-cramps.html`, that opens anywhere: no network, nothing beside it.

Its one script brings the tools, which help where scripts run; without it everything is there to read.
"""

from itertools import pairwise
from urllib.parse import quote

import lxml.html
import minify
import tinycss2
from lxml import etree

from page.content_policy import policy_of, with_policy
from page.finished_pages import inner, written
from styles.used_styles import classes_in, fitted, names_of
from tools.tools import TOOLS

NAME = "foot-cramps.html"
TEMPLATE, STYLE = "components/one-file/one-file.html", "components/one-file/one-file.css"
# Written for pages, whose headings are a level higher.
STYLES = ("stylesheets/all.html", "components/bedside-card/bedside-card.css")
# What its script is made of, beside the tools.
SCRIPT = (
    "scripts/button.js", "scripts/make.js", "components/share/section-text.js", "components/listen/listen.js",
    "components/one-file/one-file.js",
)  # fmt: skip


def _draw_once(articles):
    """Let a drawing that stands twice be drawn by the one that stands first."""
    first = {}
    for article in articles:
        for svg in article.xpath(".//*[local-name()='svg' and @role='img']"):
            key = b"".join(etree.tostring(child) for child in svg)
            drawn = first.setdefault(key, svg)
            if drawn is not svg:
                name = f"drawing-{list(first).index(key) + 1}"
                drawn.set("id", name)
                del svg[:]
                etree.SubElement(svg, "use", href=f"#{name}")


def _say_notice_once(articles):
    """Keep the safety notice at the file's beginning, and on the card; its style prints it on each sheet of paper."""
    for article in articles[1:]:
        for repeated in [] if article.find_class("fc-card") else article.find_class("fc-notice"):
            repeated.drop_tree()


def _lower_headings(article):
    """A page's h1 is a heading of the second level here, and so on."""
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{int(heading.tag[1]) + 1}"


def lower_selectors(style):
    """Return a stylesheet whose rules for h1 hold for h2, and so on."""

    def lower_names(tokens):
        for before, token in pairwise([None, *tokens]):
            if token.type == "ident" and token.value in ("h1", "h2", "h3", "h4", "h5") and before != ".":
                token.value = f"h{int(token.value[1]) + 1}"
            lower_names(getattr(token, "arguments", []))

    def lower(rules):
        for rule in rules:
            if rule.type == "qualified-rule":
                lower_names(rule.prelude)
            elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
                nested = tinycss2.parse_rule_list(rule.content)
                lower(nested)
                rule.content[:] = nested
        return rules

    return tinycss2.serialize(lower(tinycss2.parse_stylesheet(style)))


def _header(home, pages):
    """Return the site's header with links to the articles."""
    (header,) = home.document.xpath("//header")
    names = {page.address: page.name for page in pages} | {".": home.name}
    for link in header.xpath(".//a"):
        link.set("href", f"#{names[link.get('href')]}")
        link.attrib.pop("aria-current", None)
    # Without a script the magnifying glass leads to the list of all sections, here always.
    (search,) = header.find_class("fc-search")
    search.set("aria-label", "All sections")
    return header


def script(build):
    """Return the script of the file: all tools, ready at once."""
    tools = {tool.section: tool.act for tool in TOOLS}
    # The tools make elements, so what makes them stands before all.
    parts = [build.env.get_template(name).render(tools=tools) for name in SCRIPT]
    parts[-1:-1] = [f"{{{text}}}" for text in build.tool_scripts.values()]
    # Nothing comes later: there is no stylesheet to wait for, and no address to fetch from.
    here = 'const root = "", dressed = async () => {}'
    return minify.string("application/javascript", f"{{{'; '.join([here, *parts])}}}")


def one_file(pages, notes, build, *, icon, day):
    """Return the text of the file, made of joined pages, the home page first, and their notes.

    `icon` is the text of the site's icon, `day` the day of this edition.
    """
    env, config = build.env, build.config
    header = _header(pages[0], pages)
    articles = [page.article for page in pages]
    (first,) = articles[0].find_class("fc-notice")
    notice = " ".join(first.text_content().split())
    _say_notice_once(articles)
    for article in articles:
        _lower_headings(article)
    _draw_once(articles)
    style = lower_selectors("".join(env.get_template(name).render() for name in STYLES))
    html = env.get_template(TEMPLATE).render(
        articles=[lxml.html.tostring(article, encoding="unicode", with_tail=False) for article in articles],
        header=lxml.html.tostring(header, encoding="unicode", with_tail=False),
        notes=[(note, inner(note.item)) for note in notes.values()], first=pages[0].name,
        config=config, day=day, icon=quote(icon), script=script(build),
        style=style + env.get_template(STYLE).render(notice=notice),
        later="".join([build.keys_style, *build.tool_styles.values()]),
    )  # fmt: skip
    document = lxml.html.document_fromstring(html)
    first, later = document.iter("style")
    first.text = fitted(first.text, classes_in(document), names_of(later.text)[1])
    # What its script adds has classes that are not there yet.
    later.text = fitted(later.text, names_of(later.text)[0])
    html = written(document)
    return with_policy(html, policy_of(lxml.html.document_fromstring(html)))
