"""What Material adds for a script that we do not send is taken out, and nothing else."""

import lxml.html

from page.theme_leftovers import drop_leftovers

PAGE = """<html class="no-js"><head><meta name="generator" content="x"><link rel="prev" href="a">
<link rel="next" href="b"><link rel="icon" href="c"></head><body>
<input data-md-toggle="search"><label class="md-overlay"></label><div class="md-dialog"></div>
<div data-md-component="skip">Skip</div><div data-md-component="announce"></div>
<div class="md-container"><article class="one md-typeset two"><p class="md-typeset">Words</p>
<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"></path></svg></article></div>
<main data-md-component="main">More</main></body></html>
"""


def test_what_does_nothing_goes_with_its_names_and_the_rest_stays():
    document = lxml.html.document_fromstring(PAGE)
    drop_leftovers(document)
    text = lxml.html.tostring(document, encoding="unicode")
    assert " ".join(text.split()) == (
        '<html><head> <link rel="icon" href="c"></head><body> <div><article class="one two">'
        '<p class="md-typeset">Words</p> <svg><path d="M0 0"></path></svg></article></div> <main>More</main>'
        "</body></html>"
    )
