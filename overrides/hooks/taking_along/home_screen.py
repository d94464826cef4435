"""The guide can stand on a home screen like an app: a manifest, and icons drawn from the site's own."""

import json

import resvg_py
from lxml import etree
from mkdocs.structure.files import File

from build import step
from page.lasting_names import add

MANIFEST = "guide.webmanifest"
SVG = "{http://www.w3.org/2000/svg}"
# A system may cut off a tenth on each side of a maskable icon.
SAFE = 0.8


def bled(svg):
    """Return the icon with its ground up to the edge, for systems that round the corners themselves."""
    icon = etree.fromstring(svg.encode())
    ground, foot = icon.find(f"{SVG}rect"), icon.find(f"{SVG}path")
    del ground.attrib["rx"]
    size = float(icon.get("viewBox").split()[-1])
    foot.set("transform", f"translate({size * (1 - SAFE) / 2:g} {size * (1 - SAFE) / 2:g}) scale({SAFE})")
    return etree.tostring(icon, encoding="unicode")


def png(svg, size):
    """Return the icon as the bytes of a square PNG of `size` px."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=size, height=size))


def manifest(config, ground, icons):
    """Return the text of the manifest; `ground` is the icon's color, `icons` are (address, size in px, purpose)."""
    return json.dumps(
        {
            "name": config.site_name,
            "short_name": "Foot cramps",
            "description": config.site_description,
            "lang": "en",
            "id": "./",
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": ground,
            "theme_color": ground,
            "icons": [
                {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for address, size, purpose in icons
            ],
        },
        indent=1,
    )


@step(needs="env lasting_files", gives="home_screen")
def publish_home_screen(build, files):
    """Publish the manifest and its icons, and tell the page's script the name of the one that it links."""
    config = build.config
    svg = files.get_file_from_path("images/favicon.svg").content_string
    icons = {
        (size, purpose): add(f"app/icon-{purpose}-{size}.png", png(drawn, size), files=files, config=config)
        for drawn, size, purpose in ((svg, 192, "any"), (svg, 512, "any"), (bled(svg), 512, "maskable"))
    }
    ground = etree.fromstring(svg.encode()).find(f"{SVG}rect").get("fill")
    text = manifest(config, ground, [(address, *kind) for kind, address in icons.items()])
    files.append(File.generated(config, MANIFEST, content=text))
    build.home_screen = build.env.globals["home_screen"] = {
        "icon": add("app/icon-180.png", png(bled(svg), 180), files=files, config=config),
    }
