"""One small script for all pages, which only adds to them: `scripts/all.html` lists what it is made of.

What a reader has to ask for comes later, as a script of its own with a stylesheet.
"""

from pathlib import PurePosixPath

import minify

from build import step
from page.lasting_names import add
from styles.used_styles import fitted, names_of

DRESSED = "scripts/dressed.js"


def add_later(name, script, style, files, build):
    """Publish a script that comes when a reader asks for it, and its stylesheet; return the script's address."""
    sheet = add(f"assets/{name}.css", fitted(style, names_of(style)[0]), files=files, config=build.config)
    dressed = build.env.get_template(DRESSED).render(style=PurePosixPath(sheet).name)
    # In a block of its own: one that failed half-way is tried again, and finds no name taken.
    text = minify.string("application/javascript", f"{{{dressed};{script}}}")
    return add(f"assets/{name}.js", text, files=files, config=build.config)


@step(needs="env lasting_files search share tools home_screen kept", gives="page_script")
def publish_page_script(build, files):
    """Publish the script, minified, and tell the templates its name."""
    text = build.env.get_template("scripts/all.html").render(config=build.config)
    script = minify.string("application/javascript", text)
    build.page_script = add("assets/guide.js", script, files=files, config=build.config)
    build.env.globals["page_script"] = build.page_script
