"""A guide of four small pages as the last steps of a build leave it, for what is made of it to take along."""

import datetime
from pathlib import Path
from types import SimpleNamespace

import lxml.html
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree

from page.finished_pages import FinishedPage
from sharing.moved_addresses import moves_of
from support.built_site import PROJECT
from taking_along.joined_pages import Page, joined
from words.page_record import long_date

DAY = datetime.date(2026, 11, 23)
SITE_URL = "https://guide.example/"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#f00" d="M0 0h32v32H0z"/></svg>'
TOWEL = etree.fromstring('<svg class="fc-drawing" viewBox="0 0 40 20"><path class="edge" d="M2 2h8"/></svg>')
LEG = '<path class="skin" d="M0 0h9"></path>'
STUDY = "https://doi.org/10.1/a"
NOTES = {
    "A01": f'<p><b>Low.</b> One study.</p><ul><li><a href="{STUDY}">Smith, 2020</a></li></ul>',
    "B02": "<p><b>High.</b> Cold &amp; heat.</p>",
}
NOTICE = (
    '<div class="fc-notice" id="safety-notice" role="note"><p>No diagnosis. <strong>In danger, call.</strong></p></div>'
)
HEADER = """\
<header><a href="." aria-current="page">Home</a> <a href="causes/">Causes</a>
<a class="fc-search" href="all-sections/" aria-label="Search">?</a></header>"""


def _section(id, heading):
    return f'<div class="fc-section-heading"><h2 id="{id}">{heading}</h2><a href="#{id}">#</a></div>'


def _marker(name, times=""):
    return f'<sup id="fnref{times}-{name}"><a role="doc-noteref" aria-label="Note 7" href="#fn-{name}">7</a></sup>'


def _notes(*names):
    items = "".join(
        f'<li id="fn-{name}">{NOTES[name]}<p>Back to <a role="doc-backlink" href="#fnref-{name}">it</a></p></li>'
        for name in names
    )
    return f'<section class="fc-notes" aria-labelledby="notes">{_section("notes", "Notes")}<ol>{items}</ol></section>'


# (address, title, template, article) in the order of reading.
PAGES = [
    ("causes/", "Causes", "main.html", f"""\
<nav class="fc-trail"><a href="..">Home</a></nav><h1 id="page-title">The causes</h1>{NOTICE} In short: at night.
<p class="fc-pointer"><a href="#right-now"><svg viewbox="0 0 24 24"></svg>Steps</a></p>
{_section("why", "Why at<br>night")}
<p>It points <i>down</i>.{_marker("B02")} So it is.{_marker("A01")} Again.{_marker("A01", "2")}</p><h3>In bed</h3>
<p><img src="../images/towel.1a2b.svg" alt="A towel." loading="lazy"> Pull it.</p>
<p><svg role="img" aria-label="The leg, again." class="fc-drawing" viewbox="0 0 30 40">{LEG}</svg> Look.</p>
<p><a href="../all-sections/#all-of-causes">All of it</a>, <a href="../bedside-card/">the card</a>,
<a href="../data/claims.csv">data</a>, <a href="https://nhs.uk/a">NHS</a>.</p>
<details><summary>Changes</summary><p>One.</p></details>
<ul class="fc-list"><li id="smith"><p><a href="{STUDY}">Smith. A study.</a></p></li></ul>
{_notes("B02", "A01")}<section id="right-now">Steps</section>"""),
    ("", "Home", "home.html", f"""\
<div class="fc-opening"><h1 id="page-title">Why do feet cramp?</h1>{NOTICE}
<section class="fc-now" aria-labelledby="cramp-right-now">{_section("cramp-right-now", "Cramp right now?")}
<figure><svg role="img" aria-label="A hand &amp; toes." class="fc-drawing" viewbox="0 0 30 40">{LEG}</svg></figure>
<ol><li>Hold your toes.</li></ol><p class="fc-now__danger">Cold foot? Call. <a href="causes/#why">Why</a></p></section>
</div><p><svg viewbox="0 0 24 24"><path d="M1 1"></path></svg> Find <a href="causes/">the cause</a>.{_marker("A01")}</p>
{_notes("A01")}"""),
    ("bedside-card/", "Card", "card.html", f"""\
<h1 id="page-title">A card</h1>{NOTICE}<div class="fc-card"><h2>Do this</h2><ol><li>Sit up.</li></ol></div>"""),
    ("all-sections/", "All sections", "sections.html", f"""\
<h1 id="page-title">All sections</h1>{NOTICE}{_section("all-of-causes", "Of the causes")}
<ul><li><a href="../causes/#why">Why at night</a></li></ul>"""),
]  # fmt: skip
MOVES = moves_of({"reasons/": "causes/", "causes/#old": "causes/#why"})


