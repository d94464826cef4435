"""What a page may load and run is said first thing in its head: what it holds, and nothing more."""

import base64
import hashlib
import re

import pytest

# Data is not run, and needs no leave.
RUN = "//script[not(@src) and not(@type='application/ld+json')]"


def policy(page):
    (found,) = page.document.xpath("//meta[@http-equiv='Content-Security-Policy']")
    return found


def rules(text):
    return {name: sources for name, *sources in (rule.split() for rule in text.split(";"))}


def test_the_policy_is_the_first_thing_in_every_head(site):
    for name, page in site.pages.items():
        assert policy(page).getparent().tag == "head", name
        assert policy(page).getprevious() is None, name


def test_the_policy_allows_nothing_that_it_does_not_name(site):
    for name, page in site.pages.items():
        allowed = rules(policy(page).get("content"))
        assert allowed["default-src"] == allowed["base-uri"] == allowed["form-action"] == ["'none'"], name
        assert allowed.pop("connect-src") == ["https://guide.example/robots.txt"], name
        assert set(allowed) <= {
            "default-src", "base-uri", "form-action",
            "img-src", "manifest-src", "script-src", "style-src", "worker-src",
        }, name  # fmt: skip
        sources = {source for values in allowed.values() for source in values}
        unknown = {s for s in sources if s not in ("'none'", "'self'") and not s.startswith("'sha256-")}
        assert not unknown, (name, unknown)


@pytest.mark.parametrize(("rule", "blocks"), [("script-src", RUN), ("style-src", "//style")])
def test_each_inline_block_is_allowed_by_its_hash_and_no_other_hash_stands_there(site, rule, blocks):
    for name, page in site.pages.items():
        expected = {
            f"'sha256-{base64.b64encode(hashlib.sha256(block.text.encode()).digest()).decode()}'"
            for block in page.document.xpath(blocks)
        }
        assert expected, name
        assert set(rules(policy(page).get("content"))[rule]) - {"'self'"} == expected, name


def test_a_short_address_may_load_its_icon_alone(site):
    assert len(site.short) > 250
    for name, page in site.short.items():
        assert policy(page).getprevious() is None, name
        allowed = rules(policy(page).get("content"))
        assert set(allowed) == {"default-src", "base-uri", "form-action", "img-src", "style-src"}, name
        assert not page.document.xpath("//script"), name


def test_no_page_holds_what_a_hash_cannot_allow(site):
    for name, page in site.pages.items():
        assert not page.document.xpath("//@style | //@*[starts-with(name(), 'on')]"), name
        assert not [link for link in page.links if link.startswith("javascript:")], name


@pytest.fixture(scope="module")
def headers(site, site_below_a_path):
    """{root of a site: {path: {header: value}}} as a host reads the file."""
    found = {}
    for built in (site, site_below_a_path):
        paths = found.setdefault(built, {})
        for line in (built.folder / "_headers").read_text(encoding="utf-8").splitlines():
            if line.startswith("/"):
                paths[line] = {}
            else:
                name, value = re.fullmatch(r"  ([A-Za-z-]+): (.+)", line).groups()
                paths[list(paths)[-1]][name] = value
    return found


def test_hosts_that_send_headers_are_told_the_policy_of_every_page_and_forbid_frames(headers):
    for built, paths in headers.items():
        for page in [*built.pages.values(), *built.short.values()]:
            address = "s/*" if page.path.startswith("s/") else page.address
            sent = paths[built.root + address]["Content-Security-Policy"]
            assert sent == policy(page).get("content") + "; frame-ancestors 'none'", page.path


def test_hosts_that_send_headers_are_told_the_rest(headers):
    for built, paths in headers.items():
        general = paths[built.root + "*"]
        assert int(general["Strict-Transport-Security"].removeprefix("max-age=")) >= 31_536_000
        assert general["X-Content-Type-Options"] == "nosniff"
        assert general["Referrer-Policy"] == "no-referrer"
        assert general["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in general["Permissions-Policy"]
        for folder in ("assets", "images"):
            assert "immutable" in paths[f"{built.root}{folder}/*"]["Cache-Control"]
