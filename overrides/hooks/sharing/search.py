"""Search that waits until a reader asks for it: one script with every section of the guide, published beside the pages.

`docs/search-words.yml` adds the words that readers type and the text does not use. Without JavaScript the list of all
sections (`all-sections.md`) stands in its place, made from the same sections.
"""

import json
from pathlib import Path

from mkdocs.contrib import search as mkdocs_search

from build import step
from door.fault import Fault, tell
from door.records import Written, read_text
from page.page_script import add_later
from styles.used_styles import names_of

WORDS = "search-words.yml"
DIALOG_STYLE = "components/search/dialog.css"
# MkDocs ships the library for its own search plugin, which we do not use: it fetches its index, which no file can.
LUNR = Path(mkdocs_search.__file__).parent / "templates" / "search" / "lunr.js"


def unknown_words(written, words, pages):
    """Yield a fault for each page or section in `words` that is not in {page: its sections}."""
    for page, by_section in words.items():
        known = [section.id for section in pages.get(page, [])]
        for name in by_section:
            if name not in known:
                wrong = f"“{page}” has no section “{name}”"
                mend = f"Write one of: {', '.join(filter(None, known)) or ', '.join(pages)}."
                yield Fault(written.name, written.line_of(page, name), "search-words", wrong, mend)


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
    folder = Path(__file__).parents[2] / "components" / "search"
    parts = [
        LUNR.read_text(encoding="utf-8"),
        f"const guide = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}",
        *((folder / name).read_text(encoding="utf-8") for name in ("finding.js", "dialog.js")),
    ]
    return ";\n".join(parts)


@step(needs="faults", gives="search_words")
def read_search_words(build):
    """Read what readers type and the text does not say."""
    name = f"docs/{WORDS}"
    text, faults = read_text(Path(build.config.docs_dir, WORDS), name)
    written = Written(name, text)
    words, wrong = (None, faults) if faults else written.read_as(dict[str, dict[str, str]], "search-words")
    build.faults += wrong
    build.search_words = (written, words or {})


@step(needs="accepted later_properties", gives="later_properties dialog_style")
def read_dialog_style(build):
    """Say which tokens the dialog asks for: its stylesheet comes later than the page's own."""
    build.dialog_style = Path(build.config.theme.custom_dir, DIALOG_STYLE).read_text(encoding="utf-8")
    build.later_properties |= names_of(build.dialog_style)[1]


@step(needs="sections records search_words dialog_style keys_style env lasting_files", gives="search")
def publish_search(build, files):
    """Publish what the search needs, and tell the templates its name."""
    found = [file.page for file in files.documentation_pages()]
    pages = [(page.file.src_uri, page.url, build.sections[page.url]) for page in found]
    boosts = {name: record.search.boost for name, record in build.records.items() if record.search}
    written, words = build.search_words
    tell(unknown_words(written, words, {source: sections for source, _, sections in pages}))
    text = script(pages, words, boosts)
    build.search = build.env.globals["search"] = add_later("search", text, build.dialog_style, files, build)
