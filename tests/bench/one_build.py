"""Builds one site, in a process of its own as an author would: `one_build.py ours|stock DOCS SITE ADDRESS`.

Both engines get the same pages in the same navigation, copies left out of it. Warnings do not stop a build here: of
ten pages, some that the templates link to are missing.
"""

import os
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

PROJECT = Path(__file__).resolve().parents[2]


def present(nav, docs):
    """Return a navigation without the pages that are not there."""
    kept = []
    for item in nav:
        ((title, target),) = item.items()
        if isinstance(target, list):
            kept += [{title: inside}] if (inside := present(target, docs)) else []
        elif (docs / target).exists():
            kept.append(item)
    return kept


def main(engine, docs, site, address):
    """Build with our configuration, or with Material's own defaults."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # Stock makes no pictures for shared links, and ours are drawn once, not by each build.
    os.environ["PREVIEW_CACHE"] = ""
    with (PROJECT / "mkdocs.yml").open(encoding="utf-8") as file:
        ours = yaml_load(file, get_yaml_loader())
    same = {
        "docs_dir": docs, "site_dir": site, "site_url": address, "strict": False, "not_in_nav": "copies/",
        "nav": present(ours["nav"], Path(docs)),
    }  # fmt: skip
    stock = {
        "theme": {"name": "material"},
        "plugins": ["search"],
        "hooks": [],
        "watch": [],
        "markdown_extensions": [*ours["markdown_extensions"], "footnotes"],
    }
    config = load_config(str(PROJECT / "mkdocs.yml"), **same, **(stock if engine == "stock" else {}))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


if __name__ == "__main__":
    main(*sys.argv[1:])
