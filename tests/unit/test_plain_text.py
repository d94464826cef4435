"""A page as Markdown: nothing said is lost, and what only leads around is."""

import lxml.html

from sharing.plain_text import in_ascii, plain_text

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
