"""The whole site in an archive, `foot-cramps-site.zip`, for a memory stick or a network of its own.

Its pages open from any folder: each link names a file, and nothing is asked of another place, not even by a policy.
"""

import io
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from page.content_policy import policy_element, policy_of
from page.finished_pages import as_html

NAME = "foot-cramps-site.zip"
FOLDER = "foot-cramp-guide"
# What is for hosts and for browsers that speak to one.
ONLINE = (
    "//meta[@http-equiv='Content-Security-Policy' or @property or starts-with(@name, 'twitter:')]"
    " | //script[@type='speculationrules' or @type='application/ld+json'] | //link[@rel='canonical']"
)


# The same links stand on many pages.
@lru_cache(maxsize=4096)
def file_address(href):
    """Return a link with the name of its file: `../causes/#why` becomes `../causes/index.html#why`."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return href
    path = parts.path + "/" if parts.path.rsplit("/", 1)[-1] in (".", "..") else parts.path
    return urlunsplit(parts._replace(path=f"{path.removeprefix('./')}index.html" if path.endswith("/") else path))


def page_for_folders(document):
    """Return a finished page, given as a tree that may be changed, as it stands in the archive."""
    for element in document.xpath(ONLINE):
        element.drop_tree()
    for link in document.xpath("//a[@href]"):
        link.set("href", file_address(link.get("href")))
    document.head.insert(0, policy_element(policy_of(document)))
    return as_html(document)


def archived(files, day, first=None):
    """Return the bytes of a ZIP archive of {name: content}; all entries carry one day, `first` stands uncompressed.

    The same files give the same bytes. Such an archive cannot name a day before 1980.
    """
    written = io.BytesIO()
    with ZipFile(written, "w") as entries:
        for name, content in sorted(files.items(), key=lambda file: (file[0] != first, file[0])):
            entry = ZipInfo(name, (*max((1980, 1, 1), (day.year, day.month, day.day)), 0, 0, 0))
            # Readable for all, on systems that ask.
            entry.external_attr = 0o644 << 16
            entries.writestr(entry, content, ZIP_STORED if name == first else ZIP_DEFLATED, 9)
    return written.getvalue()


def archive(pages, beside, day):
    """Return the bytes of the archive of {name: FinishedPage} and {name: content} of what stands beside."""
    files = beside | {name: page_for_folders(page.copy()).encode() for name, page in pages.items()}
    return archived({f"{FOLDER}/{name}": content for name, content in files.items()}, day)
