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


def test_a_picture_in_the_page_itself_is_allowed_as_such():
    policy = policy_of(PAGE.format("<link rel=icon href='data:image/svg+xml,x'>", "<img src=a.svg>"))
    assert "img-src 'self' data:;" in f"{policy};"
    assert "img-src data:;" in f"{policy_of(PAGE.format('', '<img src=data:image/png,x>'))};"


def test_a_block_without_text_is_allowed_as_it_is():
    policy = policy_of(PAGE.format("<style></style>", "<script></script>"))
    assert policy.count(digest("")) == 2


def test_data_is_not_run_and_needs_no_permission():
    assert "script-src" not in policy_of(PAGE.format("", "<script type='application/ld+json'>{}</script>"))


def test_each_kind_of_thing_comes_from_the_places_that_the_page_needs():
    policy = policy_of(PAGE.format("<style>a{}</style>", "<script data-script=a.js>1</script><img src=a.svg>"))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "img-src": "'self'",
        "manifest-src": "'self'", "script-src": f"'self' {digest('1')}", "style-src": f"'self' {digest('a{}')}",
    }  # fmt: skip


def test_only_the_head_of_the_page_itself_gets_the_policy():
    html = with_policy(PAGE.format("", "<p>Write <code>&lt;head></code>, not <head></p>"), "p")
    assert html.count("Content-Security-Policy") == 1
    assert html.index("Content-Security-Policy") < html.index("<title>")


def test_the_headers_give_up_every_power_that_the_guide_does_not_use():
    (line,) = (line for line in headers({}, "/").splitlines() if "Permissions-Policy" in line)
    powers = line.removeprefix("  Permissions-Policy: ").split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()"} <= set(powers)
    assert all(power.endswith("=()") and power[:-3].replace("-", "").isalpha() for power in powers)