def finished_pages():
    """Return {file of the published site: the page in it}, in the order of reading."""
    found = {}
    for address, title, _, article in PAGES:
        html = (
            f'<html lang="en"><head><title>{title}</title><link rel="canonical" href="{SITE_URL}{address}"></head>'
            f"<body>{'' if address else HEADER} Above. <main><article>{article}</article> Below. </main></body></html>"
        )
        document = lxml.html.document_fromstring(html)
        found[f"{address}index.html"] = FinishedPage(f"docs/{title}.md", html, document)
    return found


def environment():
    """Return what renders the templates and the styles of the site."""
    env = Environment(loader=FileSystemLoader(PROJECT / "overrides"), undefined=StrictUndefined, autoescape=False)
    env.filters["long_date"] = long_date
    return env


def config_of(site_url=SITE_URL, folder=""):
    """Return what a build is told of the site."""
    return SimpleNamespace(
        site_name="Small Guide", site_description="What to do about a cramp.", site_url=site_url,
        site_dir=str(folder), theme={"favicon": "images/icon.1a2b.svg"},
    )  # fmt: skip


def tools():
    """Return what there is of a build for the tools, which here is one that does nothing."""
    return {
        "tool_scripts": {"hold-timer": "window['fc-hold-timer'] = () => 'held'"},
        "keys_style": "button { border: 0 }",
        "tool_styles": {"hold-timer": ".fc-timer { color: var(--fc-today) }"},
    }


def joined_guide(site_url=SITE_URL):
    """Return (pages, notes) of the guide as one text: the home page, the list of all sections, and the others."""
    finished = finished_pages()
    by_address = {page[0]: page for page in PAGES}
    pages = []
    for address in ("", "all-sections/", "causes/", "bedside-card/"):
        done = finished[f"{address}index.html"]
        pages.append(Page(done.source, address, by_address[address][1], done.document))
    return pages, joined(pages, drawings={"towel": TOWEL}, files={"data/claims.csv"}, site_url=site_url, moves=MOVES)


def build_of(folder, site_url=SITE_URL):
    """Return what there is of a build when its pages are written into a folder."""
    finished = finished_pages()
    written = {name: page.html for name, page in finished.items()} | {
        "data/claims.csv": "id", "images/icon.1a2b.svg": ICON, "assets/guide.js": "1", "licenses.txt": "MIT",
        "404.html": "Gone", "s/why/index.html": "Why", "sitemap.xml": "map", "causes/index.md": "Words",
    }  # fmt: skip
    for name, content in written.items():
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    order = [
        SimpleNamespace(
            url=address, title=title, is_homepage=not address,
            file=SimpleNamespace(src_uri=f"{title}.md", dest_uri=f"{address}index.html"),
        )
        for address, title, *_ in PAGES
    ]  # fmt: skip
    return SimpleNamespace(
        config=config_of(site_url, folder), settings=SimpleNamespace(site_url=site_url), env=environment(),
        records={f"{title}.md": SimpleNamespace(template=template) for _, title, template, _ in PAGES},
        drawings={"towel": TOWEL}, moves=MOVES, reading_order=order, finished=finished, **tools(),
    )  # fmt: skip
