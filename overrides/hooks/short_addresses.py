"""A section that is shared has a short address, `/s/use-a-towel/`, which leads straight on to it.

Apps for messages drop what stands behind a `#`, so a page of its own tells them what the section is called, how it
begins and what picture stands for it.
"""

from dataclasses import dataclass
from pathlib import Path

import lasting_names
import minify
from content_policy import policy_of, with_policy
from finished_pages import finished
from mkdocs.utils import get_relative_url
from used_styles import fitted, names_of

FOLDER = "s/"
TEMPLATE = "components/onward/onward.html"
PANEL, PANEL_STYLE = "components/share/panel.js", "components/share/panel.css"


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


def _title(page, section, config):
    whole = config.extra["env"].globals["sections"][page.url][0].heading
    return f"{section.heading} - {whole}" if section.id else whole


def preview_of(page, section, config, address=None):
    """Return what a message shows of a section of a page, or of the page itself, which is its first section.

    `address` is where they are found, below the site's root, if not at the page's own.
    """
    where = page.canonical_url if address is None else config.site_url + address
    picture = config.site_url + config.extra["env"].globals["previews"][page.url, section.id]
    return LinkPreview(_title(page, section, config), section.opening, where, picture)


def onward_to(page, section, address, config):
    """Return the page at `address` that leads to a section of a page, or to the page itself."""
    target = get_relative_url(page.url, address) + (f"#{section.id}" if section.id else "")
    icon = get_relative_url(config.theme["favicon"], address)
    title = _title(page, section, config)
    return Onward(title, section.heading, "Go on to this part of the guide", target, page.canonical_url, icon)


def write_onward(address, preview, onward, config):
    """Write the page at `address` that leads on."""
    template = config.extra["env"].get_template(TEMPLATE)
    html = finished(template.render(config=config, preview=preview, onward=onward))
    # The short addresses are told to a host in one line, so they must hold the same.
    name = f"{FOLDER}*" if address.startswith(FOLDER) else address
    policy = config.extra["policies"].setdefault(name, policy_of(html))
    folder = Path(config.site_dir, address)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(with_policy(html, policy), encoding="utf-8")


def on_config(config):
    """Say which tokens the ways to share ask for: their stylesheet comes later than the page's own."""
    style = config.extra["panel_style"] = Path(config.theme.custom_dir, PANEL_STYLE).read_text(encoding="utf-8")
    config.extra["later_properties"] |= names_of(style)[1]
    return config


def on_env(env, *, config, files):
    """Publish what sharing a section needs, and tell the templates its names."""
    openings = {
        section.id: section.opening
        for sections in env.globals["sections"].values()
        for section in sections
        if section.id
    }
    script = env.get_template(PANEL).render(short=config.site_url + FOLDER, openings=openings)
    style = config.extra["panel_style"]
    env.globals["share"] = {
        name: lasting_names.add(f"assets/{file}", content, files=files, config=config)
        for name, file, content in (
            ("script", "share.js", minify.string("application/javascript", script)),
            ("style", "share.css", fitted(style, names_of(style)[0])),
        )
    }
    return env


def on_page_context(context, *, page, config, nav):
    """Tell the page what a message shows of it."""
    context["preview"] = preview_of(page, config.extra["env"].globals["sections"][page.url][0], config)
    return context


def on_post_build(*, config):
    """Write the page of every section."""
    for page in config.extra["reading_order"]:
        for section in config.extra["env"].globals["sections"][page.url]:
            if section.id:
                address = f"{FOLDER}{section.id}/"
                preview = preview_of(page, section, config, address)
                write_onward(address, preview, onward_to(page, section, address, config), config)
