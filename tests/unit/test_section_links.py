"""The link beside each heading: its name, its target, and what it leaves alone."""

import lxml.html
import markdown

from sharing.moved_addresses import Move
from sharing.section_links import SectionLinksExtension
from words.read_once import Keep


def render(text):
    html = markdown.markdown(text, extensions=["attr_list", "toc", SectionLinksExtension()])
    return lxml.html.fragment_fromstring(html, create_parent=True)


def test_each_h2_and_h3_has_a_link_that_says_where_it_leads():
    body = render("## Use a *towel* {#towel}\n\ntext\n\n### Pull {#pull}\n\n#### Deep {#deep}\n")
    assert [(a.get("href"), a.get("aria-label")) for a in body.iter("a")] == [
        ("#towel", "Link to: Use a towel"),
        ("#pull", "Link to: Pull"),
    ]


def test_the_link_is_beside_the_heading_not_in_it():
    body = render("## One {#one}\n\ntext\n")
    [heading] = body.iter("h2")
    assert heading.text_content() == "One"
    assert heading.getnext().tag == "a"
    assert body.xpath("string(p)") == "text"


def test_headings_inside_a_block_get_one_link_each():
    body = render("> ## One {#one}\n>\n> ## Two {#two}\n")
    assert [a.get("href") for a in body.iter("a")] == ["#one", "#two"]


def test_a_heading_is_written_whole_and_the_contents_call_it_as_a_template_prints_it():
    reader = markdown.Markdown(extensions=["attr_list", "toc", SectionLinksExtension([Move("", "was", "", "one")])])
    assert reader.convert('## Say "no" & go {#one}\n\nText.') == (
        '<div class="fc-section-heading"><h2 id="one"><span id="was"></span>Say "no" &amp; go</h2>'
        '<a aria-label="Link to: Say &quot;no&quot; &amp; go" href="#one">#</a></div>\n<p>Text.</p>'
    )
    assert [entry["name"] for entry in reader.toc_tokens] == ['Say "no" &amp; go']


def test_a_heading_gets_its_link_when_its_id_is_settled_and_it_was_kept_without():
    reader = markdown.Markdown(extensions=["toc", SectionLinksExtension(), Keep()])
    names = ("toc", "keep-reading", "section-links")
    places = [reader.treeprocessors.get_index_for_name(name) for name in names]
    assert places == sorted(places)


def test_a_section_takes_its_former_names_along():
    moves = [
        Move("old/", "was", "here/", "one"), Move("here/", "had", "here/", "one"), Move("old/", "one", "here/", "one"),
    ]  # fmt: skip
    html = markdown.markdown("## The *one* {#one}\n", extensions=["attr_list", SectionLinksExtension(moves)])
    (heading,) = lxml.html.fragment_fromstring(html, create_parent=True).iter("h2")
    assert heading.xpath("span/@id") == ["had", "was"]
    assert heading.text_content() == "The one"
    assert heading.getnext().get("aria-label") == "Link to: The one"
