"""The policy follows from what a page holds."""

import base64
import hashlib

import lxml.html

from page import content_policy
from page.content_policy import digest, headers, policy_element, with_policy

PAGE = "<!doctype html><html><head><title>T</title>{}</head><body>{}</body></html>"


def policy_of(html, *site_url):
    return content_policy.policy_of(lxml.html.document_fromstring(html), *site_url)


def test_a_page_of_words_may_load_nothing():
    assert policy_of(PAGE.format("", "<p>x")) == "default-src 'none'; base-uri 'none'; form-action 'none'"


def test_an_inline_block_is_allowed_by_the_hash_of_its_exact_text():
    style = "p{content:'é <b>'}"
    expected = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert digest(style) == f"'sha256-{expected}'"
    assert f"style-src 'sha256-{expected}'" in policy_of(PAGE.format(f"<style>{style}</style>", ""))
    changed = policy_of(PAGE.format(f"<style>{style} </style>", ""))
    assert expected not in changed


def test_pictures_and_scripts_of_the_same_place_are_allowed_where_there_are_any():
    assert "img-src 'self'" in policy_of(PAGE.format("", "<img src=a.svg>"))
    assert "img-src 'self'" in policy_of(PAGE.format("<link rel=icon href=a.svg>", ""))
    policy = policy_of(PAGE.format("<style>a{}</style>", "<script data-script=a.js>1</script>"))
    assert f"script-src 'self' {digest('1')}" in policy
    # The script adds a stylesheet of the same place when a reader asks for it.
    assert "style-src 'self' 'sha256-" in policy


def test_of_its_host_a_page_may_ask_for_robots_txt_alone():
    policy = policy_of(PAGE.format("", ""), "https://host.example/some/guide/")
    assert "; connect-src https://host.example/robots.txt" in policy


def test_the_policy_stands_before_all_else():
    page = PAGE.format("<style>a{}</style>", "")
    html = with_policy(page, policy_of(page))
    assert html.startswith('<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src')
    tree = lxml.html.document_fromstring(page)
    tree.head.insert(0, policy_element(policy_of(page)))
    assert lxml.html.tostring(tree) == lxml.html.tostring(lxml.html.document_fromstring(html))


def test_the_file_of_headers_names_every_page_below_the_root():
    text = headers({"": "A", "causes/": "B"}, "/guide/")
    assert text.startswith("/guide/*\n  Strict-Transport-Security: ")
    assert "\n/guide/assets/*\n  Cache-Control: " in text
    assert "\n/guide/\n  Content-Security-Policy: A; frame-ancestors 'none'\n" in text
    assert text.endswith("\n/guide/causes/\n  Content-Security-Policy: B; frame-ancestors 'none'\n")
