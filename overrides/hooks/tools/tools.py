"""A link of the class `fc-tool` leads to a section that is the tool on paper; where scripts run, it opens the tool.

The link's goal tells which tool it is. What a tool says of signs, cautions and numbers comes from where all pages take
it, when the site is built.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError

from build import step
from page.page_script import add_later
from styles.used_styles import names_of

COMPONENTS = "components"


@dataclass(frozen=True)
class Tool:
    """The section that a link to a tool leads to, the function that does it, and the script that brings that."""

    section: str
    act: str
    script: str


TOOLS = (
    Tool("hold-timer", "fc-hold-timer", "hold-timer"),
    Tool("call-an-ambulance", "fc-danger-check", "danger-check"),
    Tool("numbers-by-country", "fc-country-numbers", "danger-check"),
    Tool("diary-nights", "fc-diary", "diary"),
)
# The components that each script is made of.
PARTS = {
    "hold-timer": ("hold-timer",),
    "danger-check": ("country-numbers", "danger-check"),
    "diary": ("diary",),
}


def plain(markdown):
    """Return what a line of Markdown says: without stress, markers and the addresses of its links."""
    return re.sub(r"\[\^[^\]]+\]|\*\*|\]\([^)]*\)|\[", "", markdown)


def told_by_scripts(signs, cautions, numbers):
    """Return {script: what it tells in the guide's own words}."""
    for name, known, file in (("ten-minutes", signs, "danger-signs"), ("force", cautions, "cautions")):
        if name not in known:
            raise PluginError(f"docs/data/{file}.yml: the hold timer tells “{name}”, which is not there. Put it back.")
    long, limit = signs["ten-minutes"].told(), cautions["force"].say
    return {"hold-timer": {"long": plain(long), "limit": plain(limit)}, "danger-check": {"countries": numbers}}


def script_of(parts, told):
    """Return the script that is made of these texts, which tells this."""
    return ";\n".join([f"const told = {json.dumps(told, ensure_ascii=False)}", *parts])


@step(needs="accepted later_properties", gives="later_properties tool_styles")
def read_tool_styles(build):
    """Say which tokens the tools ask for: their stylesheets come later than the page's own."""
    folder = Path(build.config.theme.custom_dir, COMPONENTS)
    build.tool_styles = {
        name: "".join((folder / part / f"{part}.css").read_text(encoding="utf-8") for part in parts)
        for name, parts in PARTS.items()
    }
    for style in build.tool_styles.values():
        build.later_properties |= names_of(style)[1]


@step(needs="signs cautions numbers tool_styles keys_style env lasting_files", gives="tools tool_scripts")
def publish_tools(build, files):
    """Publish each tool, and tell the page's script which link opens which."""
    folder = Path(build.config.theme.custom_dir, COMPONENTS)
    told = told_by_scripts(build.signs, build.cautions, build.numbers)
    build.tool_scripts = {
        name: script_of([(folder / part / f"{part}.js").read_text(encoding="utf-8") for part in parts], told.get(name))
        for name, parts in PARTS.items()
    }
    published = {
        name: add_later(name, text, build.tool_styles[name], files, build) for name, text in build.tool_scripts.items()
    }
    build.tools = {tool.section: [tool.act, published[tool.script]] for tool in TOOLS}
    build.env.globals["tools"] = build.tools
