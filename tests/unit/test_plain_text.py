"""A page as Markdown: nothing said is lost, and what only leads around is."""

import re
import sys
from types import SimpleNamespace

import jinja2
import lxml.html
import pytest

from page.finished_pages import FinishedPage
from sharing.plain_text import Twins, begin_twins, end_twins, in_ascii, plain_text, twin_last_pages, twin_page
from support.built_site import PROJECT

PAGE = """<!doctype html><html><body><header>Top</header><article>
<nav class="fc-contents"><a href="#a">A</a></nav>
<h1>The page</h1><div id="safety-notice"><p>Not a <strong>diagnosis</strong>.</p></div>
<p class="fc-pointer"><a href="#right-now">Steps first</a></p>
<div class="fc-section-heading"><h2 id="a">A &amp; B</h2><a href="#a" aria-label="Link to: A &amp; B">#</a></div>
<p>Say * and _ as they are.<sup id="fnref-R1"><a role="doc-noteref" href="#fn-R1">1</a></sup>
Go <a href="../b/#c">on</a>.
<svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>
<figure><p><svg role="img" aria-label="A foot."><path d="M0 0"/></svg></p></figure><img src="x.svg" alt="A leg.">
<table><tr><th>What</th><th>How sure</th></tr><tr><td>Rub</td><td>Low</td></tr></table>
<section class="fc-notes"><h2 id="notes">Notes</h2><ol><li id="fn-R1"><p><b>Low.</b> Our own.</p>
<ul><li><a href="https://s.example/">Smith</a></li></ul>
<p>Back to <a role="doc-backlink" href="#fnref-R1">A</a></p></li>
</ol></section></article></body></html>"""


def test_a_page_is_written_with_its_address_its_notes_and_words_for_its_drawings():
    text = plain_text(lxml.html.document_fromstring(PAGE), "https://a.example/a/")
    assert text.startswith("Source: <https://a.example/a/>\n\n# The page\n\nNot a **diagnosis**.\n\n## A & B\n\n")
    assert "Say * and _ as they are.[^1]\nGo [on](https://a.example/b/#c)." in text
    assert "[Drawing: A foot.]" in text
    assert "[Drawing: A leg.]" in text
    assert "| Rub | Low |" in text
    assert text.endswith("[^1]: **Low.** Our own. - [Smith](https://s.example/)\n")


def test_a_page_of_a_site_without_an_address_keeps_its_links_as_they_are():
    text = plain_text(lxml.html.document_fromstring(PAGE), None)
    assert text.startswith("# The page\n\n")
    assert "Go [on](../b/#c)." in text


def test_ways_around_a_page_are_left_out():
    text = plain_text(lxml.html.document_fromstring(PAGE), "https://a.example/a/")
    for part in ("Steps first", "Link to", "Back to", "Top", "[A]", "\n\n\n"):
        assert part not in text, part


def test_a_list_is_plain_letters_and_loses_none():
    assert in_ascii("Parkinson’s – “How sure”… 5\u00a0mg") == 'Parkinson\'s - "How sure"... 5 mg'
    assert in_ascii("Ménière, 37 °C") == "M&#233;ni&#232;re, 37 &#176;C"


def text_of(html):
    return plain_text(lxml.html.document_fromstring(f"<body><article>{html}</article></body>"), None)


def test_a_drawing_and_the_words_around_it_stay_in_their_order():
    assert text_of("<p>See <img src='x.svg' alt='A leg.'> here.</p>") == "See [Drawing: A leg.] here.\n"
    # An icon says nothing.
    assert text_of("<p>See <svg><text>icon</text></svg> here.</p>") == "See here.\n"


def test_no_line_ends_in_blanks_and_no_two_empty_lines_follow_each_other():
    assert text_of("<p>Rest.<br>Now.</p><p>Drink.</p>") == "Rest.\nNow.\n\nDrink.\n"
    text = text_of("<p>a</p><pre>one\n\n\n\n\ntwo</pre>")
    assert "one\n\ntwo" in text


def test_what_is_set_as_it_was_typed_keeps_its_blanks():
    assert "\na   b\n" in text_of("<pre><code><b>a   b</b></code></pre>")
    assert text_of("<p><b>a   b</b></p>") == "**a b**\n"
    # And its lines, however deep they stand, which elsewhere run together.
    lines = "<i><b>one\n</b>\ntwo</i>"
    assert "one\n\ntwo" in text_of(f"<pre><code>{lines}</code></pre>")
    assert "one\n\ntwo" not in text_of(f"<p>{lines}</p>")
    assert text_of("<blockquote><p>a</p><p>b</p></blockquote>") == "> a\n>\n> b\n"


