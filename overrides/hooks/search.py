"""Search that waits until a reader asks for it: one script with every section of the guide, published beside the pages.

`docs/search-words.yml` adds the words that readers type and the text does not use. Without JavaScript the list of all
sections (`all-sections.md`) stands in its place, made from the same sections.
"""

import json
import logging
from pathlib import Path

import lasting_names
import minify
import yaml
from mkdocs.contrib import search as mkdocs_search
from used_styles import fitted, names_of

log = logging.getLogger("mkdocs.hooks.search")

WORDS = "search-words.yml"
# MkDocs ships the library for its own search plugin, which we do not use: it fetches its index, which no file can.
LUNR = Path(mkdocs_search.__file__).parent / "templates" / "search" / "lunr.js"


def unknown_words(words, pages):
    """Yield a message for each page or section in `words` that is not in {page: its sections}."""
    for page, by_section in words.items():
        known = [section.id for section in pages.get(page, [])]
        for name in by_section:
            if name not in known:
                yield (
                    f"docs/{WORDS}: search-words: “{page}” has no section “{name}”. "
                    f"Write one of: {', '.join(filter(None, known)) or ', '.join(pages)}."
                )


def script(pages, words, boosts):
    """Return the script of the search; `pages` is [(source, address, sections)], `words` is {source: {id: words}}.

    `boosts` is {source: its weight, where that is not 1}.
    """
    data = {
        "pages": [[address, sections[0].heading, boosts.get(source, 1)] for source, address, sections in pages],
        "sections": [
            [number, section.id, section.heading, section.summary, words.get(source, {}).get(section.id, ""),
             section.other_words]
            for number, (source, _, sections) in enumerate(pages)
            for section in sections
        ],
    }  # fmt: skip
    dialog = Path(__file__).parents[1] / "components" / "search" / "dialog.js"
    parts = [
        LUNR.read_text(encoding="utf-8"),
        f"const guide = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}",
        dialog.read_text(encoding="utf-8"),
    ]
    return minify.string("application/javascript", ";\n".join(parts))


def on_config(config):
    """Say which tokens the dialog asks for: its stylesheet comes later than the page's own."""
    style = Path(config.theme.custom_dir, "components", "search", "dialog.css").read_text(encoding="utf-8")
    config.extra["dialog_style"] = style
    config.extra["later_properties"] = names_of(style)[1]
    return config


def on_env(env, *, config, files):
    """Publish what the search needs, and tell the templates its names."""
    found = [file.page for file in files.documentation_pages()]
    pages = [(page.file.src_uri, page.url, env.globals["sections"][page.url]) for page in found]
    boosts = {page.file.src_uri: page.meta["search"]["boost"] for page in found if "search" in page.meta}
    words = yaml.safe_load(Path(config.docs_dir, WORDS).read_text(encoding="utf-8"))
    for problem in unknown_words(words, {source: sections for source, _, sections in pages}):
        log.warning(problem)
    style = config.extra["dialog_style"]
    env.globals["search"] = {
        "script": lasting_names.add("assets/search.js", script(pages, words, boosts), files=files, config=config),
        "style": lasting_names.add("assets/search.css", fitted(style, names_of(style)[0]), files=files, config=config),
    }
    return env
