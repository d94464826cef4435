"""What a reader asks for comes later: a script of its own, which brings its stylesheet along."""

import re
from types import SimpleNamespace

import jinja2
from mkdocs.structure.files import Files

from page.page_script import add_later

STYLE = "/* Why. */ .fc-panel { color: red } p { margin: 0 }"
SCRIPT = "/* Why. */ const opened = 1\nwindow.opened = opened"


def test_a_script_that_comes_later_names_its_stylesheet_and_both_keep_their_names_for_good(tmp_path):
    # What MkDocs asks of it to make a file.
    plugins = SimpleNamespace(_current_plugin="hooks")
    config = SimpleNamespace(site_dir=str(tmp_path), use_directory_urls=True, plugins=plugins)
    files = Files([])
    dressed = "const dressed = () => new URL('{{ style }}', document.currentScript.src); dressed()"
    made = {"scripts/dressed.js": dressed, "scripts/make.js": "const make = () => 'made'"}
    env = jinja2.Environment(loader=jinja2.DictLoader(made), autoescape=False)
    build = SimpleNamespace(env=env, config=config, keys_style="button { border: 0 }")
    address = add_later("panel", SCRIPT, STYLE, files, build)
    sheet, script = files
    assert re.fullmatch(r"assets/panel\.[0-9a-f]{8}\.css", sheet.url)
    assert re.fullmatch(r"assets/panel\.[0-9a-f]{8}\.js", script.url)
    assert (sheet.dest_uri, script.dest_uri) == (sheet.url, script.url)
    assert address == script.url
    # Every rule stays: nobody knows which of them the script will need.
    assert sheet.content_string == "button{border:0}.fc-panel{color:red}p{margin:0}"
    assert sheet.url.removeprefix("assets/") in script.content_string
    assert "window.opened=" in script.content_string
    assert "Why" not in script.content_string
    # It is a block: no name of it is left where it is tried again.
    assert re.fullmatch(r"\{.*\}", script.content_string, re.S)