def test_the_note_of_our_own_advice_keeps_its_name_and_the_others_their_numbers():
    def marker(name, words):
        return f'<sup id="fnref-{name}"><a role="doc-noteref" href="#fn-{name}">{words}</a></sup>'

    notes = '<li id="fn-own"><p>We say so.</p></li><li id="fn-R2"><p>Low.</p></li>'
    text = text_of(
        f"<p>Rest.{marker('own', 'Our advice')} Stretch.{marker('R2', 2)}</p>"
        f'<section class="fc-notes"><ol>{notes}</ol></section>'
    )
    assert text.startswith("Rest.[^own] Stretch.[^2]\n")
    assert text.endswith("\n\n[^own]: We say so.\n\n[^2]: Low.\n")


def page_at(folder, title):
    return SimpleNamespace(
        file=SimpleNamespace(dest_uri=f"{folder}index.html"),
        canonical_url=f"https://a.example/{folder}",
        url=folder,
        meta={"title": title, "description": f"All of {title}."},
    )


@pytest.mark.parametrize(("at_a_time", "platform"), [(1, sys.platform), (2, "darwin"), (3, sys.platform)])
def test_each_page_has_its_twin_and_the_list_names_them_all(tmp_path, monkeypatch, at_a_time, platform):
    # Elsewhere than on Linux they are written at once.
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Twins, "AT_A_TIME", at_a_time)
    pages = [page_at("", "Füße"), page_at("b/", "Back"), page_at("c/", "Copies")]
    finished = {}
    for page in pages:
        html = f"<body><article><h1>{page.meta['title']}</h1><p><a href='#a'>On</a></p></article></body>"
        finished[page.file.dest_uri] = FinishedPage("docs/x.md", html, lxml.html.document_fromstring(html))
    build = SimpleNamespace(
        running=None,
        settings=SimpleNamespace(copies=True),
        reading_order=pages,
        offer=(pages[2], {}),
        finished=finished,
        config=SimpleNamespace(
            site_dir=str(tmp_path), site_name="Guide", site_description="Feet.", site_url="https://a.example/"
        ),
        env=jinja2.Environment(loader=jinja2.FileSystemLoader(PROJECT / "overrides"), autoescape=False),
    )
    begin_twins(build, [])
    for page in pages:
        assert twin_page(build, "as it is", page) == "as it is"
    html = "<body><article><h1>Copies</h1><p>Here.</p></article></body>"
    finished["c/index.html"] = FinishedPage("docs/x.md", html, lxml.html.document_fromstring(html))
    twin_last_pages(build)
    end_twins(build)
    for page in pages[:2]:
        twin = (tmp_path / page.url / "index.md").read_bytes().decode()
        address = page.canonical_url
        assert twin == f"Source: <{address}>\n\n# {page.meta['title']}\n\n[On]({address}#a)\n"
    # That of the page that tells of the downloads is written when they are there.
    assert (tmp_path / "c/index.md").read_text() == "Source: <https://a.example/c/>\n\n# Copies\n\nHere.\n"
    # The pages stay as they are for whoever reads them next.
    assert [each.document.xpath("//a/@href") for each in finished.values()] == [["#a"], ["#a"], []]
    told = (tmp_path / "llms.txt").read_text(encoding="ascii")
    assert re.findall(r"^- \[(.*)\]\(https://a\.example/(.*)index\.md\): All", told, re.M) == [
        ("F&#252;&#223;e", ""), ("Back", "b/"), ("Copies", "c/"),
    ]  # fmt: skip
    assert "Sitemap: https://a.example/sitemap.xml\n" in (tmp_path / "robots.txt").read_text(encoding="ascii")


def test_where_no_copies_are_made_no_twin_is(tmp_path):
    page = page_at("", "Home")
    build = SimpleNamespace(
        running=None, settings=SimpleNamespace(copies=False), config=SimpleNamespace(site_dir=str(tmp_path))
    )
    begin_twins(build, [])
    twin_page(build, "", page)
    twin_last_pages(build)
    end_twins(build)
    assert list(tmp_path.iterdir()) == []
