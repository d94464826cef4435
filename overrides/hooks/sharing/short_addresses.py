"""A section that is shared has a short address, `/s/use-a-towel/`, which leads straight on to it.

Apps for messages drop what stands behind a `#`, so a page of its own tells them what the section is called, how it
begins and what picture stands for it.
"""

from dataclasses import dataclass
from pathlib import Path

import lxml.html
from mkdocs.utils import get_relative_url

from build import step
from door.names import inside
from page.content_policy import policy_of, with_policy
from page.finished_pages import finished, minified
from page.page_script import add_later
from styles.used_styles import names_of

FOLDER = "s/"
TEMPLATE, STYLE = "components/onward/onward.html", "stylesheets/all.html"
PANEL_STYLE = "components/share/panel.css"
# To share a section is also to hear it: its words are found once for both.
PANEL = ("components/share/section-text.js", "components/listen/listen.js", "components/share/panel.js")


@dataclass(frozen=True)
class LinkPreview:
    """What a message shows of a link: absolute addresses of the page and of its picture, and the words."""

    title: str
    description: str
    address: str
    picture: str


@dataclass(frozen=True)
class Onward:
    """A page that leads on: its title and heading, the words of its link, and where it leads, seen from there.

    `canonical` is the address that search engines should know instead.
    """

    title: str
    heading: str
    words: str
    target: str
    canonical: str
    icon: str


def _title(page, section, build):
    whole = build.sections[page.url][0].heading
    return f"{section.heading} - {whole}" if section.id else whole


def preview_of(page, section, build, address=None):
    """Return what a message shows of a section of a page, or of the page itself, which is its first section.

    `address` is where they are found, below the site's root, if not at the page's own.
    """
    site_url = build.settings.site_url
    where = page.canonical_url if address is None else site_url + address
    picture = site_url + build.previews[page.url, section.id]
    return LinkPreview(_title(page, section, build), section.opening, where, picture)


def onward_to(page, section, address, build):
    """Return the page at `address` that leads to a section of a page, or to the page itself."""
    target = get_relative_url(page.url, address) + (f"#{section.id}" if section.id else "")
    icon = get_relative_url(build.config.theme["favicon"], address)
    title = _title(page, section, build)
    return Onward(title, section.heading, "Go on to this part of the guide", target, page.canonical_url, icon)


def with_style(html, style):
    """Return the text of a finished page with a style block as the last element of its head."""
    return html.replace("</head>", f"<style>{style}</style></head>", 1)


def write_onward(address, preview, onward, build):
    """Write the page at `address` that leads on."""
    style, policy = build.onward
    template = build.env.get_template(TEMPLATE)
    # Nothing of Material's stands in it that would have to be taken out.
    html = minified(template.render(config=build.config, preview=preview, onward=onward))
    # The short addresses are told to a host in one line.
    build.policies[f"{FOLDER}*" if address.startswith(FOLDER) else address] = policy
    folder = inside(build.config.site_dir, address)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(with_policy(with_style(html, style), policy), encoding="utf-8")


@step(needs="env pages_written", gives="onward")
def fit_onward(build):
    """Fit the style of the pages that lead on, and make their policy: they differ in their words alone."""
    blank = build.env.get_template(TEMPLATE).render(
        config=build.config, preview=LinkPreview("", "", "", ""), onward=Onward("", "", "", "", "", "")
    )
    html = finished(with_style(blank, build.env.get_template(STYLE).render()))
    document = lxml.html.document_fromstring(html)
    build.onward = (document.findtext(".//style"), policy_of(document))


@step(needs="accepted later_properties", gives="later_properties panel_style")
def read_panel_style(build):
    """Say which tokens the ways to share ask for: their stylesheet comes later than the page's own."""
    build.panel_style = Path(build.config.theme.custom_dir, PANEL_STYLE).read_text(encoding="utf-8")
    build.later_properties |= names_of(build.panel_style)[1]


@step(needs="settings panel_style keys_style env lasting_files", gives="share")
def publish_sharing(build, files):
    """Publish what sharing a section needs, and tell the templates its name."""
    given = {"short": build.settings.site_url + FOLDER, "source": build.settings.repo_url}
    panel = ";\n".join(build.env.get_template(part).render(given) for part in PANEL)
    build.share = build.env.globals["share"] = add_later("share", panel, build.panel_style, files, build)


@step(needs="settings sections previews")
def print_preview(build, context, page):
    """Tell the page what a message shows of it."""
    context["preview"] = preview_of(page, build.sections[page.url][0], build)


@step(
    needs="settings sections previews env onward policies reading_order pages_written former_pages",
    gives="onward_pages",
)
def write_short_addresses(build):
    """Write the page of every section."""
    for page in build.reading_order:
        for section in build.sections[page.url]:
            if section.id:
                address = f"{FOLDER}{section.id}/"
                preview = preview_of(page, section, build, address)
                write_onward(address, preview, onward_to(page, section, address, build), build)
    build.onward_pages = True
