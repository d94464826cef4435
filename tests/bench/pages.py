"""The pages that are measured: the real ones and copies of them, for us, for stock Material, and bare."""

import re
import shutil
from functools import partial
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

import lxml.html
import yaml

from drawings.drawing import SOURCE, STYLE, as_file, load, picture_of
from evidence.citations import cite
from evidence.register import CERTAINTIES, read_register

LINK = re.compile(r"\]\((?!https?:|tel:|sms:)([^)#\s]*)(#[^)\s]*)?\)")
PLACE = re.compile(r"place: ([\w/#-]+)")
# Cautions and the tools lead to these from everywhere.
FIRST = {"index.md", "immediate-relief.md", "when-to-see-a-doctor.md", "my-diary.md"}
MARKER = re.compile(r"\[\^([\w-]+)\]")
# What a page of bare HTML keeps.
PLAIN = {
    "a", "b", "caption", "dd", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "i", "li", "main",
    "ol", "p", "section", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "ul",
}  # fmt: skip


def copied(text, source, number):
    """Return a page of Markdown as it stands in `copies/<number>/`: ids of its own, other links to the originals."""

    def link(found):
        path, fragment = found.groups(default="")
        if not path:
            return f"]({fragment}-{number})"
        target = normpath(str(PurePosixPath(source).parent / path))
        return f"]({relpath(target, f'copies/{number}/{PurePosixPath(source).parent}')}{fragment})"

    text = re.sub(r"\{#([\w-]+)\}", rf"{{#\1-{number}}}", text)
    return LINK.sub(link, text)


def without_strangers(text, source, present):
    """Return a page of Markdown whose links to pages that are not there lead to the home page."""

    def link(found):
        path = found.group(1)
        target = normpath(str(PurePosixPath(source).parent / path))
        if not path.endswith(".md") or target in present:
            return found.group()
        return f"]({relpath('index.md', PurePosixPath(source).parent)})"

    return LINK.sub(link, text)


def _is_there(address, present):
    """Whether an address leads to one of these pages."""
    page = address.partition("#")[0].strip("/")
    return bool({f"{page}.md", f"{page}/index.md".lstrip("/")} & set(present))


def _place(present, found):
    """Return where an item of the scorecard leads: home, if its page is not there."""
    return found[0] if _is_there(found[1], present) else 'place: ""'


def make_docs(docs, folder, count):
    """Write `count` pages into a folder: the first of the real ones, or all of them and copies; return their names."""
    shutil.copytree(docs, folder)
    names = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    names.sort(key=lambda name: (name.count("/"), name not in FIRST))
    present = names[:count]
    for name in names:
        text = (folder / name).read_text(encoding="utf-8")
        if name in present:
            (folder / name).write_text(without_strangers(text, name, present), encoding="utf-8")
        else:
            (folder / name).unlink()
    for number in range(count - len(present)):
        source = names[number % len(names)]
        copy = f"copies/{number // len(names) + 1}/{source}"
        (folder / copy).parent.mkdir(parents=True, exist_ok=True)
        text = (folder / source).read_text(encoding="utf-8")
        (folder / copy).write_text(copied(text, source, number // len(names) + 1), encoding="utf-8")
        present.append(copy)
    scores = folder / "data" / "scorecard.yml"
    scores.write_text(PLACE.sub(partial(_place, present), scores.read_text(encoding="utf-8")), encoding="utf-8")
    ledger = folder / "addresses.yml"
    told = yaml.safe_load(ledger.read_text(encoding="utf-8"))
    told["moved"] = {old: new for old, new in told["moved"].items() if _is_there(new, present)}
    ledger.write_text(yaml.safe_dump(told), encoding="utf-8")
    words = folder / "search-words.yml"
    known = yaml.safe_load(words.read_text(encoding="utf-8"))
    words.write_text(yaml.safe_dump({name: known[name] for name in known if name in present}), encoding="utf-8")
    return present


def make_stock(folder, overrides):
    """Turn a folder of our Markdown into what stock Material reads: notes written out, drawings as files."""
    register = read_register(folder)
    sources = [source.model_dump(by_alias=True, exclude_defaults=True) for source in register.sources.values()]
    citations = cite(sources)

    def note(name):
        claim = register.claims[name]
        said = f"**{CERTAINTIES[claim.certainty].label}.** {claim.certainty_basis} What it rests on: {claim.design}."
        cited = [
            f"[{citations[source]}]({register.sources[source].link})" if register.sources[source].link
            else citations[source]
            for source in claim.sources
        ]  # fmt: skip
        return f"[^{name}]: {said} In whom: {claim.population}. {claim.indirectness} {' '.join(cited)}"

    for path in folder.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        # A template of ours is none of theirs.
        text = re.sub(r"^template: .*\n", "", text, count=1, flags=re.M)
        notes = [note(name) for name in dict.fromkeys(MARKER.findall(text)) if name in register.claims]
        path.write_text("\n\n".join([text.rstrip(), *notes]) + "\n", encoding="utf-8")
    book = load((folder / SOURCE).read_text(encoding="utf-8"))
    style = "".join((overrides / name).read_text(encoding="utf-8") for name in STYLE)
    for path in (folder / "images" / f"{name}.svg" for name in book.drawings):
        svg, _ = picture_of(path.read_text(encoding="utf-8"))
        path.write_text(as_file(svg, style), encoding="utf-8")


def bare(html):
    """Return the words of one of our built pages as a page of plain HTML that loads nothing."""
    document = lxml.html.document_fromstring(html)
    (main,) = document.xpath("//main")
    for element in list(main.iter()):
        if not isinstance(element.tag, str) or element.tag in ("svg", "img", "nav", "script"):
            element.drop_tree()
        elif element.tag not in PLAIN:
            element.drop_tag()
        else:
            kept = {key: value for key, value in element.attrib.items() if key in ("href", "id")}
            element.attrib.clear()
            element.attrib.update(kept)
    title = f"<title>{document.findtext('.//title')}</title>"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width">{title}'
    text = lxml.html.tostring(main, encoding="unicode")
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{text}</body></html>'


def write_bare(site, folder, names):
    """Write the bare twins of some built pages into a folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(bare(Path(site, name).read_text(encoding="utf-8")), encoding="utf-8")


def write_font_host(packages, folder):
    """Write what Material's font host sends, from packages of the same fonts, into a folder: one stylesheet, and fonts.

    Material asks for five cuts of Roboto and four of Roboto Mono.
    """
    wanted = {
        "roboto": ("300", "300-italic", "400", "400-italic", "700"),
        "roboto-mono": ("400", "400-italic", "700", "700-italic"),
    }
    style = ""
    for name, cuts in wanted.items():
        shutil.copytree(packages / name / "files", folder / name / "files", ignore=shutil.ignore_patterns("*.woff"))
        for cut in cuts:
            text = (packages / name / f"{cut}.css").read_text(encoding="utf-8")
            style += re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", text).replace("./files", f"./{name}/files")
    (folder / "css").write_text(style, encoding="utf-8")


def use_font_host(site, address):
    """Let a built site of stock Material ask a stand-in for its font host."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = text.replace("https://fonts.googleapis.com/", address).replace("https://fonts.gstatic.com", address)
        path.write_text(text, encoding="utf-8")
