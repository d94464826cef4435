"""The last step of a page: small, and still the same page."""

from types import SimpleNamespace

import lxml.html

from page.content_policy import policy_of
from page.finished_pages import finish, finished, written

PAGE = """<!doctype html>
<html lang="en" class="no-js">
  <head>
    <meta charset="utf-8">
    <meta name="generator" content="x"><link rel="prev" href="a"><link rel="next" href="b">
    <title>A &amp; B</title><meta property="og:title" content="One">
    <style>/* Why. */ .here { color: red; } .gone { color: blue; }</style>
  </head>
  <body>
    <input class="md-toggle" data-md-toggle="drawer" type="checkbox">
    <label class="md-overlay" for="x"></label>
    <div class="md-container" data-md-component="container">
      <p class="here">One <b>two</b>
        <i>three</i> &lt;four&gt;</p>
      <svg viewBox="0 0 4 4" role="img" aria-label="A drawing"><path d="M0 0L4 4"></path></svg>
      <a href="../causes/" aria-label="More">x</a>
    </div>
  </body>
</html>
"""


def test_no_word_no_heading_and_no_address_is_lost():
    before, after = lxml.html.document_fromstring(PAGE), lxml.html.document_fromstring(finished(PAGE))
    assert after.body.text_content().split() == before.body.text_content().split()
    assert after.xpath("//a/@href") == ["../causes/"]
    assert after.xpath("//svg/@aria-label") == ["A drawing"]
    assert after.findtext(".//title") == "A & B"


def test_words_that_stood_apart_still_do():
    assert "One <b>two</b> <i>three</i> &lt;four" in " ".join(finished(PAGE).split())


def test_what_does_nothing_is_gone():
    html = finished(PAGE)
    for part in ("<!--", "/*", "gone", "md-", "generator", 'rel="prev"', 'rel="next"', "no-js", "  "):
        assert part not in html.rstrip(), part


def test_end_tags_quotes_in_the_head_and_the_box_of_a_drawing_stay():
    html = finished(PAGE)
    # Some apps for messages look for their tags with patterns that need the quotes.
    for part in (
        '<html lang="en">',
        '<meta property="og:title" content="One">',
        "</p>",
        "</body></html>",
        ' viewBox="0 0 4 4"',
    ):
        assert part in html, part


def test_tokens_that_the_search_will_ask_for_stay():
    page = PAGE.replace(".here {", ":root { --later: red; --never: red; } .here {")
    assert "--later" in finished(page, {"--later"})
    assert "--never" not in finished(page, {"--later"})


def order_of(main):
    document = lxml.html.document_fromstring(finished(f"<html><body><main>{main}</main></body></html>"))
    return [(part.tag, part.text_content()) for part in document.find(".//main")]


def test_an_answer_stands_right_below_the_title_before_notice_and_contents():
    title, rest = '<h1 id="page-title">Why?</h1>', '<div id="safety-notice">No diagnosis.</div><nav>On this page</nav>'
    answer = '<div class="admonition fc-answer"><p>At night.</p></div>'
    others = [("div", "No diagnosis."), ("nav", "On this page")]
    first, second = ("h1", "Why?"), ("div", "At night.")
    assert order_of(f"{title}{rest}{answer}<p>More.</p>") == [first, second, *others, ("p", "More.")]
    # What has no answer, or no title, stays in its order.
    assert order_of(f"{title}{rest}<p>More.</p>") == [first, *others, ("p", "More.")]
    assert order_of(f"{rest}{answer}") == [*others, second]


def test_the_box_of_a_drawing_is_written_as_every_program_reads_it_and_no_other_name_is_changed():
    html = '<body><svg viewBox="0 0 4 4" role="img" aria-label="A foot."><path d="M1 1h2"/></svg></body>'
    assert '<svg viewBox="0 0 4 4" role="img" aria-label="A foot.">' in written(lxml.html.document_fromstring(html))


def build_of(live_reload):
    return SimpleNamespace(
        later_properties=frozenset(),
        policies={},
        settings=SimpleNamespace(live_reload=live_reload, site_url="https://host.example/guide/"),
    )


def test_a_finished_page_carries_the_policy_that_is_kept_for_its_address_in_its_text_and_its_tree():
    build = build_of(live_reload=False)
    build.later_properties = frozenset({"--later"})
    page = finish(PAGE.replace(".here {", ":root { --later: red } .here {"), "causes/", "docs/causes.md", build)
    (policy,) = build.policies.values()
    assert build.policies == {"causes/": policy}
    assert "https://host.example/robots.txt" in policy
    assert policy == policy_of(page.document, "https://host.example/guide/")
    assert "--later" in page.html
    first = lxml.html.document_fromstring(page.html).head[0]
    for meta in (first, page.document.head[0]):
        assert (meta.get("http-equiv"), meta.get("content")) == ("Content-Security-Policy", policy)
    assert page.source == "docs/causes.md"


def test_a_page_that_reloads_itself_has_no_policy_that_would_forbid_it():
    build = build_of(live_reload=True)
    page = finish(PAGE, "causes/", "docs/causes.md", build)
    assert build.policies == {}
    assert "Content-Security-Policy" not in page.html
    assert "Content-Security-Policy" not in lxml.html.tostring(page.document, encoding="unicode")


def test_who_changes_a_copy_of_the_tree_changes_no_page():
    page = finish(PAGE, "causes/", "docs/causes.md", build_of(live_reload=False))
    page.copy().body.clear()
    assert page.document.body.xpath(".//a")
