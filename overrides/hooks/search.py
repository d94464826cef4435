"""Search that waits until a reader asks for it: one script with every section of the guide, published beside the pages.

`docs/search-words.yml` adds the words that readers type and the text does not use. Without JavaScript the list of all
sections (`all-sections.md`) stands in its place, made from the same sections.
"""

import json
import logging
import re
from dataclasses import dataclass
from pathlib import Path

import lasting_names
import lxml.html
import minify
import yaml
from mkdocs.contrib import search as mkdocs_search
from used_styles import fitted, names_of

log = logging.getLogger("mkdocs.hooks.search")

WORDS = "search-words.yml"
# MkDocs ships the library for its own search plugin, which we do not use: it fetches its index, which no file can.
LUNR = Path(mkdocs_search.__file__).parent / "templates" / "search" / "lunr.js"
SUMMARY = 110
SECTIONS = "//h2[@id] | //h3[@id] | //text()[not(ancestor::h2 or ancestor::h3)]"
NOT_TEXT = "//sup | //svg | //*[@class='admonition-title'] | //div[@class='fc-section-heading']/a"


@dataclass(frozen=True)
class Section:
    """A page (without id) or one of its sections: what it is called and what it says, headings and markers left out."""

    id: str
    level: int
    heading: str
    text: str

    @property
    def summary(self):
        """The beginning of the text, up to the end of a word."""
        if len(self.text) <= SUMMARY:
            return self.text
        return self.text[: self.text.rfind(" ", 0, SUMMARY)].rstrip(",.;:") + "…"

    @property
    def other_words(self):
        """Each further word of the text once, in the order of its first use."""
        met = set(words_of(f"{self.heading} {self.summary}"))
        return " ".join(dict.fromkeys(word for word in words_of(self.text) if word not in met))


def words_of(text):
    """Return the words of a text in small letters."""
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())


def sections_of(html, title, description):
    """Return the sections of a page's text, the page itself first."""
    root = lxml.html.fragment_fromstring(html, create_parent="main")
    for element in root.xpath(NOT_TEXT):
        element.drop_tree()
    found = [("", 1, title, [description, " "])]
    for part in root.xpath(SECTIONS):
        if isinstance(part, str):
            found[-1][3].append(part)
        else:
            found.append((part.get("id"), int(part.tag[1]), " ".join(part.text_content().split()), []))
    return [Section(name, level, heading, " ".join("".join(text).split())) for name, level, heading, text in found]


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
    """Publish what the search needs, and tell the templates its names and all sections."""
    found = [file.page for file in files.documentation_pages()]
    pages = [
        # A page without a record is reported by its own rule.
        (
            page.file.src_uri,
            page.url,
            sections_of(page.content, page.meta.get("title", ""), page.meta.get("description", "")),
        )
        for page in found
    ]
    boosts = {page.file.src_uri: page.meta["search"]["boost"] for page in found if "search" in page.meta}
    words = yaml.safe_load(Path(config.docs_dir, WORDS).read_text(encoding="utf-8"))
    for problem in unknown_words(words, {source: sections for source, _, sections in pages}):
        log.warning(problem)
    style = config.extra["dialog_style"]
    env.globals["search"] = {
        "script": lasting_names.add("assets/search.js", script(pages, words, boosts), files=files, config=config),
        "style": lasting_names.add("assets/search.css", fitted(style, names_of(style)[0]), files=files, config=config),
    }
    env.globals["sections"] = {address: sections for _, address, sections in pages}
    return env
