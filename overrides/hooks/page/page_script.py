"""One small script for all pages, which only adds to them: `scripts/all.html` lists what it is made of."""

import minify

from build import step
from page.lasting_names import add


@step(needs="env lasting_files search share home_screen kept", gives="page_script")
def publish_page_script(build, files):
    """Publish the script, minified, and tell the templates its name."""
    text = build.env.get_template("scripts/all.html").render(config=build.config)
    script = minify.string("application/javascript", text)
    build.page_script = add("assets/guide.js", script, files=files, config=build.config)
    build.env.globals["page_script"] = build.page_script
