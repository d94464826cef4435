"""One small script for all pages, which only adds to them: `scripts/all.html` lists what it is made of."""

import lasting_names
import minify


def on_env(env, *, config, files):
    """Publish the script, minified, and tell the templates its name."""
    text = env.get_template("scripts/all.html").render(config=config)
    env.globals["page_script"] = lasting_names.add(
        "assets/guide.js", minify.string("application/javascript", text), files=files, config=config
    )
    return env
