"""A page can load and run what it was built with, and nothing else, whatever finds its way into it.

The policy stands first in the head of each page, because many hosts send no headers, and in `_headers` for hosts that
read such a file; only a header can also forbid other sites to frame a page.
"""

import base64
import hashlib
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html

from build import step

HEADERS = """\
{root}*
  Strict-Transport-Security: max-age=31536000
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Permissions-Policy: {permissions}
  Cross-Origin-Opener-Policy: same-origin
{root}assets/*
  Cache-Control: public, max-age=31536000, immutable
{root}images/*
  Cache-Control: public, max-age=31536000, immutable
{root}app/*
  Cache-Control: public, max-age=31536000, immutable
{root}*.md
  Content-Type: text/markdown; charset=utf-8
{root}*.csv
  Content-Type: text/csv; charset=utf-8
{root}worker.js
  Cache-Control: no-cache
"""
# Each of these a page could ask its reader for; the guide asks for none.
UNUSED = (
    "accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
)  # fmt: skip

# Scripts that stand in the page, and the rules for the next page; data is not run.
RUN = "//script[not(@src) and not(@type='application/ld+json')]"


def digest(text):
    """Return the source expression that allows one inline block with exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _pictures(document):
    addresses = document.xpath("//img/@src | //link[@rel='icon']/@href")
    return sorted({"data:" if address.startswith("data:") else "'self'" for address in addresses})


def policy_of(document, site_url=""):
    """Return the policy that allows what a finished page, given as a tree, holds.

    Of all that a page could ask for by itself, only its host's robots.txt is allowed: Lighthouse looks at it from
    within the page, and would otherwise report that it is broken.
    """
    scripts = [digest(script.text or "") for script in document.xpath(RUN)]
    styles = [digest(style.text or "") for style in document.xpath("//style")]
    # The page's script comes from the same place, and so do the script and the stylesheet that it adds when asked to.
    files = ["'self'"] if document.xpath("//script[@data-script]") else []
    rules = {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "connect-src": [urljoin(site_url, "/robots.txt")] if site_url else [],
        "img-src": _pictures(document),
        "manifest-src": files,
        # For workers too.
        "script-src": files + scripts,
        "style-src": files + styles,
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items() if sources)


def policy_element(policy):
    """Return a policy as the element that stands first in a head."""
    return lxml.html.Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})


def with_policy(html, policy):
    """Return the text of a finished page with its policy as the first element of its head."""
    # The text is the minifier's, which writes a head's tag in one way alone.
    return html.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def headers(policies, below):
    """Return the text of `_headers` for {address of a page: its policy}; `below` is the path of the site's root."""
    lines = [HEADERS.format(root=below, permissions=", ".join(f"{feature}=()" for feature in UNUSED))]
    for address, policy in sorted(policies.items()):
        lines.append(f"{below}{address}\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n")
    return "".join(lines)


@step(needs="settings policies downloads onward_pages")
def write_headers(build):
    """Write the file of headers, for hosts that read one."""
    text = headers(build.policies, urlsplit(build.settings.site_url).path or "/")
    Path(build.config.site_dir, "_headers").write_text(text, encoding="utf-8")
