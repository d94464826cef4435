"""One small script for all pages, which only adds to them: `scripts/all.html` lists what it is made of.

What a reader has to ask for comes later, as a script of its own with a stylesheet.
"""

from pathlib import Path, PurePosixPath

import minify

from build import step
from page.lasting_names import add
from styles.used_styles import fitted, names_of

DRESSED, MAKE, KEYS = "scripts/dressed.js", "scripts/make.js", "stylesheets/keys.css"


def add_later(name, script, style, files, build):
    """Publish a script that comes when a reader asks for it, and its stylesheet; return the script's address."""
    style = build.keys_style + style
    sheet = add(f"assets/{name}.css", fitted(style, names_of(style)[0]), files=files, config=build.config)
    dressed = build.env.get_template(DRESSED).render(style=PurePosixPath(sheet).name)
    made = build.env.get_template(MAKE).render()
    # In a block of its own: one that failed half-way is tried again, and finds no name taken.
    text = minify.string("application/javascript", f"{{{dressed};{made};{script}}}")
    return add(f"assets/{name}.js", text, files=files, config=build.config)


@step(needs="accepted", gives="later_properties keys_style")
def read_keys_style(build):
    """Say which tokens the buttons ask for that come later: their look does not stand in the page."""
    build.keys_style = Path(build.config.theme.custom_dir, KEYS).read_text(encoding="utf-8")
    build.later_properties = names_of(build.keys_style)[1]


@step(needs="env lasting_files search share tools home_screen kept", gives="page_script")
def publish_page_script(build, files):
    """Publish the script, minified, and tell the templates its name."""
    text = build.env.get_template("scripts/all.html").render(config=build.config)
    script = minify.string("application/javascript", text)
    build.page_script = add("assets/guide.js", script, files=files, config=build.config)
    build.env.globals["page_script"] = build.page_script
